"""What the passages of a document say together about one field: who agrees, who contradicts, what a list adds up to."""

import json
import re
from collections import defaultdict
from collections.abc import Hashable, Sequence

from schemas.company_forms import COMPANY_FORMS
from schemas.ledger.results import Candidate
from schemas.questionnaire import Kind, Question, ValueType
from schemas.states import Grounding, Typing

#: From this probability on an answer is heard against another, and its items are taken into a list.
CONFIDENT = 0.5

#: A no is heard against a yes, or a yes against a no, from this share of the other's probability on.
AS_SURE = 0.95

#: Types of which two values cannot both be right. Texts may say the same in other words; names too, if they share one.
_ONE_VALUE = frozenset(
    {
        ValueType.DATE,
        ValueType.AMOUNT,
        ValueType.NUMBER,
        ValueType.PERCENTAGE,
        ValueType.DURATION,
        ValueType.YES_NO,
    }
)

#: Words that two names may share and still name two.
_SMALL = frozenset(["the", "of", "and", "for", "in", "at", "by", "to", "a", "an", "agreement", "law", "laws", "state"])
_SHARED = COMPANY_FORMS | _SMALL
#: Letters by which a word of a name is known.
_STEM = 5

_GROUNDED = {Grounding.NONE: 0, Grounding.FUZZY: 1}


def strongest(found: Sequence[Candidate]) -> Candidate:
    """The best of the answers: grounded before similar before ungrounded, then typed, then the one whose value is
    likeliest, then the more confident, then the earlier passage.

    Each who says the same makes a value likelier, as if each had read for itself; of yes and no, of which there are
    only two, the strongest single evidence counts.
    """
    wrong: defaultdict[Hashable, float] = defaultdict(lambda: 1.0)  # the probability that all who say it are wrong
    for c in found:
        said = _said(c)
        wrong[said] = min(wrong[said], 1.0 - c.confidence) if _judges(c) else wrong[said] * (1.0 - c.confidence)
    return max(found, key=lambda c: (*_standing(c), -wrong[_said(c)], c.confidence, -c.ordinal))


def says_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether two answers are one value. A currency that only one of them names does not part them."""
    if one.typed is None or other.typed is None:
        return (one.value or "").split() == (other.value or "").split()
    return one.typed == other.typed and (one.unit == other.unit or one.unit is None or other.unit is None)


def contradictions(question: Question, best: Candidate, found: Sequence[Candidate]) -> list[str]:
    """In words, what another passage says for sure that cannot be right as well."""
    parted = _name_others if question.value_type is ValueType.NAME else _is_another
    if question.value_type not in {*_ONE_VALUE, ValueType.NAME} or best.typing is not Typing.TYPED:
        return []
    others = [c for c in found if _stands(c) and c.typing is Typing.TYPED and parted(c, best)]
    others = [c for c in others if c.confidence >= CONFIDENT and _sure_enough(question, c, best)]
    if not others or not _stands(best):
        return []
    other = max(others, key=lambda c: (c.confidence, -c.ordinal))
    return [f'passage {best.ordinal + 1} says "{best.value}" and passage {other.ordinal + 1} says "{other.value}"']


def merged_list(best: Candidate, found: Sequence[Candidate]) -> tuple[str | None, str | None, str]:
    """Value, typed value and what is to be said of them, of the items of all passages that stand in the document;
    names that only shorten another one are left out."""
    if best.typed is None or not _stands(best):
        return best.value, best.typed, ""
    giving = [c for c in found if c.typed and _stands(c) and (c is best or c.confidence >= CONFIDENT)]
    items: dict[str, str] = {}
    lists: list[set[str]] = []
    for candidate in sorted(giving, key=lambda c: c.ordinal):
        its = {" ".join(item.split()).casefold(): item for item in json.loads(candidate.typed or "[]")}
        lists.append(set(its))
        items |= {name: item for name, item in its.items() if name not in items}
    merged = [item for name, item in items.items() if not _is_short_form(name, item, lists)]
    if merged == json.loads(best.typed):
        return best.value, best.typed, ""
    typed = json.dumps(merged, ensure_ascii=False)
    return "; ".join(merged), typed, f"; {len(merged)} items, of {len(giving)} passages together"


def _is_short_form(name: str, item: str, lists: Sequence[set[str]]) -> bool:
    """Whether a name (in small letters, and as it stands there) is the beginning of another passage's: of "Freedom
    Mortgage Corporation" a contract says "Freedom Mortgage" after its first page. Who is named beside the longer name
    is somebody else."""
    longer = {other for names in lists for other in names if _begins(other, name)}
    beside = {other for names in lists if name in names for other in names}
    return item[:1].isupper() and bool(longer) and not longer & beside


def _begins(longer: str, name: str) -> bool:
    """Whether the first of two names has the words of the second, and more behind them."""
    ones, others = (re.findall(r"[^\W_]+", side) for side in (name, longer))
    return 0 < len(ones) < len(others) and ones == others[: len(ones)]


def _stands(candidate: Candidate) -> bool:
    return _GROUNDED.get(candidate.grounding, 2) == 2


def _standing(candidate: Candidate) -> tuple[int, bool]:
    return _GROUNDED.get(candidate.grounding, 2), candidate.typing in (None, Typing.TYPED)


def _said(candidate: Candidate) -> Hashable:
    return _standing(candidate), candidate.typed or " ".join((candidate.value or "").split()), candidate.unit


def _judges(candidate: Candidate) -> bool:
    return candidate.typed in ("yes", "no")


def _is_another(one: Candidate, other: Candidate) -> bool:
    return not says_the_same(one, other)


def _name_others(one: Candidate, other: Candidate) -> bool:
    """Whether two names have no word in common that names anything (German and Germany are one), and neither is the
    first letters of the other."""
    ones, others = (re.findall(r"[^\W_]+", (c.typed or c.value or "").casefold()) for c in (one, other))
    if {word[:_STEM] for word in {*ones} - _SHARED} & {word[:_STEM] for word in {*others} - _SHARED}:
        return False
    return not any(_abbreviates(short, long) for short, long in ((ones, others), (others, ones)))


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """IBM is International Business Machines, and PRC the People's Republic of China."""
    for words in (long, [word for word in long if len(word) > 1 and word not in _SHARED]):
        if len(words) > 1 and "".join(word[0] for word in words) in short:
            return True
    return False


def _sure_enough(question: Question, other: Candidate, best: Candidate) -> bool:
    """A yes and a no from different passages: the stronger evidence counts, unless both are as sure as can be told."""
    return question.kind is not Kind.BOOLEAN or other.confidence >= AS_SURE * best.confidence
