"""The revisions and schemas/tables.py say the same; what they add is bearable for the programs before them."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hatchling.builders.wheel import WheelBuilder

from schemas.ledger import migrations
from schemas.ledger.migrations import bring_up_to_date, find_version, revisions
from schemas.tables import SCHEMA_VERSION, metadata
from tests.migrations import release_0_1_0
from tests.migrations.conftest import upgrade

ROOT = Path(__file__).resolve().parents[2]


def shape(tx: sa.Connection) -> dict[str, Any]:
    """All that the database knows of its tables, but for the order of columns."""
    inspector = sa.inspect(tx)

    def plain(value: Any) -> Any:
        """As text all the way down: SQLAlchemy's clauses have an address in memory for their repr."""
        return {key: plain(inner) for key, inner in value.items()} if isinstance(value, dict) else str(value)

    def named(rows: list[Any]) -> list[str]:
        return sorted(str(sorted(plain(row).items())) for row in rows)

    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "primary key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": named(list(inspector.get_foreign_keys(table))),
            "unique": named(list(inspector.get_unique_constraints(table))),
            "indexes": named(list(inspector.get_indexes(table))),
            "checks": named(list(inspector.get_check_constraints(table))),
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


def test_the_revisions_make_the_tables_of_the_code(bare: sa.Engine) -> None:
    with bare.begin() as tx:
        metadata.create_all(tx)
        of_the_code = shape(tx)
        metadata.drop_all(tx)

    version = bring_up_to_date(bare)

    with bare.begin() as tx:
        context = MigrationContext.configure(tx, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert shape(tx) == of_the_code
    assert (version.generation, version.revision) == (SCHEMA_VERSION, revisions()[-1])


def test_the_first_revision_makes_the_tables_of_release_0_1_0(bare: sa.Engine) -> None:
    release_0_1_0.make_tables(bare)
    with bare.begin() as tx:
        of_the_release = shape(tx)
        for table in reversed(metadata.sorted_tables):
            tx.execute(sa.schema.DropTable(table, if_exists=True))

    upgrade(bare, "0001")

    with bare.begin() as tx:
        assert shape(tx) == of_the_release
        assert find_version(tx) == migrations.Version(1, "0001")


def test_the_names_of_the_files_are_the_chain_of_revisions() -> None:
    chain = [script.revision for script in ScriptDirectory(str(migrations.FOLDER)).walk_revisions()]

    assert chain[::-1] == revisions()
    assert revisions()[0] == migrations.UNRECORDED


@pytest.mark.parametrize("revision", revisions())
def test_what_a_revision_adds_can_be_left_out_and_nothing_goes(bare: sa.Engine, revision: str) -> None:
    upgrade(bare, revision)
    with bare.begin() as tx:
        before, generation = shape(tx), find_version(tx)
    bring_up_to_date(bare, next_generation=True)
    with bare.begin() as tx:
        after = shape(tx)

    if generation is None or generation.generation != SCHEMA_VERSION:
        pytest.skip("a newer generation need not bear this one's programs")
    for table, columns in ((table, found["columns"]) for table, found in before.items()):
        assert {name: after[table]["columns"].get(name) for name in columns} == columns
        added = {name: after[table]["columns"][name] for name in after[table]["columns"].keys() - columns.keys()}
        for name, (_, nullable, default) in added.items():
            assert nullable or default is not None, f"{table}.{name} must be nullable or have a server_default"


def test_an_installed_package_has_the_migrations() -> None:
    packed = {Path(file.distribution_path) for file in WheelBuilder(str(ROOT)).recurse_selected_project_files()}
    needed = {path.relative_to(ROOT) for path in migrations.FOLDER.rglob("*") if path.suffix in (".py", ".mako")}

    assert len(needed) >= 3
    assert needed <= packed
    assert {path.parts[0] for path in packed} == {"ops", "producer", "schemas", "worker"}
    # Where they are in the package, schemas finds them.
    assert migrations.FOLDER == ROOT / "ops" / "migrations"


def test_a_new_revision_is_written_from_the_tables(tmp_path: Path, one_more: Callable[..., Path]) -> None:
    assert one_more
    for name in ("schemas", "ops/migrations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "ops" / "new_revision.py", tmp_path / "ops")
    tables = tmp_path / "schemas" / "tables.py"
    added = '\njobs.append_column(Column("moon", Integer, nullable=False, server_default="3"))\n'
    tables.write_text(tables.read_text(encoding="utf-8") + added, encoding="utf-8")

    subprocess.run(
        [sys.executable, "ops/new_revision.py", "moon of jobs"],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    number = f"{int(revisions()[-1]) + 1:04}"
    [script] = (tmp_path / "ops" / "migrations" / "versions").glob(f"{number}_*.py")
    said = script.read_text(encoding="utf-8")
    assert script.name == f"{number}_moon_of_jobs.py"
    assert said.count("add_column(") == 1
    assert "sa.Column('moon', sa.Integer(), server_default=" in said
    assert "drop" not in said
    assert "create" not in said
