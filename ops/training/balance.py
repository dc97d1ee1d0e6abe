"""Which questions are trained: so many of each sort that none drowns the others."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ops.training.rows import Passage, Row, Trained

#: Share of all questions to which the answer is "Not Found". More, and a model says it to what stands there.
NOT_FOUND_SHARE = 0.25
#: Largest share that one sort of answer may have.
LARGEST_SHARE = 0.3
#: Most questions of one passage: a few passages of a set have dozens.
QUESTIONS = 24


def balance(passages: Sequence[Passage]) -> list[Passage]:
    """The same passages with fewer questions; passages without any are left out.

    Which questions stay depends on their text alone. A sort of answer with more than its share is thinned out evenly
    over all passages, and then "not found" to NOT_FOUND_SHARE of what is left.
    """
    short = [replace(p, rows=tuple(sorted(p.rows, key=lambda row: _lot(p, row))[:QUESTIONS])) for p in passages]
    many = counts(short)
    answered = sum(many.values()) - many[Trained.NOT_FOUND]
    most = {sort: int(answered * LARGEST_SHARE / (1 - NOT_FOUND_SHARE)) for sort in Trained}
    kept = sum(min(many[sort], most[sort]) for sort in Trained if sort is not Trained.NOT_FOUND)
    most[Trained.NOT_FOUND] = int(kept * NOT_FOUND_SHARE / (1 - NOT_FOUND_SHARE))
    lots = {
        sort: sorted(_lot(p, row) for p in short for row in p.rows if row.trains is sort)[: most[sort]]
        for sort in Trained
    }
    bounds = {sort: drawn[-1] if drawn else -1.0 for sort, drawn in lots.items()}
    thinned = [replace(p, rows=tuple(row for row in p.rows if _lot(p, row) <= bounds[row.trains])) for p in short]
    return [passage for passage in thinned if passage.rows]


def counts(passages: Sequence[Passage]) -> Counter[Trained]:
    """How many questions there are of each sort."""
    return Counter(row.trains for passage in passages for row in passage.rows)


def _lot(passage: Passage, row: Row) -> float:
    """A number from 0 to 1 that is drawn by the texts."""
    digest = hashlib.sha256(f"{row.question}\0{row.answer}\0{passage.text}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64
