"""What the second model of a questionnaire was asked, what came of it, and whether it has work."""

from dataclasses import dataclass

import sqlalchemy as sa

from schemas.ledger.database import reading
from schemas.ledger.results import UNFINISHED_JOB
from schemas.states import FINAL, ResultStatus, State
from schemas.tables import documents, jobs, passages, results


@dataclass(frozen=True)
class Escalations:
    """`fields` counts fields of documents of which the second model was asked, `settled` those that are out of review
    by now; `questions` counts what it was asked, `instead_of` what it would have been asked alone."""

    fields: int
    settled: int
    questions: int
    instead_of: int

    @property
    def saved(self) -> float:
        """The share of the questions that it was not asked, 0 to 1."""
        return max(0.0, 1 - self.questions / self.instead_of) if self.instead_of else 0.0


def escalations(database: sa.Engine, batch: str) -> Escalations:
    """What the second model of a batch was asked, at one moment."""
    of_batch = sa.select(jobs.c.document_id, jobs.c.field).join(passages).where(jobs.c.batch_id == batch)
    to_second = of_batch.where(passages.c.model.is_not(None))
    fields = to_second.distinct().subquery()
    settled = (
        sa.select(fields.c.field)
        .join(results, sa.and_(results.c.document_id == fields.c.document_id, results.c.field == fields.c.field))
        .where(results.c.status.in_([ResultStatus.ACCEPTED, ResultStatus.NOT_FOUND]))
    )
    counted = (fields, settled.subquery(), to_second.subquery(), of_batch.where(passages.c.model.is_(None)).subquery())
    with reading(database) as tx:
        return Escalations(*(tx.scalar(sa.select(sa.func.count()).select_from(rows)) or 0 for rows in counted))


def second_has_its_turn(database: sa.Engine, batch: str) -> bool | None:
    """Whether all that is left to do in a batch is for its second model. None where nothing is left for either."""
    working = passages.c.batch_id == batch, passages.c.state.in_([State.WAITING, State.RUNNING])
    unread = documents.c.batch_id == batch, documents.c.split_at.is_(None), documents.c.state.not_in(FINAL)
    answered = documents.c.batch_id == batch, documents.c.state == State.RUNNING, documents.c.split_at.is_not(None)
    with reading(database) as tx:
        for left in (
            sa.select(passages.c.id).where(*working, passages.c.model.is_(None)),
            sa.select(documents.c.id).where(*unread),
            sa.select(documents.c.id).where(*answered, ~UNFINISHED_JOB),  # a further round may come of it
        ):
            if tx.scalar(sa.select(left.exists())):
                return False
        return True if tx.scalar(sa.select(sa.select(passages.c.id).where(*working).exists())) else None
