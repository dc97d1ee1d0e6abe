"""Opening a database: both kinds give the same guarantees, and what cannot be used is said in words."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import make_batch
from schemas.errors import DatabaseUnreachable, DatabaseVersionMismatch
from schemas.ledger.database import clock, open_database, reading
from schemas.ledger.heartbeat import heartbeat
from schemas.tables import SCHEMA_VERSION, batches, documents, meta, metadata

SECRET = "moonlight"


def test_the_tables_are_made_once(database: sa.Engine, database_url: str) -> None:
    batch = make_batch(database)

    again = open_database(database_url)

    with reading(again) as tx:
        assert tx.scalar(sa.select(batches.c.id)) == batch.id
        assert set(sa.inspect(tx).get_table_names()) == {*metadata.tables, "alembic_version"}
    again.dispose()


def test_many_who_open_a_new_database_at_once_make_it_once(database_url: str) -> None:
    start = threading.Barrier(4)
    opened: list[sa.Engine] = []

    def open_it() -> None:
        start.wait(timeout=30)
        opened.append(open_database(database_url))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 4
    with reading(opened[0]) as tx:
        assert tx.scalar(sa.select(meta.c.value)) == str(SCHEMA_VERSION)
    for engine in opened:
        engine.dispose()


def test_a_database_of_another_version_is_refused(database: sa.Engine, database_url: str) -> None:
    with database.begin() as tx:
        tx.execute(meta.update().values(value=str(SCHEMA_VERSION + 1)))

    with pytest.raises(DatabaseVersionMismatch, match=f"has schema version {SCHEMA_VERSION + 1}"):
        open_database(database_url)


def test_an_unknown_batch_takes_no_documents(database: sa.Engine) -> None:
    row = {
        "id": "d",
        "batch_id": "nobody",
        "position": 0,
        "sha256": "0",
        "path": "a",
        "other_paths": [],
        "size_bytes": 0,
    }

    with pytest.raises(sa.exc.IntegrityError), database.begin() as tx:
        tx.execute(documents.insert().values(**row))


def test_an_unknown_state_is_refused(database: sa.Engine) -> None:
    make_batch(database)

    with pytest.raises(sa.exc.IntegrityError), database.begin() as tx:
        tx.execute(documents.update().values(state="lost"))


def test_all_that_one_reading_sees_is_of_one_moment(database: sa.Engine) -> None:
    make_batch(database, name="first")

    with reading(database) as tx:
        before = tx.scalar(sa.select(sa.func.count()).select_from(batches))
        make_batch(database, name="second")
        after = tx.scalar(sa.select(sa.func.count()).select_from(batches))

    assert before == after == 1


def test_the_clock_goes_on_within_a_transaction(database: sa.Engine) -> None:
    with database.begin() as tx:
        before = clock(tx)
        time.sleep(0.02)  # two readings in one tick are equal
        assert clock(tx) > before


def test_sqlite_is_set_for_many_processes_and_the_loss_of_power(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'ledger.db'}")

    with database.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    database.dispose()

    full = 2
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": full, "busy_timeout": 30_000}


@pytest.mark.parametrize("under", ["a-file.txt/ledger.db", "a-folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, under: str) -> None:
    (tmp_path / "a-file.txt").write_text("not a folder")
    (tmp_path / "a-folder").mkdir()

    with pytest.raises(DatabaseUnreachable, match=under.split("/")[0]):
        open_database(f"sqlite:///{tmp_path / under}")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, " * 100)

    with pytest.raises(DatabaseUnreachable, match="file is not a database"):
        open_database(f"sqlite:///{tmp_path / 'letter.txt'}")


@pytest.mark.parametrize("scheme", ["mysql", "oracle", "mssql", "moonbase", "mongodb+srv"])
def test_other_databases_are_said_to_be_unknown(scheme: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="only sqlite and postgresql are known") as raised:
        open_database(f"{scheme}://clerk:{SECRET}@127.0.0.1/ledger")

    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("url", ["", "ledger.db", "postgresql://clerk:moonlight@127.0.0.1:port/ledger"])
def test_what_is_not_a_url_is_said_to_be_none(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="it should look like") as raised:
        open_database(url)

    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_wrong_port_is_named_and_the_password_is_not(scheme: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="port 1 ") as raised:
        open_database(f"{scheme}://clerk:{SECRET}@127.0.0.1:1/ledger")

    assert SECRET not in str(raised.value)


def test_a_database_that_is_not_there_is_named(postgres: Callable[[], str]) -> None:
    url = sa.make_url(postgres()).set(database="nowhere").render_as_string()

    with pytest.raises(DatabaseUnreachable, match='database "nowhere" does not exist'):
        open_database(url)


def test_a_heartbeat_beats_until_its_work_is_done() -> None:
    beats = threading.Semaphore(0)

    def renew() -> bool:
        beats.release()
        return True

    with heartbeat(renew, lease_s=0.02):
        assert beats.acquire(timeout=5)
        assert beats.acquire(timeout=5)
    left = sum(iter(lambda: beats.acquire(blocking=False), False))

    assert threading.active_count() == 1 or not any(t.name == "heartbeat" for t in threading.enumerate())
    assert left < 100


def test_a_heartbeat_goes_on_after_a_failure_and_ends_with_the_lease() -> None:
    said = iter([sa.exc.OperationalError("renew", {}, Exception("no connection")), True, False])
    ended = threading.Event()

    def renew() -> bool:
        answer = next(said)
        if isinstance(answer, Exception):
            raise answer
        if answer is False:
            ended.set()
        return answer

    with heartbeat(renew, lease_s=0.02):
        assert ended.wait(5)

    assert next(said, "nothing was asked after the end") == "nothing was asked after the end"


@pytest.mark.parametrize("lost", [True, False], ids=["the lease is lost", "the work is unwanted"])
def test_a_heartbeat_says_when_the_work_may_stop(lost: bool) -> None:
    changed = threading.Event()

    with heartbeat(
        lambda: not (lost and changed.is_set()), lease_s=0.02, unwanted=lambda: not lost and changed.is_set()
    ) as may_stop:
        assert not may_stop.wait(0.1)
        changed.set()
        assert may_stop.wait(5)
