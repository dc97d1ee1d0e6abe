"""The mean of adapters adds to a model what each adds on average, as far as one rank can hold it."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

pytest.importorskip("peft", reason="the extra train is not installed: no peft")

from ops.training.adapter import OtherAdapter, weakened
from ops.training.mean import mean_of
from small_adapter import LAYER, ONE_LAYER, save_small_adapter
from worker.adapter import CONFIG, WEIGHTS

A, B = sorted(ONE_LAYER)


def product(folder: Path) -> torch.Tensor:
    weights = load_file(folder / WEIGHTS)
    return weights[B].float() @ weights[A].float()


def test_what_one_rank_holds_is_the_mean(tmp_path: Path) -> None:
    whole = save_small_adapter(tmp_path / "whole", ONE_LAYER)
    half = weakened(whole, 0.5, tmp_path / "half")

    lost = mean_of([whole, half], tmp_path / "new" / "mean")

    torch.testing.assert_close(product(tmp_path / "new" / "mean"), product(whole) * 0.75, atol=2e-2, rtol=1e-2)
    assert lost < 1e-6
    assert (tmp_path / "new" / "mean" / CONFIG).read_bytes() == (whole / CONFIG).read_bytes()


def test_of_what_it_does_not_hold_the_smaller_part_is_lost(tmp_path: Path) -> None:
    one, other = (save_small_adapter(tmp_path / str(seed), ONE_LAYER, seed) for seed in (3, 4))

    lost = mean_of([one, other], tmp_path / "mean")

    exact = (product(one) + product(other)) / 2
    away = (product(tmp_path / "mean") - exact).square().sum() / exact.square().sum()
    assert away == pytest.approx(lost, rel=0.05)
    assert 0 < lost < 0.5
    assert {name: side.shape for name, side in load_file(tmp_path / "mean" / WEIGHTS).items()} == {
        name: torch.Size(shape) for name, shape in ONE_LAYER.items()
    }


def test_adapters_of_other_ranks_or_scales_have_no_mean(tmp_path: Path) -> None:
    one = save_small_adapter(tmp_path / "one", ONE_LAYER)
    wider = save_small_adapter(
        tmp_path / "wider", {LAYER + ".lora_A.weight": (3, 32), LAYER + ".lora_B.weight": (32, 3)}
    )
    stronger = save_small_adapter(tmp_path / "stronger", ONE_LAYER, lora_alpha=12)

    for other in (wider, stronger):
        with pytest.raises(OtherAdapter, match="one rank and one alpha"):
            mean_of([one, other], tmp_path / "mean")
