"""`nightclerk eval` of questions to documents: the night, then its scores as tables, JSON and a page."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from producer.gold_night import read_by_night
from producer.night import Exit
from producer.terminal import Terminal
from schemas.settings import Settings
from worker.evaluation.documents.page import render
from worker.evaluation.documents.report import DocumentReport, make_document_report
from worker.evaluation.documents.tables import tables
from worker.evaluation.output import check_parts, check_writable, write
from worker.gold_documents import Passages, read_document_gold


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line. `limit` counts documents; without `out` nothing is kept."""

    gold: Path
    limit: int | None
    passages: Passages | None
    out: Path | None
    workers: int
    as_json: bool
    page: Path | None


def evaluate_documents(wanted: Wanted, settings: Settings, console: Console) -> Exit:
    """Progress on stderr, tables or JSON on stdout.

    Raises:
        NightClerkError: the gold file, the model or an output cannot be used.
    """
    check_parts()
    gold = read_document_gold(wanted.gold, wanted.limit, wanted.passages)
    check_writable(wanted.page)
    with _folder(wanted.out) as out:
        progress = Terminal(stderr=True)
        night = read_by_night(gold, out, settings, progress, workers=wanted.workers)
    if night.interrupted:
        again = "The same command goes on." if wanted.out else "Give --out FOLDER to be able to go on another time."
        progress.print(f"Not finished. {again}")
        return Exit.INTERRUPTED
    report = make_document_report(
        wanted.gold.name, night.model, night.answers, unread=night.unread, seconds=night.seconds
    )
    if wanted.page:
        write(wanted.page, render(report))
    if wanted.as_json:
        sys.stdout.write(json.dumps(report.to_json(), indent=2) + "\n")  # ASCII: acts on no terminal
    else:
        _show(report, console)
    return Exit.DONE


def _show(report: DocumentReport, console: Console) -> None:
    for table in tables(report):
        console.print(table, highlight=False)
        console.print()
    for document, reason in report.unread:
        console.print(f"not read: {document}: {reason}", highlight=False)
    words = f"{report.model}, {report.seconds:.0f} s. Below each value its 95% interval, by drawing documents."
    console.print(words, highlight=False)


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="nightclerk-eval-") as folder:
        yield Path(folder)
