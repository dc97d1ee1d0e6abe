"""Tables for a terminal whose cells are scores with their intervals."""

from collections.abc import Callable, Mapping

from rich.table import Table

from worker.evaluation.ratio import Estimate


def empty_table(title: str, columns: Mapping[str, str]) -> Table:
    """A table of figures; `columns` are headings by the score's name."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(title)
    for words in columns.values():
        table.add_column(words, justify="right")
    return table


def cell(score: Estimate | None, written: Callable[[float], str]) -> str:
    """The value with its interval below."""
    if score is None:
        return ""
    if score.low is None or score.high is None:
        return written(score.value)
    return f"{written(score.value)}\n{written(score.low)}–{written(score.high)}"


def percent(value: float) -> str:
    """A fraction of 1."""
    return f"{100 * value:.1f}"


def plain(value: float) -> str:
    """A number of any size."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
