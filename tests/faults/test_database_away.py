"""PostgreSQL is killed in the middle of commits, and is away."""

import random
import time
from collections.abc import Callable

import pytest

from program import until
from schemas.states import State
from servers import Postgres
from tests.faults.cluster import PATIENCE_S, QUESTIONS, Cluster, loaded
from tests.faults.settled import assert_settled

SEED = 5


@pytest.mark.slow
@pytest.mark.parametrize("restarts", [3, pytest.param(20, marks=pytest.mark.campaign)])
def test_postgres_is_restarted_in_the_middle_of_commits(
    restarts: int, durable_postgres: str, mortal_postgres: Postgres, build: Callable[..., Cluster]
) -> None:
    """Fails where half a bundle is written, where a pool hands out dead connections for good, or where a commit whose
    answer was lost on the way is repeated. It has no power where no bundle was struck: a task failed, or a claim came
    again."""
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    cluster = build(durable_postgres, SCRIPTED_DELAY_S=0.005)  # nearly all of the time is spent in transactions
    bundles = 100 * restarts
    loaded(cluster.database, bundles)
    cluster.workers(2)
    cluster.dispatcher()

    for restart in range(restarts):
        cluster.until_answered(bundles * QUESTIONS * (restart + 1) // (restarts + 2))
        time.sleep(chance.uniform(0, 0.1))
        mortal_postgres.stop()
        mortal_postgres.start()

    assert assert_settled(cluster)[State.DONE] == bundles * QUESTIONS
    assert cluster.complaints("the task failed") or cluster.recoveries()
    assert [part.name for part in cluster.parts if not part.alive] == []


@pytest.mark.slow
@pytest.mark.parametrize("away_s", [8, pytest.param(120, marks=pytest.mark.campaign)])
def test_postgres_is_away(
    away_s: float, durable_postgres: str, mortal_postgres: Postgres, build: Callable[..., Cluster]
) -> None:
    """Fails where a part ends with its database, or never asks it again. A child that starts meanwhile, here in place
    of one that is killed, has to wait for it."""
    cluster = build(durable_postgres)
    bundles = 60
    loaded(cluster.database, bundles)
    killed, _ = cluster.workers(2)
    cluster.dispatcher()
    cluster.until_answered(bundles * QUESTIONS // 4)

    mortal_postgres.stop()
    assert killed.kill_child()
    until(lambda: killed.said("waiting for the database"), PATIENCE_S, "a child that waits")
    time.sleep(away_s)
    mortal_postgres.start()

    assert assert_settled(cluster)[State.DONE] == bundles * QUESTIONS
    assert [part.name for part in cluster.parts if not part.alive] == []
