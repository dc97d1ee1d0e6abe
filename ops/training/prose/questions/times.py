"""When it was."""

import re
from collections.abc import Iterator

from ops.training.prose.clause import Clause
from ops.training.prose.forms import needs_phrase, statement
from ops.training.prose.phrases import Phrase
from ops.training.prose.questions.parts import Found, between
from ops.training.prose.sentences import Span, Word


def _on_date(clause: Clause, subject: str) -> Iterator[Found]:
    """In 1889, or on a day; not of what lasts."""
    dated = [
        (at, phrase)
        for at, phrase in enumerate(clause.phrases)
        if phrase.is_date and phrase.preposition in ("in", "on")
    ]
    if len(dated) + bool(clause.before and clause.before.is_date) != 1 or not clause.verb:
        return
    if clause.auxiliary in ("has", "have", "had"):
        return
    if not dated and sum(word.is_date for word in clause.sentence) != 1:
        return  # the other may be about this verb
    at, phrase = dated[0] if dated else (len(clause.phrases), clause.before)
    if phrase is None or phrase.preposition not in ("in", "on"):
        return
    if not all(each.whole for each in clause.phrases[:at]):
        return
    core = f"{clause.auxiliary} {subject} {clause.verb}"
    full = " ".join([core, *(str(each) for each in clause.phrases[:at] if each.whole)])
    answer = phrase.span
    short = " ".join([core, str(clause.object)]) if clause.object else core
    yield "when", f"when {full}", answer
    if re.fullmatch(r"\d{4}", str(answer)):
        yield "year", f"in what year {full}", answer
        yield "year", f"what year {full}", answer
        yield "in situ", statement(clause, subject, clause.phrases[:at]) + " in what year", answer
    if short != full and not needs_phrase(clause):
        yield "when", f"when {short}", answer


def when(clause: Clause, subject: str) -> Iterator[Found]:
    """When it was: on a date, in a century, from one year to another."""
    yield from _on_date(clause, subject)
    if not clause.verb or clause.auxiliary == "do":
        return
    for at, phrase in enumerate(clause.phrases):
        kept = clause.phrases[:at]
        if not all(each.whole for each in kept):
            return
        core = " ".join([clause.auxiliary, subject, clause.verb, *map(str, kept)])
        words = [word.lower for word in phrase.span.words]
        if phrase.preposition in ("in", "during") and phrase.whole and words[-1] in ("century", "centuries"):
            if any(char.isdigit() for char in words[1]) or "centuries" in words:
                yield "century", f"when {core}", phrase.span
            if words[-1] == "century" and len(words) == 3:
                yield "century", statement(clause, subject, kept) + " in which century", phrase.span
        yield from _bounded(core, phrase, _before(clause, phrase))
        following = clause.phrases[at + 1 : at + 2]
        if phrase.preposition == "from" and phrase.is_date and _is_end(following):
            span = Span(between(clause, _before(clause, phrase), following[0].span.words[-1]))
            yield "how long", f"when {core}", span
            yield "how long", statement(clause, subject, kept) + " during what years", span


def _is_end(phrases: tuple[Phrase, ...]) -> bool:
    """Whether it goes on with "to 1902"."""
    return bool(phrases) and phrases[0].is_date and phrases[0].whole and phrases[0].preposition in ("to", "until")


def _before(clause: Clause, phrase: Phrase) -> Word:
    """The preposition of a phrase."""
    first = phrase.span.words[0]
    return max((word for word in clause.sentence if word.start < first.start), key=lambda word: word.start)


def _bounded(core: str, phrase: Phrase, lead: Word) -> Iterator[Found]:
    """Since when, until when, and between which years."""
    words = phrase.span.words
    if not phrase.whole:
        return
    if phrase.is_date and phrase.preposition in ("since", "until"):
        yield "when too", f"{phrase.preposition} when {core}", phrase.span
    if phrase.preposition == "between" and len(words) == 3 and words[0].is_date and words[2].is_date:
        yield "when too", f"when {core}", Span((lead, *words))
