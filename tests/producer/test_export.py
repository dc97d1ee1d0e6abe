"""Files for people and programs: complete, readable by a spreadsheet program, and harmless in it."""

import csv
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import (
    answer,
    claimed_bundle,
    deadline_comes,
    found_file,
    make_batch,
    passages_of,
    split_batch,
)
from producer.export import EVIDENCE_COLUMNS, QUARANTINE_COLUMNS, export, export_all
from producer.resolve import resolve
from schemas.errors import EngineFailed, ExportFormatUnknown, FileZeroBytes, OutputNotWritable
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.deadline import carry
from schemas.ledger.register import Batch, FoundFile, register
from schemas.ledger.results import answered_documents, candidates, finish_document
from schemas.outcomes import Answer, Done, Quarantine
from schemas.states import Grounding

BOM = b"\xef\xbb\xbf"


def answered_batch(database: sa.Engine, number: Answer, total: Answer | None = None) -> Batch:
    """A batch of one document with these answers; without `total` that job is in quarantine."""
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    first, second = bundle.jobs
    failed = Quarantine(EngineFailed(reason="no luck"))
    finish_bundle(database, bundle, {first.id: Done(number), second.id: Done(total) if total else failed})
    for document, questionnaire in answered_documents(database):
        finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    return batch


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_document_has_a_row_whatever_became_of_it(database: sa.Engine, tmp_path: Path) -> None:
    batch = answered_batch(database, answer("7"), answer("12 EUR"))
    register(
        database,
        batch.id,
        [found_file("waiting.txt"), FoundFile("empty.txt", "0" * 64, 0, problem=FileZeroBytes())],
    )

    export(database, batch, tmp_path / "answers.csv")

    done, waiting, empty = rows_of(tmp_path / "answers.csv")
    assert done == {
        "document": "a.txt", "state": "done", "number": "7", "total": "12 EUR", "review": "",
        "problem": "", "copies": "", "notes": "",
    }  # fmt: skip
    assert (waiting["document"], waiting["state"], waiting["number"]) == ("waiting.txt", "waiting", "")
    assert (empty["document"], empty["state"]) == ("empty.txt", "quarantined")
    assert "zero bytes" in empty["problem"]


def test_what_needs_review_is_named_and_left_out_of_its_column(database: sa.Engine, tmp_path: Path) -> None:
    batch = answered_batch(database, answer("7"), answer("99 EUR", grounding=Grounding.NONE))

    export(database, batch, tmp_path / "answers.csv")

    [row] = rows_of(tmp_path / "answers.csv")
    assert (row["number"], row["total"], row["review"]) == ("7", "", "total")


def test_a_csv_file_begins_with_a_byte_order_mark_and_keeps_all_letters(database: sa.Engine, tmp_path: Path) -> None:
    batch = answered_batch(database, answer("Łódź, „Bäckerei“\n2. Zeile"), answer("12 €"))

    export(database, batch, tmp_path / "answers.csv")

    assert (
        (tmp_path / "answers.csv")
        .read_bytes()
        .startswith(BOM + b"document,state,number,total,review,problem,copies,notes\r\n")
    )
    [row] = rows_of(tmp_path / "answers.csv")
    assert (row["number"], row["total"]) == ("Łódź, „Bäckerei“\n2. Zeile", "12 €")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("http://example.com";"pay")', '\'=HYPERLINK("http://example.com";"pay")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("-2+3", "'-2+3"),
        ("\t=1+1", "'\t'=1+1"),
        ("\r=1+1", "'\r'=1+1"),
        ("\n=1+1", "'\n'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-1,234.50", "-1,234.50"),
        ("+49", "+49"),
        ("a = b", "a = b"),
        ("' =1+1", "'' =1+1"),
        ('paid;=HYPERLINK("x")', 'paid;\'=HYPERLINK("x")'),
        ('paid;"=1+1', "paid;\"'=1+1"),
        ("paid\n=1+1", "paid\n'=1+1"),
        ("paid\t @SUM(1)", "paid\t '@SUM(1)"),
        ("from 12; -5 to\n+3", "from 12; '-5 to\n+3"),
        ("1,5; -2,5; =1", "1,5; -2,5; '=1"),
    ],
)
def test_a_cell_is_never_a_formula(database: sa.Engine, tmp_path: Path, value: str, cell: str) -> None:
    batch = answered_batch(database, answer(value), answer(value))

    export_all(database, batch, tmp_path)

    assert rows_of(tmp_path / "answers.csv")[0]["number"] == cell
    assert {row["quote"] for row in rows_of(tmp_path / "evidence.csv")} == {cell}


def test_a_documents_name_is_never_a_formula(database: sa.Engine, tmp_path: Path) -> None:
    batch = make_batch(database, "=1+1.txt")

    export(database, batch, tmp_path / "answers.csv")

    assert rows_of(tmp_path / "answers.csv")[0]["document"] == "'=1+1.txt"


def test_jsonl_has_one_object_for_each_document_and_field(database: sa.Engine, tmp_path: Path) -> None:
    batch = answered_batch(database, answer("=7"), answer(None))

    export(database, batch, tmp_path / "answers.jsonl")

    number, total = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text("utf-8").splitlines()]
    assert number == {
        "document": "a.txt",
        "field": "number",
        "kind": "key_value",
        "value": "=7",
        "unit": None,
        "normalised": None,
        "typing": None,
        "status": "accepted",
        "confidence": 0.9,
        "reason": "strongest of 1 answers from 1 passages",
        "evidence": {
            "quote": "=7",
            "page": 1,
            "start": 0,
            "end": 2,
            "box": [10.0, 20.0, 30.0, 40.0],
            "passage": 0,
            "grounding": "exact",
        },
        "model": "scripted",
        "prompt": "scripted@1",
    }
    assert (total["field"], total["status"], total["value"]) == ("total", "not_found", None)


def test_all_files_are_written_into_a_new_folder(database: sa.Engine, tmp_path: Path) -> None:
    batch = answered_batch(database, answer("7"))
    register(database, batch.id, [FoundFile("empty.txt", "0" * 64, 0, problem=FileZeroBytes())])

    files = export_all(database, batch, tmp_path / "new" / "out")

    assert [file.name for file in files] == [
        "answers.csv", "evidence.csv", "answers.jsonl", "quarantine.csv", "carried.csv",
    ]  # fmt: skip
    evidence = rows_of(files[1])
    assert tuple(evidence[0]) == EVIDENCE_COLUMNS
    assert (evidence[0]["value"], evidence[0]["box"]) == ("7", "10.0 20.0 30.0 40.0")
    document, job = rows_of(files[3])
    assert tuple(document) == QUARANTINE_COLUMNS
    assert (document["document"], document["class"], document["field"]) == ("empty.txt", "FileZeroBytes", "")
    assert (job["document"], job["class"], job["field"], job["attempts"]) == ("a.txt", "EngineFailed", "total", "1")


def test_a_batch_without_answers_has_files_with_headers(database: sa.Engine, tmp_path: Path) -> None:
    batch = make_batch(database)

    _, evidence, objects, quarantine, carried = export_all(database, batch, tmp_path)

    assert rows_of(evidence) == rows_of(quarantine) == rows_of(carried) == []
    assert objects.read_text() == ""


@pytest.mark.parametrize("name", ["answers.doc", "answers", "answers.csv.gz"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(database: sa.Engine, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportFormatUnknown, match=r"\.csv, \.jsonl"):
        export(database, make_batch(database), tmp_path / name)

    assert list(tmp_path.glob("answers*")) == []


@pytest.mark.parametrize("name", ["no-such-folder/answers.csv", "file.txt/answers.jsonl", "folder.csv"])
def test_a_place_that_cannot_be_written_is_named(database: sa.Engine, tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("not a folder")
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(OutputNotWritable, match=name):
        export(database, make_batch(database), tmp_path / name)


def test_a_folder_that_cannot_be_made_is_named(database: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("not a folder")

    with pytest.raises(OutputNotWritable, match=r"file\.txt"):
        export_all(database, make_batch(database), tmp_path / "file.txt")


def test_what_was_carried_is_listed(database: sa.Engine, tmp_path: Path) -> None:
    batch = split_batch(database, "one", "two")
    register(database, batch.id, [found_file("unsplit.txt")])
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    deadline_comes(database, batch)
    carry(database)
    number, total = bundle.jobs
    finish_bundle(database, bundle, {number.id: Done(answer("7")), total.id: Done(answer(None))})
    for document, questionnaire in answered_documents(database):
        finish_document(database, document, resolve(questionnaire, candidates(database, document)))

    export_all(database, batch, tmp_path)

    assert [tuple(row.values()) for row in rows_of(tmp_path / "carried.csv")] == [
        ("unsplit.txt", "", "", "0"),
        ("a.txt", "1", "number", "0"),
        ("a.txt", "1", "total", "0"),
    ]
    split, unsplit = rows_of(tmp_path / "answers.csv")
    assert (split["state"], split["number"], split["total"]) == ("carried", "7", "")
    assert unsplit["state"] == "carried"
    statuses = {row["field"]: row["status"] for row in rows_of(tmp_path / "evidence.csv")}
    assert statuses == {"number": "accepted", "total": "carried"}
    assert rows_of(tmp_path / "quarantine.csv") == []
