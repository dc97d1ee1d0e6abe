"""Batches for tests: registered, split, claimed and answered by the ledger's own functions."""

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa

from producer.resolve import resolve
from producer.route import route
from schemas.elements import Passage, Span
from schemas.errors import EngineFailed
from schemas.ids import document_id
from schemas.ledger.bundles import Bundle, claim_bundle
from schemas.ledger.counts import count
from schemas.ledger.database import reading
from schemas.ledger.documents import ClaimedDocument, claim_document, store_split
from schemas.ledger.register import Batch, FoundFile, find_batch, open_batch, register
from schemas.ledger.results import answered_documents, candidates, finish_document
from schemas.outcomes import Answer, Done, Outcome, Quarantine, Retry
from schemas.questionnaire import Questionnaire
from schemas.states import Grounding, State
from schemas.tables import batches, documents, jobs, metadata, passages

LEASE_S = 60.0

#: They answer TWO_QUESTIONS.
TWO_PASSAGES = ("Invoice number: 7", "Total amount: 12 EUR")

TWO_QUESTIONS = Questionnaire.model_validate(
    {
        "name": "Invoices",
        "fields": [
            {"name": "number", "kind": "key_value", "key": "invoice number"},
            {"name": "total", "kind": "extraction", "question": "What is the total amount?", "type": "amount"},
        ],
    }
)


def found_file(name: str, content: str | None = None) -> FoundFile:
    """A file as discovery finds it; its content is its name unless given."""
    text = name if content is None else content
    return FoundFile(name, hashlib.sha256(text.encode()).hexdigest(), len(text))


def make_batch(
    database: sa.Engine,
    *names: str,
    questionnaire: Questionnaire = TWO_QUESTIONS,
    model: str = "scripted",
    name: str = "night",
) -> Batch:
    """A registered batch of documents with these names."""
    batch = open_batch(database, folder="/documents", questionnaire=questionnaire, model=model, name=name)
    register(database, batch.id, [found_file(n) for n in names or ("a.txt",)])
    return find_batch(database, batch.id)


def document_of(batch: Batch, name: str = "a.txt") -> str:
    """The id of the document with this name."""
    return document_id(batch.id, found_file(name).sha256)


def claimed_document(database: sa.Engine, document: str) -> ClaimedDocument:
    claimed = claim_document(database, document, LEASE_S)
    assert claimed is not None
    return claimed


def store(database: sa.Engine, claimed: ClaimedDocument, texts: Sequence[str]) -> None:
    """Split a claimed document into passages with these texts, each on a page of its own."""
    split = [
        Passage(place, text, len(text.split()), (Span(0, len(text), place + 1, (10.0, 20.0, 30.0, 40.0)),))
        for place, text in enumerate(texts)
    ]
    asked = route(claimed.questionnaire.fields, split)
    store_split(database, claimed, pages=len(split), parser="test@1", split=split, asked=asked)


def split_batch(
    database: sa.Engine, *texts: str, questionnaire: Questionnaire = TWO_QUESTIONS, name: str = "night"
) -> Batch:
    """A batch of one document `a.txt` that is split into passages with these texts."""
    batch = make_batch(database, questionnaire=questionnaire, name=name)
    store(
        database, claimed_document(database, document_of(batch)), texts or ("Invoice number: 7\nTotal amount: 12 EUR",)
    )
    return batch


def deadline_comes(database: sa.Engine, batch: Batch) -> None:
    """The batch's deadline is past from now on."""
    with database.begin() as tx:
        tx.execute(batches.update().where(batches.c.id == batch.id).values(deadline=1.0))


def passages_of(database: sa.Engine, batch: Batch) -> list[str]:
    """The ids of all passages, in reading order."""
    rows = sa.select(passages.c.id).where(passages.c.batch_id == batch.id)
    with reading(database) as tx:
        return list(tx.scalars(rows.order_by(passages.c.document_id, passages.c.ordinal)))


def claimed_bundle(database: sa.Engine, passage: str) -> Bundle:
    bundle = claim_bundle(database, passage, LEASE_S)
    assert bundle is not None
    return bundle


def answer(value: str | None = "12 EUR", **changes: object) -> Answer:
    """What a model might have said, with evidence."""
    said = {
        "raw": f" {value}",
        "found": value is not None,
        "value": value,
        "confidence": 0.9,
        "grounding": Grounding.EXACT if value else Grounding.NONE,
        "quote": value,
        "start": 0,
        "end": len(value or ""),
        "page": 1,
        "box": (10.0, 20.0, 30.0, 40.0),
        "model": "scripted",
        "prompt": "scripted@1",
        "prompt_tokens": 12,
        "answer_tokens": 2,
        "complete": True,
    }
    return Answer(**{**said, **changes})


def all_done(bundle: Bundle, value: str = "12 EUR") -> dict[str, Outcome]:
    return {job.id: Done(answer(value)) for job in bundle.jobs}


def all_retry(bundle: Bundle, after_s: float = 0.0) -> dict[str, Outcome]:
    return {job.id: Retry(EngineFailed(reason="no luck"), after_s) for job in bundle.jobs}


def all_quarantined(bundle: Bundle) -> dict[str, Outcome]:
    return {job.id: Quarantine(EngineFailed(reason="no luck")) for job in bundle.jobs}


def row(database: sa.Engine, table: sa.Table, key: str) -> sa.RowMapping:
    """One row by the table's id."""
    column = next(iter(table.primary_key))
    with reading(database) as tx:
        return tx.execute(sa.select(table).where(column == key)).mappings().one()


def everything(database: sa.Engine, table: sa.Table) -> list[sa.RowMapping]:
    """All rows of a table, ordered by their keys: for comparing before with after."""
    with reading(database) as tx:
        return list(tx.execute(sa.select(table).order_by(*table.primary_key)).mappings())


def states_of(database: sa.Engine, table: sa.Table) -> list[State]:
    """The states of all documents (by position), passages or jobs (by reading order)."""
    order = {
        documents.name: (documents.c.position,),
        passages.name: (passages.c.document_id, passages.c.ordinal),
        jobs.name: (jobs.c.document_id, jobs.c.passage_id, jobs.c.ordinal),
    }[table.name]
    with reading(database) as tx:
        return [State(state) for state in tx.scalars(sa.select(table.c.state).order_by(*order))]


def assert_balanced(database: sa.Engine, batch: Batch) -> None:
    """registered = waiting + running + done + quarantined + cancelled + carried, for documents, jobs and each kind."""
    counts = count(database, batch.id)
    assert counts.documents.balanced, counts.documents
    assert counts.jobs.balanced, counts.jobs
    assert sum(kind.registered for kind in counts.jobs_by_kind.values()) == counts.jobs.registered


def finish_what_is_answered(database: sa.Engine) -> None:
    """Resolve and end each document whose jobs have all ended."""
    for document, questionnaire in answered_documents(database):
        finish_document(database, document, resolve(questionnaire, candidates(database, document)))


def take_off_the_guards(database: sa.Engine) -> None:
    """All tables without any constraint: what is tested is the audit, not what the database would refuse."""
    postgresql = database.dialect.name == "postgresql"
    with database.connect() as connection:
        if not postgresql:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # no transaction has begun
        with connection.begin():
            for name in metadata.tables:
                connection.exec_driver_sql(f"CREATE TABLE bare AS SELECT * FROM {name}")
                connection.exec_driver_sql(f"DROP TABLE {name}{' CASCADE' if postgresql else ''}")
                connection.exec_driver_sql(f"ALTER TABLE bare RENAME TO {name}")
