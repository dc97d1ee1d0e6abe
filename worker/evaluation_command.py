"""`python -m worker.evaluation_command NAME GOLD`: how good a model's answers to gold questions are."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from schemas.catalogue import ModelCard
from schemas.settings import Settings
from worker.calibration.store import find_calibration
from worker.engines import load_engine
from worker.evaluation.answering import answer_all
from worker.evaluation.output import check_parts, check_writable, write
from worker.evaluation.page import render
from worker.evaluation.report import Report, make_report
from worker.evaluation.tables import tables
from worker.gold import count, read_gold
from worker.measure import fitting
from worker.measuring_command import run
from worker.prepare import prepare
from worker.stages import stages


def main(arguments: list[str]) -> int:
    """Evaluate one model; tables or JSON on stdout, an error's words on stderr."""
    return run(_parser(), arguments, _evaluate)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.evaluation_command", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", type=Path)
    parser.add_argument("--uncalibrated", action="store_true")
    return parser


def _evaluate(card: ModelCard, chosen: Settings, given: argparse.Namespace, console: Console) -> None:
    check_parts()
    sample = read_gold(given.gold, given.limit, summaries=True)  # mistakes are said before hours of answering
    check_writable(given.page)
    with stages(card.name) as shown:
        folder = prepare(card, chosen, shown.begin)
        shown.begin("loading")
        engine = load_engine(card, chosen)
        record = None if given.uncalibrated else find_calibration(card, engine.name, folder, chosen)
        asked = fitting(engine, card, sample)
        shown.begin(f"{count(asked)} questions", total=count(asked))
        answers = answer_all(engine, card, asked, shown.advance, record)
        shown.begin("scoring")
        report = make_report(given.gold.name, engine.name, card, count(sample) - count(asked), answers, record)
    if given.page:
        write(given.page, render(report))
    if given.json:
        sys.stdout.write(json.dumps(report.to_json(), indent=2) + "\n")  # ASCII: acts on no terminal
    else:
        _show(report, console)


def _show(report: Report, console: Console) -> None:
    for table in tables(report):
        console.print(table, markup=False, highlight=False)
        console.print()
    if report.left_out:
        words = f"{report.left_out} questions were left out: they do not fit the model's context."
        console.print(words, markup=False, highlight=False)
    if report.confidence:
        by = f"fitted on {report.calibration}" if report.calibration else "as it comes: there is no record"
        console.print(f"Confidence {by}.", markup=False, highlight=False)
    console.print(
        f"{report.model}, prompt {report.prompt}. Below each value its 95% interval, by drawing passages.",
        markup=False,
        highlight=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
