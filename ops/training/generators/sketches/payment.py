"""Papers about payments: statements of account, reminders, invoices that are paid, open or overdue; a job advert."""

STATEMENT = """
= {o1} | the supplier, the firm | it its
+ STATEMENT OF ACCOUNT // {o1} // {a1} // Customer: {o2}, account {r5} // Statement date: {d3}
+ {o1} // Statement for {o2} as at {d3} // Account no. {r5}
* Statement of account for {o2} | {o1} tells {o2} the state of its account as at {d3}.
? d3: %document date | @statement date | What is the date of the statement?
? o2: %recipient | Whose account is it? | @customer
? r5: @account number | What is the account number?
n Is this document an agreement?

+ Invoice {r1} of {d0}: {m3} // Invoice {r2} of {d1}: {m2} // Payment received {d2}: -{m1}
+ {d0} | Invoice {r1} | {m3} // {d1} | Invoice {r2} | {m2} // {d2} | Payment, thank you | {m1}
? d0: What is the date of invoice {r1}?
? m2: What is the amount of invoice {r2}? | Over how much is invoice {r2}?
? d2: When was the payment received? | @date of the last payment
? m1: How much was paid by the customer? | @payment received
- What is the amount of invoice {r3}? | What is the purchase order number?
y Is invoice {r1} on the statement?
n Is invoice {r3} on the statement?

+ Balance: {balance}
+ Amount outstanding: {balance}
? balance: %total due | @balance | What is the balance of the account?
y Is there still money to be paid?

+ Questions to {p1}, {e1}
+ Your contact: {p1} // {e1}
? p1: Who is the contact? | @contact
? e1: What is the mail address of the contact? | @mail address
"""

REMINDER = """
= {o1} | the supplier, the firm | it its
+ From: {p1}, {o1} // To: {p2}, {o2} // Date: {d3} // Subject: Reminder // Dear {p2},
+ {o1} // {a1} // {d3} // {o2}, for the attention of {p2} // Payment reminder
* Payment reminder to {o2} | {o1} reminds {o2} that an invoice is to be paid.
? d3: %document date | When was the reminder written?
? p2: %recipient | To whom is the reminder addressed?
? o1: Which company sends the reminder? | @creditor
? o2: Who has not paid? | @debtor

+ our invoice {r1} of {d1} over {m1}, payable by {d2}, has not been paid yet.
+ we have not received {m1} for invoice {r1}, issued on {d1}; it fell due on {d2}.
? r1: %invoice number | Which invoice is unpaid?
? d1: What is the invoice date? | @invoice date
? d2: %due date
? m1: %total due | What is the amount of the invoice?
y Is payment overdue? | Is the invoice still unpaid?
n Has the invoice been paid?

+ Please pay before {d4}; from then on a fee of {m2} is charged.
+ A fee of {m2} is added if nothing has arrived by {d4}.
? d4: Until when can one pay without a fee? | @new deadline
? m2: How much is the fee? | @reminder fee
y Will a fee be charged if payment is not made?

+ This is reminder no. {k1}. If you have paid meanwhile, ignore this mail.
+ Should you have paid in the past days, no answer is needed.
n Must one answer after having paid?

+ Kind regards // {p1} // Accounts, tel. {f1}
+ {p1} // Credit control // {f1}
? p1: %author | Who signed the reminder?
? f1: What is the telephone number? | @telephone
"""

_BILL = """
= {o1} | the supplier, the firm | it its
+ {o1} // {a1} // INVOICE {r1} // Date: {d1} // Due: {%s}
+ Invoice no. {r1} // Issued by {o1}, {a1} // {d1} // Payable by {%s}
* Invoice {r1} of {o1} | An invoice of {o1} with the number {r1}, dated {d1}.
? r1: %%invoice number
? d1: %%document date | @invoice date
? %s: %%due date
? o1: @supplier | Who issued the invoice?

+ To: {o2}, {a2} // {goods}: {m2} // Freight: {m1}
+ Bill to {o2}, {a2} // {goods} | {m2} // freight | {m1}
? o2: %%recipient | Who is the customer? | @customer
? m1: How much is the freight?
? m2: How much is charged for {goods}?
- What is the purchase order number?
y Does the invoice list {goods}?

+ Total: {sum}
+ Amount payable {sum}
? sum: %%total due | @invoice total

"""
OVERDUE = (
    (_BILL % ("d2", "d2", "d2"))
    + """+ Printed on {d3}. Nothing has been received so far.
+ Status on {d3}: unpaid
+ As at {d3} no payment has been booked for this invoice.
? d3: When was the status checked? | @date of the status
y Is payment overdue? | is the invoice overdue | Is payment late?
n Has the invoice been paid?
"""
)
OPEN = (
    (_BILL % ("d3", "d3", "d3"))
    + """+ Status on {d2}: unpaid
+ As at {d2} no payment has been booked for this invoice.
+ Printed on {d2}. Payment is awaited.
? d2: When was the status checked? | @date of the status
n Is payment overdue? | is the invoice overdue | Has the invoice been paid?
"""
)
PAID = (
    (_BILL % ("d3", "d3", "d3"))
    + """+ PAID {d2}
+ Settled in full by transfer on {d2}, with thanks.
+ Payment received {d2}. Balance: nil.
? d2: When was the invoice paid? | @payment date
n Is payment overdue? | is there anything left to pay | Is the invoice still open?
y Has the invoice been paid?
"""
)

ADVERT = """
= {o1} | the company, the employer | it its
+ {o1} in {c1} is looking for a {job} from {d2}.
+ JOB VACANCY // {job} // Employer: {o1} // Place of work: {c1} // Start: {d2}
* {o1} is looking for a {job} | {o1} offers a job as {job} in {c1}.
? job: Which job is offered? | @job title | What position is advertised?
? c1: %place | @place of work | Where is the job?
? d2: When does the job start? | @start date
? o1: Who is the employer? | @employer
n Is this document an employment contract?

+ You have {k1} years of practice with {goods} and hold a driving licence.
+ Asked for: {k1} years with {goods}; a driving licence.
? k1 years: How much experience is asked for? | @required experience
y Do you need a driving licence?
- Which degree is required? | Which languages are required?

+ We pay {m1} a year and give {n1} hours of training.
+ Salary {m1} a year // Training: {n1} hours
? m1: What is the salary? | @salary | How much does the job pay?
? n1 hours: How much training is given?
- How many days of leave are given? | What is the pension?

+ Send your papers to {p1}, {e1}, by {d1}.
+ Closing date {d1} // Write to {p1} at {e1}
? d1: What is the closing date? | @application deadline | Until when can one apply?
? p1: Who receives applications? | @contact
? e1: To what mail address are applications sent?
y can you apply by mail

+ Work from home is possible on {k2} days a month.
+ {k2} days a month may be spent at home.
? k2 days: How many days can one work from home?
y Can one work from home at times?
"""
