"""The answers of a batch as a file that a person corrects, and that training and evaluation read."""

import json
from pathlib import Path

import sqlalchemy as sa

from batches import answer, claimed_bundle, passages_of, split_batch
from producer.export import export
from producer.resolve import resolve
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.results import answered_documents, candidates, finish_document
from schemas.outcomes import Done
from schemas.questionnaire import Questionnaire
from worker.gold import read_gold

TEXT = "Invoice number: 7\nThe goods are insured."
ASKED = Questionnaire.model_validate(
    {
        "name": "Invoices",
        "fields": [
            {"name": "number", "kind": "key_value", "key": "invoice number"},
            {"name": "order", "kind": "key_value", "key": "order", "question": "Which order is it for?"},
            {"name": "insured", "kind": "boolean", "question": "Are the goods insured?"},
            {"name": "headline", "kind": "summarization", "style": "headline"},
        ],
    }
)


def test_answers_become_gold_to_correct(database: sa.Engine, tmp_path: Path) -> None:
    batch = split_batch(database, TEXT, questionnaire=ASKED)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    said = ("7", None, "Yes", "Goods insured")
    outcomes = {job.id: Done(answer(value)) for job, value in zip(bundle.jobs, said, strict=True)}
    finish_bundle(database, bundle, outcomes)
    for document, questionnaire in answered_documents(database):
        finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    file = tmp_path / "invoices.gold.jsonl"

    export(database, batch, file)

    [read] = read_gold(file)
    assert read.context == TEXT
    assert [(row.kind, row.key or row.query, row.answers) for row in read.rows] == [
        ("key_value", "invoice number", ("7",)),
        ("extraction", "Which order is it for?", ("Not Found",)),
        ("boolean", "Are the goods insured?", ("Yes",)),
    ]
    assert {row.document for row in read.rows} == {"a.txt"}
    statuses = [json.loads(line)["status"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert statuses[1] == "not_found"


def test_a_batch_without_answers_is_an_empty_file(database: sa.Engine, tmp_path: Path) -> None:
    export(database, split_batch(database, TEXT, questionnaire=ASKED), tmp_path / "x.gold.jsonl")

    assert (tmp_path / "x.gold.jsonl").read_text(encoding="utf-8") == ""
