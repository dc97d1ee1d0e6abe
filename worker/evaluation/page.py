"""A page for the browser: the scores, and every answer that is not right beside its gold and its passage.

Passages, answers and questions are text from outside: the template escapes all of it, and the page's own policy lets no
script run and nothing be fetched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from worker.evaluation.answering import Answered
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
class Piece:
    """A stretch of a passage: in a gold answer, in what was said, in both (`mark` is "gold", "said" or "gold said") or
    in neither."""

    text: str
    mark: str


@dataclass(frozen=True)
class WrongAnswers:
    """The wrong answers of one passage."""

    pieces: list[Piece]
    wrong: list[Wrong]


def render(report: Report) -> str:
    """The page as HTML."""
    wrong = list(_wrong_by_passage(report.answers))
    return str(
        _template().render(
            report=report,
            tables=[_plain(table) for table in tables(report)],
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
    cuts = sorted({0, len(context), *(offset for place in (*gold, *said) for offset in place)})
    found = []
    for start, end in pairwise(cuts):
        within = [name for name, places in (("gold", gold), ("said", said)) if _covered(start, places)]
        found.append(Piece(context[start:end], " ".join(within)))
    return found


def _covered(offset: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in places)


def _plain(table: Any) -> dict[str, Any]:
    """Headings and cells of a terminal's table."""
    columns = [list(column.cells) for column in table.columns]
    return {"headings": [column.header for column in table.columns], "rows": list(zip(*columns, strict=True))}


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # comes with the extra eval

    return Environment(
        loader=PackageLoader("worker.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("page.html")
