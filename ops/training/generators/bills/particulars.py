"""What one bill is about: who, to whom, when, how much, and the numbers, each of which stands in it once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ops.training.generators.bills.homes import HOMES, Home
from ops.training.generators.bills.items import ASIDES, ITEMS
from ops.training.generators.bills.tongue import AMERICAN, TONGUES, Tongue
from ops.training.generators.world import World

#: Share of the bills that are in English wherever their company sits.
_ENGLISH = 0.4
_CREDIT = 0.08
_NUMBERS = (
    "INV/20##/0#/000#", "99#######", "4####", "RE-20##-00###", "20########", "F20##-###", "FV/###/0#/20##", "#####",
    "INV-#####", "FA-20##-000#", "R####", "??_###20##", "#### ####", "VF######", "20##/####",
    "IN-??-########", "##-###",
)  # fmt: skip
_CUSTOMERS = ("######", "66#####", "K-#####", "1#####", "C####", "CUST-####", "########", "D####", "10 ### ###")
_ORDERS = ("12######", "PO-#####", "45########", "ORD-######", "OD##########", "A/####", "B#######")
_RATES = {"en": (20, 5, 10, 15), "de": (19, 7), "fr": (20, 10), "nl": (21, 9), "it": (22, 10), "es": (21, 10)}


@dataclass(frozen=True)
class Line:
    """One thing that is billed, in the writing of the bill."""

    what: str
    quantity: int
    price: str
    amount: str


@dataclass
class Bill:
    """The facts, written as the text has them; what is None is not said anywhere in it."""

    tongue: Tongue
    home: Home
    is_credit: bool
    trade: str
    issuer: str
    customer: str
    #: Whom the customer's company names, if it is one.
    care: str | None
    lines: list[Line]
    total: str
    #: By the names of `tongue.words`: number, date, due, iban, net, ...
    said: dict[str, str | None]
    asides: tuple[str, ...]
    #: A carrier or a shop through which was ordered: neither issuer nor customer.
    other: str | None
    rate: int

    @property
    def is_priced(self) -> bool:
        """Whether the total has the sign of a currency."""
        return not set(self.total) <= set("0123456789., ")

    @property
    def is_to_company(self) -> bool | None:
        """None where the customer's name does not tell."""
        if any(self.customer.endswith(f" {form}") for home in HOMES for form in home.forms):
            return True
        return False if any(self.customer.split()[0] in home.first for home in HOMES) else None


def particulars(world: World) -> Bill:
    """A bill of one of eight languages, of any trade."""
    home = world.random.choice(HOMES)
    tongue = TONGUES["en" if world.happens(_ENGLISH) else home.language]
    trade = world.random.choice(tuple(ITEMS))
    credit = world.happens(_CREDIT)
    form = world.one(*tongue.dates)
    if home.country == "United States":
        form = world.one(AMERICAN, AMERICAN, "{month} {d.day}, {d.year}", "{short} {d.day}, {d.year}")
    lines, amounts, rate = _amounts(world, tongue, home, trade)
    issuer = home.company(world)
    customer, care = _customer(world, home, issuer)
    said = _dates(world, trade, credit, lambda day: tongue.day(form, day)) | _numbers(world, home, credit) | amounts
    total = said.pop("total") or ""
    return Bill(
        tongue, home, credit, trade, issuer, customer, care, lines, total, said,
        tuple(world.number(*ASIDES[trade]) for _ in lines), _third(world, home, issuer, customer), rate,
    )  # fmt: skip


def _customer(world: World, home: Home, issuer: str) -> tuple[str, str | None]:
    """Somebody who shares no word of a name with the issuer, and who is to get the bill there."""
    where = home if world.happens(0.7) else world.random.choice(HOMES)
    while True:
        is_company = world.happens(0.6)
        name = where.company(world) if is_company else where.person(world)
        if not set(name.lower().split()[:2]) & set(issuer.lower().split()[:2]):
            return name, where.person(world) if is_company and world.happens(0.3) else None


def _third(world: World, home: Home, issuer: str, customer: str) -> str | None:
    name = home.company(world)
    shares = set(name.lower().split()[:2]) & set(f"{issuer} {customer}".lower().split())
    return None if shares or world.happens(0.75) else name


def _dates(world: World, trade: str, credit: bool, write: Callable[[date], str]) -> dict[str, str | None]:
    issued = world.day()
    first = issued.replace(day=1) - timedelta(days=31)
    first = first.replace(day=1)
    last = first + timedelta(days=27)
    by_month = trade in ("line", "energy", "online")
    return {
        "date": write(issued) if world.happens(0.93) else None,
        "due": write(world.later(issued, 7, 60)) if world.happens(0.55) and not credit else None,
        "order_date": write(issued - timedelta(days=world.random.randint(62, 80))) if world.happens(0.25) else None,
        "delivery_date": write(issued - timedelta(days=world.random.randint(1, 5)))
        if trade == "goods" and world.happens(0.3)
        else None,
        "period": f"{write(first)} - {write(last)}" if by_month and world.happens(0.6) else None,
    }


def _numbers(world: World, home: Home, credit: bool) -> dict[str, str | None]:
    """Every one another, so that none is the answer of two questions."""
    drawn: set[str] = set()

    def draw(chance: float, *forms: str) -> str | None:
        if not world.happens(chance):
            return None
        while True:
            number = world.number(*forms)
            if not any(number in other or other in number for other in drawn):
                drawn.add(number)
                return number

    spaced = home.iban if world.happens(0.6) else home.iban.replace(" ", "")
    return {
        "number": draw(0.93, *_NUMBERS),
        "customer_no": draw(0.45, *_CUSTOMERS),
        "order_no": draw(0.4, *_ORDERS),
        "contract_no": draw(0.15, "CON#####", "V-######", "########"),
        "ref": draw(0.15, "REF####", "??-###", "CREF-?###"),
        "original": draw(0.8, *_NUMBERS) if credit else None,
        "vat_id": draw(0.7, home.vat),
        "customer_vat": draw(0.15, home.vat),
        "iban": draw(0.65 if not credit else 0.2, spaced),
    }


def _amounts(world: World, tongue: Tongue, home: Home, trade: str) -> tuple[list[Line], dict[str, str | None], int]:
    """The lines, and what they come to: with tax on top, with tax within, or without any."""
    money = world.one(*home.money)
    rate = world.random.choice(_RATES.get(tongue.code, (23, 25, 8)))
    goods = [item.strip() for item in ITEMS[trade][tongue.code].split(" | ")]
    # One line alone has the amount of the whole.
    chosen = world.random.choices(goods, k=world.random.choice((2, 3, 3, 4, 5, 7)))
    lines, summed = [], Decimal(0)
    each = money if world.happens(0.3) else "{}"
    for what in chosen:
        quantity, price = world.random.randint(1, 12), world.amount(3, 190)
        lines.append(
            Line(what, quantity, each.format(tongue.number(price)), each.format(tongue.number(quantity * price)))
        )
        summed += quantity * price
    said: dict[str, str | None] = dict.fromkeys(("net", "vat", "paid", "open"))
    how = world.random.choices(("on top", "within", "none"), (7, 1, 2))[0]
    cent, total = Decimal("0.01"), summed
    if how == "on top":
        tax = (summed * rate / 100).quantize(cent)
        total = summed + tax
        said |= {"net": money.format(tongue.number(summed)), "vat": money.format(tongue.number(tax))}
    elif how == "within":
        said["vat"] = money.format(tongue.number((summed * rate / (100 + rate)).quantize(cent)))
    if world.happens(0.1):
        paid = (total * world.random.randint(2, 6) / 10).quantize(cent)
        said |= {"paid": money.format(tongue.number(paid)), "open": money.format(tongue.number(total - paid))}
    return lines, said | {"total": money.format(tongue.number(total))}, rate
