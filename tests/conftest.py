"""What several test files need: real servers, started once and ended with the session, and settings made by hand."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from schemas.ledger.database import open_database
from schemas.settings import Settings
from servers import Broker, Postgres


@pytest.fixture(autouse=True)
def _no_settings_in_the_environment() -> None:
    """Tests make their settings; a variable left in the shell would change what they mean."""
    left = sorted(name for name in os.environ if name.startswith("NIGHTCLERK_"))
    assert not left, f"unset {', '.join(left)} before the tests are run"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real documents beside the checkout; tests that read them are marked `shared_data`."""
    folder = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared/data with real documents")
    return folder


@pytest.fixture
def short_settings() -> Settings:
    """Settings whose waits are short enough for a test."""
    return Settings(backoff_s=0.0, backoff_max_s=0.0, lease_s=5.0, dispatch_interval_s=0.05, model="scripted")


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real broker."""
    with Broker(tmp_path_factory.mktemp("valkey")) as broker:
        yield broker.url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A real PostgreSQL server."""
    with Postgres() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Postgres) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty PostgreSQL database at each call; they are emptied after the test."""
    taken: list[str] = []

    def take() -> str:
        taken.append(postgres_server.take_database())
        return postgres_server.url(taken[-1])

    yield take
    for name in taken:
        postgres_server.give_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: each test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    take: Callable[[], str] = request.getfixturevalue("postgres")
    return take()


@pytest.fixture
def database(database_url: str) -> Iterator[sa.Engine]:
    """An empty ledger."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()
