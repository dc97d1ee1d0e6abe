"""What is said is typed in one way or not at all: dates, amounts, numbers, durations in layouts of many countries."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.questionnaire import Question, ValueType
from schemas.states import Typing
from worker.typed.conventions import Conventions, conventions_of, of_locale, of_text
from worker.typed.value import MAX_CHARACTERS, Typed, mentions, type_value

NOWHERE = Conventions()


def typed(text: str, value_type: str, locale: str | None = None) -> Typed:
    return type_value(text, ValueType(value_type), of_locale(locale) if locale else NOWHERE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-03", "2024-03-03"),
        ("2024/3/3", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("March 3rd, 2024", "2024-03-03"),
        ("MARCH 3, 2024", "2024-03-03"),
        ("the 21st day of June, 2023 (the Effective Date)", "2023-06-21"),
        ("Sept. 9, 2021", "2021-09-09"),
        ("9-Sep-2021", "2021-09-09"),
        ("14/JUN/2017", "2017-06-14"),
        ("24-Mar-18", "2018-03-24"),
        ("24 MAR 18", "2018-03-24"),
        ("20180304", "2018-03-04"),
        ("3. März 2024", "2024-03-03"),
        ("1er août 2024", "2024-08-01"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("3 maart 2024", "2024-03-03"),
        ("2024年3月4日", "2024-03-04"),
        ("25/12/2024", "2024-12-25"),
        ("12.25.2024", "2024-12-25"),
        ("04/04/2024", "2024-04-04"),
        ("29 February 2024", "2024-02-29"),
        ("on 3 March 2024, that is 2024-03-03", "2024-03-03"),
    ],
)
def test_a_date_of_any_layout_is_one_day(text: str, day: str) -> None:
    assert typed(text, "date") == Typed(Typing.TYPED, day)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("03/04/2024", "en-GB", "2024-04-03"),
        ("03/04/2024", "en-US", "2024-03-04"),
        ("03.04.24", "de-DE", "2024-04-03"),
        ("3 marca 2024", "pl-PL", "2024-03-03"),
        ("24-03-04", "sv-SE", "2024-03-04"),
        ("01/02/69", "fr-FR", "1969-02-01"),
        ("25/12/2024", "en-US", "2024-12-25"),
    ],
)
def test_the_locale_decides_on_the_order(text: str, locale: str, day: str) -> None:
    assert typed(text, "date", locale) == Typed(Typing.TYPED, day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2024", "03/04/2024 may be 2024-03-04 or 2024-04-03"),
        ("03/04/24", "03/04/24 may be 2003-04-24 or 2024-03-04 or 2024-04-03"),
        ("1 March 2024 to 2 April 2025", "it says more than one date: 2024-03-01, 2025-04-02"),
    ],
)
def test_a_date_of_two_readings_is_ambiguous(text: str, reason: str) -> None:
    assert typed(text, "date") == Typed(Typing.AMBIGUOUS, reason=reason)


@pytest.mark.parametrize(
    "text",
    [
        "March 2024",
        "5 May 18 people came",
        "tel. 0320180304",
        "4 MAY 10:30",
        "tomorrow",
        "31 June 2024",
        "2023-02-29",
        "the Effective Date",
        "٣/٤",
    ],
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert typed(text, "date") == Typed(Typing.UNREADABLE, reason="it says no date")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("$22,500.00", "22500", "$"),
        ("US$5", "5", "USD"),
        ("EUR 1.234,50", "1234.5", "EUR"),
        ("1.234,50 €", "1234.5", "EUR"),
        ("CHF 1'234.50", "1234.5", "CHF"),
        ("1\u00a0234,50 EUR", "1234.5", "EUR"),
        ("£12,000.50", "12000.5", "GBP"),
        ("-£5.20", "-5.2", "GBP"),
        ("EUR 5.000,00-", "-5000", "EUR"),
        ("50,- EUR", "50", "EUR"),
        ("$1.2 million", "1200000", "$"),
        ("€12k", "12000", "EUR"),
        ("1234.5 US dollars", "1234.5", "USD"),
        ("five hundred euros", "500", "EUR"),
        ("€5,000.00 per month (3 months)", "5000", "EUR"),
        ("five thousand euros (€5,000.00)", "5000", "EUR"),
        ("Total (EUR): 5.00", "5", None),
        ("1234.5", "1234.5", None),
        ("12,34,567.00 INR", "1234567", "INR"),
        ("RM 31.00", "31", "MYR"),
        ("RM31.00", "31", "MYR"),
    ],
)
def test_an_amount_has_its_currency(text: str, number: str, unit: str | None) -> None:
    assert typed(text, "amount") == Typed(Typing.TYPED, number, unit)


@pytest.mark.parametrize(
    ("text", "locale", "number", "unit"),
    [
        ("$1,250", "en-US", "1250", "USD"),
        ("$1,250", "en-CA", "1250", "CAD"),
        ("$1,250", "en-GB", "1250", "$"),
        ("1.250 €", "de-DE", "1250", "EUR"),
        ("1 250,00 kr", "sv-SE", "1250", "SEK"),
        ("1,250 EUR", "de-DE", "1.25", "EUR"),
    ],
)
def test_the_locale_decides_on_marks_and_signs(text: str, locale: str, number: str, unit: str) -> None:
    assert typed(text, "amount", locale) == Typed(Typing.TYPED, number, unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("EUR 1.250", "1.250 may be 1.25 or 1250"),
        ("$5 and £6", "it says more than one amount: 5 $, 6 GBP"),
        ("(€5.00)", "(€5.00) may be 5 or, as bookkeepers write it, -5"),
    ],
)
def test_an_amount_of_two_readings_is_ambiguous(text: str, reason: str) -> None:
    assert typed(text, "amount") == Typed(Typing.AMBIGUOUS, reason=reason)


@pytest.mark.parametrize("text", ["nothing", "BE-660214", "A500", "EUR 12.34.56", "EUR 5 100", "9" * 29])
def test_what_cannot_be_read_as_an_amount_is_none(text: str) -> None:
    assert typed(text, "amount").typing is Typing.UNREADABLE


@pytest.mark.parametrize(
    ("text", "value_type", "value", "unit"),
    [
        ("12", "number", "12", None),
        ("1,234.5", "number", "1234.5", None),
        ("1.234.567", "number", "1234567", None),
        ("0.125", "number", "0.125", None),
        ("thirty", "number", "30", None),
        ("-5 degrees", "number", "-5", None),
        ("5.5 percent", "percentage", "5.5", "%"),
        ("five percent (5%)", "percentage", "5", "%"),
        ("12,5 %", "percentage", "12.5", "%"),
        ("30 days", "duration", "P30D", None),
        ("thirty (30) days' notice", "duration", "P30D", None),
        ("six months", "duration", "P6M", None),
        ("2 years and 6 months", "duration", "P2Y6M", None),
        ("12 months", "duration", "P1Y", None),
        ("2 weeks", "duration", "P14D", None),
        ("90 calendar days", "duration", "P90D", None),
        ("10 business days", "duration", "10", "business days"),
        ("a 60-day period", "duration", "P60D", None),
        ("1,5 Jahre", "duration", "P1Y6M", None),
        ("3 mois", "duration", "P3M", None),
        ("24 hours", "duration", "PT24H", None),
        ("P1Y2M", "duration", "P1Y2M", None),
        ("Yes, it does.", "yes_no", "yes", None),
        ("Nein", "yes_no", "no", None),
        ("Acme  (UK)\nLtd", "name", "Acme (UK) Ltd", None),
    ],
)
def test_the_other_types_have_one_form_each(text: str, value_type: str, value: str, unit: str | None) -> None:
    assert typed(text, value_type) == Typed(Typing.TYPED, value, unit)


@pytest.mark.parametrize(
    ("text", "value_type"),
    [
        ("INV0042", "number"),
        ("3 of 5", "number"),
        ("1.234", "number"),
        ("5", "percentage"),
        ("30 days or 2 months", "duration"),
        ("30", "duration"),
        ("maybe", "yes_no"),
        ("", "yes_no"),
    ],
)
def test_what_is_not_of_the_type_says_why(text: str, value_type: str) -> None:
    found = typed(text, value_type)

    assert (found.value, found.unit) == (None, None)
    assert found.typing is not Typing.TYPED
    assert found.reason


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Acme, Inc. and Beta Ltd.", ["Acme, Inc.", "Beta Ltd."]),
        ("apples, pears and plums", ["apples", "pears", "plums"]),
        ("a; b; and c", ["a", "b", "c"]),
        ("- Acme\n- Beta\n- acme", ["Acme", "Beta"]),
        ("Acme", ["Acme"]),
    ],
)
def test_a_list_has_its_items_once_each(text: str, items: list[str]) -> None:
    assert json.loads(typed(text, "list").value or "") == items


@pytest.mark.parametrize(
    ("text", "order", "decimal"),
    [
        ("Issued 25/12/2024, due 03/04/2025", "dmy", None),
        ("Issued 12/25/2024, due 03/04/2025", "mdy", None),
        ("25/12/2024 and 12/25/2024", None, None),
        ("Netto 1.234,50 Brutto 1.500", None, ","),
        ("Net 1,234.50 gross 1.500,20", None, None),
        ("€ 12,50", None, ","),
        ("The rent of the premises is 12,000 a year and it is due on the first day of the quarter.", None, "."),
        ("Section 3.1", None, None),
    ],
)
def test_a_passage_shows_how_it_is_written_or_not(text: str, order: str | None, decimal: str | None) -> None:
    assert of_text(text) == Conventions(None, order, decimal)


def test_the_locale_of_the_question_counts_more_than_the_passage() -> None:
    asked = Question.model_validate({"name": "due", "kind": "key_value", "key": "due", "locale": "en-US"})

    assert conventions_of(asked, "Issued 25/12/2024").date_order == "mdy"


TYPES = st.sampled_from([*ValueType])
PIECES = [
    "1",
    "12",
    "9" * 40,
    ".",
    ",",
    " ",
    "-",
    "(",
    ")",
    "€",
    "$",
    "EUR",
    "March",
    "2024",
    "/",
    "%",
    "days",
    "P",
    "\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60), TYPES)
@example("9" * 20_000, ValueType.AMOUNT)
@example("1," * 10_000, ValueType.NUMBER)
@example("1 March " * 5_000, ValueType.DATE)
@example("and " * 10_000, ValueType.LIST)
@example("\ud800", ValueType.NAME)
def test_any_text_is_typed_or_not_and_nothing_is_raised(text: str, value_type: ValueType) -> None:
    found = type_value(text, value_type, NOWHERE)

    assert (found.typing is Typing.TYPED) == (found.value is not None) == (found.reason is None)
    for mention in mentions(text[:20_000], value_type, NOWHERE):
        assert 0 <= mention.start < mention.end <= len(text)


def test_what_is_too_long_for_a_value_is_not_looked_at() -> None:
    assert typed("1" + " " * MAX_CHARACTERS, "number").typing is Typing.UNREADABLE


@settings(deadline=None)
@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["en-GB", "de-DE", "fr-FR", "de-CH"])
)
def test_what_babel_writes_is_read_again(number: object, locale: str) -> None:
    from babel.numbers import format_currency

    written = format_currency(number, "EUR", locale=locale.replace("-", "_"))

    found = typed(written, "amount", locale)

    assert (found.typing, found.unit) == (Typing.TYPED, "EUR")
    assert float(found.value or "nan") == float(number)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["en-GB", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pt-PT", "sv-SE"]))
def test_a_day_that_babel_writes_is_read_again(day: object, locale: str) -> None:
    from babel.dates import format_date

    written = format_date(day, "long", locale=locale.replace("-", "_"))  # type: ignore[arg-type]
    if len(written.split()[-1]) == 4:  # Babel writes the year 999 with three figures
        assert typed(written, "date", locale) == Typed(Typing.TYPED, str(day))
