"""What a person does to a batch: cancel it, or try again what did not succeed."""

from collections.abc import Collection

import sqlalchemy as sa

from schemas.ledger.bundles import most_important
from schemas.ledger.database import clock, lock, reading
from schemas.states import BatchState, State
from schemas.tables import batches, documents, jobs, passages, results

#: States from which work can be asked for again.
REQUEUED = (State.QUARANTINED, State.CANCELLED)


def cancel(database: sa.Engine, batch: str) -> int:
    """Cancel what waits, at once; what runs stops at its next step. How many jobs and documents were cancelled."""
    with database.begin() as tx:
        lock(tx, _batch(batch))
        tx.execute(
            batches.update()
            .where(batches.c.id == batch, batches.c.state.in_([BatchState.OPEN, BatchState.REGISTERING]))
            .values(state=BatchState.CANCELLED, ended_at=clock(tx))
        )
        return end_waiting(tx, batch, State.CANCELLED)


def is_cancelled(database: sa.Engine, batch: str) -> bool:
    """Whether nobody wants what is still done for a batch."""
    with reading(database) as tx:
        return tx.scalar(sa.select(batches.c.state).where(batches.c.id == batch)) == BatchState.CANCELLED


def cancel_stragglers(database: sa.Engine) -> int:
    """Cancel what came back to waiting after its batch was cancelled. How many jobs and documents that were."""
    unfinished = sa.select(batches.c.id).where(batches.c.state == BatchState.CANCELLED, with_waiting_work())
    with reading(database) as tx:
        found = list(tx.scalars(unfinished))
    cancelled = 0
    for batch in found:
        with database.begin() as tx:
            # It may have been opened again since.
            if lock(tx, _batch(batch).where(batches.c.state == BatchState.CANCELLED)):
                cancelled += end_waiting(tx, batch, State.CANCELLED)
    return cancelled


def requeue(database: sa.Engine, batch: str, states: Collection[State] = (State.QUARANTINED,)) -> int:
    """Give documents and jobs in these states (quarantined, cancelled) all their tries again. How many.

    A document whose jobs run again loses its results; they are resolved anew when its last job has ended. A deadline
    that has passed is forgotten.
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
            .values(
                state=State.WAITING,
                crashes=0,
                not_before=0.0,
                priority=most_important(State.WAITING, *chosen),
                announced_at=None,
            )
        )
        again += tx.execute(jobs.update().where(*jobs_again).values(**fresh)).rowcount
        if again:
            ahead = sa.case((batches.c.deadline > clock(tx), batches.c.deadline))
            opened = {"state": BatchState.OPEN, "ended_at": None, "deadline": ahead}
            tx.execute(batches.update().where(batches.c.id == batch).values(**opened))
    return again


def with_waiting_work() -> sa.ColumnElement[bool]:
    """Whether documents or jobs of a batch wait, for a SELECT of batches."""
    return sa.or_(
        *(
            sa.select(table.c.batch_id).where(table.c.batch_id == batches.c.id, table.c.state == State.WAITING).exists()
            for table in (documents, jobs)
        )
    )


def end_waiting(tx: sa.Connection, batch: str, state: State) -> int:
    """Move documents and jobs that wait to a final state; how many. Within a transaction that has locked the batch.

    Jobs of a passage that somebody works on, or that has just been made, are left to a later call: they change together
    with their passage, or the passage would wait without a job that does.
    """
    ended = {"state": state, "ended_at": clock(tx)}
    moved = tx.execute(_waiting(documents, batch).values(**ended)).rowcount
    tx.execute(_waiting(passages, batch).values(state=State.DONE))
    at_rest = sa.select(passages.c.id).where(passages.c.batch_id == batch, passages.c.state == State.DONE)
    return moved + tx.execute(_waiting(jobs, batch).where(jobs.c.passage_id.in_(at_rest)).values(**ended)).rowcount


def _batch(batch: str) -> sa.Select[tuple[str]]:
    return sa.select(batches.c.id).where(batches.c.id == batch)


def _waiting(table: sa.Table, batch: str) -> sa.Update:
    return table.update().where(table.c.batch_id == batch, table.c.state == State.WAITING)
