"""Spans of time, as ISO 8601 writes them: "six (6) months" is P6M, 12 months and one year are both P1Y."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from worker.typed.conventions import Conventions
from worker.typed.mention import Mention
from worker.typed.numbers import NUMBER, mention, plain

#: From the largest to the smallest, as CLDR calls them.
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_FIRST = re.compile(r"\)?[\s-]{0,2}([^\W\d_]{1,12})(?!\w)")
_SECOND = re.compile(r"\s([^\W\d_]{1,12})(?!\w)")
#: Kinds of days that are as long as any other; business days are not, and keep their name as the unit.
_CALENDAR = frozenset({"calendar", "consecutive", "full", "whole", "clear"})
_WORKING = frozenset({"business", "working", "banking"})
_JOINED = re.compile(r"[\s,]{0,3}(?:(?:and|und|et|y|e|en|plus)\s{1,2})?")
_ISO = re.compile(
    r"(?<!\w)P(?=\d|T\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?)?(?!\w)"
)


@lru_cache(maxsize=16)
def _units(languages: tuple[str, ...]) -> dict[str, str]:
    """Units by their names in small letters, short and long, singular and plural."""
    from babel.units import format_unit

    return {
        re.sub(r"[\d\s]+", "", format_unit(count, f"duration-{unit}", length, locale=language))
        .lower()
        .rstrip("."): unit
        for language in reversed(languages)  # where two languages use one word, English has it
        for unit in _UNITS
        for length in ("short", "long")
        for count in (1, 2, 5)
    }


def duration_mentions(text: str, conventions: Conventions) -> Iterator[Mention]:
    """The durations, those of several parts as one: "2 years and 6 months"."""
    for iso in _ISO.finditer(text):
        counts = zip(_UNITS, iso.groups(), strict=True)
        yield Mention(*iso.span(), _written({unit: Decimal(count) for unit, count in counts if count}))
    written = _ISO.sub(lambda iso: " " * len(iso[0]), text)
    parts: dict[str, Decimal] = {}
    start = end = 0
    for token in NUMBER.finditer(written):
        unit = _unit(written, token.end(), conventions)
        if unit is None:
            continue
        number = mention(token, unit.end, conventions, unit.working)
        if number.value is None or unit.working:
            yield number
            continue
        joined = parts and _JOINED.fullmatch(written, end, token.start()) and _UNITS.index(unit.name) > _smallest(parts)
        if parts and not joined:
            yield Mention(start, end, _written(parts))
        parts, start = (parts, start) if joined else ({}, token.start())
        parts[unit.name], end = abs(Decimal(number.value)), unit.end
    if parts:
        yield Mention(start, end, _written(parts))


@dataclass(frozen=True)
class _Unit:
    """`name` is CLDR's; `working` what it is called where it is a working day or week; it ends at `end`."""

    name: str
    working: str | None
    end: int


def _unit(text: str, at: int, conventions: Conventions) -> _Unit | None:
    """The unit behind a number that ends at `at`."""
    first = _FIRST.match(text, at)
    if first is None:
        return None
    units, kind = _units(conventions.languages), first[1].lower()
    if kind in units:
        return _Unit(units[kind], None, first.end())
    second = _SECOND.match(text, first.end()) if kind in _CALENDAR | _WORKING else None
    if second is None or second[1].lower() not in units:
        return None
    name = units[second[1].lower()]
    return _Unit(name, f"{kind} {name}s" if kind in _WORKING else None, second.end())


def _smallest(parts: dict[str, Decimal]) -> int:
    return max(map(_UNITS.index, parts))


def _written(parts: dict[str, Decimal]) -> str:
    """ISO 8601, with twelve months as a year and a week as seven days, so that what is equal looks equal."""
    zero = Decimal(0)
    months = parts.get("year", zero) * 12 + parts.get("month", zero)
    years, months = divmod(months, 12) if months == int(months) else (zero, months)
    days = parts.get("week", zero) * 7 + parts.get("day", zero)
    dates = "".join(f"{plain(n)}{letter}" for n, letter in ((years, "Y"), (months, "M"), (days, "D")) if n)
    times = "".join(f"{plain(parts[unit])}{unit[0].upper()}" for unit in _UNITS[4:] if parts.get(unit))
    return f"P{dates}{'T' + times if times else ''}" if dates or times else "P0D"
