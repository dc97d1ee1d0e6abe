"""Older databases are brought up to date by whoever opens them: once, wholly or not at all, and nothing is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from schemas.errors import DatabaseMissing, DatabaseOutdated, DatabaseVersionMismatch, MigrationUndone
from schemas.ledger import migrations
from schemas.ledger.audit import audit
from schemas.ledger.database import migrate, open_database
from schemas.ledger.migrations import find_version, revisions
from schemas.tables import SCHEMA_VERSION
from tests.migrations import release_0_1_0
from tests.migrations.conftest import ADDING, upgrade

SLEEPY = ADDING.replace("def upgrade():\n", "def upgrade():\n    import time\n    time.sleep(0.5)\n")

DEADLY = ADDING + "    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n"

DANGLING = ADDING + "    op.execute('DELETE FROM batches')\n"

NEXT_GENERATION = (
    ADDING + "    op.drop_column('jobs', 'trace')\n    op.execute(\"UPDATE meta SET value = '{generation}'\")\n"
)

#: Opens a database as the ledger does, with another folder of migrations.
OPEN = """
import sys
from pathlib import Path
from schemas.ledger import migrations
from schemas.ledger.database import open_database
migrations.FOLDER = Path(sys.argv[1])
sys.stdin.read()
open_database(sys.argv[2]).dispose()
"""


def contents(database: sa.Engine, columns: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """All rows by table: of all columns, or of those that are given."""
    found: dict[str, Any] = {}
    with database.begin() as tx:
        inspector = sa.inspect(tx)
        for table in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
            names = columns[table] if columns else [column["name"] for column in inspector.get_columns(table)]
            quoted = ", ".join(f'"{name}"' for name in names)
            rows = tx.exec_driver_sql(f"SELECT {quoted} FROM {table}").mappings()
            found[table] = (names, sorted((dict(row) for row in rows), key=str))
    return found


def columns_of(found: dict[str, Any]) -> dict[str, list[str]]:
    return {table: names for table, (names, _) in found.items()}


def opener(folder: Path, url: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", OPEN, str(folder), url], stdin=subprocess.PIPE)


def test_the_release_before_the_first_revision_is_brought_up_to_date(bare: sa.Engine, database_url: str) -> None:
    release_0_1_0.make_tables(bare)
    batches = release_0_1_0.half_a_night(bare)
    before = contents(bare)

    database = open_database(database_url)

    assert contents(database, columns_of(before)) == before
    with database.begin() as tx:
        assert find_version(tx) == migrations.Version(SCHEMA_VERSION, revisions()[-1])
    for batch in batches:
        assert audit(database, batch).imbalances == ()
    database.dispose()


@pytest.mark.parametrize("revision", revisions())
def test_each_revision_is_brought_up_to_date(bare: sa.Engine, database_url: str, revision: str) -> None:
    upgrade(bare, revision)
    batches = release_0_1_0.half_a_night(bare)
    before = contents(bare)

    open_database(database_url).dispose()

    assert contents(bare, columns_of(before)) == before
    assert sum(audit(bare, batch).answers for batch in batches) == 8
    assert [audit(bare, batch).imbalances for batch in batches] == [(), (), ()]


def test_a_later_revision_adds_to_what_is_there(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path]
) -> None:
    release_0_1_0.make_tables(bare)
    release_0_1_0.half_a_night(bare)
    before = contents(bare)
    one_more()

    open_database(database_url).dispose()

    assert contents(bare, columns_of(before)) == before
    with bare.begin() as tx:
        assert set(tx.scalars(sa.text("SELECT phase FROM jobs"))) == {3}
        assert set(tx.scalars(sa.text("SELECT moon FROM documents"))) == {None}
        tx.exec_driver_sql("UPDATE batches SET state = 'asleep'")
    # What was switched off for the migration is on again.
    with pytest.raises(sa.exc.IntegrityError), bare.begin() as tx:
        tx.exec_driver_sql("DELETE FROM batches")


def test_many_who_open_an_older_database_at_once_migrate_it_once(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path]
) -> None:
    release_0_1_0.make_tables(bare)
    release_0_1_0.half_a_night(bare)
    folder = one_more(SLEEPY)
    running = [opener(folder, database_url) for _ in range(3)]

    for process in running:
        assert process.stdin is not None
        process.stdin.close()

    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    with bare.begin() as tx:
        assert find_version(tx) == migrations.Version(SCHEMA_VERSION, revisions()[-1])


def test_a_migration_that_is_killed_leaves_the_database_as_it_was(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path]
) -> None:
    open_database(database_url).dispose()
    release_0_1_0.half_a_night(bare)
    before, version = contents(bare), revisions()[-1]
    folder = one_more(DEADLY)

    killed = opener(folder, database_url)
    killed.communicate(timeout=120)

    assert killed.returncode == -signal.SIGKILL
    assert contents(bare) == before
    with bare.begin() as tx:
        assert find_version(tx) == migrations.Version(SCHEMA_VERSION, version)


def test_a_revision_that_leaves_rows_without_their_batch_is_undone(
    tmp_path: Path, one_more: Callable[..., Path]
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"  # PostgreSQL refuses such a statement by itself
    database = open_database(url)
    release_0_1_0.half_a_night(database)
    before = contents(database)
    one_more(DANGLING)

    with pytest.raises(MigrationUndone, match=r"row\(s\) that refer to nothing"):
        open_database(url)

    assert contents(database) == before
    database.dispose()


def test_a_newer_release_of_this_generation_is_worked_beside(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = migrations.FOLDER
    one_more()
    open_database(database_url).dispose()
    theirs = revisions()[-1]
    monkeypatch.setattr(migrations, "FOLDER", ours)

    open_database(database_url).dispose()

    with bare.begin() as tx:
        assert find_version(tx) == migrations.Version(SCHEMA_VERSION, theirs)


def test_a_newer_generation_is_refused_and_left_alone(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path]
) -> None:
    open_database(database_url).dispose()
    one_more(NEXT_GENERATION.replace("{generation}", str(SCHEMA_VERSION + 1)))
    upgrade(bare, "head")
    before = contents(bare)

    for opening in (open_database, migrate):
        with pytest.raises(
            DatabaseVersionMismatch, match=f"has schema version {SCHEMA_VERSION + 1}, this program needs"
        ):
            opening(database_url)

    assert contents(bare) == before


def test_only_who_is_asked_to_crosses_into_the_next_generation(
    bare: sa.Engine, database_url: str, one_more: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(database_url).dispose()
    release_0_1_0.half_a_night(bare)
    before = contents(bare)
    one_more(NEXT_GENERATION.replace("{generation}", str(SCHEMA_VERSION + 1)))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)

    with pytest.raises(DatabaseOutdated, match="then run `nightclerk migrate`"):
        open_database(database_url)
    assert contents(bare) == before
    version = migrate(database_url)

    assert version == migrations.Version(SCHEMA_VERSION + 1, revisions()[-1])
    assert len(contents(bare)["jobs"][1]) == len(before["jobs"][1])
    open_database(database_url).dispose()


def test_migrate_makes_no_new_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        migrate(f"sqlite:///{tmp_path / 'typo.db'}")

    assert list(tmp_path.iterdir()) == []


def test_a_migration_lets_those_who_work_go_first(postgres: Callable[[], str], one_more: Callable[..., Path]) -> None:
    url = postgres()
    database = open_database(url)
    _, [held, free] = release_0_1_0.register(database, "night", 2)
    one_more()
    migrating = threading.Thread(target=lambda: open_database(url).dispose())

    with database.begin() as tx:
        tx.execute(sa.text("UPDATE documents SET announced_at = 1 WHERE id = :held"), {"held": held})
        migrating.start()
        time.sleep(1.5)  # longer than its patience, and than the server's with those who wait for each other
        assert release_0_1_0.claim_document(database, free)  # it does not wait behind a migration that waits
    migrating.join(timeout=60)

    with database.begin() as tx:
        assert find_version(tx) == migrations.Version(SCHEMA_VERSION, revisions()[-1])
        assert set(tx.scalars(sa.text("SELECT state FROM documents"))) == {"waiting", "running"}
    database.dispose()


def test_a_program_that_finds_all_in_order_waits_for_nobody(bare: sa.Engine, database_url: str) -> None:
    open_database(database_url).dispose()
    opened = threading.Event()

    def open_it() -> None:
        open_database(database_url).dispose()
        opened.set()

    with bare.begin() as tx:  # a writer: on SQLite the only one
        tx.execute(sa.text("UPDATE meta SET value = value"))
        thread = threading.Thread(target=open_it)
        thread.start()
        assert opened.wait(20)
    thread.join()


def test_alembic_is_loaded_only_to_migrate(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_database(url).dispose()
    program = "import sys; from schemas.ledger.database import open_database; open_database(sys.argv[1])"

    said = subprocess.run(
        [sys.executable, "-c", program + "; print('alembic' in sys.modules)", url],
        capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip

    assert said.stdout.strip() == "False"
