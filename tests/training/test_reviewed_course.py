"""A training goes on where it was stopped, begins anew where it is another one, and has its folder for itself."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("peft", reason="the extra train is not installed: no peft")
pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.reviewed.course import Order, begun
from ops.training.reviewed.learnable import longest_passage
from ops.training.reviewed.questions import Parts, part
from schemas.catalogue import load_catalogue
from schemas.errors import AlreadyTraining, NotTrainable
from schemas.settings import Settings
from small_models import save_small_model
from small_review import save_review
from worker.gold import read_gold
from worker.stages import stages


class Stopped(Exception):
    """The training was interrupted."""


@pytest.fixture
def order(tmp_path: Path) -> Order:
    base = load_catalogue(Settings()).find(str(save_small_model(tmp_path / "small")))
    gold = save_review(tmp_path / "gold.jsonl")
    return Order(gold, base, "mine", seed=1, learning_rate=0.01)


@pytest.fixture
def stop_in(tmp_path: Path) -> Callable[[Order], Path]:
    """Begins a training and interrupts it; its work folder, with a checkpoint in it."""

    def run(order: Order) -> Path:
        works: list[Path] = []
        with suppress(Stopped), stages("mine") as shown, begun(*given(order, tmp_path), shown) as course:
            works.append(course.work)
            raise Stopped
        (works[0] / "checkpoint.pt").touch()
        return works[0]

    return run


def given(order: Order, tmp_path: Path) -> tuple[Order, Parts, Settings]:
    return order, part(order.gold, read_gold(order.gold)), Settings(cache=tmp_path / "cache", threads=1)


def test_the_same_training_goes_on_and_leaves_nothing(
    order: Order, stop_in: Callable[[Order], Path], tmp_path: Path
) -> None:
    work = stop_in(order)

    with stages("mine") as shown, begun(*given(order, tmp_path), shown) as course:
        assert course.work == work
        assert (work / "checkpoint.pt").exists()

    assert not work.exists()


@pytest.mark.parametrize("changed", ["gold", "base", "seed", "passes"])
def test_another_training_begins_anew(
    order: Order, stop_in: Callable[[Order], Path], tmp_path: Path, changed: str
) -> None:
    work = stop_in(order)
    match changed:
        case "gold":
            save_review(order.gold, 37)
        case "base":
            save_small_model(tmp_path / "small", seed=8)
        case "seed":
            order = replace(order, seed=2)
        case "passes":
            order = replace(order, passes=2)

    with stages("mine") as shown, begun(*given(order, tmp_path), shown):
        assert not (work / "checkpoint.pt").exists()


def test_two_of_one_name_do_not_work_in_one_folder(order: Order, tmp_path: Path) -> None:
    with stages("mine") as shown, begun(*given(order, tmp_path), shown):  # noqa: SIM117  (the second is refused)
        with pytest.raises(AlreadyTraining, match="works on mine"), begun(*given(order, tmp_path), shown):
            pass


@pytest.mark.parametrize(
    ("architecture", "reason"), [("gpt2", "transposed"), ("bloom", "takes no mask"), ("falcon-alibi", "takes no mask")]
)
def test_a_model_that_cannot_be_trained_is_named(tmp_path: Path, architecture: str, reason: str) -> None:
    folder = save_small_model(tmp_path / architecture, architecture)
    card = load_catalogue(Settings()).find(str(folder))

    with pytest.raises(NotTrainable, match=reason):
        longest_passage(card, folder)


@pytest.mark.parametrize(("architecture", "tokens"), [("llama", 384), ("gpt-neox", 384), ("qwen2", 384)])
def test_passages_leave_room_for_a_question(tmp_path: Path, architecture: str, tokens: int) -> None:
    folder = save_small_model(tmp_path / architecture, architecture)
    card = load_catalogue(Settings()).find(str(folder))

    assert longest_passage(card, folder) == tokens  # of 512 positions
    twice = card.template.model_copy(update={"readings": 2})
    assert longest_passage(card.model_copy(update={"template": twice}), folder) == tokens // 2
