"""What must hold when a fault is over, whatever it was: each fault test ends with `assert_settled`."""

import sqlalchemy as sa

from program import until
from schemas.ledger.audit import audit
from schemas.ledger.register import list_batches
from schemas.states import BatchState, State
from schemas.tables import answers, documents, passages
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
        recount = audit(cluster.database, batch.id)
        assert recount.imbalances == ()
        assert recount.ended
        for state in State:
            by_state[state] += recount.sums["jobs"].by_state[state]
    assert cluster.number(_rows(answers)) == by_state[State.DONE]
    assert cluster.number(_rows(passages, passages.c.state == State.RUNNING)) == 0
    assert cluster.number(_rows(passages, passages.c.lease_until.is_not(None))) == 0
    assert cluster.number(_rows(documents, documents.c.lease_until.is_not(None))) == 0
    assert cluster.complaints("IntegrityError") == []
    return by_state


def _ended(database: sa.Engine) -> bool:
    ended = (BatchState.DONE, BatchState.CANCELLED)
    return all(batch.state in ended for batch in list_batches(database))


def _rows(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.Select[tuple[int]]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions)


def _situation(cluster: Cluster) -> str:
    return f"{cluster.answered()} answers, {cluster.messages()} in Redis; logs in {cluster.folder}"
