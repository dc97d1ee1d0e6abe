"""What a passage contradicts: a clause with another number, name or kind in it."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ops.training.prose.clause import Clause
from ops.training.prose.figures import with_number, with_year
from ops.training.prose.opposites import ANYWHERE, KINDS, OPPOSITES, PREDICATES
from ops.training.prose.replaced import occurs_once, put
from ops.training.prose.swapped import reversed_, with_person, with_place
from ops.training.prose.vocabulary import BE, MONTHS

_WORKS = frozenset({"film", "movie", "novel", "song", "album", "series", "sitcom", "show"})


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
    """Whether the word says what the subject is or where, not a part of a name."""
    words = clause.phrases[at].span.words
    beside = [*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]]
    months = MONTHS.split("|")
    if any(word.is_name and word.lower != "the" for word in beside) and words[place].text[0].islower():
        return False
    if {word.text for word in words} & {*months} - {words[place].text}:
        return False
    if pattern == "kind" and words[place].is_name and place and words[place - 1].is_name:
        return False
    if any("-" in word.text for word in beside):
        return False
    if {word.lower for word in words} & {"and", "or", "of"} and pattern == "kind":
        return False
    if pattern == "kind":
        series = place and words[place - 1].text in KINDS and words[place].text in ("series", "show", "game", "book")
        work = words[place].text in _WORKS and words[place - 1].lower not in ("television", "tv", "web", "video")
        one = words[0].lower in ("a", "an") and not series and (work or len(words) == 2)
        return (at == 0 and not clause.verb and clause.auxiliary in BE and one) or words[place].is_name
    if words[place].text in ANYWHERE:
        return at == 0 or words[place].text not in ("first", "second", "third", "fourth", "fifth")
    return not clause.verb and at == 0 and words[place].text in PREDICATES and place == len(words) - 1


def _opposite(word: str, text: str) -> str | None:
    said = OPPOSITES.get(word)
    return said if said and not re.search(rf"\b{said[:5]}", text, re.IGNORECASE) else None


def _of_group(word: str, last: bool, text: str, random: random.Random) -> str | None:
    """Another one of its group that the text does not speak of; what is no name has to be the head of its phrase."""
    others = [each for each in KINDS.get(word, ()) if each.lower() not in text.lower()]
    return random.choice(others) if others and (last or word[0].isupper()) else None
