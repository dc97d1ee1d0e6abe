"""Papers of an office that look like invoices or agreements and are not.

`%due date` is what a mixed folder is asked (`office.FIELDS`); what a sketch does not name so is asked and not found.
"""

DELIVERY_NOTE = """
= {o1} | the carrier, the sender | it its
+ DELIVERY NOTE // {o1} // {a1} // Delivery note no.: {r1} // Date: {d1}
+ {o1}, {a1} // Packing slip {r1} // Dispatched {d1}
* Delivery note {r1} of {o1} | A delivery note of {o1} with the number {r1}, dated {d1}.
? r1: What is the number of the delivery note? | @delivery note number | @document number
? d1: %document date | @dispatch date | When were the goods dispatched?
? o1: Who sent the goods? | @sender of the goods

+ Consignee: {o2}, {a2}
+ Deliver to // {o2} // {a2}
? o2: %recipient | @consignee | To whom are the goods delivered?
? a2: @delivery address | Where are the goods delivered?

+ Your order {r2} of {d0}
+ Order: {r2} // Order date: {d0}
? r2: @order number | What is the order number?
? d0: When was the order placed? | @order date

+ {n1} cartons of {goods}, {n2} rolls of tape, weight {n3} kg // Prices are not shown on this note.
+ Qty / Description // {n1} x {goods} // {n2} x rolls of tape // Gross weight: {n3} kg
? n3 kg: What is the weight of the delivery? | @gross weight
? n1: What quantity of {goods} was delivered?
y Are {goods} among the items?
n Is this document an invoice?

+ Received in good order on {d2} by {p1}
+ Signed for by {p1}, {d2} // No damage noted
? p1: Who received the goods? | @received by
? d2: When were the goods received? | @date of receipt
y Did somebody sign for the goods?
n Were the goods damaged?

+ Driver: {p2}, vehicle {r3}
+ Carried by {p2} in vehicle {r3}.
? p2: Who was the driver? | @driver
? r3: What is the number of the vehicle?
"""

POLICY = """
= {o1} | the company, the employer | it its
+ {o1} // TRAVEL AND EXPENSE POLICY // Issued {d1} // Valid from {d2}
+ Rules for business trips at {o1} // Issue date: {d1} // In force as of: {d2}
* Travel and expense rules of {o1} | The rules of {o1} for travel and expenses, valid from {d2}.
? d1: When was the policy issued? | %document date | @issue date
? d2: From what date is the policy valid? | %effective date | @valid from
n Is this document an agreement between two companies?

+ Meals are refunded up to {m1} a day and hotels up to {m2} a night.
+ The limit is {m2} for a night in a hotel; for meals it is {m1} a day.
? m1: What is the daily limit for meals? | @meal limit
? m2: How much is refunded for a hotel? | @hotel limit
- What is the limit for a rented car? | What is the limit for drinks?
y Are meals refunded?

+ Claims with receipts reach the accounts department within {k1} days of the trip.
+ Hand in your claim, receipts attached, no more than {k1} days after you are back.
? k1 days: Within what time must claims be handed in? | How long after a trip can one claim?
y Are receipts needed?
- Within what time is a claim paid?

+ First class is not refunded; {p1} may allow exceptions in writing.
+ Trips in first class are at one's own cost unless {p1} agrees in writing.
? p1: Who may allow exceptions?
n Is first class normally refunded?
n can you always travel first class

+ It replaces the rules of {d0}. Questions to {p2}.
+ {p2} answers questions. The former rules, of {d0}, no longer apply.
? p2: Who answers questions about the policy? | @contact
? d0: What is the date of the former rules?
n Do the former rules still apply?
"""

MINUTES = """
= {o1} | the board, the meeting | it its
+ MINUTES // Meeting of the {unit0} of {o1} // Date: {d2} // Place: {c1}, room {n1}
+ {o1} - Minutes of the {unit0} // held on {d2} in {c1}, room {n1}
* Minutes of the {unit0} of {o1} | Minutes of the {unit0} of {o1}, which met in {c1} on {d2}.
? d2: %document date | When was the meeting? | @date of the meeting
? c1: %place | In which town was the meeting held?
n Is this document an invoice?

+ Present: {p1} (chair), {p2}, {p3} // Apologies: {p4}
+ In the chair: {p1} // Also there: {p2}, {p3} // Excused: {p4}
? p1: Who chaired the meeting? | @chair
? p4: Who was excused? | Who could not come?
y Was {p2} at the meeting?
n Was {p4} at the meeting? | Was {p5} at the meeting?

+ The minutes of {d1} were approved.
+ Nobody objected to the minutes of {d1}.
? d1: What is the date of the minutes that were approved? | When was the former meeting?

+ {p2} reported that invoice {r1} of {o2} over {m1} was still being checked.
+ Invoice {r1} ({o2}, {m1}) was discussed; {p2} is checking it.
? r1: %invoice number | Which invoice was discussed?
? m1: Over what amount is the invoice of {o2}?
? o2: Whose invoice is being checked?
- When was the invoice of {o2} paid? | What is the date of the invoice?
n Has the check of the invoice been finished?

+ Decision: {goods} will be bought for at most {m2}.
+ It was decided to spend up to {m2} on {goods}.
? m2: How much may be spent on {goods}?
? goods: What will be bought? | What was decided to buy?
- From whom will {goods} be bought?
y Was a decision taken?

+ Next meeting: {d3}, {t1} // Minutes taken by {p3}
+ Taken down by {p3}. The next meeting is on {d3} at {t1}.
? p3: %author | Who wrote the minutes?
? d3: When is the next meeting? | @next meeting
? t1: At what time is the next meeting?
"""

INCIDENT = """
= {o1} | the company, the plant | it its
+ INCIDENT REPORT {r1} // Site: {o1}, {c1} // Date of report: {d2} // Reported by: {p1}
+ {o1} - report of an incident // No. {r1} // Written by {p1} on {d2} // Location: {c1}
* Incident report {r1} of {o1} | A report by {p1} about an incident at {o1} in {c1}.
? r1: @report number | What is the number of the report?
? d2: %document date | @date of the report | When was the report written?
? p1: %author | Who reported the incident? | @reported by
? c1: %place | Where did the incident happen?
n Is this document an agreement?

+ On {d1} at {t1} a shelf with {goods} fell over; {fault} was found.
+ What happened: on {d1}, about {t1}, a shelf with {goods} tipped. Cause: {fault}.
? d1: When did the incident happen? | @date of the incident
? t1: At what time did the incident happen?
? fault: What was the cause? | @cause
- Who had put up the shelf? | How old was the shelf?

+ {p2} hurt a hand and was off work for {k1} days.
+ Injured: {p2} (hand), absent for {k1} days
? p2: Who was hurt? | @injured person
? k1 days: How long was {p2} absent?
y Was somebody hurt?
n Did anybody die?

+ Estimated damage: {m1}; the insurer has been told.
+ The insurer was informed of damage of about {m1}.
? m1: How high is the damage? | @estimated damage
y Was the insurer informed?
- What is the name of the insurer?

+ To be done by {d3}: all shelves are bolted to the wall. Responsible: {p3}
+ {p3} sees to it that all shelves are bolted to the wall by {d3}.
? p3: Who is responsible for the measure? | @responsible person
? d3: By when must the shelves be bolted? | @deadline
"""

MEMO = """
= {o1} | the company, the firm | it its
+ MEMO // From: {p1} // To: {p2} // Date: {d2} // Re: {unit}
+ {o1} // Internal memorandum // {d2} // To: {p2} // From: {p1} // Subject: {unit}
* Memo to {p2} about {unit} | {p1} writes to {p2} about {unit}.
? p1: %author | Who wrote the memo? | @from
? p2: %recipient | To whom is the memo addressed? | @to
? d2: %document date | When was the memo written?
? unit: @subject | What is the memo about?
n Is this document an invoice?

+ As you know, {o2} visited us on {d1} and asked about {goods}.
+ On {d1} people from {o2} were here, interested in {goods}.
? d1: When was the visit?
? o2: Who visited the company? | Which company came to visit?
- How many people came from {o2}? | Who met the visitors?
y Did {o2} ask about {goods}?

+ Their offer is {m1}, which I find low; {p3} thinks that {m2} is fair.
+ {m1} was named by them. {p3} would ask for {m2}.
? m1: How much was offered? | What is the offer?
? m2: What does {p3} think is fair? | How much would {p3} ask for?
- Until when is the offer open?
n Does {p3} think that the offer is right?

+ Nothing has been signed. Please tell me by {d3} what you think.
+ I need your opinion by {d3}; so far we have signed nothing.
? d3: By when is an answer wanted? | @deadline for the answer
n Has a contract been signed?
y does the author want an answer
"""
