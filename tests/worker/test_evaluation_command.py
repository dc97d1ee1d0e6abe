"""`nightclerk eval`, as the installed program runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import GoldInvalid
from small_gold import save_gold
from small_models import save_small_model
from worker.gold import read_gold

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))

TEXT = "Vendor: Marrow Quay\nThe delivery is insured.\nTotal due: 5,585.76"
#: To the scripted engine, by its rules: what it says is known.
ROWS = [
    {"kind": "extraction", "query": "What is the total due?", "answers": ["£5,585.76"], "category": "amount"},
    {"kind": "key_value", "key": "vendor", "answers": ["Marrow Quay Logistics"], "category": "name"},
    {"kind": "extraction", "query": "What is the colour of the moon?", "answers": ["Not Found"], "category": "absent"},
    {"kind": "extraction", "query": "When was the delivery?", "answers": ["Not Found"], "category": "absent"},
    {"kind": "boolean", "query": "Is the delivery insured?", "answers": ["Yes"]},
    {"kind": "boolean", "query": "Is there a warranty of spare parts?", "answers": ["No"]},
    {"kind": "summarization", "query": "What is a summary of the delivery in 3 words or less?", "answers": ["insured"]},
]


def evaluate(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NIGHTCLERK, "eval", *map(str, arguments)],
        env={**os.environ, "NIGHTCLERK_THREADS": "1", "NIGHTCLERK_OFFLINE": "true"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = [{"id": str(n), "context": TEXT, **row} for n, row in enumerate(ROWS)]
    rows.append({**rows[0], "id": "other", "context": "Total due: 7"})
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def values(report: dict[str, Any], kind: str, category: str | None = None) -> dict[str, float]:
    group = next(one for one in report["groups"] if (one["kind"], one["category"]) == (kind, category))
    return {name: score["value"] for name, score in group["scores"].items()}


def test_json_has_the_scores_by_kind_and_category_and_every_answer(gold: Path) -> None:
    done = evaluate(gold, "--model", "scripted", "--json")

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["questions"], report["left_out"], report["model"]) == (8, 0, "scripted")
    assert [answer["value"] for answer in report["answers"][:3]] == ["5,585.76", "Marrow Quay", None]
    assert values(report, "extraction", "amount")["exact"] == 0.5  # 7 is not £5,585.76
    absent = values(report, "extraction")
    assert (absent["not_found_precision"], absent["not_found_recall"]) == (1.0, 0.5)
    assert absent["not_found_f1"] == pytest.approx(2 / 3)
    name = values(report, "key_value")
    assert (name["exact"], name["f1"], name["grounded"]) == (0.0, 0.8, 1.0)
    assert values(report, "boolean")["accuracy"] == 0.5
    assert values(report, "boolean")["abstention"] == 0.5
    assert values(report, "summarization")["length"] == 0.0  # "The delivery is insured."
    assert values(report, "summarization")["numbers"] == 1.0
    amount = next(one for one in report["groups"] if one["category"] == "amount")["scores"]["exact"]
    assert (amount["low"], amount["high"], amount["questions"]) == (0.0, 1.0, 2)


def test_people_get_tables_and_a_page(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    done = evaluate(gold, "--model", "scripted", "--page", page)

    assert done.returncode == 0, done.stderr
    for title in ("values, %", "yes or no, %", "summaries, %", "cost"):
        assert title in done.stdout
    assert "llmware" not in done.stdout  # none of the rows is of that benchmark
    assert "Marrow Quay Logistics" in page.read_text(encoding="utf-8")
    assert "scripted: 8 questions" in done.stderr


def test_a_limit_asks_the_first_questions(gold: Path) -> None:
    done = evaluate(gold, "--model", "scripted", "--limit", 2, "--json")

    assert [answer["id"] for answer in json.loads(done.stdout)["answers"]] == ["0", "1"]


def test_a_model_is_asked_as_a_worker_asks_it(tmp_path: Path) -> None:
    folder = save_small_model(tmp_path / "llama")

    done = evaluate(save_gold(tmp_path / "gold.jsonl", contexts=2), "--model", folder, "--json")

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["questions"] == 8
    assert {group["kind"] for group in report["groups"]} == {"extraction", "key_value", "boolean"}
    assert all(answer["prompt_tokens"] > 20 and answer["seconds"] > 0 for answer in report["answers"])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "x"}', "Line 9 of"),
        ("[1, 2]", "Line 9 of"),
        ('{"id": "x", "kind": "boolean", "query": "?", "answers": ["Yes"], "document": "a.pdf"}', "context"),
        (json.dumps({"id": "x", "context": TEXT, **ROWS[0], "category": "\x1b[2J"}), "category"),
        (json.dumps({"id": "x", "context": TEXT, **ROWS[6], "query": "A summary in 9000 words?"}), "words"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_asked(gold: Path, line: str, problem: str) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")

    with pytest.raises(GoldInvalid, match=r"Line 9 of") as error:
        read_gold(gold, summaries=True)
    assert problem in str(error.value)


def test_mistakes_end_the_command_before_the_model_is_loaded(gold: Path, tmp_path: Path) -> None:
    for arguments, words in (
        ((tmp_path / "absent.jsonl",), "cannot be read"),
        ((gold, "--page", tmp_path / "absent" / "page.html"), "its folder does not exist"),
        ((gold, "--page", tmp_path), "it is a folder"),
    ):
        done = evaluate(*arguments, "--model", "scripted")
        assert done.returncode == 2
        assert words in " ".join(done.stderr.split())
        assert "loading" not in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.shared_data
def test_every_gold_set_is_read_and_the_benchmark_gets_its_published_scheme(shared_data: Path) -> None:
    for path in sorted((shared_data / "gold").glob("*.jsonl")):
        assert read_gold(path, summaries=True), path

    done = evaluate(shared_data / "gold" / "rag_instruct.jsonl", "--model", "scripted", "--json")

    assert done.returncode == 0, done.stderr
    scheme = json.loads(done.stdout)["rag_instruct"]
    assert {name: one["questions"] for name, one in scheme.items()} == {
        "core": 55,
        "not_found": 6,
        "boolean": 2,
        "math": 9,
    }
    assert all(one["low"] <= one["value"] <= one["high"] for one in scheme.values())
