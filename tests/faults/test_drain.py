"""A worker that is asked to end."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from batches import everything
from program import until
from schemas.states import State
from schemas.tables import passages
from tests.faults.cluster import LONG_LEASE_S, PATIENCE_S, QUESTIONS, Cluster, loaded
from tests.faults.settled import assert_settled

BUNDLES = 6


def claims(cluster: Cluster) -> int:
    return cluster.number(sa.select(sa.func.sum(passages.c.attempts)))


def running_passage(cluster: Cluster) -> str:
    """The id of the passage that is worked on, once there is one."""

    def found() -> list[str]:
        rows = everything(cluster.database, passages)
        return [row["id"] for row in rows if row["state"] == State.RUNNING]

    return str(until(found, PATIENCE_S, "a claim")[0])


@pytest.mark.slow
def test_sigterm_finishes_what_runs_and_takes_nothing_new(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where the running bundle is cut off or comes again, where another one is claimed on the way out, or where
    the exit code is not 0. It has no power where nothing ran: the bundle has no answer yet when the signal comes."""
    cluster = build(database_url, LEASE_S=LONG_LEASE_S, SCRIPTED_DELAY_S=1)
    loaded(cluster.database, BUNDLES, documents=1)
    cluster.dispatcher()
    worker = cluster.worker("worker")
    held = running_passage(cluster)
    assert (claims(cluster), cluster.answered()) == (1, 0)

    worker.ask_to_end()
    until(lambda: not worker.alive, PATIENCE_S, "the end of the worker")

    assert worker.process.returncode == 0
    assert (claims(cluster), cluster.answered()) == (1, QUESTIONS)
    cluster.worker("next")
    assert assert_settled(cluster)[State.DONE] == BUNDLES * QUESTIONS
    assert cluster.received()[held] == 1
    assert claims(cluster) == BUNDLES


@pytest.mark.slow
def test_a_kill_while_a_worker_drains(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where what a draining worker held is lost. It has no power where the bundle had ended before the kill."""
    cluster = build(database_url, SCRIPTED_DELAY_S=1)
    loaded(cluster.database, BUNDLES, documents=1)
    cluster.dispatcher()
    worker = cluster.worker("worker")
    running_passage(cluster)

    worker.ask_to_end()
    until(lambda: worker.said("Warm shutdown"), PATIENCE_S, "the drain")
    worker.kill()
    assert cluster.answered() == 0
    cluster.worker("next")

    assert assert_settled(cluster)[State.DONE] == BUNDLES * QUESTIONS
    assert cluster.recoveries() >= 1
