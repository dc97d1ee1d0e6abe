"""The plain way and ours on a small model: both answer the same rows, and the table has them side by side."""

import json
from pathlib import Path

import pytest

from schemas.settings import Settings
from small_models import save_small_model
from tests.benchmarks import kept, plain

TEXTS = {
    "rag_instruct": ("core", "extraction", "5"),
    "squad2": ("core", "extraction", "5"),
    "boolq": (None, "boolean", "Yes"),
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings with a small model, and three small gold sets of which every passage is asked."""
    chosen = Settings(
        model=str(save_small_model(tmp_path / "llama")), cache=tmp_path / "cache", threads=1, offline=True
    )
    for module in (kept, plain):
        monkeypatch.setattr(module, "settings", lambda: chosen)
    monkeypatch.setattr(plain, "is_held_out", lambda _: True)
    monkeypatch.setattr(plain, "GOLD", tmp_path / "gold")
    (tmp_path / "gold").mkdir()
    for name, (category, kind, answer) in TEXTS.items():
        rows = [
            {"id": str(n), "kind": kind, "context": f"Page {n}: the total is 5.", "query": "Is the total 5?"}
            | {"answers": [answer], "category": category, "source": "rag_instruct_benchmark_tester"}
            for n in range(3)
        ]
        (tmp_path / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_both_ways_stand_side_by_side(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(plain, "NEW_TOKENS", 6)

    lines = plain.measure(limit=2).splitlines()

    assert "rag_instruct 2, squad2 2, boolq 2 of 2, 2, 2." in lines[0]
    shown = {tuple(line.split(" | ")[:2]) for line in lines[4:]}
    assert {("| rag_instruct", "core, points of 100"), ("| squad2", "F1"), ("| boolq", "accuracy")} <= shown
    assert all(line.count("|") == 5 for line in lines[4:])
    tokens = next(line for line in lines if line.startswith("| squad2 | tokens said"))
    assert 0 < float(tokens.split(" | ")[2]) <= 6


def test_an_interrupt_shows_what_was_answered(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    answered = plain.answer_bundle
    calls = []

    def interrupted(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 5:  # one before, and one of each set
            raise KeyboardInterrupt
        return answered(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(plain, "NEW_TOKENS", 2)
    monkeypatch.setattr(plain, "answer_bundle", interrupted)

    assert "rag_instruct 1, squad2 1, boolq 1 of 2, 2, 2." in plain.measure(limit=2)
