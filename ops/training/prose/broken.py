"""Clauses that are not to be asked about: what holds under a condition or hardly, and what was cut in a wrong place."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ops.training.prose.clause import Clause
from ops.training.prose.grammar import is_participle
from ops.training.prose.opposites import CONDITIONS, DENIALS, DOUBTS
from ops.training.prose.vocabulary import BE, DOUBTFUL, PAST, PREPOSITIONS, THIRD, words_of

#: A subject that says nothing.
_EMPTY = words_of("example examples result results reason number entirety")
#: Before them no article begins a clause of its own: "all the".
_BEFORE_THE = words_of("of and or as than both all to also even well only")
#: A phrase neither begins nor ends with them.
_BEGINS_NOT = words_of("also now then overcome come become already yet since been long")
_ENDS_NOT = words_of(
    "major minor young old new small large big long short fast slow good bad great best more already apart away such up"
)
_GERUND = re.compile(r"(?<!build)(?<!th)(?<!paint)(?<!meet)(?<!k)(?<!str)(?<!spr)(?<!w)(?<!r)(?<!even)(?<!morn)ing$")


def _said(clause: Clause) -> list[str]:
    """The words of its sentence from its subject, or what stands before that, to its last phrase."""
    last = max((word.end for phrase in clause.phrases for word in phrase.span.words), default=0)
    return [word.lower for word in clause.sentence if word.start < last]


def is_doubtful(clause: Clause) -> bool:
    """Whether it holds under a condition, or hardly, or no longer."""
    conditional = {word.lower for word in clause.sentence} & CONDITIONS
    return bool(conditional or {*_said(clause), *str(clause.subject).lower().split()} & DOUBTS)


def is_denial(clause: Clause) -> bool:
    """Whether its sentence denies anything."""
    return bool({word.lower for word in clause.sentence} & (DENIALS | {"cannot"}))


def is_broken(clause: Clause, text: str) -> bool:
    """Whether its subject is the end of a longer name, or one of its phrases breaks off or has a verb of its own."""
    start, last = clause.subject.words[0].start, clause.subject.words[-1].lower
    if last in _EMPTY or last.endswith("est"):
        return True
    if start > clause.sentence[0].start and re.search(r"[A-Z][\w.]*\s$", text[max(start - 30, 0) : start]):
        return True
    phrases = [[word.text for word in phrase.span.words] for phrase in clause.phrases]
    if any(_breaks_off(words) or _has_clause(words) for words in phrases):
        return True
    pairs = list(zip(phrases, clause.phrases, strict=True))
    if any(phrase.preposition == "to" and words[0].islower() and len(words) == 1 for words, phrase in pairs):
        return True  # "to respond"
    if not clause.verb and clause.phrases[:1] and clause.phrases[0].preposition in ("by", "since", "until"):
        return True
    objects = [words for words, phrase in pairs if not phrase.preposition]
    if any(
        len(words) > 1 and (is_participle(words[-1].split("-")[-1]) or words[-2].endswith("ly")) for words in objects
    ):
        return True
    alone = len(phrases) == 1 and len(phrases[0]) == 1 and clause.auxiliary in BE
    return alone and is_participle(phrases[0][0])


def _breaks_off(words: Sequence[str]) -> bool:
    first, last = words[0], words[-1]
    return (
        last.endswith("est")
        or (last.islower() and "'s" in last)
        or last in _ENDS_NOT
        or first in _BEGINS_NOT
        or _GERUND.search(last) is not None
        or (words[-2:-1] == ["to"] and last.islower())
    )


def _has_clause(words: Sequence[str]) -> bool:
    """Whether a verb stands behind "and", or an article where another clause begins: "schools the movement built"."""
    for at, (lead, word) in enumerate(pairwise(words), 1):
        if lead == "and" and {*words[at : at + 3]} & (PAST.keys() | THIRD.keys() | DOUBTFUL):
            return True
        if word == "the" and lead.islower() and lead.isalpha() and lead not in PREPOSITIONS | _BEFORE_THE:
            return True
    return False
