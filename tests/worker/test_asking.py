"""From a question to what the engine is asked: a date is chosen among those of the passage."""

import pytest

from schemas.catalogue import load_catalogue
from schemas.questionnaire import Kind, Question, ValueType
from schemas.settings import Settings
from worker.asking import ask

TEMPLATE = load_catalogue(Settings()).templates["bling"]
TEXT = "TEL 03-6057 3391\nDATE: 20/05/2018 12:40PM\nTotal 25.00\nDue on 3 June 2018, 14 days"


def question(value_type: ValueType) -> Question:
    return Question(name="x", kind=Kind.KEY_VALUE, key="date", type=value_type)


def test_a_date_is_one_of_those_that_stand_in_the_passage() -> None:
    asked = ask(question(ValueType.DATE), TEMPLATE, TEXT)

    assert [TEXT[slice(*span)] for span in asked.spans] == ["20/05/2018", "3 June 2018"]
    assert asked.copy


@pytest.mark.parametrize(
    ("value_type", "text"), [(ValueType.TEXT, TEXT), (ValueType.AMOUNT, TEXT), (ValueType.DATE, "on the first of May")]
)
def test_other_values_and_dates_in_unknown_words_are_free(value_type: ValueType, text: str) -> None:
    asked = ask(question(value_type), TEMPLATE, text)

    assert asked.spans == ()
    assert not asked.copy
