"""A passage whose values are others, with its questions: what was learned by heart from the first reading is wrong now.

A set of a few hundred passages that is read many times is known by heart in the end, and a model then says what it
knows instead of what it reads. Values are exchanged in the text, in the questions and in the answers alike, after
Longpre and others, Entity-Based Knowledge Conflicts in Question Answering, 2021; there the values come from a list of
entities and show the fault, here they come from other questions of the same set and train it away.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ops.training.rows import Passage, Row, Trained

#: Values by what was asked and how many words they have.
Pool = Mapping[tuple[str, int], Sequence[str]]

#: Fewest different values from which one is drawn.
_FEWEST = 8
#: Words with which a question asks for a name, and with which, of what it asks for.
_ASKS = re.compile(
    r"\b(?:who|whom|where|(?:what|which)\s+(?!(?:is|are|was|were|does|do|did|has|had|have|may|can|could)\b)(\w+))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][a-zà-ÿ]+)(?: (?:[A-Z][a-zà-ÿ]+|of|the))*")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


def pool(passages: Sequence[Passage]) -> Pool:
    """The names that are answers, each once."""
    found: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    for passage in passages:
        for row in passage.rows:
            if kind := _kind(row):
                found[kind][row.answer] = None
    return {kind: list(names) for kind, names in found.items() if len(names) >= _FEWEST}


def substituted(passage: Passage, names: Pool, seed: str) -> Passage:
    """The passage with other values wherever a question asks for a figure or for a name of a kind in the pool.

    Nothing is changed where that would make two values of the text the same one.
    """
    draw = random.Random(f"{seed}\0{passage.text}")
    other: dict[str, str] = {}
    for row in passage.rows:
        if row.trains is Trained.EXTRACTION and row.answer in passage.text and not _touches(row.answer, other):
            value = _other(row, names, draw)
            if value != row.answer and not _touches(value, other) and value not in passage.text:
                other[row.answer] = value
    if not other:
        return passage
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(other, key=len, reverse=True))) + r")(?!\w)")

    def changed(text: str) -> str:
        return pattern.sub(lambda found: other[found[0]], text)

    rows = tuple(Row(row.trains, changed(row.question), changed(row.answer)) for row in passage.rows)
    return Passage(passage.source, changed(passage.text), rows)


def _touches(value: str, other: Mapping[str, str]) -> bool:
    """Whether one of the values that change is part of this one, or the other way round."""
    return any(value in text or text in value for pair in other.items() for text in pair)


def _kind(row: Row) -> tuple[str, int] | None:
    """What is asked for and in how many words it is said; None where the answer is no name."""
    asks = _ASKS.search(row.question)
    if row.trains is not Trained.EXTRACTION or not asks or not _NAME.fullmatch(row.answer):
        return None
    return (asks[1] or asks[0]).lower(), len(row.answer.split())


def _other(row: Row, names: Pool, draw: random.Random) -> str:
    if re.search(r"\d", row.answer):
        return re.sub(r"\d+", lambda figures: _other_figures(figures[0], draw), row.answer)
    return draw.choice(names.get(_kind(row) or ("", 0), (row.answer,)))


def _other_figures(figures: str, draw: random.Random) -> str:
    """As many figures: a year stays within a lifetime, and a number below 32, which may be a day, below 29."""
    number = int(figures)
    if _YEAR.fullmatch(figures):
        return str(min(2029, max(1000, number + draw.randint(-60, 60))))
    if figures.startswith("0"):
        return figures
    lowest = 10 ** (len(figures) - 1)
    return str(draw.randint(lowest, 28 if 10 <= number < 32 else 10 * lowest - 1))
