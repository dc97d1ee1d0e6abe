"""`nightclerk train`: what is better is adopted and can be used, what is not changes nothing, and it may be stopped."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

pytest.importorskip("peft", reason="the extra train is not installed: no peft")
pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.reviewed.__main__ import NOT_ADOPTED
from schemas.catalogue import CARD, adopted_folder, load_catalogue
from schemas.errors import AdapterOfOtherWeights, AdoptedModelBroken
from schemas.model_folder import is_prepared
from schemas.questionnaire import Question
from schemas.settings import Settings
from small_models import QUESTIONS, save_small_model
from small_review import CONTEXT, save_review
from worker.asking import ask
from worker.engines import load_engine
from worker.prepare import prepare

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))
#: Random weights learn at another rate than a model that can read.
RATE = ("--learning-rate", "0.01")
WAIT_S = 900
TOTAL = Question.model_validate({"name": "total", "kind": "extraction", "question": QUESTIONS[0]})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model, and a cache in which one adapter has been adopted."""
    folder = tmp_path_factory.mktemp("train")
    save_small_model(folder / "small")
    save_review(folder / "review.jsonl")
    return folder


def settings(place: Path) -> Settings:
    return Settings(cache=place / "cache", threads=1, offline=True)


def environment(place: Path) -> dict[str, str]:
    return os.environ | {"NIGHTCLERK_CACHE": str(place / "cache"), "NIGHTCLERK_THREADS": "1", "OMP_NUM_THREADS": "1"}


def command(place: Path, gold: str, *options: str) -> list[str]:
    return [NIGHTCLERK, "train", str(place / gold), "--base", str(place / "small"), *RATE, *options]


def train(place: Path, gold: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(place, gold, *options),
        env=environment(place),
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def adopted(place: Path) -> dict[str, Any]:
    """The report of a training that was adopted as small-review."""
    done = train(place, "review.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_what_is_better_is_adopted_under_its_own_name(place: Path, adopted: dict[str, Any]) -> None:
    assert adopted["verdict"] == "better"
    assert adopted["held_out"]["low"] > 0.5
    assert adopted["learned"] + adopted["held_out"]["questions"] == 36 * 4
    folder = adopted_folder("small-review", settings(place))
    assert {path.name for path in folder.iterdir()} >= {CARD, "README.md", "figures.json", "adapter_model.safetensors"}
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8")) == adopted
    assert "reviewed answers" in (folder / "README.md").read_text(encoding="utf-8")
    assert not (place / "cache" / "training" / "small-review").exists()


@pytest.mark.slow
def test_an_adopted_model_is_one_of_the_catalogue(place: Path, adopted: dict[str, Any]) -> None:
    card = load_catalogue(settings(place)).find(adopted["name"])

    listed = subprocess.run([NIGHTCLERK, "models"], env=environment(place), capture_output=True, text=True, check=True)
    row = next(line for line in listed.stdout.splitlines() if line.startswith("small-review"))
    assert "trained here" in row
    assert row.rstrip().endswith("yes")
    assert (card.base, card.agreement, card.repository) == (str(place / "small"), {}, None)
    assert is_prepared(card, settings(place))
    engine = load_engine(card, settings(place))
    text = CONTEXT.format(n=1000)
    said = engine.answer(text, [ask(TOTAL, card.template, text)])
    assert said[0].text.strip() == "$22,500.00"


@pytest.mark.slow
def test_its_weights_can_be_made_again_but_not_from_another_base(
    place: Path, adopted: dict[str, Any], tmp_path: Path
) -> None:
    name = adopted["name"]
    copied = Settings(cache=tmp_path / "cache", threads=1)  # as on another machine
    shutil.copytree(adopted_folder(name, settings(place)), adopted_folder(name, copied))
    card = load_catalogue(copied).find(name)
    made = prepare(card, copied)
    there = is_prepared(card, settings(place))
    assert there
    weights = [load_file(folder / "model.safetensors") for folder in (made, there)]
    assert all(torch.allclose(weight, weights[1][key], atol=1e-5) for key, weight in weights[0].items())

    other = card.model_copy(update={"name": "other", "base": str(save_small_model(tmp_path / "seed", seed=8))})
    with pytest.raises(AdapterOfOtherWeights, match="trained on other weights"):
        prepare(other, copied)


@pytest.mark.slow
def test_what_is_not_better_changes_nothing(place: Path) -> None:
    save_review(place / "noise.jsonl", learnable=False)
    (place / "cache" / "adapters").mkdir(parents=True, exist_ok=True)
    before = files(place / "cache" / "adapters"), files(place / "small")

    done = train(place, "noise.jsonl", "--passes", "1")

    assert done.returncode == NOT_ADOPTED, done.stderr
    assert "nothing was changed" in done.stdout
    assert "95% interval" in done.stdout
    assert (files(place / "cache" / "adapters"), files(place / "small")) == before
    assert "small-noise" not in load_catalogue(settings(place)).cards
    assert not (place / "cache" / "models" / "small-noise").exists()
    assert not (place / "cache" / "training" / "small-noise").exists()


@pytest.mark.slow
def test_one_that_is_interrupted_goes_on_and_ends_as_one_that_is_not(place: Path, adopted: dict[str, Any]) -> None:
    log = place / "cache" / "training" / "again" / "log.jsonl"
    checkpoint = log.with_name("checkpoint.pt")
    with subprocess.Popen(
        command(place, "review.jsonl", "--name", "again"),
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What is started in the background by a shell without a terminal inherits that it ignores interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as training:
        end = time.monotonic() + WAIT_S
        while not checkpoint.exists() and training.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        training.send_signal(signal.SIGINT)
        _, said = training.communicate(timeout=WAIT_S)
    assert training.returncode == 130, said
    assert "again" not in load_catalogue(settings(place)).cards

    done = train(place, "review.jsonl", "--name", "again", "--json")

    assert done.returncode == 0, done.stderr
    assert "going on after step" in done.stderr
    assert "the base, held-out" not in done.stderr  # its answers were kept
    assert json.loads(done.stdout) == adopted | {"name": "again"}
    weights = [
        adopted_folder(name, settings(place)) / "adapter_model.safetensors" for name in ("small-review", "again")
    ]
    assert weights[0].read_bytes() == weights[1].read_bytes()


def test_mistakes_are_said_before_anything_is_trained(place: Path, tmp_path: Path) -> None:
    bad, few = tmp_path / "bad.jsonl", save_review(tmp_path / "few.jsonl", 3)
    bad.write_text('{"id": "1"}\n', encoding="utf-8")
    summary = tmp_path / "summary.jsonl"
    row = {"id": "1", "kind": "summarization", "context": "A.", "query": "A summary?", "answers": ["A."]}
    summary.write_text(json.dumps(row) + "\n", encoding="utf-8")

    for gold, base, words in (
        (bad, "small", "Line 1 of"),
        (summary, "small", "a summary is neither right nor wrong"),
        (tmp_path / "absent.jsonl", "small", "cannot be read"),
        (few, "small", "Give more reviewed answers"),
        (few, "scripted", "its engine is scripted"),
    ):
        name = str(place / base) if base == "small" else base
        done = train(place, str(gold), "--base", name)
        assert done.returncode == 2, done.stderr
        assert words in " ".join(done.stderr.split())
        assert "learning" not in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", ["peft", "faker"])
def test_without_the_extra_it_says_which(place: Path, module: str) -> None:
    program = f"import sys; sys.modules[{module!r}] = None; from ops.training.reviewed.__main__ import main; "
    program += "sys.exit(main(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-c", program, "--", "scripted", str(place / "review.jsonl")],
        env=environment(place),
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )

    assert done.returncode == 2
    assert "pip install 'nightclerk[engine,train]'" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_the_card_of_an_adopted_model_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = adopted_folder("mine", Settings(cache=tmp_path)) / CARD
    file.parent.mkdir(parents=True)
    file.write_text("{}", encoding="utf-8")

    with pytest.raises(AdoptedModelBroken, match=r"(?s)mine/card\.json.*Delete its folder"):
        load_catalogue(Settings(cache=tmp_path))


@pytest.mark.slow
def test_a_name_is_taken_until_it_is_to_be_replaced(place: Path, adopted: dict[str, Any]) -> None:
    assert adopted
    for options, words in (
        ((), "was adopted earlier, and --replace would replace it"),
        (("--name", "scripted"), "it is in the catalogue"),
        (("--name", "scripted", "--replace"), "it is in the catalogue"),
        (("--name", "../x"), "cannot be named"),
    ):
        done = train(place, "review.jsonl", *options)
        assert done.returncode == 2
        assert words in " ".join(done.stderr.split())
    once_more = train(place, "review.jsonl", "--replace", "--seed", "2", "--json")
    assert once_more.returncode == 0, once_more.stderr
    card = load_catalogue(settings(place)).find("small-review")
    ready = is_prepared(card, settings(place))
    assert ready
    assert prepare(card, settings(place)) == ready
    assert "seed: 2" in (Path(str(card.adapter)) / "README.md").read_text(encoding="utf-8")
