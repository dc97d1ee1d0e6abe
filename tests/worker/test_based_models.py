"""A model that is another one with an adapter: its files are the base's own, and nothing else of the base's folder."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from schemas.catalogue import CARD, ModelCard, adopted_folder, load_catalogue
from schemas.errors import AdapterOfOtherWeights, ModelUnknown
from schemas.model_folder import MARKER, weights_digest
from schemas.settings import Settings
from small_adapter import LAYER, ONE_LAYER, save_small_adapter
from small_models import save_small_model
from worker.adapter import WEIGHTS
from worker.conversion import copy_model
from worker.engines.loading import load_model, load_tokenizer
from worker.prepare import prepare


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return save_small_model(tmp_path / "base")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", offline=True)


def adopted(settings: Settings, name: str, base: Path | str, digest: str, seed: int = 3) -> ModelCard:
    """As `nightclerk train` leaves it: an adapter with a card beside it."""
    folder = adopted_folder(name, settings)
    save_small_adapter(folder, ONE_LAYER, seed)
    card = ModelCard(
        name=name, engine="transformers", context_tokens=512, base=str(base), base_weights=digest,
        template=load_catalogue(settings).templates["bling"],
    )  # fmt: skip
    (folder / CARD).write_text(card.model_dump_json(), encoding="utf-8")
    return load_catalogue(settings).find(name)


def test_an_adapter_on_an_adapter_has_both(base: Path, settings: Settings) -> None:
    (base / "notes.txt").write_text("mine", encoding="utf-8")
    first = prepare(adopted(settings, "first", base, weights_digest(base)), settings)
    second = prepare(adopted(settings, "second", "first", weights_digest(first), seed=4), settings)

    name = "model.layers.0.self_attn.q_proj.weight"
    bare, one, two = (load_model("small", folder).state_dict()[name] for folder in (base, first, second))
    for before, after, adapter in ((bare, one, "first"), (one, two, "second")):
        sides = load_file(adopted_folder(adapter, settings) / WEIGHTS)
        delta = 3 * sides[LAYER + ".lora_B.weight"].float() @ sides[LAYER + ".lora_A.weight"].float()
        assert torch.allclose(after, before + delta)
    assert {path.name for path in second.iterdir()} == {path.name for path in base.iterdir()} - {"notes.txt"} | {MARKER}
    assert (
        f"first {weights_digest(first)[:12]} with adapter second "
        in json.loads((second / MARKER).read_text(encoding="utf-8"))["source"]
    )


def test_an_adapter_is_not_merged_into_weights_that_it_was_not_trained_on(
    base: Path, settings: Settings, tmp_path: Path
) -> None:
    card = adopted(settings, "mine", base, weights_digest(save_small_model(tmp_path / "other", seed=8)))

    with pytest.raises(AdapterOfOtherWeights, match="--replace"):
        prepare(card, settings)


def test_weights_that_are_made_again_are_the_same_to_an_adapter_on_them(base: Path, settings: Settings) -> None:
    first = prepare(adopted(settings, "first", base, weights_digest(base)), settings)
    digest, plain = weights_digest(first), weights_digest(base)
    shutil.rmtree(first)

    again = prepare(load_catalogue(settings).find("first"), settings)

    assert weights_digest(again) == digest  # the file's header need not be
    other = prepare(adopted(settings, "other", base, plain, seed=4), settings)
    assert len({digest, plain, weights_digest(other)}) == 3


def test_a_base_that_is_gone_is_named(settings: Settings, tmp_path: Path) -> None:
    card = adopted(settings, "mine", tmp_path / "gone", "0")

    with pytest.raises(ModelUnknown, match="gone"):
        prepare(card, settings)


def test_a_row_of_the_catalogue_wins_over_an_adopted_model(base: Path, settings: Settings) -> None:
    adopted(settings, "scripted", base, "0")

    assert load_catalogue(settings).find("scripted").engine == "scripted"


def test_pickled_weights_are_copied_as_safetensors(base: Path, tmp_path: Path) -> None:
    model = load_model("small", base)
    torch.save(model.state_dict(), base / "pytorch_model.bin")
    (base / "model.safetensors").unlink()
    to = tmp_path / "copy"
    to.mkdir()

    copy_model("small", base, to, lambda _: None)

    assert (to / "model.safetensors").is_file()
    assert not list(to.glob("*.bin"))
    copied = load_model("small", to).state_dict()
    assert all(torch.equal(copied[name], weight) for name, weight in model.state_dict().items())
    assert load_tokenizer("small", to)("invoice")["input_ids"] == load_tokenizer("small", base)("invoice")["input_ids"]
