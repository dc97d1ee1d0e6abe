"""How much, how long, what percentage, what kind."""

from collections.abc import Iterator

from ops.training.prose.clause import Clause
from ops.training.prose.phrases import Phrase
from ops.training.prose.questions.parts import Found, unbroken
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import BE, NUMBERS, PRONOUNS

_LASTS = frozenset(
    ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries", "year", "month", "hour"]
)
#: Of these there are no kinds that are asked for.
_NO_KIND = frozenset(
    ["native", "success", "part", "member", "area", "number", "result", "example", "one", "way", "time"]
)
#: What may be paid, earned or cost.
_MONEY = frozenset("$£€")


def amounts(clause: Clause, subject: str) -> Iterator[Found]:
    """What is said in numbers, and of what kind something is."""
    if clause.object and clause.object.whole:
        yield from _of_kind(clause, subject, clause.object)
        if clause.verb:
            yield from _share_or_sum(clause, subject, clause.object)
    for at, phrase in enumerate(clause.phrases if clause.verb else ()):
        kept = clause.phrases[:at]
        if not all(each.whole for each in kept) or not phrase.whole or phrase.preposition != "for":
            continue
        core = " ".join([clause.auxiliary, subject, clause.verb, *map(str, kept)])
        first, last = phrase.span.words[0], phrase.span.words[-1]
        counted = first.is_number or first.lower in NUMBERS or first.lower in ("a", "about", "nearly")
        if counted and last.lower in _LASTS and len(phrase.span.words) in (2, 3):
            yield "how long", f"how long {core}", phrase.span
            yield "how long", f"for how long {core}", phrase.span
        if _MONEY & set(first.text) and len(phrase.span.words) == 1:
            yield "how much", f"how much {core} for", phrase.span


def _share_or_sum(clause: Clause, subject: str, what: Phrase) -> Iterator[Found]:
    """Of "64% of the wheat" the share, of "$40 million" how much it is."""
    words = what.span.words
    further = " ".join(str(each) for each in unbroken(clause)[1:2] if each.is_date)
    if ("%" in words[0].text or "percent" in words[0].text) and len(words) > 2 and words[1].lower == "of":
        of = " ".join(word.text for word in words[1:])
        if not {word.lower for word in words} & PRONOUNS and clause.auxiliary not in BE:
            question = f"what percentage {of} {clause.auxiliary} {subject} {clause.verb} {further}"
            yield "percentage", question, Span(words[:1])
    if _MONEY & set(words[0].text) and len(words) == 1 and clause.auxiliary not in BE:
        yield "how much", f"how much {clause.auxiliary} {subject} {clause.verb} {further}", what.span


def _of_kind(clause: Clause, subject: str, what: Phrase) -> Iterator[Found]:
    """Of "is a small wooden bridge" what kind of bridge it is: the words between."""
    words = what.span.words
    if clause.verb or clause.auxiliary not in ("is", "was") or words[0].lower not in ("a", "an"):
        return
    inside, kind = words[1:-1], words[-1]
    plain = all(word.text[0].isalpha() and word.lower not in PRONOUNS | {"of", "and", "or"} for word in inside)
    if (
        1 <= len(inside) <= 4
        and plain
        and kind.text.isalpha()
        and kind.text.islower()
        and kind.lower not in subject.lower()
    ):
        yield "kind", f"what kind of {kind.text} {clause.auxiliary} {subject}", Span(inside)
