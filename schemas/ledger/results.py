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
    ordinal: int  # of the passage; of a copy, that of the passage it is a copy of
    found: bool
    value: str | None
    confidence: float
    grounding: Grounding
    #: The passage that was asked.
    text: str = ""
    #: How many passages the document was cut into, asked or not; 0 where that is not known.
    of_passages: int = 0
    typed: str | None = None
    unit: str | None = None
    #: None: not typed, as answers of release 0.1.0.
    typing: Typing | None = None
    typing_reason: str | None = None
    stray_numbers: tuple[str, ...] = ()
    #: None: the model is not calibrated, and its confidence is as it comes.
    verdict: Verdict | None = None
    #: False where the answer was cut by the room it had.
    complete: bool = True
    passage_id: str = ""
    #: 1: the passage was cut from the document; later: it is made of answers, or a copy.
    round: int = 1
    #: The passage of the document whose text another model was asked about.
    copy_of: str | None = None
    #: Whom the question was for.
    model: str = ""
    #: Of so many summaries that a later round joins; None: it is what the field asks for.
    part_of: int | None = None

    @property
    def of_the_document(self) -> bool:
        """Whether the passage has the document's own words, and not a model's."""
        return self.round == 1 or self.copy_of is not None


@dataclass(frozen=True)
class Result:
    """The one value of one field of one document; `reason` says in words why it is this one. `source_job_id`: the job
    whose answer has the evidence, where that is not the one whose answer is the value."""

    field: str
    status: ResultStatus
    value: str | None
    confidence: float
    reason: str
    job_id: str | None
    typed: str | None = None
    unit: str | None = None
    typing: Typing | None = None
    source_job_id: str | None = None


#: Whether a job of a document is not in a final state, for a SELECT or UPDATE of documents.
UNFINISHED_JOB = sa.select(jobs.c.id).where(jobs.c.document_id == documents.c.id, jobs.c.state.not_in(FINAL)).exists()


def answered_documents(database: sa.Engine, limit: int = 100) -> list[tuple[str, Questionnaire]]:
    """Split documents all of whose jobs are in a final state, with their batch's questionnaire."""
    answered = (
        sa.select(documents.c.id, batches.c.questionnaire)
        .join(batches, batches.c.id == documents.c.batch_id)
        .where(documents.c.state == State.RUNNING, documents.c.split_at.is_not(None), ~UNFINISHED_JOB)
        .limit(limit)
    )
    with reading(database) as tx:
        return [(row.id, Questionnaire.model_validate(row.questionnaire)) for row in tx.execute(answered)]


def candidates(database: sa.Engine, document: str) -> list[Candidate]:
    """All jobs of a document with their answers, round by round, each in reading order."""
    rows = (
        sa.select(jobs, batches.c.model.label("batch_model"), answers)
        .join(batches, batches.c.id == jobs.c.batch_id)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .outerjoin(answers, answers.c.job_id == jobs.c.id)
        .where(jobs.c.document_id == document)
        .order_by(passages.c.ordinal, jobs.c.ordinal)
    )
    # Not in the rows of the jobs: each would have the text of its passage.
    told = sa.select(*(passages.c[name] for name in ("id", "text", "ordinal", "round", "copy_of", "model"))).where(
        passages.c.document_id == document
    )
    with reading(database) as tx:
        read = {row.id: row for row in tx.execute(told)}
        cut = sum(row.round == 1 for row in read.values())
        return [
            Candidate(
                job_id=row.id,
                field=row.field,
                state=State(row.state),
                error=row.error,
                ordinal=read[read[row.passage_id].copy_of or row.passage_id].ordinal,
                found=bool(row.found),
                value=row.value,
                confidence=row.confidence or 0.0,
                grounding=Grounding(row.grounding or Grounding.NONE),
                text=read[row.passage_id].text,
                of_passages=cut,
                typed=row.typed,
                unit=row.unit,
                typing=Typing(row.typing) if row.typing else None,
                typing_reason=row.typing_reason,
                stray_numbers=tuple(row.stray_numbers or ()),
                verdict=Verdict(row.verdict) if row.verdict else None,
                complete=row.complete is not False,
                passage_id=row.passage_id,
                round=read[row.passage_id].round,
                copy_of=read[row.passage_id].copy_of,
                model=read[row.passage_id].model or row.batch_model,
                part_of=row.part_of,
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
    cut = passages.c.document_id == document, passages.c.round == 1
    told = sa.select(passages.c.id, passages.c.text).where(*cut)
    asked = sa.select(jobs.c.field, jobs.c.passage_id).join(passages).where(*cut)
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
                ~UNFINISHED_JOB,
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
                "source_job_id": result.source_job_id,
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
