"""The answers that a calibration is fitted on: what the engine said, as a worker reads it, and what is right."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.elements import Passage
from schemas.questionnaire import Kind
from worker.calibration.judging import decided, judged
from worker.calibration.record import Calibration
from worker.engines.contract import Generation
from worker.evaluation.answering import Answered
from worker.evaluation.scores import is_right_as_said
from worker.grounding import ground
from worker.reading import Reading

#: Parts of a cross-validation.
FOLDS = 5


@dataclass(frozen=True)
class Case:
    """One gold question with its answer, read without a record."""

    answered: Answered
    generation: Generation

    @property
    def kind(self) -> Kind:
        return self.answered.row.question.kind

    @property
    def is_answerable(self) -> bool:
        return self.answered.row.is_answerable

    @property
    def found(self) -> bool:
        """Whether a value was said."""
        return self.answered.reading.found

    @property
    def right(self) -> bool:
        """Whether what was said, or that nothing was found, is right."""
        return is_right_as_said(self.answered)

    @property
    def fold(self) -> int:
        """That of its passage: questions to the same one stay together. Depends on the text alone."""
        digest = hashlib.sha256(f"fold {self.answered.row.context}".encode()).digest()
        return int.from_bytes(digest[:8]) % FOLDS


def with_reading(case: Case, reading: Reading) -> Case:
    """The case where another reading was chosen, which has an evidence of its own."""
    answered = case.answered
    if reading.value == answered.reading.value:
        return case
    passage = Passage(ordinal=0, text=answered.row.context, tokens=0, spans=())
    evidence = ground(reading, answered.row.question, passage)
    return replace(case, answered=replace(answered, reading=reading, evidence=evidence))


def with_record(case: Case, calibration: Calibration) -> Case:
    """The case as it is read with a record."""
    question = case.answered.row.question
    chosen = with_reading(case, decided(case.generation, case.answered.reading, question, calibration))
    answered = chosen.answered
    reading, verdict = judged(case.generation, answered.reading, answered.evidence.grounding, question, calibration)
    return replace(chosen, answered=replace(answered, reading=reading, verdict=verdict))


def parted(cases: Sequence[Case], fold: int) -> tuple[list[Case], list[Case]]:
    """All cases of other folds, and those of this one."""
    return [case for case in cases if case.fold != fold], [case for case in cases if case.fold == fold]


def passages(cases: Iterable[Case]) -> int:
    """How many texts they are about."""
    return len({case.answered.row.context for case in cases})
