"""Deadlines as people write them: a time of day, or a date and time."""

import re
from datetime import datetime, timedelta

from schemas.errors import DeadlinePast, DeadlineUnreadable

_TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})")
_DATE_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def read_deadline(given: str, now: datetime) -> float:
    """Seconds since 1970, UTC. A time of day is the next such moment after `now`, in the time zone of this machine; so
    is a date and time that names no zone.

    Raises:
        DeadlineUnreadable: it is neither.
        DeadlinePast: it does not lie ahead of `now`.
    """
    try:
        if time_of_day := _TIME_OF_DAY.fullmatch(given.strip()):
            return _next(int(time_of_day[1]), int(time_of_day[2]), now.astimezone()).timestamp()
        if not _DATE_AND_TIME.fullmatch(given.strip()):
            raise DeadlineUnreadable(given=given)
        deadline = datetime.fromisoformat(given.strip()).astimezone()
    except (ValueError, OverflowError) as exc:
        raise DeadlineUnreadable(given=given) from exc
    if deadline <= now.astimezone():
        raise DeadlinePast(given=given, now=now.astimezone().isoformat(sep=" ", timespec="seconds"))
    return deadline.timestamp()


def say_deadline(deadline: float) -> str:
    """A deadline in the time zone of this machine, to the minute."""
    return f"{datetime.fromtimestamp(deadline).astimezone():%Y-%m-%d %H:%M}"


def _next(hour: int, minute: int, now: datetime) -> datetime:
    """By the clock on the wall: the night in which the clocks change is an hour shorter or longer."""
    wall = now.replace(tzinfo=None)
    moment = wall.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (moment if moment > wall else moment + timedelta(days=1)).astimezone()
