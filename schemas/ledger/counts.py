"""Counting, by SQL and never by events; and the rows that exports and reports are made of."""

from dataclasses import dataclass

import sqlalchemy as sa

from schemas.ledger.database import reading
from schemas.states import FINAL, State
from schemas.tables import answers, documents, jobs, passages, results


@dataclass(frozen=True)
class Counts:
    """How many rows are in each state. `registered` is counted on its own, not summed."""

    registered: int
    by_state: dict[State, int]

    @property
    def balanced(self) -> bool:
        return self.registered == sum(self.by_state.values())

    @property
    def ended(self) -> int:
        return sum(self.by_state[state] for state in FINAL)


@dataclass(frozen=True)
class BatchCounts:
    """One moment of a batch: all of it is read in one transaction."""

    documents: Counts
    jobs: Counts
    jobs_by_kind: dict[str, Counts]
    unsplit: int  # documents whose jobs are not known yet


def count(database: sa.Engine, batch: str) -> BatchCounts:
    """The counts of a batch at one moment."""
    with reading(database) as tx:
        by_kind = tx.execute(
            sa.select(jobs.c.kind, jobs.c.state, sa.func.count())
            .where(jobs.c.batch_id == batch)
            .group_by(jobs.c.kind, jobs.c.state)
        ).all()
        unsplit = tx.scalar(
            sa.select(sa.func.count()).where(
                documents.c.batch_id == batch,
                documents.c.split_at.is_(None),
                documents.c.state.not_in(FINAL),
            )
        )
        kinds = {kind for kind, _, _ in by_kind}
        return BatchCounts(
            documents=_counts(tx, documents, batch),
            jobs=_counts(tx, jobs, batch),
            jobs_by_kind={
                kind: _of({State(state): n for k, state, n in by_kind if k == kind}) for kind in sorted(kinds)
            },
            unsplit=unsplit or 0,
        )


def _counts(tx: sa.Connection, table: sa.Table, batch: str) -> Counts:
    registered = tx.scalar(sa.select(sa.func.count()).select_from(table).where(table.c.batch_id == batch)) or 0
    states = tx.execute(
        sa.select(table.c.state, sa.func.count()).where(table.c.batch_id == batch).group_by(table.c.state)
    ).all()
    found = {State(state): number for state, number in states}
    return Counts(registered, {state: found.get(state, 0) for state in State})


def _of(found: dict[State, int]) -> Counts:
    return Counts(sum(found.values()), {state: found.get(state, 0) for state in State})


def document_rows(database: sa.Engine, batch: str) -> list[sa.RowMapping]:
    """All documents of a batch, in the order of discovery."""
    with reading(database) as tx:
        rows = sa.select(documents).where(documents.c.batch_id == batch).order_by(documents.c.position)
        return list(tx.execute(rows).mappings())


#: What an answer says of its making, and what of its place in the document.
_MAKING = ("model", "prompt", "raw")
_EVIDENCE = ("grounding", "quote", "start", "end", "page", "box")

#: The passage of the document: of a copy for another model, the one it is a copy of.
_ORIGINAL = passages.alias("original")
_PASSAGE = sa.func.coalesce(_ORIGINAL.c.ordinal, passages.c.ordinal).label("passage")


def result_rows(database: sa.Engine, batch: str) -> list[sa.RowMapping]:
    """All results of a batch with the answer they come from, and its evidence or that of the answer it was made of."""
    source, sourced = answers.alias("source"), sa.func.coalesce(results.c.source_job_id, results.c.job_id)
    columns = [*(answers.c[name] for name in _MAKING), *(source.c[name] for name in _EVIDENCE)]
    rows = (
        sa.select(results, documents.c.path, _PASSAGE, *columns)
        .join(documents, documents.c.id == results.c.document_id)
        .outerjoin(answers, answers.c.job_id == results.c.job_id)
        .outerjoin(source, source.c.job_id == sourced)
        .outerjoin(jobs, jobs.c.id == sourced)
        .outerjoin(passages, passages.c.id == jobs.c.passage_id)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.id == passages.c.copy_of)
        .where(results.c.batch_id == batch)
        .order_by(documents.c.position)
    )
    with reading(database) as tx:
        return list(tx.execute(rows).mappings())


def asked_texts(database: sa.Engine, batch: str) -> dict[str, str]:
    """By the id of the job that a result comes from, the text that was asked."""
    rows = (
        sa.select(results.c.job_id, passages.c.text)
        .join(jobs, jobs.c.id == results.c.job_id)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .where(results.c.batch_id == batch)
    )
    with reading(database) as tx:
        return {row.job_id: row.text for row in tx.execute(rows)}


def jobs_in(database: sa.Engine, batch: str, state: State) -> list[sa.RowMapping]:
    """The jobs of a batch in one state, with the document each belongs to."""
    rows = (
        sa.select(jobs, documents.c.path, _PASSAGE)
        .join(documents, documents.c.id == jobs.c.document_id)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.id == passages.c.copy_of)
        .where(jobs.c.batch_id == batch, jobs.c.state == state)
        .order_by(documents.c.position, passages.c.ordinal, jobs.c.ordinal)
    )
    with reading(database) as tx:
        return list(tx.execute(rows).mappings())


def latest_answers(database: sa.Engine, batch: str, limit: int) -> list[sa.RowMapping]:
    """The answers written last, the newest first."""
    rows = (
        sa.select(answers.c.value, answers.c.found, answers.c.confidence, jobs.c.field, documents.c.path)
        .join(jobs, jobs.c.id == answers.c.job_id)
        .join(documents, documents.c.id == jobs.c.document_id)
        .where(jobs.c.batch_id == batch)
        .order_by(answers.c.created_at.desc())
        .limit(limit)
    )
    with reading(database) as tx:
        return list(tx.execute(rows).mappings())
