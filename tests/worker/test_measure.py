"""A model is measured in each precision, and what was measured decides which one is used."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import GoldTooLong, PrecisionMissing
from schemas.settings import Precision, Settings
from small_gold import save_gold
from small_models import save_small_model
from worker import precision as precisions
from worker.gold import GoldBundle, read_gold
from worker.measure import Measurement, measure, possible
from worker.measure_command import FEWEST_QUESTIONS
from worker.precision import Measured, choose_precision, read_record, why_not, write_record
from worker.stages import stages

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))

needs_kernel = pytest.mark.skipif(why_not("int16") is not None, reason=f"no integers here: {why_not('int16')}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_small_model(tmp_path_factory.mktemp("measured") / "llama")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", threads=1)


def card_of(folder: Path) -> ModelCard:
    return load_catalogue(Settings()).find(str(folder))


def measured(
    folder: Path, settings: Settings, wanted: Sequence[Precision], sample: list[GoldBundle]
) -> list[Measurement]:
    with stages("small") as shown:
        return measure(card_of(folder), folder, settings, possible(card_of(folder), wanted), sample, shown)


def record(**agreement: tuple[float, float]) -> dict[Precision, Measured]:
    """Agreement and seconds a question, by precision."""
    return {
        name: Measured(agreement=same, questions=64, seconds_a_question=seconds, measured_on="2026-11-23")
        for name, (same, seconds) in agreement.items()
    }  # type: ignore[return-value]


@needs_kernel
def test_each_precision_is_compared_with_fp32(folder: Path, settings: Settings, tmp_path: Path) -> None:
    found = measured(folder, settings, ["int16"], read_gold(save_gold(tmp_path / "gold.jsonl", contexts=2)))

    assert [one.precision for one in found] == ["fp32", "int16"]
    fp32, int16 = found
    assert fp32.measured.agreement == 1.0
    assert 0.5 <= int16.measured.agreement <= 1.0
    assert fp32.measured.questions == int16.measured.questions == 8
    assert fp32.measured.seconds_a_question > 0
    assert int16.file_bytes > 0
    assert fp32.file_bytes == (folder / "model.safetensors").stat().st_size


def test_a_precision_that_cannot_be_had_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.measure.why_not", lambda name: "no such processor" if name == "bf16" else None)

    with pytest.raises(PrecisionMissing, match="bf16 on this machine: no such processor"):
        possible(card_of(folder), ["bf16"])
    assert possible(card_of(folder), []) == ["fp32", "int16", "int8", "w8a8"]


def test_questions_too_long_for_the_model_are_left_out(folder: Path, settings: Settings, tmp_path: Path) -> None:
    sample = read_gold(save_gold(tmp_path / "gold.jsonl", contexts=2))
    long = [GoldBundle(bundle.context * 20, bundle.rows) for bundle in sample[1:]]
    rows = [GoldBundle(b.context, tuple(r.model_copy(update={"context": b.context}) for r in b.rows)) for b in long]

    [fp32] = measured(folder, settings, ["fp32"], [sample[0], *rows])

    assert fp32.measured.questions == 4
    with pytest.raises(GoldTooLong):
        measured(folder, settings, ["fp32"], rows)


def test_the_fastest_precision_with_good_agreement_is_chosen(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precisions, "why_not", lambda _precision: None)
    card = card_of(folder)

    assert choose_precision(card, folder, settings) == "fp32"  # nothing is known
    write_record(card, folder, settings, record(fp32=(1.0, 0.9), int16=(0.99, 0.5), int8=(0.97, 0.4)))
    assert choose_precision(card, folder, settings) == "int8"
    write_record(card, folder, settings, record(fp32=(1.0, 0.9), int16=(0.99, 0.5), int8=(0.80, 0.4)))
    assert choose_precision(card, folder, settings) == "int16"
    write_record(card, folder, settings, record(fp32=(1.0, 0.3), int16=(0.99, 0.5), int8=(0.97, 0.4)))
    assert choose_precision(card, folder, settings) == "fp32"  # it is the fastest here


def test_other_weights_have_no_record(settings: Settings, tmp_path: Path) -> None:
    folder = save_small_model(tmp_path / "model")
    card = card_of(folder)
    write_record(card, folder, settings, record(fp32=(1.0, 0.9), int16=(0.99, 0.5)))
    assert set(read_record(card, folder, settings)) == {"fp32", "int16"}

    save_small_model(folder, seed=8)

    assert read_record(card, folder, settings) == {}
    assert choose_precision(card, folder, settings) == "fp32"


# --- the command --------------------------------------------------------------------------------------------------


def prepare(*arguments: object, cache: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NIGHTCLERK, "models", "prepare", *map(str, arguments)],
        env={**os.environ, "NIGHTCLERK_CACHE": str(cache), "NIGHTCLERK_THREADS": "1", "NIGHTCLERK_OFFLINE": "true"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@needs_kernel
def test_the_command_measures_shows_and_records(folder: Path, settings: Settings, tmp_path: Path) -> None:
    path = save_gold(tmp_path / "gold.jsonl")

    done = prepare(folder, "--precision", "int16", "--precision", "w8a8", "--gold", path, cache=settings.cache)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "same as fp32" in lines[0]
    assert [line.split()[0] for line in lines[1:4]] == ["fp32", "int16", "w8a8"]
    kept = read_record(card_of(folder), folder, settings)
    assert set(kept) == {"fp32", "int16", "w8a8"}
    assert kept["int16"].questions == 32 >= FEWEST_QUESTIONS
    default = choose_precision(card_of(folder), folder, settings)
    assert f"The default on this machine is {default} now." in lines
    assert "int16: 32 questions" in done.stderr


def test_few_questions_are_measured_but_not_recorded(folder: Path, settings: Settings, tmp_path: Path) -> None:
    path = save_gold(tmp_path / "gold.jsonl", contexts=2)

    done = prepare(folder, "--precision", "fp32", "--gold", path, "--limit", 6, cache=settings.cache)

    assert done.returncode == 0, done.stderr
    assert "6 questions are too few" in done.stdout
    assert read_record(card_of(folder), folder, settings) == {}


def test_a_mistake_in_the_questions_is_said_with_its_line(folder: Path, settings: Settings, tmp_path: Path) -> None:
    path = save_gold(tmp_path / "gold.jsonl", contexts=1)
    path.write_text(path.read_text() + '{"id": "x"}\n')

    done = prepare(folder, "--gold", path, cache=settings.cache)

    assert done.returncode == 2
    assert f"Line 5 of {path}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_precision_that_does_not_exist_is_refused(settings: Settings) -> None:
    done = prepare("scripted", "--precision", "int3", cache=settings.cache)

    assert done.returncode == 2
    assert "int3 is none of fp32" in done.stderr


def test_a_model_with_one_precision_says_so(settings: Settings) -> None:
    done = prepare("scripted", cache=settings.cache)

    assert done.returncode == 0, done.stderr
    assert "nothing to choose" in done.stdout
