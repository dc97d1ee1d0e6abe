"""One page of a long contract, asked what is asked of the whole contract."""

from dataclasses import dataclass, field

from ops.training.generators.draft import Draft
from ops.training.generators.pages import lawyers_clauses, legal_clauses, trade_clauses
from ops.training.generators.pages.cast import Cast, cast, slots
from ops.training.generators.pages.first import first_page
from ops.training.generators.pages.law import cut_clause, law_clause
from ops.training.generators.pages.numbering import numbered
from ops.training.generators.pages.questions import arguable_of, ask_about_contract
from ops.training.generators.pages.signature import signatures
from ops.training.generators.pages.term import term_clause
from ops.training.generators.pages.wording import Wording, read
from ops.training.rows import Passage

MIDDLE = (*read(trade_clauses.TEXTS), *read(legal_clauses.TEXTS), *read(lawyers_clauses.TEXTS))
_DEFINITIONS = tuple(wording for wording in MIDDLE if wording.headings[0] == "Definitions")
#: How often each sort of page is written, against the others.
SORTS = {"first": 3, "middle": 4, "law": 4, "term": 4, "signature": 1}
#: What a middle clause may state of the whole contract, by its slot.
_FIELDS = {"secrecy": "confidentiality period", "cap": "liability cap"}


@dataclass
class Page:
    """A page in the making: its clauses, what they answer, and what they might be thought to answer."""

    draft: Draft
    played: Cast
    clauses: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    arguable: set[str] = field(default_factory=set)
    #: Questions that one of the clauses answers.
    own: list[tuple[str, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def add(self, clause: tuple[str, str, dict[str, str], set[str]], at: int) -> None:
        """A clause of law or term, at a place among the others."""
        heading, text, facts, arguable = clause
        self.facts |= facts
        self.arguable |= arguable | (arguable_of(text) - facts.keys())
        self.clauses.insert(at, (heading, _filled(text, slots(self.draft.world, self.played))))

    def words(self) -> int:
        return sum(len(text.split()) for _, text in self.clauses)


def page(draft: Draft) -> Passage:
    """A first page, one from the middle, one with the law or the term, or the one that is signed."""
    world = draft.world
    sort = world.random.choices(list(SORTS), list(SORTS.values()))[0]
    if sort == "first":
        return _first(draft)
    made = Page(draft, cast(world))
    if sort == "law":
        made.add(law_clause(world), 0)
    if sort == "term":
        made.add(term_clause(world), 0)
        made.used.add("Survival")
        if world.happens(0.2):
            made.add(law_clause(world), 1)
    signed = ""
    if sort == "signature":
        signed, facts, arguable = signatures(draft)
        made.facts, made.arguable = facts, arguable
    _fill(made, world.random.randint(60, 110) if signed else world.random.randint(150, 250))
    world.random.shuffle(made.clauses)
    paragraphs = numbered(world, made.clauses, begins=False)
    if not signed and world.happens(0.4):
        # Where the law is still to come, the page may end within that very clause.
        in_law = "governing law" not in made.facts and world.happens(0.3)
        made.arguable |= {"jurisdiction"} if in_law else set()
        paragraphs.append(cut_clause(world) if in_law else _cut(made, from_start=True))
    if world.happens(0.45):
        paragraphs.insert(0, _cut(made, from_start=False))
    paragraphs += [signed] if signed else []
    return _finished(made, paragraphs, 1 if sort == "signature" else world.random.randint(1, 3))


def _first(draft: Draft) -> Passage:
    world = draft.world
    top = first_page(world)
    made = Page(draft, cast(world, top.sides), facts=dict(top.facts), arguable=set(top.arguable))
    head = f"{top.head}\n\n{_filled(top.recitals, slots(world, made.played))}"
    made.arguable.add("jurisdiction")
    if world.happens(0.6):
        made.used.add(_DEFINITIONS[0].headings[0])
        _say(made, world.random.choice(_DEFINITIONS))
    _fill(made, max(20, world.random.randint(180, 270) - len(head.split())))
    paragraphs = [head, *numbered(world, made.clauses, begins=True)]
    if world.happens(0.35):
        paragraphs.append(_cut(made, from_start=True))
    return _finished(made, paragraphs, world.random.randint(0, 2), numbers=False)


def _fill(made: Page, least: int) -> None:
    """Middle clauses, each about a matter of its own, until there are so many words."""
    while made.words() < least or len(made.clauses) < 2:
        _say(made, _next(made))


def _say(made: Page, wording: Wording) -> None:
    world = made.draft.world
    said = slots(world, made.played)
    said["secrecy"], said["cap"] = said["y1"], said["money1"]
    stated = {name: said[slot] for slot, name in _FIELDS.items() if f"{{{slot}}}" in wording.text}
    made.facts |= stated
    made.arguable |= arguable_of(wording.text) - stated.keys()
    made.own += [(_filled(asked, said), answer.format_map(said)) for asked, answer in wording.asked]
    made.clauses.append((_filled(world.one(*wording.headings), said), _filled(wording.text, said)))


def _next(made: Page) -> Wording:
    """About what no clause of the page is about yet, and stating nothing that the page states already."""
    world = made.draft.world
    while True:
        wording = world.random.choice(MIDDLE)
        doubled = any(f"{{{slot}}}" in wording.text and name in made.facts for slot, name in _FIELDS.items())
        if wording.headings[0] not in made.used and not doubled:
            made.used.add(wording.headings[0])
            return wording


def _cut(made: Page, *, from_start: bool) -> str:
    """What a cut leaves of a clause: its beginning, or else its end. It states nothing that is asked."""
    world = made.draft.world
    wording = _next(made)
    while any(f"{{{slot}}}" in wording.text for slot in _FIELDS):
        wording = _next(made)
    made.arguable |= arguable_of(wording.text)
    words = _filled(wording.text, slots(world, made.played)).split()
    at = world.random.randint(len(words) // 3, len(words) * 2 // 3)
    return " ".join(words[:at] if from_start else words[at:])


def _finished(made: Page, paragraphs: list[str], own: int, *, numbers: bool = True) -> Passage:
    draft, world = made.draft, made.draft.world
    for question, answer in world.random.sample(made.own, min(own, len(made.own))):
        draft.ask(question, answer)
    ask_about_contract(draft, made.facts, made.arguable, world.random.randint(8, 12))
    if numbers and world.happens(0.35):
        number = world.random.randint(3, 48)
        mark = world.one(str(number), f"- {number} -", f"Page {number}", f"Page {number} of {number + 9}")
        paragraphs.insert(world.random.choice((0, len(paragraphs))), mark)
    return draft.passage(world.one("\n\n", "\n\n", "\n").join(paragraphs).replace("..", "."))


def _filled(text: str, said: dict[str, str]) -> str:
    """A text with its slots filled; one in capitals stays so."""
    filled = text.format_map(said).replace("..", ".")
    bare = "".join(part.split("}")[-1] for part in text.split("{"))
    return filled.upper() if bare.isupper() else filled
