"""What somebody did, what something is, how many it has, and why."""

from collections.abc import Iterator

from ops.training.prose.answers import is_answer
from ops.training.prose.clause import Clause
from ops.training.prose.kinds import is_named, is_person
from ops.training.prose.phrases import Phrase
from ops.training.prose.questions.parts import UNIT, Found, between, complete, unbroken
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import BE, DETERMINERS, NUMBERS

#: What they say is in their object or behind it.
_LIGHT = frozenset({"spend", "remain", "make", "take", "come", "get", "give", "keep", "put"})


def why(clause: Clause, subject: str) -> Iterator[Found]:
    if clause.reason and complete(clause):
        kept = [str(phrase) for phrase in clause.phrases]
        yield "why", " ".join(["why", clause.auxiliary, subject, clause.verb, *kept]), clause.reason


def of_object(clause: Clause, subject: str, what: Phrase, text: str) -> Iterator[Found]:
    """What somebody did, what something is, how many it has."""
    rest = [str(phrase) for phrase in clause.phrases[1:2] if phrase.is_date]
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    tail = " ".join([*rest, *before])
    if not clause.verb and clause.auxiliary in BE:
        what = _lengthened(clause, what)
        if (
            (what.span.words[0].lower in ("a", "an", "one", "the") or what.span.words[0].text.endswith("'s"))
            and what.whole
            and is_answer(what, text)
            and len(what.span.words) > 2
            and is_named(clause.subject)
        ):
            yield (
                "what is",
                f"{'who' if is_person(clause.subject, text) else 'what'} {clause.auxiliary} {subject}",
                what.span,
            )
        return
    if what.is_date:
        return
    first = what.span.words[0]
    have = not clause.verb
    auxiliary = {"has": "does", "have": "do", "had": "did"}[clause.auxiliary] if have else clause.auxiliary
    verb = "have" if have else clause.verb
    if (
        (first.is_number or first.lower in NUMBERS)
        and len(what.span.words) in (2, 3, 4)
        and not first.is_date
        and what.span.words[-1].lower not in ("south", "north", "east", "west")
        and what.whole
    ):
        unit = " ".join(word.text for word in what.span.words[1:])
        further = " ".join(map(str, unbroken(clause)[1:3])) or tail
        if UNIT.search(unit) and "$" not in first.text and "%" not in first.text:
            yield "how many", f"how many {unit} {auxiliary} {subject} {verb} {further}", Span((first,))
    elif clause.auxiliary in BE or _says_little(clause, what):
        return
    elif is_answer(what, text) and verb != "help" and (not have or what.span.words[0].lower in DETERMINERS):
        word = "who" if (is_person(what.span, text) or verb in ("star", "marry")) and verb != "become" else "what"
        yield "what", f"{word} {auxiliary} {subject} {verb} {tail}", what.span


def _says_little(clause: Clause, what: Phrase) -> bool:
    """Whether an answer is a part of what is said: "made appearances", "has a relationship" with somebody."""
    words = what.span.words
    if clause.verb in _LIGHT or (len(words) == 1 and words[0].text.islower() and not clause.is_policy):
        return True
    return not clause.verb and any(each.preposition in ("with", "to", "between", "on") for each in clause.phrases[1:2])


def _lengthened(clause: Clause, what: Phrase) -> Phrase:
    """What something is with the phrase behind it, where it says little alone: "an island in the Atlantic"."""
    further = clause.phrases[1:2]
    if len(what.span.words) > 2 or not further or not further[0].whole or len(further[0].span.words) > 6:
        return what
    return Phrase("", Span(between(clause, what.span.words[0], further[0].span.words[-1])))
