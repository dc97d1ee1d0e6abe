"""What is asked of a document when all that was asked before is answered, and before it is done."""

from collections.abc import Sequence
from functools import lru_cache, partial

import sqlalchemy as sa

from producer.escalation import by_model, to_escalate
from producer.resolve import of_one_model, resolve
from producer.summaries import Room, RoomOf, next_texts
from producer.tokens import token_counter
from schemas.catalogue import load_catalogue
from schemas.errors import ModelUnknown
from schemas.ledger.results import Candidate, answered_documents, candidates, finish_document
from schemas.ledger.rounds import Asked, Further, begin_round
from schemas.questionnaire import Kind, Question, Questionnaire
from schemas.settings import Settings
from schemas.states import State

#: Joined summaries are at most as long as so many passages: they say much in few words.
_PASSAGES = 4

#: Of the context so many tokens are kept for a question, and for each word of the answer.
_QUESTION_TOKENS = 64
_TOKENS_PER_WORD = 2


def end_answered(database: sa.Engine, settings: Settings) -> None:
    """End the documents all of whose jobs have ended, or begin another round of them. May be done by several at once,
    and may be killed anywhere."""
    for document, questionnaire in answered_documents(database):
        asked = candidates(database, document)
        further = next_round(questionnaire, asked, partial(room_for, settings))
        if further:
            begin_round(database, document, 1 + max(c.round for c in asked), further)
        else:
            finish_document(database, document, resolve(questionnaire, asked))


def next_round(questionnaire: Questionnaire, asked: Sequence[Candidate], room_of: RoomOf) -> list[Further]:
    """The passages of the next round with their questions; none where the document can be ended.

    First the summaries of passages are summarised, then the second model is asked about what would go to review. Where
    something was cancelled or carried over, nothing further is begun: it may be asked for again, and is known then.
    """
    if any(c.state in (State.CANCELLED, State.CARRIED) for c in asked):
        return []
    found: list[Further] = []
    for question in questionnaire.fields:
        mine = [c for c in asked if c.field == question.name]
        first, second = by_model(mine, questionnaire.escalate_to)
        more = _joined(question, first, room_of, None)
        if not more and questionnaire.escalate_to:
            copied = to_escalate(of_one_model(question, first), first, second)
            parts = len(copied) + sum(c.copy_of is not None for c in second)
            more = _copies(question, copied, parts, questionnaire.escalate_to)
            more = more or _joined(question, second, room_of, questionnaire.escalate_to)
        found += more
    return _together(found)


@lru_cache(maxsize=32)
def room_for(settings: Settings, model: str, question: Question) -> Room:
    """How many tokens of joined summaries `model` reads, with the question behind them and room for the answer."""
    bound = _PASSAGES * settings.passage_tokens
    words = max(question.summary_words, question.as_part(2).summary_words)
    try:
        card = load_catalogue(settings).find(model)
        room = card.context_tokens - _QUESTION_TOKENS - _TOKENS_PER_WORD * words
        bound = min(bound, room // card.template.readings)
    except ModelUnknown:  # the worker's trouble, which it will say
        pass
    return Room(token_counter(model, settings), bound)


def _joined(question: Question, asked: Sequence[Candidate], room_of: RoomOf, model: str | None) -> list[Further]:
    if question.kind is not Kind.SUMMARIZATION:
        return []
    texts = next_texts(question, asked, room_of)
    return [Further((Asked(question, t.part_of),), t.text, t.tokens, model=model) for t in texts]


def _copies(question: Question, copied: Sequence[Candidate], parts: int, model: str) -> list[Further]:
    """The same passages for another model; of a summary of several, their summaries are joined again."""
    part_of = parts if question.kind is Kind.SUMMARIZATION and parts > 1 else None
    return [Further((Asked(question, part_of),), copy_of=c.passage_id, model=model) for c in copied]


def _together(further: Sequence[Further]) -> list[Further]:
    """What is asked of one text by one model, as one passage: it is read once."""
    asked: dict[tuple[str | None, str | None, str, int], tuple[Asked, ...]] = {}
    for one in further:
        place = one.model, one.copy_of, one.text, one.tokens
        asked[place] = (*asked.get(place, ()), *one.asked)
    return [
        Further(questions, text, tokens, copy_of, model) for (model, copy_of, text, tokens), questions in asked.items()
    ]
