"""What an epoch reads: each text as often as its set says, the second time with other values beside another text."""

from collections import Counter

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.plan import Plan
from ops.training.readings import read_in_an_epoch
from ops.training.rows import Passage, Row, Trained

FOUNDING = Passage(
    "squad2",
    "In 1997 Ada Byron founded the school in Graz.",
    (Row(Trained.EXTRACTION, "When was the school founded?", "1997"),),
)
STRANGERS = [Passage("boolq", f"Stone {n} lies in the river.", ()) for n in range(9)]
PAPER = Passage("generated", "Invoice 1 of 3 March", (Row(Trained.KEY_VALUE, "What is the number?", "1"),))
PLAN = Plan(passage_tokens=40)


def words(text: str) -> int:
    return len(text.split())


def read(*passages: Passage, plan: Plan = PLAN) -> list[Passage]:
    return list(read_in_an_epoch(passages, plan, words))


def test_the_first_reading_is_the_passage_as_it_is() -> None:
    first, second, third, fourth = read(FOUNDING, *STRANGERS)[:4]

    assert first == FOUNDING
    for again in (second, third, fourth):
        assert again.rows[0].answer in again.text
        assert (again.text, again.rows[0].answer) != (FOUNDING.text, "1997")


def test_every_other_reading_stands_beside_another_text() -> None:
    found = [reading.text.splitlines() for reading in read(FOUNDING, *STRANGERS)[:4]]

    assert [len(lines) for lines in found] == [1, 2, 1, 2]
    assert {line for lines in found for line in lines if "school" not in line} <= {one.text for one in STRANGERS}


def test_the_other_text_stands_before_or_behind() -> None:
    seen = [read(FOUNDING, *STRANGERS, plan=PLAN.model_copy(update={"seed": seed}))[1] for seed in range(20)]

    assert {reading.text.splitlines()[0] in {one.text for one in STRANGERS} for reading in seen} == {True, False}
    assert read(FOUNDING, *STRANGERS) == read(FOUNDING, *STRANGERS)


def test_two_texts_that_are_too_long_for_one_passage_stay_alone() -> None:
    short = PLAN.model_copy(update={"passage_tokens": 15})  # the text has 9 words, each stranger 6

    assert all(len(reading.text.splitlines()) == 1 for reading in read(FOUNDING, *STRANGERS, plan=short)[:4])


def test_a_document_stands_beside_nothing_and_is_read_once() -> None:
    often = PLAN.model_copy(update={"repeats": 3.0})

    assert read(PAPER, *STRANGERS, plan=often).count(PAPER) == 1
    many = Counter(reading.source for reading in read(PAPER, FOUNDING, *STRANGERS, plan=often))
    assert many == {"generated": 1, "squad2": 12, "boolq": 6 * len(STRANGERS)}
