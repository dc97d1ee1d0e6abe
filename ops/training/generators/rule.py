"""A rule, a few people and what they did: whether it covers them follows from a number, a place or a condition."""

from dataclasses import dataclass

from ops.training.generators.draft import Draft
from ops.training.generators.layouts import join
from ops.training.generators.world import World
from ops.training.rows import Passage


@dataclass(frozen=True)
class Limit:
    """A rule with a limit {limit}; a fact about {who} with a value {value}. Above it `asked` is answered Yes, and
    `refuted` No; a value that is the limit itself does not occur."""

    rule: str
    facts: tuple[str, ...]
    asked: tuple[str, ...]
    refuted: tuple[str, ...]
    unit: str
    limits: tuple[int, ...]


_LIMITS = (
    Limit(
        "An expense of more than {limit} needs the approval of the head of department.",
        ("{who} claims {value} for a hotel.", "{who} has a receipt for {value}.", "{who} paid {value} for books."),
        ("Does {who} need approval?", "Is approval required for the expense of {who}?"),
        ("Can {who} claim the expense without approval?",), "money", (50, 100, 250, 500),
    ),
    Limit(
        "Staff who have worked here for more than {limit} are entitled to an additional day of leave.",
        ("{who} joined {value} ago.", "{who} has been with the firm for {value}."),
        ("Is {who} entitled to the additional day?", "{who} gets an additional day of leave."),
        ("Does {who} go without the additional day?",), "years", (3, 5, 8, 10),
    ),
    Limit(
        "A gift from a supplier that is worth more than {limit} must be reported to the compliance office.",
        ("A supplier gave {who} a watch worth {value}.", "{who} accepted a basket of fruit worth {value}."),
        ("Must {who} report the gift?", "Does {who} have a duty to report what was received?"),
        ("May {who} keep quiet about the gift?",), "money", (25, 40, 75, 150),
    ),
    Limit(
        "Parcels that weigh more than {limit} travel as freight.",
        ("{who} sends a crate of {value}.", "The parcel of {who} weighs {value}."),
        ("Does the parcel of {who} travel as freight?", "Is what {who} sends too heavy for a parcel?"),
        ("Is the consignment of {who} light enough to go as a parcel?",), "kg", (10, 20, 30),
    ),
    Limit(
        "Whoever returns an item more than {limit} after its delivery has no claim to a refund.",
        ("{who} sent the lamp back {value} after it had come.", "{who} returned the shoes {value} after delivery."),
        ("Is the return of {who} too late for a refund?", "Has {who} lost the claim to a refund?"),
        ("Does {who} get a refund?", "{who} is entitled to a refund."), "days", (14, 30, 60),
    ),
    Limit(
        "Notice of a claim that reaches the insurer more than {limit} after the loss is late, and the claim lapses.",
        ("{who} wrote to the insurer {value} after the fire.", "The letter of {who} arrived {value} after the theft."),
        ("Was the notice of {who} late?", "Has the claim of {who} lapsed?"),
        ("Did {who} give notice in time?",), "days", (7, 10, 30, 45),
    ),
    Limit(
        "Applicants with an income of more than {limit} a year are not eligible for the grant.",
        ("{who} earns {value} a year.", "{who} applied for the grant and stated an income of {value}."),
        ("Is {who} barred from the grant?", "Does the income of {who} exceed the limit?"),
        ("Is {who} eligible for the grant?", "{who} can receive the grant."), "money", (18000, 25000, 40000),
    ),
    Limit(
        "A contract for more than {limit} binds the company only if two directors have signed it.",
        ("{who}, a director, alone signed a contract for {value}.", "{who}, the sole signatory, bought for {value}."),
        ("Is a second signature missing from the contract of {who}?",),
        ("Does the contract that {who} signed bind the company?",), "money", (5000, 10000, 50000),
    ),
    Limit(
        "Overtime is paid for the hours beyond {limit} in a week.",
        ("{who} worked {value} this week.", "The time sheet of {who} shows {value}."),
        ("Is {who} paid overtime?", "Did {who} work more than the regular week?"),
        ("Did {who} stay within the regular week?",), "hours", (35, 38, 40),
    ),
)  # fmt: skip
_STATES = (
    "Ohio", "Maine", "Nevada", "Oregon", "Texas", "Utah", "Vermont", "Iowa", "Kansas", "Georgia", "Florida", "Idaho",
    "New York", "Colorado", "Virginia", "Arizona",
)  # fmt: skip
_SUITS = ("breach of contract", "negligence", "defamation", "trespass", "fraud", "nuisance", "copyright infringement")


def rule(draft: Draft) -> Passage:
    """Either people and a limit, or a suit between people of the same or of different places."""
    return _suit(draft) if draft.world.happens(0.35) else _limit(draft)


def _limit(draft: Draft) -> Passage:
    world = draft.world
    case = world.random.choice(_LIMITS)
    limit = world.random.choice(case.limits)
    rule_text = case.rule.format(limit=_measure(world, limit, case.unit))
    said: list[str] = []
    # Both outcomes occur, so that the name in the question matters.
    outcomes = [True, False] + [world.happens(0.5) for _ in range(world.random.randint(0, 2))]
    world.random.shuffle(outcomes)
    for above in outcomes:
        who = world.person()
        while any(who in fact for fact in said):
            who = world.person()
        least, most = (limit + 1, 2 * limit) if above else (limit // 3 + 1, limit - 1)
        value = _measure(world, world.random.randint(least, most), case.unit)
        said.append(world.one(*case.facts).format(who=who, value=value))
        if world.happens(0.8):
            draft.decide(world.one(*case.asked).format(who=who), above)
        draft.decide(world.one(*case.refuted).format(who=who), not above)
    lead = world.one("", "Rule: ", "House rule 7. ", "Policy: ", "Section 12. ")
    body = " ".join([*said, world.one(*_ASIDES), world.one(*_DOUBTS)])
    return draft.passage(join(*world.random.sample((lead + rule_text, body), 2)))


def _suit(draft: Draft) -> Passage:
    """A federal court hears a suit if the sides are of different states and the amount exceeds a limit."""
    world = draft.world
    plaintiff, defendant = world.person(), world.one(world.person() + " Jr", world.company())
    home, away = world.random.sample(_STATES, 2)
    diverse, enough = world.happens(0.65), world.happens(0.65)
    limit = world.random.choice((50000, 75000, 75000, 75000, 100000, 120000))
    amount = (
        world.random.randrange(1000, limit, 1000) if not enough else limit + world.random.randrange(500, 90000, 500)
    )
    text_rule = world.one(
        f"The federal court has jurisdiction if no plaintiff is from the same state as a defendant and the amount "
        f"in controversy exceeds ${limit:,}.",
        f"Diversity jurisdiction exists where the two sides are citizens of different states and more than ${limit:,} "
        "is at stake.",
    )
    other = away if diverse else home
    suit = world.one(*_SUITS)
    facts = (
        f"{plaintiff} is from {home}. {defendant} is {world.one('from', 'a citizen of')} {other}. "
        f"{plaintiff} sues {defendant} for {suit} and claims ${amount:,}."
    )
    draft.decide(
        world.one(
            "Is there diversity jurisdiction?", "Does the federal court have jurisdiction?",
            "May the federal court hear the suit?", "Are the conditions of the rule met?",
        ),
        diverse and enough,
    )  # fmt: skip
    draft.decide(world.one("Are the two sides from different states?", "Is there diversity of citizenship?"), diverse)
    draft.decide(world.one("Is the amount in controversy sufficient?", f"Is more than ${limit:,} claimed?"), enough)
    asked = world.one(home, away)
    draft.decide(f"Is {defendant} from {asked}?", asked == other)
    draft.decide(f"Is {plaintiff} from {away}?", False)
    asked = world.one(*_SUITS, suit, suit, suit, suit)
    draft.decide(f"Does {plaintiff} sue for {asked}?", asked == suit)
    lead = world.one("", "Rule: ", "The law is this. ")
    return draft.passage(join(lead + text_rule, world.one("", "Facts: ") + facts + " " + world.one(*_DOUBTS)))


def _measure(world: World, value: int, unit: str) -> str:
    if unit == "money":
        return world.money(world.amount(value, value))
    return f"{value} {unit.removesuffix('s') if value == 1 else unit}"


_ASIDES = (
    "The office is open on weekdays only.",
    "All of this took place in the same month.",
    "The matter was noted in the register on the same day.",
    "A colleague had given them a copy of the rules.",
)
_DOUBTS = (
    "The question was put to the legal department.",
    "Those concerned do not agree on what follows from this.",
    "The file was then passed on for a decision.",
    "No exceptions were made.",
)
