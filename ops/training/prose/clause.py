"""A sentence is read as subject, verb and phrases, where that is sure; a sentence that is doubtful is not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ops.training.prose.grammar import POLICY, is_adverb, predicate, subject_of, verb_at
from ops.training.prose.phrases import Phrase, phrases_of, purpose_of, reason_of, tail_of
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    BE,
    PAST,
    PLAIN,
    PREPOSITIONS,
    STOPS,
    THIRD,
    words_of,
)

SENTENCE_WORDS = range(5, 60)


#: They belong to the verb: "lay down".
_PARTICLES = frozenset({"down", "up", "out", "off", "away", "back", "forth", "over"})
#: What is done with a purpose, which stands after "to".
PURPOSEFUL = words_of(
    """
    use used collect collected share shared store stored process processed analyze analyzed disclose disclosed build
    built create created establish established form formed design designed found founded introduce introduced develop
    developed employ employed install installed adopt adopted hire hired invent invented organize organized send
    sent retain retained combine combined access accessed gather gathered publish published monitor monitored
    """
)
_NEVER_PASSIVE = words_of(
    "appeared occurred remained arrived happened existed died emerged lasted consisted began went"
)
_TELLS = words_of(
    "tells told informs informed convinces convinced reminds reminded assures assured persuades persuaded"
)
#: After them a number of years is the object.
_LASTING = frozenset({"last", "spend", "take", "require", "spent", "cover", "serve", ""})
_SUBORDINATE = frozenset({"when", "while", "although", "though", "because", "if", "as", "since", "after", "once"})
_PRONOUNS = frozenset({"It", "He", "She", "They"})
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
        return self.subject.words[0].text in POLICY


def clause(words: tuple[Word, ...], topic: Span | None = None) -> Clause | None:
    """What a sentence says first, or None where that is not seen surely."""
    if words and words[0].text in _PRONOUNS:
        return _of_topic(words, topic) if topic and len(words) in SENTENCE_WORDS and words[-1].text == "." else None
    if words and words[0].text in ("we", "you"):
        words = (Word(words[0].text.capitalize(), words[0].start), *words[1:])
    if len(words) not in SENTENCE_WORDS or words[-1].text != "." or ({w.text for w in words} & {"?", "…"}):
        return None
    before, rest = _before(words)
    at = verb_at(rest)
    if at is None or (words[0].text.islower() and rest[at].text not in AUXILIARIES):
        return None  # what begins small may be a part of a list
    subject = subject_of(rest[:at])
    if subject is None:
        return None
    return said(subject, rest, at, before, words)


def _of_topic(words: tuple[Word, ...], topic: Span) -> Clause | None:
    """What is said of a subject that stands in the sentence as a pronoun."""
    at = next((n for n, word in enumerate(words[1:3], 1) if not is_adverb(word)), 1)
    verb = words[at].text
    known = verb in AUXILIARIES or verb in PAST or (verb in PLAIN if words[0].text == "They" else verb in THIRD)
    return said(topic, words, at, None, words) if known else None


def said(subject: Span, rest: Sequence[Word], at: int, before: Phrase | None, words: tuple[Word, ...]) -> Clause | None:
    """The clause with its verb at a place of `rest`."""
    auxiliary, verb, after = predicate(rest, at)
    if auxiliary is None or any(word.lower in ("not", "no", "never", "n't") for word in rest[at:after]):
        return None
    tail = tail_of(rest[after:])
    if tail is None:
        return None
    if len(tail[0]) > 1 and tail[0][0].lower in _PARTICLES and verb and tail[0][1].lower in PREPOSITIONS:
        verb, after, tail = f"{verb} {tail[0][0].lower}", after + 1, (tail[0][1:], tail[1])
    following = rest[after + len(tail[0])].lower if after + len(tail[0]) < len(rest) else ""
    if not tail[0] and following == "to" and verb.split()[-1:] and verb.split()[-1] not in PURPOSEFUL:
        return None  # "was reported to be"
    if tail[0] and tail[0][-1].lower in PREPOSITIONS | {"to"}:
        return None
    if _is_reduced(rest, at, after + len(tail[0])):
        return None
    if (auxiliary in BE and verb in _NEVER_PASSIVE) or (verb not in _LASTING and _is_measure(tail[0])):
        return None
    reason = reason_of(rest[after + len(tail[0]) :])
    if reason is None and verb.split()[-1:] and verb.split()[-1] in PURPOSEFUL:
        reason = purpose_of(rest[after + len(tail[0]) :])
        tail = (tail[0], tail[1] or reason is not None)
    phrases = tuple(phrases_of(*tail))
    if tail[0] and (not phrases or tail[0][0].lower in _PARTICLES):
        return None
    return Clause(subject, auxiliary, verb, phrases, before, reason, words)


def _is_measure(tail: Sequence[Word]) -> bool:
    """Whether it says how long before or after: "occurred a decade" after."""
    near = [word.lower for word in tail[:3]]
    units = ("decade", "decades", "year", "years", "month", "months", "week", "weeks", "day", "days")
    return any(word in units for word in near) and not any(word in PREPOSITIONS for word in near[:2])


def _is_reduced(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the verb may belong to the subject ("an article published in 1954 suggested"), or what it says is a
    clause ("announced that")."""
    following = words[at + 1 : at + 2]
    stop = words[end].lower if end < len(words) else ""
    bare = end == at + 1 or words[at + 1].lower in PREPOSITIONS
    if stop == "that" and words[at].text in _TELLS:
        return True
    third = words[at].text in THIRD and end > at + 1
    if words[at].text not in AUXILIARIES and bare and not third and stop in ("that", "how", "what", "whether", "why"):
        return True
    if words[at].text not in PAST or not following or following[0].lower not in PREPOSITIONS:
        return False
    later = [word.text for word in words[at + 1 :]]
    until = next(
        (n for n, word in enumerate(later) if word in (",", ".") or word in STOPS or word == "and"), len(later)
    )
    return any(word in PAST or word in AUXILIARIES for word in later[:until])


def _main(words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """What stands after the first comma, where a subject may begin there: "When it rained, the mill was"."""
    for at, word in enumerate(words[1:24], 1):
        if word.text == "," and at > 2:
            rest = words[at + 1 :]
            if words[0].lower in PREPOSITIONS and not any(w.text in AUXILIARIES or w.text in PAST for w in words[1:at]):
                return None  # "after the war"
            begins = bool(rest) and (rest[0].lower == "the" or rest[0].is_name or rest[0].text in ("we", "you"))
            if begins and rest[0].text in ("we", "you"):
                return (Word(rest[0].text.capitalize(), rest[0].start), *rest[1:])
            return rest if begins else None
    return None


def _before(words: tuple[Word, ...]) -> tuple[Phrase | None, tuple[Word, ...]]:
    """What stands before the subject: "In 1889," is a phrase, "However," is nothing."""
    for at, word in enumerate(words[1:], 1):
        if (
            word.text == "we"
            and words[at - 1].text == ","
            and words[0].lower in ("if", "when", "in", "to", "for", "by")
        ):
            return None, (Word("We", word.start), *words[at + 1 :])
    if words[0].lower in _SUBORDINATE or words[0].text.endswith(("ed", "ing", "ly")):
        rest = _main(words)
        if rest:
            return None, rest
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
