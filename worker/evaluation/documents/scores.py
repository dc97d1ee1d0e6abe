"""What one result adds to each score."""

from schemas.questionnaire import ValueType
from schemas.states import Grounding, ResultStatus
from worker.evaluation.documents.answer import DocumentAnswer, contains, f1, found_items, is_right
from worker.evaluation.ratio import Ratio

_SHOWN = (ResultStatus.ACCEPTED, ResultStatus.REVIEW)


def scores(answer: DocumentAnswer) -> dict[str, Ratio]:
    """By the score's name, what this result adds to it.

    Over questions that have an answer: `exact` (typed), `f1`, `contains`, `abstention`; of lists also `items_precision`
    and `items_recall`. Over all: `accepted`, `review`, `not_found` (shares of the results), `wrong_accepted`, and
    precision, recall and F1 of "not found". `precision_accepted` and `precision_all` over the values that were said,
    accepted or not. `in_document` over gold values, `routed` over those that stand in the document, `asked` over its
    passages.
    """
    row, right = answer.row, float(is_right(answer))
    accepted, said = answer.status is ResultStatus.ACCEPTED, answer.value is not None and answer.status in _SHOWN
    silent, absent = float(answer.value is None and answer.status in (*_SHOWN, ResultStatus.NOT_FOUND)), not row.values
    found: dict[str, Ratio] = {
        "accepted": (float(accepted), 1.0),
        "review": (float(answer.status is ResultStatus.REVIEW), 1.0),
        "not_found": (float(answer.status is ResultStatus.NOT_FOUND), 1.0),
        "wrong_accepted": (float(accepted and not right), 1.0),
        "ungrounded_accepted": (float(accepted and answer.grounding is Grounding.NONE), 1.0),
        "precision_accepted": (right * accepted, float(accepted)),
        "precision_all": (right * said, float(said)),
        "not_found_precision": (silent * absent, silent),
        "not_found_recall": (silent * absent, float(absent)),
        "not_found_f1": (2 * silent * absent, silent + absent),
        "asked": (float(answer.asked), float(answer.there)),
    }
    if row.is_answerable:
        found |= _of_answerable(answer, right, silent)
    if answer.standing is not None:
        found["in_document"] = (float(answer.standing.in_document), float(answer.standing.values))
        found["routed"] = (float(answer.standing.in_asked), float(answer.standing.in_document))
    return found


def _of_answerable(answer: DocumentAnswer, right: float, silent: float) -> dict[str, Ratio]:
    found: dict[str, Ratio] = {"exact": (right, 1.0), "abstention": (silent, 1.0)}
    if answer.row.kind != "boolean":
        found |= {"f1": (f1(answer), 1.0), "contains": (float(contains(answer)), 1.0)}
    if answer.row.type is ValueType.LIST:
        precision, recall = found_items(answer)
        items, values = len(answer.items), len(answer.row.values)
        found |= {"items_precision": (precision * items, items), "items_recall": (recall * values, values)}
    return found
