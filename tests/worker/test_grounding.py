"""Where a value stands in its passage, with page and box; what does not stand there is never said to."""

import pytest

from schemas.elements import Box, Passage, Span
from schemas.questionnaire import Question
from schemas.states import Grounding
from worker.grounding import Evidence, ground, nearest_sentence
from worker.reading import Reading

TOTAL = Question(name="total", kind="extraction", question="How much?")
SIGNED = Question(name="signed", kind="boolean", question="Is the lease signed by the tenant?")
SUMMARY = Question(name="summary", kind="summarization")


def grounded(value: str | None, text: str, question: Question = TOTAL) -> Evidence:
    return ground(Reading(value is not None, value, 0.9), question, Passage(0, text, 0, ()))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12 EUR", "It costs 12 EUR."),
        ("12", "It costs 12."),
        ("12", "It costs 12, or more"),
        ("12.50", "(12.50)"),
        ("Acme (UK) Ltd.", "between Acme (UK) Ltd. and"),
        ("$5", "US$5"),
        ("1,250", "1,250.\nThe end"),
        ("50%", "a rate of 50% a year"),
    ],
)
def test_a_value_that_stands_there_is_found_exactly(value: str, text: str) -> None:
    evidence = grounded(value, text)

    assert evidence.grounding is Grounding.EXACT
    assert evidence.quote == value == text[evidence.start : evidence.end]


@pytest.mark.parametrize(
    ("value", "text", "quote"),
    [
        ("acme ltd", "between ACME\n  Ltd and", "ACME\n  Ltd"),
        ("30 days.", "within 30 days of", "30 days"),
        ("12 EUR", "It costs 12\u00a0EUR", "12\u00a0EUR"),
    ],
)
def test_white_space_case_and_a_last_full_stop_do_not_count(value: str, text: str, quote: str) -> None:
    evidence = grounded(value, text)

    assert (evidence.grounding, evidence.quote) == (Grounding.NORMALISED, quote)
    assert text[evidence.start : evidence.end] == quote


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12", "in 2012"),
        ("12", "It costs 12.50"),
        ("12", "It costs 1,012"),
        ("250", "It costs 1,250.00"),
        ("1,250", "It costs 1,250.75"),
        ("1", "It costs 1'000"),
        ("000", "It costs 1\u202f000"),
        ("22", "US$22,500"),
        ("art", "the party"),
        ("par", "the party"),
        ("13 EUR", "It costs 12 EUR."),
        (".", "It costs 12 EUR"),
    ],
)
def test_a_part_of_another_word_or_number_is_no_evidence(value: str, text: str) -> None:
    assert grounded(value, text) == Evidence(Grounding.NONE)


def test_what_was_not_found_has_no_evidence() -> None:
    assert grounded(None, "It costs 12 EUR.") == Evidence(Grounding.NONE)


@pytest.mark.parametrize(
    ("value", "page", "box"),
    [
        ("alpha", 1, (0.0, 0.0, 10.0, 10.0)),
        ("beta", 2, (5.0, 5.0, 20.0, 10.0)),
        ("alpha beta", 1, (0.0, 0.0, 10.0, 10.0)),
        ("gamma", 3, None),
        ("delta", None, None),
    ],
)
def test_page_and_box_are_those_of_the_first_character(value: str, page: int | None, box: Box | None) -> None:
    spans = (Span(0, 5, 1, (0.0, 0.0, 10.0, 10.0)), Span(6, 10, 2, (5.0, 5.0, 20.0, 10.0)), Span(11, 16, 3))
    passage = Passage(0, "alpha beta gamma delta", 4, spans)

    evidence = ground(Reading(True, value, 0.9), TOTAL, passage)

    assert (evidence.page, evidence.box) == (page, box)


def test_a_judgement_gets_the_sentence_that_is_nearest_to_its_question() -> None:
    text = "The rent is due monthly. The tenant signed the lease on 3 May. Pets are welcome."

    evidence = grounded("Yes", text, SIGNED)

    assert evidence.grounding is Grounding.RELATED
    assert evidence.quote == "The tenant signed the lease on 3 May."


def test_a_judgement_about_something_else_has_no_evidence() -> None:
    assert grounded("No", "Pets are welcome.", SIGNED).grounding is Grounding.NONE


def test_a_summary_gets_the_sentence_that_is_nearest_to_itself() -> None:
    evidence = grounded("Pets may stay.", "The rent is due.\nPets are welcome.", SUMMARY)

    assert evidence.quote == "Pets are welcome."


@pytest.mark.parametrize("text", ["", "\n\n", "no such thing"])
def test_without_a_common_word_there_is_no_nearest_sentence(text: str) -> None:
    assert nearest_sentence("the invoice", text) is None
