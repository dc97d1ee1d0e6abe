"""A cluster for each test, on servers that may be ended and started again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servers import Broker, Postgres
from tests.faults.cluster import Cluster


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of this test's own."""
    with Broker(tmp_path / "broker") as broker:
        yield broker


@pytest.fixture
def mortal_postgres() -> Iterator[Postgres]:
    """A server of this test's own: it has nothing to recover from but this test, and what becomes of it is no other's
    concern."""
    with Postgres() as server:
        yield server


@pytest.fixture
def durable_postgres(mortal_postgres: Postgres) -> str:
    """The URL of a database on it whose commits survive a kill of the server, as they do outside of tests."""
    name = mortal_postgres.take_database()
    mortal_postgres.administer(f"ALTER DATABASE {name} SET synchronous_commit = on")
    return mortal_postgres.url(name)


@pytest.fixture
def build(tmp_path: Path, broker: Broker) -> Iterator[Callable[..., Cluster]]:
    """Makes clusters on this test's broker; all their processes are ended with the test."""
    made: list[Cluster] = []

    def make(database_url: str, **settings: object) -> Cluster:
        folder = tmp_path / f"cluster{len(made)}"
        folder.mkdir()
        made.append(Cluster(folder, database_url, broker.url, **settings))
        return made[-1]

    yield make
    for cluster in made:
        cluster.close()
