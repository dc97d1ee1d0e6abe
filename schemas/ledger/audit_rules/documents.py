"""A document has the passages and jobs that it was split into, all of them and no others."""

from collections.abc import Iterator

import sqlalchemy as sa

from schemas.ledger.audit_rules.rule import Rule, exists, ids_of, number_of
from schemas.questionnaire import Question, Questionnaire
from schemas.states import State
from schemas.tables import documents, jobs, passages


def rules_of_belonging(batch: str) -> Iterator[Rule]:
    """Passages and jobs are of a document and a passage that are there, in the same batch."""
    parents: list[tuple[sa.Table, sa.Table, str]] = [
        (passages, documents, "document_id"),
        (jobs, documents, "document_id"),
        (jobs, passages, "passage_id"),
    ]
    for table, parent, column in parents:
        belongs = exists(parent, parent.c.id == table.c[column], parent.c.batch_id == table.c.batch_id)
        yield Rule(
            f"without_{parent.name.removesuffix('s')}",
            table.name,
            f"its {parent.name.removesuffix('s')} is not there, or in another batch: it is counted in the wrong place",
            ids_of(table, batch, ~belongs),
        )
    yield Rule(
        "of_another_document",
        "jobs",
        "its passage is of another document: its answer would go to the wrong one",
        ids_of(
            jobs,
            batch,
            exists(passages, passages.c.id == jobs.c.passage_id, passages.c.document_id != jobs.c.document_id),
        ),
    )


def rules_of_splits(batch: str, questionnaire: Questionnaire) -> Iterator[Rule]:
    """A document was split as a whole or not at all, and the questionnaire's jobs came of it."""
    of_document = [exists(table, table.c.document_id == documents.c.id) for table in (passages, jobs)]
    yield Rule(
        "split_in_part",
        "documents",
        "has passages or jobs, but is not split: the split was not one transaction",
        ids_of(documents, batch, documents.c.split_at.is_(None), sa.or_(*of_document)),
    )
    yield Rule(
        "split_forgotten",
        "documents",
        "split, but waits or is in quarantine as if it were not: it would be split again",
        ids_of(
            documents,
            batch,
            documents.c.split_at.is_not(None),
            documents.c.state.in_([State.WAITING, State.QUARANTINED]),
        ),
    )
    yield Rule(
        "done_unsplit",
        "documents",
        "done, but never split: nothing was asked of it",
        ids_of(documents, batch, documents.c.split_at.is_(None), documents.c.state == State.DONE),
    )
    cut = number_of(passages, passages.c.document_id == documents.c.id)
    last = sa.select(sa.func.max(passages.c.ordinal)).where(passages.c.document_id == documents.c.id).scalar_subquery()
    split = documents.c.split_at.is_not(None)
    yield Rule(
        "passages_missing",
        "documents",
        "its passages are not numbered without a gap from the first: some are missing, or there are none",
        ids_of(documents, batch, split, sa.or_(cut == 0, cut != last + 1)),
    )
    for question in questionnaire.fields:
        of_first_round = exists(passages, passages.c.id == jobs.c.passage_id, passages.c.round == 1)
        asked = number_of(jobs, jobs.c.document_id == documents.c.id, jobs.c.field == question.name, of_first_round)
        yield Rule(
            f"jobs_miscounted:{question.name}",
            "documents",
            f"not as many jobs for {question.name} as it has passages that are asked",
            ids_of(documents, batch, split, asked != _to_be_asked(question)),
        )
    kinds = {question.name: question.kind for question in questionnaire.fields}
    known = sa.or_(*(sa.and_(jobs.c.field == name, jobs.c.kind == kind) for name, kind in kinds.items()))
    yield Rule(
        "job_not_asked",
        "jobs",
        "its field is not in the questionnaire, or of another kind there",
        ids_of(jobs, batch, ~known),
    )


def _to_be_asked(question: Question) -> sa.ScalarSelect[int]:
    """How many passages of a document the routing asks: so many, whichever they are, or all."""
    limit = question.asked_passages
    so_many = sa.true() if limit is None else passages.c.ordinal < limit
    return number_of(passages, passages.c.document_id == documents.c.id, passages.c.round == 1, so_many)
