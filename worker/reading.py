"""From what the model wrote to a value: stop strings cut, "Not Found" recognised, confidence taken."""

import math
import re
from dataclasses import dataclass

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


def _cut(text: str, stop: tuple[str, ...]) -> str:
    for mark in stop:
        text = text.split(mark, 1)[0]
    return text


def _says_not_found(text: str, template: PromptTemplate) -> bool:
    start = " ".join(text.lower().split())
    return any(start.startswith(words) for words in template.not_found)


def _confidence(generation: Generation) -> float:
    if not generation.logprobs:
        return 0.0
    return min(1.0, math.exp(sum(generation.logprobs) / len(generation.logprobs)))
