"""The tables of release 0.1.0, which kept no account of its revision."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_STATES = "('waiting', 'running', 'done', 'quarantined', 'cancelled', 'carried')"
_BATCH_STATES = "('registering', 'open', 'done', 'cancelled')"


def _id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def _life() -> list[sa.Column[object]]:
    return [
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("announced_at", sa.Float),
        sa.Column("lease_token", sa.String(32)),
        sa.Column("lease_until", sa.Float),
    ]


def _ending() -> list[sa.Column[object]]:
    return [
        sa.Column("error_code", sa.String(64)),
        sa.Column("error", sa.Text),
        sa.Column("trace", sa.Text),
        sa.Column("ended_at", sa.Float),
    ]


def _foreign(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"])


def _known_state(states: str = _STATES) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"state IN {states}", name="known_state")


def upgrade() -> None:
    _batches_and_documents()
    _passages_and_jobs()
    _answers_and_results()


def _batches_and_documents() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("value", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.bulk_insert(meta, [{"key": "schema_version", "value": "1"}])
    op.create_table(
        "batches",
        _id(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("questionnaire", sa.JSON, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("ended_at", sa.Float),
        sa.PrimaryKeyConstraint("id"),
        _known_state(_BATCH_STATES),
    )
    op.create_table(
        "documents",
        _id(),
        _id("batch_id"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("other_paths", sa.JSON, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        *_life(),
        sa.Column("split_at", sa.Float),
        sa.Column("pages", sa.Integer),
        sa.Column("parser", sa.String(64)),
        *_ending(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("batch_id", "sha256"),
        _foreign("batch_id", "batches"),
        _known_state(),
    )
    op.create_index("documents_by_state", "documents", ["state", "batch_id"])


def _passages_and_jobs() -> None:
    op.create_table(
        "passages",
        _id(),
        _id("batch_id"),
        _id("document_id"),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("tokens", sa.Integer, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        *_life(),
        sa.Column("crashes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id", "ordinal"),
        _foreign("batch_id", "batches"),
        _foreign("document_id", "documents"),
        _known_state(),
    )
    op.create_index("passages_by_state", "passages", ["state", "batch_id"])
    op.create_table(
        "jobs",
        _id(),
        _id("batch_id"),
        _id("document_id"),
        _id("passage_id"),
        sa.Column("field", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        *_ending(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("passage_id", "field"),
        _foreign("batch_id", "batches"),
        _foreign("document_id", "documents"),
        _foreign("passage_id", "passages"),
        _known_state(),
    )
    op.create_index("jobs_by_batch", "jobs", ["batch_id", "state"])
    op.create_index("jobs_by_document", "jobs", ["document_id", "state"])


def _answers_and_results() -> None:
    op.create_table(
        "answers",
        _id("job_id"),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("found", sa.Boolean, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("grounding", sa.String(16), nullable=False),
        sa.Column("quote", sa.Text),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("page", sa.Integer),
        sa.Column("box", sa.JSON),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("prompt", sa.String(64), nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("answer_tokens", sa.Integer, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("job_id"),
        _foreign("job_id", "jobs"),
    )
    op.create_table(
        "results",
        _id("document_id"),
        sa.Column("field", sa.String(64), nullable=False),
        _id("batch_id"),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("job_id", sa.String(32)),
        sa.PrimaryKeyConstraint("document_id", "field"),
        _foreign("document_id", "documents"),
        _foreign("batch_id", "batches"),
        _foreign("job_id", "jobs"),
    )
    op.create_index("results_by_batch", "results", ["batch_id"])
