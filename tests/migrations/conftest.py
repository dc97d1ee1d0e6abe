"""Databases at any revision, and a folder of migrations with one more."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from schemas.ledger import database as opening
from schemas.ledger import migrations

#: What a later release might do: a column that may be NULL, one with a default, and a table made anew for a constraint.
ADDING = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{revision}", "{before}"


def upgrade():
    op.add_column("documents", sa.Column("moon", sa.Float))
    op.add_column("jobs", sa.Column("phase", sa.Integer, nullable=False, server_default="3"))
    with op.batch_alter_table("batches", recreate="auto") as table:
        table.drop_constraint("known_state", type_="check")
        table.create_check_constraint("known_state", "state IN ('registering', 'open', 'done', 'cancelled', 'asleep')")
"""


@pytest.fixture
def bare(database_url: str) -> Iterator[sa.Engine]:
    """A database without tables, with the settings that the ledger gives it."""
    url = sa.make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = opening._engine(url, str(url))
    yield engine
    engine.dispose()


def upgrade(database: sa.Engine, revision: str) -> None:
    """Bring a database to a revision, by Alembic alone."""
    with database.begin() as tx:
        config = Config(attributes={"connection": tx})
        config.set_main_option("script_location", str(migrations.FOLDER))
        command.upgrade(config, revision)


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Adds a revision behind the last one, in a copy of the folder; the copy."""

    def add(text: str = ADDING) -> Path:
        folder = tmp_path / "migrations"
        if not folder.exists():
            shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        before = migrations.revisions()[-1]
        revision = f"{int(before) + 1:04}"
        script = text.format(revision=revision, before=before)
        (folder / "versions" / f"{revision}_one_more.py").write_text(script, encoding="utf-8")
        monkeypatch.setattr(migrations, "FOLDER", folder)
        return folder

    return add
