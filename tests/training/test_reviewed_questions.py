"""Reviewed answers: how they are parted, what is learned of them, and what is refused."""

from pathlib import Path

import pytest

pytest.importorskip("peft", reason="the extra train is not installed: no peft")
pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.balance import counts
from ops.training.packing import pack
from ops.training.reviewed.lessons import FEWEST_PASSES, MOST_PASSES, REHEARSED, lessons, passes_for, small_plan
from ops.training.reviewed.questions import document, part, passage
from ops.training.rows import Passage, Row, Trained
from schemas.catalogue import load_catalogue
from schemas.errors import GoldTooFew
from schemas.settings import Settings
from small_models import save_small_model
from small_review import save_review
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens
from worker.gold import GoldBundle, GoldRow, bundles, count, read_gold

CARD = load_catalogue(Settings()).find("bling-phi-3")


def row(kind: str = "extraction", *answers: str, **fields: str) -> GoldRow:
    asked = {"query": "What is it?"} if "key" not in fields else {}
    return GoldRow.model_validate(
        {"id": "1", "kind": kind, "context": "A text.", "answers": answers, **asked, **fields}
    )


def test_no_document_is_both_learned_and_held_out(tmp_path: Path) -> None:
    rows = [row for bundle in read_gold(save_review(tmp_path / "gold.jsonl", 60)) for row in bundle.rows]
    pages = [one.model_copy(update={"context": f"{one.context}\nPage {n % 2}"}) for n, one in enumerate(rows)]

    parts = part(tmp_path, bundles(pages))

    learned, held_out = ({document(bundle.rows[0]) for bundle in few} for few in (parts.learned, parts.held_out))
    assert not learned & held_out
    assert count(parts.learned) + count(parts.held_out) == len(rows)
    assert 0.1 < count(parts.held_out) / len(rows) < 0.4


def test_rows_that_are_added_move_no_document(tmp_path: Path) -> None:
    few, more = (part(tmp_path, read_gold(save_review(tmp_path / "gold.jsonl", many))) for many in (40, 80))

    assert set(of(few.held_out)) <= set(of(more.held_out))
    assert set(of(few.learned)) <= set(of(more.learned))


def of(parted: list[GoldBundle]) -> list[str]:
    return [document(bundle.rows[0]) for bundle in parted]


def test_too_few_rows_are_refused_with_what_would_be_enough(tmp_path: Path) -> None:
    with pytest.raises(GoldTooFew, match=r"8 questions on 2 documents.*at least 20 on 6.*about 120 questions on 36"):
        part(tmp_path, read_gold(save_review(tmp_path / "gold.jsonl", 2)))


@pytest.mark.parametrize(
    ("reviewed", "trained"),
    [
        (row("extraction", "the  5th", "5 May"), Row(Trained.EXTRACTION, "What is it?", "the 5th")),
        (row("key_value", "Ltd", key="vendor"), Row(Trained.KEY_VALUE, "What is the vendor?", "Ltd")),
        (row("boolean", "no, it rose"), Row(Trained.BOOLEAN, "What is it?", "No")),
        (row("boolean", "Not Found"), Row(Trained.NOT_FOUND, "What is it?", "Not Found")),
        (row("extraction", "not found."), Row(Trained.NOT_FOUND, "What is it?", "Not Found")),
    ],
)
def test_a_question_is_learned_in_the_words_in_which_it_is_asked(reviewed: GoldRow, trained: Row) -> None:
    learned = passage(GoldBundle("A text.", (reviewed, reviewed)), CARD)

    assert learned == Passage("reviewed", "A text.", (trained,))


def test_few_questions_are_read_more_often_than_many() -> None:
    assert passes_for(20) == MOST_PASSES > passes_for(150) > passes_for(1000) == FEWEST_PASSES


def test_lessons_repeat_what_was_reviewed_and_rehearse_the_rest() -> None:
    reviewed = [Passage("reviewed", f"Text {n}.", (Row(Trained.EXTRACTION, "Which?", str(n)),)) for n in range(40)]
    plan = small_plan(seed=1, learning_rate=1e-4, longest=256)

    read = lessons(reviewed, 5, CARD.template, plan, lambda text: len(text) // 4)

    assert [one for one in read if one.source == "reviewed"] == reviewed * 5
    rehearsed = [one for one in read if one.source == "generated"]
    many = counts(rehearsed)
    assert 200 * REHEARSED <= many.total() < 200 * REHEARSED + 25
    assert len(set(rehearsed)) == len(rehearsed)
    assert set(many) == set(Trained)
    assert 0.1 < many[Trained.NOT_FOUND] / many.total() < 0.4


def test_what_is_longer_than_a_lesson_is_cut_around_its_answers(tmp_path: Path) -> None:
    tokenizer = load_tokenizer("small", save_small_model(tmp_path / "small"))
    long = Passage("reviewed", "word " * 400 + "The total is 17.", (Row(Trained.EXTRACTION, "The total?", "17"),))

    [cut] = lessons([long], 1, CARD.template, small_plan(1, 1e-4, 200), lambda text: len(tokenizer(text)["input_ids"]))[
        :1
    ]

    assert "17" in cut.text
    assert len(pack(cut, PromptTokens(tokenizer, CARD.template), end=0)) < 300
