"""What a record makes of one answer: the choice for a boolean, the confidence, and the verdict."""

from dataclasses import replace

from schemas.questionnaire import Kind, Question
from schemas.states import Grounding, Verdict
from worker.asking import BOOLEAN_CHOICES
from worker.calibration import features
from worker.calibration.record import BooleanRecord, Calibration, ValueRecord
from worker.engines.contract import Generation
from worker.reading import Reading


def decided(generation: Generation, reading: Reading, question: Question, calibration: Calibration | None) -> Reading:
    """A boolean's reading, chosen at the record's thresholds; any other as it is."""
    record = calibration.boolean if calibration and question.kind is Kind.BOOLEAN else None
    return reading if record is None else choose(generation, reading, record.yes_from, record.not_found_from)


def choose(generation: Generation, reading: Reading, yes_from: float, not_found_from: float | None) -> Reading:
    """Yes, no or "Not Found" by the probabilities of the choices."""
    if not_found_from is not None and features.choice_doubt(generation) >= not_found_from:
        return replace(reading, found=False, value=None)
    yes, no, _ = BOOLEAN_CHOICES
    return replace(reading, found=True, value=yes if features.yes_margin(generation) >= yes_from else no)


def judged(
    generation: Generation, reading: Reading, grounding: Grounding, question: Question, calibration: Calibration | None
) -> tuple[Reading, Verdict | None]:
    """The reading with its calibrated confidence, and what the probabilities say of it; without a record for the kind
    the reading as it is, and None."""
    if calibration is None:
        return reading, None
    if values := calibration.of_values(question.kind):
        return _judged_value(generation, reading, grounding, values)
    if calibration.boolean and question.kind is Kind.BOOLEAN:
        return _judged_boolean(generation, reading, calibration.boolean)
    return reading, None


def _judged_value(
    generation: Generation, reading: Reading, grounding: Grounding, record: ValueRecord
) -> tuple[Reading, Verdict]:
    if not reading.found:
        confidence = record.silence(features.of_silence(generation))
        return replace(reading, confidence=confidence), _believed(confidence, record.believed_from)
    confidence = record.value(features.of_value(generation, grounding))
    if record.taken_from is not None and features.doubt(generation) >= record.taken_from:
        return replace(reading, confidence=confidence), Verdict.NOT_FOUND
    return replace(reading, confidence=confidence), _accepted(confidence, record.accepted_from)


def _judged_boolean(generation: Generation, reading: Reading, record: BooleanRecord) -> tuple[Reading, Verdict]:
    if not reading.found:
        confidence = record.silence(features.of_no_judgement(generation))
        return replace(reading, confidence=confidence), _believed(confidence, record.believed_from)
    confidence = record.judgement(features.of_judgement(generation, record.yes_from))
    return replace(reading, confidence=confidence), _accepted(confidence, record.accepted_from)


def _accepted(confidence: float, accepted_from: float) -> Verdict:
    return Verdict.SURE if confidence >= accepted_from else Verdict.UNSURE


def _believed(confidence: float, believed_from: float) -> Verdict:
    return Verdict.SURE if confidence >= believed_from else Verdict.FOUND
