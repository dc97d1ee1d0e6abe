"""Clauses with another person of the passage, or with both names changed."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from ops.training.prose.clause import Clause
from ops.training.prose.kinds import is_person, is_place
from ops.training.prose.opposites import ALONE, KINDS, ONE_WAY, SOMEWHERE
from ops.training.prose.replaced import sentence_of, span_of, with_phrase
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import BE, DETERMINERS

#: A name of two or three words.
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b(?! [A-Z])")
#: Cities that are in none of the regions that English prose mostly is about.
_FAR = ("Vienna", "Tokyo", "Moscow", "Madrid", "Berlin", "Amsterdam", "Helsinki", "Lisbon")


def with_person(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, Clause]]:
    """With another person of the passage as the one who did it."""
    said = sentence_of(clause)
    others = [
        name
        for name in sorted({*_FULL_NAME.findall(text)})
        if not any(part in said for part in name.split())
        and is_person(span_of(name), text)
        and not _is_title(name, text)
    ]
    if not others:
        return
    alone = clause.auxiliary in BE and clause.object is not None and clause.object.span.words[0].lower == "the"
    does = clause.auxiliary == "did" and clause.verb in ALONE and clause.object is not None
    if _is_one(clause.subject, text) and (does or alone):
        yield "person", replace(clause, subject=span_of(random.choice(others)))
    for at, phrase in enumerate(clause.phrases):
        if phrase.preposition == "by" and clause.verb and _is_one(phrase.span, text):
            yield "person", with_phrase(clause, at, replace(phrase, span=span_of(random.choice(others))))


def with_place(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, Clause]]:
    """With a city far away, where something is or happened in one place alone."""
    if clause.verb.split()[-1:] and clause.verb.split()[-1] in SOMEWHERE:
        for at, phrase in enumerate(clause.phrases[:2]):
            known = {*str(phrase).split()} & {*KINDS, "Europe", "Asia", "Africa", "America", "World"}
            far = [city for city in _FAR if city not in text]
            if phrase.preposition in ("in", "near") and is_place(phrase.span) and not known and far:
                yield "place", with_phrase(clause, at, replace(phrase, span=span_of(random.choice(far))))


def _is_title(name: str, text: str) -> bool:
    """Whether a work or a group, not a person, is called so."""
    if re.search(rf"\b[Tt]he {re.escape(name)}", text):
        return True
    return (
        re.search(rf"(?:[`\"“]{re.escape(name)}|{re.escape(name)}['\"”`]* (?:\([^)]*\) )?(?:is|was) an? )", text)
        is not None
    )


def reversed_(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """With subject and the other name changed, where it holds but one way: what is part of what, who replaced whom."""
    words, last = clause.subject.words, clause.phrases[-1].span.words
    at = len(clause.phrases) - 1
    if not all(word.is_name for word in words) or words[0].lower in DETERMINERS or at > 1:
        return
    if (
        (
            clause.verb.split()[-1:]
            and clause.verb.split()[-1] in ONE_WAY
            and at == 0
            and clause.phrases[0].preposition in ("in", "by")
        )
        and all(word.is_name for word in last)
        and not any(word.is_date or word.text.isupper() for word in last)
    ):
        yield (
            "reversed",
            with_phrase(
                replace(clause, subject=clause.phrases[0].span), 0, replace(clause.phrases[0], span=clause.subject)
            ),
        )
    if not clause.verb and clause.auxiliary in BE and at == 0 and [word.lower for word in last[:2]] == ["part", "of"]:
        whole = last[2:]
        if whole and all(word.is_name or word.lower in ("the", "of") for word in whole):
            part = Span((*last[:2], *words))
            yield (
                "reversed",
                with_phrase(replace(clause, subject=Span(whole)), 0, replace(clause.phrases[0], span=part)),
            )


def _is_one(span: Span, text: str) -> bool:
    """Whether it is one person's name, and no more than it."""
    named = all(word.is_name for word in span.words) and span.words[0].lower not in DETERMINERS
    return named and is_person(span, text)
