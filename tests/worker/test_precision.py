"""Which precision a model gets on a machine, and the files that it is loaded from."""

import shutil
from pathlib import Path

import psutil
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import ModelFilesBroken, PrecisionMissing
from schemas.settings import Precision, Settings
from small_models import PASSAGE, QUESTIONS, save_small_model
from worker import precision as precision_module
from worker.engines import load_engine
from worker.engines.contract import Ask
from worker.engines.integer_model import save_integer_model
from worker.engines.loading import load_model
from worker.precision import Measured, choose_precision, integer_file, read_record, write_record

ASKS = [Ask(question, 12) for question in QUESTIONS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_small_model(tmp_path / "model")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache")


def card_of(folder: Path, **agreement: float) -> ModelCard:
    template = load_catalogue(Settings()).templates["bling"]
    return ModelCard(
        name="mine",
        engine="transformers",
        repository=str(folder),
        context_tokens=512,
        template=template,
        agreement=agreement,
    )


def measured(agreement: float, seconds: float) -> Measured:
    return Measured(agreement=agreement, questions=100, seconds_a_question=seconds, measured_on="2026-11-23")


def test_a_model_that_nobody_has_compared_runs_in_fp32(folder: Path, settings: Settings) -> None:
    assert choose_precision(card_of(folder), folder, settings) == "fp32"
    assert load_engine(card_of(folder), settings).name == "mine"


@pytest.mark.parametrize(
    ("agreement", "chosen"),
    [
        ({"int16": 0.99, "int8": 0.80}, "int16"),
        ({"int16": 0.99, "int8": 0.95}, "int8"),
        ({"int16": 0.99, "int8": 0.96, "w8a8": 0.95}, "w8a8"),
        ({"int16": 0.99, "w8a8": 0.94}, "int16"),
        ({"int16": 0.94}, "fp32"),
    ],
)
def test_the_catalogue_knows_what_is_good(
    folder: Path, settings: Settings, agreement: dict[str, float], chosen: Precision
) -> None:
    assert choose_precision(card_of(folder, **agreement), folder, settings) == chosen


def test_a_measurement_on_the_machine_counts_more_than_the_catalogue(folder: Path, settings: Settings) -> None:
    card = card_of(folder, int8=0.99, int16=0.5)
    write_record(card, folder, settings, {"int8": measured(0.90, 1.0), "int16": measured(0.99, 2.0)})
    assert choose_precision(card, folder, settings) == "int16"

    record: dict[Precision, Measured] = {"int8": measured(0.96, 3.0), "int16": measured(0.99, 2.0)}
    write_record(card, folder, settings, {**record, "fp32": measured(1.0, 4.0)})
    assert choose_precision(card, folder, settings) == "int16", "good enough, but slower here"


def test_a_record_is_of_the_weights_that_were_measured(folder: Path, settings: Settings) -> None:
    card = card_of(folder)
    write_record(card, folder, settings, {"int8": measured(1.0, 1.0)})
    assert choose_precision(card, folder, settings) == "int8"

    shutil.rmtree(folder)
    save_small_model(folder, seed=8)

    assert read_record(card, folder, settings) == {}
    assert choose_precision(card, folder, settings) == "fp32"


def test_a_record_that_cannot_be_read_is_named(folder: Path, settings: Settings) -> None:
    file = write_record(card_of(folder), folder, settings, {"int8": measured(1.0, 1.0)})
    file.write_text('{"weights":')

    with pytest.raises(ModelFilesBroken, match=r"record\.json.*delete it"):
        choose_precision(card_of(folder), folder, settings)


def test_what_is_set_is_taken_or_refused(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings.model_copy(update={"precision": "int8"})
    assert choose_precision(card_of(folder), folder, chosen) == "int8"

    monkeypatch.setattr(precision_module, "why_not", lambda _: "it is too old")
    with pytest.raises(PrecisionMissing, match=r"int8.*too old.*NIGHTCLERK_PRECISION=auto"):
        choose_precision(card_of(folder), folder, chosen)


def test_a_precision_that_the_machine_lacks_is_not_chosen(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision_module, "why_not", lambda name: "too old" if name == "int8" else None)

    assert choose_precision(card_of(folder, int8=1.0, int16=1.0), folder, settings) == "int16"


def test_integers_are_made_once_and_anew_for_other_weights(folder: Path, settings: Settings) -> None:
    card, chosen = card_of(folder), settings.model_copy(update={"precision": "int16"})
    first = load_engine(card, chosen).answer(PASSAGE, ASKS)
    file = integer_file(card, folder, settings, "int16")
    made = file.stat().st_mtime_ns
    assert load_engine(card, chosen).answer(PASSAGE, ASKS) == first
    assert file.stat().st_mtime_ns == made

    shutil.rmtree(folder)
    save_small_model(folder, seed=8)

    assert load_engine(card, chosen).answer(PASSAGE, ASKS) != first


def test_a_file_that_was_cut_is_made_anew(folder: Path, settings: Settings) -> None:
    card = card_of(folder)
    file = integer_file(card, folder, settings, "int8")
    whole = {name: tensor.clone() for name, tensor in load_file(file).items()}  # not the map of a file that is cut
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    again = load_file(integer_file(card, folder, settings, "int8"))
    assert again.keys() == whole.keys()
    assert all(torch.equal(again[name], tensor) for name, tensor in whole.items())


def test_a_file_of_another_shape_is_broken(folder: Path, tmp_path: Path, settings: Settings) -> None:
    other = save_small_model(tmp_path / "other", "gpt2")
    card, chosen = card_of(folder), settings.model_copy(update={"precision": "int8"})
    file = integer_file(card, folder, settings, "int8")
    with safe_open(file, "pt") as opened:
        source = opened.metadata()["source"]
    save_integer_model(load_model("other", other), "int8", file, source)

    with pytest.raises(ModelFilesBroken, match=r"int8\.safetensors"):
        load_engine(card, chosen)


@pytest.mark.parametrize("precision", ["int8", "w8a8"])
def test_the_weights_lie_in_the_file_and_not_in_the_process(
    folder: Path, settings: Settings, precision: Precision
) -> None:
    """What several workers load is in memory once: no page of the mapped file was copied by its use."""
    card, chosen = card_of(folder), settings.model_copy(update={"precision": precision})
    engine = load_engine(card, chosen)
    engine.answer(PASSAGE, ASKS)

    file = str(integer_file(card, folder, settings, precision))
    maps = [mapped for mapped in psutil.Process().memory_maps(grouped=False) if mapped.path == file]

    assert maps
    assert sum(mapped.rss for mapped in maps) > 0
    assert sum(mapped.anonymous for mapped in maps) == 0
