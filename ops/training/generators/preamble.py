"""The first page of an agreement or of an amendment: title, parties, dates, recitals, and perhaps term and law."""

from dataclasses import dataclass
from datetime import date, timedelta

from ops.training.generators import preamble_words as words
from ops.training.generators.draft import Draft, Item
from ops.training.generators.layouts import clauses, join
from ops.training.generators.opening import Party, day, on, parties, state
from ops.training.generators.world import World
from ops.training.rows import Passage, Row, Trained


@dataclass(frozen=True)
class Dates:
    """What the first page says of dates: before the parties are named, and at the foot."""

    opening: str
    foot: str = ""


def preamble(draft: Draft) -> Passage:
    """An agreement between two or three, in the style of America, Britain or the continent."""
    world = draft.world
    kind, *roles = world.random.choice(words.KINDS)
    if world.happens(0.2):
        roles.append(world.one(*words.THIRD_ROLES))
    sides = parties(world, tuple(roles))
    title = kind.upper() if world.happens(0.65) else kind
    first = world.day()
    dates = _dates(draft, first, world.one(kind, "Agreement"))
    _ask_parties(draft, sides, tuple(roles))
    _ask(draft, ("document name", "title of the agreement"), words.TITLE_ASKED, title)
    this = f'This {kind} ({world.one("this", "the")} "Agreement")' if world.happens(0.7) else "THIS AGREEMENT"
    opening = _opening(world, this, dates.opening, sides)
    header = world.one(
        "", world.one(*words.HEADERS).format(n=world.number("1#.1", "4.#", "10.1#"), d=world.number("0#-####-##"))
    )
    text = join(header, title, opening, _recitals(world, sides), _sections(draft, sides, first), dates.foot)
    draft.summarize(f"{kind} between {_and(sides)}.", f"{kind} of {_and(sides)}")
    return draft.passage(text.replace("..", "."))


def amendment(draft: Draft) -> Passage:
    """An amendment: its own number and date, and the date of the agreement that it amends."""
    world = draft.world
    kind, *roles = world.random.choice(words.KINDS)
    sides = parties(world, tuple(roles))
    ordinal, number = world.random.choice(words.ORDINALS)
    name = world.one(f"Amendment No. {number} to {kind}", f"{ordinal} Amendment to {kind}")
    title = name.upper() if world.happens(0.6) else name
    first = world.day()
    original = day(world, first)
    amended = day(world, world.later(first, 100, 1500))
    _ask_parties(draft, sides, tuple(roles))
    _ask(draft, ("document name", "title"), ("What is the title of the document?", *words.TITLE_ASKED[-2:]), title)
    _ask(draft, ("date of the amendment",), ("When was the amendment made?", "What is the amendment date?"), amended)
    _ask(
        draft,
        ("date of the original agreement", "original agreement date"),
        ("When was the original agreement made?", "What is the date of the agreement that is amended?"),
        original,
    )
    if "No." in name:
        _ask(
            draft,
            ("amendment number",),
            ("What is the number of the amendment?", "Which amendment is this?"),
            str(number),
        )
    this = world.one(f"This {name}", 'This amendment (this "Amendment")', "THIS AMENDMENT")
    opening = _opening(world, this, f"is made {world.one('as of', 'on')} {on(world, amended)}", sides)
    recital = world.one(
        f'WHEREAS, the parties entered into a {kind} dated {on(world, original)} (the "Original Agreement"); and\n'
        "WHEREAS, they wish to change it as set out below.",
        f"Recital. By a {kind} of {on(world, original)} the parties have agreed upon terms which they now alter.",
    )
    text = join(
        title, opening, recital, _sections(draft, sides, first), "All other terms remain unchanged and in force."
    )
    return draft.passage(text.replace("..", "."))


def _dates(draft: Draft, first: date, what: str) -> Dates:
    """One of five ways to date an agreement, with what follows for the agreement date and the effective date."""
    world = draft.world
    made, other = day(world, first), day(world, first + timedelta(days=world.random.randint(3, 90)))
    while made in other or other in made:
        other = day(world, world.later(first, 3, 90))
    entered = world.one(
        "is made and entered into as of",
        "is entered into on",
        "is made",
        "is dated",
        "is dated as of",
        f"is concluded at {world.city()} on",
        "was signed on",
    )
    how = world.random.choices(("defined", "both", "dated", "foot", "undated"), (5, 4, 2, 2, 2))[0]
    if how == "defined":
        _ask(draft, ("effective date",), words.EFFECTIVE_ASKED, made)
        if world.happens(0.6):
            _ask(draft, ("agreement date",), words.DATE_ASKED, made)
        return Dates(f'{entered} {on(world, made)} (the "Effective Date")')
    if how == "both":
        _ask(draft, ("agreement date", "date of the agreement"), words.DATE_ASKED, made)
        _ask(draft, ("effective date",), words.EFFECTIVE_ASKED, other)
        then = world.one('to be effective as of {} (the "Effective Date")', "with effect from {}", "effective {}")
        return Dates(f"{entered} {on(world, made)}, {then.format(on(world, other))},")
    if how == "dated":
        _ask(draft, ("agreement date", "date"), words.DATE_ASKED, made)
        return Dates(f"{entered} {on(world, made)}")
    _absent(draft, ("effective date",), words.EFFECTIVE_ASKED)
    if how == "foot":
        draft.ask(world.one("When was the agreement signed?", "On which day was the agreement signed?"), made)
        return Dates("is made", f"{world.one('Signed', 'Executed on', 'Signature date:')} {made}")
    _absent(draft, ("agreement date",), words.DATE_ASKED)
    foot = world.one("Board resolution of {}.", "Form of {} last revised on {}.".replace("{}", what, 1), "Filed: {}")
    return Dates(world.one("is made", "is entered into"), world.one("", foot.format(on(world, other))))


def _ask_parties(draft: Draft, sides: list[Party], roles: tuple[str, ...]) -> None:
    """All of them, each by its role where the page gives roles, and a role that nobody has."""
    world = draft.world
    key = world.happens(0.35)
    question = draft.template.key_value.format(key="parties") if key else world.one(*words.PARTIES_ASKED)
    draft.rows.append(Row(Trained.KEY_VALUE if key else Trained.EXTRACTION, question, _and(sides)))
    for side in sides:
        if side.alias in roles:
            wordings = (
                f"Who is the {side.alias}?",
                f"Who is the {side.alias.lower()}?",
                f"Which party is {side.alias}?",
            )
            _ask(draft, (side.alias.lower(), side.alias), wordings, side.name)
    if world.happens(0.35):
        role = world.one(*words.ROLES_ABSENT)
        _absent(draft, (role,), (f"Who is the {role}?",))


def _opening(world: World, this: str, dated: str, sides: list[Party]) -> str:
    """The paragraph that names the parties, or a list of them."""
    described = [side.described(world) for side in sides]
    if world.happens(0.25):
        listed = [f"({n}) {one}{';' if n < len(sides) else '.'}" for n, one in enumerate(described, 1)]
        return f"{this} {dated.removesuffix(',')}\n\n{world.one('BETWEEN', 'Between:', 'BY AND AMONG')}\n" + "\n".join(
            listed
        )
    between = world.one("by and between", "between", "by and among" if len(sides) > 2 else "by and between")
    together = world.one(
        "", ', collectively the "Parties"', ' (each a "Party" and together the "Parties")', ", who agree as follows"
    )
    joined = ", ".join(described[:-1]) + world.one(" and ", ", and ") + described[-1]
    return f"{this} {dated} {between} {joined}{together}."


def _recitals(world: World, sides: list[Party]) -> str:
    """What moves the parties, and a definition or two."""
    many = world.random.sample(words.RECITALS, world.random.randint(0, 2))
    lead = world.one("WHEREAS, ", "WHEREAS ", "({}) ", "Whereas ", "{}. ")
    a, b = (f"the {side.alias}" if side.is_role else side.alias for side in sides[:2])
    said = [
        lead.format(letter) + _sentence(text.format(a=a, b=b), "{}" in lead)
        for letter, text in zip("AB", many, strict=False)
    ]
    close = world.one(
        "NOW, THEREFORE, the parties agree as follows:", "It is agreed:", "IT IS HEREBY AGREED as follows:"
    )
    defined = world.one(*words.DEFINITIONS) if not said or world.happens(0.5) else ""
    return join("\n".join([*said, close] if said else []), defined)


def _sentence(text: str, alone: bool) -> str:
    return text[0].upper() + text[1:] if alone else text


def _sections(draft: Draft, sides: list[Party], first: date) -> str:
    """Term and law, stated or asked in vain, among sections with other periods, dates and places."""
    world = draft.world
    law = world.one(world.law(), state(world), f"the State of {state(world)}")
    law_text = " ".join(draft.sentences([Item("governing law", law, words.LAW_SAID, words.LAW_ASKED, 0.5)]))
    sections = [("Term", _term(draft, first)), (world.one("Governing Law", "Applicable law", "Law"), law_text)]
    for heading, text in world.random.sample(words.OTHERS, world.random.randint(1, 4)):
        said = text.format(
            a=sides[0].name, state=state(world), date=day(world, world.later(first, 5, 300)),
            period=world.one(*words.NOTICES), years=world.one(*words.TERMS),
            money=world.money(world.amount(500, 90000)),
        )  # fmt: skip
        sections.insert(world.random.randint(0, len(sections)), (heading, said))
    return clauses(world, [(heading, text) for heading, text in sections if text])


def _term(draft: Draft, first: date) -> str:
    """How long it runs or until when, for how long it is renewed, and on what notice it ends."""
    world = draft.world
    term, renewal = world.random.sample(words.TERMS, 2)
    notice = world.one(*words.NOTICES)
    until = day(world, world.later(first, 400, 3000))
    runs = world.random.choices(("term", "expiry", "neither"), (3, 3, 4))[0]
    said: tuple[str, ...]
    items = []
    if runs != "expiry":
        said = ("The term of this Agreement is {}.", "This Agreement continues for a period of {}.", "It runs for {}.")
        items.append(Item("term", term, said, words.TERM_ASKED, float(runs == "term")))
    if runs != "term":
        the = on(world, "{}") if "day of" not in until else "the {}"
        said = (f"This Agreement shall expire on {the}.", f"It ends on {the} unless terminated before.")
        items.append(Item("expiration date", until, said, words.EXPIRY_ASKED, float(runs == "expiry")))
    said = ("It may be renewed for a further {}.", "Thereafter it renews for successive periods of {}.")
    items.append(Item("renewal term", renewal, said, words.RENEWAL_ASKED, 0.35))
    said = ("Either party may terminate on {} written notice.", "It may be ended by giving {} prior written notice.")
    items.append(Item("notice period", notice, said, words.NOTICE_ASKED, 0.4))
    return " ".join(draft.sentences(items))


def _ask(draft: Draft, keys: tuple[str, ...], wordings: tuple[str, ...], answer: str) -> None:
    """By one of its keys or in words."""
    if draft.world.happens(0.4):
        question = draft.template.key_value.format(key=draft.world.one(*keys))
        draft.rows.append(Row(Trained.KEY_VALUE, question, answer))
    else:
        draft.ask(draft.world.one(*wordings), answer)


def _absent(draft: Draft, keys: tuple[str, ...], wordings: tuple[str, ...]) -> None:
    by_key = draft.template.key_value.format(key=draft.world.one(*keys))
    draft.absent(by_key if draft.world.happens(0.4) else draft.world.one(*wordings))


def _and(sides: list[Party]) -> str:
    names = [side.name for side in sides]
    return f"{', '.join(names[:-1])} and {names[-1]}"
