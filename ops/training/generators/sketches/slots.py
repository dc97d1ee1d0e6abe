"""The names, years, amounts and things that fill the slots of a sketch; no two slots of a text have the same value."""

from collections.abc import Callable
from datetime import date

from ops.training.generators.world import World

_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_WORDS = {
    "goods": (
        "garden tools", "bicycle lamps", "paper bags", "hearing aids", "kettles", "ship's ropes", "stage lamps",
        "dental chairs", "running shoes", "church organs", "tram doors", "tea sets", "solar pumps", "board games",
    ),
    "goods2": ("zips", "umbrellas", "milk churns", "typewriters", "lamp oil", "harnesses", "bell wire", "wool socks"),
    "field": ("soil chemistry", "marine biology", "acoustics", "glaciology", "medieval law", "optics", "botany"),
    "animal": ("otters", "barn owls", "bees", "salmon", "bats", "seals", "storks", "newts"),
    "thing": ("a heated floor", "a second battery", "a steel frame", "a folding handle", "a rain sensor"),
    "stone": ("sandstone", "granite", "red brick", "limestone", "slate", "oak timber"),
    "sport": ("rowing", "handball", "hockey", "water polo", "cycling", "fencing"),
    "art": ("oil painting", "woodcuts", "tapestry", "bronze figures", "stained glass"),
    "food": ("smoked eel", "plum cake", "barley soup", "cheese bread", "pickled walnuts"),
    "fault": ("a loose bolt", "an overheating battery", "a cracked hose", "glass in the filling", "a faulty switch"),
    "cause": ("heavy rain", "a broken valve", "high fuel costs", "a late harvest", "a strike at the port"),
    "body": ("the Trade Tribunal", "the Land Court", "the Court of Appeal", "the Commercial Court"),
    "season": ("spring", "summer", "autumn"),
    "unit": ("the packaging unit", "the repair business", "the overseas branch", "the printing division"),
}  # fmt: skip
_HEADS = (
    "Bram",
    "Kell",
    "Osto",
    "Vin",
    "Thar",
    "Mell",
    "Ulfen",
    "Corra",
    "Jes",
    "Pend",
    "Wyth",
    "Lanse",
    "Drov",
    "Ask",
)
_TAILS = ("wick", "stead", "more", "hollow", "borough", "aven", "dale", "ness", "ford", "minster", "ley", "brook")
_MONTHS = ("January", "March", "April", "June", "September", "October", "November")


def slots(world: World, span: int = 0) -> dict[str, str]:
    """One value for every slot that a sketch may name: p1 to p4 are people, c1 to c4 towns, o1 to o4 companies,
    y1 < y2 < y3 < y4 years, w1 the years from y1 to y2 in words, d1 < d2 < d3 days of one year, n1 > ... > n4 numbers,
    big1 > big2 thousands, m1 > m2 > m3 amounts of money, h1 to h3 percentages, t1 and t2 times of day. All years
    lie within `span` years."""
    span, last = span or world.random.randint(25, 99), world.random.randint(1985, 2024)
    years = sorted(world.random.sample(range(last - span, last), 4))
    found = {f"y{at}": str(year) for at, year in enumerate(years, 1)}
    found["w1"] = _words(years[1] - years[0])
    found |= {f"p{at}": name for at, name in enumerate(_different(world.person), 1)}
    found |= {f"o{at}": name for at, name in enumerate(_different(world.company), 1)}
    found |= {f"c{at}": name for at, name in enumerate(_different(lambda: town(world)), 1)}
    few = sorted(world.random.sample(range(12, 400), 4), reverse=True)
    found |= {f"n{at}": str(number) for at, number in enumerate(few, 1)}
    small, large = sorted(world.random.sample(range(1100, 90000), 2))
    found |= {"big1": f"{large:,}", "big2": f"{small:,}"}
    found |= {f"h{at}": f"{share}%" for at, share in enumerate(world.random.sample(range(2, 80), 3), 1)}
    found |= {f"k{at}": _words(few) for at, few in enumerate(world.random.sample(range(3, 19), 3), 1)}
    found |= _days(world, years[-1]) | _money(world)
    hours = sorted(world.random.sample(range(6, 22), 2))
    found |= {f"t{at}": f"{hour}.{world.one('00', '15', '30', '45')}" for at, hour in enumerate(hours, 1)}
    return found | {name: world.one(*choices) for name, choices in _WORDS.items()}


def town(world: World) -> str:
    return world.city() if world.happens(0.4) else world.one(*_HEADS) + world.one(*_TAILS)


def _days(world: World, least: int) -> dict[str, str]:
    form = world.one("{d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%B} {d.day}, {d.year}")
    year = world.random.randint(max(1995, least + 1), 2026)
    ordinals = sorted(world.random.sample(range(1, 365), 3))
    days = [date.fromordinal(date(year, 1, 1).toordinal() + at) for at in ordinals]
    months = world.random.sample(_MONTHS, 2)
    said = {f"d{at}": form.format(d=day) for at, day in enumerate(days, 1)}
    return said | {
        "year": str(year),
        "before": str(year - 1),
        "after": str(year + 1),
        "mon1": months[0],
        "mon2": months[1],
    }


def _money(world: World) -> dict[str, str]:
    sign, amounts = world.one("$", "£", "€"), sorted(world.random.sample(range(11, 990), 3), reverse=True)
    unit = world.one(" million", ",000", ".5 million")
    return {f"m{at}": f"{sign}{amount}{unit}" for at, amount in enumerate(amounts, 1)}


def _different(make: Callable[[], str]) -> list[str]:
    names: list[str] = []
    while len(names) < 5:
        name = make()
        if not any(name in known or known in name for known in names):
            names.append(name)
    return names


def _words(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
