"""Where a value stands in another form: 12,000.00 as 12.000, 2026-03-01 as 1 March 2026, a list item by item."""

import json

from schemas.questionnaire import ValueType
from worker.typed.conventions import Conventions
from worker.typed.mention import Mention
from worker.typed.value import Typed, mentions


def find_form(typed: Typed, value_type: ValueType, text: str, conventions: Conventions) -> tuple[int, int] | None:
    """Start and end of the first mention of the same value. A currency that only one side names does not part them."""
    for mention in _in_order(text, value_type, conventions):
        if typed.value is not None and mention.value == typed.value and _fits(mention.unit, typed.unit):
            return mention.start, mention.end
    return None


def unit_at(place: tuple[int, int], value_type: ValueType, text: str, conventions: Conventions) -> str | None:
    """The unit that stands with the value at that place of the text."""
    start, end = place
    near = (mention for mention in _in_order(text, value_type, conventions) if mention.start < end > start)
    return next((mention.unit for mention in near if mention.end > start), None)


def items_of(typed: Typed) -> list[str]:
    """The items of a typed list."""
    return [str(item) for item in json.loads(typed.value)] if typed.value else []


def _fits(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None


def _in_order(text: str, value_type: ValueType, conventions: Conventions) -> list[Mention]:
    return sorted(mentions(text, value_type, conventions), key=lambda mention: (mention.start, mention.end))
