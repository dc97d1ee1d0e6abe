"""deadlines, priorities, reuse"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("reused_from", sa.String(length=32), nullable=True))
        batch_op.create_index(
            "answers_by_key",
            ["key"],
            unique=False,
            sqlite_where=sa.text("reused_from IS NULL"),
            postgresql_where=sa.text("reused_from IS NULL"),
        )

    with op.batch_alter_table("batches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deadline", sa.Float(), nullable=True))

    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("key", sa.String(length=32), nullable=True))
        batch_op.create_index(
            "jobs_by_key",
            ["key"],
            unique=False,
            sqlite_where=sa.text("state IN ('running', 'quarantined')"),
            postgresql_where=sa.text("state IN ('running', 'quarantined')"),
        )

    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default="1", nullable=False))
