"""A bundle's life: claimed once, ended in one transaction, run question by question where it crashed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from batches import (
    LEASE_S,
    all_done,
    all_quarantined,
    all_retry,
    answer,
    assert_balanced,
    claimed_bundle,
    everything,
    passages_of,
    row,
    split_batch,
    states_of,
)
from schemas.errors import EngineFailed, LeaseLost
from schemas.ledger.bundles import Bundle, claim_bundle, finish_bundle
from schemas.ledger.control import cancel, requeue
from schemas.ledger.dispatch import expire_leases, reap
from schemas.ledger.leases import renew
from schemas.outcomes import Cancel, Done, Outcome, Quarantine
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import answers, jobs, passages

SIX_QUESTIONS = Questionnaire.model_validate(
    {"name": "Six", "fields": [{"name": f"field_{n}", "kind": "key_value", "key": f"key {n}"} for n in range(6)]}
)


def crash(database: sa.Engine, settings: Settings) -> None:
    """The worker that holds the only lease is killed, and its bundle is taken back."""
    expire_leases(database)
    assert reap(database, settings) == 1


def test_a_claim_has_all_that_a_worker_needs(database: sa.Engine) -> None:
    batch = split_batch(database, "Total amount: 12 EUR")
    [passage] = passages_of(database, batch)

    bundle = claimed_bundle(database, passage)

    assert (bundle.batch_id, bundle.passage.text, bundle.model) == (batch.id, "Total amount: 12 EUR", "scripted")
    assert bundle.passage.page_of(0) == 1
    assert [(job.question.name, job.attempt) for job in bundle.jobs] == [("number", 1), ("total", 1)]
    assert [job["attempts"] for job in everything(database, jobs)] == [1, 1], "counted before they run"
    assert states_of(database, jobs) == [State.RUNNING, State.RUNNING]
    assert_balanced(database, batch)


def test_a_bundle_is_claimed_once(database: sa.Engine) -> None:
    [passage] = passages_of(database, split_batch(database))

    claimed_bundle(database, passage)

    assert claim_bundle(database, passage, LEASE_S) is None


def test_of_two_who_claim_at_once_one_wins(database: sa.Engine) -> None:
    waiting = passages_of(database, split_batch(database, *(f"text {number}" for number in range(10))))
    start = threading.Barrier(2)

    def claim_all() -> list[str]:
        won = []
        for passage in waiting:
            start.wait(timeout=30)
            if claim_bundle(database, passage, LEASE_S):
                won.append(passage)
        return won

    with ThreadPoolExecutor(2) as both:
        first, second = (claims.result() for claims in [both.submit(claim_all), both.submit(claim_all)])

    assert sorted(first + second) == sorted(waiting)
    assert {job["attempts"] for job in everything(database, jobs)} == {1}


def test_a_bundle_is_not_claimed_before_its_time(database: sa.Engine) -> None:
    [passage] = passages_of(database, split_batch(database))
    bundle = claimed_bundle(database, passage)

    finish_bundle(database, bundle, all_retry(bundle, after_s=60))

    assert states_of(database, passages) == [State.WAITING]
    assert claim_bundle(database, passage, LEASE_S) is None


def test_a_bundle_of_a_cancelled_batch_is_not_claimed(database: sa.Engine) -> None:
    batch = split_batch(database)
    [passage] = passages_of(database, batch)
    cancel(database, batch.id)

    assert claim_bundle(database, passage, LEASE_S) is None


def test_answers_and_states_are_written_together(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    number, total = bundle.jobs

    finish_bundle(
        database, bundle, {number.id: Done(answer("7")), total.id: Quarantine(EngineFailed(reason="no luck"))}
    )

    assert row(database, answers, number.id)["value"] == "7"
    assert row(database, answers, number.id)["box"] == [10.0, 20.0, 30.0, 40.0]
    assert row(database, jobs, number.id)["state"] == State.DONE
    quarantined = row(database, jobs, total.id)
    assert (quarantined["state"], quarantined["error_code"]) == (State.QUARANTINED, "EngineFailed")
    assert quarantined["error"] == "The engine failed: no luck"
    assert states_of(database, passages) == [State.DONE]
    assert_balanced(database, batch)


def test_an_answer_that_cannot_be_written_takes_all_back(database: sa.Engine) -> None:
    bundle = claimed_bundle(database, passages_of(database, split_batch(database))[0])
    finished = all_done(bundle)
    finished[bundle.jobs[1].id] = Done(answer(raw=None))
    before = [everything(database, table) for table in (passages, jobs)]

    with pytest.raises(sa.exc.IntegrityError):
        finish_bundle(database, bundle, finished)

    assert [everything(database, table) for table in (passages, jobs)] == before
    assert everything(database, answers) == []
    finish_bundle(database, bundle, all_done(bundle))


def test_a_second_answer_to_one_job_is_refused_by_the_database(database: sa.Engine) -> None:
    bundle = claimed_bundle(database, passages_of(database, split_batch(database))[0])
    finish_bundle(database, bundle, all_done(bundle))
    written = dict(everything(database, answers)[0])

    with pytest.raises(sa.exc.IntegrityError), database.begin() as tx:
        tx.execute(answers.insert().values(**written))


@pytest.mark.parametrize("wrong", ["a job too few", "a job too many", "an unknown job"])
def test_each_job_of_a_bundle_needs_its_outcome(database: sa.Engine, wrong: str) -> None:
    bundle = claimed_bundle(database, passages_of(database, split_batch(database))[0])
    outcomes = all_done(bundle)
    if wrong != "a job too many":
        outcomes.pop(bundle.jobs[0].id)
    if wrong != "a job too few":
        outcomes["unknown"] = Done(answer())

    with pytest.raises(ValueError, match="each job"):
        finish_bundle(database, bundle, outcomes)

    assert everything(database, answers) == []
    assert states_of(database, jobs) == [State.RUNNING, State.RUNNING]


@pytest.mark.parametrize("opened_again", [False, True])
def test_stopped_jobs_are_cancelled_unless_their_batch_was_opened_again(
    database: sa.Engine, opened_again: bool
) -> None:
    batch = split_batch(database, "one", "two")
    first, _ = passages_of(database, batch)
    bundle = claimed_bundle(database, first)
    cancel(database, batch.id)
    if opened_again:
        assert requeue(database, batch.id, (State.CANCELLED,)) == 2

    finish_bundle(database, bundle, {job.id: Cancel() for job in bundle.jobs})

    ended = [(job["state"], job["ended_at"] is not None) for job in everything(database, jobs)]
    assert ended == [(State.WAITING, False) if opened_again else (State.CANCELLED, True)] * 4
    assert row(database, passages, first)["state"] == (State.WAITING if opened_again else State.DONE)
    assert everything(database, answers) == []
    assert_balanced(database, batch)


def test_what_a_retry_complained_of_is_gone_with_the_answer(database: sa.Engine) -> None:
    [passage] = passages_of(database, split_batch(database))
    bundle = claimed_bundle(database, passage)
    finish_bundle(database, bundle, all_retry(bundle))
    assert {job["error_code"] for job in everything(database, jobs)} == {"EngineFailed"}

    again = claimed_bundle(database, passage)
    finish_bundle(database, again, all_done(again))

    assert [job.attempt for job in again.jobs] == [2, 2]
    assert {(job["error_code"], job["error"], job["trace"]) for job in everything(database, jobs)} == {(None,) * 3}


def test_a_heartbeat_keeps_the_lease(database: sa.Engine, short_settings: Settings) -> None:
    bundle = claimed_bundle(database, passages_of(database, split_batch(database))[0])
    expire_leases(database)

    assert renew(database, bundle.lease, LEASE_S)

    assert reap(database, short_settings) == 0


@pytest.mark.parametrize("claimed_again", [False, True])
@pytest.mark.parametrize(
    "outcomes", [all_done, all_retry, all_quarantined, lambda bundle: {job.id: Cancel() for job in bundle.jobs}]
)
def test_a_late_worker_changes_no_row(
    database: sa.Engine, short_settings: Settings, claimed_again: bool, outcomes: object
) -> None:
    [passage] = passages_of(database, split_batch(database))
    late = claimed_bundle(database, passage)
    crash(database, short_settings)
    if claimed_again:
        claimed_bundle(database, passage)
    before = [everything(database, table) for table in (passages, jobs)]

    assert not renew(database, late.lease, LEASE_S)
    with pytest.raises(LeaseLost):
        finish_bundle(database, late, outcomes(late))  # type: ignore[operator]

    assert [everything(database, table) for table in (passages, jobs)] == before
    assert everything(database, answers) == []


def test_jobs_that_were_lost_together_come_back_together(database: sa.Engine) -> None:
    batch = split_batch(database, questionnaire=SIX_QUESTIONS)
    claimed_bundle(database, passages_of(database, batch)[0])

    crash(database, Settings(backoff_s=100.0))

    assert len({job["not_before"] for job in everything(database, jobs)}) == 1
    assert {job["error_code"] for job in everything(database, jobs)} == {"WorkerLost"}


def test_jobs_whose_worker_disappears_each_time_end_in_quarantine(database: sa.Engine) -> None:
    settings = Settings(max_attempts=2, backoff_s=0.0, backoff_max_s=0.0)
    batch = split_batch(database)
    [passage] = passages_of(database, batch)

    for _ in range(2):
        claimed_bundle(database, passage)
        crash(database, settings)
        assert_balanced(database, batch)

    assert states_of(database, jobs) == [State.QUARANTINED, State.QUARANTINED]
    assert states_of(database, passages) == [State.DONE]
    assert {job["error_code"] for job in everything(database, jobs)} == {"WorkerLost"}


def work_with_a_poisonous_question(
    database: sa.Engine, settings: Settings, passage: str, poisoned: str, *, dies: bool
) -> list[tuple[str, ...]]:
    """Answer a passage to its end; a bundle with the poisonous question kills its worker, or fails. Fields claimed."""
    claims = []
    while bundle := claim_bundle(database, passage, LEASE_S):
        fields = tuple(job.question.name for job in bundle.jobs)
        claims.append(fields)
        if poisoned not in fields:
            finish_bundle(database, bundle, all_done(bundle))
        elif dies:
            crash(database, settings)
        else:
            finish_bundle(database, bundle, failed(bundle, settings))
    return claims


def failed(bundle: Bundle, settings: Settings) -> dict[str, Outcome]:
    given_up = bundle.jobs[0].attempt >= settings.max_attempts
    return all_quarantined(bundle) if given_up else all_retry(bundle)


@pytest.mark.parametrize("dies", [True, False], ids=["the worker dies", "the engine fails"])
def test_a_poisonous_question_costs_itself_alone(database: sa.Engine, short_settings: Settings, dies: bool) -> None:
    batch = split_batch(database, questionnaire=SIX_QUESTIONS)
    [passage] = passages_of(database, batch)

    claims = work_with_a_poisonous_question(database, short_settings, passage, "field_2", dies=dies)

    assert [len(fields) for fields in claims[:2]] == [6, 6]
    assert all(len(fields) == 1 for fields in claims[2:]), "question by question after the second crash"
    assert {job["field"] for job in everything(database, jobs) if job["state"] == State.DONE} == {
        "field_0", "field_1", "field_3", "field_4", "field_5",
    }  # fmt: skip
    [poisonous] = [job for job in everything(database, jobs) if job["state"] == State.QUARANTINED]
    assert (poisonous["field"], poisonous["attempts"]) == ("field_2", short_settings.max_attempts)
    assert_balanced(database, batch)
