"""Whether two texts say the same value: the one place where what was said is compared with the gold answer.

Values are compared as the program types them (worker/typed/): amounts, numbers, percentages, dates and durations by
what they are, whatever they look like; a unit counts where both have one. Where a text can be read in two ways, such as
03/04/2024, and nothing says which is meant, either will do. All else is compared by its words, as SQuAD does (Rajpurkar
et al. 2016, https://arxiv.org/abs/1606.05250); of names, what a company's form is called does not count.
"""

import json
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from schemas.company_forms import COMPANY_FORMS
from schemas.questionnaire import ValueType
from worker.typed.conventions import Conventions
from worker.typed.value import mentions, type_value

UNKNOWN = Conventions()

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
#: Types whose values are more than their words.
_TYPED = frozenset(
    {ValueType.DATE, ValueType.AMOUNT, ValueType.NUMBER, ValueType.PERCENTAGE, ValueType.DURATION, ValueType.YES_NO}
)
#: What a text that is nothing else is read as where nobody gave a type.
_WHOLE = (ValueType.DATE, ValueType.DURATION, ValueType.PERCENTAGE, ValueType.AMOUNT)
#: "0001" is an invoice's number and not 1.
_CODE = re.compile(r"\D*0\d+\D*")
#: Currencies by a sign that they share.
_SHARED = {"kr": frozenset({"SEK", "NOK", "DKK", "ISK"}), "Rs": frozenset({"INR", "PKR", "LKR", "NPR", "MUR"})}
#: A value in the one way to write it, and its unit.
_Value = tuple[str, str | None]


def same_value(said: str, gold: str, value_type: ValueType | None = None, conventions: Conventions = UNKNOWN) -> bool:
    """Whether both say the same, as values of that type where one is given. Lists have the same items."""
    if value_type is ValueType.LIST:
        return same_items(items_of(said), items_of(gold)) == (1.0, 1.0)
    if normalised(said) == normalised(gold) and not (any(map(str.isdigit, said)) and value_type is None):
        return True
    if value_type is ValueType.NAME:
        return name(said) == name(gold)
    ones, others = _values(said, value_type, conventions), _values(gold, value_type, conventions)
    if ones and others:
        return any(one[0] == other[0] and _same_unit(one[1], other[1]) for one, other in product(ones, others))
    return normalised(said) == normalised(gold)


def same_items(said: list[str], gold: list[str]) -> tuple[float, float]:
    """Of two lists of names the shares of items of the first that are in the second, and of the second in the first;
    0 where a list is empty."""
    ones, others = {name(item) for item in said}, {name(item) for item in gold}
    common = len(ones & others)
    return common / max(1, len(ones)), common / max(1, len(others))


def items_of(text: str) -> list[str]:
    """The items that a text lists, as the program types a list."""
    typed = type_value(text, ValueType.LIST, UNKNOWN).value
    return [str(item) for item in json.loads(typed)] if typed else []


def contains_value(said: str, gold: str) -> bool:
    """Whether the words of the gold answer stand, in their order and nothing between them, in what was said."""
    return same_value(said, gold) or f" {normalised(gold)} " in f" {normalised(said)} "


def token_f1(said: str, gold: str) -> float:
    """Harmonic mean of precision and recall of the words, 0 to 1; SQuAD's definition."""
    one, other = normalised(said).split(), normalised(gold).split()
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if common else 0.0


def normalised(text: str) -> str:
    """Small letters, without punctuation marks and articles, white space folded; SQuAD's definition. A text of nothing
    else stays as it is: there are answers such as "A"."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()) or text.strip().lower()


def name(text: str) -> str:
    """The words of a name without the forms of companies; all of them where there is nothing else."""
    words = normalised(text).split()
    return " ".join(word for word in words if word not in COMPANY_FORMS) or " ".join(words)


def _values(text: str, value_type: ValueType | None, conventions: Conventions) -> set[_Value]:
    """All that a text may say, by the conventions that are possible; nothing where it is no such value."""
    if value_type is None:
        return {value for possible in _possible(conventions) for value in _whole(text, possible)}
    if value_type not in _TYPED:
        return set()
    typed = (type_value(text, value_type, possible) for possible in _possible(conventions))
    return {(one.value, one.unit) for one in typed if one.value is not None}


def _whole(text: str, conventions: Conventions) -> Iterator[_Value]:
    """The value that a text is, and nothing else."""
    bare = text.strip(string.whitespace + "\"'“”‘’").removesuffix(".")
    if not any(map(str.isdigit, bare)) or _CODE.fullmatch(bare):
        return
    for value_type in _WHOLE:
        for mention in mentions(bare, value_type, conventions):
            if (mention.start, mention.end) == (0, len(bare)) and mention.value is not None:
                yield mention.value, mention.unit


def _possible(conventions: Conventions) -> Iterator[Conventions]:
    """The conventions, what they leave open filled in in all ways."""
    orders = [conventions.date_order] if conventions.date_order else ["dmy", "mdy"]
    marks = [conventions.decimal] if conventions.decimal else [".", ","]
    for order, decimal in product(orders, marks):
        yield replace(conventions, date_order=order, decimal=decimal)


def _same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units may be one: a sign that currencies share may be any of them."""
    if one == other or one is None or other is None:
        return True
    return _may_be(one, other) or _may_be(other, one)


def _may_be(sign: str, code: str) -> bool:
    if sign in _SHARED:
        return code in _SHARED[sign]
    if len(code) != 3 or len(sign) == 3:
        return False
    from babel.numbers import get_currency_symbol  # tens of milliseconds: not before two currencies are compared

    return sign in get_currency_symbol(code, "en")
