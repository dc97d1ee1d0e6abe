"""From what the model wrote to a value: stop strings cut, "Not Found" recognised, confidence taken."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from schemas.catalogue import PromptTemplate
from schemas.questionnaire import Kind, Question
from worker.asking import BOOLEAN_CHOICES
from worker.engines.contract import Generation

#: Quotation marks and list marks that models put around a value.
_WRAPPING = "\"'“”‘’`*• \t\n"


@dataclass(frozen=True)
class Reading:
    """`value` is None where the model says that the passage does not say. `confidence` is the geometric mean of the
    probabilities of the answer's tokens, 0 to 1."""

    found: bool
    value: str | None
    confidence: float


def read(generation: Generation, question: Question, template: PromptTemplate) -> Reading:
    """Read one generation."""
    text = _cut(generation.text, template.stop)
    if question.kind is Kind.SUMMARIZATION:
        text = text.strip()
    else:
        text = re.sub(r"^[-*•]\s+", "", text.strip()).strip(_WRAPPING)
    confidence = _confidence(generation)
    if not text or text == BOOLEAN_CHOICES[-1] or _says_not_found(text, template):
        return Reading(found=False, value=None, confidence=confidence)
    return Reading(found=True, value=text, confidence=confidence)


def said_within(reading: Reading, question: Question) -> Iterator[Reading]:
    """What a whole sentence says its value is, the longest first: chat models answer "The X is Y" when asked for Y."""
    if reading.value is None or question.kind not in (Kind.EXTRACTION, Kind.KEY_VALUE):
        return
    for verb in re.finditer(r"(?:\b(?:is|are|was|were)|:)\s+", reading.value):
        value = reading.value[verb.end() :].strip(_WRAPPING).removesuffix(".")  # it ends the sentence, not the value
        if value:
            yield replace(reading, value=value)


def _cut(text: str, stop: tuple[str, ...]) -> str:
    for mark in stop:
        text = text.split(mark, 1)[0]
    return text


def _says_not_found(text: str, template: PromptTemplate) -> bool:
    start = " ".join(text.lower().split())
    return any(re.match(rf"{re.escape(words)}(?!\w)", start) for words in template.not_found)


def _confidence(generation: Generation) -> float:
    if not generation.logprobs:
        return 0.0
    return min(1.0, math.exp(sum(generation.logprobs) / len(generation.logprobs)))
