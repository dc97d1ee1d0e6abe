"""What the dispatcher does to the ledger: announce what waits, take back what its holder lost."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from schemas.errors import DocumentError, JobError, SplitterLost, WorkerLost
from schemas.ledger.bundles import settle_passage
from schemas.ledger.database import clock, reading
from schemas.ledger.leases import workable
from schemas.outcomes import backoff_s
from schemas.settings import Settings
from schemas.states import BatchState, State
from schemas.tables import batches, documents, jobs, passages

#: Expired leases taken back in one transaction at most.
REAP_AT_ONCE = 100


#: A lease end that lies before every clock. Not NULL: a split document waits for its jobs without a lease.
_EXPIRED = 0.0


@dataclass(frozen=True)
class Announcement:
    """Waiting work whose id goes into a queue."""

    id: str
    batch_id: str
    attempt: int


def announce_documents(database: sa.Engine, limit: int, ring_again_s: float) -> list[Announcement]:
    """Mark up to `limit` waiting documents as announced, in the order of batches and discovery."""
    order = (batches.c.created_at, documents.c.position)
    return _announce(database, documents, sa.true(), order, limit, ring_again_s)


def announce_passages(database: sa.Engine, model: str, limit: int, ring_again_s: float) -> list[Announcement]:
    """Mark up to `limit` waiting passages for `model` as announced, document by document; where there is a deadline,
    those with the most important jobs of all documents first."""
    importance = sa.case((batches.c.deadline.is_(None), 0), else_=passages.c.priority)
    order = (batches.c.created_at, importance, passages.c.document_id, passages.c.ordinal)
    asked_of = sa.func.coalesce(passages.c.model, batches.c.model)
    return _announce(database, passages, asked_of == model, order, limit, ring_again_s)


def models_with_work(database: sa.Engine) -> list[str]:
    """The models that open batches ask for, or ask where the first one's answers go to review."""
    second = batches.c.questionnaire["escalate_to"].as_string()
    named = (
        sa.select(name).where(batches.c.state == BatchState.OPEN, name.is_not(None))
        for name in (batches.c.model, second)
    )
    with reading(database) as tx:
        return list(tx.scalars(sa.union(*named)))


def _announce(
    database: sa.Engine,
    table: sa.Table,
    condition: sa.ColumnElement[bool],
    order: Sequence[sa.ColumnElement[object]],
    limit: int,
    ring_again_s: float,
) -> list[Announcement]:
    if limit <= 0:
        return []
    with database.begin() as tx:
        now = clock(tx)
        chosen = tx.execute(
            sa.select(table.c.id, table.c.batch_id, table.c.attempts)
            .join(batches, batches.c.id == table.c.batch_id)
            .where(
                table.c.state == State.WAITING,
                table.c.not_before <= now,
                sa.or_(table.c.announced_at.is_(None), table.c.announced_at < now - ring_again_s),
                workable(now),
                condition,
            )
            .order_by(*order)
            .limit(limit)
            .with_for_update(skip_locked=True, of=table)  # two dispatchers take different rows; SQLite has one writer
        ).all()
        tx.execute(table.update().where(table.c.id.in_([row.id for row in chosen])).values(announced_at=now))
    return [Announcement(row.id, row.batch_id, row.attempts + 1) for row in chosen]


def reap(database: sa.Engine, settings: Settings) -> int:
    """Take back documents and bundles whose lease has ended: their holder died, hangs or was cut off. How many."""
    with database.begin() as tx:
        now = clock(tx)
        lost_documents = tx.execute(_expired(documents, now)).all()
        for row in lost_documents:
            split_again = row.attempts < settings.max_attempts
            error = SplitterLost(attempts=row.attempts)
            tx.execute(
                documents.update()
                .where(documents.c.id == row.id)
                .values(
                    lease_token=None,
                    lease_until=None,
                    announced_at=None,
                    **_back(error, split_again, now + backoff_s(row.attempts, settings, random.random()), now),
                )
            )
        lost_passages = tx.execute(_expired(passages, now)).all()
        for row in lost_passages:
            tx.execute(passages.update().where(passages.c.id == row.id).values(crashes=passages.c.crashes + 1))
            _take_back_jobs(tx, row.id, now, settings)
            settle_passage(tx, row.id)
    return len(lost_documents) + len(lost_passages)


def expire_leases(database: sa.Engine) -> None:
    """End all leases now. For one who knows that no other process works on this database: what was killed is taken
    back at the next `reap`, not only when its lease would have ended."""
    with database.begin() as tx:
        for table in (documents, passages):
            held = table.c.state == State.RUNNING, table.c.lease_until.is_not(None)
            tx.execute(table.update().where(*held).values(lease_until=_EXPIRED))


def _expired(table: sa.Table, now: float) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(table)
        .where(table.c.state == State.RUNNING, table.c.lease_until < now)
        .limit(REAP_AT_ONCE)
        .with_for_update(skip_locked=True)
    )


def _take_back_jobs(tx: sa.Connection, passage: str, now: float, settings: Settings) -> None:
    jitter = random.random()  # one for all: jobs that come back together are answered together
    running = sa.select(jobs).where(jobs.c.passage_id == passage, jobs.c.state == State.RUNNING)
    for job in tx.execute(running).all():
        again = job.attempts < settings.max_attempts
        error = WorkerLost(attempts=job.attempts)
        not_before = now + backoff_s(job.attempts, settings, jitter)
        tx.execute(jobs.update().where(jobs.c.id == job.id).values(**_back(error, again, not_before, now)))


def _back(error: DocumentError | JobError, again: bool, not_before: float, now: float) -> dict[str, object]:
    values: dict[str, object] = {"error_code": error.code, "error": str(error), "trace": None}
    if again:
        return values | {"state": State.WAITING, "not_before": not_before}
    return values | {"state": State.QUARANTINED, "ended_at": now}
