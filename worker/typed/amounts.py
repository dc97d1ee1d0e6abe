"""Amounts of money: a number and its currency. A sign that several currencies share stays a sign."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from schemas.states import Typing
from worker.typed.conventions import Conventions
from worker.typed.mention import Mention
from worker.typed.numbers import NUMBER, mention, plain

_SIGN = r"(?:[A-Z]{1,3})?[$€£¥￥₹₩₽₺₪₫₱฿]|[A-Z]{3}(?![A-Za-z])|RM(?![A-Za-z])|kr\.?|zł|Kč|Ft|lei|Fr\.|Rs\.?"
_BEFORE = re.compile(rf"(?<![A-Za-z])(?:(?P<minus>[-−])\s?)?(?P<sign>{_SIGN})\)?\s{{0,2}}\(?(?P<dash>[-−]?)$")
_AFTER = re.compile(rf"(?:[-−]|[,.][-–—]{{1,2}})?\s{{0,2}}\(?(?P<sign>{_SIGN})(?![A-Za-z])")
_SCALE = re.compile(
    r"\s{0,2}(?:(?P<k>thousand|k)|(?P<m>millions?|mio|mn|m)|(?P<b>billions?|bn|mrd)|(?P<t>trillions?))\b\.?",
    re.IGNORECASE,
)
#: Bookkeepers write brackets around a negative amount; so do contracts, around one that was in words before.
_BRACKETS = re.compile(r"\s{0,4}\(([^()]{1,60})\)\s{0,4}")
#: What ends right before a number that is a reference.
_LETTERS = re.compile(r"[^\W\d_][-/]?$")
#: Bookkeepers write it there too.
_MINUS_BEHIND = re.compile(r"[-−](?=\s|$)")
_ZEROS = {"k": 3, "m": 6, "b": 9, "t": 12}
_WORDS = re.compile(r"\)?\s{0,2}((?:[^\W\d_]{2,14}\s?){1,3})")

#: Signs of more than one currency: what they stand for depends on the country.
_SHARED = frozenset({"$", "¥", "￥", "kr", "Rs"})


def amount_mentions(text: str, conventions: Conventions) -> Iterator[Mention]:
    """The numbers, with their currencies where they have one; references, such as BE-660214, are none."""
    for token in NUMBER.finditer(text):
        found = _mention(text, token, conventions)
        if found.unit or not (token[0].isdigit() and _LETTERS.search(text, max(0, token.start() - 2), token.start())):
            yield found


def _mention(text: str, token: re.Match[str], conventions: Conventions) -> Mention:
    start, end = token.span()
    scale = _SCALE.match(text, end)
    end = scale.end() if scale else end
    before = _BEFORE.search(text[max(0, start - 8) : start])
    unit = _iso(before["sign"], conventions) if before else None
    negative = bool(_MINUS_BEHIND.match(text, end))
    if before and unit:
        negative = negative or bool(before["minus"] or before["dash"])
        start -= len(before[0])
    else:
        unit, end = _behind(text, end, conventions)
    found = replace(mention(token, end, conventions, unit), start=start)
    if found.value is None:
        return found
    if _BRACKETS.fullmatch(text):
        doubt = f"{text.strip()} may be {found.value} or, as bookkeepers write it, -{found.value}"
        return replace(found, value=None, typing=Typing.AMBIGUOUS, doubt=doubt)
    value = Decimal(found.value).scaleb(_ZEROS[scale.lastgroup] if scale and scale.lastgroup else 0)
    return replace(found, value=plain(-abs(value) if negative else value))


def _behind(text: str, end: int, conventions: Conventions) -> tuple[str | None, int]:
    """The currency behind a number that ends at `end`, and where it ends itself."""
    after = _AFTER.match(text, end)
    unit = _iso(after["sign"], conventions) if after else None
    if after and unit:
        return unit, after.end()
    words = _WORDS.match(text, end)
    said = words[1].lower().split() if words else []
    for length in range(len(said), 0, -1):
        code = _names(conventions.languages).get(" ".join(said[:length]))
        if code and words:
            last = re.compile(r"\W+".join(map(re.escape, said[:length])), re.IGNORECASE).search(text, words.start(1))
            return code, last.end() if last else words.end()
    return None, end


def _iso(sign: str, conventions: Conventions) -> str | None:
    """The code of ISO 4217, or the sign itself where it may be of several currencies; None if it is no currency."""
    sign = sign.removesuffix(".")
    code = _signs(conventions.locale).get(sign)
    if code or sign in _SHARED:
        return code or sign
    return sign if sign in _codes() else None


@lru_cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@lru_cache
def _signs(locale: str | None) -> dict[str, str]:
    """Currencies by their signs: those that are one currency's everywhere, and with a locale its country's own."""
    from babel import Locale
    from babel.numbers import get_currency_symbol, get_territory_currencies

    found = {get_currency_symbol(code, "en"): code for code in sorted(_codes())}
    found = {sign: code for sign, code in found.items() if sign not in _SHARED}
    found |= {"US$": "USD", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr": "CHF", "C$": "CAD", "RM": "MYR"}
    territory = Locale.parse(locale).territory if locale else None
    for code in get_territory_currencies(territory) if territory else ():
        found[get_currency_symbol(code, locale).rstrip(".")] = code
    return found


@lru_cache(maxsize=16)
def _names(languages: tuple[str, ...]) -> dict[str, str]:
    """Currencies by their names, such as "us dollars"."""
    from babel.numbers import get_currency_name

    return {
        get_currency_name(code, count, language).lower(): code
        for language in languages
        for code in sorted(_codes())
        for count in (1, 2)
    }
