"""A LoRA adapter becomes part of the weights, once, and says what peft says with it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import ModelFilesBroken, ModelFilesMissing
from schemas.settings import Settings
from small_adapter import LAYER, ONE_LAYER, save_small_adapter
from small_models import save_small_model
from worker.adapter import CONFIG, WEIGHTS, merge_adapter
from worker.engines.loading import load_model
from worker.prepare import _prepare

IDS = torch.arange(20, 60)[None]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return save_small_model(tmp_path / "model")


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    """One layer, rank 2, scale 3."""
    return save_small_adapter(tmp_path / "adapter", ONE_LAYER)


def logits(model: Any) -> torch.Tensor:
    with torch.inference_mode():
        found: torch.Tensor = model(IDS).logits
    return found


# peft asks transformers for something by its old name.
@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")
@pytest.mark.parametrize("architecture", ["llama", "gpt-neox"])
@pytest.mark.parametrize("rslora", [False, True])
def test_merged_weights_say_what_peft_says(tmp_path: Path, architecture: str, rslora: bool) -> None:
    peft = pytest.importorskip("peft", reason="the extra train is not installed: no peft")
    folder = save_small_model(tmp_path / "model", architecture)
    plain = logits(load_model("mine", folder))
    config = peft.LoraConfig(
        r=4,
        lora_alpha=8,
        target_modules="all-linear",
        init_lora_weights=False,
        use_rslora=rslora,
        task_type="CAUSAL_LM",
    )
    trained = peft.get_peft_model(load_model("mine", folder), config)
    trained.save_pretrained(tmp_path / "adapter")
    wanted = logits(trained.eval())

    merge_adapter("mine", tmp_path / "adapter", folder)
    merged = logits(load_model("mine", folder))

    span = wanted.max() - wanted.min()
    assert (wanted - merged).abs().max() <= 1e-4 * span
    assert (wanted - plain).abs().max() > 0.05 * span


def test_an_adapter_is_merged_once(model: Path, adapter: Path) -> None:
    before = load_file(model / "model.safetensors")
    weights = load_file(adapter / WEIGHTS)

    digest = merge_adapter("mine", adapter, model)
    assert merge_adapter("mine", adapter, model) == digest

    after = load_file(model / "model.safetensors")
    name = "model.layers.0.self_attn.q_proj.weight"
    delta = 3 * weights[LAYER + ".lora_B.weight"].float() @ weights[LAYER + ".lora_A.weight"].float()
    assert torch.allclose(after[name], before[name] + delta)
    assert all(torch.equal(after[other], before[other]) for other in before if other != name)


def test_a_card_with_an_adapter_is_prepared_with_it(model: Path, adapter: Path, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    folder = settings.cache / "models" / "mine"
    shutil.copytree(model, folder.parent / ".mine.partial")
    card = ModelCard(
        name="mine", engine="scripted", context_tokens=512, adapter=str(adapter),
        template=load_catalogue(settings).templates["bling"],
    )  # fmt: skip
    stages: list[str] = []

    assert _prepare(card, settings, folder, stages.append) == folder

    assert stages == ["merging adapter", "checking sums"]
    merge_adapter("mine", adapter, model)
    assert logits(load_model("mine", folder)).equal(logits(load_model("mine", model)))
    assert "with adapter adapter " in json.loads((folder / "nightclerk.json").read_text(encoding="utf-8"))["source"]


@pytest.mark.parametrize(
    ("shapes", "config", "reason"),
    [
        ({LAYER + ".lora_A.weight": (2, 32)}, {}, "pairs of A and B"),
        (ONE_LAYER, {"use_dora": True}, "use_dora"),
        ({LAYER + ".lora_A.weight": (2, 48), LAYER + ".lora_B.weight": (48, 2)}, {}, "another model"),
        ({"base_model.model.x.lora_A.weight": (2, 32), "base_model.model.x.lora_B.weight": (32, 2)}, {}, "x.weight"),
        ({}, {"r": "two"}, "ValueError"),
    ],
)
def test_an_adapter_that_does_not_fit_is_broken(
    tmp_path: Path, model: Path, shapes: dict[str, tuple[int, int]], config: dict[str, Any], reason: str
) -> None:
    adapter = save_small_adapter(tmp_path / "adapter", shapes, **config)

    with pytest.raises(ModelFilesBroken, match=reason):
        merge_adapter("mine", adapter, model)


def test_what_is_absent_is_named(tmp_path: Path, model: Path, adapter: Path) -> None:
    with pytest.raises(ModelFilesMissing, match=CONFIG):
        merge_adapter("mine", tmp_path / "none", model)
    with pytest.raises(ModelFilesMissing, match="safetensors"):
        merge_adapter("mine", adapter, tmp_path)
