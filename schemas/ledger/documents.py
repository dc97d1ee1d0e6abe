"""A document's life: claimed by a splitter, split into passages and jobs, or failed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from schemas import ids
from schemas.elements import Passage
from schemas.errors import LeaseLost
from schemas.ledger.database import clock
from schemas.ledger.leases import Lease, held, take
from schemas.outcomes import Quarantine, Retry, trace
from schemas.questionnaire import Kind, Priority, Question, Questionnaire
from schemas.states import State
from schemas.tables import batches, documents, jobs, passages


@dataclass(frozen=True)
class ClaimedDocument:
    """A document under this splitter's lease."""

    id: str
    batch_id: str
    folder: str
    path: str
    sha256: str
    questionnaire: Questionnaire
    model: str
    attempt: int
    lease: Lease


def claim_document(database: sa.Engine, document: str, lease_s: float) -> ClaimedDocument | None:
    """Take the lease on a waiting document; None if it is not waiting (any more, or yet)."""
    with database.begin() as tx:
        lease = take(tx, documents, document, clock(tx), lease_s)
        if lease is None:
            return None
        row = tx.execute(
            sa.select(documents, batches.c.folder, batches.c.questionnaire, batches.c.model)
            .join(batches, batches.c.id == documents.c.batch_id)
            .where(documents.c.id == document)
        ).one()
    return ClaimedDocument(
        id=row.id,
        batch_id=row.batch_id,
        folder=row.folder,
        path=row.path,
        sha256=row.sha256,
        questionnaire=Questionnaire.model_validate(row.questionnaire),
        model=row.model,
        attempt=row.attempts,
        lease=lease,
    )


def store_split(
    database: sa.Engine,
    claimed: ClaimedDocument,
    *,
    pages: int | None,
    parser: str,
    notes: Sequence[str] = (),
    split: Sequence[Passage],
    asked: Sequence[tuple[Passage, Question]],
) -> None:
    """Insert passages and jobs of a document: one transaction, so that it is split wholly or not at all.

    Raises:
        LeaseLost: another splitter holds the document; nothing was written.
    """
    order = {question.name: place for place, question in enumerate(claimed.questionnaire.fields)}
    ranks: dict[int, int] = {}  # of the most important question to each passage that is asked any
    for passage, question in asked:
        ranks[passage.ordinal] = min(question.rank, ranks.get(passage.ordinal, Priority.LOW.rank))
    many = Counter(question.name for _, question in asked)
    with database.begin() as tx:
        freed = tx.execute(
            held(claimed.lease).values(
                lease_token=None,
                lease_until=None,
                split_at=clock(tx),
                pages=pages,
                parser=parser,
                notes=list(notes),
                error_code=None,
                error=None,
                trace=None,
            )
        )
        if freed.rowcount == 0:
            raise LeaseLost(what=f"document {claimed.id}")
        tx.execute(passages.insert(), [_passage_row(claimed, p, ranks.get(p.ordinal)) for p in split])
        tx.execute(jobs.insert(), [_job_row(claimed, p, q, order[q.name], many[q.name]) for p, q in asked])


def fail_document(database: sa.Engine, claimed: ClaimedDocument, outcome: Retry | Quarantine) -> None:
    """Let the document wait for another try, or put it in quarantine with its reason.

    Raises:
        LeaseLost: another splitter holds the document; nothing was written.
    """
    error = outcome.error
    with database.begin() as tx:
        now = clock(tx)
        values: dict[str, object] = {
            "lease_token": None,
            "lease_until": None,
            "error_code": error.code,
            "error": str(error),
            "trace": trace(error),
        }
        match outcome:
            case Retry():
                values |= {"state": State.WAITING, "not_before": now + outcome.after_s, "announced_at": None}
            case Quarantine():
                values |= {"state": State.QUARANTINED, "ended_at": now}
        if tx.execute(held(claimed.lease).values(**values)).rowcount == 0:
            raise LeaseLost(what=f"document {claimed.id}")


def _passage_row(claimed: ClaimedDocument, passage: Passage, rank: int | None) -> dict[str, object]:
    return {
        "id": ids.passage_id(claimed.id, passage.ordinal),
        "batch_id": claimed.batch_id,
        "document_id": claimed.id,
        "ordinal": passage.ordinal,
        "text": passage.text,
        "tokens": passage.tokens,
        "spans": [span.to_json() for span in passage.spans],
        "state": State.DONE if rank is None else State.WAITING,
        "priority": Priority.NORMAL.rank if rank is None else rank,
    }


def _job_row(
    claimed: ClaimedDocument, passage: Passage, question: Question, ordinal: int, passages_asked: int
) -> dict[str, object]:
    passage_id = ids.passage_id(claimed.id, passage.ordinal)
    return {
        "id": ids.job_id(passage_id, question.name),
        "batch_id": claimed.batch_id,
        "document_id": claimed.id,
        "passage_id": passage_id,
        "field": question.name,
        "kind": question.kind,
        "ordinal": ordinal,
        "priority": question.rank,
        "part_of": passages_asked if question.kind is Kind.SUMMARIZATION and passages_asked > 1 else None,
    }
