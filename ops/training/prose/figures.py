"""Clauses with a wrong year or a wrong number."""

import random
import re
from collections.abc import Iterator, Sequence

from ops.training.prose.clause import Clause
from ops.training.prose.opposites import ONCE
from ops.training.prose.replaced import occurs_once, put, sentence_of
from ops.training.prose.sentences import Word

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_COUNTED = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
#: Years between a year and a wrong one.
_STEPS = (-12, -7, -5, -3, 2, 3, 4, 8)
#: A number behind them is a bound, not an amount.
_BOUNDS = frozenset({"about", "around", "over", "least", "most", "than", "approximately", "nearly", "almost", "up"})


def with_year(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, Clause]]:
    """With another year of what happened but once, or of what something is: "a 1999 film"."""
    for at, phrase in enumerate(clause.phrases[:1]):
        for place, word in enumerate(phrase.span.words[:3]):
            if not clause.verb and place and _YEAR.fullmatch(word.text) and phrase.span.words[0].lower == "a":
                yield "year", put(clause, at, place, random.choice(_close(word.text, text)))
    if not clause.verb or clause.verb.split()[-1] not in ONCE or sentence_of(clause).count(",") > 2:
        return
    if len(_YEAR.findall(sentence_of(clause))) != 1:
        return
    for at, phrase in enumerate(clause.phrases):
        year = _YEAR.search(str(phrase))
        if year and phrase.is_date and phrase.preposition in ("in", "on") and not str(phrase).endswith("s"):
            others = [each for each in sorted({*_YEAR.findall(text)}) if each != year.group()]
            close = _close(year.group(), text)
            told = others if others and occurs_once(clause.verb.split()[-1], text) and random.random() < 0.5 else close
            word = phrase.span.words[0]
            yield "year", put(clause, at, 0, word.text.replace(year.group(), random.choice(told)))


def _close(year: str, text: str) -> list[str]:
    """Years near to one that a text does not have."""
    return [other for step in _STEPS if (other := str(int(year) + step)) not in text] or [str(int(year) - 31)]


def with_number(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, Clause]]:
    """With another amount, one of the passage where it has one like it."""
    for at, phrase in enumerate(clause.phrases):
        for place, word in enumerate(phrase.span.words):
            lead = phrase.span.words[place - 1].lower if place else phrase.preposition
            following = phrase.span.words[place + 1 : place + 2]
            if (
                lead in ("-", "−", "–")
                or lead in _BOUNDS | {"between", "and", "or"}
                or not _is_counted(word, following)
            ):
                continue
            if word.lower in _COUNTED:
                others = [each for each in _COUNTED if each not in text.lower()]
                yield "number", put(clause, at, place, random.choice(others or ["thirty"]))
            elif word.is_number and not word.is_date and text[word.end : word.end + 1] not in ("(", "-", "–", "−"):
                other = _other_number(word.text, text, random)
                if other:
                    yield "number", put(clause, at, place, other)


def _is_counted(word: Word, following: Sequence[Word]) -> bool:
    """Whether a number says how many or how much, and is no part of a name or a range."""
    if following:
        return following[0].text.islower() and following[0].text not in ("and", "or", "to")
    return word.text[0] in "$£€" or word.text.endswith("%")


def _other_number(number: str, text: str, random: random.Random) -> str | None:
    """One of the same look that the text does not have, or None."""
    found = re.fullmatch(r"(\D*)(\d+)(,\d{3})*(\.\d+)?(%|(?: \w+)?)", number)
    if not found:
        return None
    digits = int(found[2])
    steps = (2, 3, 5, 10, -2, -4) if digits < 90 or ("%" not in number and "per" not in number) else (-2, -4, -11)
    others = [str(other) for step in steps if (other := digits + step) > 1]
    made = [number[: found.end(1)] + other + number[found.end(2) :] for other in others]
    made = [each for each in made if not re.search(rf"\b{re.escape(each.strip('$£€%'))}\b", text)]
    return random.choice(made) if made else None
