"""A candidate that is better but forgets is judged once more at half its strength, and adopted so if that suffices."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

pytest.importorskip("peft", reason="the extra train is not installed: no peft")
pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.adapter import fingerprint, weakened
from ops.training.reviewed import session
from ops.training.reviewed.course import Order
from ops.training.reviewed.report import sentences
from ops.training.reviewed.verdict import Comparison, Verdict, judge
from schemas.catalogue import adopted_folder, load_catalogue
from schemas.settings import Settings
from small_adapter import LAYER, ONE_LAYER, save_small_adapter
from small_models import save_small_model
from small_review import save_review
from worker.adapter import WEIGHTS, merge_adapter
from worker.stages import stages

Q = LAYER.removeprefix("base_model.model.") + ".weight"


@pytest.fixture
def order(tmp_path: Path) -> Order:
    base = load_catalogue(Settings()).find(str(save_small_model(tmp_path / "small")))
    return Order(save_review(tmp_path / "gold.jsonl"), base, "mine", seed=1, learning_rate=0.01)


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", threads=1, offline=True)


def weight_of(folder: Path) -> torch.Tensor:
    return load_file(folder / "model.safetensors")[Q].float()


def test_half_an_adapter_changes_weights_half_as_much(tmp_path: Path) -> None:
    whole = save_small_adapter(tmp_path / "whole", ONE_LAYER)
    half = weakened(whole, 0.5, tmp_path / "half")

    before, by_whole, by_half = (save_small_model(tmp_path / name) for name in ("before", "by whole", "by half"))
    merge_adapter("small", whole, by_whole)
    merge_adapter("small", half, by_half)
    weight, more, less = (weight_of(folder) for folder in (before, by_whole, by_half))

    assert not torch.equal(more, weight)
    assert fingerprint(half).split()[-1] != fingerprint(whole).split()[-1]
    torch.testing.assert_close(less - weight, (more - weight) / 2, atol=1e-2, rtol=1e-2)


def test_what_forgets_is_adopted_at_half_its_strength(
    order: Order, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a first candidate that is found to forget: small random models know nothing that they could lose
    asked: list[Verdict] = []

    def forgets_first(held_out: Comparison, general: Comparison) -> Verdict:
        asked.append(judge(held_out, general))
        return Verdict.FORGETS if len(asked) == 1 else asked[-1]

    monkeypatch.setattr(session, "judge", forgets_first)
    whole: dict[str, torch.Tensor] = {}

    def weakened_of_whole(adapter: Path, strength: float, folder: Path) -> Path:
        whole.update(load_file(adapter / WEIGHTS))
        return weakened(adapter, strength, folder)

    monkeypatch.setattr(session, "weakened", weakened_of_whole)

    with stages("mine") as shown:
        report = session.train(order, chosen, shown)

    assert asked == [Verdict.BETTER, Verdict.BETTER]
    assert (report.verdict, report.strength) == (Verdict.BETTER, 0.5)
    folder = adopted_folder("mine", chosen)
    adopted = load_file(folder / WEIGHTS)
    assert whole.keys() == adopted.keys()
    for name, side in adopted.items():
        torch.testing.assert_close(side, whole[name] * (0.5 if "lora_B" in name else 1))
    assert "at 50% of the strength" in (folder / "README.md").read_text(encoding="utf-8")
    assert any("At 50% of its strength" in sentence for sentence in sentences(report))


def test_what_forgets_at_half_its_strength_too_changes_nothing(
    order: Order, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "judge", lambda *_: Verdict.FORGETS)

    with stages("mine") as shown:
        report = session.train(order, chosen, shown)

    assert (report.verdict, report.strength) == (Verdict.FORGETS, 0.5)
    assert not adopted_folder("mine", chosen).exists()
    assert not (chosen.cache / "training" / "mine").exists()
