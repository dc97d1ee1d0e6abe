"""typed values"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("typed", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("unit", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("typing", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("typing_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("stray_numbers", sa.JSON(), nullable=True))

    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.add_column(sa.Column("typed", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("unit", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("typing", sa.String(length=16), nullable=True))
