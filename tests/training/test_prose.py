"""Questions written about prose: the expected ones, answers that stand there, and what is left alone."""

import random

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.prose import questions_about, written
from ops.training.prose.clauses import clauses
from ops.training.prose.questions import asked
from ops.training.prose.sentences import sentences
from ops.training.prose.unsaid import topics
from ops.training.rows import NOT_FOUND, Passage, Trained

MILL = (
    "The Harlow Mill was built in 1889 by Mary Alcott. The town council bought the old brewery for 40,000 pounds. "
    "The Linden Bridge is the longest bridge in the county. It was opened on 3 May 1911. "
    "Mary Alcott founded the Harlow Choir in 1902. The museum has 34 rooms and a small garden. "
    "They sold the ferry in 1920."
)


def pairs(text: str) -> dict[str, str]:
    """All that the patterns ask about a text, with the answers."""
    return {each.question: each.answer.verbatim(text) for c in clauses(sentences(text)) for each in asked(c, text)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the Harlow Mill built?", "1889"),
        ("In what year was the Harlow Mill built?", "1889"),
        ("The Harlow Mill was built in what year?", "1889"),
        ("By whom was the Harlow Mill built in 1889?", "Mary Alcott"),
        ("What did the town council buy?", "the old brewery"),
        ("What is the longest bridge in the county?", "The Linden Bridge"),
        ("When was the Linden Bridge opened?", "3 May 1911"),
        ("When did Mary Alcott found the Harlow Choir?", "1902"),
        ("Who founded the Harlow Choir in 1902?", "Mary Alcott"),
        ("What did Mary Alcott found in 1902?", "the Harlow Choir"),
    ],
)
def test_a_sentence_is_turned_into_questions(question: str, answer: str) -> None:
    assert pairs(MILL)[question] == answer


def test_numbers_reasons_and_policies_are_asked_about() -> None:
    text = (
        "The museum has 34 rooms. The old mine was closed because of a fire in the shaft. "
        "We may share your email address with our partners."
    )

    found = pairs(text)

    assert found["How many rooms does the museum have?"] == "34"
    assert found["Why was the old mine closed?"] == "a fire in the shaft"
    assert found["What may we share?"] == "your email address"
    assert {row.question for row in questions_about(text, random.Random(1))} & {
        "What may they share?", "What may you share?", "what may they share?", "what may you share?",
    }  # fmt: skip


def test_what_is_said_beside_the_first_clause_is_asked_about() -> None:
    text = (
        "Emberton Green, the capital of the county, was razed in 1640. The Old Ferry is a boat built by Mary Alcott. "
        "The Harlow Choir was formed in 1902 and moved to Linden Hall. The Harlow Rail Company (HRC) owns the bridge."
    )

    found = pairs(text)

    assert found["What was the capital of the county?"] == "Emberton Green"
    assert found["When was Emberton Green razed?"] == "1640"
    assert found["Who built the Old Ferry?"] == "Mary Alcott"
    assert found["What was the Harlow Choir moved to?"] == "Linden Hall"
    assert "What does HRC stand for?" in [row.question for row in questions_about(text, random.Random(2))]


def test_a_verb_that_may_belong_to_the_subject_is_not_taken_for_the_predicate() -> None:
    assert not pairs(
        "An article published in the Harlow Gazette suggested a new road. The town ruled by Alcott was poor."
    )


def test_who_is_meant_by_a_pronoun_is_not_guessed() -> None:
    assert not pairs(
        "They sold the ferry in 1920. This was built in 1889 by Mary Alcott. Its owner left the town in 1930."
    )


def test_a_sentence_that_is_not_understood_is_left_alone() -> None:
    assert not pairs("Built in 1889, and never finished, though much was tried. What did Mary Alcott found in 1902?")


def test_answers_stand_in_the_passage_and_are_not_in_the_question() -> None:
    for seed in range(20):
        for row in questions_about(MILL, random.Random(seed)):
            assert row.trains in (Trained.EXTRACTION, Trained.NOT_FOUND)
            assert row.answer == NOT_FOUND or row.answer in MILL
            assert row.question.endswith("?")
            assert row.answer.lower() not in row.question.lower()


def test_what_is_not_found_is_really_not_said() -> None:
    absent, said = set(), {question.lower() for question in pairs(MILL)}
    for seed in range(40):
        absent |= {row.question for row in questions_about(MILL, random.Random(seed)) if row.answer == NOT_FOUND}

    assert absent
    assert not {question.lower() for question in absent} & said


def test_no_question_has_two_answers() -> None:
    text = "The first mill was built in 1889 by Mary Alcott. The first mill was built in 1902 by John Birch."

    rows = [row for row in questions_about(text, random.Random(1)) if row.answer != NOT_FOUND]

    assert not [row for row in rows if row.question.lower().startswith(("when was", "in what year", "by whom"))]


def test_a_country_does_not_say_what_a_text_is_about() -> None:
    assert topics("In the United States, and in the United Kingdom, sang the Harlow Choir.") == ["Harlow Choir"]


def test_the_same_text_has_the_same_questions() -> None:
    passages = [Passage("squad2", MILL, ()), Passage("sroie", "Total 12.00", ())]

    assert written(passages) == written(passages)
    assert [(passage.source, passage.text) for passage in written(passages)] == [("prose", MILL)]
