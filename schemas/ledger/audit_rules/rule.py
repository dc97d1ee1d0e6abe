"""One rule, and what its SELECT is written with."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa


@dataclass(frozen=True)
class Rule:
    """`broken` selects the ids, in the table of that name, of the rows that break it."""

    name: str
    table: str
    meaning: str
    broken: sa.Select[Any]


def ids_of(table: sa.Table, batch: str, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The ids of a batch's rows."""
    return sa.select(table.c.id).where(table.c.batch_id == batch, *where)


def exists(table: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.Exists:
    """Whether there is such a row, for the row that is looked at."""
    return sa.select(sa.literal(1)).select_from(table).where(*where).exists()


def number_of(table: sa.Table, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """How many such rows there are, for the row that is looked at."""
    return sa.select(sa.func.count()).select_from(table).where(*where).scalar_subquery()
