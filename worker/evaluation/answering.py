"""The answers to gold questions, as a worker gives them: asked by the bundle, read and grounded."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.catalogue import ModelCard
from schemas.elements import Passage
from schemas.states import Verdict
from worker.answering import understood
from worker.calibration.record import Calibration
from worker.engines.contract import Engine, Generation
from worker.gold import GoldBundle, GoldRow
from worker.grounding import Evidence
from worker.measure import ask_row
from worker.reading import Reading


@dataclass(frozen=True)
class Answered:
    """One gold question with what was said. `raw` is what the model wrote, `reading` what a worker makes of it.
    `seconds` are those of the bundle, shared out evenly among its questions."""

    row: GoldRow
    raw: str
    reading: Reading
    evidence: Evidence
    prompt_tokens: int
    answer_tokens: int
    seconds: float
    verdict: Verdict | None = None

    @property
    def value(self) -> str | None:
        """What is taken for the answer: None where nothing was said, and where "Not Found" is rather meant."""
        return None if self.verdict is Verdict.NOT_FOUND else self.reading.value


def answer_all(
    engine: Engine,
    card: ModelCard,
    sample: Sequence[GoldBundle],
    advance: Callable[[int], None],
    calibration: Calibration | None = None,
) -> list[Answered]:
    """Answer all bundles in their order; `advance` gets the number of questions after each. The first is answered once
    more before, uncounted: pages are read from the disk and kernels chosen then.

    Raises:
        EngineFailed: the model could not be run.
    """
    answer_bundle(engine, card, sample[0])
    answered: list[Answered] = []
    for bundle in sample:
        answered += answer_bundle(engine, card, bundle, calibration)
        advance(len(bundle.rows))
    return answered


def answer_bundle(
    engine: Engine, card: ModelCard, bundle: GoldBundle, calibration: Calibration | None = None
) -> list[Answered]:
    """The questions to one text, asked together."""
    asks = [ask_row(row, card) for row in bundle.rows]
    started = time.perf_counter()
    generations = engine.answer(bundle.context, asks)
    seconds = (time.perf_counter() - started) / len(bundle.rows)
    return [
        answered_of(row, generation, seconds, card, calibration)
        for row, generation in zip(bundle.rows, generations, strict=True)
    ]


def answered_of(
    row: GoldRow, generation: Generation, seconds: float, card: ModelCard, calibration: Calibration | None = None
) -> Answered:
    """What a worker makes of what was said to one question."""
    passage = Passage(ordinal=0, text=row.context, tokens=0, spans=())
    read_as = understood(generation, row.question, passage, card.template, calibration)
    return Answered(
        row=row,
        raw=generation.text,
        reading=read_as.reading,
        evidence=read_as.evidence,
        prompt_tokens=generation.prompt_tokens,
        answer_tokens=len(generation.logprobs),
        seconds=seconds,
        verdict=read_as.verdict,
    )
