"""What the sides and the goods of one contract are called on its pages, and what fills the slots of one clause."""

from dataclasses import dataclass
from datetime import date

from ops.training.generators.opening import Party, day, state
from ops.training.generators.world import World

_SIDES = (
    ("the Licensor", "the Licensee"), ("Licensor", "Licensee"), ("the Developer", "the Client"), ("Developer",
    "Client"),
    ("Party A", "Party B"), ("the Discloser", "the Recipient"), ("Discloser", "Recipient"), ("the Company",
    "the Consultant"),
    ("Company", "Consultant"), ("the Supplier", "the Distributor"), ("Supplier", "Distributor"), ("Seller", "Buyer"),
    ("the Manufacturer", "the Purchaser"), ("the Vendor", "the Reseller"), ("Provider", "Customer"),
    ("the Franchisor", "the Franchisee"), ("the Contractor", "the Owner"), ("the Sponsor", "the Institution"),
    ("the Disclosing Party", "the Receiving Party"), ("the Service Provider", "the Company"), ("the Agent",
    "the Principal"),
)  # fmt: skip
_GOODS = ("Products", "Licensed Products", "Devices", "Goods", "Instruments", "Programs", "Systems", "Units", "Kits")
_COUNTS = {
    2: "two", 3: "three", 4: "four", 5: "five", 7: "seven", 10: "ten", 12: "twelve", 14: "fourteen", 15: "fifteen",
    18: "eighteen", 20: "twenty", 21: "twenty-one", 24: "twenty-four", 30: "thirty", 36: "thirty-six",
    45: "forty-five", 48: "forty-eight", 60: "sixty", 72: "seventy-two", 90: "ninety", 120: "one hundred twenty",
    180: "one hundred eighty",
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """The two sides as they are called within a sentence, the goods, and the number of the schedule."""

    one: str
    other: str
    goods: str
    schedule: str


def cast(world: World, sides: list[Party] | None = None) -> Cast:
    """Of the sides of a first page, or else sides with role names or short names that no page explains."""
    if sides:
        one, other = (f"the {side.alias}" if side.is_role else side.alias for side in sides[:2])
    elif world.happens(0.2):
        one, other = (world.company().split(",")[0].split()[0] for _ in range(2))
    elif world.happens(0.1):
        one, other = world.number("???"), world.number("????")
    else:
        one, other = world.random.choice(_SIDES)
    if not sides and world.happens(0.5):
        one, other = other, one
    return Cast(one, other, world.one(*_GOODS), str(world.random.randint(1, 9)))


def period(world: World, unit: str, *counts: int) -> str:
    """Such as "thirty (30) days", in one of the ways of contracts. `unit` is in the plural."""
    count = world.random.choice(counts)
    return world.one(f"{_COUNTS[count]} ({count}) {unit}", f"{_COUNTS[count]} {unit}", f"{count} {unit}")


def years(world: World) -> str:
    """One and more."""
    one = world.one("one (1) year", "one year", "twelve (12) months")
    return one if world.happens(0.2) else period(world, "years", 2, 3, 4, 5, 7, 10, 15, 20)


def plain_day(world: World, when: date) -> str:
    """A date in one of the forms that follow "on" as they are."""
    while " of " in (said := day(world, when)):
        pass
    return said


def slots(world: World, played: Cast) -> dict[str, str]:
    """For one clause. None of its values is an answer to what is asked of the whole contract."""
    days = (5, 7, 10, 14, 15, 20, 21, 30, 45, 60, 90, 120)
    person = world.person()
    first, second = world.random.sample(range(1, 40), 2)
    places = [state(world), state(world)]
    while places[0] == places[1]:
        places[1] = state(world)
    when = world.day()
    return {
        "a": played.one, "b": played.other, "A": _capital(played.one), "B": _capital(played.other),
        "goods": played.goods, "k": played.schedule, "n1": period(world, world.one("days", "days",
        "business days"), *days),
        "n2": period(world, "calendar days", *days), "m1": period(world, "months", 2, 3, 12, 18, 24, 36),
        "months": world.one("three months", "two months", "six months"), "y1": years(world),
        "d1": plain_day(world, when), "d2": f"{world.later(when, 90, 900):%B %d, %Y}",
        "money1": world.money(world.amount(20, 9000) * 100), "money2": world.money(world.amount(50, 900)),
        "pct": world.one("1.5", "two", "3", "five", "7.5", "10",
        "twenty"), "hours": period(world, "hours", 2, 4, 24, 48, 72),
        "count": f"{world.random.randint(2, 900) * 100:,}", "price": f"${first}.{second:02}",
        "city": world.city(), "st1": places[0], "st2": places[1], "addr1": world.address(), "addr2": world.address(),
        "person": person, "mail": world.mail(person), "job": world.job(),
    }  # fmt: skip


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
