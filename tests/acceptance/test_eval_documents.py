"""`nightclerk eval` of questions to documents: a real night, from file to result, scored."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from folder import write_orders
from ledger_view import asked_of_the_model, number_of
from program import nightclerk, until
from schemas.tables import answers, documents, jobs

ASKED = (
    {"kind": "key_value", "key": "order number", "answers": ["PD-{n:04}"]},
    {"kind": "extraction", "query": "What is the total amount?", "answers": ["{total} GBP"], "type": "amount"},
    {"kind": "boolean", "query": "Has the order been paid?", "answers": ["Yes"], "category": "paid"},
    {"kind": "extraction", "query": "What is the colour of the moon?", "answers": ["Not Found"], "category": "moon"},
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Four questions to each of four orders; of the last one the gold number is another, and one cannot be read."""
    write_orders(tmp_path / "documents", 4)
    (tmp_path / "documents" / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    rows: list[dict[str, Any]] = []
    for n in range(1, 5):
        for row in ASKED:
            given = [answer.format(n=n if n < 4 else 9, total=100 + 7 * n) for answer in row["answers"]]
            rows.append({**row, "answers": given, "document": f"../documents/order-{n:02}.txt"})
    rows.append({**rows[0], "document": "../documents/torn.pdf"})
    path = tmp_path / "gold" / "orders.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps({"id": str(n), **row}) + "\n" for n, row in enumerate(rows)), encoding="utf-8")
    return path


def scores_of(report: dict[str, Any], field: str) -> dict[str, float]:
    found = next(one for one in report["fields"] if one["field"] == field)
    return {name: score["value"] for name, score in found["scores"].items()}


def test_what_is_scored_is_the_result_of_a_night(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"

    done = nightclerk("eval", gold, "--json", "--page", page)

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["questions"], report["documents"], report["model"]) == (17, 5, "scripted")
    assert [each["document"].rpartition("/")[2] for each in report["unread"]] == ["torn.pdf"]
    number = scores_of(report, "order number")
    assert number["exact"] == 3 / 5  # one has another number, one could not be read
    assert number["precision_accepted"] == number["precision_all"] == 3 / 4
    assert scores_of(report, "extraction")["exact"] == 1.0
    assert scores_of(report, "moon")["not_found_recall"] == 1.0
    assert scores_of(report, "order number")["asked"] == 1.0
    torn = report["answers"][-1]
    assert (torn["status"], torn["value"], torn["fault"]) == ("failed", None, "no result")
    first = report["answers"][0]
    assert (first["status"], first["value"], first["quote"]) == ("accepted", "PD-0001", "PD-0001")
    assert first["standing"] == {"values": 1, "in_document": 1, "in_asked": 1}
    html = page.read_text(encoding="utf-8")
    assert "PD-0009" in html
    assert "PD-0002" not in html


def test_the_same_folder_again_asks_nothing_twice(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    assert nightclerk("eval", gold, "--out", out, "--limit", 2, "--passages", "all").returncode == 0
    all_asked = number_of(url, jobs)
    assert number_of(url, documents) == 2  # each is parsed once, whatever it is asked

    rest = nightclerk("eval", gold, "--out", out, "--passages", "all", "--json")
    asked = asked_of_the_model(url)
    three = nightclerk("eval", gold, "--out", out, "--passages", "1", "--json")

    assert (rest.returncode, three.returncode) == (0, 0), rest.stderr + three.stderr
    report = json.loads(three.stdout)
    assert report["questions"] == 17
    assert scores_of(report, "order number")["asked"] < 1.0  # an order has more than one passage
    assert scores_of(report, "order number")["routed"] == 1.0
    assert number_of(url, documents) == 2 * 5
    assert 2 * all_asked < number_of(url, jobs) < 4 * all_asked
    assert asked_of_the_model(url) == asked  # one passage of each: known from when all were asked


def test_one_interrupt_ends_it_and_the_same_command_goes_on(
    gold: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "kept"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    evaluation = start("eval", gold, "--out", out, SCRIPTED_DELAY_S=0.2)
    until((out / "nightclerk.db").exists, what="the database")
    until(lambda: number_of(url, answers) > 2, what="the first answers")

    evaluation.send_signal(signal.SIGINT)

    assert evaluation.wait(timeout=60) == 130
    assert b"The same command goes on" in (tmp_path / "process-0.log").read_bytes()
    done = nightclerk("eval", gold, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "of accepted" in done.stdout
    assert number_of(url, answers) == number_of(url, jobs)


def test_mistakes_are_said_before_anything_starts(gold: Path, tmp_path: Path) -> None:
    text = json.dumps({"id": "x", "kind": "boolean", "query": "Is it?", "context": "It is.", "answers": ["Yes"]})
    texts, hidden = gold.with_name("texts.jsonl"), gold.with_name(".hidden.txt")
    texts.write_text(text + "\n")
    hidden.write_text("Order number: 1")
    left_out = gold.with_name("left-out.jsonl")
    left_out.write_text(text.replace('"context": "It is."', '"document": ".hidden.txt"') + "\n")
    mixed = gold.with_name("mixed.jsonl")
    mixed.write_text(gold.read_text() + text + "\n")
    for arguments, words in (
        ((mixed,), "put them into two files"),
        ((texts, "--passages", "3"), "for questions to documents"),
        ((gold, "--uncalibrated"), "for questions to texts"),
        ((gold, "--passages", "some"), "a number from 1 on, or all"),
        ((gold, "--page", tmp_path), "it is a folder"),
        ((left_out,), "a hidden file"),
    ):
        done = nightclerk("eval", *arguments)
        assert done.returncode == 2, (arguments, done.stderr)
        assert words in " ".join(done.stderr.replace("│", " ").split())
        assert "Traceback" not in done.stderr
