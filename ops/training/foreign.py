"""Yes-or-no questions that belong to other documents: of a folder of mixed papers each is asked all of them, whether it
renews automatically as well as whether it was paid. A model must have learned to say "Not Found" there."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ops.training.rows import NOT_FOUND, Passage, Row, Trained

#: Whether a text says something: where it is silent the answer is no.
_ABOUT_THE_TEXT = re.compile(
    r"\b(?:provid|specif|stat|stipul|say|describ|deal|address|mention|contain|identif|determin|conclud|follow|correct|"
    r"true|case|clause|text|document|provision)",
    re.IGNORECASE,
)
#: What a yes-or-no question begins with.
JUDGES = re.compile(r"(?:is|are|was|were|do|does|did|has|have|may|must|can|will|shall)\b", re.IGNORECASE)


def with_foreign(passages: Sequence[Passage], many: int) -> Iterator[Passage]:
    """The same passages, each with so many questions more that are asked of others and of which it has no word that
    counts. Which ones follows from the texts."""
    asked = _asked_of_many(passages)
    for passage in passages:
        foreign = tuple(Row(Trained.NOT_FOUND, question, NOT_FOUND) for question in _foreign(passage, asked)[:many])
        yield replace(passage, rows=passage.rows + foreign)


def _asked_of_many(passages: Sequence[Passage]) -> list[str]:
    """Yes-or-no questions that more than one document is asked, none about what a text says."""
    many = Counter(row.question for passage in passages for row in passage.rows if row.trains is Trained.BOOLEAN)
    return sorted(
        question
        for question, documents in many.items()
        if documents > 1 and JUDGES.match(question) and not _ABOUT_THE_TEXT.search(question)
    )


def _foreign(passage: Passage, asked: Sequence[str]) -> list[str]:
    """Those of the questions of which the text has no word that counts."""
    text = passage.text.lower()
    absent = (question for question in asked if not any(word[:5] in text for word in _words(question)))
    return sorted(absent, key=lambda question: hashlib.sha256(f"{question} {passage.text}".encode()).hexdigest())


def _words(question: str) -> list[str]:
    """Words of five letters or more, small."""
    return re.findall(r"[^\W\d_]{5,}", question.lower())
