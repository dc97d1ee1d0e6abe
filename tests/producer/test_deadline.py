"""Deadlines as people write them."""

import os
import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from producer.deadline import read_deadline, say_deadline
from schemas.errors import DeadlinePast, DeadlineUnreadable

EVENING = datetime(2026, 11, 24, 21, 30)


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is an hour ahead of UTC in winter, and two in summer."""
    monkeypatch.setitem(os.environ, "TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def utc(text: str) -> float:
    return datetime.fromisoformat(f"{text}+00:00").timestamp()


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("06:00", "2026-11-25T05:00"),
        ("6:00", "2026-11-25T05:00"),
        (" 06:00 ", "2026-11-25T05:00"),
        ("21:30", "2026-11-25T20:30"),  # this very minute: the next one
        ("21:31", "2026-11-24T20:31"),
        ("00:00", "2026-11-24T23:00"),
        ("2026-11-26T06:00", "2026-11-26T05:00"),
        ("2026-11-26 06:00", "2026-11-26T05:00"),
        ("2026-11-26T06:00:30", "2026-11-26T05:00:30"),
        ("2026-11-26T06:00Z", "2026-11-26T06:00"),
        ("2026-11-26T06:00-05:00", "2026-11-26T11:00"),
        ("2026-07-01T06:00", "2026-07-01T04:00"),
    ],
)
def test_a_time_of_day_is_the_next_one_and_a_date_is_itself(given: str, moment: str) -> None:
    now = EVENING if "-07-" not in given else datetime(2026, 6, 30)

    assert read_deadline(given, now) == utc(moment)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (datetime(2026, 3, 28, 22, 0), "2026-03-29T04:00"),  # the clocks go forward in this night
        (datetime(2026, 10, 24, 22, 0), "2026-10-25T05:00"),  # and back in this one
    ],
)
def test_six_in_the_morning_is_six_on_the_wall_in_nights_when_the_clocks_change(now: datetime, moment: str) -> None:
    assert read_deadline("06:00", now) == utc(moment)


@pytest.mark.parametrize(
    "given", ["", "six", "6", "25:00", "06:60", "2026-11-25", "2026-02-30T06:00", "20261125T0600", "06:00 tomorrow"]
)
def test_what_cannot_be_read_is_refused_with_an_example(given: str) -> None:
    with pytest.raises(DeadlineUnreadable, match="06:00"):
        read_deadline(given, EVENING)


@pytest.mark.parametrize("given", ["2026-11-24T21:30", "2026-11-24T20:30Z", "1999-12-31T23:59"])
def test_what_is_past_is_refused_with_the_time(given: str) -> None:
    with pytest.raises(DeadlinePast, match="2026-11-24 21:30:00"):
        read_deadline(given, EVENING)


def test_a_deadline_is_said_in_the_time_of_this_machine() -> None:
    assert say_deadline(read_deadline("06:00", EVENING)) == "2026-11-25 06:00"
