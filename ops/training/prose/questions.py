"""What can be asked about a clause, by pattern."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ops.training.prose.answers import (
    ANSWER_WORDS,
    asks_for,
    is_act,
    is_answer,
    is_named,
    is_person,
    is_place,
)
from ops.training.prose.clause import Clause
from ops.training.prose.forms import active, finite, needs_phrase, statement, within
from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import (
    BE,
    DETERMINERS,
    NUMBERS,
    PRONOUNS,
)

#: Longest question, words.
QUESTION_WORDS = 24
#: Prepositions behind which "by whom" may still be asked, and those that answer "where".
_AT = frozenset({"in", "on", "at"})
_PLACES = frozenset({"in", "at", "near"})
#: Prepositions with which a question must not end, and those with which it may although an object stands before.
_VAGUE_WITH = frozenset({"by", "like", "since", "until", "despite", "per", "without"})
_FURTHER = frozenset({"for", "with", "from", "into", "against", "on", "to", "as"})
#: What can be counted.
_UNIT = re.compile(r"[a-z]{3,}s$|people|men|women|children")


@dataclass(frozen=True)
class Asked:
    """A question with its answer, the pattern that wrote it, and the clause that it is about."""

    pattern: str
    question: str
    answer: Span
    about: Clause


def asked(clause: Clause, text: str) -> Iterator[Asked]:
    """Everything that the patterns ask about a clause."""
    for pattern, question, answer in _all(clause, text):
        if len(question.split()) <= QUESTION_WORDS and not _has_pronoun(question, clause):
            yield Asked(pattern, _sentence(question), answer, clause)


def _sentence(question: str) -> str:
    words = " ".join(question.split()).replace(" ' ", "' ")
    return f"{words[0].upper()}{words[1:]}?"


def _all(clause: Clause, text: str) -> Iterator[tuple[str, str, Span]]:
    subject = within(clause.subject, text)
    if clause.auxiliary:
        yield from _when(clause, subject)
        yield from _of_phrases(clause, subject, text)
        yield from _why(clause, subject)
        if clause.object:
            yield from _of_object(clause, subject, clause.object, text)
    yield from _of_subject(clause, text)


def _when(clause: Clause, subject: str) -> Iterator[tuple[str, str, Span]]:
    """In 1889, or on a day; not of what lasts."""
    dated = [
        (at, phrase)
        for at, phrase in enumerate(clause.phrases)
        if phrase.is_date and phrase.preposition in ("in", "on")
    ]
    if len(dated) + bool(clause.before and clause.before.is_date) != 1 or not clause.verb:
        return
    if clause.auxiliary in ("has", "have", "had") or not _complete(clause):
        return
    if sum(word.is_date for word in clause.sentence) != 1:
        return  # one of them may be about something else
    at, phrase = dated[0] if dated else (len(clause.phrases), clause.before)
    if phrase is None or phrase.preposition not in ("in", "on"):
        return
    core = f"{clause.auxiliary} {subject} {clause.verb}"
    full = " ".join([core, *(str(each) for each in clause.phrases[:at] if each.whole)])
    answer = phrase.span
    short = " ".join([core, str(clause.object)]) if clause.object else core
    yield "when", f"when {full}", answer
    if re.fullmatch(r"\d{4}", str(answer)):
        yield "year", f"in what year {full}", answer
        yield "in situ", statement(clause, subject, clause.phrases[:at]) + " in what year", answer
    if short != full and not needs_phrase(clause):
        yield "when", f"when {short}", answer


def _of_phrases(clause: Clause, subject: str, text: str) -> Iterator[tuple[str, str, Span]]:
    """What stands after a preposition: by whom, where, in what."""
    for at, phrase in enumerate(clause.phrases):
        if not phrase.preposition or phrase.is_date or not is_answer(phrase, text):
            continue
        if phrase.preposition == "by" and clause.auxiliary in BE and clause.verb:
            yield from _by(clause, subject, at, text)
        elif phrase.preposition in _PLACES and is_place(phrase.span) and clause.verb and clause.auxiliary != "do":
            kept = " ".join([*map(str, clause.phrases[:at]), _dated(clause)])
            yield "where", f"where {clause.auxiliary} {subject} {clause.verb} {kept}", phrase.span
        elif _asks_further(clause, at):
            word = "who" if is_person(phrase.span, text) else "what"
            later = _dated(clause, at + 1) if phrase.preposition != "in" else ""  # not "in in 1889"
            core = f"{word} {clause.auxiliary} {subject} {clause.verb} {' '.join(map(str, clause.phrases[:at]))}"
            yield "what of", f"{core} {phrase.preposition} {later}", phrase.span


def _by(clause: Clause, subject: str, at: int, text: str) -> Iterator[tuple[str, str, Span]]:
    """Who did it, in the active voice too where nothing stands between."""
    span, kept = clause.phrases[at].span, clause.phrases[:at]
    if span.words[0].text.endswith("ing") or any(each.preposition not in _AT for each in kept):
        return
    person = is_person(span, text) or (is_act(clause.verb) and span.words[-1].is_name)
    done, later = active(clause), _dated(clause, at + 1)
    who = "who" if person else "what"
    if not kept and done and (person or str(span).lower().startswith("the ")):
        yield "by whom", f"{who} {done} {subject} {later}", span
    rest = " ".join([f"{clause.auxiliary} {subject} {clause.verb}", *map(str, kept), later])
    yield "by", f"{'by whom' if person else 'by what'} {rest}", span
    yield "by", f"{who} {rest} by", span


def _dated(clause: Clause, at: int | None = None) -> str:
    """When it was, as far as that stands before the subject or in the phrase at a place."""
    later = clause.phrases[at : at + 1] if at is not None else ()
    dates = [str(each) for each in later if each.is_date and each.preposition in ("in", "on")]
    return " ".join([*dates, *([str(clause.before)] if clause.before and clause.before.is_date else [])])


def _asks_further(clause: Clause, at: int) -> bool:
    """Whether "what" may be asked of the phrase at a place, its preposition at the end."""
    preposition, what = clause.phrases[at].preposition, clause.object
    if at == 1 and clause.verb and clause.auxiliary not in BE:
        return what is not None and what.whole and preposition in _FURTHER
    return ((at == 0 and bool(clause.verb)) or (at == 1 and _describes(clause))) and preposition not in _VAGUE_WITH


def _why(clause: Clause, subject: str) -> Iterator[tuple[str, str, Span]]:
    if clause.reason and _complete(clause):
        kept = [str(phrase) for phrase in clause.phrases]
        yield "why", " ".join(["why", clause.auxiliary, subject, clause.verb, *kept]), clause.reason


def _of_object(clause: Clause, subject: str, what: Phrase, text: str) -> Iterator[tuple[str, str, Span]]:
    """What somebody did, what something is, how many it has."""
    rest = [str(phrase) for phrase in clause.phrases[1:2] if phrase.is_date]
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    tail = " ".join([*rest, *before])
    if not clause.verb and clause.auxiliary in BE:
        if (
            what.span.words[0].lower in ("a", "an", "one", "the")
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
    first = what.span.words[0]
    have = not clause.verb
    auxiliary = {"has": "does", "have": "do", "had": "did"}[clause.auxiliary] if have else clause.auxiliary
    verb = "have" if have else clause.verb
    if (
        (first.is_number or first.lower in NUMBERS)
        and len(what.span.words) in (2, 3, 4)
        and not first.is_date
        and what.whole
    ):
        unit = " ".join(word.text for word in what.span.words[1:])
        if _UNIT.search(unit) and "$" not in first.text and "%" not in first.text:
            yield "how many", f"how many {unit} {auxiliary} {subject} {verb} {tail}", Span((first,))
    elif clause.auxiliary in BE:
        return
    elif is_answer(what, text) and verb != "help" and (not have or what.span.words[0].lower in DETERMINERS):
        word = "who" if (is_person(what.span, text) or verb in ("star", "marry")) and verb != "become" else "what"
        yield "what", f"{word} {auxiliary} {subject} {verb} {tail}", what.span


def _of_subject(clause: Clause, text: str) -> Iterator[tuple[str, str, Span]]:
    """Who or what did it."""
    if clause.is_policy or not _complete(clause) or not clause.phrases or len(clause.subject.words) > ANSWER_WORDS:
        return
    word = asks_for(clause.subject, text)
    if word is None:
        return
    kept = [str(phrase) for phrase in clause.phrases]
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    said = finite(clause)
    if said and (clause.verb or (clause.object and clause.object.span.words[0].lower == "the")):
        pattern = "who is" if not clause.verb else "who"
        yield pattern, " ".join([word, *said.split(), *kept, *before]), clause.subject


def _describes(clause: Clause) -> bool:
    """Whether the clause says how something is: "is available in", "is famous for"."""
    what = clause.object
    return (
        not clause.verb
        and clause.auxiliary in BE
        and what is not None
        and len(what.span.words) == 1
        and (what.span.words[0].text.islower() and not what.span.words[0].text.endswith("s"))
    )


def _complete(clause: Clause) -> bool:
    """Whether all phrases are whole, so that the question does not break off."""
    return all(phrase.whole for phrase in clause.phrases)


def _has_pronoun(question: str, clause: Clause) -> bool:
    words = question.lower().split()[2 if question.startswith("how many") else 1 :]
    allowed = {"we", "our", "us", "you", "your", "there"} if clause.is_policy else set()
    return any(word in PRONOUNS and word not in allowed and word != "what" and word != "most" for word in words)
