"""What must hold when a fault is over, whatever it was: each fault test ends with `assert_settled`."""

import sqlalchemy as sa

from program import until
from schemas.ledger.counts import Counts, count
from schemas.ledger.database import reading
from schemas.ledger.register import list_batches
from schemas.states import FINAL, BatchState, State
from schemas.tables import answers, documents, jobs, passages, results
from tests.faults.cluster import PATIENCE_S, Cluster


def assert_settled(cluster: Cluster, limit_s: float = PATIENCE_S) -> dict[State, int]:
    """Wait for the end of all batches and of all messages, then recount the rows. How many jobs are in each state.

    done + quarantined + cancelled + carried = registered; one answer for each job that is done and none for another;
    no lease and no running work is left; no queue and no unacknowledged message in Redis; no writer was stopped by the
    database's own keys, for the lease has to stop it before.
    """
    until(lambda: _ended(cluster.database), limit_s, lambda: f"the end of the batches: {_situation(cluster)}")
    until(lambda: not cluster.messages(), limit_s, lambda: f"the end of the messages: {_situation(cluster)}")
    by_state = dict.fromkeys(State, 0)
    for batch in list_batches(cluster.database):
        counts = count(cluster.database, batch.id)
        for number in (counts.documents, counts.jobs):
            _assert_all_final(number)
        for state, number_in in counts.jobs.by_state.items():
            by_state[state] += number_in
    assert cluster.number(_rows(answers)) == by_state[State.DONE]
    assert _doubled(cluster.database) == []
    assert cluster.number(_rows(passages, passages.c.state == State.RUNNING)) == 0
    assert cluster.number(_rows(passages, passages.c.lease_until.is_not(None))) == 0
    assert cluster.number(_rows(documents, documents.c.lease_until.is_not(None))) == 0
    assert cluster.complaints("IntegrityError") == []
    return by_state


def _assert_all_final(counts: Counts) -> None:
    assert counts.balanced, counts
    assert counts.registered == sum(counts.by_state[state] for state in FINAL), counts


def _ended(database: sa.Engine) -> bool:
    ended = (BatchState.DONE, BatchState.CANCELLED)
    return all(batch.state in ended for batch in list_batches(database))


def _doubled(database: sa.Engine) -> list[tuple[object, ...]]:
    """Questions to a passage with more than one answer, or one whose job is not done; fields with two results."""
    answered = sa.select(jobs.c.passage_id, jobs.c.field).join(answers, answers.c.job_id == jobs.c.id)
    with reading(database) as tx:
        twice = tx.execute(answered.group_by(jobs.c.passage_id, jobs.c.field).having(sa.func.count() > 1)).all()
        undone = tx.execute(answered.where(jobs.c.state != State.DONE)).all()
        resolved = tx.execute(
            sa.select(results.c.document_id, results.c.field)
            .group_by(results.c.document_id, results.c.field)
            .having(sa.func.count() > 1)
        ).all()
    return [tuple(row) for row in (*twice, *undone, *resolved)]


def _rows(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.Select[tuple[int]]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions)


def _situation(cluster: Cluster) -> str:
    return f"{cluster.answered()} answers, {cluster.messages()} in Redis; logs in {cluster.folder}"
