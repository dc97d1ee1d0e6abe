"""What stands after the verb, phrase by phrase, up to where another clause may begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ops.training.prose.grammar import is_adverb, is_participle
from ops.training.prose.lists import PART_WORDS, list_end
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    DETERMINERS,
    PAST,
    PLAIN,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    THIRD,
    words_of,
)

#: What comes after them is missing: "a very poor".
_UNFINISHED = frozenset({"very", "more", "less", "most"})
_NOUNS_IN_ING = words_of(
    "building king ring spring string wing thing being meeting evening morning ceiling wedding hearing housing"
)
_ADJECTIVE = re.compile(r"^[a-z]+(?:al|ous|ive|ful|less|able|ible|ary|ed|ish|ern)$")


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


def reason_of(words: Sequence[Word]) -> Span | None:
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


def purpose_of(words: Sequence[Word]) -> Span | None:
    """What stands after "to" and says what something is done for, up to where the clause ends."""
    if len(words) < 4 or words[0].lower != "to" or words[1].text not in PLAIN:
        return None
    end = next((n for n, word in enumerate(words) if word.text in ".,:;" or word.lower in STOPS), len(words))
    found = words[:end]
    listed = end < len(words) and words[end].text == "," and _is_list(words[end + 1 :])
    cut = end == len(words) or words[end].lower in ("or", "nor", "that", "than") or listed
    unclear = {word.lower for word in found} & (PRONOUNS - {"our", "your", "you", "us"} | AUXILIARIES - {"do"})
    return None if cut or unclear or not 4 <= len(found) <= 14 else Span(tuple(found))


def tail_of(words: Sequence[Word]) -> tuple[Sequence[Word], bool] | None:
    """The words up to where another clause may begin, and whether nothing is missing of the last phrase; None where
    that is not seen."""
    for at, word in enumerate(words):
        if at == 0 and word.lower == "as":
            continue  # "is known as"
        if word.text in AUXILIARIES or (at > 0 and word.text in PAST and not word.text.endswith("ed")):
            return (words[:at], True) if _begins_phrase(words, at) else None
        if word.text == "," and at and (end := list_end(words, at)) is not None and _begins_list(words[:at]):
            return words[:end], True
        whole = _ends_whole(words, at)
        if whole is not None:
            return words[:at], whole
    return None


def _begins_list(words: Sequence[Word]) -> bool:
    """Whether the first part of a list is as short as the others, a name or several things."""
    starts = [at for at, word in enumerate(words) if word.lower in PREPOSITIONS]
    first = words[starts[-1] + 1 if starts else 0 :]
    return 0 < len(first) <= PART_WORDS + 1 and not any(is_adverb(word) for word in first)


def _ends_whole(words: Sequence[Word], at: int) -> bool | None:
    """Whether nothing is missing before the word at a place; None where the clause goes on there."""
    word, after = words[at], words[at + 1 :]
    if word.text == ".":
        return not after
    if word.lower in STOPS or not word.text.strip("-–—,/:;"):
        listed = word.lower in ("or", "nor", "as", "than") or (word.text == "," and _is_list(after))
        return not (listed or _is_open(words, at)) and bool(after)
    if [each.lower for each in words[at : at + 3]] == ["in", "order", "to"]:
        return True
    if word.lower == "to" and after and (after[0].text in PLAIN or after[0].text == "be"):
        return False
    if word.lower == "and" and _goes_on(after):
        return _has_verb(after[:2]) or _is_participial(after)
    return (not after or after[0].lower not in ("and", ",")) if _begins_phrase(words, at) else None


def _begins_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether a participle stands there that begins another phrase."""
    word = words[at]
    participle = word.text.endswith("ing") or is_participle(word.text)
    lead = words[at - 1].lower
    if lead in PREPOSITIONS | DETERMINERS or word.text in _NOUNS_IN_ING:
        return False
    return at > 0 and participle and not word.is_name and word.text not in AUXILIARIES and _ends_phrase(words, at)


def _is_open(words: Sequence[Word], at: int) -> bool:
    """Whether a mark stands within a word ("2007--08") or between two adjectives ("a mysterious, young man")."""
    lead = words[at - 1] if at else words[at]
    within = not words[at].text[0].isalnum() and words[at].text not in ",:;" and lead.end == words[at].start
    return within or (words[at].text == "," and _ADJECTIVE.search(lead.text) is not None)


def _is_list(rest: Sequence[Word]) -> bool:
    """Whether a comma parts a list: "and" comes before another clause does."""
    if rest and (rest[0].lower in PREPOSITIONS or _is_participial(rest)):
        return False
    if rest and rest[0].lower in ("and", "or"):
        return not _goes_on(rest[1:])
    for word in rest:
        if word.lower in ("which", "who", "where", "when", "but", "while", "although", "with", "making", "including"):
            return False
        if word.lower in ("and", "or"):
            return True
    return False


def _is_participial(rest: Sequence[Word]) -> bool:
    """Whether it goes on with a participle: "shared by the town"."""
    return len(rest) > 1 and is_participle(rest[0].text) and rest[1].lower in PREPOSITIONS


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a verb follows "and", or another sentence."""
    if not rest:
        return True
    near = [word.text for word in rest[:5]]
    return (
        any(word in AUXILIARIES or word in PAST for word in near)
        or any(word.islower() and word.endswith("ed") for word in near[2:])
        or near[0] in THIRD
        or rest[0].lower in (PRONOUNS | PLAIN | PREPOSITIONS)
        or near[0].endswith("ing")
        or is_participle(near[0])
    )


def _has_verb(near: Sequence[Word]) -> bool:
    """Whether one of two words is a verb, so that nothing is missing before "and"."""
    return any(word.text in AUXILIARIES or word.text in PAST or word.text in THIRD for word in near)


def _ends_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether a participle begins another phrase ("a town located in X") and is not an adjective before its noun."""
    following = words[at + 1].lower if at + 1 < len(words) else "."
    if following == "of":
        return words[at].text in ("consisting", "composed", "made", "comprised")
    return following in PREPOSITIONS | DETERMINERS | {".", ",", "as", "to", "that", "and"} | PRONOUNS


def phrases_of(words: Sequence[Word], whole: bool) -> Iterator[Phrase]:
    """Parted before each preposition but "of", which holds a phrase together."""
    starts = [0, *(at for at, word in enumerate(words) if at and word.lower in PREPOSITIONS)]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        has = bool(words) and (
            words[start].lower in PREPOSITIONS or (start == 0 and words[start].lower in ("as", "of"))
        )
        inside = tuple(words[start + has : end])
        while inside and is_adverb(inside[-1]):
            inside = inside[:-1]
        if not inside and start == 0 and not has:
            continue  # an adverb: "extends only to"
        if not inside:
            return  # a verb of two words
        kept = (
            (whole or end < len(words))
            and not {each.lower for each in inside[-2:]} & _UNFINISHED
            and inside[-1].lower not in {"of", "and"} | DETERMINERS
        )
        yield Phrase(words[start].lower if has else "", Span(inside), kept)
