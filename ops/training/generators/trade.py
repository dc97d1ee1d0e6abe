"""Invoices and purchase orders."""

from datetime import date
from decimal import Decimal

from ops.training.generators.draft import Claim, Draft, Item
from ops.training.generators.layouts import form, join, table
from ops.training.generators.world import World
from ops.training.rows import Passage

_LATE = Claim(
    ("Is interest charged on late payments?", "Is there a charge for late payment?"),
    ("Interest of 1.5% per month is charged on overdue amounts.", "Late payments bear interest at 8% a year."),
    ("No interest is charged on late payments.", "There is no charge if payment is late."),
    0.4,
)
_PARTIAL = Claim(
    ("Are partial deliveries accepted?", "May the order be delivered in parts?"),
    ("Partial deliveries are accepted.", "The goods may be delivered in several parts."),
    ("Partial deliveries will be refused.", "The whole order has to be delivered at once."),
    0.6,
)
#: Asked of all items together; the answer has each as the table has it, a semicolon between.
ALL_ITEMS = (
    "What is a list of the items?", "What is a list of the purchased items?", "Which items are charged?",
    "Which goods or services does it list?",
)  # fmt: skip


def invoice(draft: Draft) -> Passage:
    """A bill by a supplier: heading, parties, particulars, lines, totals, terms."""
    world = draft.world
    issuer, customer, day = world.company(), world.company(), world.day()
    due = world.later(day, 7, 60)
    lines, net = _lines(world)
    tax = (net * world.random.choice((5, 8, 10, 19, 20)) / 100).quantize(Decimal("0.01"))
    total = world.money(net + tax)
    number = world.number("INV-####", "####", "?#-####", "20##/####", "##-####-??", "#0###")
    account = world.number("########", "#### #### ####", "GB## ???? #### #### ####")
    head = _particulars(world, number, day, due)
    foot = _payment(world, account, day)
    totals = _totals(world, net, tax, total)
    _ask_parties(
        draft, (("Who issued the invoice?", "supplier"), issuer), (("Who is the customer?", "customer"), customer)
    )
    _ask_lines(draft, lines)
    if world.happens(0.5):
        bound = int(net) // world.random.choice((1, 2, 3)) + world.random.randint(-80, 800)
        draft.decide(f"Is the total amount more than {bound:,}?", net + tax > bound)
    draft.summarize(
        f"An invoice by {issuer} to {customer} over {total}, dated {world.date(day)}.",
        f"Invoice by {issuer} over {total}",
        [f"Issued by {issuer}", f"Customer: {customer}", f"Total: {total}"],
    )
    title = world.one("INVOICE", "Invoice", "Tax invoice", "Bill", "")
    to = world.one("Bill to", "Invoice to", "To", "Customer", "Sold to")
    parties = [f"{issuer}\n{world.address()}", f"{to}{world.one(':', '')}\n{customer}\n{world.address()}"]
    middle = join(table(world, lines), form(world, draft.state(totals)))
    particulars = form(world, draft.state(head))
    end = join(
        form(world, draft.state(foot)), " ".join(draft.claims([_LATE])), world.one("Thank you for your business!", "")
    )
    if world.happens(0.3):
        return draft.passage(join(title, particulars, *parties, middle, end))
    return draft.passage(join(parties[0], title, parties[1], particulars, middle, end))


def _particulars(world: World, number: str, day: date, due: date) -> list[Item]:
    return [
        Item(
            "invoice number",
            number,
            ("Invoice number", "Invoice no.", "Invoice #", "Bill number", "Number"),
            ("What is the invoice number?", "Which number does the invoice have?"),
            0.95,
        ),
        Item(
            "invoice date",
            world.date(day),
            ("Invoice date", "Date", "Date of issue", "Issued"),
            ("When was the invoice issued?", "What is the date of the invoice?"),
            0.95,
        ),
        Item(
            "due date",
            world.date(due),
            ("Due date", "Payment due", "Due", "Pay by"),
            ("When is the payment due?", "By when must the invoice be paid?"),
            0.7,
        ),
        Item(
            "purchase order number",
            world.number("PO-#####", "45######", "P##-###"),
            ("PO number", "Your order", "P.O. #"),
            ("What is the purchase order number?",),
            0.45,
        ),
        Item(
            "customer number",
            world.number("C-####", "#####"),
            ("Customer no.", "Account number", "Customer ID"),
            ("What is the customer number?",),
            0.4,
        ),
        Item(
            "VAT number",
            world.number("GB ### #### ##", "DE#########", "IE#######?"),
            ("VAT no.", "VAT ID", "Tax ID"),
            ("What is the VAT number of the issuer?",),
            0.35,
        ),
    ]


def _payment(world: World, account: str, day: date) -> list[Item]:
    return [
        Item(
            "bank account number",
            account,
            ("Account no.", "IBAN", "Bank account"),
            ("To which bank account is the amount paid?",),
            0.35,
        ),
        Item(
            "contact person",
            world.person(),
            ("Questions to", "Contact", "Your contact"),
            ("Who is the contact for questions about the invoice?",),
            0.35,
        ),
        Item(
            "delivery date",
            world.date(world.later(day, 1, 6)),
            ("Delivered", "Delivery date"),
            ("When were the goods delivered?",),
            0.3,
        ),
    ]


def _totals(world: World, net: Decimal, tax: Decimal, total: str) -> list[Item]:
    return [
        Item(
            "subtotal",
            world.money(net),
            ("Subtotal", "Net amount", "Total before tax"),
            ("What is the amount before tax?", "What is the net amount?"),
            0.85,
        ),
        Item("tax amount", world.money(tax), ("VAT", "Tax", "Sales tax"), ("How much tax is charged?",), 0.85),
        Item(
            "total amount",
            total,
            ("Total", "Total due", "Amount due", "Balance due", "TOTAL", "Total amount", "To pay"),
            ("What is the total amount due?", "What is the total amount of the invoice?", "How much has to be paid?"),
            1,
        ),
    ]


def purchase_order(draft: Draft) -> Passage:
    """An order to a supplier."""
    world = draft.world
    buyer, supplier, day = world.company(), world.company(), world.day()
    lines, net = _lines(world)
    number = world.number("PO-#####", "45########", "ORD/####", "P-####-##")
    wanted = world.later(day, 10, 90)
    items = _order_particulars(world, number, day, wanted)
    total = [
        Item(
            "order total",
            world.money(net),
            ("Order total", "Total", "Total value"),
            ("What is the total value of the order?", "How much is the order in total?"),
            0.9,
        )
    ]
    _ask_parties(
        draft,
        (("Who is the supplier?", "vendor"), supplier),
        (("Which company places the order?", "buyer's company"), buyer),
    )
    _ask_lines(draft, lines)
    draft.summarize(
        f"{buyer} orders goods from {supplier} by purchase order {number}, dated {world.date(day)}.",
        f"Purchase order of {buyer} to {supplier}",
    )
    to = world.one("Supplier", "Vendor", "To", "Seller")
    head = join(
        f"{buyer}\n{world.one('Purchase Order', 'PURCHASE ORDER', 'Order')}", f"{to}:\n{supplier}\n{world.address()}"
    )
    stated = form(world, draft.state(items))
    return draft.passage(
        join(head, stated, table(world, lines), form(world, draft.state(total)), " ".join(draft.claims([_PARTIAL])))
    )


def _order_particulars(world: World, number: str, day: date, wanted: date) -> list[Item]:
    return [
        Item(
            "order number",
            number,
            ("Purchase order no.", "PO number", "Order number", "P.O. #"),
            ("What is the purchase order number?", "Which number does the order have?"),
            0.95,
        ),
        Item(
            "order date", world.date(day), ("Order date", "Date", "Ordered on"), ("When was the order placed?",), 0.95
        ),
        Item(
            "delivery date",
            world.date(wanted),
            ("Deliver by", "Required by", "Delivery date"),
            ("When are the goods to be delivered?", "What is the delivery date?"),
            0.7,
        ),
        Item(
            "delivery address",
            world.address(),
            ("Ship to", "Deliver to", "Delivery address"),
            ("Where are the goods to be delivered?",),
            0.6,
        ),
        Item(
            "payment terms",
            world.one("30 days net", "14 days, 2% discount", "60 days end of month", "in advance"),
            ("Payment terms", "Terms"),
            ("What are the payment terms?",),
            0.6,
        ),
        Item("incoterm", world.one("DAP", "EXW", "FCA", "CIF", "DDP"), ("Incoterm", "Terms of delivery"), (), 0.4),
        Item("buyer", world.person(), ("Ordered by", "Buyer", "Requested by"), ("Who placed the order?",), 0.6),
        Item("cost centre", world.number("####", "CC-##"), ("Cost centre", "Charge to"), (), 0.35),
        Item("quotation number", world.number("Q-####", "QU###"), ("Your quotation", "Quote no."), (), 0.4),
    ]


def _lines(world: World) -> tuple[list[list[str]], Decimal]:
    """A table with its headings, and the sum of its last column."""
    rows, net = [["Description", "Quantity", "Unit price", "Amount"]], Decimal(0)
    for goods in world.goods(world.random.randint(1, 6)):
        quantity, price = world.random.randint(1, 40), world.amount(2, 400)
        rows.append([goods, str(quantity), f"{price:,.2f}", f"{quantity * price:,.2f}"])
        net += quantity * price
    return rows, net


def _ask_lines(draft: Draft, lines: list[list[str]]) -> None:
    goods, quantity, price, amount = draft.world.random.choice(lines[1:])
    question, answer = draft.world.random.choice(
        (
            (f'What is the unit price of "{goods}"?', price),
            (f'What is the quantity of "{goods}"?', quantity),
            (f'What is the amount for "{goods}"?', amount),
        )
    )
    draft.ask(question, answer)
    if draft.world.happens(0.5):
        draft.ask(draft.world.one(*ALL_ITEMS), "; ".join(row[0] for row in lines[1:]))
    other = draft.world.goods(1)[0]
    draft.decide(f"Is {other.lower()} among the items?", any(row[0] == other for row in lines))


def _ask_parties(draft: Draft, *parties: tuple[tuple[str, str], str]) -> None:
    for (question, key), name in parties:
        draft.ask(draft.world.one(question, draft.template.key_value.format(key=key)), name)
