"""A document that has ended has one result for each field, and each rests on a job of its own."""

from collections.abc import Iterator

import sqlalchemy as sa

from schemas.ledger.audit_rules.rule import Rule, exists, ids_of, number_of
from schemas.questionnaire import Questionnaire
from schemas.states import FINAL, ResultStatus, State
from schemas.tables import documents, jobs, results


def rules_of_results(batch: str, questionnaire: Questionnaire) -> Iterator[Rule]:
    """One result for each field, when the document has ended and not before."""
    names = [question.name for question in questionnaire.fields]
    mine = results.c.document_id == documents.c.id
    some = exists(results, mine)
    whole = sa.and_(
        *(number_of(results, mine, results.c.field == name) == 1 for name in names),
        ~exists(results, mine, results.c.field.not_in(names)),
    )
    unfinished_job = exists(jobs, jobs.c.document_id == documents.c.id, jobs.c.state.not_in(FINAL))
    yield Rule(
        "document_ended_early",
        "documents",
        "in a final state, but jobs of it are not",
        ids_of(documents, batch, documents.c.state.in_(FINAL), unfinished_job),
    )
    given_up = exists(jobs, jobs.c.document_id == documents.c.id, jobs.c.state.in_([State.CANCELLED, State.CARRIED]))
    yield Rule(
        "document_not_all_done",
        "documents",
        "done, but jobs of it are cancelled or carried",
        ids_of(documents, batch, documents.c.state == State.DONE, given_up),
    )
    yield Rule(
        "results_not_one_a_field",
        "documents",
        "has not exactly one result for each field of the questionnaire",
        ids_of(documents, batch, sa.or_(documents.c.state == State.DONE, some), ~whole),
    )
    yield Rule(
        "results_too_early",
        "documents",
        "has results, but is not ended: they cannot be written again when it ends",
        ids_of(documents, batch, documents.c.state.in_([State.WAITING, State.RUNNING]), some),
    )


def rules_of_sources(batch: str) -> Iterator[Rule]:
    """Results rest on done jobs of the same document and field."""
    document = exists(documents, documents.c.id == results.c.document_id, documents.c.batch_id == results.c.batch_id)
    yield Rule(
        "without_document",
        "results",
        "of a document that is not there, or in another batch",
        sa.select(results.c.document_id).where(results.c.batch_id == batch, ~document),
    )
    source = exists(
        jobs,
        jobs.c.id == results.c.job_id,
        jobs.c.document_id == results.c.document_id,
        jobs.c.field == results.c.field,
        sa.or_(jobs.c.state == State.DONE, results.c.status == ResultStatus.FAILED),
    )
    without_answer = results.c.status.in_([ResultStatus.FAILED, ResultStatus.CARRIED])
    unfounded = sa.or_(results.c.job_id.is_not(None), ~without_answer)
    yield Rule(
        "result_unfounded",
        "results",
        "the job that its value comes from is not there, not done, or of another document or field",
        sa.select(results.c.document_id).where(results.c.batch_id == batch, unfounded, ~source),
    )
    evidence = exists(
        jobs,
        jobs.c.id == results.c.source_job_id,
        jobs.c.document_id == results.c.document_id,
        jobs.c.field == results.c.field,
        jobs.c.state == State.DONE,
    )
    yield Rule(
        "evidence_unfounded",
        "results",
        "the job that its evidence comes from is not there, not done, or of another document or field",
        sa.select(results.c.document_id).where(
            results.c.batch_id == batch, results.c.source_job_id.is_not(None), ~evidence
        ),
    )
