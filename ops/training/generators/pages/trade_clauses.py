"""Middle clauses about what is sold, licensed, delivered, paid and made."""

TEXTS = """
# Definitions | Certain Definitions
"Net Sales" means the gross amount invoiced by {b} for the {goods} sold to third parties, less returns, freight and
sales taxes. "Business Day" means any day on which banks in {city} are open.
? What does "Net Sales" mean? => the gross amount invoiced by {b} for the {goods} sold to third parties, less returns,
  freight and sales taxes

"Improvement" means any change that makes the {goods} cheaper, safer or easier to use. "Prior Agreement" means the
Supply Agreement dated {d1}, which was amended on {d2}.
? What does "Prior Agreement" mean? => the Supply Agreement dated {d1}

"Acceptance Criteria" means the tests listed in Schedule {k}. "Affiliate" means any person that controls, is controlled
by, or is under common control with, a party. "Specifications" means the written description of the {goods} as last
revised on {d1}.
? In which schedule are the tests listed? => Schedule {k}

"Delivery Point" means the warehouse at {addr1}. Words in the singular include the plural, and "including" means
including without limitation.
? Where is the Delivery Point? => the warehouse at {addr1}

# Grant of License | License Grant | Grant of Rights
Subject to the terms hereof, {a} grants to {b} a non-exclusive, non-transferable right to use, market and sell the
{goods} in {st1} and {st2}, and in no other place. All rights not expressly granted are reserved.
? Where may the {goods} be sold? => {st1} and {st2}

{A} hereby grants {b} an exclusive license under the Patents to make and have made the {goods}. {B} may grant
sublicenses only with written consent, and shall deliver a copy of each sublicense within {n1} of its signature.
? Within what time must a copy of a sublicense be delivered? => {n1}

The license does not extend to the source code, which stays in escrow at {city} under the Escrow Agreement dated {d1}.
{B} shall not decompile, copy or lend the {goods}, save that one copy may be kept for back-up.
? Where is the source code kept? => in escrow at {city}
? How many copies may be kept for back-up? => one copy

# Delivery | Shipment and Delivery | Delivery and Title
{A} shall deliver the {goods} to {addr1} not later than {d1}. Risk passes on unloading; title passes when the price has
been paid in full.
? By when must the {goods} be delivered? => {d1}
? When does title pass? => when the price has been paid in full

All shipments are made FCA {city}. If a shipment is late by more than {n1}, {b} may cancel it and buy elsewhere, and
{a} shall bear the difference in price.
? What may {b} do if a shipment is late? => cancel it and buy elsewhere

Each milestone in Schedule {k} has a date of its own; the first falls on {d1} and the last on {d2}. {A} shall tell {b}
without delay of anything that may put a milestone at risk.
? On what day does the first milestone fall? => {d1}

# Acceptance | Inspection and Acceptance
{B} has {n1} from receipt to inspect the {goods}. What is not rejected in writing within that time is deemed accepted.
Rejected goods are collected by {a} at its own cost.
? How long does {b} have to inspect the {goods}? => {n1}
? At whose cost are rejected goods collected? => {a} at its own cost

{A} shall correct every error found in the tests and hand over a new version within {n1}. If the tests fail a third
time, {b} may claim back what it paid for that deliverable.
? Within what time must a new version be handed over? => {n1}

# Fees and Payment | Payment | Price and Payment
{B} shall pay {money1} on the first day of every quarter. Sums overdue bear interest at {pct} percent a month. Invoices
are sent to {mail}.
? How much must {b} pay every quarter? => {money1}
? What interest do overdue sums bear? => {pct} percent a month
? Where are invoices sent? => {mail}

Undisputed invoices are due within {n1} of receipt. {B} may withhold what it disputes in good faith, provided it gives
its reasons in writing within {n2}.
? When are undisputed invoices due? => within {n1} of receipt

{B} shall reimburse {a} for reasonable travel costs, but any single cost above {money2} needs approval beforehand.
Receipts are kept for {y1} and shown on request.
? Which costs need approval beforehand? => any single cost above {money2}
? For how long are receipts kept? => {y1}

# Royalties | Royalty
{B} shall pay to {a} a royalty of {pct} percent of Net Sales, reported within {n1} after the end of each calendar
quarter. Any underpayment found is made good at once.
? How much is the royalty? => {pct} percent of Net Sales
? Within what time are royalties reported? => {n1}

No royalty is due on samples given away free of charge. A minimum royalty of {money1} is owed for the calendar year
that ends on {d1}, whatever is sold.
? How much is the minimum royalty? => {money1}

# Taxes
Each party bears the taxes on its own income. {B} may deduct withholding tax under Section 1442 of the Internal Revenue
Code of 1986, as amended, and shall send the certificate within {n1}.
? Within what time is the certificate sent? => {n1}
? Under which section may withholding tax be deducted? => Section 1442 of the Internal Revenue Code of 1986

All prices are exclusive of value added tax. Where the tax laws of {st1} call for a resale certificate, {b} shall
furnish one before the first order.
? When must a resale certificate be furnished? => before the first order

# Warranties | Limited Warranty | Product Warranty
{A} warrants that the {goods} will be free from defects in material and workmanship for {m1} from delivery. The sole
remedy is repair or replacement at the choice of {a}.
? How long is the warranty for defects? => {m1} from delivery
? What is the sole remedy? => repair or replacement

EXCEPT AS STATED ABOVE, THE GOODS ARE SUPPLIED "AS IS", AND ALL IMPLIED WARRANTIES, INCLUDING THOSE OF MERCHANTABILITY
AND FITNESS FOR A PARTICULAR PURPOSE, ARE EXCLUDED TO THE EXTENT THAT THE LAW ALLOWS.

{A} warrants that its staff are skilled and that the services will be done with care. A claim under this warranty must
be raised within {n1} after the work in question was done.
? Within what time must a warranty claim be raised? => {n1}

# Representations and Warranties | Representations
Each party represents that it is duly organized, that it has full power to enter into this Agreement, and that doing so
breaches no law, order or contract by which it is bound.

{A} represents that its balance sheet as of {d1} was drawn up in accordance with generally accepted accounting
principles and that nothing has changed for the worse since {d2}, other than as set out in Schedule {k}.
? As of what date was the balance sheet drawn up? => {d1}

# Covenants of {A} | Covenants
Until all sums are paid, {a} shall keep its books in good order, pay its taxes when due, and not sell any asset worth
more than {money1} outside the ordinary course of business.
? Which assets may not be sold? => any asset worth more than {money1}

{A} shall not, for as long as orders are open, move its plant away from {city}, nor lend money to any of its officers.
By {d1} it shall provide audited accounts.
? By when must audited accounts be provided? => {d1}

# Forecasts and Orders | Purchase Orders | Forecasts
{B} shall send a rolling forecast for {m1} by the fifth day of each month. The first month of each forecast binds; the
others are estimates. Orders are confirmed within {n1}.
? By when is the forecast sent? => the fifth day of each month
? Within what time are orders confirmed? => {n1}

Orders must state the quantity, the price and the place of delivery. Terms printed on an order form have no effect. The
least quantity of one order is {count} units.
? What is the least quantity of one order? => {count} units

# Support and Maintenance | Maintenance
{A} shall answer calls on Business Days from eight to six, and shall begin work on a serious fault within {hours}. Old
versions are supported for {m1} after a new one is out.
? When must work on a serious fault begin? => within {hours}
? For how long are old versions supported? => {m1}

Planned work is announced {n1} ahead and done at night. Should the service be down for longer than {hours} in a month,
{b} is credited {pct} percent of the monthly fee.
? How much is credited if the service is down? => {pct} percent of the monthly fee

# Change Orders | Changes
Either party may propose a change by a written request. {A} shall say within {n1} what it will cost and how long it
will take; no work is done on it before {b} has signed.
? Who must sign before work is done on a change? => {b}

# Personnel | Staffing
{A} shall name a project lead, at first {person}, who may be replaced only after talks with {b}. Staff who work on the
site at {city} obey the house rules there.
? Who is the first project lead? => {person}

# Subcontractors | Subcontracting
{A} may use subcontractors approved in writing and answers for their work as for its own. A request for approval not
refused within {n1} is deemed granted.
? When is a request for approval deemed granted? => not refused within {n1}

# Stock Options | Equity
The Board granted options over {count} shares on {d1} at an exercise price of {price} a share. They vest over {y1} in
equal parts and lapse {n1} after service ends.
? Over how many shares were options granted? => {count} shares
? What is the exercise price? => {price} a share

# Closing | Conditions to Closing
The closing takes place at the offices of counsel in {city} at ten in the morning on {d1}, or on such other day as is
agreed. At the closing {b} shall pay {money1} by wire.
? Where does the closing take place? => at the offices of counsel in {city}
? How much is paid at the closing? => {money1}

# Marketing | Promotion
{B} shall spend at least {money1} in each calendar year on the promotion of the {goods}, take part in two trade fairs,
and send its plan for the coming year by the end of October.
? How much must be spent on promotion? => at least {money1}
? In how many trade fairs must {b} take part? => two trade fairs

# Exclusivity
While the minimum purchases of Schedule {k} are met, {a} shall appoint no other dealer in {st1}. If they are missed in
two quarters running, the appointment becomes non-exclusive.
? Where shall {a} appoint no other dealer? => {st1}

# Regulatory Matters | Product Safety
{B} obtains and pays for all approvals needed to sell the {goods} in {st1}. Complaints about safety are passed on
within {hours}. A recall is decided by {a} alone.
? Who decides a recall? => {a} alone
? Within what time are complaints about safety passed on? => {hours}

# Security Interest | Collateral
To secure the price, {b} grants a first lien on the {goods} and their proceeds, which {a} may perfect under the Uniform
Commercial Code by filing in {st1}.
? Where may the lien be filed? => {st1}

# Steering Committee | Governance
A committee of four, two from each side, meets every {months} in {city}. It decides by unanimous vote; what it cannot
settle goes to the chief executives.
? Where does the committee meet? => {city}
? How does the committee decide? => by unanimous vote
"""
