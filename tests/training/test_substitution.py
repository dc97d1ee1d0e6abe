"""Other values in a passage that was read before: figures and names, in the text, the questions and the answers."""

import re

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from ops.training.substitution import pool, substituted

TEXT = "In 1997 Ada Byron founded the school in Graz. Ada Byron led it for 12 years, with 1,250 pupils."
MAYORS = [
    "Iris Holm", "Otto Kern", "Lena Wirth", "Hugo Stein", "Vera Lund", "Emil Falk", "Nora Dahl", "Karl Brandt",
]  # fmt: skip


def asked(*rows: tuple[str, str], text: str = TEXT) -> Passage:
    return Passage("squad2", text, tuple(Row(Trained.EXTRACTION, *row) for row in rows))


FOUNDING = asked(
    ("Who founded the school?", "Ada Byron"),
    ("When did Ada Byron found it?", "1997"),
    ("How many pupils were there?", "1,250"),
    ("What did she do?", "founded the school"),
)
NAMES = pool([asked(("Who is the mayor?", name), text=f"{name} is the mayor.") for name in MAYORS])


def test_a_value_is_exchanged_wherever_it_stands() -> None:
    other = substituted(FOUNDING, NAMES, "1")

    name, year, pupils, did = (row.answer for row in other.rows)
    assert name in MAYORS
    assert re.fullmatch(r"\d{4}", year)
    assert re.fullmatch(r"\d,\d{3}", pupils)
    assert (year, pupils) != ("1997", "1,250")
    assert did == "founded the school"
    assert other.text == (
        f"In {year} {name} founded the school in Graz. {name} led it for 12 years, with {pupils} pupils."
    )
    assert other.rows[1].question == f"When did {name} found it?"


def test_each_reading_has_other_values_and_the_same_seed_the_same() -> None:
    readings = {substituted(FOUNDING, NAMES, f"7/{again}").text for again in range(5)}

    assert len(readings) == 5
    assert substituted(FOUNDING, NAMES, "1") == substituted(FOUNDING, NAMES, "1")


def test_names_of_another_kind_and_of_another_length_are_not_taken() -> None:
    place = asked(("Where was the school?", "Graz"), ("Who was the head?", "Ada Byron of Graz"))

    assert substituted(place, NAMES, "1") == place


def test_a_kind_with_few_names_is_left_as_it_is() -> None:
    few = pool([asked(("Who is the mayor?", name), text=name) for name in MAYORS[:7]])

    assert substituted(asked(("Who founded the school?", "Ada Byron")), few, "1").text == TEXT


def test_values_that_are_part_of_each_other_do_not_both_change() -> None:
    nested = asked(("When?", "1997"), ("When was it?", "In 1997"))

    changed = substituted(nested, NAMES, "1")

    assert changed.rows[0].answer != "1997"
    assert changed.rows[0].answer in changed.text
    assert changed.rows[1].answer == f"In {changed.rows[0].answer}"


def test_a_number_inside_another_word_stays() -> None:
    numbered = asked(("How long?", "12"), text="Form A12 runs for 12 years.")

    changed = substituted(numbered, NAMES, "1")

    assert changed.text == f"Form A12 runs for {changed.rows[0].answer} years."
    assert changed.rows[0].answer != "12"


def test_what_is_not_found_and_what_is_not_there_stay() -> None:
    absent = Passage("squad2", TEXT, (Row(Trained.NOT_FOUND, "Who sold it?", NOT_FOUND),))
    elsewhere = asked(("When was it sold?", "2003"))

    assert (substituted(absent, NAMES, "1"), substituted(elsewhere, NAMES, "1")) == (absent, elsewhere)
