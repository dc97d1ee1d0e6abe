"""What a person does to a batch: cancel it, or try again what did not succeed."""

from collections.abc import Collection

import sqlalchemy as sa

from schemas.ledger.database import clock, lock, reading
from schemas.states import BatchState, State
from schemas.tables import batches, documents, jobs, passages, results

#: States from which work can be asked for again.
REQUEUED = (State.QUARANTINED, State.CANCELLED)


def cancel(database: sa.Engine, batch: str) -> int:
    """Cancel what waits, at once; what runs is still finished and kept. How many jobs and documents were cancelled."""
    with database.begin() as tx:
        lock(tx, _batch(batch))
        tx.execute(
            batches.update()
            .where(batches.c.id == batch, batches.c.state.in_([BatchState.OPEN, BatchState.REGISTERING]))
            .values(state=BatchState.CANCELLED, ended_at=clock(tx))
        )
        return _cancel_waiting(tx, batch)


def cancel_stragglers(database: sa.Engine) -> int:
    """Cancel what came back to waiting after its batch was cancelled. How many jobs and documents that were."""
    waiting = [
        sa.select(table.c.batch_id).where(table.c.batch_id == batches.c.id, table.c.state == State.WAITING).exists()
        for table in (documents, jobs)
    ]
    unfinished = sa.select(batches.c.id).where(batches.c.state == BatchState.CANCELLED, sa.or_(*waiting))
    with reading(database) as tx:
        found = list(tx.scalars(unfinished))
    cancelled = 0
    for batch in found:
        with database.begin() as tx:
            # It may have been opened again since.
            if lock(tx, _batch(batch).where(batches.c.state == BatchState.CANCELLED)):
                cancelled += _cancel_waiting(tx, batch)
    return cancelled


def requeue(database: sa.Engine, batch: str, states: Collection[State] = (State.QUARANTINED,)) -> int:
    """Give documents and jobs in these states (quarantined, cancelled) all their tries again. How many.

    A document whose jobs run again loses its results; they are resolved anew when its last job has ended.
    """
    chosen = [state for state in REQUEUED if state in states]
    fresh = {"state": State.WAITING, "attempts": 0, "not_before": 0.0, "ended_at": None}
    with database.begin() as tx:
        lock(tx, _batch(batch))
        jobs_again = jobs.c.batch_id == batch, jobs.c.state.in_(chosen)
        of_documents = sa.select(jobs.c.document_id).where(*jobs_again)
        of_passages = sa.select(jobs.c.passage_id).where(*jobs_again)
        unsplit = documents.c.batch_id == batch, documents.c.state.in_(chosen), documents.c.split_at.is_(None)
        again = tx.execute(documents.update().where(*unsplit).values(**fresh, announced_at=None)).rowcount
        reopened = documents.c.id.in_(of_documents)
        lock(tx, sa.select(documents.c.id).where(reopened).order_by(documents.c.id))
        lock(tx, sa.select(passages.c.id).where(passages.c.id.in_(of_passages)).order_by(passages.c.id))
        tx.execute(results.delete().where(results.c.document_id.in_(of_documents)))
        tx.execute(documents.update().where(reopened).values(state=State.RUNNING, ended_at=None))
        tx.execute(
            passages.update()
            .where(passages.c.id.in_(of_passages), passages.c.state.in_([State.DONE, State.WAITING]))
            .values(state=State.WAITING, crashes=0, not_before=0.0, announced_at=None)
        )
        again += tx.execute(jobs.update().where(*jobs_again).values(**fresh)).rowcount
        if again:
            tx.execute(batches.update().where(batches.c.id == batch).values(state=BatchState.OPEN, ended_at=None))
    return again


def _batch(batch: str) -> sa.Select[tuple[str]]:
    return sa.select(batches.c.id).where(batches.c.id == batch)


def _cancel_waiting(tx: sa.Connection, batch: str) -> int:
    ended = {"state": State.CANCELLED, "ended_at": clock(tx)}
    # Passages before jobs, as a claim locks them: the other way round the two could wait for each other.
    tx.execute(_waiting(passages, batch).values(state=State.DONE))
    return sum(tx.execute(_waiting(table, batch).values(**ended)).rowcount for table in (documents, jobs))


def _waiting(table: sa.Table, batch: str) -> sa.Update:
    return table.update().where(table.c.batch_id == batch, table.c.state == State.WAITING)
