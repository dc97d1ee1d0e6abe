"""Which questions are asked of which passages."""

from collections.abc import Sequence

from schemas.elements import Passage
from schemas.questionnaire import Question


def route(questions: Sequence[Question], passages: Sequence[Passage]) -> list[tuple[Passage, Question]]:
    """The jobs of one document, passage by passage: a field is asked of its first passages, or of all of them."""
    return [
        (passage, question)
        for passage in passages
        for question in questions
        if question.asked_passages is None or passage.ordinal < question.asked_passages
    ]
