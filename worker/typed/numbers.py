"""Numbers as the world writes them: 1,234.50 and 1.234,50 and 1'234.50 are one number, 1.234 is one of two."""

import re
from collections.abc import Iterator
from decimal import Decimal

from schemas.states import Typing
from worker.typed.conventions import Conventions
from worker.typed.mention import Mention

#: Digits with marks between them; blanks only between groups of three. A minus is part of the number where no word or
#: number ends before it.
NUMBER = re.compile(
    r"(?:(?<![\w.,)])[-−])?(?:\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d.,]\d|\d)|\d+(?:[.,'’\u00a0\u202f]\d+)*)"
)

#: Longest number that is read, digits: all that decimal arithmetic keeps exactly.
MAX_DIGITS = 28

_PERCENT = re.compile(
    r"\)?\s{0,2}(?:%|％|percent\b|per\s?cent\b|pct\b|prozent\b|pour\s?cent\b|por\s?ciento\b|per\s?cento\b|procent\b)",
    re.IGNORECASE,
)


def plain(number: Decimal) -> str:
    """The one way to write a number: a point, no grouping, no zeros at the end."""
    return format(number.normalize() if number else Decimal(0), "f")


def readings(token: str, decimal: str | None = None) -> list[Decimal]:
    """What a number can be: nothing, one value, or two where its one mark may be for decimals or thousands and
    `decimal`, the mark for decimals, is not known."""
    if sum(c.isdigit() for c in token) > MAX_DIGITS:
        return []
    sign = "-" if token[0] in "-−" else ""
    if " " in token and decimal != ",":
        return []  # 5 100 is one number where decimals have a comma, elsewhere perhaps two
    digits = re.sub(r"[ '’\u00a0\u202f]", "'", token.lstrip("-−"))
    found = {mark: value for mark in ".," if (value := _read(digits, mark)) is not None}
    if decimal in found and len(set(found.values())) > 1:
        found = {decimal: found[decimal]}
    return [Decimal(sign + value) for value in dict.fromkeys(found.values())]


def _read(digits: str, decimal: str) -> str | None:
    """The number with `decimal` before its decimals, for Decimal; None if it is not written so."""
    whole, point, fraction = digits.partition(decimal)
    if not re.fullmatch(r"\d*", fraction, re.ASCII):
        return None
    groups = re.split(r"[.,']", whole)
    western = all(len(group) == 3 for group in groups[1:])
    indian = decimal == "." and len(groups) > 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
    if len(groups) > 1 and not ((western or indian) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"):
        return None
    return "".join(groups) + ("." + fraction if point else "")


def mention(token: re.Match[str], end: int, conventions: Conventions, unit: str | None = None) -> Mention:
    """The number of a match of NUMBER, with its unit up to `end`."""
    found = readings(token[0], conventions.decimal)
    if len(found) == 1:
        return Mention(token.start(), end, plain(found[0]), unit)
    if found:
        doubt = f"{token[0]} may be {' or '.join(map(plain, found))}"
        return Mention(token.start(), end, None, unit, Typing.AMBIGUOUS, doubt)
    doubt = f"{token[0][:40]} is no number that can be read"
    return Mention(token.start(), end, None, unit, Typing.UNREADABLE, doubt)


def number_mentions(text: str, conventions: Conventions) -> Iterator[Mention]:
    """The numbers that are not part of a word or code."""
    for token in NUMBER.finditer(text):
        start, end = token.span()
        if text[max(0, start - 1) : start].isalpha() or text[end : end + 1].isalpha():
            continue
        yield mention(token, end, conventions)


def percentage_mentions(text: str, conventions: Conventions) -> Iterator[Mention]:
    """Numbers with a sign or word for percent behind them."""
    for token in NUMBER.finditer(text):
        percent = _PERCENT.match(text, token.end())
        if percent:
            yield mention(token, percent.end(), conventions, "%")


def stray_numbers(said: str, text: str) -> tuple[str, ...]:
    """The numbers of `said` that stand nowhere in `text`, however they are written."""
    there: set[object] = set()
    for token in NUMBER.finditer(text):
        there |= _identities(token[0])
    return tuple(dict.fromkeys(t[0] for t in NUMBER.finditer(said) if not there & _identities(t[0])))


def _identities(token: str) -> set[object]:
    """What another way to write the same number shares with this one. Its sign may be a dash in front of it."""
    parts = token.split() if " " in token else []
    return {abs(value) for part in (token, *parts) for value in readings(part, "," if parts else None)} or {token}
