"""Leases on what is claimed: documents and passages have one each. The token is the fence: who holds an old one changes
no row."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from schemas.ledger.database import clock
from schemas.states import BatchState, State
from schemas.tables import batches


@dataclass(frozen=True)
class Lease:
    """The right to say what becomes of one claimed row."""

    table: sa.Table
    id: str
    token: str


def take(
    tx: sa.Connection, table: sa.Table, row_id: str, now: float, lease_s: float, *where: sa.ColumnElement[bool]
) -> Lease | None:
    """Move a row that waits, is due and belongs to an open batch whose deadline has not come to running, its attempt
    counted before it is made. `where` is what else has to hold.

    None if it is not so (any more, or yet): of any number who try at once, one gets the lease.
    """
    token = uuid.uuid4().hex
    taken = tx.execute(
        table.update()
        .where(
            table.c.id == row_id,
            table.c.state == State.WAITING,
            table.c.not_before <= now,
            table.c.batch_id.in_(sa.select(batches.c.id).where(workable(now))),
            *where,
        )
        .values(
            state=State.RUNNING,
            attempts=table.c.attempts + 1,
            lease_token=token,
            lease_until=now + lease_s,
        )
    )
    return Lease(table, row_id, token) if taken.rowcount else None


def workable(now: float) -> sa.ColumnElement[bool]:
    """Whether work of a batch may be begun: it is open, and before its deadline."""
    in_time = sa.or_(batches.c.deadline.is_(None), batches.c.deadline > now)
    return sa.and_(batches.c.state == BatchState.OPEN, in_time)


def held(lease: Lease) -> sa.Update:
    """An UPDATE of the leased row that changes nothing where the lease is another's."""
    return lease.table.update().where(
        lease.table.c.id == lease.id,
        lease.table.c.state == State.RUNNING,
        lease.table.c.lease_token == lease.token,
    )


def renew(database: sa.Engine, lease: Lease, lease_s: float) -> bool:
    """Heartbeat: push the end of the lease. False if it is another's now."""
    with database.begin() as tx:
        return tx.execute(held(lease).values(lease_until=clock(tx) + lease_s)).rowcount == 1
