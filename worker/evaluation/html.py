"""What the pages for the browser are made of: templates that escape everything, tables, and marked texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

#: Start and end in a text.
Place = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage: in a gold answer, in what was said, in both (`mark` is "gold", "said" or "gold said") or
    in neither."""

    text: str
    mark: str


def cut_at(text: str, gold: Sequence[Place], said: Sequence[Place]) -> list[Piece]:
    """The text in pieces, cut where the places of both kinds begin and end."""
    cuts = sorted({0, len(text), *(offset for place in (*gold, *said) for offset in place)})
    found = []
    for start, end in pairwise(cuts):
        within = [name for name, places in (("gold", gold), ("said", said)) if _covered(start, places)]
        found.append(Piece(text[start:end], " ".join(within)))
    return found


def plain_table(table: Any) -> dict[str, Any]:
    """Headings and cells of a terminal's table."""
    columns = [list(column.cells) for column in table.columns]
    return {"headings": [column.header for column in table.columns], "rows": list(zip(*columns, strict=True))}


@cache
def template(name: str) -> Any:
    """A template of worker/evaluation/templates, which escapes all that is put into it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # comes with the extra eval

    return Environment(
        loader=PackageLoader("worker.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template(name)


def _covered(offset: int, places: Sequence[Place]) -> bool:
    return any(start <= offset < end for start, end in places)
