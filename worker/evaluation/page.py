"""A page for the browser: the scores, and every answer that is not right beside its gold and its passage.

Passages, answers and questions are text from outside: the template escapes all of it, and the page's own policy lets no
script run and nothing be fetched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.evaluation.answering import Answered
from worker.evaluation.html import Piece, cut_at, plain_table, template
from worker.evaluation.report import Report
from worker.evaluation.scores import fault
from worker.evaluation.tables import tables
from worker.grounding import find_normalised


@dataclass(frozen=True)
class Wrong:
    """An answer with what is wrong with it."""

    answered: Answered
    fault: str


@dataclass(frozen=True)
class WrongAnswers:
    """The wrong answers of one passage."""

    pieces: list[Piece]
    wrong: list[Wrong]


def render(report: Report) -> str:
    """The page as HTML."""
    wrong = list(_wrong_by_passage(report.answers))
    return str(
        template("page.html").render(
            report=report,
            tables=[plain_table(table) for table in tables(report)],
            passages=wrong,
            count=sum(len(passage.wrong) for passage in wrong),
        )
    )


def _wrong_by_passage(answers: Sequence[Answered]) -> Iterator[WrongAnswers]:
    by_passage: dict[str, list[Wrong]] = {}
    for one in answers:
        if words := fault(one):
            by_passage.setdefault(one.row.context, []).append(Wrong(one, words))
    for context, wrong in by_passage.items():
        yield WrongAnswers(pieces(context, [one.answered for one in wrong]), wrong)


def pieces(context: str, answers: Sequence[Answered]) -> list[Piece]:
    """The passage cut where gold answers, and what was said instead, begin and end. What stands in it more than once is
    marked where it stands first."""
    values = [one for one in answers if one.row.kind in ("extraction", "key_value")]
    gold = [place for one in values for answer in one.row.values if (place := find_normalised(answer, context))]
    said = [(e.start, e.end) for one in values if (e := one.evidence).start is not None and e.end is not None]
    return cut_at(context, gold, said)
