"""From what a model wrote to a value."""

import math

import pytest

from schemas.catalogue import load_catalogue
from schemas.questionnaire import Question
from schemas.settings import Settings
from worker.engines.contract import Generation
from worker.reading import Reading, read

BLING = load_catalogue(Settings()).find("bling-phi-3").template
CHAT = load_catalogue(Settings()).find("smollm2-135m-instruct").template
TOTAL = Question(name="total", kind="extraction", question="How much?")
SIGNED = Question(name="signed", kind="boolean", question="Is it signed?")
SUMMARY = Question(name="summary", kind="summarization")


def read_text(text: str, question: Question = TOTAL, logprobs: tuple[float, ...] = (-0.1,)) -> Reading:
    return read(Generation(text, logprobs, 10), question, BLING)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" $22,500.00", "$22,500.00"),
        ("12 EUR<human>: and then", "12 EUR"),
        ("12 EUR</s>", "12 EUR"),
        (' "Acme Ltd." ', "Acme Ltd."),
        ("“Acme”", "Acme"),
        ("**Acme**", "Acme"),
        ("- Acme", "Acme"),
        ("• Acme\n", "Acme"),
        ("-5.00", "-5.00"),
        ("- 5.00", "5.00"),
        ("first line\nsecond line", "first line\nsecond line"),
    ],
)
def test_a_value_is_cut_out_of_its_wrapping(text: str, value: str) -> None:
    reading = read_text(text)

    assert (reading.found, reading.value) == (True, value)


@pytest.mark.parametrize(
    "text",
    [
        "Not Found",
        " not found.",
        "Not  found in the passage",
        "NOT\nFOUND",
        "",
        "  \n",
        '""',
        "<bot>: x",
        "- Not Found",
    ],
)
def test_a_model_that_does_not_find_it_is_believed(text: str) -> None:
    assert read_text(text).found is False
    assert read_text(text).value is None


@pytest.mark.parametrize("text", ["Nothing", "Not foundational", "It was not found guilty"])
def test_what_only_sounds_like_not_found_is_a_value(text: str) -> None:
    assert read_text(text).value == text


def test_each_model_has_its_own_words_for_not_found() -> None:
    said = Generation("The passage does not mention it.", (-0.1,), 10)

    assert read(said, TOTAL, CHAT).found is False
    assert read(said, TOTAL, BLING).found is True


@pytest.mark.parametrize(("text", "value"), [("Yes", "Yes"), ("No", "No"), ("Not Found", None)])
def test_a_choice_is_read_as_it_is(text: str, value: str | None) -> None:
    assert read_text(text, SIGNED).value == value


def test_a_summary_keeps_its_list_marks_and_quotes() -> None:
    assert read_text(' - "One"\n - Two ', SUMMARY).value == '- "One"\n - Two'


def test_confidence_is_the_geometric_mean_of_the_tokens_probabilities() -> None:
    reading = read_text("12 EUR", logprobs=(math.log(0.9), math.log(0.4)))

    assert reading.confidence == pytest.approx(0.6)


@pytest.mark.parametrize(("logprobs", "confidence"), [((), 0.0), ((0.0, 1e-9), 1.0), ((-1000.0,), 0.0)])
def test_confidence_is_between_0_and_1(logprobs: tuple[float, ...], confidence: float) -> None:
    assert read_text("12 EUR", logprobs=logprobs).confidence == confidence
