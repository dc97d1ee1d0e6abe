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
def durable_postgres(postgres_server: Postgres) -> Iterator[str]:
    """The URL of a PostgreSQL database whose commits survive a kill of the server, as they do outside of tests."""
    name = postgres_server.take_database()
    postgres_server.administer(f"ALTER DATABASE {name} SET synchronous_commit = on")
    yield postgres_server.url(name)
    postgres_server.give_back(name)


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
