"""Questions about passages, as they are trained: in the model's own wording, with the one answer it shall give."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: What is said where the passage does not say.
NOT_FOUND = "Not Found"
#: Sources of questions about the sets' prose that nobody asked: written by rules (`prose`), and by a model
#: (`question_generation`).
BY_RULES, BY_A_MODEL = "prose", "generated questions"


class Trained(StrEnum):
    """What a question trains. Not a questionnaire's kind: "not found" may be the answer to each of those."""

    EXTRACTION = "extraction"
    KEY_VALUE = "key_value"
    BOOLEAN = "boolean"
    SUMMARY = "summary"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Row:
    """One question with its answer."""

    trains: Trained
    question: str
    answer: str


@dataclass(frozen=True)
class Passage:
    """A text with its questions; `source` is the set or the generator that it is from."""

    source: str
    text: str
    rows: tuple[Row, ...]


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Those with the same text as one, of the source of the first: the text is then read once for all its questions."""
    rows: dict[str, dict[Row, None]] = {}
    sources: dict[str, str] = {}
    for passage in passages:
        sources.setdefault(passage.text, passage.source)
        rows.setdefault(passage.text, {}).update(dict.fromkeys(passage.rows))
    return [Passage(sources[text], text, tuple(each)) for text, each in rows.items()]


def is_held_out(text: str) -> bool:
    """Whether a passage is among the tenth that is never trained. Depends on its text alone, so that every set that
    has this passage and every run leave out the same ones."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % 10 == 0


def in_share(text: str, share: float) -> bool:
    """Whether a passage is among the `share` (0 to 1) that is trained. A smaller share is part of a larger one."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[8:16]) < share * 2**64


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """What is trained, and what is held out."""
    trained = [passage for passage in passages if not is_held_out(passage.text)]
    return trained, [passage for passage in passages if is_held_out(passage.text)]
