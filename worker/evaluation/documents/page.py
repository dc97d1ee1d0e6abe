"""A page for the browser: the scores, and every result that is not right beside gold, reason, quote and passage.

As worker/evaluation/page.py it shows text from outside: all of it is escaped, and nothing is fetched or run.
"""

from dataclasses import dataclass

from schemas.questionnaire import ValueType
from worker.evaluation.documents.answer import DocumentAnswer, fault
from worker.evaluation.documents.report import DocumentReport
from worker.evaluation.documents.tables import tables
from worker.evaluation.html import Piece, cut_at, plain_table, template
from worker.grounding import find_normalised


@dataclass(frozen=True)
class Wrong:
    """A result with what is wrong with it, and its passage marked. `between` stands between its gold values."""

    answer: DocumentAnswer
    fault: str
    pieces: list[Piece]
    between: str


def render(report: DocumentReport) -> str:
    """The page as HTML."""
    wrong = [_wrong(answer, words) for answer in report.answers if (words := fault(answer))]
    shown = [plain_table(table) for table in tables(report)]
    return str(template("documents.html").render(report=report, tables=shown, wrong=wrong))


def _wrong(answer: DocumentAnswer, words: str) -> Wrong:
    gold = [place for value in answer.row.values if (place := find_normalised(value, answer.passage))]
    said = [(answer.start, answer.end)] if answer.start is not None and answer.end is not None else []
    between = " and " if answer.row.type is ValueType.LIST else " or "
    judged = answer.row.kind == "boolean"
    return Wrong(answer, words, cut_at(answer.passage, [] if judged else gold, said), between)
