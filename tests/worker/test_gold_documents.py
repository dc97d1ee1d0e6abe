"""Gold files that name documents: what becomes of their rows, and what is refused."""

import json
from pathlib import Path

import pytest

from schemas.errors import GoldInvalid
from worker.gold_documents import names_documents, read_document_gold

NUMBER = {"kind": "key_value", "key": "order number", "answers": ["PD-1"]}
TOTAL = {
    "kind": "extraction",
    "query": "What is the total?",
    "answers": ["5 GBP"],
    "type": "amount",
    "category": "Total",
}


def save(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "gold" / "orders.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps({"id": str(n), **row}) + "\n" for n, row in enumerate(rows)), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_documents_that_are_asked_the_same_are_one_batch(folder: Path) -> None:
    path = save(
        folder,
        {"document": "../a.txt", **NUMBER},
        {"document": "../sub/b.txt", **NUMBER, "answers": ["PD-2"]},
        {"document": "../a.txt", **TOTAL},
        {"document": "../sub/../sub/b.txt", **TOTAL},
        {"document": "../c.txt", **TOTAL},
    )

    gold = read_document_gold(path)

    assert (gold.folder, gold.documents, gold.questions) == (folder.resolve(), 3, 5)
    both, one = gold.batches
    assert [field.name for field in both.questionnaire.fields] == ["order_number", "total"]
    assert [field.name for field in one.questionnaire.fields] == ["total"]
    assert both.questionnaire.fields[1].type == "amount"
    assert {document: [row.id for _, row in rows] for document, rows in both.rows.items()} == {
        "a.txt": ["0", "2"],
        "sub/b.txt": ["1", "3"],
    }


def test_two_rows_may_ask_the_same_and_two_questions_never_share_a_name(folder: Path) -> None:
    path = save(
        folder,
        {"document": "../a.txt", **TOTAL},
        {"document": "../a.txt", **TOTAL, "answers": ["6 GBP"]},
        {"document": "../a.txt", **TOTAL, "query": "How much is it?"},
        {"document": "../a.txt", **TOTAL, "category": "1st"},
    )

    [batch] = read_document_gold(path).batches

    assert [name for name, _ in batch.rows["a.txt"]] == ["total", "total", "total_2", "total"]
    assert [field.question for field in batch.questionnaire.fields] == ["What is the total?", "How much is it?"]


def test_passages_are_the_rows_or_those_of_the_command(folder: Path) -> None:
    path = save(folder, {"document": "../a.txt", **NUMBER, "passages": 2}, {"document": "../a.txt", **TOTAL})

    asked = read_document_gold(path).batches[0].questionnaire.fields
    all_asked = read_document_gold(path, passages="all").batches[0].questionnaire.fields

    assert [field.passages for field in asked] == [2, None]
    assert [field.passages for field in all_asked] == ["all", "all"]


def test_a_limit_counts_documents(folder: Path) -> None:
    rows = [{"document": f"../{name}", **row} for name in ("a.txt", "c.txt") for row in (NUMBER, TOTAL)]

    gold = read_document_gold(save(folder, *rows), limit=1)

    assert (gold.documents, gold.questions) == (1, 2)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"document": "../absent.txt", **NUMBER}, "there is no file"),
        ({"document": "../a.txt", **NUMBER, "kind": "summarization", "query": "A summary?"}, "a summary of a document"),
        ({"document": "../a.txt", **NUMBER, "passages": 0}, "passages"),
        ({"document": "../a.txt", **NUMBER, "type": "colour"}, "type"),
        ({"document": "../a.txt", **NUMBER, "locale": "en"}, "locale"),
    ],
)
def test_a_row_that_no_night_could_ask_is_named(folder: Path, row: dict[str, object], problem: str) -> None:
    with pytest.raises(GoldInvalid, match=r"Line 2 of") as error:
        read_document_gold(save(folder, {"document": "../a.txt", **NUMBER}, row))

    assert problem in str(error.value)


def test_texts_and_documents_are_told_apart_and_not_mixed(folder: Path) -> None:
    text, document = {"context": "A text.", **NUMBER}, {"document": "../a.txt", **NUMBER}

    assert names_documents(save(folder, document, document))
    assert not names_documents(save(folder, text))
    assert not names_documents(save(folder, {**text, "document": "where the text is from"}))
    with pytest.raises(GoldInvalid, match=r"Line 3 of .* put them into two files"):
        names_documents(save(folder, text, text, document))
