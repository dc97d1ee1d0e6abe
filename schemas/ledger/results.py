"""From answers to results: which documents are answered, what was said, and the one value of each field."""

from dataclasses import dataclass

import sqlalchemy as sa

from schemas.ledger.database import clock, lock, reading
from schemas.questionnaire import Questionnaire
from schemas.states import FINAL, BatchState, Grounding, ResultStatus, State, Typing, Verdict
from schemas.tables import answers, batches, documents, jobs, passages, results


@dataclass(frozen=True)
class Candidate:
    """One job of a field with its answer, where it has one."""

    job_id: str
    field: str
    state: State
    error: str | None
    ordinal: int  # of the passage
    found: bool
    value: str | None
    confidence: float
    grounding: Grounding
    #: The passage that was asked.
    text: str = ""
    #: How many passages the document has, asked or not; 0 where that is not known.
    of_passages: int = 0
    typed: str | None = None
    unit: str | None = None
    #: None: not typed, as answers of release 0.1.0.
    typing: Typing | None = None
    typing_reason: str | None = None
    stray_numbers: tuple[str, ...] = ()
    #: None: the model is not calibrated, and its confidence is as it comes.
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Result:
    """The one value of one field of one document; `reason` says in words why it is this one."""

    field: str
    status: ResultStatus
    value: str | None
    confidence: float
    reason: str
    job_id: str | None
    typed: str | None = None
    unit: str | None = None
    typing: Typing | None = None


_UNFINISHED_JOB = sa.select(jobs.c.id).where(jobs.c.document_id == documents.c.id, jobs.c.state.not_in(FINAL)).exists()


def answered_documents(database: sa.Engine, limit: int = 100) -> list[tuple[str, Questionnaire]]:
    """Split documents all of whose jobs are in a final state, with their batch's questionnaire."""
    answered = (
        sa.select(documents.c.id, batches.c.questionnaire)
        .join(batches, batches.c.id == documents.c.batch_id)
        .where(documents.c.state == State.RUNNING, documents.c.split_at.is_not(None), ~_UNFINISHED_JOB)
        .limit(limit)
    )
    with reading(database) as tx:
        return [(row.id, Questionnaire.model_validate(row.questionnaire)) for row in tx.execute(answered)]


def candidates(database: sa.Engine, document: str) -> list[Candidate]:
    """All jobs of a document with their answers, in reading order."""
    rows = (
        sa.select(jobs, passages.c.ordinal.label("passage_ordinal"), answers)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .outerjoin(answers, answers.c.job_id == jobs.c.id)
        .where(jobs.c.document_id == document)
        .order_by(passages.c.ordinal, jobs.c.ordinal)
    )
    with reading(database) as tx:
        told = sa.select(passages.c.id, passages.c.text).where(passages.c.document_id == document)
        texts = {row.id: row.text for row in tx.execute(told)}  # not in the rows of the jobs: each would have its own
        return [
            Candidate(
                job_id=row.id,
                field=row.field,
                state=State(row.state),
                error=row.error,
                ordinal=row.passage_ordinal,
                found=bool(row.found),
                value=row.value,
                confidence=row.confidence or 0.0,
                grounding=Grounding(row.grounding or Grounding.NONE),
                text=texts[row.passage_id],
                of_passages=len(texts),
                typed=row.typed,
                unit=row.unit,
                typing=Typing(row.typing) if row.typing else None,
                typing_reason=row.typing_reason,
                stray_numbers=tuple(row.stray_numbers or ()),
                verdict=Verdict(row.verdict) if row.verdict else None,
            )
            for row in tx.execute(rows)
        ]


@dataclass(frozen=True)
class AskedPassages:
    """The texts of a document's passages in reading order, and the places (from 0) that each field was asked of."""

    texts: tuple[str, ...]
    by_field: dict[str, frozenset[int]]


def asked_passages(database: sa.Engine, document: str) -> AskedPassages:
    """Which passages of a document were asked what; nothing where it was never split."""
    told = sa.select(passages.c.id, passages.c.text).where(passages.c.document_id == document)
    asked = sa.select(jobs.c.field, jobs.c.passage_id).where(jobs.c.document_id == document)
    with reading(database) as tx:
        rows = tx.execute(told.order_by(passages.c.ordinal)).all()
        places = {row.id: place for place, row in enumerate(rows)}
        by_field: dict[str, set[int]] = {}
        for row in tx.execute(asked):
            by_field.setdefault(row.field, set()).add(places[row.passage_id])
    return AskedPassages(tuple(row.text for row in rows), {name: frozenset(p) for name, p in by_field.items()})


def finish_document(database: sa.Engine, document: str, resolved: list[Result]) -> bool:
    """Write a document's results and end it: done, or cancelled or carried if a job of it was. False if it had ended
    already."""
    with database.begin() as tx:
        lock(tx, sa.select(documents.c.id).where(documents.c.id == document))
        with_job = {
            state: sa.select(jobs.c.id).where(jobs.c.document_id == document, jobs.c.state == state).exists()
            for state in (State.CANCELLED, State.CARRIED)
        }
        ended = tx.execute(
            documents.update()
            .where(
                documents.c.id == document,
                documents.c.state == State.RUNNING,
                documents.c.split_at.is_not(None),
                ~_UNFINISHED_JOB,
            )
            .values(
                state=sa.case(*((exists, state) for state, exists in with_job.items()), else_=State.DONE),
                ended_at=clock(tx),
            )
        )
        if ended.rowcount == 0:
            return False
        batch = tx.scalar(sa.select(documents.c.batch_id).where(documents.c.id == document))
        rows = [
            {
                "document_id": document,
                "batch_id": batch,
                "field": result.field,
                "status": result.status,
                "value": result.value,
                "confidence": result.confidence,
                "reason": result.reason,
                "job_id": result.job_id,
                "typed": result.typed,
                "unit": result.unit,
                "typing": result.typing,
            }
            for result in resolved
        ]
        tx.execute(results.insert(), rows)
    return True


def finish_batches(database: sa.Engine) -> list[str]:
    """End the open batches all of whose documents are in a final state; their ids."""
    unfinished = (
        sa.select(documents.c.id).where(documents.c.batch_id == batches.c.id, documents.c.state.not_in(FINAL)).exists()
    )
    ready = sa.select(batches.c.id).where(batches.c.state == BatchState.OPEN, ~unfinished)
    with reading(database) as tx:
        found = list(tx.scalars(ready))
    ended = []
    for batch in found:
        with database.begin() as tx:
            lock(tx, sa.select(batches.c.id).where(batches.c.id == batch))
            done = tx.execute(
                batches.update()
                .where(batches.c.id == batch, batches.c.state == BatchState.OPEN, ~unfinished)
                .values(state=BatchState.DONE, ended_at=clock(tx))
            )
        if done.rowcount:
            ended.append(batch)
    return ended
