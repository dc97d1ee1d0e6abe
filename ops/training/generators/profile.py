"""Prose of an encyclopedia and of newspapers, asked in other words than its own, also what it does not tell."""

from ops.training.generators.draft import Draft
from ops.training.generators.layouts import join
from ops.training.generators.sketches import institutions, law, places, press, work
from ops.training.generators.sketches.sketch import read, summarize, tell
from ops.training.generators.sketches.slots import slots
from ops.training.rows import Passage

KNOWN = (
    institutions.COMPANY, institutions.CLUB, institutions.BUILDING, work.SCHOLAR,
    places.VILLAGE, institutions.FESTIVAL, law.LAW, work.STUDY,
    work.PRODUCT, places.ISLAND, work.PAINTER,
)  # fmt: skip
NEWS = (
    press.DEAL, press.RESULTS, press.APPOINTMENT, press.RECALL, law.RULING,
)  # fmt: skip
#: What may stand on one page with each of the others: their questions are not about companies.
SECOND = tuple(text for text in KNOWN if text != institutions.COMPANY)
#: What is told of one life.
LIVES = (work.SCHOLAR, work.PAINTER)
#: Sentences that answer nothing and stand between those that do.
_ASIDES = (
    "Little else is recorded from that time.", "Opinions about this differ.", "Records of it are kept in {c4}.",
    "A full account was given in the local paper.", "Neighbours in {c4} took a different view.",
    "The details have been described more than once.", "For a long time nobody paid attention to this.",
)  # fmt: skip


def article(draft: Draft) -> Passage:
    """An entry about a company, a club, a building, a person, a place, an event, a law or research."""
    return _prose(draft, draft.world.one(*KNOWN), aside=0.6)


def news(draft: Draft) -> Passage:
    """A report about a deal, results, an appointment, a recall or a ruling."""
    return _prose(draft, draft.world.one(*NEWS), aside=0.3)


def _prose(draft: Draft, lines: str, aside: float) -> Passage:
    """One text, or two of one page that have nothing to do with each other."""
    texts = [lines]
    if draft.world.happens(0.55):
        texts.append(draft.world.one(*(text for text in SECOND if text != lines)))
    draft.world.random.shuffle(texts)
    return draft.passage(join(*(_text(draft, text, aside, len(texts) == 1) for text in texts)))


def _text(draft: Draft, lines: str, aside: float, alone: bool) -> str:
    world, sketch = draft.world, read(lines)
    found = slots(world, 60 if lines in LIVES else 0)
    other = sketch.name.format(**found | {"o1": found["o5"], "c1": found["c5"], "p1": found["p5"]})
    sentences = tell(draft, sketch, found, other, chance=0.88)
    if alone:
        summarize(draft, sketch, found)
    while world.happens(aside):
        sentences.insert(world.random.randint(1, len(sentences)), world.one(*_ASIDES).format(**found))
        aside /= 3
    name = sketch.name.format(**found)
    title = name[0].upper() + name[1:] if world.happens(0.25) else ""
    half = world.random.randint(2, max(2, len(sentences) - 1))
    glue = "\n\n" if world.happens(0.4) else " "
    return join(title, glue.join((" ".join(sentences[:half]), " ".join(sentences[half:]))).strip())
