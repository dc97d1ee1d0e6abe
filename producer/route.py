"""Which questions are asked of which passages."""

from collections.abc import Iterator, Sequence

from producer.ranking import Ranking
from schemas.elements import Passage
from schemas.questionnaire import Kind, Question


def route(questions: Sequence[Question], passages: Sequence[Passage]) -> list[tuple[Passage, Question]]:
    """The jobs of one document, passage by passage, the questions of each in their order.

    A question is asked of all passages, or of as many as its `passages` says: of those that rank best for it. A summary
    is made of the opening, so it is asked of the first ones. The same text and questions give the same jobs.
    """
    places = dict(_places(questions, passages))
    return [
        (passage, question)
        for place, passage in enumerate(passages)
        for question in questions
        if question.name not in places or place in places[question.name]
    ]


def _places(questions: Sequence[Question], passages: Sequence[Passage]) -> Iterator[tuple[str, frozenset[int]]]:
    """The places that are asked, for each question that is not asked of all."""
    some = [(q, k) for q in questions if (k := q.asked_passages) is not None and k < len(passages)]
    ranked = [(q, k) for q, k in some if q.kind is not Kind.SUMMARIZATION]
    yield from ((q.name, frozenset(range(k))) for q, k in some if q.kind is Kind.SUMMARIZATION)
    if ranked:  # an index is made only where it is needed
        with Ranking([passage.text for passage in passages]) as ranking:
            yield from ((question.name, frozenset(ranking.best(question, k))) for question, k in ranked)
