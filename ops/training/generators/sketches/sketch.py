"""Texts by facts: each with the sentences that say it, the questions that it answers and those that it seems to answer.

A sketch is written in lines, a blank line between two facts, the first fact always told:

    = {o1} | the company, the firm | it its     the subject: its name, what else it is called, its pronouns
    + {s} was set up by {p1} in {y1}.           one of the sentences; {s} is the name, "the firm" or "it"
    ? p1: Who started {name}? | @founder        questions that the slot's value answers; @ is a key of the template
    ? k1 weeks: How long was it shut?           the value with the words that follow it
    - Who sold {name}? | When did {p1} leave?   questions with the words of the text that it does not answer
    * The firm {name} | {name} is a firm.       of the first fact: a headline, and a summary
    y Was {name} set up before {y2}?            questions to which the answer is Yes, or (n) No
    /                                           what follows is told in place of what stands above
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ops.training.generators.draft import Draft
from ops.training.rows import NOT_FOUND, Row, Trained

#: Most questions of one text: answered ones, ones that are not, and ones of yes or no.
_MOST = {"answered": 9, "never": 4, "decided": 3}
#: A person, a company or a town in a question of yes: with a stranger in its place the answer is no.
_SWAP = re.compile(r"\{([poc])[1-4]\}")
#: So many facts are told whatever the chance.
_SURELY = 3


@dataclass(frozen=True)
class Fact:
    """One thing that a text may tell; every `said` has every slot of `asked`."""

    said: tuple[str, ...]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    summed: tuple[str, ...]


@dataclass(frozen=True)
class Sketch:
    """All that texts of one sort may tell about their subject."""

    name: str
    called: tuple[str, ...]
    it: str
    its: str
    facts: tuple[tuple[Fact, ...], ...]


@lru_cache
def read(lines: str) -> Sketch:
    """The sketch that is written in these lines."""
    head, *blocks = [block.strip().splitlines() for block in lines.strip().split("\n\n")]
    name, called, it = _parts(head[0])
    it, its = it.split()
    return Sketch(name, tuple(called.split(", ")), it, its, tuple(_facts(block) for block in [head[1:], *blocks]))


def tell(draft: Draft, sketch: Sketch, slots: Mapping[str, str], other: str = "", chance: float = 0.8) -> list[str]:
    """The sentences of one text, in the order of the sketch; their questions go to the draft.

    `other` is a name that the text has not: now and then a question is asked about it instead.
    """
    world = draft.world
    slots = {**slots, "name": sketch.name.format(**slots), "its": sketch.its, "it": sketch.it}
    facts = [world.random.choice(fact) for fact in sketch.facts]
    surely = {0, *world.random.sample(range(len(sketch.facts)), min(_SURELY, len(sketch.facts)))}
    told = [number in surely or world.happens(chance) for number in range(len(facts))]
    stated = [fact for fact, is_told in zip(facts, told, strict=True) if is_told]
    left_out = [fact for fact, is_told in zip(facts, told, strict=True) if not is_told]
    sentences: list[str] = []
    for fact in stated:
        subject = world.one(slots["name"], sketch.it, *sketch.called) if sentences else slots["name"]
        sentence = world.one(*fact.said).format(**slots, s=subject)
        sentences.append((sentence[0].upper() + sentence[1:]).replace("..", "."))
    _ask(draft, stated, left_out, slots, " ".join(sentences), other)
    return sentences


def summarize(draft: Draft, sketch: Sketch, slots: Mapping[str, str]) -> None:
    """The summary of a text that is alone on its page. Nothing if its first fact has alternatives."""
    if len(sketch.facts[0]) > 1:
        return
    headline, prose = (part.format(**slots, name=sketch.name.format(**slots)) for part in sketch.facts[0][0].summed)
    draft.summarize(prose[0].upper() + prose[1:], headline[0].upper() + headline[1:])


def _ask(draft: Draft, stated: list[Fact], left_out: list[Fact], slots: dict[str, str], text: str, other: str) -> None:
    """So many questions of each sort as a text has."""
    world = draft.world
    answered, never, decided = [], [question for fact in stated for question in fact.never], []
    for fact in stated:
        answered += [(world.one(*questions), _answer(slot, slots, text)) for slot, questions in fact.asked]
        decided += [(question, True) for question in fact.yes] + [(question, False) for question in fact.no]
        strangers = [question for question in fact.yes if question.startswith("Did ") and "{name}" in question]
        swapped = [_SWAP.sub(r"{\g<1>5}", question) for question in strangers]
        decided += [(question, False) for question in swapped if question not in strangers and world.happens(0.5)]
    for fact in left_out:
        never += [world.one(*questions) for slot, questions in fact.asked if _answer(slot, slots, text) not in text]
    if other and world.happens(0.4):
        question = world.random.choice(answered)[0]
        never += [question.replace("{name}", other)] if "{name}" in question and "@" not in question else []
    for rows in (answered, never, decided):
        world.random.shuffle(rows)
    for question, answer in answered[: _MOST["answered"]]:
        _add(draft, question.format(**slots), answer)
    for question in never[: _MOST["never"]]:
        _add(draft, question.format(**slots), NOT_FOUND)
    for question, yes in decided[: _MOST["decided"]]:
        asked = question.format(**slots)
        casual = world.happens(0.4)
        draft.decide(asked.lower().rstrip("?") if casual else asked, yes)


def _answer(slot: str, slots: Mapping[str, str], text: str) -> str:
    """The value as the text has it: a sentence may begin with it."""
    name, _, unit = slot.partition(" ")
    value = f"{slots[name]} {unit}".strip()
    return value if value in text else value[0].upper() + value[1:]


def _add(draft: Draft, question: str, answer: str) -> None:
    """A question once, by its key where it is one."""
    by_key = question.startswith("@")
    if by_key:
        question = draft.template.key_value.format(key=question[1:])
    if any(row.question == question for row in draft.rows):
        return
    answered = Trained.KEY_VALUE if by_key else Trained.EXTRACTION
    draft.rows.append(Row(Trained.NOT_FOUND if answer == NOT_FOUND else answered, question, answer))


def _facts(lines: Sequence[str]) -> tuple[Fact, ...]:
    """The fact of one block, and what may be told in its place."""
    return tuple(_fact(part.splitlines()) for part in "\n".join(lines).split("\n/\n"))


def _fact(lines: Sequence[str]) -> Fact:
    marked: dict[str, list[str]] = {mark: [] for mark in "+?-yn*"}
    for line in lines:
        mark, rest = line.strip().split(" ", 1)
        marked[mark].append(rest)
    asked = [line.split(": ", 1) for line in marked["?"]]
    never, yes, no, summed = (tuple(part for line in marked[mark] for part in _parts(line)) for mark in "-yn*")
    return Fact(tuple(marked["+"]), tuple((slot, _parts(rest)) for slot, rest in asked), never, yes, no, summed)


def _parts(line: str) -> tuple[str, ...]:
    return tuple(part.strip().removeprefix("= ") for part in line.split(" | "))
