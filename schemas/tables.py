"""The tables of the ledger: one set for SQLite and PostgreSQL. Times are seconds since 1970, UTC."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from schemas.questionnaire import Priority
from schemas.states import BatchState, State

#: The generation of the tables. Raised only with a revision in ops/migrations on which the programs of the release
#: before cannot work, and written by that revision: they are then refused. Columns that are added do not raise it.
SCHEMA_VERSION = 1

metadata = MetaData()


def _id(*constraints: ForeignKey, primary_key: bool = False, name: str = "id") -> Column[str]:
    return Column(name, String(32), *constraints, primary_key=primary_key, nullable=False)


def _life() -> list[Column[object]]:
    """The columns of what is announced, claimed under a lease and tried again: documents and passages."""
    return [
        Column("state", String(16), nullable=False, default=State.WAITING),
        Column("attempts", Integer, nullable=False, default=0),
        Column("not_before", Float, nullable=False, default=0.0),
        Column("announced_at", Float),
        Column("lease_token", String(32)),
        Column("lease_until", Float),
    ]


def _priority() -> Column[int]:
    """The rank of a priority, 0 first. The default is the server's, for those who insert and do not know the column."""
    return Column("priority", Integer, nullable=False, server_default=str(Priority.NORMAL.rank))


def _ending() -> list[Column[object]]:
    """Why and when a row reached its final state."""
    return [
        Column("error_code", String(64)),
        Column("error", Text),
        Column("trace", Text),
        Column("ended_at", Float),
    ]


def _one_of(column: str, states: type[State] | type[BatchState]) -> CheckConstraint:
    listed = ", ".join(f"'{state}'" for state in states)
    return CheckConstraint(f"{column} IN ({listed})", name=f"known_{column}")


meta = Table(
    "meta", metadata, Column("key", String(32), primary_key=True), Column("value", String(255), nullable=False)
)

batches = Table(
    "batches",
    metadata,
    _id(primary_key=True),
    Column("name", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("questionnaire", JSON, nullable=False),
    Column("model", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("deadline", Float),  # what waits at this moment is carried over
    Column("ended_at", Float),
    _one_of("state", BatchState),
)

documents = Table(
    "documents",
    metadata,
    _id(primary_key=True),
    _id(ForeignKey("batches.id"), name="batch_id"),
    Column("position", Integer, nullable=False),  # order of discovery
    Column("sha256", String(64), nullable=False),
    Column("path", Text, nullable=False),  # relative to the batch's folder
    Column("other_paths", JSON, nullable=False),  # the same bytes under other names
    Column("size_bytes", BigInteger, nullable=False),
    *_life(),
    Column("split_at", Float),  # when its passages and jobs were inserted
    Column("pages", Integer),
    Column("parser", String(64)),
    Column("notes", JSON),  # what was odd about the file and read nevertheless: sentences
    *_ending(),
    UniqueConstraint("batch_id", "sha256"),
    _one_of("state", State),
    Index("documents_by_state", "state", "batch_id"),
)

passages = Table(
    "passages",
    metadata,
    _id(primary_key=True),
    _id(ForeignKey("batches.id"), name="batch_id"),
    _id(ForeignKey("documents.id"), name="document_id"),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("spans", JSON, nullable=False),  # rows of schemas.elements.Span
    *_life(),
    _priority(),  # that of the most important job that waits here
    Column("crashes", Integer, nullable=False, default=0),  # times it ended without all its answers
    # 1: cut from the document. What comes of the answers is asked in a later round, numbered on from the last passage.
    Column("round", Integer, nullable=False, server_default="1"),
    Column("model", Text),  # who is asked; None: the batch's model
    Column("copy_of", String(32)),  # the passage whose text is put to another model; None: this text is its own
    UniqueConstraint("document_id", "ordinal"),
    _one_of("state", State),
    Index("passages_by_state", "state", "batch_id"),
)

jobs = Table(
    "jobs",
    metadata,
    _id(primary_key=True),
    _id(ForeignKey("batches.id"), name="batch_id"),
    _id(ForeignKey("documents.id"), name="document_id"),
    _id(ForeignKey("passages.id"), name="passage_id"),
    Column("field", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),  # the field's place in the questionnaire
    _priority(),
    Column("state", String(16), nullable=False, default=State.WAITING),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Float, nullable=False, default=0.0),
    Column("key", String(32)),  # all that its answer depends on; known from its first claim on
    Column("part_of", Integer),  # of so many summaries that a later round joins; None: the answer itself
    *_ending(),
    UniqueConstraint("passage_id", "field"),
    _one_of("state", State),
    Index("jobs_by_batch", "batch_id", "state"),
    Index("jobs_by_document", "document_id", "state"),
)

#: Jobs of which those with the same key have to know: they are asked just now, or failed for good. With literals, for
#: SQLite takes a partial index only where a query has the words of the index.
TOLD_TO_TWINS = jobs.c.state.in_([literal_column(f"'{state}'") for state in (State.RUNNING, State.QUARANTINED)])
Index("jobs_by_key", jobs.c.key, sqlite_where=TOLD_TO_TWINS, postgresql_where=TOLD_TO_TWINS)

answers = Table(
    "answers",
    metadata,
    _id(ForeignKey("jobs.id"), name="job_id", primary_key=True),  # one job, one answer: the database holds it
    Column("raw", Text, nullable=False),
    Column("found", Boolean, nullable=False),
    Column("value", Text),
    Column("confidence", Float, nullable=False),  # 0 to 1
    Column("grounding", String(16), nullable=False),
    Column("quote", Text),
    Column("start", Integer),  # offsets into the passage's text
    Column("end", Integer),
    Column("page", Integer),
    Column("box", JSON),
    Column("model", Text, nullable=False),
    Column("prompt", String(64), nullable=False),  # template name and version
    Column("prompt_tokens", Integer, nullable=False),
    Column("answer_tokens", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("key", String(32)),  # that of its job; None: it cannot be reused
    Column("typed", Text),  # the value in the one way to write it: worker/typed/
    Column("unit", Text),
    Column("typing", String(16)),  # None: written before values were typed
    Column("typing_reason", Text),
    Column("verdict", String(16)),  # of a calibrated model's probabilities; None: it is not calibrated
    Column("stray_numbers", JSON),  # numbers of the answer that stand nowhere in the passage, as they are written
    Column("reused_from", String(32)),  # the job for which the model said it; None: this one. It may be erased by now
)

#: Answers that are copied for others; copies are not copied again.
SAID_BY_THE_MODEL = answers.c.reused_from.is_(None)
Index("answers_by_key", answers.c.key, sqlite_where=SAID_BY_THE_MODEL, postgresql_where=SAID_BY_THE_MODEL)

results = Table(
    "results",
    metadata,
    _id(ForeignKey("documents.id"), name="document_id", primary_key=True),
    Column("field", String(64), primary_key=True),
    _id(ForeignKey("batches.id"), name="batch_id"),
    Column("status", String(16), nullable=False),
    Column("value", Text),
    Column("confidence", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("job_id", String(32), ForeignKey("jobs.id")),  # the job whose answer it is
    Column("source_job_id", String(32)),  # the job whose answer has the evidence, where that is another one
    Column("typed", Text),
    Column("unit", Text),
    Column("typing", String(16)),
    Index("results_by_batch", "batch_id"),
)
