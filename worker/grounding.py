"""Where in the passage a value stands: exactly, or after folding white space and case."""

import re
from dataclasses import dataclass

from schemas.elements import Box, Passage
from schemas.questionnaire import Kind, Question
from schemas.states import Grounding
from worker.reading import Reading

#: Words of a question that say nothing of what it is about.
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by can does do for from has have how if in is it its may of on or shall that the "
        "there these this to was what when where which who will with",
    )
)

#: What stands between the digits of one number: points, commas, apostrophes and blanks that do not break a line.
_IN_NUMBERS = "[.,'’\u00a0\u202f]"


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
    """The evidence for a value. Judgements (yes, no, a summary) get the sentence nearest to the question."""
    if reading.value is None:
        return NO_EVIDENCE
    if question.kind in (Kind.BOOLEAN, Kind.SUMMARIZATION):
        subject = reading.value if question.kind is Kind.SUMMARIZATION else question.question or ""
        place = nearest_sentence(subject, passage.text)
        return _evidence(Grounding.RELATED, place, passage) if place else NO_EVIDENCE
    exact = _find([reading.value], passage.text)
    if exact:
        return _evidence(Grounding.EXACT, exact, passage)
    normalised = find_normalised(reading.value, passage.text)
    return _evidence(Grounding.NORMALISED, normalised, passage) if normalised else NO_EVIDENCE


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
    """Start and end of `value` in `text`, any white space matching any other and case not counting. A full stop that
    the model added at the end is not looked for."""
    words = value.rstrip(".").split()
    return _find(words, text, re.IGNORECASE) if words else None


def _find(words: list[str], text: str, flags: re.RegexFlag = re.NOFLAG) -> tuple[int, int] | None:
    """Start and end of the words with white space between them. They are not looked for inside longer words or
    numbers: "12" stands neither in "2012" nor in "12.50" or "1,012"."""
    pattern = r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    before += rf"(?<!\d{_IN_NUMBERS})" if re.match(r"\d", words[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", words[-1]) else ""
    after += rf"(?!{_IN_NUMBERS}\d)" if re.search(r"\d$", words[-1]) else ""
    found = re.search(before + pattern + after, text, flags)
    return found.span() if found else None


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
