"""Opening the ledger's database: SQLite or PostgreSQL, with the same guarantees."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import ConnectionPoolEntry

from schemas.errors import DatabaseMissing, DatabaseUnreachable, PartMissing
from schemas.ledger.migrations import Version, bring_up_to_date

#: How long a connection attempt to PostgreSQL may take, seconds, where its URL does not say.
CONNECT_TIMEOUT_S = 5

#: How long a writer waits for another on SQLite, milliseconds.
BUSY_TIMEOUT_MS = 30_000


def open_database(url: str, *, existing: bool = False) -> sa.Engine:
    """The ledger's database; its tables are made where there are none, and what older ones lack is added.

    Raises:
        DatabaseMissing: with `existing`, there is no such SQLite file; it is not made.
        DatabaseUnreachable: no server, no such driver, or a place that may not be written.
        DatabaseOutdated: its tables are of an older generation, which `migrate` changes and this does not.
        DatabaseVersionMismatch: its tables are of a newer generation.
        PartMissing: PostgreSQL's driver is not installed.
    """
    return _open(url, existing=existing, next_generation=False)[0]


def migrate(url: str) -> Version:
    """Bring an existing database up to date, over generations too; its version then.

    Raises:
        DatabaseMissing, DatabaseUnreachable, DatabaseVersionMismatch, PartMissing: as `open_database`.
    """
    database, version = _open(url, existing=True, next_generation=True)
    database.dispose()
    return version


def _open(url: str, *, existing: bool, next_generation: bool) -> tuple[sa.Engine, Version]:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as exc:
        raise DatabaseUnreachable(url="(not a URL)", reason="it should look like sqlite:///file.db") from exc
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    shown = parsed.render_as_string(hide_password=True)
    if existing and parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        raise DatabaseMissing(url=shown)
    with _translated(shown):
        engine = _engine(parsed, shown)
        try:
            return engine, bring_up_to_date(engine, next_generation=next_generation)
        except BaseException:
            engine.dispose()
            raise


@contextmanager
def _translated(shown: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as exc:
        raise PartMissing(part=f"The database driver {exc.name}", extra="postgres") from exc
    except sa.exc.DBAPIError as exc:
        raise DatabaseUnreachable(url=shown, reason=str(exc.orig).strip()) from exc
    except OSError as exc:
        raise DatabaseUnreachable(url=shown, reason=exc.strerror or exc) from exc


def _engine(url: sa.URL, shown: str) -> sa.Engine:
    match url.drivername.partition("+")[0]:
        case "sqlite":
            return _sqlite(url)
        case "postgresql":
            # Each statement is planned for the tables as they are: a plan that was prepared while they were small reads
            # them whole when they have grown, until the server next analyses them.
            given: dict[str, Any] = {"prepare_threshold": None}
            if "connect_timeout" not in url.query:
                given["connect_timeout"] = CONNECT_TIMEOUT_S
            return sa.create_engine(url, pool_pre_ping=True, connect_args=given, hide_parameters=True)
        case _:
            raise DatabaseUnreachable(url=shown, reason="only sqlite and postgresql are known")


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, hide_parameters=True)  # an error's words must not hold a document's

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        _switch_to_wal(cursor)
        cursor.execute("PRAGMA synchronous = FULL")  # a commit survives the machine losing power
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A transaction that reads first and writes later would fail, not wait, when another wrote in between.
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE")

    return engine


def _switch_to_wal(cursor: sqlite3.Cursor) -> None:
    """Write-ahead logging. The busy timeout does not hold for this switch: processes that open a new database at the
    same moment would refuse each other."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


@contextmanager
def reading(database: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that only reads: on SQLite it does not wait for writers. All it reads is of one moment."""
    level = "REPEATABLE READ" if database.dialect.name == "postgresql" else None
    options: dict[str, Any] = {"reading": True} | ({"isolation_level": level} if level else {})
    with database.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def clock(tx: sa.Connection) -> float:
    """Seconds since 1970 by the database's clock: leases of many hosts are compared by one clock."""
    if tx.dialect.name == "postgresql":
        return float(tx.scalar(sa.select(sa.extract("epoch", sa.func.clock_timestamp()))) or 0.0)
    return time.time()


def lock(tx: sa.Connection, ids: sa.Select[tuple[str]]) -> list[str]:
    """Hold the rows of these ids until the transaction ends; the ids. What is read afterwards is what others left.

    PostgreSQL alone needs it: a statement there that waits for another's row sees the other tables as they were before
    it waited. On SQLite there is one writer at a time.
    """
    return list(tx.scalars(ids.with_for_update(key_share=True)))


def insert_missing(tx: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose keys are not there yet; how many that were."""
    if not rows:
        return 0
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    inserted = 0
    for start in range(0, len(rows), 500):  # SQLite takes 32,766 parameters a statement
        insert = dialect.insert(table).values(rows[start : start + 500]).on_conflict_do_nothing()
        # Without the option SQLAlchemy keeps no count of an INSERT's rows: -1 on PostgreSQL.
        inserted += tx.execute(insert, execution_options={"preserve_rowcount": True}).rowcount
    return inserted
