"""What a precision costs in answers and brings in time, measured on questions whose answers are known."""

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from schemas.catalogue import ModelCard
from schemas.errors import GoldTooLong, PrecisionMissing
from schemas.model_folder import weights_files
from schemas.settings import Precision, Settings
from worker.asking import ask
from worker.engines import load_engine
from worker.engines.contract import Ask, Engine
from worker.gold import GoldBundle, GoldRow, bundles, count
from worker.precision import INTEGERS, PRECISIONS, Measured, integer_file, why_not
from worker.reading import Reading, read
from worker.stages import Stages


@dataclass(frozen=True)
class Measurement:
    """One precision. `right` is the share of answers that contain the gold answer, 0 to 1."""

    precision: Precision
    file_bytes: int
    right: float
    measured: Measured


@dataclass(frozen=True)
class _Run:
    readings: list[Reading]
    seconds: float


def possible(card: ModelCard, wanted: Sequence[Precision]) -> list[Precision]:
    """The precisions to measure: fp32, which the others are compared with, and those wanted, or all that can be had.

    Raises:
        PrecisionMissing: one that is wanted cannot be had on this machine.
    """
    for precision in wanted:
        if reason := why_not(precision):
            raise PrecisionMissing(name=card.name, precision=precision, reason=reason)
    chosen = wanted or [precision for precision in PRECISIONS if not why_not(precision)]
    return ["fp32", *(precision for precision in PRECISIONS if precision in chosen and precision != "fp32")]


def measure(
    card: ModelCard,
    folder: Path,
    settings: Settings,
    precisions: Sequence[Precision],
    sample: Sequence[GoldBundle],
    stages: Stages,
) -> list[Measurement]:
    """Answer the sample in each precision, one model in memory at a time. The first has to be fp32.

    Questions that do not fit the model's context are left out, in all precisions alike.

    Raises:
        GoldTooLong: none fits.
        ModelFilesMissing, ModelFilesBroken: the model's files are not usable.
        EngineFailed: the model could not be run.
    """
    found: list[Measurement] = []
    reference: _Run | None = None
    for precision in precisions:
        file_bytes = _file_bytes(card, folder, settings, precision, stages)
        stages.begin(f"{precision}: loading")
        engine = load_engine(card, settings.model_copy(update={"precision": precision}))
        if reference is None:
            sample = fitting(engine, card, sample)
        run = _answer(engine, card, sample, precision, stages)
        del engine  # before the next is loaded: there may be no room for two
        gc.collect()
        reference = reference or run
        found.append(_compare(precision, file_bytes, sample, run, reference))
    return found


def _file_bytes(card: ModelCard, folder: Path, settings: Settings, precision: Precision, stages: Stages) -> int:
    """The size of the weights as they lie on the disk; integers are written first where nobody has."""
    if precision not in INTEGERS:
        return sum(path.stat().st_size for path in weights_files(folder))
    stages.begin(f"{precision}: making the file, once")
    size = integer_file(card, folder, settings, precision).stat().st_size
    gc.collect()  # it was made of a whole model
    return size


def fitting(engine: Engine, card: ModelCard, sample: Sequence[GoldBundle]) -> list[GoldBundle]:
    """The sample without the questions that do not fit the model's context.

    Raises:
        GoldTooLong: none fits.
    """
    rows = []
    for bundle in sample:
        for row in bundle.rows:
            asked = ask_row(row, card)
            if engine.count_tokens(bundle.context, asked) + asked.max_new_tokens <= engine.context_tokens:
                rows.append(row)
    if not rows:
        raise GoldTooLong(model=card.name, context=engine.context_tokens)
    return bundles(rows)


def _answer(
    engine: Engine, card: ModelCard, sample: Sequence[GoldBundle], precision: Precision, stages: Stages
) -> _Run:
    """Answer all bundles, in their order. The first is answered once more before, uncounted: pages are read from the
    disk and kernels chosen then."""
    answer_bundle(engine, card, sample[0])
    stages.begin(f"{precision}: {count(sample)} questions", total=count(sample))
    readings: list[Reading] = []
    started = time.perf_counter()
    for bundle in sample:
        readings += answer_bundle(engine, card, bundle)
        stages.advance(len(bundle.rows))
    return _Run(readings, time.perf_counter() - started)


def ask_row(row: GoldRow, card: ModelCard) -> Ask:
    """What the engine is asked. A summary is asked for in the row's own words."""
    asked = ask(row.question, card.template, row.context, card.copy_values, card.not_found_from)
    return replace(asked, question=row.query) if row.kind == "summarization" and row.query else asked


def answer_bundle(engine: Engine, card: ModelCard, bundle: GoldBundle) -> list[Reading]:
    """What a worker reads in the answers to a bundle's questions."""
    generations = engine.answer(bundle.context, [ask_row(row, card) for row in bundle.rows])
    return [
        read(generation, row.question, card.template) for generation, row in zip(generations, bundle.rows, strict=True)
    ]


def _compare(
    precision: Precision, file_bytes: int, sample: Sequence[GoldBundle], run: _Run, reference: _Run
) -> Measurement:
    rows = [row for bundle in sample for row in bundle.rows]
    same = sum(a.value == b.value for a, b in zip(run.readings, reference.readings, strict=True))  # None: not found
    right = sum(row.is_right(reading) for row, reading in zip(rows, run.readings, strict=True))
    measured = Measured(
        agreement=same / len(rows),
        questions=len(rows),
        seconds_a_question=run.seconds / len(rows),
        measured_on=date.today().isoformat(),
    )
    return Measurement(precision, file_bytes, right / len(rows), measured)
