"""At the deadline what waits is carried and what runs is kept; the next night takes up what is left, and only that."""

import random
import threading
import time

import pytest
import sqlalchemy as sa

from batches import (
    LEASE_S,
    TWO_QUESTIONS,
    all_done,
    all_retry,
    assert_balanced,
    claimed_bundle,
    claimed_document,
    deadline_comes,
    document_of,
    everything,
    found_file,
    make_batch,
    passages_of,
    row,
    split_batch,
    states_of,
    store,
)
from producer.resolve import resolve
from schemas.ledger.bundles import claim_bundle, finish_bundle
from schemas.ledger.control import cancel, requeue
from schemas.ledger.deadline import carry, take_up
from schemas.ledger.dispatch import announce_documents, announce_passages, expire_leases, reap
from schemas.ledger.documents import claim_document
from schemas.ledger.register import Batch, find_batch, register
from schemas.ledger.results import answered_documents, candidates, finish_batches, finish_document
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import BatchState, ResultStatus, State
from schemas.tables import answers, documents, jobs, passages, results

#: Seconds from now to a deadline that does not come within a test.
FAR_S = 3600.0

THREE_PRIORITIES = Questionnaire.model_validate(
    {
        "name": "Three",
        "fields": [
            {"name": "later", "kind": "key_value", "key": "remark", "priority": "low"},
            {"name": "number", "kind": "key_value", "key": "invoice number"},
            {"name": "total", "kind": "key_value", "key": "total amount", "priority": "high"},
            {"name": "due", "kind": "key_value", "key": "due date", "priority": "high"},
        ],
    }
)


def resolve_all(database: sa.Engine) -> None:
    """What the dispatcher does with what is answered."""
    for document, questionnaire in answered_documents(database):
        assert finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    finish_batches(database)


def half_done(database: sa.Engine) -> Batch:
    """A batch that has ended at its deadline: one passage answered, another not, and a document not split."""
    batch = split_batch(database, "one", "two")
    register(database, batch.id, [found_file("unsplit.txt")])
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    deadline_comes(database, batch)
    assert carry(database) == 3
    finish_bundle(database, bundle, all_done(bundle))
    resolve_all(database)
    return batch


def test_what_waits_is_carried_and_what_runs_is_kept(database: sa.Engine) -> None:
    batch = half_done(database)

    assert sorted(states_of(database, jobs)) == [State.CARRIED] * 2 + [State.DONE] * 2
    assert states_of(database, documents) == [State.CARRIED] * 2
    assert states_of(database, passages) == [State.DONE] * 2
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert len(everything(database, answers)) == 2
    assert all(document["ended_at"] for document in everything(database, documents))
    assert carry(database) == 0
    assert_balanced(database, batch)


@pytest.mark.parametrize("deadline", [None, "far"])
def test_before_the_deadline_nothing_is_carried(database: sa.Engine, deadline: str | None) -> None:
    batch = split_batch(database)
    take_up(database, batch.id, time.time() + FAR_S if deadline else None)

    assert carry(database) == 0
    assert claimed_bundle(database, passages_of(database, batch)[0])


def test_another_batch_has_its_own_deadline(database: sa.Engine) -> None:
    late, other = split_batch(database, name="late"), split_batch(database, name="other")
    deadline_comes(database, late)

    assert carry(database) == 2

    assert claimed_bundle(database, passages_of(database, other)[0])


def test_nothing_is_begun_after_the_deadline_even_before_it_is_carried(database: sa.Engine) -> None:
    batch = split_batch(database)
    register(database, batch.id, [found_file("b.txt")])
    deadline_comes(database, batch)

    assert claim_bundle(database, passages_of(database, batch)[0], LEASE_S) is None
    assert claim_document(database, document_of(batch, "b.txt"), LEASE_S) is None
    assert announce_documents(database, 10, 0.0) == []
    assert announce_passages(database, "scripted", 10, 0.0) == []


def test_a_deadline_before_anything_ran_carries_all(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt", "b.txt")
    deadline_comes(database, batch)

    assert carry(database) == 2
    finish_batches(database)

    assert states_of(database, documents) == [State.CARRIED] * 2
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert take_up(database, batch.id, None) == 2
    assert claimed_document(database, document_of(batch)).attempt == 1


def test_a_document_that_is_split_after_the_deadline_is_carried_with_all_its_jobs(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    deadline_comes(database, batch)
    assert carry(database) == 0

    store(database, claimed, ["one", "two"])
    assert carry(database) == 4
    resolve_all(database)

    assert states_of(database, documents) == [State.CARRIED]
    assert {result["status"] for result in everything(database, results)} == {ResultStatus.CARRIED}
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert take_up(database, batch.id, None) == 4
    assert [job.attempt for job in claimed_bundle(database, passages_of(database, batch)[0]).jobs] == [1, 1]
    assert row(database, documents, claimed.id)["attempts"] == 1, "it is not read again"


@pytest.mark.parametrize("lost", [False, True], ids=["fails", "is lost"])
def test_what_comes_back_after_the_deadline_is_carried_with_its_attempts(database: sa.Engine, lost: bool) -> None:
    batch = split_batch(database)
    [passage] = passages_of(database, batch)
    bundle = claimed_bundle(database, passage)
    deadline_comes(database, batch)

    if lost:
        expire_leases(database)
        reap(database, Settings(backoff_s=0))
    else:
        finish_bundle(database, bundle, all_retry(bundle))
    assert carry(database) == 2
    resolve_all(database)
    take_up(database, batch.id, None)

    assert [job.attempt for job in claimed_bundle(database, passage).jobs] == [2, 2]


def test_the_next_night_does_what_is_left_and_nothing_else(database: sa.Engine) -> None:
    batch = half_done(database)
    said = everything(database, answers)

    assert take_up(database, batch.id, time.time() + FAR_S) == 3

    assert find_batch(database, batch.id).state is BatchState.OPEN
    assert states_of(database, documents) == [State.RUNNING, State.WAITING]
    assert everything(database, results) == [], "they are resolved anew"
    store(database, claimed_document(database, document_of(batch, "unsplit.txt")), ["three"])
    for passage in passages_of(database, batch):
        if bundle := claim_bundle(database, passage, LEASE_S):
            finish_bundle(database, bundle, all_done(bundle))
    resolve_all(database)
    assert states_of(database, documents) == [State.DONE] * 2
    assert {job["attempts"] for job in everything(database, jobs)} == {1}
    assert [answer for answer in everything(database, answers) if answer in said] == said
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert take_up(database, batch.id, None) == 0
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert_balanced(database, batch)


def test_what_was_carried_is_announced_at_once(database: sa.Engine) -> None:
    batch = split_batch(database)
    announce_passages(database, "scripted", 10, FAR_S)
    deadline_comes(database, batch)
    carry(database)

    take_up(database, batch.id, None)

    assert [work.id for work in announce_passages(database, "scripted", 10, FAR_S)] == passages_of(database, batch)


def test_a_cancelled_batch_is_not_taken_up(database: sa.Engine) -> None:
    batch = split_batch(database)
    deadline_comes(database, batch)
    carry(database)
    cancel(database, batch.id)

    assert take_up(database, batch.id, None) == 0
    assert states_of(database, jobs) == [State.CARRIED] * 2


@pytest.mark.parametrize("ahead", [False, True])
def test_a_retry_forgets_a_deadline_that_has_passed(database: sa.Engine, ahead: bool) -> None:
    batch = split_batch(database)
    cancel(database, batch.id)
    deadline = time.time() + FAR_S if ahead else 1.0
    take_up(database, batch.id, deadline)

    requeue(database, batch.id, (State.CANCELLED,))

    assert find_batch(database, batch.id).deadline == (deadline if ahead else None)
    assert carry(database) == 0


# --- what is asked first --------------------------------------------------------------------------------------------


def fields_claimed(database: sa.Engine, passage: str) -> list[list[str]]:
    """The fields of each bundle, until nothing waits at the passage."""
    claimed = []
    while bundle := claim_bundle(database, passage, LEASE_S):
        claimed.append([job.question.name for job in bundle.jobs])
        finish_bundle(database, bundle, all_done(bundle))
    return claimed


def test_with_a_deadline_a_claim_takes_the_most_important_questions(database: sa.Engine) -> None:
    batch = split_batch(database, questionnaire=THREE_PRIORITIES)
    take_up(database, batch.id, time.time() + FAR_S)

    assert fields_claimed(database, passages_of(database, batch)[0]) == [["total", "due"], ["number"], ["later"]]


def test_without_a_deadline_all_questions_go_together(database: sa.Engine) -> None:
    batch = split_batch(database, questionnaire=THREE_PRIORITIES)

    assert fields_claimed(database, passages_of(database, batch)[0]) == [["later", "number", "total", "due"]]


def test_with_one_priority_all_questions_go_together(database: sa.Engine) -> None:
    batch = split_batch(database, questionnaire=TWO_QUESTIONS)
    take_up(database, batch.id, time.time() + FAR_S)

    assert fields_claimed(database, passages_of(database, batch)[0]) == [["number", "total"]]


def test_an_important_question_that_waits_for_its_next_try_holds_up_no_other(database: sa.Engine) -> None:
    batch = split_batch(database, questionnaire=THREE_PRIORITIES)
    take_up(database, batch.id, time.time() + FAR_S)
    [passage] = passages_of(database, batch)
    bundle = claimed_bundle(database, passage)

    finish_bundle(database, bundle, all_retry(bundle, after_s=FAR_S))

    assert fields_claimed(database, passage) == [["number"], ["later"]]


def test_with_a_deadline_the_important_questions_of_all_passages_come_first(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two", "three", questionnaire=THREE_PRIORITIES)
    first, second, third = passages_of(database, batch)
    take_up(database, batch.id, time.time() + FAR_S)
    asked = claimed_bundle(database, first)
    finish_bundle(database, asked, all_done(asked))
    assert row(database, passages, first)["priority"] > row(database, passages, second)["priority"]

    announced = [work.id for work in announce_passages(database, "scripted", 3, 0.0)]
    take_up(database, batch.id, None)
    in_reading_order = [work.id for work in announce_passages(database, "scripted", 3, 0.0)]

    assert announced == [second, third, first]
    assert in_reading_order == [first, second, third]


def test_what_is_taken_up_is_as_important_as_before(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two", questionnaire=THREE_PRIORITIES)
    first, second = passages_of(database, batch)
    asked = claimed_bundle(database, second)
    finish_bundle(database, asked, all_done(asked))
    deadline_comes(database, batch)
    carry(database)

    take_up(database, batch.id, time.time() + FAR_S)

    assert row(database, passages, first)["priority"] == 0
    assert fields_claimed(database, first)[0] == ["total", "due"]


# --- several at once ------------------------------------------------------------------------------------------------


def test_a_passage_waits_exactly_while_a_job_of_it_does(database: sa.Engine) -> None:
    """Claims, failures, deadlines and new nights in the midst of each other."""
    batch = split_batch(database, *(f"text {number}" for number in range(6)), questionnaire=THREE_PRIORITIES)
    waiting = passages_of(database, batch)
    ended = threading.Event()
    worked = []

    def work() -> None:
        while not ended.is_set():
            bundle = claim_bundle(database, random.choice(waiting), LEASE_S)
            if bundle:
                finish_bundle(database, bundle, all_retry(bundle))
                worked.append(bundle)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    carried = 0
    for _ in range(25):
        take_up(database, batch.id, time.time() + 0.05)
        time.sleep(0.06)
        carried += carry(database)
    ended.set()
    for worker in workers:
        worker.join()
    carried += carry(database)

    assert carried
    assert worked
    assert set(states_of(database, jobs)) == {State.CARRIED}
    assert set(states_of(database, passages)) == {State.DONE}
    assert_balanced(database, batch)
