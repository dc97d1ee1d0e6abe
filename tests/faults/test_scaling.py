"""Workers come and go while two dispatchers are at work."""

from collections.abc import Callable
from functools import partial

import pytest
import redis

from program import until
from schemas.messages import passages_queue
from schemas.states import State
from tests.faults.cluster import PATIENCE_S, QUESTIONS, Cluster, hold, loaded
from tests.faults.settled import assert_settled

CAP = 4
DISPATCHERS = 2


@pytest.mark.slow
@pytest.mark.parametrize("bundles", [200, pytest.param(3000, marks=pytest.mark.campaign)])
def test_workers_are_scaled_from_one_to_four_to_none_to_two(
    bundles: int, database_url: str, build: Callable[..., Cluster]
) -> None:
    """Fails where a worker on its way out loses or repeats its bundle, where two dispatchers fill the queue without
    regard to its cap, or where work that is left without a worker is not found by the next ones."""
    cluster = build(database_url, DOORBELL_CAP=CAP)
    loaded(cluster.database, bundles)
    for number in range(DISPATCHERS):
        cluster.dispatcher(f"dispatcher{number}")
    crew = [cluster.worker("worker1")]
    jobs = bundles * QUESTIONS
    with redis.Redis.from_url(cluster.broker_url) as client:
        assert hold(lambda: client.llen(passages_queue("scripted")) <= CAP, for_s=5)
    cluster.until_answered(jobs // 10)

    crew += [cluster.worker(f"worker{number}") for number in (2, 3, 4)]
    for worker in crew:  # the signal would end one that is still being started, as it ends any program
        until(partial(worker.said, " ready."), PATIENCE_S, f"the start of {worker.name}")
    cluster.until_answered(jobs // 2)
    for worker in crew:
        worker.ask_to_end()
    until(lambda: not any(worker.alive for worker in crew), PATIENCE_S, "the end of the workers")
    assert [worker.process.returncode for worker in crew] == [0, 0, 0, 0]
    left = cluster.answered()
    assert left < jobs
    assert hold(lambda: cluster.answered() == left, for_s=2)
    cluster.worker("worker5")
    cluster.worker("worker6")

    assert assert_settled(cluster, limit_s=PATIENCE_S + bundles)[State.DONE] == jobs
    assert cluster.received().total() >= bundles
