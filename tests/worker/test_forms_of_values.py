"""A value is found in the form in which the document writes it; what is quoted is always the document's own words."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.catalogue import load_catalogue
from schemas.elements import Passage
from schemas.outcomes import Answer
from schemas.questionnaire import Question
from schemas.settings import Settings
from schemas.states import Grounding, Typing
from worker.answering import answer_of
from worker.engines.contract import Generation
from worker.folding import fold
from worker.fuzzy import find_similar
from worker.grounding import find_normalised

TEMPLATE = load_catalogue(Settings()).find("scripted").template


def answered(said: str, text: str, value_type: str = "text", **question: str) -> Answer:
    asked = Question.model_validate(
        {"name": "asked", "kind": "extraction", "question": "What is it?", "type": value_type, **question}
    )
    return answer_of(Generation(said, (-0.1,), True, 7), asked, Passage(0, text, 9, ()), TEMPLATE, "scripted")


@pytest.mark.parametrize(
    ("said", "text", "value_type", "quote"),
    [
        ("12,000.00", "Price: EUR 12.000,00 net", "amount", "EUR 12.000,00"),
        ("EUR 1234.5", "Sum 1.234,50 EUR", "amount", "1.234,50 EUR"),
        ("The total is $5.00.", "Total: USD 7.00, or $ 5", "amount", "$ 5"),
        ("2026-03-01", "from 1st March 2026 on", "date", "1st March 2026"),
        ("March 1, 2026", "vom 1. März 2026 an", "date", "1. März 2026"),
        ("6 months", "a term of six (6) months from", "duration", "6) months"),
        ("1 year", "for twelve (12) months", "duration", "12) months"),
        ("5 percent", "interest of 5.0% a year", "percentage", "5.0%"),
        ("1234567", "1,234,567 shares", "number", "1,234,567"),
        ("Beta Ltd and Acme Inc", "between Acme Inc (the Buyer) and Beta Ltd", "list", "Beta Ltd"),
        ("agreement of confidence", "an agree-\nment of conﬁdence", "text", "agree-\nment of conﬁdence"),
        ("well-known", "a well-\nknown firm", "text", "well-\nknown"),
        ('"Acme" - the Seller', "by “Acme” – the Seller", "text", "Acme” – the Seller"),
        ("Ångström Ltd", "A\u030angstro\u0308m Ltd", "name", "A\u030angstro\u0308m Ltd"),
        ("cooperation", "co\u00adoperation", "text", "co\u00adoperation"),
    ],
)
def test_another_form_of_the_value_is_found(said: str, text: str, value_type: str, quote: str) -> None:
    answer = answered(said, text, value_type)

    assert answer.grounding is Grounding.NORMALISED
    assert answer.quote == quote == text[answer.start : answer.end]


@pytest.mark.parametrize(
    ("said", "text", "value_type"),
    [
        ("12,000.00", "Price: EUR 12.500,00 net", "amount"),
        ("USD 12,000.00", "Price: EUR 12.000,00 net", "amount"),
        ("2026-03-01", "due on 2026-03-02", "date"),
        ("30 days", "within 30 business days", "duration"),
        ("Acme Inc and Gamma", "between Acme Inc and Beta", "list"),
        ("12,000.00", "12.000 may be either", "amount"),
    ],
)
def test_another_value_is_not(said: str, text: str, value_type: str) -> None:
    assert answered(said, text, value_type).grounding is Grounding.NONE


def test_the_currency_may_stand_beside_the_quote() -> None:
    answer = answered("1,250.00", "Total due: GBP 1,250.00", "amount")

    assert (answer.grounding, answer.quote) == (Grounding.EXACT, "1,250.00")
    assert (answer.typed, answer.unit, answer.typing) == ("1250", "GBP", Typing.TYPED)


def test_what_cannot_be_typed_keeps_its_words_and_says_why() -> None:
    answer = answered("03/04/2024", "Date: 03/04/2024", "date")

    assert (answer.value, answer.grounding, answer.typed) == ("03/04/2024", Grounding.EXACT, None)
    assert (answer.typing, answer.typing_reason) == (
        Typing.AMBIGUOUS,
        "03/04/2024 may be 2024-03-04 or 2024-04-03",
    )
    assert answered("03/04/2024", "Date: 03/04/2024", "date", locale="en-GB").typed == "2024-04-03"
    assert answered("03/04/2024", "03/04/2024, due 25/04/2024", "date").typed == "2024-04-03"


@pytest.mark.parametrize(
    ("said", "text", "quote"),
    [
        ("Harbour and Finch Roasters", "by Harbour & Finch Roasters of", "Harbour & Finch Roasters"),
        ("Marrow Quay Logistic Limited", "and Marrow Quay Logistics Limited, a", "Marrow Quay Logistics Limited"),
        ("Article 12 of the Agreement", "see Article 12 of tho Agreement", "Article 12 of tho Agreement"),
    ],
)
def test_similar_words_are_marked_as_such(said: str, text: str, quote: str) -> None:
    answer = answered(said, text)

    assert (answer.grounding, answer.value) == (Grounding.FUZZY, said)
    assert answer.quote == quote == text[answer.start : answer.end]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Article 13 of the Agreement", "see Article 12 of the Agreement"),
        ("the 12 months of notice", "the 13 months of notice"),
        ("Acme", "Acne"),
        ("Marrow Quay Logistics", "Harbour & Finch Coffee Roasters"),
        ("x" * 501, "x" * 500 + "y"),
    ],
)
def test_other_numbers_and_other_words_are_not_similar(said: str, text: str) -> None:
    assert answered(said, text).grounding is Grounding.NONE


def test_figures_have_no_likeness() -> None:
    assert answered("EUR 12,345,678.00", "EUR 12,345,679.00", "amount").grounding is Grounding.NONE


def test_a_number_that_the_passage_does_not_have_is_named() -> None:
    summary = Question(name="asked", kind="summarization")
    said = Generation("Rent of 1200 for 3 years from 5 May", (-0.1,), True, 7)

    answer = answer_of(said, summary, Passage(0, "Rent: 1,200.00, from 5 May.", 9, ()), TEMPLATE, "scripted")

    assert answer.stray_numbers == ("3",)


_TEXTS = st.lists(
    st.sampled_from(["Acme", "agree", "-\n", "\u00ad", "ﬁ", "İ", " ", "\n", "1,234.50", "12", "“", "e\u0301", "."])
).map("".join) | st.text(max_size=80)


@settings(deadline=None)
@given(_TEXTS)
@example("\u0301" * 2_000)
@example("a-\n" * 2_000)
@example(" -" * 2_000)
def test_folding_knows_the_way_back(text: str) -> None:
    for joined in (False, True):
        folded = fold(text, joined=joined)

        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
        assert list(folded.starts) == sorted(folded.starts)


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
@example("Acme agree", "the ACME\nagree-\nment, Acme agree")
def test_what_is_quoted_is_what_was_looked_for(value: str, text: str) -> None:
    for place in (find_normalised(value, text), find_similar(value, text)):
        if place is not None:
            assert 0 <= place[0] < place[1] <= len(text)
    exact = find_normalised(value, text)
    if exact is not None:
        wanted = value.rstrip(".").strip()
        assert any(fold(text[slice(*exact)], joined=j).text == fold(wanted, joined=j).text for j in (False, True))


@settings(deadline=None)
@given(st.text(alphabet="ab c1.,-", min_size=6, max_size=30), st.text(alphabet="ab c1.,-", max_size=80))
def test_similar_words_have_the_same_numbers(value: str, text: str) -> None:
    place = find_similar(value, text)

    if place is not None:
        assert sorted(set(text[slice(*place)]) & set("1")) == sorted(set(value) & set("1"))
