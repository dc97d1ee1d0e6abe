"""Later rounds follow on the first, ask something, and are answered by the model that they are for."""

from collections.abc import Iterator

import sqlalchemy as sa

from schemas.ledger.audit_rules.rule import Rule, exists, ids_of
from schemas.tables import answers, documents, jobs, passages


def rules_of_rounds(batch: str) -> Iterator[Rule]:
    """Rounds without a gap, none for nothing; copies are true, and answered by their own model."""
    mine = passages.c.document_id == documents.c.id
    rounds = sa.select(sa.func.count(passages.c.round.distinct())).where(mine).scalar_subquery()
    last = sa.select(sa.func.max(passages.c.round)).where(mine).scalar_subquery()
    yield Rule(
        "rounds_missing",
        "documents",
        "its rounds are not numbered without a gap from the first: one was not begun in one transaction",
        ids_of(documents, batch, rounds != last),
    )
    yield Rule(
        "round_for_nothing",
        "passages",
        "of a later round, but nothing is asked of it",
        ids_of(passages, batch, passages.c.round > 1, ~exists(jobs, jobs.c.passage_id == passages.c.id)),
    )
    original = passages.alias("original")
    faithful = sa.select(sa.literal(1)).where(
        original.c.id == passages.c.copy_of,
        original.c.document_id == passages.c.document_id,
        original.c.round == 1,
        original.c.text == passages.c.text,
    )
    yield Rule(
        "copy_unfaithful",
        "passages",
        "the passage it is a copy of is not there, or has another text",
        ids_of(passages, batch, passages.c.copy_of.is_not(None), ~faithful.correlate(passages).exists()),
    )
    by_another = exists(
        jobs.join(answers, answers.c.job_id == jobs.c.id),
        jobs.c.passage_id == passages.c.id,
        answers.c.model != passages.c.model,
        ~answers.c.model.startswith(passages.c.model + "@", autoescape=False),
    )
    yield Rule(
        "answered_by_another",
        "passages",
        "for one model, but answered by another",
        ids_of(passages, batch, passages.c.model.is_not(None), by_another),
    )
