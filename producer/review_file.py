"""The answers of a batch as questions with their answers, for a person to correct: what `nightclerk eval` and
`nightclerk train` read (worker/gold.py)."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from schemas.ledger.counts import asked_texts, result_rows
from schemas.ledger.register import Batch
from schemas.questionnaire import Kind, Question

#: How such a file's name ends.
ENDING = ".gold.jsonl"


def review_rows(database: sa.Engine, batch: Batch) -> Iterator[dict[str, Any]]:
    """One for each document and field that was answered, but for summaries: the passage from which the answer comes,
    what was asked and what was said."""
    fields = {field.name: field for field in batch.questionnaire.fields}
    order = {name: place for place, name in enumerate(fields)}
    texts = asked_texts(database, batch.id)
    rows = result_rows(database, batch.id)
    documents = {document: place for place, document in enumerate(dict.fromkeys(row["document_id"] for row in rows))}
    for row in sorted(rows, key=lambda row: (documents[row["document_id"]], order[row["field"]])):
        field = fields[row["field"]]
        if row["job_id"] in texts and field.kind is not Kind.SUMMARIZATION:
            yield {
                "id": f"{row['path']}: {field.name}",
                "status": row["status"],
                "answers": [row["value"] or "Not Found"],
                **_asked(field),
                "category": field.name,
                "document": row["path"],
                "context": texts[row["job_id"]],
            }


def _asked(field: Question) -> dict[str, Any]:
    if field.kind is Kind.KEY_VALUE and not field.question:
        return {"kind": str(field.kind), "key": field.key}
    # With words of its own a key is asked for as any other value.
    return {"kind": str(Kind.BOOLEAN if field.kind is Kind.BOOLEAN else Kind.EXTRACTION), "query": field.question}
