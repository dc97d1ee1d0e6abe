"""Which revision a database's tables are at, and their way to the newest one: `ops/migrations`, run by one process at a
time, wholly or not at all.

Most revisions only add columns that the programs before them need not know: a new program makes them by itself, and
programs of the release before work on beside it. A revision that those would not survive raises the tables' generation
(`SCHEMA_VERSION`); a program opens no database of another generation, and only `nightclerk migrate` crosses over.
"""

import logging
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import schemas
from schemas.errors import DatabaseOutdated, DatabaseVersionMismatch, MigrationUndone
from schemas.tables import SCHEMA_VERSION, meta

log = logging.getLogger(__name__)

#: Beside the packages: in a checkout, and where the wheel was installed.
FOLDER = Path(schemas.__file__).parents[1] / "ops" / "migrations"

#: Where the release that kept no account of its revision stands.
UNRECORDED = "0001"

#: Key of the PostgreSQL advisory lock under which tables are made and changed.
_LOCK = 0x6E636C6B

#: How long a migration waits on PostgreSQL for those who use the tables before it lets them go first, milliseconds.
#: Below the server's `deadlock_timeout` of 1 s: of a migration and a worker who wait for each other it gives way.
_YIELD_AFTER_MS = 500

#: How long it tries again before it gives up, seconds.
_GIVE_UP_AFTER_S = 60.0

#: SQLSTATE of a lock that was not to be had in time.
_LOCK_NOT_AVAILABLE = "55P03"

#: Alembic keeps the migration that runs in a global.
_one_in_this_process = threading.Lock()


@dataclass(frozen=True)
class Version:
    """What a database says of its tables; `revision` is None where no account was kept."""

    generation: int
    revision: str | None


def revisions() -> list[str]:
    """All revisions, the oldest first. From the files' names: starting a program does not cost loading Alembic."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def find_version(tx: sa.Connection) -> Version | None:
    """The version of the database's tables; None where it has none."""
    tables = sa.inspect(tx).get_table_names()
    if meta.name not in tables:
        return None
    generation = tx.scalar(sa.select(meta.c.value).where(meta.c.key == "schema_version"))
    recorded = tx.scalar(sa.text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    return Version(int(generation or 0), recorded)


def bring_up_to_date(database: sa.Engine, *, next_generation: bool = False) -> Version:
    """Make the tables where there are none, or what they lack; their version now.

    With `next_generation`, also by revisions that programs of the release before do not survive.

    Raises:
        DatabaseOutdated: it takes such a revision, and that was not asked for; nothing was changed.
        DatabaseVersionMismatch: the tables are of a newer generation; nothing was changed.
        MigrationUndone: a revision would have left rows that refer to nothing; nothing was changed.
    """
    with database.connect().execution_options(reading=True) as connection, connection.begin():
        found = find_version(connection)
    if found is None or _lacks_something(database, found, next_generation):
        found = _when_the_tables_are_free(database, next_generation)
    return found


def _lacks_something(database: sa.Engine, found: Version, next_generation: bool) -> bool:
    shown = database.url.render_as_string(hide_password=True)
    if found.generation > SCHEMA_VERSION:
        raise DatabaseVersionMismatch(url=shown, found=found.generation, needed=SCHEMA_VERSION)
    if found.generation < SCHEMA_VERSION and not next_generation:
        raise DatabaseOutdated(url=shown)
    # A revision that is not known here is a newer release's, of this generation: it has added and taken nothing away.
    return found.revision is None or found.revision in revisions()[:-1]


def _when_the_tables_are_free(database: sa.Engine, next_generation: bool) -> Version:
    give_up_at = time.monotonic() + _GIVE_UP_AFTER_S
    while True:
        try:
            return _migrate(database, next_generation)
        except sa.exc.OperationalError as exc:
            if getattr(exc.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE or time.monotonic() > give_up_at:
                raise
            time.sleep(random.uniform(0.1, 0.5))


def _migrate(database: sa.Engine, next_generation: bool) -> Version:
    with _alone(database) as tx:
        found = find_version(tx)  # another may have been here first
        if found is None or _lacks_something(database, found, next_generation):
            _run_alembic(tx, found)
            found = find_version(tx)
    assert found is not None  # the first revision writes it
    return found


def _run_alembic(tx: sa.Connection, found: Version | None) -> None:
    from alembic import command
    from alembic.config import Config

    if found is not None and found.revision != revisions()[-1]:
        log.info("migrating the tables from revision %s to %s", found.revision or UNRECORDED, revisions()[-1])
    with _one_in_this_process:
        config = Config(attributes={"connection": tx})
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        if found is not None and found.revision is None:
            command.stamp(config, UNRECORDED)
        command.upgrade(config, "head")


@contextmanager
def _alone(database: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which nobody else makes or changes tables."""
    with database.connect() as connection:
        if database.dialect.name == "postgresql":
            with connection.begin():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_YIELD_AFTER_MS}")
                yield connection
        else:
            with _unbound_rows(connection), connection.begin():
                yield connection
                # A table that was made anew has been dropped on the way, with all that referred to it.
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if dangling:
                    shown = database.url.render_as_string(hide_password=True)
                    raise MigrationUndone(url=shown, rows=len(dangling))


@contextmanager
def _unbound_rows(connection: sa.Connection) -> Iterator[None]:
    """SQLite's foreign keys off: they would delete or refuse where a table is made anew. Set outside a transaction."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
