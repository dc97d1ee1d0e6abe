"""What an answer is as a value of its type, in the one way to write it, or why it is none: never a guess.

| type | value | unit |
|---|---|---|
| date | 2026-03-01 | |
| amount | 12000, 1234.5 | code of ISO 4217; the sign, where several currencies share it; none where none is named |
| number, percentage | 12.5 | %, for percentages |
| duration | ISO 8601, P90D | none; "business days" and their like, which ISO 8601 does not have |
| yes_no | yes, no | |
| list | JSON array | |
| name, text | one blank between words | |
"""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from schemas.questionnaire import ValueType
from schemas.states import Typing
from worker.typed.amounts import amount_mentions
from worker.typed.conventions import Conventions
from worker.typed.dates import date_mentions
from worker.typed.durations import duration_mentions
from worker.typed.lists import items
from worker.typed.mention import Mention
from worker.typed.numbers import number_mentions, percentage_mentions

#: A longer answer is no value, characters. Texts, names and lists may be longer.
MAX_CHARACTERS = 500

_MENTIONS: dict[ValueType, Callable[[str, Conventions], Iterator[Mention]]] = {
    ValueType.DATE: date_mentions,
    ValueType.AMOUNT: amount_mentions,
    ValueType.NUMBER: number_mentions,
    ValueType.PERCENTAGE: percentage_mentions,
    ValueType.DURATION: duration_mentions,
}

_YES_NO = {
    **dict.fromkeys(("yes", "true", "ja", "oui", "sí", "si", "sì", "sim"), "yes"),
    **dict.fromkeys(("no", "false", "nein", "non", "nee", "não"), "no"),
}

#: Languages in which text2num reads numbers that are written as words.
_SPELLED = ("en", "de", "fr", "es", "it", "nl", "pt", "da")


@dataclass(frozen=True)
class Typed:
    """`value` is None unless it is typed; `reason` then says in words what is wrong."""

    typing: Typing
    value: str | None = None
    unit: str | None = None
    reason: str | None = None


def type_value(text: str, value_type: ValueType, conventions: Conventions) -> Typed:
    """The value that a text says. A text that says two of them is ambiguous."""
    match value_type:
        case ValueType.TEXT | ValueType.NAME:
            return Typed(Typing.TYPED, " ".join(unicodedata.normalize("NFKC", text).split()))
        case ValueType.LIST:
            return Typed(Typing.TYPED, json.dumps(items(text), ensure_ascii=False))
        case ValueType.YES_NO:
            first = text.lower().replace(",", " ").replace(".", " ").split()
            said = _YES_NO.get(first[0]) if first else None
            return Typed(Typing.TYPED, said) if said else Typed(Typing.UNREADABLE, reason="it says neither yes nor no")
    if len(text) > MAX_CHARACTERS:
        return Typed(Typing.UNREADABLE, reason=f"it is longer than {MAX_CHARACTERS} characters")
    found = mentions(text, value_type, conventions) or _spelled_out(text, value_type, conventions)
    if value_type is ValueType.AMOUNT:  # of "EUR 500 for 3 months" the one that is money
        found = [mention for mention in found if mention.unit] or found
    return _one(found, value_type)


def mentions(text: str, value_type: ValueType, conventions: Conventions) -> list[Mention]:
    """The values of that type that stand in a text; none for types that stand nowhere in one form."""
    return list(_MENTIONS[value_type](text, conventions)) if value_type in _MENTIONS else []


def _spelled_out(text: str, value_type: ValueType, conventions: Conventions) -> list[Mention]:
    """The same for "thirty days"."""
    from text_to_num import alpha2digit

    if value_type is ValueType.DATE or any(c.isdigit() for c in text):
        return []
    language = (conventions.locale or "en")[:2]
    return mentions(alpha2digit(text, language if language in _SPELLED else "en"), value_type, conventions)


def _one(found: list[Mention], value_type: ValueType) -> Typed:
    said = dict.fromkeys((mention.value, mention.unit) for mention in found)
    if not said:
        return Typed(Typing.UNREADABLE, reason=f"it says no {value_type}")
    doubtful = next((mention for mention in found if mention.value is None), None)
    if doubtful:
        return Typed(doubtful.typing, reason=doubtful.doubt)
    if len(said) > 1:
        several = ", ".join(" ".join(filter(None, pair)) for pair in list(said)[:4])
        return Typed(Typing.AMBIGUOUS, reason=f"it says more than one {value_type}: {several}")
    [(value, unit)] = said
    return Typed(Typing.TYPED, value, unit)
