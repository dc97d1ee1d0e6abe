"""The result of one gold question to a document, and whether it is right."""

import json
from dataclasses import dataclass

from schemas.questionnaire import ValueType
from schemas.states import Grounding, ResultStatus
from worker.evaluation.same_value import contains_value, items_of, name, same_items, same_value, token_f1
from worker.gold_documents import DocumentRow
from worker.typed.conventions import Conventions, conventions_of


@dataclass(frozen=True)
class Standing:
    """Of the gold values (a list has several) how many stand in some passage of the document, and how many in one that
    was asked."""

    values: int
    in_document: int
    in_asked: int


@dataclass(frozen=True)
class DocumentAnswer:
    """One gold question with the result that a user would get. `passage` is the text that the value is from, `start` to
    `end` its place there; `asked` of the document's `there` passages were asked. Of judgements, and of what is not
    there, `standing` is None."""

    row: DocumentRow
    status: ResultStatus
    value: str | None
    typed: str | None
    unit: str | None
    confidence: float
    reason: str
    grounding: Grounding
    quote: str | None
    page: int | None
    start: int | None
    end: int | None
    passage: str
    asked: int
    there: int
    standing: Standing | None

    @property
    def items(self) -> list[str]:
        """The items of a list."""
        if self.typed is not None:
            return [str(item) for item in json.loads(self.typed)]
        return items_of(self.value or "")

    @property
    def conventions(self) -> Conventions:
        return conventions_of(self.row.question, self.passage)


def is_right(answer: DocumentAnswer) -> bool:
    """Whether the result says a gold value, or nothing where the document does not say; whatever its status. A document
    that could not be read is not right about anything."""
    row = answer.row
    if answer.status not in (ResultStatus.ACCEPTED, ResultStatus.REVIEW, ResultStatus.NOT_FOUND):
        return False
    if answer.value is None or not row.is_answerable:
        return answer.value is None and not row.is_answerable
    if row.kind == "boolean":
        return any(_first_word(answer.value) == _first_word(gold) for gold in row.values)
    if row.type is ValueType.LIST:
        return found_items(answer) == (1.0, 1.0)
    return any(_is(answer, gold) for gold in row.values)


def contains(answer: DocumentAnswer) -> bool:
    """Whether a gold value stands in the value; of a list, whether all of them do."""
    said = answer.value
    if said is None:
        return False
    if answer.row.type is ValueType.LIST:
        return found_items(answer)[1] == 1.0 or all(
            f" {name(gold)} " in f" {name(said)} " for gold in answer.row.values
        )
    return is_right(answer) or any(contains_value(said, gold) for gold in answer.row.values)


def f1(answer: DocumentAnswer) -> float:
    """Of a list that of its items, of all else token F1 with the nearest gold value, 0 to 1."""
    if answer.row.type is ValueType.LIST:
        precision, recall = found_items(answer)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    if is_right(answer):
        return 1.0
    return max((token_f1(answer.value or "", gold) for gold in answer.row.values), default=0.0)


def found_items(answer: DocumentAnswer) -> tuple[float, float]:
    """Precision and recall of a list's items."""
    return same_items(answer.items, list(answer.row.values))


def fault(answer: DocumentAnswer) -> str | None:
    """In words, what is wrong with a result; None where nothing is."""
    if is_right(answer):
        return None
    if answer.status not in (ResultStatus.ACCEPTED, ResultStatus.REVIEW, ResultStatus.NOT_FOUND):
        return "no result"
    if not answer.row.is_answerable:
        return "the document does not say"
    if answer.value is None:
        lost = answer.standing is not None and answer.standing.in_asked < answer.standing.in_document
        return "not found: it is in a passage that was not asked" if lost else "not found, but it is there"
    if contains(answer):
        return "more than the value"
    return "a part of it" if f1(answer) else "wrong"


def _is(answer: DocumentAnswer, gold: str) -> bool:
    said, value_type = answer.value or "", answer.row.type
    if same_value(said, gold, value_type, answer.conventions):
        return True
    written = " ".join(filter(None, (answer.typed, answer.unit)))
    return value_type is not None and answer.typed is not None and same_value(written, gold, value_type)


def _first_word(text: str) -> str:
    words = text.replace(",", " ").replace(".", " ").split()
    return words[0].casefold() if words else ""
