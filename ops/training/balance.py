"""Which questions are trained: so many of each sort that none drowns the others."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ops.training.rows import BY_A_MODEL, BY_RULES, Passage, Row, Trained

#: Share of all questions to which the answer is "Not Found". More, and a model says it to what stands there.
NOT_FOUND_SHARE = 0.25
#: Largest share that it may have in one source: SQuAD's writers asked for what is not there in every second question,
#: and a model that learned from all of them said it to half of what was there.
NOT_FOUND_OF_SOURCE = 0.4
#: Largest share that one sort of answer may have.
LARGEST_SHARE = 0.42
#: Where questions are too many, those of these sources go first: what rules wrote before what a model wrote, and all
#: else, what people asked among it, last.
FIRST_TO_GO = (BY_RULES, BY_A_MODEL)
#: Most questions of one passage: a few passages of a set have dozens.
QUESTIONS = 24


def balance(passages: Sequence[Passage]) -> list[Passage]:
    """The same passages with fewer questions; passages without any are left out.

    Which questions stay depends on their text alone. A sort of answer with more than its share is thinned out evenly
    over all passages, questions that rules and models wrote before all others, and then "not found" to NOT_FOUND_SHARE
    of what is left.
    """
    short = [replace(p, rows=tuple(sorted(p.rows, key=lambda row: _lot(p, row))[:QUESTIONS])) for p in passages]
    fair = [passage for source in _by_source(short) for passage in _thinned(source, _most_absent(source))]
    many = counts(fair)
    answered = sum(many.values()) - many[Trained.NOT_FOUND]
    most = {sort: int(answered * LARGEST_SHARE / (1 - NOT_FOUND_SHARE)) for sort in Trained}
    kept = sum(min(many[sort], most[sort]) for sort in Trained if sort is not Trained.NOT_FOUND)
    most[Trained.NOT_FOUND] = int(kept * NOT_FOUND_SHARE / (1 - NOT_FOUND_SHARE))
    return [passage for passage in _thinned(fair, most) if passage.rows]


def counts(passages: Sequence[Passage]) -> Counter[Trained]:
    """How many questions there are of each sort."""
    return Counter(row.trains for passage in passages for row in passage.rows)


def _by_source(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    for source in dict.fromkeys(passage.source for passage in passages):
        yield [passage for passage in passages if passage.source == source]


def _most_absent(passages: Sequence[Passage]) -> dict[Trained, int]:
    many = counts(passages)
    answered = sum(many.values()) - many[Trained.NOT_FOUND]
    return {Trained.NOT_FOUND: int(answered * NOT_FOUND_OF_SOURCE / (1 - NOT_FOUND_OF_SOURCE))}


def _thinned(passages: Sequence[Passage], most: dict[Trained, int]) -> list[Passage]:
    """The same passages with at most so many questions of a sort; a sort that is not named keeps all."""
    lots = {
        sort: sorted(_turn(p, row) for p in passages for row in p.rows if row.trains is sort)[:number]
        for sort, number in most.items()
    }
    bounds = {sort: drawn[-1] if drawn else -1.0 for sort, drawn in lots.items()}
    return [
        replace(p, rows=tuple(row for row in p.rows if _turn(p, row) <= bounds.get(row.trains, math.inf)))
        for p in passages
    ]


def _turn(passage: Passage, row: Row) -> float:
    """The lot, from 0 to 1, and behind all others for a question that is the first to go. Of what is not found all wait
    alike: the hard ones are among those that were written."""
    behind = row.trains is not Trained.NOT_FOUND and passage.source in FIRST_TO_GO
    return _lot(passage, row) + (len(FIRST_TO_GO) - FIRST_TO_GO.index(passage.source) if behind else 0)


def _lot(passage: Passage, row: Row) -> float:
    """A number from 0 to 1 that is drawn by the texts."""
    digest = hashlib.sha256(f"{row.question}\0{row.answer}\0{passage.text}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64
