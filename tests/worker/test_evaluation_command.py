"""`nightclerk eval`: what it asks, what it shows, and what it refuses."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from schemas.catalogue import load_catalogue
from schemas.errors import GoldInvalid
from schemas.settings import Settings
from small_gold import save_gold
from small_models import save_small_model
from worker.calibration.curve import Curve
from worker.calibration.features import FEATURES_VERSION
from worker.calibration.fitting import NO_FIGURES
from worker.calibration.record import Calibration, ValueRecord
from worker.calibration.store import write_calibration
from worker.engines import load_engine
from worker.evaluation.answering import answer_all
from worker.evaluation.report import make_report
from worker.evaluation_command import main
from worker.gold import read_gold
from worker.measure import ask_row

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))

TEXT = "Vendor: Marrow Quay\nThe delivery is insured.\nTotal due: 5,585.76"
#: To the scripted engine, by its rules: what it says is known.
ROWS = [
    {"kind": "extraction", "query": "What is the total due?", "answers": ["£5,585.76"], "category": "amount"},
    {"kind": "key_value", "key": "vendor", "answers": ["Marrow Quay Logistics"]},
    {"kind": "extraction", "query": "What is the colour of the moon?", "answers": ["Not Found"], "category": "absent"},
    {"kind": "extraction", "query": "When was the delivery?", "answers": ["Not Found"], "category": "absent"},
    {"kind": "boolean", "query": "Is the delivery insured?", "answers": ["Yes"]},
    {"kind": "boolean", "query": "Is there a warranty of spare parts?", "answers": ["No"]},
    {"kind": "summarization", "query": "What is a summary of the delivery in 3 words or less?", "answers": ["insured"]},
]


@dataclass(frozen=True)
class Done:
    code: int
    stdout: str
    stderr: str


@pytest.fixture
def evaluate(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs the program with the scripted engine, in this process."""

    def run(*arguments: object) -> Done:
        code = main([*map(str, arguments[1:]), "--", "scripted", str(arguments[0])])
        return Done(code, *capsys.readouterr())

    return run


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


def test_json_has_the_scores_by_kind_and_category_and_every_answer(gold: Path, evaluate: Callable[..., Done]) -> None:
    done = evaluate(gold, "--json")

    assert done.code == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["questions"], report["left_out"], report["model"]) == (8, 0, "scripted")
    assert [answer["value"] for answer in report["answers"][:3]] == ["5,585.76", "Marrow Quay", None]
    assert values(report, "extraction", "amount")["exact"] == 0.5  # 7 is not £5,585.76
    absent = values(report, "extraction")
    assert (absent["not_found_precision"], absent["not_found_recall"]) == (1.0, 0.5)
    assert absent["not_found_f1"] == pytest.approx(2 / 3)
    name = values(report, "key_value", "vendor")  # a key is a category where there is no other
    assert name == values(report, "key_value")
    assert (name["exact"], name["f1"], name["grounded"]) == (0.0, 0.8, 1.0)
    assert values(report, "boolean")["accuracy"] == 0.5
    assert values(report, "boolean")["abstention"] == 0.5
    assert values(report, "summarization")["length"] == 0.0  # "The delivery is insured."
    assert values(report, "summarization")["numbers"] == 1.0
    amount = next(one for one in report["groups"] if one["category"] == "amount")["scores"]["exact"]
    assert (amount["low"], amount["high"], amount["questions"]) == (0.0, 1.0, 2)


def test_what_the_confidence_is_worth_is_shown_by_kind_and_for_all(gold: Path, evaluate: Callable[..., Done]) -> None:
    done = evaluate(gold, "--json")
    shown = evaluate(gold)

    report = json.loads(done.stdout)
    by_kind = {one["kind"]: one for one in report["confidence"]}
    assert list(by_kind) == ["extraction", "key_value", "boolean", "all"]  # summaries are neither right nor wrong
    assert by_kind["all"]["questions"] == sum(by_kind[kind]["questions"] for kind in list(by_kind)[:3]) == 7
    assert sum(one["answers"] for one in by_kind["all"]["bins"]) == 7
    judged = [one for one in report["answers"] if one["kind"] != "summarization"]
    off = sum(one["answers"] * abs(one["confidence"] - one["right"]) for one in by_kind["all"]["bins"])
    assert by_kind["all"]["error"] == pytest.approx(off / len(judged))
    accepted = [one for one in judged if one["accepted"]]
    assert by_kind["all"]["scores"]["accepted_precision"]["questions"] == len(accepted)
    assert all(one["said"] and one["grounding"] != "none" for one in accepted)
    assert (report["calibration"], {one["verdict"] for one in judged}) == (None, {None})
    assert "confidence, %" in shown.stdout
    assert "as it comes: there is no record" in shown.stdout


def test_a_record_is_used_unless_it_is_left_aside(
    gold: Path, tmp_path: Path, evaluate: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By this record everything that is said is rather "Not Found"."""
    level = Curve(bias=0.0, weights={})
    values = ValueRecord(
        taken_from=-99.0, accepted_from=0.5, believed_from=0.5, value=level, silence=level, figures=NO_FIGURES
    )
    record = Calibration(
        features=FEATURES_VERSION, model="scripted", prompt="scripted@1", weights="", source=None, gold="mine",
        fitted_on="2026-11-25", extraction=values,
    )  # fmt: skip
    chosen = Settings(cache=tmp_path)
    monkeypatch.setattr("worker.measuring_command.settings", lambda: chosen)
    write_calibration(record, chosen)

    calibrated, plain = (json.loads(evaluate(gold, "--json", *more).stdout) for more in ((), ("--uncalibrated",)))

    first = calibrated["answers"][0]
    assert (first["said"], first["value"], first["verdict"], first["confidence"]) == (
        "5,585.76",
        None,
        "not_found",
        0.5,
    )
    assert (calibrated["calibration"], plain["calibration"]) == ("mine", None)
    assert values_of(calibrated)["abstention"] == 1.0
    assert values_of(plain)["abstention"] == 0.0
    assert plain["answers"][0]["value"] == "5,585.76"


def values_of(report: dict[str, Any]) -> dict[str, float]:
    return values(report, "extraction", "amount")


def test_people_get_tables_and_a_page(gold: Path, tmp_path: Path, evaluate: Callable[..., Done]) -> None:
    page = tmp_path / "page.html"

    done = evaluate(gold, "--page", page)

    assert done.code == 0, done.stderr
    for title in ("values, %", "yes or no, %", "summaries, %", "cost"):
        assert title in done.stdout
    assert "llmware" not in done.stdout  # none of the rows is of that benchmark
    assert "Marrow Quay Logistics" in page.read_text(encoding="utf-8")
    assert "scripted: 8 questions" in done.stderr


def test_the_installed_command_asks_the_first_questions(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    done = subprocess.run(
        [NIGHTCLERK, "eval", gold, "--model", "scripted", "--limit", "2", "--json", "--page", page],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert [answer["id"] for answer in json.loads(done.stdout)["answers"]] == ["0", "1"]
    assert "scripted: 2 questions" in done.stderr
    assert "Marrow Quay Logistics" in page.read_text(encoding="utf-8")


def test_a_model_is_asked_as_a_worker_asks_it(tmp_path: Path) -> None:
    card = load_catalogue(Settings()).find(str(save_small_model(tmp_path / "llama")))
    engine = load_engine(card, Settings(cache=tmp_path / "cache", threads=1, offline=True))
    sample = read_gold(save_gold(tmp_path / "gold.jsonl", contexts=2))
    asked: list[int] = []

    answers = answer_all(engine, card, sample, asked.append)

    assert asked == [4, 4]
    assert [one.row for one in answers] == [row for bundle in sample for row in bundle.rows]
    said = [
        generation.text for generation in engine.answer(sample[1].context, [ask_row(r, card) for r in sample[1].rows])
    ]
    assert [one.raw for one in answers[4:]] == said
    assert all(one.prompt_tokens > 20 and one.seconds > 0 for one in answers)
    groups = make_report("gold.jsonl", engine.name, card, 0, answers).groups
    assert {(group.kind, group.questions, group.passages) for group in groups} == {
        ("extraction", 4, 2),
        ("key_value", 2, 2),
        ("boolean", 2, 2),
    }


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


def test_mistakes_end_the_command_before_the_model_is_loaded(
    gold: Path, tmp_path: Path, evaluate: Callable[..., Done]
) -> None:
    for arguments, words in (
        ((tmp_path / "absent.jsonl",), "cannot be read"),
        ((gold, "--page", tmp_path / "absent" / "page.html"), "its folder does not exist"),
        ((gold, "--page", tmp_path), "it is a folder"),
    ):
        done = evaluate(*arguments)
        assert done.code == 2
        assert words in " ".join(done.stderr.split())
        assert "loading" not in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.shared_data
def test_every_gold_set_is_read_and_the_benchmark_gets_its_published_scheme(
    shared_data: Path, evaluate: Callable[..., Done]
) -> None:
    for path in sorted((shared_data / "gold").glob("*.jsonl")):
        assert read_gold(path, summaries=True), path

    done = evaluate(shared_data / "gold" / "rag_instruct.jsonl", "--json")

    assert done.code == 0, done.stderr
    scheme = json.loads(done.stdout)["rag_instruct"]
    assert {name: one["questions"] for name, one in scheme.items()} == {
        "core": 55,
        "not_found": 6,
        "boolean": 2,
        "math": 9,
    }
    assert all(one["low"] <= one["value"] <= one["high"] for one in scheme.values())
