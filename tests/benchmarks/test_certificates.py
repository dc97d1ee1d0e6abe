"""The reviewed answers of the training's benchmark: right, about what is there and what is not, enough to train on."""

import json
from pathlib import Path

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.reviewed.questions import part
from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from tests.benchmarks.certificates import QUESTIONS, gold_rows
from tests.benchmarks.training import ROWS, shuffled
from worker.gold import read_gold

TEMPLATE = load_catalogue(Settings()).templates["bling"]


def test_certificates_are_gold_to_train_on(tmp_path: Path) -> None:
    rows = gold_rows(ROWS, "test", TEMPLATE)
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    bundles = read_gold(file)

    assert sum(len(bundle.rows) for bundle in bundles) == ROWS
    assert len(bundles) == ROWS // QUESTIONS
    for bundle in bundles:
        for row in bundle.rows:
            assert row.kind == "boolean" or all(answer in row.context for answer in row.values)
    absent = sum(not row.is_answerable for bundle in bundles for row in bundle.rows)
    assert 0.15 < absent / ROWS < 0.45
    assert part(file, bundles).learned
    assert gold_rows(ROWS, "test", TEMPLATE) == rows


def test_shuffled_answers_are_those_of_other_certificates() -> None:
    rows = gold_rows(ROWS, "test", TEMPLATE)

    mixed = shuffled(rows)

    assert sorted(row["answers"] for row in mixed) == sorted(row["answers"] for row in rows)
    assert sum(one["answers"] == other["answers"] for one, other in zip(rows, mixed, strict=True)) < 0.4 * ROWS
    assert [row["context"] for row in mixed] == [row["context"] for row in rows]
