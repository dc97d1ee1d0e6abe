"""`python -m worker.measure_command NAME`: make a model ready in each precision of this machine, and compare them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from schemas.catalogue import ModelCard
from schemas.host_plan import forget_plan
from schemas.settings import Precision, Settings
from worker.gold import SAMPLE, count, read_gold
from worker.measure import Measurement, measure, possible
from worker.measuring_command import run
from worker.precision import GOOD_AGREEMENT, PRECISIONS, choose_precision, why_not, write_record
from worker.prepare import prepare
from worker.stages import stages

#: With fewer questions one changed answer says nothing about a precision, so nothing is recorded.
FEWEST_QUESTIONS = 30


def main(arguments: list[str]) -> int:
    """Prepare and measure one model; a table on stdout, an error's words on stderr."""
    return run(_parser(), arguments, _compare)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.measure_command", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--precision", action="append", choices=PRECISIONS, default=[])
    parser.add_argument("--gold", type=Path, default=SAMPLE)
    parser.add_argument("--limit", type=int)
    return parser


def _compare(card: ModelCard, chosen: Settings, given: argparse.Namespace, console: Console) -> None:
    sample = read_gold(given.gold, given.limit)  # a mistake in it is said before a model is fetched
    with stages(card.name) as shown:
        folder = prepare(card, chosen, shown.begin)
        if card.engine == "transformers":
            found = measure(card, folder, chosen, possible(card, given.precision), sample, shown)
    if card.engine != "transformers":
        why = "the one of its GGUF file" if card.engine == "llamacpp" else "for it is no model"
        _say(console, f"{card.name} is ready. It has one precision, {why}, so there is nothing to choose.")
        return
    asked = found[0].measured.questions
    if asked < count(sample):
        _say(console, f"{count(sample) - asked} questions were left out: they do not fit the model's context.")
    recorded = asked >= FEWEST_QUESTIONS
    if recorded:
        write_record(card, folder, chosen, {one.precision: one.measured for one in found})
    default = choose_precision(card, folder, chosen.model_copy(update={"precision": "auto"}))
    console.print(_table(found, default))
    _close(console, chosen, asked, recorded, default)
    if recorded and forget_plan(card, chosen):
        _say(console, "How many workers are best was measured before this: `nightclerk doctor --measure` again.")


def _close(console: Console, chosen: Settings, asked: int, recorded: bool, default: Precision) -> None:
    for precision in PRECISIONS:
        if reason := why_not(precision):
            _say(console, f"{precision} cannot be had here: {reason}.")
    if not recorded:
        _say(console, f"Not recorded: {asked} questions are too few to choose by, it takes {FEWEST_QUESTIONS}.")
    _say(console, f"The default on this machine is {default} now.")
    if chosen.precision not in ("auto", default):
        _say(console, f"NIGHTCLERK_PRECISION={chosen.precision} is set and wins.")


def _table(found: Sequence[Measurement], default: Precision) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("precision")
    for column in ("file", "seconds a question", "same as fp32", "contains the answer"):
        table.add_column(column, justify="right")
    table.add_column("chosen by itself")
    for one in found:
        measured = one.measured
        good = measured.agreement >= GOOD_AGREEMENT
        words = "yes, the default" if one.precision == default else "not the fastest" if good else "no"
        if not good:
            words = f"no: below {GOOD_AGREEMENT:.0%} the same"
        table.add_row(
            one.precision,
            f"{one.file_bytes / 1e9:.2f} GB" if one.file_bytes >= 1e7 else f"{one.file_bytes / 1e6:.2f} MB",
            f"{measured.seconds_a_question:.3g}",
            f"{measured.agreement:.1%}",
            f"{one.right:.1%}",
            words,
        )
    return table


def _say(console: Console, words: str) -> None:
    console.print(words, markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
