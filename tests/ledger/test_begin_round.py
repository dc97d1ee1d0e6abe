"""A document's further rounds: begun once, wholly or not at all, and known to everything that is done to a batch."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from batches import (
    LEASE_S,
    all_done,
    all_quarantined,
    answer,
    assert_balanced,
    claimed_bundle,
    deadline_comes,
    document_of,
    everything,
    passages_of,
    row,
    split_batch,
    states_of,
)
from producer.resolve import resolve
from schemas.ledger.audit import audit
from schemas.ledger.bundles import claim_bundle, finish_bundle
from schemas.ledger.control import cancel, cancel_stragglers, requeue
from schemas.ledger.counts import jobs_in, result_rows
from schemas.ledger.deadline import carry, take_up
from schemas.ledger.dispatch import announce_passages, models_with_work
from schemas.ledger.register import Batch, find_batch, register
from schemas.ledger.results import Result, answered_documents, candidates, finish_batches, finish_document
from schemas.ledger.rounds import Asked, Further, begin_round
from schemas.outcomes import Done
from schemas.questionnaire import Questionnaire, Style
from schemas.states import BatchState, ResultStatus, State
from schemas.tables import documents, jobs, passages, results

LARGER = "larger"

SUMMARY_AND_TOTAL = Questionnaire.model_validate(
    {
        "name": "Leases",
        "escalate_to": LARGER,
        "fields": [
            {"name": "gist", "kind": "summarization", "style": "headline", "passages": "all", "priority": "high"},
            {"name": "total", "kind": "extraction", "question": "What is the total amount?"},
        ],
    }
)
GIST, TOTAL = SUMMARY_AND_TOTAL.fields


def answered_batch(database: sa.Engine) -> Batch:
    """A batch of one document of two passages, all of whose jobs have been answered."""
    batch = split_batch(database, "one", "two", questionnaire=SUMMARY_AND_TOTAL)
    register(database, batch.id, [])
    for passage in passages_of(database, batch):
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, all_done(bundle, "short"))
    assert audit(database, batch.id).balanced
    return find_batch(database, batch.id)


def second_round(database: sa.Engine, batch: Batch) -> list[Further]:
    """A joined summary for the batch's model, and a copy of the second passage for another one."""
    return [
        Further((Asked(GIST),), text="short\nshort", tokens=2),
        Further((Asked(TOTAL),), copy_of=passages_of(database, batch)[1], model=LARGER),
    ]


def begin(database: sa.Engine, batch: Batch, number: int = 2) -> bool:
    return begin_round(database, document_of(batch), number, second_round(database, batch))


def end(database: sa.Engine) -> None:
    for document, questionnaire in answered_documents(database):
        assert finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    finish_batches(database)


def test_the_passages_of_a_round_follow_those_of_the_document(database: sa.Engine) -> None:
    batch = answered_batch(database)

    assert begin(database, batch)

    *first, joined, copied = [row(database, passages, passage) for passage in passages_of(database, batch)]
    assert [(p["ordinal"], p["round"], p["model"]) for p in first] == [(0, 1, None), (1, 1, None)]
    assert (joined["ordinal"], joined["round"], joined["model"], joined["text"]) == (2, 2, None, "short\nshort")
    assert (copied["ordinal"], copied["round"], copied["model"]) == (3, 2, LARGER)
    assert (copied["text"], copied["spans"], copied["copy_of"]) == (first[1]["text"], first[1]["spans"], first[1]["id"])
    assert (joined["priority"], copied["priority"]) == (0, 1)
    assert states_of(database, documents) == [State.RUNNING]
    assert answered_documents(database) == []
    assert_balanced(database, batch)
    assert audit(database, batch.id).balanced


def test_a_round_is_begun_once(database: sa.Engine) -> None:
    batch = answered_batch(database)
    further = second_round(database, batch)
    start = threading.Barrier(4)

    def work(_: int) -> bool:
        start.wait(30)
        return begin_round(database, document_of(batch), 2, further)

    with ThreadPoolExecutor(4) as threads:
        begun = list(threads.map(work, range(4)))

    assert sorted(begun) == [False, False, False, True]
    assert len(everything(database, passages)) == 4
    assert len(everything(database, jobs)) == 2 * 2 + 2
    assert audit(database, batch.id).balanced


def test_a_round_that_has_been_answered_is_not_begun_again_by_one_who_slept(database: sa.Engine) -> None:
    batch = answered_batch(database)
    assert begin(database, batch)
    for passage in passages_of(database, batch)[2:]:
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, {job.id: Done(answer(model=bundle.model)) for job in bundle.jobs})

    assert not begin(database, batch)
    assert begin(database, batch, number=3)

    assert [p["round"] for p in everything(database, passages)].count(3) == 2
    assert audit(database, batch.id).balanced


def test_a_document_that_has_ended_gets_no_further_round(database: sa.Engine) -> None:
    batch = answered_batch(database)
    further = second_round(database, batch)
    end(database)

    assert not begin_round(database, document_of(batch), 2, further)

    assert len(everything(database, passages)) == 2


def test_a_round_that_cannot_be_written_leaves_nothing(database: sa.Engine) -> None:
    batch = answered_batch(database)
    twice = Further((Asked(TOTAL), Asked(TOTAL)), text="twice", tokens=1)

    with pytest.raises(sa.exc.IntegrityError):
        begin_round(database, document_of(batch), 2, [*second_round(database, batch), twice])

    assert len(everything(database, passages)) == 2
    assert len(everything(database, jobs)) == 4


def test_each_passage_is_announced_to_its_model_and_claimed_by_it_alone(database: sa.Engine) -> None:
    batch = answered_batch(database)
    assert begin(database, batch)
    joined, copied = passages_of(database, batch)[2:]

    assert models_with_work(database) == [LARGER, "scripted"]
    assert [a.id for a in announce_passages(database, "scripted", 10, 60)] == [joined]
    assert [a.id for a in announce_passages(database, LARGER, 10, 60)] == [copied]
    assert claim_bundle(database, copied, LEASE_S, model="scripted") is None
    assert claim_bundle(database, joined, LEASE_S, model=LARGER) is None

    for passage, model in ((joined, "scripted"), (copied, LARGER)):
        bundle = claim_bundle(database, passage, LEASE_S, model=model)
        assert bundle is not None
        assert bundle.model == model


def test_passages_of_many_are_asked_for_parts_and_the_joined_text_for_the_whole(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two", questionnaire=SUMMARY_AND_TOTAL)
    register(database, batch.id, [])
    for passage in passages_of(database, batch):
        bundle = claimed_bundle(database, passage)
        [part] = [job.question for job in bundle.jobs if job.question.name == "gist"]
        assert (part.style, part.summary_words) == (Style.PROSE, 50)
        finish_bundle(database, bundle, all_done(bundle, "short"))

    assert begin(database, batch)

    [whole] = claimed_bundle(database, passages_of(database, batch)[2]).jobs
    assert (whole.question.style, whole.question.summary_words) == (Style.HEADLINE, 12)


def test_a_summary_of_one_passage_is_asked_as_it_is_wanted(database: sa.Engine) -> None:
    batch = split_batch(database, "one", questionnaire=SUMMARY_AND_TOTAL)

    [gist, _] = claimed_bundle(database, passages_of(database, batch)[0]).jobs

    assert gist.question.style is Style.HEADLINE


def test_a_round_of_a_cancelled_batch_is_cancelled_and_can_be_asked_for_again(database: sa.Engine) -> None:
    batch = answered_batch(database)
    cancel(database, batch.id)

    assert begin(database, batch)
    assert cancel_stragglers(database) == 2

    end(database)
    assert states_of(database, documents) == [State.CANCELLED]
    assert audit(database, batch.id).balanced
    assert requeue(database, batch.id, [State.CANCELLED]) == 2
    assert states_of(database, documents) == [State.RUNNING]
    assert audit(database, batch.id).balanced
    assert_balanced(database, batch)


def test_a_round_that_begins_at_the_deadline_is_carried_and_taken_up(database: sa.Engine) -> None:
    batch = answered_batch(database)
    deadline_comes(database, batch)

    assert begin(database, batch)
    assert claim_bundle(database, passages_of(database, batch)[2], LEASE_S) is None
    assert carry(database) == 2

    end(database)
    assert states_of(database, documents) == [State.CARRIED]
    by_field = {result["field"]: result for result in everything(database, results)}
    assert by_field["gist"]["status"] == ResultStatus.CARRIED
    assert len(jobs_in(database, batch.id, State.CARRIED)) == 2
    assert audit(database, batch.id).balanced
    assert take_up(database, batch.id, None) == 2
    assert states_of(database, documents) == [State.RUNNING]
    assert find_batch(database, batch.id).state is BatchState.OPEN
    assert audit(database, batch.id).balanced


def test_what_failed_in_a_later_round_is_tried_again(database: sa.Engine) -> None:
    batch = answered_batch(database)
    assert begin(database, batch)
    for passage in passages_of(database, batch)[2:]:
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, all_quarantined(bundle))
    end(database)
    assert [q["passage"] for q in jobs_in(database, batch.id, State.QUARANTINED)] == [2, 1]

    assert requeue(database, batch.id) == 2

    assert states_of(database, passages) == [State.DONE, State.DONE, State.WAITING, State.WAITING]
    assert audit(database, batch.id).balanced


def test_candidates_know_their_round_their_model_and_what_they_are_a_copy_of(database: sa.Engine) -> None:
    batch = answered_batch(database)
    assert begin(database, batch)
    one, two, _, _ = passages_of(database, batch)

    found = candidates(database, document_of(batch))

    assert [(c.field, c.round, c.model, c.ordinal, c.copy_of, c.part_of) for c in found] == [
        ("gist", 1, "scripted", 0, None, 2),
        ("total", 1, "scripted", 0, None, None),
        ("gist", 1, "scripted", 1, None, 2),
        ("total", 1, "scripted", 1, None, None),
        ("gist", 2, "scripted", 2, None, None),
        ("total", 2, LARGER, 1, two, None),
    ]
    assert [c.of_the_document for c in found] == [True, True, True, True, False, True]
    assert {c.of_passages for c in found} == {2}
    assert found[0].passage_id == one


def test_a_result_shows_the_evidence_of_its_source_and_the_model_of_its_value(database: sa.Engine) -> None:
    batch = answered_batch(database)
    assert begin(database, batch)
    joined, copied = passages_of(database, batch)[2:]
    for passage, said in ((joined, answer("All in short", page=None, box=None)), (copied, answer(model=LARGER))):
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, {job.id: Done(said) for job in bundle.jobs})
    of_first = candidates(database, document_of(batch))[0].job_id
    [whole, total] = [c for c in candidates(database, document_of(batch)) if c.round == 2]
    accepted = ResultStatus.ACCEPTED
    resolved = [
        Result("gist", accepted, "All in short", 0.9, "joined", whole.job_id, source_job_id=of_first),
        Result("total", accepted, "12 EUR", 0.9, "asked again", total.job_id),
    ]

    assert finish_document(database, document_of(batch), resolved)

    gist, total_row = sorted(result_rows(database, batch.id), key=lambda r: str(r["field"]))
    assert (gist["raw"], gist["quote"], gist["page"], gist["passage"]) == (" All in short", "short", 1, 0)
    assert (total_row["model"], total_row["quote"], total_row["passage"]) == (LARGER, "12 EUR", 1)
    assert audit(database, batch.id).imbalances == ()
