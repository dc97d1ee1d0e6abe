"""The moments of a bundle at which a death or a pause is most awkward."""

import signal
import sys
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from batches import everything, passages_of
from program import until
from schemas.states import State
from schemas.tables import answers, jobs, passages, results
from tests.faults.cluster import LONG_LEASE_S, PATIENCE_S, QUESTIONS, Cluster, hold, loaded
from tests.faults.settled import assert_settled

KILLED_BEFORE_ACK = [sys.executable, "-m", "tests.faults.killed_before_ack"]


def running(cluster: Cluster) -> int:
    held = sa.select(sa.func.count()).select_from(passages).where(passages.c.state == State.RUNNING)
    return cluster.number(held)


def attempts(cluster: Cluster) -> list[int]:
    return sorted(row["attempts"] for row in everything(cluster.database, passages))


@pytest.mark.slow
def test_killed_after_the_commit_and_before_the_ack(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where a message that comes again is worked on again: an attempt beyond the first, or a second answer. It
    has no power where no message came again."""
    cluster = build(database_url, LEASE_S=LONG_LEASE_S)
    loaded(cluster.database, 3, documents=1)
    cluster.dispatcher()
    mortal = cluster.worker("mortal", KILLED_BEFORE_ACK)
    until(lambda: not mortal.alive, PATIENCE_S, "the death of the worker")
    assert cluster.answered() == QUESTIONS
    assert cluster.messages()["unacked"] >= 1

    cluster.worker("worker")
    settled = assert_settled(cluster)

    assert settled[State.DONE] == 3 * QUESTIONS
    assert max(cluster.received().values()) > 1
    assert attempts(cluster) == [1, 1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["child", "parent"])
def test_killed_between_the_claim_and_the_first_answer(
    victim: str, database_url: str, build: Callable[..., Cluster]
) -> None:
    """Fails where a claim without an answer is never taken back, or is not counted as an attempt."""
    cluster = build(database_url, SCRIPTED_DELAY_S=1)
    loaded(cluster.database, 1, documents=1)
    cluster.dispatcher()
    worker = cluster.worker("worker")
    until(lambda: running(cluster), PATIENCE_S, "the claim")

    if victim == "child":
        assert worker.kill_child()
    else:
        worker.kill()
    assert cluster.answered() == 0
    cluster.revive()
    settled = assert_settled(cluster)

    assert settled[State.DONE] == QUESTIONS
    assert attempts(cluster) >= [2]


@pytest.mark.slow
def test_a_worker_that_slept_past_its_lease_changes_nothing(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where the late writer's answers replace those of the one who took over, or end anything: without the token
    in the UPDATE. It has no power where the sleeper did not try to write: its log has to say that it was refused."""
    cluster = build(database_url, SCRIPTED_DELAY_S=0.5)
    batch = loaded(cluster.database, 1, documents=1)
    cluster.dispatcher()
    sleeper = cluster.worker("sleeper")
    [passage] = passages_of(cluster.database, batch)
    until(lambda: running(cluster), PATIENCE_S, "the claim")
    child = sleeper.child()
    assert child is not None
    child.send_signal(signal.SIGSTOP)
    cluster.worker("successor")
    cluster.until_answered(QUESTIONS)
    until(lambda: everything(cluster.database, results), PATIENCE_S, "the results")
    before = {table: everything(cluster.database, table) for table in (answers, jobs, passages, results)}

    child.send_signal(signal.SIGCONT)
    until(lambda: sleeper.said(f"passage {passage}"), PATIENCE_S, "the refusal")

    assert hold(lambda: {table: everything(cluster.database, table) for table in before} == before, for_s=1)
    assert assert_settled(cluster)[State.DONE] == QUESTIONS
