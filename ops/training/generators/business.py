"""What is written in business about figures, terms, names and words, alone on its page or beside something else."""

from ops.training.generators import profile
from ops.training.generators.draft import Draft
from ops.training.generators.layouts import join
from ops.training.generators.sketches import business
from ops.training.generators.sketches.sketch import read, summarize, tell
from ops.training.generators.sketches.slots import slots
from ops.training.generators.world import World
from ops.training.rows import Passage

TEXTS = (
    business.EARNINGS, business.TERMS, business.MARKETS, business.ALLIANCE, business.CAREER, business.EXPLAINED,
)  # fmt: skip
_WORDS = {
    "aim": (
        "set a standard for parts of machines", "buy steel together", "train young welders",
        "make the port usable in winter", "open their data to research", "bring down the cost of freight",
    ),
    "may": (
        "use the laboratories without a fee", "send two delegates to each meeting", "read all reports in advance",
        "use its sign on their goods",
    ),
    "must": (
        "report their output every month", "pay within a week", "keep the recipes secret",
        "take part in the yearly count",
    ),
    "quote": (
        "Nobody should read too much into one week", "This is the end of cheap money",
        "Buyers have come back sooner than we thought", "We see more risk than chance from here",
    ),
    "languages": ("French and Dutch", "English, Polish and Danish", "Spanish and some Greek", "Welsh and German"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "steps": (
        "cutting, drying, pressing and packing", "application, review, interview and decision",
        "sampling, weighing and comparing", "planning, bidding, award, delivery and audit",
    ),
    "forecast": (
        "machines would do it within twenty years", "every household would own one before long",
        "costs would fall by half as soon as two rivals appeared", "nobody would write letters by hand any more",
    ),
}  # fmt: skip
#: Words of the trade, with what they mean.
_SENSES = (
    ("a price freeze", "a period in which no supplier may raise what it asks for its goods"),
    ("cold stacking", "the practice of storing frozen goods in layers, with air let through between them"),
    ("shadow billing", "a trial in which accounts are made in the new way but sent out in the old one"),
    ("a dry season", "the months in which hardly any lender gives money to young firms"),
    ("the second-look rule", "a rule by which every refusal has to be checked by a person who had no part in it"),
    ("reverse auctioning", "a way of buying in which sellers bid each other down until one is left"),
    ("tide pricing", "a tariff that rises and falls with the use of the line at that hour"),
    ("back-to-back cover", "an insurance that pays only what the first insurer has left unpaid"),
    ("gravity sorting", "the parting of grains by weight in a stream of air"),
    ("a quiet launch", "the sale of a product in a single town before anything is said about it in public"),
)
_DIVISIONS = (
    "Gaming", "Data Center", "Automotive", "Cloud Services", "Home Care", "Medical Devices", "Licensing", "Retail",
    "Professional Services", "Industrial Sensors", "Payments", "Beverages", "Rail", "Agriculture",
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth")


def text(draft: Draft) -> Passage:
    """Results, an employment agreement, a market report, an alliance, a reference or a term that is explained."""
    world, sketch = draft.world, read(draft.world.one(*TEXTS))
    glue = world.one("\n\n", "\n", " ", " ")
    parts = [glue.join(tell(draft, sketch, found := _slots(world), chance=0.85)).replace(" // ", world.one("\n", ", "))]
    if world.happens(0.3):
        beside = tell(draft, read(world.one(*profile.SECOND)), slots(world), chance=0.5)
        parts.insert(world.random.randint(0, 1), " ".join(beside))
    elif world.happens(0.6):
        summarize(draft, sketch, found)
    return draft.passage(join(*parts))


def _slots(world: World) -> dict[str, str]:
    """The slots of all sketches and those that business has: several of a sort, and lists of them."""
    found = slots(world)
    found |= {name: world.one(*choices) for name, choices in _WORDS.items()}
    (found["term"], found["sense"]), (found["term2"], _) = world.random.sample(_SENSES, 2)
    found |= {f"div{at}": name for at, name in enumerate(world.random.sample(_DIVISIONS, 3), 1)}
    found |= {f"q{at}": name for at, name in enumerate(world.random.sample(_ORDINALS, 2), 1)}
    found["quarter"] = "{q1} quarter of fiscal {year}".format(**found)
    cents = world.random.sample(range(12, 990), 2)
    found |= {f"eps{at}": f"{found['m1'][0]}{few / 100:.2f}" for at, few in enumerate(cents, 1)}
    rates = world.random.sample(range(110, 790), 2)
    found |= {f"rate{at}": f"{few / 100:.2f}%" for at, few in enumerate(rates, 1)}
    moves = world.random.sample(range(12, 390), 2)
    found |= {f"g{at}": f"{few / 100:.2f}%" for at, few in enumerate(moves, 1)}
    found["guess"] = f"{world.random.randint(20, 400)},000"
    first, word = world.random.randint(1, 9), world.one("Section ", "", "", "Article ", "§ ")
    for at, number in enumerate((".1", ".2", ".3"), 1):
        found[f"s{at}"] = f"{word}{first}{number}"
    found |= {"s4": f"{word}{first + 1}.1", "s5": f"{word or 'Section '}{first + 1}.2", "s6": f"{word}{first + 3}"}
    found["law1"], found["law2"] = world.random.sample([f"the State of {name}" for name in _STATES], 2)
    found |= {"job": world.job(), "title": world.job(), "a1": world.address(), "f1": world.phone()}
    lists = {
        "members": "{o1}, {o2}, {o3} and {o4}", "customers": "{o2}, {o3} and {o4}", "trio": "{p1}, {p2} and {p3}",
        "pair": "{c2} and {c3}", "duo": "{o1} and {o2}",
    }  # fmt: skip
    return found | {name: form.format(**found) for name, form in lists.items()}


_STATES = ("New York", "Delaware", "Massachusetts", "Texas", "Illinois", "Nevada", "Oregon", "Florida", "Ohio", "Maine")
