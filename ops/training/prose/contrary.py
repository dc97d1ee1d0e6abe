"""What a passage contradicts: a clause with another number, name or kind in it."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ops.training.prose.clause import Clause
from ops.training.prose.figures import with_number, with_year
from ops.training.prose.opposites import ANYWHERE, KINDS, ONCE, ONE_WAY, OPPOSITES, PLACES, PREDICATES, SOMEWHERE
from ops.training.prose.replaced import occurs_once, put
from ops.training.prose.swapped import reversed_, with_person, with_place
from ops.training.prose.vocabulary import BE

#: Heads that another sort of work may take the place of.
_WORKS = frozenset({"film", "movie", "novel", "song", "album", "series", "sitcom", "show"})
#: What is on a screen may be a film and a series.
_SCREENS = frozenset({"television", "tv", "web", "video"})
#: They bind two words to one name.
_PARTICLES = frozenset({"de", "du", "la", "le", "von", "van", "di", "del"})


def contraries(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, Clause]]:
    """Clauses that are surely wrong where the given one is said, each with the pattern that made it."""
    yield from with_year(clause, text, random)
    yield from with_number(clause, text, random)
    yield from with_word(clause, "kind", lambda word, last: _of_group(word, last, text, random))
    if not clause.verb or occurs_once(clause.verb.split()[-1], text):
        yield from with_person(clause, text, random)
        yield from with_place(clause, text, random)
        yield from reversed_(clause)
        yield from with_word(clause, "opposite", lambda word, _: _opposite(word, text))


def with_word(clause: Clause, pattern: str, other: Callable[[str, bool], str | None]) -> Iterator[tuple[str, Clause]]:
    """With a word replaced by one that excludes it, in what is said of the subject."""
    verb = clause.verb.split()
    said = other(verb[-1], False) if verb and pattern == "opposite" else None
    if said:
        yield pattern, replace(clause, verb=" ".join([*verb[:-1], said]))
    for at, phrase in enumerate(clause.phrases):
        words = phrase.span.words
        for place, word in enumerate(words):
            said = other(word.text, place == len(words) - 1)
            if said and _is_fit(clause, at, place, pattern):
                yield pattern, put(clause, at, place, said)


def _is_fit(clause: Clause, at: int, place: int, pattern: str) -> bool:
    """Whether the word says what the subject is or where, and is no part of a name."""
    words = clause.phrases[at].span.words
    beside = [*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]]
    if any(word.is_name and word.text not in (*KINDS, "The") for word in beside) or any(
        "-" in word.text for word in beside
    ):
        return False
    if pattern == "kind":
        listed = {word.lower for word in words} & {"and", "or", "of"}
        return not listed and (_is_whole_name(clause, at, place) or _is_head(clause, at, place))
    if words[place].text in ANYWHERE:
        return at == 0 or words[place].text not in ("first", "second", "third", "fourth", "fifth")
    return not clause.verb and at == 0 and words[place].text in PREDICATES and place == len(words) - 1


def _is_whole_name(clause: Clause, at: int, place: int) -> bool:
    """Whether it is a name, and of a place only where something is or happened in no other."""
    words = clause.phrases[at].span.words
    if not words[place].is_name or (place and words[place - 1].lower in _PARTICLES):
        return False
    if words[place].text not in PLACES:
        return True
    if clause.verb:
        return clause.verb.split()[-1] in ONCE | SOMEWHERE | ONE_WAY
    return at < 2 and clause.phrases[0].span.words[0].lower in ("a", "an", "the", words[place].lower)


def _is_head(clause: Clause, at: int, place: int) -> bool:
    """Whether it is "a song" or "a 2012 horror film", not a television film, which may be a series."""
    words = clause.phrases[at].span.words
    if at or clause.verb or clause.auxiliary not in BE or words[0].lower not in ("a", "an"):
        return False
    word, lead = words[place].text, words[place - 1].lower
    if len(words) == 2:
        return True
    return word in _WORKS and lead not in KINDS and not {each.lower for each in words} & _SCREENS


def _opposite(word: str, text: str) -> str | None:
    said = OPPOSITES.get(word)
    return said if said and not re.search(rf"\b{said[:5]}", text, re.IGNORECASE) else None


def _of_group(word: str, last: bool, text: str, random: random.Random) -> str | None:
    """Another one of its group that the text does not speak of; what is no name has to be the head of its phrase."""
    others = [each for each in KINDS.get(word, ()) if each.lower() not in text.lower()]
    return random.choice(others) if others and (last or word[0].isupper()) else None
