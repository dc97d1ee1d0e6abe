"""The scores of a report as tables for a terminal: one for each family of kinds, intervals below the values."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.table import Table

from worker.evaluation.cells import cell, empty_table, percent, plain
from worker.evaluation.confidence import Confidence
from worker.evaluation.report import Group, Report

#: Column headings by the score's name.
_VALUES = {
    "exact": "exact",
    "f1": "F1",
    "contains": "contains",
    "abstention": "abstained",
    "grounded": "in the text",
    "not_found_precision": "not found: precision",
    "not_found_recall": "recall",
    "not_found_f1": "F1",
}
_BOOLEANS = {
    "accuracy": "accuracy",
    "abstention": "abstained",
    "not_found_precision": "not found: precision",
    "not_found_recall": "recall",
    "not_found_f1": "F1",
}
_SUMMARIES = {
    "rouge1": "ROUGE-1",
    "rouge2": "ROUGE-2",
    "rougeL": "ROUGE-L",
    "length": "length kept",
    "numbers": "numbers in the text",
    "names": "names in the text",
}
_ACCEPTED = {
    "precision": "right, of all values",
    "accepted_precision": "of accepted ones",
    "accepted_of_right": "right ones accepted",
}
_COST = {"prompt_tokens": "tokens read", "answer_tokens": "tokens said", "seconds": "seconds a question"}
#: llmware counts the core in points of 100, the others in percent.
_SCHEME = {"core": "core, points of 100", "not_found": "not found", "boolean": "boolean", "math": "math"}
_FAMILIES = (
    (("extraction", "key_value"), "values, %", _VALUES),
    (("boolean",), "yes or no, %", _BOOLEANS),
    (("summarization",), "summaries, %", _SUMMARIES),
)


def tables(report: Report) -> Iterator[Table]:
    """Values, booleans, summaries, confidence, cost and llmware's scheme, as far as the report has them."""
    shown = [group for group in report.groups if _tells_more_than_its_kind(group, report.groups)]
    for kinds, title, columns in _FAMILIES:
        family = [group for group in shown if group.kind in kinds]
        if family:
            yield _of_groups(title, columns, family, percent)
    if report.confidence:
        yield _of_confidence(report.confidence)
    yield _of_groups("cost", _COST, shown, plain)
    if report.rag_instruct:
        table = empty_table("llmware's scheme", {name: _SCHEME[name] for name in report.rag_instruct})
        table.add_row("RAG-Instruct", *(cell(one, percent) for one in report.rag_instruct.values()))
        yield table


def _tells_more_than_its_kind(group: Group, groups: Sequence[Group]) -> bool:
    """Not a category which all questions of its kind belong to."""
    kind = next(one for one in groups if one.kind == group.kind)
    return group.category is None or group.questions < kind.questions


def _of_groups(
    title: str, columns: Mapping[str, str], groups: Sequence[Group], written: Callable[[float], str]
) -> Table:
    """A row for each group, a column for each score that one of them has."""
    had = {name: words for name, words in columns.items() if any(name in group.scores for group in groups)}
    table = empty_table(title, {"questions": "questions", "passages": "passages", **had})
    for group in groups:
        words = f"  {group.category}" if group.category else group.kind
        cells = (cell(group.scores.get(name), written) for name in had)
        table.add_row(words, str(group.questions), str(group.passages), *cells)
    return table


def _of_confidence(kinds: Sequence[Confidence]) -> Table:
    """The calibration error has no interval: it is a mean of distances, and grows with every resample."""
    table = empty_table("confidence, %", {"questions": "questions", "error": "calibration error", **_ACCEPTED})
    for one in kinds:
        cells = (cell(one.scores.get(name), percent) for name in _ACCEPTED)
        table.add_row(one.kind, str(one.questions), percent(one.error), *cells)
    return table
