"""Yes-or-no questions written about prose: the expected ones, what makes a No, and what is left alone."""

import random
from collections import Counter

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.balance import balance
from ops.training.prose import written
from ops.training.prose.yes_or_no import judged, judgements
from ops.training.rows import Passage, Row, Trained

MILL = (
    "The Harlow Mill was built in 1889 by Mary Alcott. The mill is the largest building in the county. "
    "The roof was repaired with slate by John Birch. The museum has seven rooms and a garden. "
    "The Linden Bridge is a bridge in Scotland. The bridge is not open to heavy lorries. "
    "A beaver cannot climb trees. Most ferries are painted white."
)


def answers(text: str) -> dict[str, bool]:
    """All that the patterns ask about a text, over several draws, with what is said."""
    return {each.question: each.so for seed in range(30) for each in judged(text, random.Random(seed))}


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("was the Harlow Mill built in 1889 by Mary Alcott", True),
        ("was the Harlow Mill built in 1889", True),
        ("is the mill the largest building in the county", True),
        ("is the mill the smallest building in the county", False),
        ("was the Harlow Mill built in 1889 by John Birch", False),
        ("does the museum have seven rooms and a garden", True),
        ("is the Linden Bridge a bridge", True),
        ("is the bridge open to heavy lorries", False),
        ("can a beaver climb trees", False),
        ("are all ferries painted white", False),
    ],
)
def test_a_sentence_is_turned_into_a_question_with_its_answer(question: str, so: bool) -> None:
    assert answers(MILL)[question] is so


def test_a_denial_of_a_part_is_not_taken_for_one_of_all() -> None:
    assert not answers("The bridge is not always open to lorries. The ferry is not only a boat in the harbour.")


def test_a_denial_with_do_is_asked_without_it() -> None:
    found = answers("We do not sell your personal information to other companies. The mill did not burn in 1902.")

    assert found["do we sell your personal information to other companies"] is False
    assert found["did the mill burn in 1902"] is False


def test_a_wrong_year_or_number_is_not_said() -> None:
    wrong = [question for question, so in answers(MILL).items() if not so]

    years = [question for question in wrong if "Harlow Mill built in" in question and "Birch" not in question]
    rooms = [question for question in wrong if "rooms" in question]
    assert years
    assert rooms
    assert not [question for question in years if "1889" in question]
    assert not [question for question in rooms if "seven" in question]


def test_another_kind_or_person_is_wrong_and_a_part_of_a_name_is_not_replaced() -> None:
    found = answers(
        "The Old Ferry is a 1998 Irish film. The film was directed by Mary Alcott. John Birch stars in it. "
        "The choir sang in the French Hall."
    )

    wrong = {question for question, so in found.items() if not so}
    assert "was the film directed by John Birch" in wrong
    assert any("1998 Irish" in question and "film" not in question for question in wrong)
    assert any("1998" in question and "Irish" not in question for question in wrong)
    assert not [question for question in wrong if "Hall" in question]


def test_what_there_is_and_what_differs() -> None:
    found = answers(
        "There are three bridges in Harlow. There is no ferry across the river. "
        "The marsh frog is different from the pool frog. The eagle owl is also known as the great owl."
    )

    assert found["are there three bridges in Harlow"] is True
    assert found["is there a ferry across the river"] is False
    assert found["is the marsh frog the same as the pool frog"] is False
    assert found["is the eagle owl the same as the great owl"] is True


def test_what_holds_under_a_condition_or_hardly_is_not_asked() -> None:
    assert not answers("The mill is open to visitors if the weather is fine. The road was nearly closed in 1990.")


def test_what_has_a_clause_of_its_own_is_not_asked() -> None:
    assert not judgements("We store information you provide us on our servers.", random.Random(1))


def test_who_is_meant_by_a_pronoun_is_not_guessed() -> None:
    assert not answers("They sold the ferry in 1920. This was built in 1889 by Mary Alcott. She is not a painter.")


def test_a_passage_has_as_many_of_either_answer_or_one_more() -> None:
    for seed in range(20):
        rows = judgements(MILL, random.Random(seed))
        many = Counter(row.answer for row in rows)

        assert {row.trains for row in rows} == {Trained.BOOLEAN}
        assert many["Yes"]
        assert many["No"]
        assert abs(many["Yes"] - many["No"]) <= 1


def test_some_are_typed_as_boolq_has_them() -> None:
    asked = [row.question for seed in range(20) for row in judgements(MILL, random.Random(seed))]

    assert [question for question in asked if question.islower() and not question.endswith("?")]
    assert [question for question in asked if question[0].isupper() and question.endswith("?")]


def test_the_same_text_has_the_same_questions_beside_the_others() -> None:
    passages = [Passage("boolq", MILL, ())]

    (once,), (again,) = written(passages), written(passages)

    assert once == again
    assert {Trained.BOOLEAN, Trained.EXTRACTION} <= {row.trains for row in once.rows}


def test_questions_of_a_set_are_not_thinned_out_for_written_ones() -> None:
    real = [Passage("boolq", f"text {n}", (Row(Trained.BOOLEAN, f"is it {n}", "Yes"),)) for n in range(40)]
    rules = [Row(Trained.BOOLEAN, f"is it number {n}", "No") for n in range(4)]
    prose = [Passage("prose", f"text {n}", tuple(rules)) for n in range(40)]
    values = [Passage("sroie", f"till {n}", (Row(Trained.KEY_VALUE, "Total?", "1"),)) for n in range(40)]

    kept = balance([*real, *prose, *values])

    assert [passage for passage in kept if passage.source == "boolq"] == real
