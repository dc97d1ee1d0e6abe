"""Where in the passage a value stands: exactly, after folding, in another form, or in similar words."""

import re
from dataclasses import dataclass

from schemas.elements import Box, Passage
from schemas.questionnaire import Kind, Question, ValueType
from schemas.states import Grounding
from worker.folding import fold
from worker.forms import find_form, items_of
from worker.fuzzy import find_similar
from worker.reading import Reading
from worker.typed.conventions import conventions_of
from worker.typed.value import type_value

#: Words of a question that say nothing of what it is about.
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by can does do for from has have how if in is it its may of on or shall that the "
        "there these this to was what when where which who will with",
    )
)

#: Types whose values are words.
_OF_WORDS = frozenset({ValueType.TEXT, ValueType.NAME, ValueType.LIST})

#: What stands between the digits of one number: points, commas, apostrophes and blanks that do not break a line.
_IN_NUMBERS = "[.,'’\u00a0\u202f]"
_WITHIN_BEFORE = re.compile(rf"(?<=\w)(?=\w)|(?<=\d{_IN_NUMBERS})(?=\d)")
_WITHIN_BEHIND = re.compile(rf"(?<=\w)(?=\w)|(?<=\d)(?={_IN_NUMBERS}\d)")


@dataclass(frozen=True)
class Evidence:
    """`quote` is passage.text[start:end]; page and box are those of its first character, where they are known."""

    grounding: Grounding
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None


NO_EVIDENCE = Evidence(Grounding.NONE)


def ground(reading: Reading, question: Question, passage: Passage) -> Evidence:
    """The evidence for a value, as it is written or in another form. Judgements (yes, no, a summary) get the sentence
    nearest to the question."""
    if reading.value is None:
        return NO_EVIDENCE
    if question.kind in (Kind.BOOLEAN, Kind.SUMMARIZATION):
        subject = reading.value if question.kind is Kind.SUMMARIZATION else question.question or ""
        place = nearest_sentence(subject, passage.text)
        return _evidence(Grounding.RELATED, place, passage) if place else NO_EVIDENCE
    if exact := _find(reading.value, passage.text):
        return _evidence(Grounding.EXACT, exact, passage)
    place = find_normalised(reading.value, passage.text) or _in_another_form(reading.value, question, passage.text)
    return _evidence(Grounding.NORMALISED, place, passage) if place else NO_EVIDENCE


def ground_similar(reading: Reading, question: Question, passage: Passage) -> Evidence:
    """The evidence for a value that stands in the passage in similar words alone: not for a judgement, and not for what
    is figures, which have no likeness."""
    if reading.value is None or question.kind in (Kind.BOOLEAN, Kind.SUMMARIZATION):
        return NO_EVIDENCE
    place = find_similar(reading.value, passage.text) if question.value_type in _OF_WORDS else None
    return _evidence(Grounding.FUZZY, place, passage) if place else NO_EVIDENCE


def _in_another_form(value: str, question: Question, text: str) -> tuple[int, int] | None:
    """Start and end of the same number, date or duration in other figures; of a list, of its first item where each
    stands there."""
    conventions = conventions_of(question, text)
    typed = type_value(value, question.value_type, conventions)
    if question.value_type is ValueType.LIST:
        places = [_find(item, text) or find_normalised(item, text) for item in items_of(typed)]
        return places[0] if places and all(places) else None
    return find_form(typed, question.value_type, text, conventions)


def copied_evidence(reading: Reading, passage: Passage, span: tuple[int, int] | None) -> Evidence | None:
    """The evidence of a value that the engine copied from `span`, of several places where it stands the one meant; None
    where it was not copied, or reading it has taken something off (quotation marks)."""
    if span is None or reading.value is None or passage.text[slice(*span)].split() != reading.value.split():
        return None
    return _evidence(Grounding.EXACT, span, passage)


def page_and_box(passage: Passage, start: int | None, end: int | None) -> tuple[int | None, Box | None]:
    """Where the first of the characters [start, end) stands, as far as that is known."""
    if start is None or end is None:
        return None, None
    span = next((span for span in passage.spans if span.end > start and span.start < end), None)
    return (span.page, span.box) if span else (None, None)


def find_normalised(value: str, text: str) -> tuple[int, int] | None:
    """Start and end of `value` in `text` where white space, case, ligatures, the look of quotation marks and dashes do
    not count, nor hyphens at the ends of lines. A full stop that the model added at the end is not looked for."""
    for joined in (False, True):
        wanted, folded = fold(value.rstrip(".").strip(), joined=joined).text, fold(text, joined=joined)
        at = folded.text.find(wanted) if wanted else -1
        while at >= 0:
            place = folded.original(at, at + len(wanted))
            if _stands_alone(folded.text, at, at + len(wanted)) and _stands_alone(text, *place):
                return place
            at = folded.text.find(wanted, at + 1)
    return None


def _find(value: str, text: str) -> tuple[int, int] | None:
    """Start and end of the value as it is written."""
    at = text.find(value)
    while at >= 0:
        if _stands_alone(text, at, at + len(value)):
            return at, at + len(value)
        at = text.find(value, at + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is no part of a longer word or number: "12" stands neither in "2012" nor in "12.50" or
    "1,012"."""
    return not (_WITHIN_BEFORE.match(text, start) or _WITHIN_BEHIND.match(text, end))


def nearest_sentence(subject: str, text: str) -> tuple[int, int] | None:
    """Start and end of the sentence that shares most content words with `subject`; None if none shares any."""
    wanted = _content_words(subject)
    best: tuple[int, int] | None = None
    most = 0
    for sentence in re.finditer(r"\S[^\n]*?(?:[.!?](?=\s|$)|(?=\n|$))", text):
        shared = len(wanted & _content_words(sentence.group()))
        if shared > most:
            best, most = sentence.span(), shared
    return best


def _content_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _FUNCTION_WORDS


def _evidence(grounding: Grounding, place: tuple[int, int], passage: Passage) -> Evidence:
    start, end = place
    page, box = page_and_box(passage, start, end)
    return Evidence(grounding, passage.text[start:end], start, end, page, box)
