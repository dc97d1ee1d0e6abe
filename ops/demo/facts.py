"""The invented world of Harbour & Finch Coffee Roasters: every company, person, date and amount that a document names.

The documents are written from these facts and so is expected.json, so the two cannot disagree. Postcodes begin with
letters that no post office uses, telephone numbers come from the range that is kept free for fiction, and mail
addresses end in `.example`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
SYMBOLS = {"GBP": "£", "EUR": "€"}


class Day(date):
    """A date that reads as in a letter: 1 March 2026."""

    def __str__(self) -> str:
        return f"{self.day} {self:%B %Y}"


@dataclass(frozen=True)
class Money:
    """An amount; as text "GBP 4,150.00", with its symbol "£4,150.00"."""

    amount: Decimal
    currency: str = "GBP"

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,.2f}"

    @property
    def symbol(self) -> str:
        return f"{'-' if self.amount < 0 else ''}{SYMBOLS[self.currency]}{abs(self.amount):,.2f}"

    @property
    def known(self) -> str:
        """As expected.json has it."""
        return f"{self.amount:.2f} {self.currency}"


def gbp(amount: str) -> Money:
    return Money(Decimal(amount))


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    mail: str = ""


@dataclass(frozen=True)
class Company:
    name: str
    street: str
    town: str
    number: str
    vat: str
    mail: str
    phone: str

    @property
    def address(self) -> str:
        return f"{self.street}, {self.town}"


@dataclass(frozen=True)
class Line:
    """One line of an invoice. `unit_price` is net; `vat` in per cent."""

    text: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat: int

    @property
    def net(self) -> Decimal:
        return (self.quantity * self.unit_price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Invoice:
    number: str
    issuer: Company
    customer: Company
    dated: Day
    due: Day
    lines: tuple[Line, ...]
    order: str = ""
    currency: str = "GBP"

    @property
    def net(self) -> Money:
        return Money(sum((line.net for line in self.lines), Decimal(0)), self.currency)

    @property
    def vat(self) -> Money:
        tax = sum((line.net * line.vat / 100 for line in self.lines), Decimal(0))
        return Money(tax.quantize(CENT, ROUND_HALF_UP), self.currency)

    @property
    def total(self) -> Money:
        return Money(self.net.amount + self.vat.amount, self.currency)

    def money(self, amount: Decimal) -> Money:
        return Money(amount, self.currency)


def line(text: str, quantity: str, unit: str, unit_price: str, vat: int = 20) -> Line:
    return Line(text, Decimal(quantity), unit, Decimal(unit_price), vat)


# --- companies ----------------------------------------------------------------------------------------------------

ROASTERS = Company(
    "Harbour & Finch Coffee Roasters Ltd",
    "Unit 4, Lantern Wharf",
    "Port Wenlow PW3 7QD",
    "99417720",
    "GB 000 4177 20",
    "accounts@harbourandfinch.example",
    "+44 1632 960 417",
)
HAULIER = Company(
    "Marrow Quay Logistics Ltd",
    "11 Capstan Road",
    "Port Wenlow PW1 2LE",
    "99303118",
    "GB 000 3031 18",
    "billing@marrowquay.example",
    "+44 1632 960 303",
)
LANDLORD = Company(
    "Saltmarsh Row Estates LLP",
    "The Counting House, 2 Saltmarsh Row",
    "Port Wenlow PW1 5AB",
    "99288064",
    "GB 000 2880 64",
    "lettings@saltmarshrow.example",
    "+44 1632 960 288",
)
MACHINE_MAKER = Company(
    "Grindlewick Maschinenbau GmbH",
    "Federgasse 9",
    "9999 Hinterbrunnwald, Austria",
    "FN 000417g",
    "ATU00041700",
    "service@grindlewick.example",
    "+44 1632 960 770",
)
ENERGY = Company(
    "Brindlemoor Energy Ltd",
    "1 Turbine Lane",
    "Fellhaven FH2 8RT",
    "99660214",
    "GB 000 6602 14",
    "business@brindlemoor.example",
    "+44 1632 960 660",
)
PACKAGING = Company(
    "Pellow & Drake Packaging Ltd",
    "30 Boxmakers Yard",
    "Fellhaven FH1 4TC",
    "99077310",
    "GB 000 0773 10",
    "ledger@pellowdrake.example",
    "+44 1632 960 773",
)
IMPORTER = Company(
    "Quimbral Green Coffee Ltd",
    "Warehouse 3, Bonded Quay",
    "Fellhaven FH1 9XX",
    "99551200",
    "GB 000 5512 00",
    "trade@quimbral.example",
    "+44 1632 960 551",
)
TEAROOMS = Company(
    "The Tern & Tide Tearooms Ltd",
    "17 Lighthouse Steps",
    "Port Wenlow PW2 1GG",
    "99104820",
    "GB 000 1048 20",
    "hello@ternandtide.example",
    "+44 1632 960 104",
)

# --- people -------------------------------------------------------------------------------------------------------

DIRECTOR = Person("Imogen Finch", "Managing Director", "imogen@harbourandfinch.example")
ROASTER = Person("Tobias Harbour", "Head Roaster", "tobias@harbourandfinch.example")
FINANCE = Person("Priya Castellan", "Finance Manager", "priya@harbourandfinch.example")
BUYER = Person("Wilfred Oakes", "Green Coffee Buyer")
HAULIER_DIRECTOR = Person("Edmund Sprake", "Director", "edmund@marrowquay.example")
LANDLORD_PARTNER = Person("Beatrix Hollowell", "Partner")
MACHINE_DIRECTOR = Person("Anselm Rauchegger", "Managing Director")
CREDIT_CONTROLLER = Person("Dorothy Drake", "Credit Controller", "dorothy@pellowdrake.example")

# --- agreements ---------------------------------------------------------------------------------------------------

ENGLISH_LAW = "England and Wales"


@dataclass(frozen=True)
class Agreement:
    """What is agreed between two parties; what an agreement does not say is None."""

    parties: tuple[str, str]
    dated: Day
    effective: Day
    notice: str | None = None
    law: str | None = None
    renews: bool | None = None


SERVICES = Agreement(
    (ROASTERS.name, HAULIER.name), Day(2026, 2, 16), Day(2026, 3, 1), "90 days", ENGLISH_LAW, renews=True
)
MONTHLY_FEE = gbp("4150.00")
NEW_MONTHLY_FEE = gbp("4380.00")
LIABILITY_CAP = gbp("250000.00")
STORAGE_RATE = gbp("3.20")
NEW_STORAGE_RATE = gbp("3.45")
SUNDAY_RUN_RATE = gbp("64.00")

AMENDMENT = Agreement((ROASTERS.name, HAULIER.name), Day(2026, 8, 10), Day(2026, 9, 1))
LEASE = Agreement(
    (LANDLORD.name, ROASTERS.name), Day(2024, 3, 11), Day(2024, 3, 25), "6 months", ENGLISH_LAW, renews=False
)
RENT = gbp("38400.00")
DEPOSIT = gbp("9600.00")
NDA = Agreement(
    (ROASTERS.name, MACHINE_MAKER.name), Day(2026, 6, 3), Day(2026, 6, 8), "30 days", "Austria", renews=False
)
EMPLOYMENT = Agreement((ROASTERS.name, BUYER.name), Day(2026, 10, 1), Day(2026, 11, 2), "2 months", ENGLISH_LAW)
SALARY = gbp("36500.00")
SUPPLY_TERMS = Agreement(
    (IMPORTER.name, "the Buyer"), Day(2026, 2, 1), Day(2026, 2, 1), "60 days", ENGLISH_LAW, renews=True
)

# --- invoices -----------------------------------------------------------------------------------------------------

HAULAGE_INVOICE = Invoice(
    "MQ-2026-0931",
    HAULIER,
    ROASTERS,
    Day(2026, 9, 30),
    Day(2026, 10, 30),
    (
        line("Monthly fee, September 2026", "1", "month", str(NEW_MONTHLY_FEE.amount)),
        line("Storage above 40 pallets", "24", "pallet weeks", str(NEW_STORAGE_RATE.amount)),
        line("Sunday harbour run", "3", "runs", str(SUNDAY_RUN_RATE.amount)),
    ),
    order="HF-PO-2217",
)
ENERGY_INVOICE = Invoice(
    "BE-660214",
    ENERGY,
    ROASTERS,
    Day(2026, 10, 7),
    Day(2026, 10, 21),
    (
        line("Day units", "6870", "kWh", "0.2140"),
        line("Night units", "2542", "kWh", "0.1480"),
        line("Standing charge", "30", "days", "1.35"),
    ),
)
REPAIR_INVOICE = Invoice(
    "GW-26-1187",
    MACHINE_MAKER,
    ROASTERS,
    Day(2026, 8, 14),
    Day(2026, 9, 4),
    (
        line("Drum bearing, heat resistant", "2", "pieces", "318.50", 0),
        line("Fitting and test roast, two engineers", "14", "hours", "96.00", 0),
        line("Travel, flat rate", "1", "visit", "420.00", 0),
        line("Removal of one tea towel from the cooling tray", "1", "piece", "0.00", 0),
    ),
    order="HF-PO-2190",
    currency="EUR",
)
# Roasted coffee is zero-rated for VAT, training is not: an invoice with two rates.
COFFEE_INVOICE = Invoice(
    "HF-10482",
    ROASTERS,
    TEAROOMS,
    Day(2026, 10, 2),
    Day(2026, 10, 16),
    (
        line("Lantern Keeper espresso, 1 kg", "24", "bags", "17.80", 0),
        line("Low Tide decaf, 1 kg", "8", "bags", "19.20", 0),
        line("Foghorn filter, 250 g", "40", "bags", "5.15", 0),
        line("Barista training, half a day", "1", "session", "180.00", 20),
    ),
    order="TT-88",
)


@dataclass(frozen=True)
class Posting:
    """One line of the packaging supplier's statement of account; a credit is negative."""

    dated: Day
    number: str
    text: str
    amount: Money
    due: Day | None
    state: str


OVERDUE = Posting(Day(2026, 8, 16), "PD-7731", "Kraft bags, 250 g", gbp("1284.60"), Day(2026, 9, 15), "overdue")
PAID = Posting(Day(2026, 7, 20), "PD-7702", "Shipping cartons", gbp("611.25"), Day(2026, 8, 19), "paid")
PAYMENT = Posting(Day(2026, 8, 18), "BACS", "Payment received for PD-7702", gbp("-611.25"), None, "paid")
CREDIT = Posting(Day(2026, 9, 9), "PD-C118", "Credit note: finch printed upside down", gbp("-74.10"), None, "credit")
OPEN = Posting(Day(2026, 9, 30), "PD-7790", "Tin tie bags, 1 kg", gbp("962.40"), Day(2026, 10, 30), "open")
POSTINGS = (PAID, OVERDUE, PAYMENT, CREDIT, OPEN)
ACCOUNT_BALANCE = Money(sum((posting.amount.amount for posting in POSTINGS), Decimal(0)))
STATEMENT_DAY = Day(2026, 10, 1)

# --- the other events of the autumn -------------------------------------------------------------------------------

REMINDER_DAY = Day(2026, 10, 5)
DELIVERY_DAY = Day(2026, 9, 21)
DELIVERY_NOTE = "DN-5521"
GECKO_MAIL_DAY = Day(2026, 9, 22)
REPORT_DAY = Day(2026, 9, 24)
MEETING_DAY = Day(2026, 10, 8)
NEXT_MEETING_DAY = Day(2026, 11, 12)
POLICY_DAY = Day(2026, 3, 20)
POLICY_EFFECTIVE = Day(2026, 4, 1)


@dataclass(frozen=True)
class Lot:
    """A lot of green coffee in the warehouse; a sack holds 69 kg."""

    number: str
    name: str
    origin: str
    sacks: int
    price_per_kg: Decimal

    @property
    def kilograms(self) -> int:
        return 69 * self.sacks


LOTS = (
    Lot("L-301", "Cerro Farol", "Costa Rica", 20, Decimal("7.10")),
    Lot("L-302", "Finca Media Luna", "Guatemala", 12, Decimal("6.85")),
    Lot("L-303", "Kebele Washing Station", "Ethiopia", 16, Decimal("8.40")),
    Lot("L-304", "Serra do Pintassilgo", "Brazil", 48, Decimal("5.20")),
    Lot("L-305", "Gunung Lentera", "Indonesia", 9, Decimal("6.30")),
    Lot("L-306", "Low Tide Decaf Base", "Colombia", 14, Decimal("7.95")),
    Lot("L-307", "Mlima Taa", "Tanzania", 7, Decimal("8.05")),
    Lot("L-308", "Foghorn Robusta", "Uganda", 22, Decimal("4.15")),
)
GECKO_LOT = LOTS[0]
