"""What a batch said, as files: one row a document, one row a field, one JSON object a field, and what went wrong."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from producer.review_file import ENDING, review_rows
from schemas.errors import ExportFormatUnknown, OutputNotWritable
from schemas.ledger.counts import document_rows, jobs_in, result_rows
from schemas.ledger.register import Batch
from schemas.states import ResultStatus, State

EVIDENCE_COLUMNS = (
    "document", "field", "kind", "value", "status", "confidence", "quote", "page", "start", "end", "box", "passage",
    "grounding", "model", "prompt", "reason", "normalised", "unit", "typing",
)  # fmt: skip
QUARANTINE_COLUMNS = ("document", "passage", "field", "class", "reason", "attempts")
CARRIED_COLUMNS = ("document", "passage", "field", "attempts")

#: A cell that begins with one of these is a formula to a spreadsheet program; documents are not to be trusted.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Where a new cell may begin for a program that takes semicolons or tabs for what parts cells, as in much of Europe: it
#: does not heed the quotation marks around a cell then, nor line breaks in it (OWASP, CSV Injection).
_NEW_CELL = re.compile(r"(?<=[;\t\r\n])([\s\"']*)(?=([=+\-@＝＋－＠][^;\t\r\n]*))")


def export_all(database: sa.Engine, batch: Batch, folder: Path) -> list[Path]:
    """Write answers.csv, evidence.csv, answers.jsonl, quarantine.csv and carried.csv into a folder.

    Raises:
        OutputNotWritable: the folder or a file of it cannot be written.
    """
    answers, evidence = folder / "answers.csv", folder / "evidence.csv"
    objects, quarantine, carried = folder / "answers.jsonl", folder / "quarantine.csv", folder / "carried.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_csv(answers, *_answers_table(database, batch))
        _write_csv(evidence, EVIDENCE_COLUMNS, _evidence_table(database, batch))
        _write_jsonl(objects, _objects(database, batch))
        _write_csv(quarantine, QUARANTINE_COLUMNS, _quarantine_table(database, batch))
        _write_csv(carried, CARRIED_COLUMNS, _carried_table(database, batch))
    except OSError as exc:
        raise OutputNotWritable(path=folder, reason=exc.strerror or exc) from exc
    return [answers, evidence, objects, quarantine, carried]


def export(database: sa.Engine, batch: Batch, file: Path) -> None:
    """Write one file: .csv has one row a document, .jsonl one JSON object for each document and field, .gold.jsonl the
    same as questions with their answers, to be corrected.

    Raises:
        ExportFormatUnknown: another ending.
        OutputNotWritable: the file cannot be written.
    """
    try:
        match file.suffix.lower():
            case ".csv":
                _write_csv(file, *_answers_table(database, batch))
            case ".jsonl" if file.name.lower().endswith(ENDING):
                _write_jsonl(file, review_rows(database, batch))
            case ".jsonl":
                _write_jsonl(file, _objects(database, batch))
            case _:
                raise ExportFormatUnknown(path=file, known=f".csv, .jsonl, {ENDING}")
    except OSError as exc:
        raise OutputNotWritable(path=file, reason=exc.strerror or exc) from exc


def _answers_table(database: sa.Engine, batch: Batch) -> tuple[Sequence[str], list[list[Any]]]:
    """One row a document. A value that needs review is left out of its column and the field named under `review`."""
    fields = [field.name for field in batch.questionnaire.fields]
    by_document: dict[str, dict[str, Any]] = {}
    for row in result_rows(database, batch.id):
        by_document.setdefault(row["document_id"], {})[row["field"]] = row
    table = []
    for document in document_rows(database, batch.id):
        found = by_document.get(document["id"], {})
        values = [r["value"] if (r := found.get(f)) and r["status"] == ResultStatus.ACCEPTED else "" for f in fields]
        review = "; ".join(f for f in fields if f in found and found[f]["status"] == ResultStatus.REVIEW)
        problem = document["error"] if document["state"] == State.QUARANTINED else ""
        copies = "; ".join(document["other_paths"])
        notes = " ".join(document["notes"] or ())
        table.append([document["path"], document["state"], *values, review, problem, copies, notes])
    return ["document", "state", *fields, "review", "problem", "copies", "notes"], table


def _objects(database: sa.Engine, batch: Batch) -> list[dict[str, Any]]:
    """One JSON object for each document and field, in the order of documents and of the questionnaire."""
    order = {field.name: place for place, field in enumerate(batch.questionnaire.fields)}
    kinds = {field.name: str(field.kind) for field in batch.questionnaire.fields}
    rows = result_rows(database, batch.id)
    positions = {document["id"]: document["position"] for document in document_rows(database, batch.id)}
    return [
        {
            "document": row["path"],
            "field": row["field"],
            "kind": kinds[row["field"]],
            "value": row["value"],
            "unit": row["unit"],
            "normalised": row["typed"],
            "typing": row["typing"],
            "status": row["status"],
            "confidence": round(row["confidence"], 4),
            "reason": row["reason"],
            "evidence": {name: row[name] for name in ("quote", "page", "start", "end", "box", "passage", "grounding")},
            "model": row["model"],
            "prompt": row["prompt"],
        }
        for row in sorted(rows, key=lambda row: (positions[row["document_id"]], order[row["field"]]))
    ]


def _evidence_table(database: sa.Engine, batch: Batch) -> list[list[Any]]:
    flat = [{**result, **result["evidence"]} for result in _objects(database, batch)]
    return [[row[column] for column in EVIDENCE_COLUMNS] for row in flat]


def _quarantine_table(database: sa.Engine, batch: Batch) -> list[list[Any]]:
    """Documents in quarantine first, then single jobs."""
    documents = [
        [row["path"], "", "", row["error_code"], row["error"], row["attempts"]]
        for row in document_rows(database, batch.id)
        if row["state"] == State.QUARANTINED
    ]
    return documents + [
        [row["path"], row["passage"], row["field"], row["error_code"], row["error"], row["attempts"]]
        for row in jobs_in(database, batch.id, State.QUARANTINED)
    ]


def _carried_table(database: sa.Engine, batch: Batch) -> list[list[Any]]:
    """Documents that were not read before the deadline, then questions that were not asked."""
    documents = [
        [row["path"], "", "", row["attempts"]]
        for row in document_rows(database, batch.id)
        if row["state"] == State.CARRIED and row["split_at"] is None
    ]
    return documents + [
        [row["path"], row["passage"], row["field"], row["attempts"]]
        for row in jobs_in(database, batch.id, State.CARRIED)
    ]


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    # The byte order mark makes spreadsheet programs read UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(f"{number:.1f}" for number in value)
    if not isinstance(value, str):
        return value
    begins = "'" if value.lstrip(" \"'").startswith(_FORMULA_STARTS) and not _is_number(value) else ""
    return begins + _NEW_CELL.sub(_as_text, value)


def _as_text(begin: re.Match[str]) -> str:
    """The apostrophe by which spreadsheet programs know text, unless a number is all that stands there."""
    return begin[1] if _is_number(begin[2]) else f"{begin[1]}'"


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def _write_jsonl(path: Path, objects: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in objects)
