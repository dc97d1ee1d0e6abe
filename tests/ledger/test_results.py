"""From answers to results: candidates, the end of documents and batches, and the rows of exports."""

import pytest
import sqlalchemy as sa

from batches import (
    all_done,
    all_retry,
    answer,
    assert_balanced,
    claimed_bundle,
    document_of,
    everything,
    make_batch,
    passages_of,
    split_batch,
    states_of,
)
from schemas.errors import EngineFailed
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.counts import count, jobs_in, latest_answers, result_rows
from schemas.ledger.register import find_batch
from schemas.ledger.results import Result, answered_documents, candidates, finish_batches, finish_document
from schemas.outcomes import Done, Quarantine
from schemas.states import BatchState, Grounding, ResultStatus, State
from schemas.tables import answers, documents, results


def answer_all(database: sa.Engine, passages: list[str]) -> None:
    for place, passage in enumerate(passages):
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, all_done(bundle, f"value {place}"))


def some_results(database: sa.Engine, document: str) -> list[Result]:
    first = candidates(database, document)[0]
    return [
        Result("number", ResultStatus.ACCEPTED, first.value, 0.9, "the only one", first.job_id),
        Result("total", ResultStatus.NOT_FOUND, None, 0.5, "none says it", None),
    ]


def test_a_document_is_answered_when_its_last_job_has_ended(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two")
    first, second = passages_of(database, batch)

    answer_all(database, [first])
    assert answered_documents(database) == []
    bundle = claimed_bundle(database, second)
    assert answered_documents(database) == []
    finish_bundle(database, bundle, all_done(bundle))

    assert answered_documents(database) == [(document_of(batch), batch.questionnaire)]


def test_a_document_that_is_not_split_is_not_answered(database: sa.Engine) -> None:
    make_batch(database)

    assert answered_documents(database) == []


def test_candidates_come_in_reading_order_with_what_was_said(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two")
    answer_all(database, passages_of(database, batch))

    found = candidates(database, document_of(batch))

    assert [(c.ordinal, c.field, c.value) for c in found] == [
        (0, "number", "value 0"),
        (0, "total", "value 0"),
        (1, "number", "value 1"),
        (1, "total", "value 1"),
    ]
    assert {(c.state, c.found, c.confidence, c.grounding) for c in found} == {(State.DONE, True, 0.9, Grounding.EXACT)}


def test_a_candidate_without_an_answer_has_its_error(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    number, total = bundle.jobs
    failed = Quarantine(EngineFailed(reason="no luck"))
    finish_bundle(database, bundle, {number.id: failed, total.id: Done(answer(None))})

    without, not_found = candidates(database, document_of(batch))

    assert (without.state, without.value, without.error) == (State.QUARANTINED, None, "The engine failed: no luck")
    assert (not_found.state, not_found.found, not_found.error) == (State.DONE, False, None)


def test_results_and_the_documents_end_are_written_once(database: sa.Engine) -> None:
    batch = split_batch(database)
    answer_all(database, passages_of(database, batch))
    document = document_of(batch)

    assert finish_document(database, document, some_results(database, document))
    assert not finish_document(database, document, some_results(database, document))

    assert states_of(database, documents) == [State.DONE]
    assert len(everything(database, results)) == 2
    assert_balanced(database, batch)


def test_a_document_with_an_unfinished_job_is_not_ended(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    finish_bundle(database, bundle, all_retry(bundle))

    assert not finish_document(database, document_of(batch), some_results(database, document_of(batch)))
    assert everything(database, results) == []


def test_results_that_cannot_be_written_leave_the_document_running(database: sa.Engine) -> None:
    batch = split_batch(database)
    answer_all(database, passages_of(database, batch))
    twice = some_results(database, document_of(batch))[:1] * 2

    with pytest.raises(sa.exc.IntegrityError):
        finish_document(database, document_of(batch), twice)

    assert states_of(database, documents) == [State.RUNNING]
    assert everything(database, results) == []


def test_a_batch_ends_with_its_last_document(database: sa.Engine) -> None:
    batch = split_batch(database)
    assert finish_batches(database) == []
    answer_all(database, passages_of(database, batch))
    assert finish_batches(database) == []

    finish_document(database, document_of(batch), some_results(database, document_of(batch)))

    assert finish_batches(database) == [batch.id]
    assert finish_batches(database) == []
    assert find_batch(database, batch.id).state is BatchState.DONE


def test_a_result_comes_with_the_evidence_of_its_answer(database: sa.Engine) -> None:
    batch = split_batch(database)
    answer_all(database, passages_of(database, batch))
    finish_document(database, document_of(batch), some_results(database, document_of(batch)))

    rows = {row["field"]: row for row in result_rows(database, batch.id)}

    number = rows["number"]
    assert (number["path"], number["passage"], number["page"]) == ("a.txt", 0, 1)
    assert (number["quote"], number["start"], number["end"]) == ("value 0", 0, 7)
    assert (number["box"], number["grounding"]) == ([10.0, 20.0, 30.0, 40.0], Grounding.EXACT)
    assert (rows["total"]["quote"], rows["total"]["passage"]) == (None, None)


def test_counts_are_of_one_batch_and_by_kind(database: sa.Engine) -> None:
    batch = split_batch(database)
    make_batch(database, "b.txt", name="other")
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    number, total = bundle.jobs
    finish_bundle(
        database, bundle, {number.id: Done(answer("7")), total.id: Quarantine(EngineFailed(reason="no luck"))}
    )

    counts = count(database, batch.id)

    assert counts.documents.registered == 1
    assert counts.documents.by_state[State.RUNNING] == 1
    assert (counts.jobs.registered, counts.jobs.ended) == (2, 2)
    assert counts.jobs_by_kind["key_value"].by_state[State.DONE] == 1
    assert counts.jobs_by_kind["extraction"].by_state[State.QUARANTINED] == 1
    assert counts.unsplit == 0
    [quarantined] = jobs_in(database, batch.id, State.QUARANTINED)
    assert (quarantined["field"], quarantined["path"]) == ("total", "a.txt")


def test_documents_that_are_not_split_are_counted(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt", "b.txt")

    assert count(database, batch.id).unsplit == 2


def test_the_latest_answers_come_first(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two", "three")
    answer_all(database, passages_of(database, batch))

    assert {row["value"] for row in latest_answers(database, batch.id, 2)} == {"value 2"}
    assert len(everything(database, answers)) == 6
