"""A sentence is read as subject, verb and phrases, where that is sure; a sentence that is doubtful is not read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DOUBTFUL,
    HAVE,
    MODALS,
    PARTICIPLES,
    PAST,
    PLAIN,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    THIRD,
    words_of,
)

#: Longest subject, words; shortest and longest sentence.
SUBJECT_WORDS = 9
SENTENCE_WORDS = range(5, 60)
_ADVERB = re.compile(r"(?:\w+ly|also|often|still|always|never|now|first|usually|later|once|even|thus|ever|only|just)$")
_SHORT_LY = frozenset(
    {"family", "only", "july", "italy", "supply", "assembly", "early", "fly", "ally", "monopoly", "rally"}
)
#: Those of whom a policy speaks.
POLICY = ("We", "You")
_ORDINALS = words_of(
    """
    first second third fourth fifth last next latter former other same rest two
    """
)
_LEAD_COMMA = re.compile(
    r"^(?:however|moreover|therefore|furthermore|later|today|also|then|thus|nevertheless|meanwhile|instead|\w+ly)$",
    re.I,
)


@dataclass(frozen=True)
class Phrase:
    """A preposition with its words; without preposition it is the object, or what something is. It is `whole` if
    nothing that belongs to it was cut off."""

    preposition: str
    span: Span
    whole: bool = True

    @property
    def is_date(self) -> bool:
        """Whether it says when: "in 1889"."""
        return len(self.span.words) == 1 and self.span.words[0].is_date

    def __str__(self) -> str:
        """As a question has it."""
        return f"{self.preposition} {self.span}".strip()


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


def clauses(sentences: Sequence[tuple[Word, ...]]) -> Iterator[Clause]:
    """What the sentences of a text say. "It", "he" and "she" that begin a sentence after one that says what something
    is are what that one is about."""
    topic: Clause | None = None
    for words in sentences:
        read = clause(words, topic.subject if topic else None)
        resolved = words and words[0].text in ("It", "He", "She")
        if read:
            yield read
            yield from _coordinated(read, words)
            yield from _described(read, words)
        yield from _relative(words)
        if not resolved:
            topic = read if read and not read.verb and read.auxiliary in ("is", "was") and not read.before else None


def _relative(words: tuple[Word, ...]) -> Iterator[Clause]:
    """What ", which" and ", who" say of the name or thing before them."""
    for at, word in enumerate(words[:-2]):
        if word.lower not in ("which", "who") or words[max(at - 1, 0)].text != "," or at < 3:
            continue
        start = at - 1
        while start > 0 and words[start - 1].lower not in PREPOSITIONS | STOPS and words[start - 1].text.isalnum():
            start -= 1
            if words[start].lower in DETERMINERS or words[start - 1].lower in AUXILIARIES | PAST.keys() | THIRD.keys():
                break
        name = words[start : at - 1]
        if not name or not (name[0].lower == "the" or all(each.is_name or each.lower == "of" for each in name)):
            continue
        subject = _subject(name)
        rest = words[at + 1 :]
        verb = rest[0].text
        if subject and (verb in AUXILIARIES or verb in PAST or verb in THIRD):
            found = _said(subject, rest, 0, None, words)
            if found is not None:
                yield found


def _described(first: Clause, words: tuple[Word, ...]) -> Iterator[Clause]:
    """What is said in passing of what something is: "X is a film directed by Y"."""
    if first.verb or first.auxiliary not in BE or len(first.phrases) != 1:
        return
    after = first.phrases[0].span.words[-1].end
    following = [at for at, word in enumerate(words) if word.start > after][:6]
    for at in following:
        if (
            _is_participle(words[at].text)
            and words[at + 1 : at + 2]
            and words[at + 1].lower in ("by", "in", "on", "at", "for")
        ):
            then = {"is": "was", "are": "were"}.get(first.auxiliary, first.auxiliary)
            auxiliary = then if words[at + 1].lower == "by" else first.auxiliary
            found = _said(first.subject, (Word(auxiliary, words[at].start), *words[at:]), 0, None, words)
            if found:
                yield found
            return
        if not (_is_participle(words[at].text) or words[at].lower in ("and", ",")):
            return


def _coordinated(first: Clause, words: tuple[Word, ...]) -> Iterator[Clause]:
    """What the same subject does after "and": "X was built in 1889 and opened in 1890"."""
    after = first.phrases[-1].span.words[-1].end if first.phrases else 0
    for at, word in enumerate(words):
        if word.start < after or word.lower not in ("and", "but") or at + 2 >= len(words):
            continue
        following = words[at + 1]
        if following.text in PAST and first.auxiliary in BE and words[at + 2].lower in PREPOSITIONS:
            rest = (Word(first.auxiliary, following.start), *words[at + 1 :])
        elif following.text in PAST or following.text in THIRD or following.text in AUXILIARIES - {"been", "be"}:
            rest = words[at + 1 :]
        else:
            return
        if {each.lower for each in words[:at] if each.start > after} & (STOPS - {"but", "as"}):
            return
        if (found := _said(first.subject, rest, 0, None, words)) is not None:
            yield found
        return


def clause(words: tuple[Word, ...], topic: Span | None = None) -> Clause | None:
    """What a sentence says first, or None where that is not seen surely."""
    if words and words[0].text in ("It", "He", "She") and topic and len(words) in SENTENCE_WORDS and len(words) > 2:
        if words[1].text in AUXILIARIES or words[1].text in PAST or words[1].text in THIRD:
            return _said(topic, words, 1, None, words) if words[-1].text == "." else None
        return None
    if len(words) not in SENTENCE_WORDS or words[-1].text != "." or ({w.text for w in words} & {"?", "…"}):
        return None
    before, rest = _before(words)
    at = _verb(rest)
    if at is None:
        return None
    subject = _subject(rest[:at])
    if subject is None:
        return None
    return _said(subject, rest, at, before, words)


def _said(
    subject: Span, rest: Sequence[Word], at: int, before: Phrase | None, words: tuple[Word, ...]
) -> Clause | None:
    """The clause with its verb at a place of `rest`."""
    auxiliary, verb, after = _predicate(rest, at)
    if auxiliary is None or any(word.lower in ("not", "no", "never", "n't") for word in rest[at:after]):
        return None
    tail = _tail(rest[after:])
    if tail is None:
        return None
    if tail[0] and tail[0][-1].lower in PREPOSITIONS | {"to"}:
        return None
    phrases = tuple(_phrases(*tail))
    if tail[0] and not phrases:
        return None
    return Clause(subject, auxiliary, verb, phrases, before, _reason(rest[after + len(tail[0]) :]), words)


def _before(words: tuple[Word, ...]) -> tuple[Phrase | None, tuple[Word, ...]]:
    """What stands before the subject: "In 1889," is a phrase, "However," is nothing."""
    for at, word in enumerate(words[1:], 1):
        if (
            word.text == "we"
            and words[at - 1].text == ","
            and words[0].lower in ("if", "when", "in", "to", "for", "by")
        ):
            return None, (Word("We", word.start), *words[at + 1 :])
    for at, word in enumerate(words[:9]):
        if word.text == ",":
            if at == 1 and _LEAD_COMMA.match(words[0].text):
                return None, words[2:]
            if words[0].lower in PREPOSITIONS and at > 1:
                return Phrase(words[0].lower, Span(words[1:at])), words[at + 1 :]
            break
    if len(words) > 2 and words[0].lower in ("in", "on", "by", "since") and words[1].is_date and words[2].text != ",":
        return Phrase(words[0].lower, Span(words[1:2])), words[2:]
    return None, words


def _verb(words: Sequence[Word]) -> int | None:
    """Place of the first finite verb."""
    for at, word in enumerate(words[: SUBJECT_WORDS + 1]):
        if at == 0 or word.is_name:
            continue
        if word.text in AUXILIARIES or word.text in PAST or word.text in THIRD or _is_third(words, at):
            return at
        if word.text in PLAIN and (words[0].text in POLICY if at == 1 else _is_several(words, at)):
            return at
        if (
            word.text.endswith(("ed", "ing"))
            and word.text not in ("united",)
            and words[at - 1].lower not in DETERMINERS
        ):
            return None
    return None


def _is_several(words: Sequence[Word], at: int) -> bool:
    """Whether a base form is the verb of several: "the fish of the Sound include", but not "the stores use"."""
    lead = words[at - 1]
    return (
        lead.lower.endswith("s")
        and not lead.is_name
        and not lead.lower.endswith(("ss", "us", "is", "'s"))
        and (
            words[at].lower in ("include", "contain", "require", "provide", "use", "allow", "receive")
            or _begins(words, at + 1)
        )
    )


def _begins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and (words[at].lower in DETERMINERS or words[at].is_name or words[at].is_number)


def _is_third(words: Sequence[Word], at: int) -> bool:
    """Whether a form that may be a noun is a verb: "the film stars Tom", but not "the stars of the film"."""
    if words[at].text not in DOUBTFUL or words[at].text[:-1] not in PLAIN or at + 1 >= len(words):
        return False
    lead = words[at - 1].lower
    return _begins(words, at + 1) and (
        lead not in DETERMINERS | PREPOSITIONS | {"of", "and"} and not lead.endswith("s")
    )


def _subject(words: Sequence[Word]) -> Span | None:
    while words and _ADVERB.match(words[-1].text) and words[-1].lower not in _SHORT_LY:
        words = words[:-1]
    if not words:
        return None
    first = words[0]
    if first.text in POLICY and len(words) == 1:
        return Span(tuple(words))
    lowers = {word.lower for word in words}
    if lowers & (PRONOUNS | STOPS) or first.lower in PREPOSITIONS or any(not w.text[0].isalnum() for w in words):
        return None
    if not (first.is_name or first.lower in DETERMINERS) or first.is_number or first.text.endswith(("ing", "ed", "ly")):
        return None
    last = words[-1]
    if last.lower in PREPOSITIONS | DETERMINERS or last.is_date or last.lower in ("and", "of"):
        return None
    if len(words) == 2 and first.lower in DETERMINERS and last.lower in _ORDINALS:
        return None
    return Span(tuple(words))


def _predicate(words: Sequence[Word], at: int) -> tuple[str | None, str, int]:
    """Auxiliary, verb, and the place after them; without auxiliary "did" or "does" is taken, and the base form."""
    word = words[at].text
    following = words[at + 1].text if at + 1 < len(words) else ""
    if word in AUXILIARIES:
        return _with_auxiliary(words, at)
    if word in PAST and not (following == "by" and word.endswith("ed")):  # "a town ruled by X"
        return "did", PAST[word], at + 1
    if word in THIRD or word in DOUBTFUL:
        return "does", THIRD.get(word, word[:-1]), at + 1
    return ("do", word, at + 1) if word in PLAIN else (None, "", at)


def _with_auxiliary(words: Sequence[Word], at: int) -> tuple[str | None, str, int]:
    """The same where an auxiliary stands first: "was built", "may be built", "has 34 rooms"."""
    word, after = words[at].text, at + 1
    while after < len(words) and _is_adverb(words[after]):
        after += 1
    following, third = ([each.text for each in words[after : after + 2]] + ["", ""])[:2]
    if (word in BE | HAVE and _is_participle(following)) or (word in MODALS and following in PLAIN):
        return word, following, after + 1
    if following == ("be" if word in MODALS else "been") and word in MODALS | HAVE and _is_participle(third):
        return word, f"{following} {third}", after + 2
    plain = word in BE or (word in HAVE and following not in ("been", "to", "had"))
    return (word, "", at + 1) if plain else (None, "", at)


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 4 and word not in ("indeed", "hundred"))


def _is_adverb(word: Word) -> bool:
    return _ADVERB.match(word.text) is not None and word.lower not in _SHORT_LY


def _reason(words: Sequence[Word]) -> Span | None:
    """What stands after because, due to, in order to: up to a comma or the end."""
    for at in range(min(1, len(words))):
        mark = [each.lower for each in words[at : at + 3]]
        start = 1 if mark[:1] == ["because"] else 2 if mark[:2] == ["due", "to"] else 0
        start = 3 if mark == ["in", "order", "to"] else start
        if mark[:2] == ["because", "of"]:
            start = 2
        if start:
            end = next((n for n, w in enumerate(words[at:], at) if w.text in (",", ".")), len(words))
            found = words[at:end] if start == 1 or mark[:2] == ["in", "order"] else words[at + start : end]
            return Span(tuple(found)) if words[end - 1 : end] and 3 <= len(found) <= 15 else None
    return None


def _tail(words: Sequence[Word]) -> tuple[Sequence[Word], bool] | None:
    """The words up to where another clause may begin, and whether nothing is missing of the last phrase."""
    for at, word in enumerate(words):
        if word.text in AUXILIARIES:
            return None
        if word.text == ".":
            return words[:at], at == len(words) - 1
        if word.lower in STOPS or (not word.text.strip("-–—,/:;")):
            rest = {w.lower for w in words[at + 1 :]}
            listed = word.lower in ("or", "nor", "as", "than") or (word.text == "," and _is_list(words[at + 1 :]))
            return words[:at], not listed and bool(rest)
        if word.lower == "to" and at + 1 < len(words) and (words[at + 1].text in PLAIN or words[at + 1].text == "be"):
            return words[:at], False
        if word.lower == "and" and _goes_on(words[at + 1 :]):
            return words[:at], True
        if (
            at > 0
            and (word.text.endswith("ing") or _is_participle(word.text))
            and not word.is_name
            and _ends_phrase(words, at)
        ):
            return words[:at], True
        if at > 0 and word.text in PAST and not word.text.endswith("ed"):
            return None
    return None


def _is_list(rest: Sequence[Word]) -> bool:
    """Whether a comma parts a list: "and" comes before another clause does."""
    for word in rest:
        if word.lower in ("which", "who", "where", "when", "but", "while", "although", "with", "making", "including"):
            return False
        if word.lower in ("and", "or"):
            return True
    return False


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a verb follows "and", or another sentence."""
    if not rest:
        return True
    near = [word.text for word in rest[:5]]
    return (
        any(word in AUXILIARIES or word in PAST for word in near)
        or near[0] in THIRD
        or rest[0].lower in (PRONOUNS | PLAIN | PREPOSITIONS)
        or near[0].endswith("ing")
        or _is_participle(near[0])
    )


def _ends_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether a participle begins another phrase ("a town located in X") and is not an adjective before its noun."""
    following = words[at + 1].lower if at + 1 < len(words) else "."
    return following in PREPOSITIONS | DETERMINERS | {".", ",", "as", "to", "that", "and"} | PRONOUNS


def _phrases(words: Sequence[Word], whole: bool) -> Iterator[Phrase]:
    """Parted before each preposition but "of", which holds a phrase together."""
    starts = [0, *(at for at, word in enumerate(words) if at and word.lower in PREPOSITIONS)]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        has = bool(words) and words[start].lower in PREPOSITIONS
        inside = tuple(words[start + has : end])
        while inside and _is_adverb(inside[-1]):
            inside = inside[:-1]
        if not inside:
            return  # a verb of two words
        kept = (whole or end < len(words)) and inside[-1].lower not in {"of", "and"} | DETERMINERS
        yield Phrase(words[start].lower if has else "", Span(inside), kept)
