"""What one answer adds to each score, and what is to be said about one that is not right."""

from schemas.doubts import doubts
from schemas.questionnaire import ValueType
from schemas.states import Grounding
from worker.evaluation.answering import Answered
from worker.evaluation.ratio import Ratio
from worker.evaluation.same_value import contains_value, items_of, same_items, same_value, token_f1
from worker.evaluation.summaries import checks, summary_scores
from worker.gold import GoldRow
from worker.typed.conventions import conventions_of
from worker.typed.numbers import stray_numbers

_STANDS_IN_THE_TEXT = (Grounding.EXACT, Grounding.NORMALISED)
_CHECKED = {"length": "longer than asked for", "numbers": "a number of its own", "names": "a name of its own"}


def scores(answered: Answered) -> dict[str, Ratio]:
    """By the score's name, what this answer adds to it.

    Values: `exact`, `f1` and `contains` over the questions that have an answer, `abstention` the share of those that
    got "Not Found"; `grounded` over the values that were said. Booleans: `accuracy` and `abstention` over those that
    are yes or no. Both: precision, recall and F1 of "Not Found". Summaries: see `summary_scores`. All: tokens, seconds.
    """
    row, said = answered.row, answered.value
    found = {
        "prompt_tokens": (float(answered.prompt_tokens), 1.0),
        "answer_tokens": (float(answered.answer_tokens), 1.0),
        "seconds": (answered.seconds, 1.0),
    }
    if row.kind == "summarization":
        return summary_scores(row, said or "") | found
    found |= _not_found(row.is_answerable, said)
    if row.kind == "boolean":
        if row.is_answerable:
            found["accuracy"] = (float(is_exact(answered)), 1.0)
        return found
    if row.is_answerable:
        found["exact"] = (float(is_exact(answered)), 1.0)
        found["f1"] = (best_f1(answered), 1.0)
        found["contains"] = (float(contains(answered)), 1.0)
    if said is not None:
        found["grounded"] = (float(answered.evidence.grounding in _STANDS_IN_THE_TEXT), 1.0)
    return found


def is_exact(answered: Answered) -> bool:
    """Whether the value is one of the answers; for a boolean, whether it begins as one does: "No, it rose"."""
    return _is_right(answered.row, answered.value)


def is_right_as_said(answered: Answered) -> bool:
    """The same of what the model said, also where it is taken for "Not Found": what its confidence is about."""
    return _is_right(answered.row, answered.reading.value)


def is_accepted(answered: Answered) -> bool:
    """Whether a value would be accepted, were it the only one of its document."""
    reading, question = answered.reading, answered.row.question
    strays = stray_numbers(reading.value or "", answered.row.context)
    return reading.found and not doubts(
        question,
        grounding=answered.evidence.grounding,
        confidence=reading.confidence,
        verdict=answered.verdict,
        stray_numbers=strays,
    )


def acceptance(answered: Answered) -> dict[str, Ratio]:
    """Share that is right of all values, and of the accepted ones; share of the right ones that is accepted."""
    said, right = float(answered.reading.found), float(answered.reading.found and is_right_as_said(answered))
    accepted = float(is_accepted(answered))
    return {
        "precision": (right, said),
        "accepted_precision": (accepted * right, accepted),
        "accepted_of_right": (accepted * right, right),
    }


def _is_right(row: GoldRow, said: str | None) -> bool:
    if said is None or not row.is_answerable:
        return said is None and not row.is_answerable
    if row.kind == "boolean":
        return any(_first_word(said) == _first_word(gold) for gold in row.values)
    if row.type is ValueType.LIST:  # each answer is an item
        return same_items(items_of(said), list(row.values)) == (1.0, 1.0)
    conventions = conventions_of(row.question, row.context)
    return any(same_value(said, gold, row.type, conventions) for gold in row.values)


def contains(answered: Answered) -> bool:
    """Whether one of the answers stands in the value."""
    said = answered.value
    return said is not None and any(contains_value(said, gold) for gold in answered.row.values)


def best_f1(answered: Answered) -> float:
    """Token F1 with the answer that is nearest, 0 to 1."""
    return max((token_f1(answered.value or "", gold) for gold in answered.row.values), default=0.0)


def fault(answered: Answered) -> str | None:
    """In words, what is wrong with an answer; None where nothing is."""
    row, said = answered.row, answered.value
    if row.kind == "summarization":
        return ", ".join(_CHECKED[name] for name, kept in checks(row, said or "").items() if not kept) or None
    if is_exact(answered):
        return None
    if not row.is_answerable:
        return "the text does not say"
    if said is None:
        return "not found, but it is there"
    if row.kind == "boolean":
        return "wrong"
    if contains(answered):
        return "more than the answer"
    return "a part of it" if best_f1(answered) else "wrong"


def _not_found(answerable: bool, said: str | None) -> dict[str, Ratio]:
    """Precision, recall and F1 (twice the hits over what was said and what is true) of "Not Found"."""
    silent, absent = float(said is None), float(not answerable)
    found = {
        "not_found_precision": (silent * absent, silent),
        "not_found_recall": (silent * absent, absent),
        "not_found_f1": (2 * silent * absent, silent + absent),
    }
    return found if not answerable else found | {"abstention": (silent, 1.0)}


def _first_word(text: str) -> str:
    words = text.replace(",", " ").replace(".", " ").split()
    return words[0].casefold() if words else ""
