"""Many kills of workers and of the processes that answer in them, while all are busy."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from program import until
from schemas.states import State
from tests.faults.cluster import PATIENCE_S, QUESTIONS, Cluster, Part, loaded
from tests.faults.settled import assert_settled

SEED = 20261123


@dataclass(frozen=True)
class Size:
    """How large a campaign is."""

    kills: int
    bundles: int
    workers: int


QUICK = Size(kills=6, bundles=150, workers=2)
FULL = Size(kills=100, bundles=5000, workers=4)


@pytest.mark.slow
@pytest.mark.parametrize("size", [QUICK, pytest.param(FULL, marks=pytest.mark.campaign)], ids=["quick", "full"])
def test_kills_cost_nothing(size: Size, database_url: str, build: Callable[..., Cluster]) -> None:
    """Fails where a killed worker's bundle is lost (no lease, no reaper), where its answers come twice (no token), or
    where a killed parent leaves its child at work. It has no power where no kill struck a bundle: recoveries > 0."""
    print(f"seed {SEED}, {size}")
    chance = random.Random(SEED)
    cluster = build(database_url)
    loaded(cluster.database, size.bundles, documents=max(5, size.bundles // 50))
    workers = cluster.workers(size.workers)
    cluster.dispatcher()

    struck: Counter[str] = Counter()
    for kill in range(size.kills):
        cluster.until_answered(size.bundles * QUESTIONS * (kill + 1) // (size.kills + 2))
        what = "parent" if kill % 2 else "child"
        _kill(chance.choice(workers), what)
        struck[what] += 1
        cluster.revive()
    settled = assert_settled(cluster, limit_s=PATIENCE_S + size.bundles)

    recoveries = cluster.recoveries()
    print(f"kills {dict(struck)}, recoveries {recoveries}, jobs {settled[State.DONE]} done")
    assert settled == dict.fromkeys(State, 0) | {State.DONE: size.bundles * QUESTIONS}
    assert recoveries > 0


def _kill(worker: Part, what: str) -> None:
    if what == "parent":
        worker.kill()
    else:
        until(worker.kill_child, PATIENCE_S, f"a child of {worker.name}")
