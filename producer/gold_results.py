"""The results of a batch beside the gold answers: what a user would get, and which passages were asked for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from schemas.ledger.counts import document_rows, result_rows
from schemas.ledger.results import AskedPassages, asked_passages
from schemas.states import Grounding, ResultStatus, State
from worker.evaluation.documents.answer import DocumentAnswer
from worker.evaluation.documents.standing import standing
from worker.gold_documents import DocumentRow

#: By document, each gold row with the name of its field.
GoldRows = Mapping[str, Sequence[tuple[str, DocumentRow]]]

_NO_RESULT: dict[str, Any] = dict.fromkeys(
    ("value", "typed", "unit", "grounding", "quote", "page", "start", "end", "passage", "model")
) | {"status": ResultStatus.FAILED, "confidence": 0.0}


@dataclass(frozen=True)
class GoldResults:
    """`models` answered, each by the name of its engine."""

    answers: list[DocumentAnswer]
    models: list[str]


def results_of(database: sa.Engine, batch: str, rows: GoldRows) -> GoldResults:
    """The results that there are; those of documents in quarantine are failures, those still to come are left out."""
    results: dict[str, dict[str, Mapping[str, Any]]] = {}
    for result in result_rows(database, batch):
        results.setdefault(result["document_id"], {})[result["field"]] = dict(result)
    answers: list[DocumentAnswer] = []
    models: dict[str, None] = {}
    for path, document in _by_path(database, batch, rows).items():
        failed = document["state"] == State.QUARANTINED
        found = results.get(document["id"], {})
        if not failed and not found:
            continue
        asked = asked_passages(database, document["id"])
        for field, row in rows[path]:
            shown = found.get(field) or _NO_RESULT | {"reason": document["error"] or "no result"}
            answers.append(_answer(row, field, shown, asked))
            models |= {shown["model"]: None} if shown["model"] else {}
    return GoldResults(answers, list(models))


def unread_documents(database: sa.Engine, batch: str, rows: Collection[str]) -> list[tuple[str, str]]:
    """The documents in quarantine, with the reason."""
    found = _by_path(database, batch, rows)
    return [
        (path, document["error"] or "") for path, document in found.items() if document["state"] == State.QUARANTINED
    ]


def _by_path(database: sa.Engine, batch: str, wanted: Collection[str]) -> dict[str, sa.RowMapping]:
    """The documents that are asked for, by each path at which they stand."""
    rows = document_rows(database, batch)
    by_path = {path: row for row in rows for path in (row["path"], *row["other_paths"])}
    return {path: by_path[path] for path in wanted if path in by_path}


def _answer(row: DocumentRow, field: str, result: Mapping[str, Any], asked: AskedPassages) -> DocumentAnswer:
    places = asked.by_field.get(field, frozenset())
    number = result["passage"] if (result["passage"] or 0) < len(asked.texts) else None  # later: of another round
    return DocumentAnswer(
        row=row,
        status=ResultStatus(result["status"]),
        value=result["value"],
        typed=result["typed"],
        unit=result["unit"],
        confidence=result["confidence"],
        reason=result["reason"],
        grounding=Grounding(result["grounding"] or Grounding.NONE),
        quote=result["quote"],
        page=result["page"],
        start=result["start"],
        end=result["end"],
        passage=asked.texts[number] if number is not None else "",
        asked=len(places),
        there=len(asked.texts),
        standing=standing(row, asked.texts, places),
    )
