"""What the tests look at in a ledger."""

import sqlalchemy as sa

from schemas.ledger.database import open_database, reading
from schemas.states import State
from schemas.tables import answers, documents, jobs, passages, results


def spoken(url: str) -> dict[tuple[str, int, str], tuple[str, str | None]]:
    """Raw answer and value by document, passage and field."""
    rows = (
        sa.select(documents.c.path, passages.c.ordinal, jobs.c.field, answers.c.raw, answers.c.value)
        .join(jobs, jobs.c.id == answers.c.job_id)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .join(documents, documents.c.id == jobs.c.document_id)
    )
    return {(path, ordinal, field): (raw, value) for path, ordinal, field, raw, value in _all(url, rows)}


def resolved(url: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Status and value by document and field."""
    rows = sa.select(documents.c.path, results.c.field, results.c.status, results.c.value).join(
        documents, documents.c.id == results.c.document_id
    )
    return {(path, field): (status, value) for path, field, status, value in _all(url, rows)}


def asked_of_the_model(url: str) -> list[str]:
    """Keys of the answers that the model gave, the first first: reused ones are not among them."""
    said = sa.select(answers.c.key).where(answers.c.reused_from.is_(None)).order_by(answers.c.created_at)
    return [str(key) for (key,) in _all(url, said)]


def cut(url: str) -> list[str]:
    """Keys of the answers that were cut: they are asked anew each time."""
    rows = sa.select(answers.c.key).where(answers.c.complete.is_(False)).order_by(answers.c.created_at)
    return [str(key) for (key,) in _all(url, rows)]


def running(url: str) -> int:
    """How many jobs a worker holds now."""
    return int(_all(url, sa.select(sa.func.count()).where(jobs.c.state == State.RUNNING))[0][0])


def reused_at_a_later_try(url: str) -> int:
    """How many answers were reused for jobs that had been lost before."""
    lost = sa.select(sa.func.count()).join_from(answers, jobs, jobs.c.id == answers.c.job_id)
    return int(_all(url, lost.where(jobs.c.attempts > 1, answers.c.reused_from.is_not(None)))[0][0])


def number_of(url: str, table: sa.Table) -> int:
    return int(_all(url, sa.select(sa.func.count()).select_from(table))[0][0])


def finished_at(url: str) -> dict[str, float]:
    """When each answer was written, by job."""
    return dict(_all(url, sa.select(answers.c.job_id, answers.c.created_at)))  # type: ignore[arg-type]


def passage_ids(url: str) -> set[object]:
    return {row[0] for row in _all(url, sa.select(passages.c.id))}


def _all(url: str, query: sa.Select[tuple[object, ...]]) -> list[tuple[object, ...]]:
    database = open_database(url)
    try:
        with reading(database) as tx:
            return [tuple(row) for row in tx.execute(query)]
    finally:
        database.dispose()
