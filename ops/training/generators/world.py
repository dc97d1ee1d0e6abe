"""Invented companies, people, dates and amounts, in the forms in which one document writes them.

Names are faker's; mail addresses end in `.example`, telephone numbers come from the ranges that are kept free for
fiction. Everything follows from the seed.
"""

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from faker import Faker

_LOCALES = ("en_GB", "en_US", "en_IE", "en_AU")
_DATES = (
    "{d.day} {d:%B %Y}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%d/%m/%Y}",
    "{d.day} {d:%b %Y}",
    "{d:%d.%m.%Y}",
)
_MONEY = (
    "${0:,.2f}",
    "£{0:,.2f}",
    "€{0:,.2f}",
    "USD {0:,.2f}",
    "EUR {0:,.2f}",
    "GBP {0:,.2f}",
    "{0:,.2f} EUR",
    "$ {0:,.2f}",
)
_FIRST_DAY = date(2016, 1, 1)
_DAYS = 12 * 365


class World:
    """What one document is made of. Dates and amounts keep one form over the whole document."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self._faker = _faker(self.random.choice(_LOCALES))
        self._faker.seed_instance(seed)
        self._date = self.random.choice(_DATES)
        self._money = self.random.choice(_MONEY)

    def company(self) -> str:
        """A name with a legal form, or now and then without."""
        form = self.random.choice(("Ltd", "Limited", "Inc.", "LLC", "plc", "GmbH", "LLP", "Corporation", ""))
        name = self.random.choice(
            (
                f"{self._faker.last_name()} {self._faker.word().title()}",
                f"{self._faker.last_name()} & {self._faker.last_name()}",
                f"{self._faker.word().title()} {self.random.choice(_TRADES)}",
                f"{self._faker.last_name()} {self.random.choice(_TRADES)}",
            )
        )
        return f"{name} {form}".strip()

    def person(self) -> str:
        return f"{self._faker.first_name()} {self._faker.last_name()}"

    def job(self) -> str:
        return self.random.choice(_JOBS)

    def city(self) -> str:
        return str(self._faker.city())

    def address(self) -> str:
        """On one line."""
        street = " ".join(self._faker.street_address().split())
        return f"{street}, {self.city()} {self._faker.postcode()}"

    def mail(self, person: str) -> str:
        first, last = person.lower().split(" ", 1)
        return f"{first}.{last.replace(' ', '')}@{self._faker.word()}{self._faker.word()}.example"

    def phone(self) -> str:
        number = self.random.randrange(100)
        return self.random.choice((f"+44 1632 960 1{number:02}", f"(555) 555-01{number:02}", f"01632 9601{number:02}"))

    def law(self) -> str:
        return self.random.choice(_LAWS)

    def goods(self, many: int) -> list[str]:
        return self.random.sample(_GOODS, many)

    def day(self) -> date:
        return _FIRST_DAY + timedelta(days=self.random.randrange(_DAYS))

    def later(self, day: date, least: int = 5, most: int = 60) -> date:
        return day + timedelta(days=self.random.randint(least, most))

    def date(self, day: date) -> str:
        return self._date.format(d=day)

    def amount(self, least: int, most: int) -> Decimal:
        return Decimal(self.random.randint(least * 100, most * 100)) / 100

    def money(self, amount: Decimal) -> str:
        return self._money.format(amount)

    def number(self, *forms: str) -> str:
        """A reference: # becomes a digit, ? a letter."""
        return str(self._faker.bothify(self.random.choice(forms), letters="ABCDEFGHKLMNPRSTVWX"))

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance


@lru_cache(maxsize=len(_LOCALES))
def _faker(locale: str) -> Faker:
    return Faker(locale)


_TRADES = (
    "Logistics", "Packaging", "Foods", "Instruments", "Consulting", "Textiles", "Bakeries", "Energy", "Tools",
    "Printing", "Software", "Catering", "Timber", "Marine Services", "Pharma", "Ceramics", "Media", "Holdings",
    "Robotics", "Estates",
)  # fmt: skip
_JOBS = (
    "Warehouse Supervisor", "Financial Controller", "Head of Purchasing", "Software Engineer", "Office Manager",
    "Chief Executive Officer", "Sales Representative", "Laboratory Technician", "Driver", "Human Resources Manager",
    "Marketing Director", "Legal Counsel", "Machine Operator", "Accountant", "Chief Financial Officer",
    "Data Analyst",
)  # fmt: skip
_LAWS = (
    "England and Wales", "Scotland", "Ireland", "the State of New York", "the State of Delaware", "California",
    "Texas", "Germany", "the Netherlands", "New South Wales", "Ontario", "Switzerland", "the State of Illinois",
    "Singapore",
)  # fmt: skip
_GOODS = (
    "Steel shelving, 2 m", "Printer paper A4", "Pallet wrap", "Consulting, day rate", "Safety gloves",
    "Cable 3x1.5 mm", "Filter cartridges", "Annual maintenance", "Oak boards", "Freight", "Software licence",
    "Desk lamp", "Coffee beans 1 kg", "Translation services", "Cleaning, monthly", "Hydraulic pump",
    "Cardboard boxes", "Ink, black", "Office chair", "Inspection of sprinklers", "Training course", "Hosting",
    "Bearings 6204", "Garden maintenance", "Legal advice",
)  # fmt: skip
