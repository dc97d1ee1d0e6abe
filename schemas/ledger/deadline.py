"""The deadline of a batch: what waits when it comes is carried, and a later run takes it up."""

import sqlalchemy as sa

from schemas.ledger.bundles import most_important
from schemas.ledger.control import end_waiting, with_waiting_work
from schemas.ledger.database import clock, lock, reading
from schemas.states import BatchState, State
from schemas.tables import batches, documents, jobs, passages, results


def carry(database: sa.Engine) -> int:
    """Carry over what waits in open batches whose deadline has come. How many documents and jobs.

    What runs may finish and is kept; what comes back to waiting afterwards is carried by a later call.
    """
    with reading(database) as tx:
        late = batches.c.state == BatchState.OPEN, batches.c.deadline <= clock(tx)
        found = list(tx.scalars(sa.select(batches.c.id).where(*late, with_waiting_work())))
    carried = 0
    for batch in found:
        with database.begin() as tx:
            late = batches.c.state == BatchState.OPEN, batches.c.deadline <= clock(tx)
            # It may have been given another deadline since.
            if lock(tx, sa.select(batches.c.id).where(batches.c.id == batch, *late)):
                carried += end_waiting(tx, batch, State.CARRIED)
    return carried


def take_up(database: sa.Engine, batch: str, deadline: float | None) -> int:
    """Give a batch this deadline (seconds since 1970, UTC), or none, and let what was carried wait again, its attempts
    as they were. How many documents and jobs. In a cancelled batch nothing is taken up.

    A document whose jobs are taken up loses its results; they are resolved anew when its last job has ended.
    """
    with database.begin() as tx:
        lock(tx, sa.select(batches.c.id).where(batches.c.id == batch))
        tx.execute(batches.update().where(batches.c.id == batch).values(deadline=deadline))
        if tx.scalar(sa.select(batches.c.state).where(batches.c.id == batch)) == BatchState.CANCELLED:
            return 0
        again = _take_up_documents(tx, batch) + _take_up_jobs(tx, batch)
        if again:
            done = batches.c.id == batch, batches.c.state == BatchState.DONE
            tx.execute(batches.update().where(*done).values(state=BatchState.OPEN, ended_at=None))
    return again


def _take_up_documents(tx: sa.Connection, batch: str) -> int:
    """Documents that were carried before they were split."""
    unsplit = documents.c.batch_id == batch, documents.c.state == State.CARRIED, documents.c.split_at.is_(None)
    waiting = {"state": State.WAITING, "ended_at": None, "announced_at": None}
    return tx.execute(documents.update().where(*unsplit).values(**waiting)).rowcount


def _take_up_jobs(tx: sa.Connection, batch: str) -> int:
    """Jobs that were carried, with the documents and passages they belong to."""
    carried = jobs.c.batch_id == batch, jobs.c.state == State.CARRIED
    reopened = documents.c.id.in_(sa.select(jobs.c.document_id).where(*carried))
    lock(tx, sa.select(documents.c.id).where(reopened).order_by(documents.c.id))
    tx.execute(results.delete().where(results.c.document_id.in_(sa.select(jobs.c.document_id).where(*carried))))
    tx.execute(documents.update().where(reopened).values(state=State.RUNNING, ended_at=None))
    of_passages = passages.c.id.in_(sa.select(jobs.c.passage_id).where(*carried))
    lock(tx, sa.select(passages.c.id).where(of_passages).order_by(passages.c.id))
    tx.execute(
        passages.update()
        .where(of_passages, passages.c.state.in_([State.DONE, State.WAITING]))
        .values(
            state=State.WAITING,
            not_before=0.0,
            priority=most_important(State.WAITING, State.CARRIED),
            announced_at=None,
        )
    )
    return tx.execute(jobs.update().where(*carried).values(state=State.WAITING, ended_at=None)).rowcount
