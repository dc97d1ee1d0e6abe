"""Middle clauses about risk, secrecy, property, law and the machinery of a contract. None says which law governs."""

TEXTS = """
# Indemnification | Indemnity
{A} shall indemnify {b} against all third-party claims that the {goods} infringe a patent or a copyright. {B} shall
give notice of a claim within {n1} of learning of it and let {a} conduct the defence.
? Within what time must notice of a claim be given? => {n1}
? Who conducts the defence? => {a}

{B} shall hold {a} and its officers harmless from losses that arise out of the use of the {goods} contrary to the
manual. No claim may be settled without consent, which is deemed given after {n1} of silence.
? When is consent to a settlement deemed given? => after {n1} of silence

Neither party need indemnify the other until the total of all losses is above {money1}, and then only for what is above
it.
? From what total of losses on is an indemnity owed? => {money1}

# Limitation of Liability | Liability
IN NO EVENT SHALL {A} BE LIABLE FOR MORE THAN {cap} IN THE AGGREGATE, WHATEVER THE LEGAL GROUND. THIS LIMIT DOES NOT
APPLY TO FRAUD.
? To what does the limit of liability not apply? => FRAUD

The total liability of either party under this Agreement shall not exceed {cap}. Neither party is liable for lost
profits, lost data or other indirect loss.

NEITHER PARTY IS LIABLE TO THE OTHER FOR INDIRECT, SPECIAL OR CONSEQUENTIAL DAMAGES, EVEN IF IT WAS TOLD THAT THEY
MIGHT ARISE.

# Confidentiality | Confidential Information | Non-Disclosure
{B} shall keep all Confidential Information secret for a period of {secrecy} from its disclosure and use it for no
other purpose than the Project.
? For what purpose may Confidential Information be used? => the Project

The duty of confidence under this Section lasts for {secrecy} after the disclosure in question, save for trade secrets,
which are kept for as long as they remain such.

{A} may disclose the terms of this Agreement to its lenders and advisers, if they are bound to secrecy, and where the
Securities Exchange Act of 1934 or the rules of a stock exchange so require.
? To whom may the terms be disclosed? => its lenders and advisers

Information is not confidential if it is public, if it was known to {b} before, if it came from a third party free to
pass it on, or if {b} found it out on its own. Proof of this lies with {b}.
? With whom does the proof lie? => {b}

# Return of Materials | Return of Information
On written request {b} shall return or destroy all copies of the Confidential Information within {n1} and have an
officer certify that it has done so.
? What must {b} do on written request? => return or destroy all copies of the Confidential Information
? Who certifies that copies were destroyed? => an officer

{B} may keep one copy in its legal files as evidence, as well as back-ups that are made automatically, so long as
nobody but its counsel has access.
? Where may one copy be kept? => its legal files

# Compelled Disclosure | Required Disclosure
If {b} is ordered by a court or an agency to disclose Confidential Information, it shall, where lawful, tell {a} at
least {n1} beforehand and disclose no more than it must.
? How long before a compelled disclosure must {a} be told? => at least {n1} beforehand

# Records and Audit | Books and Records | Audit Rights
{B} shall keep full records for {y1} after the year to which they relate. {A} may have them audited by an accountant on
{n1} notice, at most once in a calendar year.
? For how long are records kept? => {y1}
? How often may the records be audited? => at most once in a calendar year

Should an audit show an underpayment of more than {pct} percent, {b} shall bear its cost and pay what is owing within
{n1}.
? When does {b} bear the cost of an audit? => an underpayment of more than {pct} percent

# Insurance
{A} shall carry general liability insurance of at least {money1} for each event and workers' compensation as required
in {st1}. It shall send certificates by {d1}.
? How much general liability insurance must be carried? => at least {money1}
? By when are certificates sent? => {d1}

The insurers must be rated A or better. No policy may be cancelled unless {b} is told {n1} in advance, and {b} is named
as an additional insured.
? How must the insurers be rated? => A or better

# Intellectual Property | Ownership of Work Product | Proprietary Rights
All Work Product belongs to {b} from the moment it is made. {A} assigns all rights in it and shall sign whatever is
needed to record them with the Patent and Trademark Office.
? To whom does the Work Product belong? => {b}

Each party keeps what it owned before {d1}. What both invent together is owned in equal shares, and either may use it
without accounting to the other.
? How are joint inventions owned? => in equal shares

{B} shall use the trade marks only as shown in Schedule {k} and shall not register any mark like them in {st1} or
elsewhere. All goodwill accrues to {a}.
? To whom does goodwill accrue? => {a}

The work is a "work made for hire" under the Copyright Act of 1976. Open source parts are listed in Schedule {k} with
their licences.
? Where are open source parts listed? => Schedule {k}

# Compliance with Laws | Legal Compliance
Each party shall obey the laws that apply to its business, among them the Foreign Corrupt Practices Act of 1977 and the
laws of {st1} on the licensing of contractors.

{A} complies with Tex. Bus. & Com. Code ch. 17, as amended, and with the consumer laws of each state in which the
{goods} are sold.

{B} confirms that it has read the Modern Slavery Act 2015 and publishes the statement that the Act calls for by {d1} of
the year concerned.
? By when is the statement published? => {d1}

# Export | Export Control
The {goods} are subject to the U.S. Export Administration Regulations. {B} shall not ship them to a country under
embargo, nor to any person on the lists of the Department of Commerce.
? To what are the {goods} subject? => the U.S. Export Administration Regulations

{B} obtains every export licence at its own cost. An order for which no licence is granted within {m1} lapses without
liability on either side.
? When does an order lapse? => no licence is granted within {m1}

# Securities Matters | Securities Laws | Legends
The Shares have not been registered under the Securities Act of 1933, as amended, or under the securities laws of any
state, and may not be sold unless registered or exempt under Rule 144.
? Under what have the Shares not been registered? => the Securities Act of 1933

{B} knows that the securities laws of the United States forbid a person who holds material non-public information to
trade in the stock of {a}.

# Data Protection | Personal Data | Privacy
Personal data are handled in accordance with Regulation (EU) 2016/679. {A} reports a breach of security within {hours}
and keeps the data on servers in {city}.
? Within what time is a breach of security reported? => {hours}
? Where are the data kept? => on servers in {city}

{A} shall act only on the instructions of {b}, keep a register as the California Consumer Privacy Act requires, and
delete the data {n1} after they are no longer needed.
? When are the data deleted? => {n1} after they are no longer needed

# Anti-Corruption | Anti-Bribery
No gift above {money2} may be given to or taken from staff of the other side. {A} trains its people once a year on the
UK Bribery Act 2010 and reports any approach to {mail}.
? Where is an approach reported? => {mail}

# Employment Matters | Benefits
{A} is an independent contractor and no employee of {b}. It takes no part in any plan under the Employee Retirement
Income Security Act of 1974, and pays its own taxes.

{A} waives no right under the Age Discrimination in Employment Act of 1967, has had {n1} to think this over, and may
revoke its consent within {n2}.
? Within what time may consent be revoked? => {n2}

# Notices
All notices must be in writing and sent by courier to {addr1}, for the attention of the {job}, with a copy to {mail}.
They are deemed received on the second Business Day.
? Where are notices sent? => {addr1}
? For whose attention are notices sent? => the {job}

Notices to {a} go to {addr1}; notices to {b} go to {addr2}. A new address is told in the same way and counts from {n1}
later.
? What is the address for notices to {b}? => {addr2}
? Where do notices to {a} go? => {addr1}

If to {a}: {addr1}. If to counsel: {person}, {addr2}. A fax is received when the machine confirms it; a letter, three
days after it is posted.
? When is a letter received? => three days after it is posted

# Force Majeure
Neither party answers for delay caused by war, flood, strike or an act of government. If this goes on for more than
{n1}, the other party may cancel the orders concerned.
? After what time may the orders be cancelled? => more than {n1}

The party that is hindered shall say so within {hours}, do what it can to resume, and share its stock fairly. Lack of
money is never force majeure.
? What is never force majeure? => Lack of money

# Assignment | Assignment and Delegation
Neither party may assign this Agreement without the written consent of the other, save to a buyer of all of its
business. An assignment against this Section is void.
? To whom may the Agreement be assigned without consent? => a buyer of all of its business

{A} may assign its claims to a bank. {B} must be told within {n1}; the assignor remains liable unless it is released.
? To whom may {a} assign its claims? => a bank

# Change of Control
If more than {pct} percent of the voting shares in {b} come into other hands, {b} shall tell {a} within {n1}, and {a}
may then withdraw the exclusive rights.
? What may {a} do after a change of control? => withdraw the exclusive rights

# Entire Agreement | Integration | Miscellaneous
This Agreement and its schedules are all that the parties have agreed upon. They replace the letter of intent dated
{d1} and all talks before it.
? What do the Agreement and its schedules replace? => the letter of intent dated {d1}

This Agreement supersedes the Mutual Confidentiality Agreement of {d1}, except for claims that arose before {d2}. It
may be amended only by a writing signed by both parties.
? How may the Agreement be amended? => by a writing signed by both parties

# Counterparts | Counterparts; Signatures
This Agreement may be signed in any number of counterparts, each of which is an original. Signatures sent by electronic
mail, or made under the federal E-SIGN Act of 2000, bind like those in ink.
? In how many counterparts may the Agreement be signed? => any number of counterparts

# Publicity | Press Releases
No press release is issued without the consent of both. The first announcement is made by {a} on {d1}. Either may name
the other in a list of its customers.
? When is the first announcement made? => {d1}

# Dispute Resolution | Disputes | Escalation
A dispute is first put to the chief executives, who shall meet within {n1}. If they do not settle it, it goes to a
mediator in {city}, whose fee is shared.
? Within what time do the chief executives meet? => {n1}
? Where does the mediator sit? => {city}

Any dispute is settled by three arbitrators under the rules of the American Arbitration Association. The hearing is
held in {city}, and each side bears its own costs.
? How many arbitrators are there? => three arbitrators
? Where is the hearing held? => {city}

# Injunctive Relief | Equitable Relief
{B} admits that money alone would not make good a breach of secrecy, and that {a} may ask any court for an injunction
without posting a bond.
? What may {a} ask for without posting a bond? => an injunction

# Non-Solicitation | Non-Solicitation of Employees
For {m1} after a member of staff of {a} last worked on the Project, {b} shall not hire that person. In case of breach
it owes {money1}.
? How much is owed for hiring staff? => {money1}

# Non-Competition | Restrictive Covenants
{B} shall not, for {y1} after the sale and within fifty miles of {city}, run a business like that of {a}. A holding of
under {pct} percent in a listed company is allowed.
? Within what distance of {city} may {b} not compete? => fifty miles

# Severability
If a court finds a provision invalid, the others stand, and the parties shall put in its place one that comes as near
as may be to its aim.

# Waiver | Waivers; Amendments
No waiver counts unless it is in writing. Delay in using a right is no waiver of it, and to waive one breach is not to
waive another.
? In what form must a waiver be? => in writing

# Survival
Sections {k}.1 to {k}.4 and all rights that had accrued by then survive for {y1}. So do the claims under the warranties
made on {d1}.
? How long do Sections {k}.1 to {k}.4 survive? => {y1}

# Remedies | Default
Failure to pay within {n1} of a reminder is a default. All open sums then fall due, with interest at {pct} percent a
year from {d1}.
? When is failure to pay a default? => within {n1} of a reminder

# Bankruptcy | Insolvency
The rights granted here are licences of intellectual property within the meaning of Section 365(n) of the Bankruptcy
Code, and {b} keeps them as that Section provides.

# Authority | Relationship of the Parties
Nothing here makes a partnership. {A} may not bind {b}, and {person}, {job}, alone speaks for {b} in matters of this
Agreement.
? Who speaks for {b}? => {person}

# Further Assurances
Each party shall sign the papers and do the acts that are needed to carry out what is agreed, and shall do so within
{n1} of being asked.
? Within what time must papers be signed? => {n1}

# Costs | Expenses
Each side bears its own legal costs. {A} pays the filing fee of {money2} under the Hart-Scott-Rodino Antitrust
Improvements Act of 1976 on or before {d1}.
? How much is the filing fee? => {money2}
? Who pays the filing fee? => {A}

# Antitrust | Competition Law
Nothing in this Agreement fixes the prices at which {b} resells. The parties shall heed the Sherman Act and Article 101
of the Treaty on the Functioning of the European Union.

# Interpretation | Construction | Headings
Headings are for ease of reading only. A reference to a statute is to that statute as amended. No rule that a text is
read against the party who drew it up shall apply. Sections marked with a star apply in {st1} alone.

# Third Parties | No Third-Party Beneficiaries
Nobody but the parties and their successors has rights under this Agreement, and the Contracts (Rights of Third
Parties) Act 1999 gives none.

# Language
This Agreement is drawn up in English. Should it be translated, the English text prevails; notices may be in English or
in the language of the place at which they arrive.
? Which text prevails? => the English text
"""
