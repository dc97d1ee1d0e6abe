"""Whether two texts say the same value: the one place where what was said is compared with the gold answer.

Amounts, numbers and percentages are compared as numbers; a unit counts where both have one. All else is compared by
its words, as SQuAD does (Rajpurkar et al. 2016, https://arxiv.org/abs/1606.05250).
"""

import re
import string
from collections import Counter
from decimal import Decimal

_UNITS = {
    **dict.fromkeys(("$", "us$", "usd"), "USD"),
    **dict.fromkeys(("€", "eur"), "EUR"),
    **dict.fromkeys(("£", "gbp"), "GBP"),
    **dict.fromkeys(("rm", "myr"), "MYR"),
    **dict.fromkeys(("%", "percent", "per cent"), "percent"),
}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
#: No leading zeros: "0001" is an invoice's number and not 1.
_QUANTITY = re.compile(
    rf"(?P<before>{_UNIT})?\s*(?P<minus>-)?\s*(?P<digits>\d{{1,3}}(?:,\d{{3}})+|0|[1-9]\d*)(?P<fraction>\.\d+)?"
    rf"\s*(?P<after>{_UNIT})?\.?"
)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def same_value(said: str, gold: str) -> bool:
    """Whether both say the same."""
    one, other = _quantity(said), _quantity(gold)
    if one and other:
        return one[0] == other[0] and (one[1] == other[1] or None in (one[1], other[1]))
    return normalised(said) == normalised(gold)


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


def _quantity(text: str) -> tuple[Decimal, str | None] | None:
    """The number and its unit, where the text is nothing else."""
    found = _QUANTITY.fullmatch(text.strip().lower())
    if not found:
        return None
    unit = found["before"] or found["after"]
    value = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    return -value if found["minus"] else value, _UNITS[unit] if unit else None
