"""Passages that no worker survives, beside passages that are none the worse for it."""

from collections.abc import Callable

import pytest

from batches import everything
from schemas.states import State
from schemas.tables import jobs, passages
from tests.faults.cluster import QUESTIONS, Cluster, drilled, order
from tests.faults.settled import assert_settled

ATTEMPTS = 3

#: What a passage does to the one who answers its question about the total, and how that is called in the ledger.
POISONS = {
    "die": "WorkerLost",
    "devour": "WorkerOutOfMemory",
    "loop": "BundleTimeout",
    "deadlock": "WorkerLost",
}


@pytest.mark.slow
def test_poison_costs_itself_alone(postgres: Callable[[], str], build: Callable[..., Cluster]) -> None:
    """Fails where a poisonous question is tried once more or once less than is set, where it takes a neighbour in its
    passage or beside it into quarantine, or where it stops a worker for good (one that hangs in C hears no soft limit).
    """
    cluster = build(
        postgres(),
        MAX_ATTEMPTS=ATTEMPTS,
        BUNDLE_LIMIT_S=3,
        LIMIT_GRACE_S=2,
        WORKER_MEMORY_BYTES=1024**3,
    )
    poisonous = [f"{order(place)}\n[[drill: {drill} on total]]" for place, drill in enumerate(POISONS)]
    harmless = [order(place) for place in range(len(POISONS), 10)]
    drilled(cluster.database, poisonous + harmless)
    workers = cluster.workers(2)
    cluster.dispatcher()

    settled = assert_settled(cluster)

    rows = everything(cluster.database, jobs)
    places = {row["id"]: row["ordinal"] for row in everything(cluster.database, passages)}
    quarantined = {places[row["passage_id"]]: row for row in rows if row["state"] == State.QUARANTINED}
    assert {place: row["error_code"] for place, row in quarantined.items()} == dict(enumerate(POISONS.values()))
    assert {(row["field"], row["attempts"]) for row in quarantined.values()} == {("total", ATTEMPTS)}
    assert settled[State.DONE] == len(poisonous + harmless) * QUESTIONS - len(POISONS)
    assert all(worker.alive for worker in workers)
