"""The broker is killed, emptied or away while work is submitted and done."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import redis

from folder import write_orders, write_questions
from program import nightclerk, until
from schemas.states import State
from servers import Broker
from tests.faults.cluster import QUESTIONS, Cluster, loaded
from tests.faults.settled import assert_settled

#: Workers consume again within this time after the broker's return, seconds.
BACK_AT_WORK_S = 60

#: How long the broker is away, seconds: the workers' attempts to connect grow rarer meanwhile.
SHORT_S, LONG_S = 5, 120


def killed_and_restarted(broker: Broker) -> None:
    broker.stop()
    broker.start()


def wiped(broker: Broker) -> None:
    with redis.Redis.from_url(broker.url) as client:
        client.flushall()


def away(broker: Broker, for_s: float) -> None:
    broker.stop()
    time.sleep(for_s)
    broker.start()


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(killed_and_restarted, id="killed"),
        pytest.param(wiped, id="wiped"),
        pytest.param(partial(away, for_s=SHORT_S), id="away"),
        pytest.param(partial(away, for_s=LONG_S), id="long-away", marks=pytest.mark.campaign),
    ],
)
def test_a_broker_that_comes_back_is_consumed_from_again(
    fault: Callable[[Broker], None],
    postgres: Callable[[], str],
    broker: Broker,
    build: Callable[..., Cluster],
) -> None:
    """Fails where a worker is alive and deaf after the broker's return, where messages that are gone are not rung for
    again, or where a part ends because its broker did. Nobody starts a part again here."""
    cluster = build(postgres())
    bundles = 60
    loaded(cluster.database, bundles)
    cluster.workers(2)
    cluster.dispatcher()
    cluster.until_answered(bundles * QUESTIONS // 4)

    fault(broker)
    # What the workers held when it happened, each one bundle, is answered without the broker.
    known = cluster.answered() + 2 * QUESTIONS
    until(lambda: cluster.answered() > known, BACK_AT_WORK_S, "work after the broker's return")

    assert assert_settled(cluster)[State.DONE] == bundles * QUESTIONS
    assert [part.name for part in cluster.parts if not part.alive] == []


@pytest.mark.slow
@pytest.mark.parametrize("away_s", [SHORT_S, pytest.param(LONG_S, marks=pytest.mark.campaign)])
def test_work_that_is_submitted_while_the_broker_is_away(
    away_s: float,
    postgres: Callable[[], str],
    broker: Broker,
    build: Callable[..., Cluster],
    tmp_path: Path,
) -> None:
    """Fails where `submit` needs a broker, or where splitter, workers or dispatcher do not find theirs again."""
    cluster = build(postgres())
    cluster.splitter()
    cluster.workers(1)
    dispatcher = cluster.dispatcher()
    until(lambda: all(part.said("ready.") for part in cluster.parts if part is not dispatcher), 120, "the parts")
    folder, questions = write_orders(tmp_path / "orders", 4), write_questions(tmp_path / "questions.yaml")
    broker.stop()

    submitted = nightclerk("submit", folder, "--questions", questions, DATABASE=cluster.database_url)
    assert submitted.returncode == 0, submitted.stderr
    time.sleep(away_s)
    assert cluster.answered() == 0
    broker.start()

    assert assert_settled(cluster)[State.DONE] > 0
    assert [part.name for part in cluster.parts if not part.alive] == []
