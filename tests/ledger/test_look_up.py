"""What was said before is found by its key, and what is just being asked is waited for, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from batches import (
    LEASE_S,
    TWO_QUESTIONS,
    all_done,
    all_quarantined,
    all_retry,
    answer,
    assert_balanced,
    everything,
    passages_of,
    split_batch,
    states_of,
)
from schemas.errors import LeaseLost
from schemas.ids import derive
from schemas.ledger.bundles import TWIN_WAIT_S, Bundle, claim_bundle, finish_bundle
from schemas.ledger.control import requeue
from schemas.ledger.dispatch import expire_leases, reap
from schemas.ledger.reuse import reused_answers
from schemas.outcomes import Done
from schemas.questionnaire import Question, Questionnaire
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import answers, jobs, passages

THREE_QUESTIONS = Questionnaire.model_validate(
    {
        "name": "Three",
        "fields": [
            *TWO_QUESTIONS.model_dump(exclude_none=True)["fields"],
            {"name": "buyer", "kind": "key_value", "key": "buyer"},
        ],
    }
)


def key_of(text: str, question: Question) -> str:
    return derive(text, question.key or question.question or "")


def claim(database: sa.Engine, passage: str, *, reuse: bool = True) -> Bundle | None:
    return claim_bundle(database, passage, LEASE_S, key_of, reuse=reuse)


def claimed(database: sa.Engine, passage: str) -> Bundle:
    bundle = claim(database, passage)
    assert bundle is not None
    return bundle


def known(bundle: Bundle) -> dict[str, str | None]:
    """The job from which each field's answer can be copied; None: it has to be asked."""
    return {job.question.name: job.known.reused_from if job.known else None for job in bundle.jobs}


def let_time_pass(database: sa.Engine) -> None:
    """What waits is due."""
    with database.begin() as tx:
        for table in (passages, jobs):
            tx.execute(table.update().where(table.c.state == State.WAITING).values(not_before=0.0))


def test_an_answer_is_found_for_the_same_text_and_question(database: sa.Engine) -> None:
    first = claimed(database, passages_of(database, split_batch(database, name="monday"))[0])
    finish_bundle(database, first, all_done(first))

    again = claimed(database, passages_of(database, split_batch(database, name="tuesday"))[0])

    assert known(again) == {job.question.name: job.id for job in first.jobs}
    found = again.jobs[0].known
    assert found == answer(page=None, box=None, reused_from=first.jobs[0].id)


def test_copies_are_not_copied_again(database: sa.Engine) -> None:
    first = claimed(database, passages_of(database, split_batch(database, name="monday"))[0])
    finish_bundle(database, first, all_done(first))
    second = claimed(database, passages_of(database, split_batch(database, name="tuesday"))[0])
    finish_bundle(database, second, {job.id: Done(job.known) for job in second.jobs if job.known})

    third = claimed(database, passages_of(database, split_batch(database, name="wednesday"))[0])

    assert known(third) == known(second) == {job.question.name: job.id for job in first.jobs}


def test_the_newest_answer_is_taken(database: sa.Engine) -> None:
    for name in ("monday", "tuesday"):
        batch = split_batch(database, name=name)
        bundle = claim(database, passages_of(database, batch)[0], reuse=False)
        assert bundle is not None
        assert known(bundle) == {"number": None, "total": None}
        finish_bundle(database, bundle, all_done(bundle, name))

    again = claimed(database, passages_of(database, split_batch(database, name="wednesday"))[0])

    assert {job.known.value for job in again.jobs if job.known} == {"tuesday"}


def test_an_answer_without_a_key_is_not_found(database: sa.Engine) -> None:
    bundle = claim_bundle(database, passages_of(database, split_batch(database, name="old"))[0], LEASE_S)
    assert bundle is not None
    finish_bundle(database, bundle, all_done(bundle))

    again = claimed(database, passages_of(database, split_batch(database, name="new"))[0])

    assert known(again) == {"number": None, "total": None}


def test_cut_answers_and_quarantined_jobs_are_not_reused(database: sa.Engine) -> None:
    first = claimed(database, passages_of(database, split_batch(database, name="monday"))[0])
    number = first.jobs[0]
    cut = Done(answer("12", complete=False))
    finish_bundle(database, first, {**all_quarantined(first), number.id: cut})

    again = claimed(database, passages_of(database, split_batch(database, name="tuesday"))[0])

    assert known(again) == {"number": None, "total": None}


def test_how_many_answers_were_reused_is_counted(database: sa.Engine) -> None:
    first = claimed(database, passages_of(database, batch := split_batch(database, name="monday"))[0])
    assert reused_answers(database, batch.id) == (0, 0)
    finish_bundle(database, first, all_done(first))
    more = split_batch(database, questionnaire=THREE_QUESTIONS, name="tuesday")

    bundle = claimed(database, passages_of(database, more)[0])
    finish_bundle(database, bundle, {job.id: Done(job.known or answer()) for job in bundle.jobs})

    assert reused_answers(database, batch.id) == (2, 0)
    assert reused_answers(database, more.id) == (3, 2)


# --- twins: the same question to the same text, at the same time --------------------------------------------------


def test_what_is_just_asked_is_waited_for_and_then_reused(database: sa.Engine) -> None:
    batch = split_batch(database, "same", "same")
    one, other = passages_of(database, batch)
    bundle = claimed(database, one)

    assert claim(database, other) is None

    assert states_of(database, passages) == [State.RUNNING, State.WAITING]
    waiting = [job for job in everything(database, jobs) if job["state"] == State.WAITING]
    assert [job["attempts"] for job in waiting] == [0, 0], "to wait is no attempt"
    assert all(job["not_before"] > 0 for job in waiting)
    [twin] = [row for row in everything(database, passages) if row["id"] == other]
    assert 0 < twin["not_before"] - bundle_claimed_at(database, one) <= TWIN_WAIT_S + 5
    assert (twin["lease_token"], twin["announced_at"]) == (None, None)

    finish_bundle(database, bundle, all_done(bundle))
    let_time_pass(database)
    assert known(claimed(database, other)) == {job.question.name: job.id for job in bundle.jobs}
    assert_balanced(database, batch)


def bundle_claimed_at(database: sa.Engine, passage: str) -> float:
    [row] = [row for row in everything(database, passages) if row["id"] == passage]
    return float(row["lease_until"]) - LEASE_S


def test_only_the_questions_that_are_just_asked_are_waited_for(database: sa.Engine) -> None:
    claimed(database, passages_of(database, split_batch(database, name="two"))[0])

    bundle = claimed(
        database, passages_of(database, split_batch(database, questionnaire=THREE_QUESTIONS, name="three"))[0]
    )

    assert [job.question.name for job in bundle.jobs] == ["buyer"]
    finish_bundle(database, bundle, all_done(bundle))
    assert states_of(database, passages).count(State.WAITING) == 1


def test_another_text_waits_for_nobody(database: sa.Engine) -> None:
    one, other = passages_of(database, split_batch(database, "one", "other"))
    claimed(database, one)

    assert len(claimed(database, other).jobs) == 2


def test_a_dead_worker_is_not_waited_for(database: sa.Engine) -> None:
    one, other = passages_of(database, split_batch(database, "same", "same"))
    claimed(database, one)
    assert claim(database, other) is None

    expire_leases(database)
    let_time_pass(database)

    assert len(claimed(database, other).jobs) == 2


def test_what_was_given_back_is_not_waited_for_and_waits_itself(database: sa.Engine) -> None:
    one, other = passages_of(database, split_batch(database, "same", "same"))
    bundle = claimed(database, one)
    finish_bundle(database, bundle, all_retry(bundle))

    assert len(claimed(database, other).jobs) == 2
    assert claim(database, one) is None


@pytest.mark.parametrize("ending", ["cut", "quarantined"])
def test_where_there_will_be_no_answer_to_reuse_nobody_waits(database: sa.Engine, ending: str) -> None:
    """Otherwise a thousand passages with the same text would be asked one after the other."""
    one, two, three = passages_of(database, split_batch(database, *["same"] * 3))
    bundle = claimed(database, one)
    cut = {job.id: Done(answer("12", complete=False)) for job in bundle.jobs}
    finish_bundle(database, bundle, cut if ending == "cut" else all_quarantined(bundle))

    claimed(database, two)

    assert len(claimed(database, three).jobs) == 2


def test_two_fields_with_the_same_question_are_asked_once(database: sa.Engine) -> None:
    same = Questionnaire.model_validate(
        {"name": "Same", "fields": [{"name": name, "kind": "key_value", "key": "total"} for name in ("a", "b")]}
    )
    batch = split_batch(database, questionnaire=same)
    [passage] = passages_of(database, batch)
    bundle = claimed(database, passage)
    assert known(bundle) == {"a": None}

    finish_bundle(database, bundle, all_done(bundle))
    let_time_pass(database)

    assert known(claimed(database, passage)) == {"b": bundle.jobs[0].id}


def test_of_many_twins_that_are_claimed_at_once_one_is_asked(database: sa.Engine) -> None:
    rounds = [passages_of(database, split_batch(database, *["same"] * 4, name=f"round {n}")) for n in range(8)]
    # Each round has its own text, and so its own keys.
    with database.begin() as tx:
        for number, twins in enumerate(rounds):
            tx.execute(passages.update().where(passages.c.id.in_(twins)).values(text=f"text {number}"))
    start = threading.Barrier(4)

    def claim_one_of_each(place: int) -> list[bool]:
        won = []
        for twins in rounds:
            start.wait(timeout=60)
            won.append(claim(database, twins[place]) is not None)
        return won

    with ThreadPoolExecutor(4) as workers:
        won = list(workers.map(claim_one_of_each, range(4)))

    assert [sum(of_round) for of_round in zip(*won, strict=True)] == [1] * len(rounds)


def test_an_answer_that_was_looked_up_by_one_who_is_late_changes_no_row(
    database: sa.Engine, short_settings: Settings
) -> None:
    first = claimed(database, passages_of(database, split_batch(database, name="monday"))[0])
    finish_bundle(database, first, all_done(first))
    [passage] = passages_of(database, split_batch(database, name="tuesday"))
    late = claimed(database, passage)
    expire_leases(database)
    reap(database, short_settings)
    before = [everything(database, table) for table in (passages, jobs, answers)]

    with pytest.raises(LeaseLost):
        finish_bundle(database, late, {job.id: Done(job.known) for job in late.jobs if job.known})

    assert [everything(database, table) for table in (passages, jobs, answers)] == before
    assert known(claimed(database, passage)) == known(late)


def test_a_job_that_is_asked_for_again_is_asked(database: sa.Engine) -> None:
    batch = split_batch(database)
    [passage] = passages_of(database, batch)
    bundle = claimed(database, passage)
    finish_bundle(database, bundle, all_quarantined(bundle))

    requeue(database, batch.id)

    assert known(claimed(database, passage)) == {"number": None, "total": None}


def test_both_look_ups_are_served_by_their_indexes(database: sa.Engine) -> None:
    [passage] = passages_of(database, split_batch(database))
    seen: list[tuple[str, Any]] = []

    @sa.event.listens_for(database, "before_cursor_execute")
    def _note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    claimed(database, passage)
    look_ups = [(words, given) for words, given in seen if "key IN" in words.replace(chr(34), "")]
    plans = [_plan(database, words, given) for words, given in look_ups]

    assert len(plans) == 2, "one query for each"
    assert "jobs_by_key" in plans[0]
    assert "answers_by_key" in plans[1]


def _plan(database: sa.Engine, statement: str, parameters: Any) -> str:
    postgresql = database.dialect.name == "postgresql"
    with database.begin() as tx:
        if postgresql:  # of a table with two rows all is read, whatever indexes there are
            tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explained = tx.exec_driver_sql(f"EXPLAIN {'' if postgresql else 'QUERY PLAN '}{statement}", parameters)
        return "\n".join(str(row) for row in explained)
