"""A sentence is read as subject, verb and phrases, where that is sure; a sentence that is doubtful is not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ops.training.prose.grammar import POLICY, predicate, subject_of, verb_at
from ops.training.prose.phrases import Phrase, phrases_of, reason_of, tail_of
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    PAST,
    PREPOSITIONS,
    STOPS,
    THIRD,
)

SENTENCE_WORDS = range(5, 60)


#: They belong to the verb: "lay down".
_PARTICLES = frozenset({"down", "up", "out", "off", "away", "back", "forth", "over"})
_LEAD_COMMA = re.compile(
    r"^(?:however|moreover|therefore|furthermore|later|today|also|then|thus|nevertheless|meanwhile|instead|\w+ly)$",
    re.I,
)


@dataclass(frozen=True)
class Clause:
    """What is said in a sentence. `verb` is a participle, a base form or a past, as the auxiliary has it; it is empty
    where something is or has something."""

    subject: Span
    auxiliary: str
    verb: str
    phrases: tuple[Phrase, ...]
    before: Phrase | None
    reason: Span | None
    sentence: tuple[Word, ...]

    @property
    def object(self) -> Phrase | None:
        """The phrase without a preposition, directly after the verb."""
        return self.phrases[0] if self.phrases and not self.phrases[0].preposition else None

    @property
    def is_policy(self) -> bool:
        """Whether it is "we" or "you" who do it."""
        return str(self.subject) in POLICY


def clause(words: tuple[Word, ...], topic: Span | None = None) -> Clause | None:
    """What a sentence says first, or None where that is not seen surely."""
    if words and words[0].text in ("It", "He", "She") and topic and len(words) in SENTENCE_WORDS and len(words) > 2:
        if words[1].text in AUXILIARIES or words[1].text in PAST or words[1].text in THIRD:
            return said(topic, words, 1, None, words) if words[-1].text == "." else None
        return None
    if len(words) not in SENTENCE_WORDS or words[-1].text != "." or ({w.text for w in words} & {"?", "…"}):
        return None
    before, rest = _before(words)
    at = verb_at(rest)
    if at is None:
        return None
    subject = subject_of(rest[:at])
    if subject is None:
        return None
    return said(subject, rest, at, before, words)


def said(subject: Span, rest: Sequence[Word], at: int, before: Phrase | None, words: tuple[Word, ...]) -> Clause | None:
    """The clause with its verb at a place of `rest`."""
    auxiliary, verb, after = predicate(rest, at)
    if auxiliary is None or any(word.lower in ("not", "no", "never", "n't") for word in rest[at:after]):
        return None
    tail = tail_of(rest[after:])
    if tail is None:
        return None
    if tail[0] and tail[0][-1].lower in PREPOSITIONS | {"to"}:
        return None
    if _is_reduced(rest, at, after + len(tail[0])):
        return None
    phrases = tuple(phrases_of(*tail))
    if tail[0] and (not phrases or tail[0][0].lower in _PARTICLES):
        return None
    return Clause(subject, auxiliary, verb, phrases, before, reason_of(rest[after + len(tail[0]) :]), words)


def _is_reduced(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the verb may belong to the subject ("an article published in 1954 suggested"), or what it says is a
    clause ("announced that")."""
    following = words[at + 1 : at + 2]
    stop = words[end].lower if end < len(words) else ""
    bare = end == at + 1 or words[at + 1].lower in PREPOSITIONS
    if words[at].text not in AUXILIARIES and bare and stop in ("that", "how", "what", "whether", "why"):
        return True
    if words[at].text not in PAST or not following or following[0].lower not in PREPOSITIONS:
        return False
    later = [word.text for word in words[at + 1 :]]
    until = next(
        (n for n, word in enumerate(later) if word in (",", ".") or word in STOPS or word == "and"), len(later)
    )
    return any(word in PAST or word in AUXILIARIES for word in later[:until])


def _before(words: tuple[Word, ...]) -> tuple[Phrase | None, tuple[Word, ...]]:
    """What stands before the subject: "In 1889," is a phrase, "However," is nothing."""
    for at, word in enumerate(words[1:], 1):
        if (
            word.text == "we"
            and words[at - 1].text == ","
            and words[0].lower in ("if", "when", "in", "to", "for", "by")
        ):
            return None, (Word("We", word.start), *words[at + 1 :])
    for at, word in enumerate(words[:13]):
        if word.text == ",":
            if at == 1 and _LEAD_COMMA.match(words[0].text):
                return None, words[2:]
            if words[0].lower in PREPOSITIONS and at > 1:
                return Phrase(words[0].lower, Span(words[1:at])), words[at + 1 :]
            break
    if len(words) > 2 and words[0].lower in ("in", "on", "by", "since") and words[1].is_date and words[2].text != ",":
        return Phrase(words[0].lower, Span(words[1:2])), words[2:]
    return None, words
