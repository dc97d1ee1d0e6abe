"""A further round of a document: what comes of its answers is asked before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from schemas import ids
from schemas.ledger.database import lock
from schemas.ledger.results import UNFINISHED_JOB
from schemas.questionnaire import Question, Questionnaire
from schemas.states import State
from schemas.tables import batches, documents, jobs, passages


@dataclass(frozen=True)
class Asked:
    """One question of a further round. `part_of`: of so many summaries that a later round joins; None: its answer is
    what the field asks for."""

    question: Question
    part_of: int | None = None


@dataclass(frozen=True)
class Further:
    """One more passage of a document with what is asked of it: a text made of answers, or a copy of the passage
    `copy_of` for another `model` (None: the batch's)."""

    asked: tuple[Asked, ...]
    text: str = ""
    tokens: int = 0
    copy_of: str | None = None
    model: str | None = None


def begin_round(database: sa.Engine, document: str, number: int, further: Sequence[Further]) -> bool:
    """Insert the passages and jobs of a document's round `number`, instead of ending it: one transaction.

    False where somebody has done so already, or the document is not answered any more; nothing was written. Their ids
    follow from the document and their places, as those of the first round. In a batch that was cancelled or is late the
    new jobs wait as any others would, and are cancelled or carried by the next who looks.
    """
    with database.begin() as tx:
        lock(tx, sa.select(documents.c.id).where(documents.c.id == document))
        answered = (
            sa.select(documents.c.batch_id, batches.c.questionnaire)
            .join(batches)
            .where(
                documents.c.id == document,
                documents.c.state == State.RUNNING,
                documents.c.split_at.is_not(None),
                ~UNFINISHED_JOB,
            )
        )
        row = tx.execute(answered).one_or_none()
        of_document = sa.select(sa.func.max(passages.c.ordinal), sa.func.max(passages.c.round))
        last, reached = tx.execute(of_document.where(passages.c.document_id == document)).one()
        if row is None or reached != number - 1:
            return False
        names = [question.name for question in Questionnaire.model_validate(row.questionnaire).fields]
        copied = sa.select(passages).where(passages.c.id.in_([f.copy_of for f in further if f.copy_of]))
        sources = {source.id: source for source in tx.execute(copied)}
        for place, one in enumerate(further, start=last + 1):
            passage = ids.passage_id(document, place)
            own = {"id": passage, "batch_id": row.batch_id, "document_id": document, "ordinal": place, "round": number}
            tx.execute(passages.insert().values(**own, **_content(one, sources)))
            tx.execute(jobs.insert(), [_job(own, asked, names.index(asked.question.name)) for asked in one.asked])
    return True


def _content(one: Further, sources: dict[str, sa.Row[tuple[object, ...]]]) -> dict[str, object]:
    content: dict[str, object] = {"text": one.text, "tokens": one.tokens, "spans": []}
    if one.copy_of is not None:
        source = sources[one.copy_of]
        content = {"text": source.text, "tokens": source.tokens, "spans": source.spans}
    most_important = min(asked.question.rank for asked in one.asked)
    return content | {"model": one.model, "copy_of": one.copy_of, "priority": most_important}


def _job(passage: dict[str, object], asked: Asked, ordinal: int) -> dict[str, object]:
    return {
        "id": ids.job_id(str(passage["id"]), asked.question.name),
        "batch_id": passage["batch_id"],
        "document_id": passage["document_id"],
        "passage_id": passage["id"],
        "field": asked.question.name,
        "kind": asked.question.kind,
        "ordinal": ordinal,
        "priority": asked.question.rank,
        "part_of": asked.part_of,
    }
