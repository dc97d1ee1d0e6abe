"""States, and what goes with them: times, reasons, leases, the state of the batch."""

from collections.abc import Iterator

import sqlalchemy as sa

from schemas.ledger.audit_rules.rule import Rule, exists, ids_of
from schemas.states import FINAL, BatchState, State
from schemas.tables import batches, documents, jobs, passages


def rules_of_states(batch: str) -> Iterator[Rule]:
    """Each state there is, with a time of its end and a reason where it needs them."""
    for table in (documents, passages, jobs):
        yield Rule(
            "state_unknown",
            table.name,
            "in a state that does not exist: registered is more than the sum of the states",
            ids_of(table, batch, table.c.state.not_in(list(State))),
        )
    for table in (documents, jobs):
        final = table.c.state.in_(FINAL)
        yield Rule(
            "ending_without_time",
            table.name,
            "in a final state without the time of its end, or not in one and with a time: its state was half changed",
            ids_of(table, batch, final == table.c.ended_at.is_(None)),
        )
        without = sa.or_(
            *(sa.func.coalesce(reason, "") == "" for reason in (table.c.error_code, table.c.error)),
        )
        yield Rule(
            "quarantine_without_reason",
            table.name,
            "in quarantine without a reason: nobody can act on it",
            ids_of(table, batch, table.c.state == State.QUARANTINED, without),
        )


def rules_of_leases(batch: str, now: float) -> Iterator[Rule]:
    """What runs has one whole lease that has not ended, and nothing else has one."""
    for table in (documents, passages):
        running = table.c.state == State.RUNNING
        some = sa.or_(table.c.lease_token.is_not(None), table.c.lease_until.is_not(None))
        yield Rule(
            "lease_expired",
            table.name,
            "its lease has ended: its holder is gone; a dispatcher takes it back at its next step, if one runs",
            ids_of(table, batch, running, table.c.lease_until < now),
        )
        yield Rule(
            "lease_without_run",
            table.name,
            "under a lease, but not running: a late writer could still change it",
            ids_of(table, batch, ~running, some),
        )
        needs_one = sa.and_(running, documents.c.split_at.is_(None)) if table is documents else running
        whole = sa.and_(table.c.lease_token.is_not(None), table.c.lease_until.is_not(None))
        yield Rule(
            "run_without_lease",
            table.name,
            "running without a lease: nobody works on it, and nobody will take it back",
            ids_of(table, batch, needs_one, ~whole),
        )
    split = documents.c.split_at.is_not(None), documents.c.state == State.RUNNING
    yield Rule(
        "lease_after_split",
        "documents",
        "split, but still under a lease: when that ends it is split again",
        ids_of(documents, batch, *split, documents.c.lease_until.is_not(None)),
    )


def rules_of_batches(batch: str) -> Iterator[Rule]:
    """A batch's state goes together with those of its documents and jobs."""

    def in_a(state: BatchState) -> sa.Exists:
        return exists(batches, batches.c.id == batch, batches.c.state == state)

    for table in (documents, jobs):
        yield Rule(
            "unfinished_in_done_batch",
            table.name,
            "not in a final state, but its batch is done: nobody will work on it",
            ids_of(table, batch, in_a(BatchState.DONE), table.c.state.not_in(FINAL)),
        )
        yield Rule(
            "waiting_in_cancelled_batch",
            table.name,
            "waits, but its batch is cancelled; a dispatcher cancels it at its next step, if one runs",
            ids_of(table, batch, in_a(BatchState.CANCELLED), table.c.state == State.WAITING),
        )
    yield Rule(
        "batch_not_opened",
        "documents",
        "registered, but its batch was not opened with it: it is not announced",
        ids_of(documents, batch, in_a(BatchState.REGISTERING)),
    )
    closed = batches.c.state.in_([BatchState.DONE, BatchState.CANCELLED])
    yield Rule(
        "ending_without_time",
        "batches",
        "ended without the time of its end, or not ended and with a time: its state was half changed",
        sa.select(batches.c.id).where(batches.c.id == batch, closed == batches.c.ended_at.is_(None)),
    )
