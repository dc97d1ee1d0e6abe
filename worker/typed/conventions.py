"""How dates and numbers are written here: as the locale has it, else as the passage itself shows beyond doubt.

What CLDR, the Unicode consortium's data on locales, knows of languages and countries comes with Babel.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from schemas.questionnaire import Question

#: Languages whose names of months, units and currencies are known without a locale; a locale adds its own.
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")

#: Of the words of English prose a good third are among these; tables and other languages have few of them.
_ENGLISH_WORDS = frozenset(
    re.findall(r"\w+", "a an and are as at be by for from has in is it not of on or shall that the this to with")
)
_ENGLISH_SHARE = 0.2


@dataclass(frozen=True)
class Conventions:
    """What is None is not known, and nothing may rest on it. `date_order` is of the letters d, m and y; `decimal` is a
    point or a comma; `locale` is Babel's name, such as en_GB."""

    locale: str | None = None
    date_order: str | None = None
    decimal: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return (*LANGUAGES, self.locale) if self.locale else LANGUAGES


def conventions_of(question: Question, text: str) -> Conventions:
    """Those of the question's locale; without one, those that the passage shows."""
    return of_locale(question.locale) if question.locale else of_text(text)


@lru_cache
def of_locale(name: str) -> Conventions:
    """Those that CLDR has for a language and a country, such as en-GB."""
    from babel import Locale  # tens of milliseconds and megabytes: not before something is typed
    from babel.numbers import get_decimal_symbol

    locale = Locale.parse(name, sep="-")
    letters = re.sub(r"[^dMy]", "", locale.date_formats["short"].pattern).lower()
    decimal = get_decimal_symbol(locale)
    return Conventions(str(locale), "".join(dict.fromkeys(letters)), decimal if decimal in (".", ",") else None)


@lru_cache(maxsize=8)
def of_text(text: str) -> Conventions:
    """Those that a text shows: a date with a day above 12, a number with both marks, English prose."""
    return Conventions(None, _shown_order(text), _shown_decimal(text))


def _shown_order(text: str) -> str | None:
    shown = set()
    for first, second in re.findall(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-]\d{4}(?!\d)", text):
        if int(first) > 12 >= int(second):
            shown.add("dmy")
        elif int(second) > 12 >= int(first):
            shown.add("mdy")
    return shown.pop() if len(shown) == 1 else None


def _shown_decimal(text: str) -> str | None:
    both = re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(\.)\d|(?<![\d.,])\d{1,3}(?:\.\d{3})+(,)\d", text)
    money = re.findall(r"[€$£]\s?\d{1,12}([.,])\d\d(?![\d.,])|(?<![\d.,])\d{1,12}([.,])\d\d\s?[€£]", text)
    shown = {mark for found in (*both, *money) for mark in found if mark}
    if not shown and _is_english(text):
        return "."
    return shown.pop() if len(shown) == 1 else None


def _is_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) >= 10 and sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words)
