"""Papers that name days, amounts and numbers, none of which is that of a bill (see `sketches/sketch.py`)."""

EMPLOYMENT = """
= {o1} | the company, the employer | it its
+ {o1} // {a1} // Dear {p1}, // we are pleased to offer you the position of {job}.
+ {o1} // Offer of employment // To: {p1} // Position: {job}
* Offer of employment to {p1} | {o1} offers {p1} the position of {job}.
? p1: Who is offered the position? | To whom is the offer addressed?
? job: What is the position? | @job title
? o1: Which company is the employer? | @employer

+ Your employment begins on {d1}.
+ Start of employment: {d1}
? d1: When does the employment begin? | @start date of employment

+ Your yearly salary is {m1}, paid in twelve parts.
+ Gross salary per year: {m1}
? m1: What is the yearly salary? | @annual salary

+ The probation period ends on {d3}.
+ End of probation: {d3}
? d3: When does the probation period end? | @end of probation

+ Personnel file {r1}
+ File reference: {r1}
? r1: What is the file reference? | @file reference

+ Please return the signed copy to {p2}.
? p2: To whom is the signed copy returned?
"""

LEASE = """
= {o1} | the landlord, the lessor | it its
+ LEASE // between {o1} (landlord) and {o2} (tenant)
+ {o1} as landlord lets to {o2} as tenant the office at {a1}.
* Lease of {o1} and {o2} | {o1} lets an office to {o2}.
? o1: Who is the landlord? | @landlord
? o2: Who is the tenant? | @tenant

+ The lease begins on {d1} and ends on {d6}.
+ Term: from {d1} until {d6}
? d1: When does the lease begin? | @start of the lease
? d6: When does the lease end? | @end of the lease

+ The rent is {m3} per year.
+ Yearly rent: {m3}
? m3: What is the yearly rent? | @yearly rent

+ A deposit of {m2} secures the claims of the landlord.
+ Deposit: {m2}
? m2: How much is the deposit? | @deposit

+ Property no. {r1}, unit {r2}
? r1: What is the property number? | @property number
? r2: Which unit is let? | @unit
"""

SERVICE = """
= {o1} | the provider, the contractor | it its
+ SERVICE AGREEMENT // {o1} maintains the lifts of {o2}. // Contract no. {r1}
+ Maintenance agreement {r1} between {o1} and {o2}
* Maintenance for {o2} | {o1} agrees with {o2} on maintenance.
? o1: Which company does the maintenance?
? r1: What is the contract number? | @contract number

+ The yearly fee is {m2} and is adjusted once a year.
+ Fee: {m2} a year
? m2: How much is the yearly fee? | @yearly fee

+ The liability of each side is limited to {m4}.
? m4: To what amount is liability limited? | @limit of liability

+ The first visit takes place on {d2}, the next on {d4}.
? d2: When does the first visit take place? | @date of the first visit

+ Lift no. {r3}, built by {o3}
? r3: What is the number of the lift?
? o3: Who built the lift?
"""

INVITATION = """
= {p1} | the chair, the secretary | they their
+ Invitation to the meeting of the {unit0} // The meeting takes place on {d4} at {t1} in {c1}.
+ {unit0}: the next meeting is planned for {d4}, {t1}, in {c1}.
* Meeting in {c1} | The {unit0} will meet in {c1} on {d4}.
? d4: When does the meeting take place? | @date of the meeting
? c1: Where does the meeting take place? | @place of the meeting
? t1: At what time does the meeting begin? | @time of the meeting

+ The budget for the new roof is {m3}; {m1} of it has been spent.
? m3: What is the budget for the roof? | @budget
? m1: How much of the budget has been spent?

+ {p2} reports on file {r1}.
+ Item 2: file {r1}, report by {p2}
? p2: Who reports on the file?
? r1: What is the file number? | @file number

+ The roof was last repaired on {d1}.
? d1: When was the roof last repaired?
"""

LETTER = """
= {o1} | the firm, the office | it its
+ {o1} // {a1} // Our reference: {r1} // Dear {p1}, // thank you for your call of {d1}.
+ {o1}, {a1} // Our ref. {r1}, your ref. {r2} // Dear {p1}, // we come back to your letter of {d1}.
* Letter to {p1} | {o1} writes to {p1}.
? p1: To whom is the letter addressed? | @addressee
? r1: What is the reference of the sender? | @our reference

+ We have repaired your {goods} on {d2}.
+ The work on your {goods} was finished on {d2}.
? d2: When was the work done?

+ Our estimate of the damage is {m2}.
+ The value of the goods was put at {m3} in the year before; the damage comes to {m2}.
? m2: How much is the damage? | @damage

+ Policy number {r3}
+ Your policy: {r3}
? r3: What is the policy number? | @policy number

+ We would like to visit you on {d5}.
? d5: When does the sender want to visit?
"""

OPEN_ITEMS = """
= {o1} | the bank, the firm | it its
+ Account statement // {o1} // Holder: {p1} // Account {r1}
+ {o1} // Statement of the account {r1} of {p1}
* Statement of account {r1} | {o1} tells {p1} the state of account {r1}.
? r1: What is the account number? | @account number
? p1: Whose account is it? | @account holder
? o1: Who keeps the account?

+ {d0} opening balance {m3} // {d1} card payment, {o2} -{m1} // {d2} transfer, ref. {r2} {m2}
+ Opening balance {d0}: {m3} // {d1} {o2} -{m1} // {d2} credit {r2} {m2}
? m3: What is the opening balance? | @opening balance
? m1: How much was paid to {o2}?
? d1: When was {o2} paid?
? r2: What is the reference of the transfer? | @reference of the credit of {d2}

+ Closing balance {d4}: {balance}
+ Balance as at {d4} {balance}
? balance: What is the closing balance? | @closing balance

+ Your branch: {c1}, opened on {d3}
? c1: At which branch is the account? | @branch
"""

NOTICE = """
= {o1} | the club, the association | it its
+ {o1} // {c1}, {d2} // To {p1}, member no. {r1} // Yearly fee
+ {o1} // Date: {d2} // Member: {p1} // Member no.: {r1} // Notice of the fee
* Notice of a fee to {p1} | {o1} asks {p1} for the yearly fee.
? d2: @document date | What is the date of the document?
? r1: What is the member number? | @member number
? o1: Which club sends the notice?

+ The fee of {m1} is due on {d4}. In the year before it was {m2}.
+ Fee of last year: {m2} // Amount due: {m1} // Due date: {d4}
? d4: @due date | What is the due date?
? m1: @amount due | @total due | How much has to be paid?
? m2: How much was the fee in the year before? | @fee of last year

+ The general meeting takes place on {d5}.
? d5: When does the general meeting take place?
"""

CARD_SLIP = """
= {o1} | the shop, the merchant | it its
+ {o1} // {a1} // CARD PAYMENT // Terminal {r1} // {d1} {t1}
+ * * CUSTOMER COPY * * // {o1} // {c1} // Terminal ID: {r1} // Date {d1} {t1}
* Card payment at {o1} | A card payment at {o1} on {d1}.
? o1: At which shop was the payment made? | @merchant
? r1: What is the number of the terminal? | @terminal ID
? d1: When was the payment made? | @date of the payment

+ SALE {m1} // APPROVED
+ Amount {m1} // Payment approved
? m1: How much was paid? | @amount paid

+ Auth. code {r2} // Merchant ID {r3}
? r2: What is the authorisation code? | @auth. code
? r3: What is the merchant ID? | @merchant ID

+ VISA **** {n4}
+ Card: Mastercard, ends in {n4}
? n4: What are the last digits of the card?
"""
