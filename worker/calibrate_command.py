"""`python -m worker.calibrate_command NAME --gold FILE`: what a model's probabilities are worth, and thresholds."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from schemas.catalogue import ModelCard
from schemas.model_folder import weights_fingerprint
from schemas.settings import Settings
from worker.calibration.calibrate import KINDS, fit
from worker.calibration.cases import Case
from worker.calibration.features import FEATURES_VERSION
from worker.calibration.fitting import FEWEST_QUESTIONS
from worker.calibration.kept import Kept, kept_file
from worker.calibration.record import BooleanRecord, Calibration, ValueRecord
from worker.calibration.store import calibrations_folder, prompt_of, source_of, write_calibration
from worker.calibration.thresholds import ACCEPTED_RIGHT
from worker.engines import load_engine
from worker.gold import GoldBundle, bundles, count, read_gold
from worker.measure import fitting
from worker.measuring_command import run
from worker.precision import engine_name
from worker.prepare import prepare
from worker.stages import Stages, stages


def main(arguments: list[str]) -> int:
    """Calibrate one model; tables on stdout, an error's words on stderr."""
    return run(_parser(), arguments, _calibrate)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.calibrate_command", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--accepted-right", type=float, default=ACCEPTED_RIGHT)
    return parser


def _calibrate(card: ModelCard, chosen: Settings, given: argparse.Namespace, console: Console) -> None:
    sample = asked_of(given.gold, given.limit)  # a mistake in it is said before a model is fetched
    with stages(card.name) as shown:
        blank, cases = answered(card, chosen, sample, given.gold.name, shown)
        shown.begin(f"fitting {len(cases)} answers")
        fitted = fit(cases, blank, given.accepted_right)
    if len(cases) < count(sample):
        _say(console, f"{count(sample) - len(cases)} questions were left out: they do not fit the model's context.")
    for table in tables(fitted.calibration):
        console.print(table, markup=False, highlight=False)
        console.print()
    for kind, reason in fitted.refused.items():
        _say(console, f"No record for {kind}: {reason}. Its answers are resolved as before.")
    if not any(getattr(fitted.calibration, kind) for kind in KINDS):
        _say(
            console, f"Nothing was recorded. Each kind takes {FEWEST_QUESTIONS} questions, some of them without answer."
        )
        return
    _say(
        console,
        f"Errors and shares are those of passages that the record was not fitted on (5 parts).\n"
        f"Kept as {write_calibration(fitted.calibration, chosen)}: used from now on by {blank.model}.",
    )


def asked_of(gold: Path, limit: int | None) -> list[GoldBundle]:
    """The questions of a file that can be calibrated: all but summaries.

    Raises:
        GoldUnreadable, GoldInvalid: the file cannot be used.
    """
    found = read_gold(gold, limit, summaries=True)
    return bundles(row for bundle in found for row in bundle.rows if row.kind != "summarization")


def answered(
    card: ModelCard, chosen: Settings, sample: Sequence[GoldBundle], gold: str, shown: Stages
) -> tuple[Calibration, list[Case]]:
    """A record without any kind, which says what model it is of, and its answers. Those that are kept are not asked
    for again; where none is missing the model is not even loaded."""
    folder = prepare(card, chosen, shown.begin) if card.engine != "scripted" else None
    weights = weights_fingerprint(folder) if folder else ""
    name = engine_name(card, folder, chosen)
    kept = Kept(kept_file(calibrations_folder(chosen), name, weights))
    if kept.missing(sample, card):
        shown.begin("loading")
        engine = load_engine(card, chosen)
        sample = fitting(engine, card, sample)
        missing = kept.missing(sample, card)
        shown.begin(f"{count(missing)} questions", total=count(missing))
        kept.answer(engine, card, missing, shown.advance)
    blank = Calibration(
        features=FEATURES_VERSION,
        model=name,
        prompt=prompt_of(card),
        weights=weights,
        source=source_of(folder) if folder else None,
        gold=gold,
        fitted_on=date.today().isoformat(),
    )
    return blank, kept.cases(sample, card)


def tables(calibration: Calibration) -> list[Table]:
    """What cross-validation shows of each kind, and the thresholds."""
    records = {kind: found for kind in KINDS if (found := getattr(calibration, kind))}
    if not records:
        return []
    shown = Table(box=None, pad_edge=False)
    thresholds = Table(box=None, pad_edge=False)
    shown.add_column("kind")
    thresholds.add_column("thresholds")
    for words in ("questions", "passages", "calibration error", "points a question", "right, of all values",
                  "of accepted", "right ones accepted"):  # fmt: skip
        shown.add_column(words, justify="right")
    for words in ("accepted from", "Not Found believed from", "taken for Not Found from odds", "yes from odds"):
        thresholds.add_column(words, justify="right")
    for kind, record in records.items():
        found = record.figures
        shown.add_row(
            kind, str(found.questions), str(found.passages),
            f"{found.error_before:.3f} -> {found.error_after:.3f}",
            f"{found.points_before:.3f} -> {found.points_after:.3f}",
            *map(_share, (found.precision_all, found.precision_accepted, found.accepted_of_right)),
        )  # fmt: skip
        thresholds.add_row(kind, f"{record.accepted_from:.2f}", f"{record.believed_from:.2f}", *_odds(record))
    return [shown, thresholds]


def _odds(record: ValueRecord | BooleanRecord) -> tuple[str, str]:
    """In logarithms, as they are compared."""
    if isinstance(record, ValueRecord):
        return ("never" if record.taken_from is None else f"{record.taken_from:+.2f}"), ""
    taken = "never" if record.not_found_from is None else f"{record.not_found_from:+.2f}"
    return taken, f"{record.yes_from:+.2f}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _say(console: Console, words: str) -> None:
    console.print(words, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
