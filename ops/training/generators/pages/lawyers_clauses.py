"""Middle clauses in the long sentences of lawyers: periods, days, laws and courts that answer nothing that is asked."""

TEXTS = """
# Definitions | Defined Terms
"Term" has the meaning set forth in Section {k}.1. "Expiration Date" has the meaning assigned to it in Section {k}.8.
"Governing Law" shall have the meaning ascribed to it in Section {k}.9. "Party" means either {a} or {b}.
? Where is the meaning of "Term" set forth? => Section {k}.1

"Effective Date" shall have the meaning set forth on the cover page. "Renewal Term" has the meaning given in Section
{k}.2. "Losses" means any and all damages, fines, penalties and reasonable fees of counsel. "Closing Date" means {d1}.
? What does "Closing Date" mean? => {d1}

"Agreement" means this instrument together with its exhibits, and "Ancillary Agreements" means the Lease Agreement, the
Escrow Agreement and the Security Agreement, each of which was executed by {a} on {d1} and lapses on {d2}.
? When do the Ancillary Agreements lapse? => {d2}

# Surviving Provisions | Survival of Obligations
The provisions of Sections {k}.1 (Definitions), {k}.4 (Confidentiality), {k}.6 (Term and Termination) and {k}.9
(Governing Law, Forum and Jurisdiction) shall survive, and Section {k}.5 shall survive until all sums then owing have
been paid.
? Until when shall Section {k}.5 survive? => until all sums then owing have been paid

# Currency | Payments in Dollars
All amounts are stated, and shall be paid, in United States dollars. Sales in another currency shall be converted at
the rate published in New York on the last Business Day of the quarter; where the foreign exchange laws of {st1} or of
any country forbid a transfer, {b} shall, at the election of {a}, deposit the sum in a bank there within {n1}.
? In what currency shall amounts be paid? => United States dollars

# Term of License | License Period
During the term of this Agreement and for a period of {y1} thereafter, {b} shall not, directly or indirectly, contest,
or assist any third party in contesting, the validity or enforceability of any of the Patents.
? What may {b} not contest? => the validity or enforceability of any of the Patents

# Developer Obligations | Obligations of {A} | Responsibilities
{A} shall, at its sole cost and expense, (i) procure all permits required by the statutes of {st1}, (ii) complete the
work described in Schedule {k} on or before {d1}, and (iii) hold itself available, upon {n1} prior written request of
{b}, for meetings at {city}; provided, however, that no such meeting shall last longer than {hours}.
? By when must the work be completed? => on or before {d1}

# Undertakings of the Parties | Mutual Covenants
{A} and {b} (each a "Party" and, collectively, the "Parties") hereby covenant that neither of them shall, without the
prior written approval of the other, make any statement about the Project to any trade journal, broadcaster or public
agency, except as may be compelled by the Exchange Act or the rules promulgated thereunder.

# Release | General Release
{A}, for itself and its successors and assigns, hereby releases {b} from any and all claims, known or unknown, that
arose on or before {d1}, and expressly waives the benefit of Section 1542 of the California Civil Code and of every
like statute of any other state.
? Which claims are released? => any and all claims, known or unknown, that arose on or before {d1}

# Usury Savings | Maximum Rate
In no event shall the interest contracted for hereunder exceed the highest rate permitted by the usury statutes of
{st1} (including Tex. Fin. Code ch. 303, as amended) or by applicable federal law, whichever shall permit the higher;
any excess shall be credited against principal within {n1} of its discovery.
? Against what is an excess of interest credited? => principal

# Corporate Opportunities | Interested Directors
No contract between {a} and one or more of its directors shall be void by reason thereof if the material facts were
disclosed to the board as contemplated by Section 144 of the Delaware General Corporation Law or Chapter 78 of the
Nevada Revised Statutes, as the same may hereafter be amended.

# Milestone Payments | Development Milestones
Upon the first dosing of a patient in a trial of the {goods}, {b} shall pay {money1}, and upon the first approval
thereof a further {money2}, in each case within {n1} following receipt of an invoice; each such payment shall fall due
once only, irrespective of how many times the milestone is reached.
? How much is payable upon the first dosing of a patient? => {money1}
? How often does each payment fall due? => once only

# Patent Prosecution | Prosecution and Maintenance
{A} shall have the first right, but not the obligation, to file, prosecute and maintain the Patents through counsel of
its choice in {city}, and shall furnish {b} with copies of all substantive filings at least {n1} prior to their
submission to the United States Patent and Trademark Office.
? Who has the first right to file the Patents? => {A}
? How long before submission must copies be furnished? => at least {n1} prior to their submission

# Infringement | Enforcement
In the event that either party becomes aware of any suspected infringement, it shall promptly so notify the other, and
{a} shall have {m1} in which to bring suit in any court of competent jurisdiction, failing which {b} may bring suit in
its own name and retain {pct} percent of any recovery.
? How long does {a} have to bring suit? => {m1}
? How much of any recovery may {b} retain? => {pct} percent

# Registration Rights | Demand Registration
At any time after {d1}, holders of a majority of the Registrable Securities may request in writing that {a} file a
registration statement under the Securities Act, whereupon {a} shall use its best efforts to cause it to be declared
effective within {n1}; the rights set forth in this Section shall lapse on {d2} as to any holder that may then sell
under Rule 144.
? Within what time should the registration statement be declared effective? => within {n1}

# Lock-Up | Market Stand-Off
{B} hereby agrees that it will not, during the period commencing on the date of the final prospectus and ending {n1}
thereafter, lend, offer, pledge or sell any of its Shares, whether such transaction is to be settled by delivery of
securities or in cash.

# Quality Control | Quality Standards
{B} acknowledges that the maintenance of high quality is of the essence, and shall, not less than twice in every
calendar year, submit to {a}, free of charge, {count} randomly selected samples of the {goods}; any sample not
disapproved within {n1} after receipt shall be deemed approved.
? How many samples are submitted? => {count} randomly selected samples
? How often are samples submitted? => not less than twice in every calendar year

# Source Code Escrow | Escrow
Within {n1} after the Effective Date the parties shall enter into an escrow agreement with a mutually acceptable agent
located in {city}, and {a} shall deposit therein the source code of each release; the fees of the agent shall be borne
by {b} alone.
? Who bears the fees of the escrow agent? => {b}

# Service Levels | Availability
{A} warrants that the {goods} shall be available 99.5 percent of the time in each calendar month, measured at the data
center in {city}, exclusive of maintenance announced at least {hours} in advance and of outages attributable to acts or
omissions of {b} or its users.
? How much of the time shall the {goods} be available? => 99.5 percent of the time

# Cooperation Committee | Joint Steering Committee
Promptly following the Effective Date the parties shall establish a joint steering committee consisting of three
representatives of each of {a} and {b}, which shall be chaired, until {d1}, by {person}, and shall convene at least
once in each calendar quarter, whether in person or by telephone.
? Who chairs the committee? => {person}
? How often does the committee convene? => at least once in each calendar quarter

# Environmental Matters | Hazardous Materials
{B} shall not cause or permit any hazardous substance, as that term is defined in the Comprehensive Environmental
Response, Compensation, and Liability Act of 1980 or in any analogous law of {st1}, to be released upon the premises,
and shall report any such release within {hours}.
? Within what time must a release be reported? => {hours}

# Tax Treatment | Section 409A
All payments hereunder are intended to be exempt from Section 409A of the Internal Revenue Code and the Treasury
Regulations thereunder, and any reimbursement shall be made not later than the last day of the calendar year following
that in which the expense was incurred.
? By when shall a reimbursement be made? => the last day of the calendar year following that in which the expense was
  incurred

# Government Contracts | U.S. Government Rights
If the {goods} are acquired by or on behalf of any agency of the United States, they are furnished as commercial
computer software within the meaning of FAR 12.212 and DFARS 227.7202, and the agency shall have only those rights
which are set forth herein.

# Sanctions | Trade Controls
Neither {a} nor, to its knowledge, any of its officers is the target of sanctions administered by the Office of Foreign
Assets Control, Her Majesty's Treasury or the European Union, and {a} shall not, from and after {d1}, conduct any
dealings in a country so sanctioned.

# Litigation | Pending Proceedings
Except for the action filed on {d1} in the Superior Court of {st1}, there is no suit, arbitration or inquiry pending
or, to the knowledge of {a}, threatened, in which an adverse outcome would exceed {money1}.
? In which court was the action filed? => the Superior Court of {st1}

# Leased Property | Real Property
{A} occupies its premises at {addr1} under a lease that commenced on {d1} and has, as of the date hereof, a remaining
term of {y1}, with an option to extend for {m1}; {a} is not in default in the payment of any rent.
? What is the remaining term of the lease? => {y1}

# Material Contracts | Other Agreements
Schedule {k} contains a true and complete list of all contracts of {a}, including the Loan Agreement dated {d1}, which
matures on {d2}, and the Distribution Agreement for {st1}, which is governed by a separate instrument and may be
renewed for {y1}.
? When does the Loan Agreement mature? => {d2}

# Employees | Key Employees
Attached as Schedule {k} is a list of the employees of {a}. The employment of {person} as {job} commenced on {d1} and
may be ended by the employee upon {n1} notice; no other employee has a contract for a fixed period.
? Since when is {person} employed? => {d1}

# Transition Services | Cooperation
For a period of up to {m1} following the Closing, {a} shall make available to {b} such of its personnel as are
reasonably required for an orderly transition, at an hourly rate of {money2}, payable monthly in arrears.
? What is the hourly rate? => {money2}

# Recall | Product Recall
In the event that any governmental authority issues a recall of the {goods}, {a} shall bear all costs thereof if the
recall results from a breach of its warranties hereunder, and {b} shall bear them in all other cases; batch records
shall be preserved for not less than {y1}.
? For how long are batch records preserved? => not less than {y1}

# Most Favored Customer | Pricing
If at any time after {d1} {a} shall sell the {goods} to any other person in like quantities at a lower price, the price
hereunder shall be reduced accordingly with effect from the date of such sale, and any overpayment shall be refunded
within {n1}.
? Within what time is an overpayment refunded? => {n1}

# Standstill | Standstill Provisions
{B} agrees that, for a period of {m1} from the date hereof, neither it nor any of its Affiliates shall acquire, or
offer to acquire, more than {pct} percent of the outstanding voting stock of {a}, unless invited to do so in writing by
its board.
? Who may invite {b} to acquire more stock? => its board

# No Obligation | No Commitment
Nothing herein shall be construed as obligating {a} or {b} to enter into any further agreement, to purchase any
{goods}, or to continue the discussions contemplated hereby, and either of them may withdraw therefrom at any moment
without giving any reason.

# Residuals | Independent Development
{A} acknowledges that {b} may currently, or in the future, develop information internally, or receive information from
others, similar to that disclosed hereunder; accordingly, nothing shall prohibit {b} from developing products that
compete with those of {a}.

# Standard of Care | Protection of Information
{B}, as recipient, shall protect the information of {a} with the same degree of care with which it protects its own,
but in no event less than reasonable care, and shall confine its circulation to those of its employees who have a need
to know and have signed undertakings no less strict.
? What is the least degree of care? => reasonable care

# Definition of Confidential Information | Marking
Information disclosed orally shall be deemed confidential only if it is identified as such at the time of disclosure
and summarized in a writing delivered to {b} within {n1} thereafter, which writing shall bear a legend to that effect.
? Within what time must oral information be summarized in writing? => within {n1}
"""
