"""Calendar dates, in figures and with the names of months that CLDR has."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from schemas.states import Typing
from worker.typed.conventions import Conventions
from worker.typed.mention import Mention

_BLANK = r"[\s,./\-]{1,3}"
_OF = r"(?:(?:of|de|del)\s{1,2}|d['’])?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª.])?"

#: Each repetition is bounded, so that no text takes longer than its length.
_WRITTEN = (
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年-]\s?(?P<m>\d{1,2})\s?[月-]\s?(?P<d>\d{1,2})日?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<mark>[./])\s?(?P<m>\d{1,2})(?P=mark)\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}[\s,./\-]{{0,3}}(?:day\s{{1,2}})?{_OF}{_MONTH}{_BLANK}{_OF}(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    # Tills write 24-Mar-18 and 24 MAR 18; "5 May 18 people came" is no date.
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?P<mark>[./-]){_MONTH}(?P=mark)(?P<y>\d{{2}})(?![\d:])"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2}) (?P<month>[A-Z]{3,9}) (?P<y>\d{2})(?![\d:])"),
    re.compile(r"(?<![\d.,/-])(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?![\d.,/-])"),
    re.compile(rf"{_MONTH}{_BLANK}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{_BLANK}(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
)
#: Day and month in an order that only the conventions know.
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")

#: Two figures for a year: from here on the last century (POSIX).
_PIVOT = 69


@lru_cache(maxsize=16)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """The months by their names in small letters; names that are different months in two languages are left out."""
    from babel import Locale

    found: dict[str, set[int]] = {"sept": {9}}
    for language in languages:
        for names in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in names.get(width, {}).items():
                    found.setdefault(name.lower().rstrip("."), set()).add(month)
    return {name: months.pop() for name, months in found.items() if len(months) == 1}


def date_mentions(text: str, conventions: Conventions) -> Iterator[Mention]:
    """The dates with day, month and year."""
    for written in _WRITTEN:
        for found in written.finditer(text):
            parts = found.groupdict()
            month = parts.get("m") or _months(conventions.languages).get(parts["month"].lower(), 0)
            day = _day(_year(parts["y"]), int(month), int(parts["d"]))
            if day is not None:
                yield Mention(*found.span(), day.isoformat())
    for found in _FIGURES.finditer(text):
        if mention := _in_figures(found, conventions.date_order):
            yield mention


def _in_figures(found: re.Match[str], order: str | None) -> Mention | None:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    possible = {"dmy": _day(year, second, first), "mdy": _day(year, first, second)}
    if len(found[4]) == 2:
        possible["ymd"] = _day(_year(found[1].zfill(2)), second, int(found[4]))
    days = {order: day for order, day in possible.items() if day is not None}
    if order in days:
        days = {order: days[order]}
    different = sorted({day.isoformat() for day in days.values()})
    if not different:
        return None
    if len(different) > 1:
        return Mention(*found.span(), None, None, Typing.AMBIGUOUS, f"{found[0]} may be {' or '.join(different)}")
    return Mention(*found.span(), different[0])


def _year(figures: str) -> int:
    year = int(figures)
    return year if len(figures) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June, or a word that is no month
        return None
