"""From what the engine generated to the answer that is kept: read, ground, judge, type, check its numbers."""

import re
from dataclasses import dataclass, replace

from schemas.catalogue import PromptTemplate
from schemas.elements import Passage
from schemas.outcomes import Answer
from schemas.questionnaire import Question, ValueType
from schemas.states import Grounding, Verdict
from worker.calibration.judging import decided, judged
from worker.calibration.record import Calibration
from worker.engines.contract import Generation
from worker.forms import unit_at
from worker.grounding import Evidence, copied_evidence, ground, ground_similar
from worker.reading import Reading, read, said_within
from worker.typed.conventions import conventions_of
from worker.typed.numbers import stray_numbers
from worker.typed.value import Typed, type_value


@dataclass(frozen=True)
class Understood:
    """What was read in an answer, where it stands, and what the model's probabilities say of it."""

    reading: Reading
    evidence: Evidence
    verdict: Verdict | None


def understood(
    generation: Generation,
    question: Question,
    passage: Passage,
    template: PromptTemplate,
    calibration: Calibration | None = None,
) -> Understood:
    """Read, decide where it is a yes or no, ground, and judge by the model's record where it has one."""
    said = decided(generation, read(generation, question, template), question, calibration)
    reading, evidence = grounded(said, question, passage, generation.span)
    reading, verdict = judged(generation, reading, evidence.grounding, question, calibration)
    return Understood(reading, evidence, verdict)


def answer_of(
    generation: Generation,
    question: Question,
    passage: Passage,
    template: PromptTemplate,
    model: str,
    calibration: Calibration | None = None,
) -> Answer:
    """The answer to one question; `model` is the engine's name."""
    read_as = understood(generation, question, passage, template, calibration)
    reading, evidence = read_as.reading, read_as.evidence
    typed = _typed(reading, question, passage, evidence)
    return Answer(
        raw=generation.text,
        found=reading.found,
        value=reading.value,
        confidence=reading.confidence,
        grounding=evidence.grounding,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        page=evidence.page,
        box=evidence.box,
        model=model,
        prompt=f"{template.name}@{template.version}",
        prompt_tokens=generation.prompt_tokens,
        answer_tokens=len(generation.logprobs),
        complete=generation.complete,
        typed=typed.value if typed else None,
        unit=typed.unit if typed else None,
        typing=typed.typing if typed else None,
        typing_reason=typed.reason if typed else None,
        stray_numbers=stray_numbers(reading.value or "", passage.text),
        verdict=read_as.verdict,
    )


def grounded(
    reading: Reading, question: Question, passage: Passage, span: tuple[int, int] | None
) -> tuple[Reading, Evidence]:
    """The reading with its evidence, at `span` where it was copied from there. A value that stands nowhere, but ends in
    one that does, is taken for that one: "The total amount is $5.00." says "$5.00". What stands there in another form
    is taken as the document writes it; what only similar words stand for stays as the model wrote it."""
    copied = copied_evidence(reading, passage, span)
    if copied is not None:
        return reading, copied
    for shorter in (reading, *said_within(reading, question)):
        evidence = ground(shorter, question, passage)
        if evidence.grounding is Grounding.NORMALISED and evidence.quote and question.value_type is not ValueType.LIST:
            return replace(shorter, value=_on_one_line(evidence.quote)), evidence
        if evidence.grounding is not Grounding.NONE:
            return shorter, evidence
    return reading, ground_similar(reading, question, passage)


def _on_one_line(quote: str) -> str:
    """The quote without its line breaks, and without the hyphens that parted words there."""
    return " ".join(re.sub(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])|\u00ad", "", quote).split())


def _typed(reading: Reading, question: Question, passage: Passage, evidence: Evidence) -> Typed | None:
    """The value by its type. The currency may stand beside the words that were quoted."""
    if reading.value is None:
        return None
    conventions = conventions_of(question, passage.text)
    typed = type_value(reading.value, question.value_type, conventions)
    if typed.value is None or typed.unit or question.value_type is not ValueType.AMOUNT:
        return typed
    if evidence.start is None or evidence.end is None:
        return typed
    return replace(typed, unit=unit_at((evidence.start, evidence.end), ValueType.AMOUNT, passage.text, conventions))
