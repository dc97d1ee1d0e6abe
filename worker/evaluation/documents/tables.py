"""The scores of documents as tables for a terminal: what is right, and what may be believed."""

from collections.abc import Iterator, Mapping

from rich.table import Table

from worker.evaluation.cells import cell, empty_table, percent
from worker.evaluation.documents.report import ALL, DocumentReport, FieldScores

#: Column headings by the score's name.
_RIGHT = {
    "exact": "right",
    "contains": "contains",
    "f1": "F1",
    "items_precision": "items: precision",
    "items_recall": "recall",
    "abstention": "not found",
    "not_found_precision": "absent: precision",
    "not_found_recall": "recall",
}
_BELIEVED = {
    "accepted": "accepted",
    "review": "in review",
    "precision_all": "precision of all",
    "precision_accepted": "of accepted",
}
_ROUTED = {"in_document": "value in the text", "routed": "of these asked", "asked": "passages asked"}


def tables(report: DocumentReport) -> Iterator[Table]:
    """Values, statuses, and what became of the passages."""
    yield _of_fields("values, %", _RIGHT, report)
    yield _statuses(report)
    yield _of_fields("passages, %", _ROUTED, report)


def _of_fields(title: str, columns: Mapping[str, str], report: DocumentReport) -> Table:
    fields = _shown(report)
    had = {name: words for name, words in columns.items() if any(name in field.scores for field in fields)}
    table = empty_table(title, {"questions": "questions", "documents": "documents", **had})
    for field in fields:
        cells = (cell(field.scores.get(name), percent) for name in had)
        table.add_row(field.field, str(field.questions), str(field.documents), *cells)
    return table


def _statuses(report: DocumentReport) -> Table:
    """The statuses; what is accepted and wrong, or does not stand in the document, is counted."""
    counted = {"wrong_accepted": "wrong and accepted", "ungrounded_accepted": "ungrounded and accepted"}
    table = empty_table("results, %", {**_BELIEVED, "gain": "gain", **counted})
    for field in _shown(report):
        shares = [cell(field.scores.get(name), percent) for name in _BELIEVED]
        numbers = [str(how_many(field, name)) for name in counted]
        table.add_row(field.field, *shares, cell(field.gain, percent), *numbers)
    return table


def how_many(field: FieldScores, name: str) -> int:
    """The results that a share is of."""
    share = field.scores.get(name)
    return round(share.value * share.questions) if share else 0


def _shown(report: DocumentReport) -> list[FieldScores]:
    """Not all together, where there is only one field."""
    fields = list(report.fields)
    return fields[:1] if len(fields) == 2 and fields[-1].field == ALL else fields
