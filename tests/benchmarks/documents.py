"""Real documents from file to result, with each question asked of the three best passages and of all.

Ledgers and gold files are kept in the cache folder, so the same command goes on where it was interrupted and asks a
model nothing twice. All passages are asked first; what is asked of three of them is known then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from producer.gold_night import read_by_night
from producer.terminal import Terminal
from schemas.settings import settings
from tests.benchmarks import kept
from tests.benchmarks.document_gold import SETS, write_gold
from worker.evaluation.documents.report import DocumentReport, FieldScores, make_document_report
from worker.evaluation.documents.tables import how_many
from worker.evaluation.ratio import Estimate
from worker.gold_documents import Passages, read_document_gold

ASKED: tuple[Passages, ...] = ("all", 3)


@dataclass(frozen=True)
class _Night:
    """One set, asked both ways."""

    name: str
    all: DocumentReport
    three: DocumentReport

    @property
    def fields(self) -> Iterator[tuple[FieldScores, FieldScores]]:
        """Each field as it comes out of three passages and of all."""
        return zip(self.three.fields, self.all.fields, strict=True)


def measure(limit: int | None = None, sets: tuple[str, ...] = tuple(SETS)) -> str:
    """Tables by set and field: what is right with three passages and with all, and what may be believed; of the first
    `limit` documents of each set."""
    nights = [night for name in sets if (night := _night(name, limit))]
    if not nights:
        return "The documents are absent here."
    models = ", ".join(dict.fromkeys(night.all.model for night in nights))
    documents = ", ".join(f"{night.name} {night.all.all.documents}" for night in nights)
    unread = sum(len(night.all.unread) for night in nights)
    return "\n".join(
        [
            f"{models}; documents: {documents}" + (f", {unread} of them in quarantine." if unread else "."),
            "",
            "Right: the same value by its type. Contains: a gold value stands in what was said. In the text: the",
            "value stands in a passage at all; asked: in one of the three, of those. In %, with 95% intervals by",
            "documents.",
            "",
            *(_values(nights)),
            "",
            "What may be believed, of results with three passages and with all: values that are right, of all that",
            "were said and of those accepted.",
            "",
            *(_believed(nights)),
        ]
    )


def _night(name: str, limit: int | None) -> _Night | None:
    """None where the documents are absent.

    Raises:
        SystemExit: a person ended it; the same command goes on.
    """
    folder = kept.folder("documents")
    path = write_gold(name, folder / "gold", limit)
    out = folder / f"{name}-{kept.model().folder_name}"
    return None if path is None else _Night(name, *(_report(path, out, k) for k in ASKED))


def _report(path: Path, out: Path, passages: Passages) -> DocumentReport:
    console = Terminal(stderr=True)
    console.print(f"{path.stem}, passages: {passages}")
    gold = read_document_gold(path, passages=passages)
    night = read_by_night(gold, out, settings(), console, name=kept.night_name())
    if night.interrupted:
        raise SystemExit("Interrupted; the same command goes on.")
    return make_document_report(path.name, night.model, night.answers, unread=night.unread, seconds=night.seconds)


def _values(nights: list[_Night]) -> Iterator[str]:
    yield "| set | field | questions | right, 3 | right, all | contains, 3 | contains, all | in the text | asked |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for night in nights:
        for three, every in night.fields:
            cells = [three.scores.get("exact"), every.scores.get("exact")]
            cells += [three.scores.get("contains"), every.scores.get("contains")]
            cells += [three.scores.get("in_document"), three.scores.get("routed")]
            yield f"| {night.name} | {three.field} | {three.questions} | {' | '.join(map(cell, cells))} |"


def _believed(nights: list[_Night]) -> Iterator[str]:
    yield (
        "| set | passages | of all passages asked | accepted | precision of all | of accepted | gain, points | "
        "ungrounded and accepted | not found: precision | recall |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for night in nights:
        for asked, report in (("3", night.three), ("all", night.all)):
            found = report.all
            names = ("asked", "accepted", "precision_all", "precision_accepted")
            cells = [cell(found.scores.get(name)) for name in names] + [cell(found.gain)]
            cells.append(str(how_many(found, "ungrounded_accepted")))
            cells += [cell(found.scores.get(name)) for name in ("not_found_precision", "not_found_recall")]
            yield f"| {night.name} | {asked} | {' | '.join(cells)} |"


def cell(score: Estimate | None) -> str:
    """A fraction as percent with its interval; empty where there is none."""
    if score is None:
        return ""
    if score.low is None or score.high is None:
        return f"{100 * score.value:.1f}"
    return f"{100 * score.value:.1f} ({100 * score.low:.0f} to {100 * score.high:.0f})"
