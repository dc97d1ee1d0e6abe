"""What bills are asked, always in English; @ is a key of the template."""

from ops.training.generators.bills.particulars import Bill
from ops.training.generators.draft import Draft
from ops.training.rows import Row, Trained

ISSUER = (
    "Which company issued the invoice?", "Who is the supplier?", "Who issued the invoice?",
    "Which company is to be paid?",
    "Who sent the invoice?", "Who is the seller?", "@issuer", "@seller", "@vendor", "@supplier name", "@supplier",
    "@vendor name", "What is the name of the company that issued the invoice?", "@issuer name",
)  # fmt: skip
CREDITOR = (
    "Which company issued the credit note?",
    "Who issued the credit note?",
    "@issuer",
    "@supplier name",
    "@vendor",
)
CUSTOMER = (
    "Who is the customer?", "To whom is the invoice addressed?", "Who is billed?", "@customer", "@customer name",
    "@buyer",
    "@bill to", "Who has to pay the invoice?", "@recipient of the invoice",
)  # fmt: skip
NUMBER = (
    "What is the invoice number?", "@invoice number", "Which number does the invoice have?", "@invoice no.",
    "What is the number of this invoice?", "@invoice number", "@invoice ID",
)  # fmt: skip
DATE = (
    "What is the invoice date?", "@invoice date", "When was the invoice issued?", "What is the date of the invoice?",
    "@invoice date", "@date of issue", "On what date was the invoice issued?",
)  # fmt: skip
DUE = (
    "What is the due date?", "@due date", "When is the payment due?", "By when must the invoice be paid?", "@due date",
    "@payment due date", "Until when does the customer have to pay?",
)  # fmt: skip
TOTAL = (
    "What is the total amount?", "@total amount", "What is the total amount of the invoice?", "@invoice total",
    "What is the invoice total including tax?", "@total amount", "@grand total",
)  # fmt: skip
DUE_DATE = ("What is the due date?", "@due date", "@payment due date")
ACCOUNT = ("@bank account number", "To which bank account is the amount paid?")
#: The total where nothing of it is paid yet.
OWED = ("@amount due", "@total due", "How much has to be paid?", "What is the total amount due?")
OPEN = ("@amount due", "How much is still to be paid?", "@balance due")
#: Where it is not said, one of the first two.
REST = {
    "net": ("@subtotal", "What is the subtotal?", "@net amount", "What is the amount before tax?"),
    "vat": ("@tax amount", "How much tax is charged?", "@VAT amount", "What is the amount of the tax?"),
    "vat_id": ("@VAT number of the supplier", "@seller's VAT number", "What is the tax number of the issuer?"),
    "iban": ("@IBAN", "What is the IBAN?", "To which bank account is the amount paid?"),
    "order_no": ("@order number", "What is the order number?", "@order no."),
    "customer_no": ("@customer number", "What is the customer number?", "@customer account number"),
    "ref": ("@customer's reference", "What is the customer's reference?"),
    "order_date": ("@order date", "When was the order placed?"),
    "delivery_date": ("@delivery date", "When were the goods delivered?"),
    "contract_no": ("@contract number", "What is the contract number?"),
    "paid": ("@deposit", "How much has already been paid?"),
}  # fmt: skip


def ask(draft: Draft, bill: Bill, terms: str | None) -> None:
    """The questions that every bill is asked, and some of the others."""
    said, world = bill.said, draft.world
    _put(draft, CREDITOR if bill.is_credit else ISSUER, bill.issuer)
    if world.happens(0.5):
        _put(draft, CREDITOR if bill.is_credit else ISSUER, bill.issuer)
    if world.happens(0.7):
        _put(draft, CUSTOMER, bill.customer)
    if bill.is_credit:
        _put(draft, ("What is the credit note number?", "@credit note number"), said["number"])
        _put(draft, ("What is the number of the original invoice?", "@original invoice number"), said["original"])
        _put(draft, ("@credit note date", "When was the credit note issued?"), said["date"])
        _put(draft, ("@total amount", "What is the total amount?"), bill.total)
    else:
        _put(draft, NUMBER, said["number"])
        _put(draft, DATE, said["date"])
        _put(draft, TOTAL, bill.total)
        _put(draft, OPEN if said["open"] else OWED, said["open"] or bill.total)
    # "Within 30 days" says when to pay, and is no date.
    _put(draft, DUE if said["due"] or not terms else DUE_DATE, said["due"])
    if terms or (not said["due"] and world.happens(0.4)):
        _put(draft, ("@payment terms", "What are the payment terms?"), terms)
    # Whoever asks is asking what such papers mostly say.
    for name in world.random.sample(tuple(REST), 5):
        questions = ACCOUNT if name == "iban" and not bill.home.has_iban else REST[name]
        if said[name] or world.happens(0.85):
            _put(draft, questions if said[name] else questions[:2], said[name])
    if not (said["order_no"] or said["ref"]) and world.happens(0.3):
        _put(draft, ("@purchase order number", "What is the purchase order number?", "@PO number"), None)


def _put(draft: Draft, questions: tuple[str, ...], answer: str | None) -> None:
    question = draft.world.one(*questions)
    by_key = question.startswith("@")
    asked = draft.template.key_value.format(key=question[1:]) if by_key else question
    if answer is None:
        draft.absent(asked)
    else:
        draft.rows.append(Row(Trained.KEY_VALUE if by_key else Trained.EXTRACTION, asked, answer))
