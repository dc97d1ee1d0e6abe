"""Summaries in the style and the length that was asked for, cut where a sentence or a point ends."""

import pytest

from producer.shorten import POINT, shorten
from schemas.questionnaire import Question


def summary(style: str | None = None, words: int | None = None) -> Question:
    return Question(name="gist", kind="summarization", style=style, words=words)


TWO_SENTENCES = "The lease ends in May. The rent is paid by the tenant each month."


def test_what_is_short_enough_stays_as_it_was_written() -> None:
    found = shorten(f"{TWO_SENTENCES}\n\nNothing else.", summary(words=20))

    assert found.text == f"{TWO_SENTENCES}\n\nNothing else."
    assert (found.said, found.kept, found.broken) == (16, 16, False)


def test_what_is_too_long_ends_with_the_last_whole_sentence() -> None:
    found = shorten(TWO_SENTENCES, summary(words=10))

    assert (found.text, found.said, found.kept, found.broken) == ("The lease ends in May.", 14, 5, False)


def test_an_abbreviation_ends_no_sentence() -> None:
    assert shorten("Acme Inc. of Ohio owns it. It is old.", summary(words=7)).text == "Acme Inc. of Ohio owns it."


def test_a_headline_without_words_has_twelve() -> None:
    found = shorten("One two three four five six. Seven eight nine ten eleven twelve thirteen.", summary("headline"))

    assert found.text == "One two three four five six."


def test_one_sentence_that_is_too_long_is_broken_and_says_so() -> None:
    found = shorten("The tenant pays the rent each month and each year", summary(words=4))

    assert (found.text, found.kept, found.broken) == ("The tenant pays the …", 4, True)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("The lease ends in May. The rent is", "The lease ends in May."),
        ("The lease ends in May. The rent is due.", "The lease ends in May. The rent is due."),
    ],
)
def test_the_sentence_that_an_answer_was_cut_in_is_left_out(said: str, kept: str) -> None:
    assert shorten(said, summary(words=50), complete=False).text == kept


def test_points_each_have_a_line_whatever_marks_them() -> None:
    found = shorten("1. The lease ends in May.\n- The rent is 12 EUR\n* Paid monthly", summary("points"))

    assert found.text.splitlines() == [
        f"{POINT}The lease ends in May.",
        f"{POINT}The rent is 12 EUR",
        f"{POINT}Paid monthly",
    ]
    assert not found.broken


def test_sentences_on_one_line_are_points() -> None:
    assert shorten(TWO_SENTENCES, summary("points")).text.count(POINT) == 2


def test_points_are_bounded_where_the_field_says_by_how_many_words() -> None:
    found = shorten("- one two three\n- four five six\n- seven eight nine", summary("points", words=8))

    assert found.text == f"{POINT}one two three\n{POINT}four five six"


@pytest.mark.parametrize("style", ["points", "prose", "headline"])
@pytest.mark.parametrize("said", ["-", "1.", "...", "x"])
def test_what_is_hardly_a_summary_does_no_harm(style: str, said: str) -> None:
    assert shorten(said, summary(style), complete=False).text
