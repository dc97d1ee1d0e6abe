"""Messages that come more often than once."""

from collections.abc import Callable

import pytest

from batches import everything, passages_of
from schemas.celery_app import make_publisher, publish
from schemas.messages import ANSWER_PASSAGE, passages_queue, task_id
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import passages
from tests.faults.cluster import LONG_LEASE_S, QUESTIONS, Cluster, loaded
from tests.faults.settled import assert_settled

TIMES = 10


@pytest.mark.slow
def test_the_same_message_ten_times(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where two workers answer the same bundle: an attempt beyond the first, or a second answer. It has no power
    where no worker was handed a message twice."""
    cluster = build(database_url, LEASE_S=LONG_LEASE_S)
    batch = loaded(cluster.database, 6, documents=2)
    app = make_publisher("test", Settings(broker=cluster.broker_url))
    for _ in range(TIMES):
        for passage in passages_of(cluster.database, batch):
            queue = passages_queue("scripted")
            publish(app, ANSWER_PASSAGE, passage, batch.id, queue=queue, task_id=task_id(passage, 1))
    app.close()

    cluster.workers(2)
    cluster.dispatcher()
    settled = assert_settled(cluster)

    received = cluster.received()
    assert settled[State.DONE] == 6 * QUESTIONS
    assert min(received.values()) >= TIMES
    assert {row["attempts"] for row in everything(cluster.database, passages)} == {1}


@pytest.mark.slow
def test_a_visibility_timeout_shorter_than_the_job(database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where a bundle that is at work is begun a second time because its message came back. It has no power where
    none came back."""
    cluster = build(database_url, LEASE_S=LONG_LEASE_S, VISIBILITY_TIMEOUT_S=1, SCRIPTED_DELAY_S=2)
    loaded(cluster.database, 4, documents=1)

    cluster.workers(2)
    cluster.dispatcher()
    settled = assert_settled(cluster)

    assert settled[State.DONE] == 4 * QUESTIONS
    assert sum(cluster.received().values()) > 4
    assert {row["attempts"] for row in everything(cluster.database, passages)} == {1}
