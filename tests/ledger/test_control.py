"""What a person does to a batch, and every move of the table of states walked once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

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
from schemas.errors import EngineFailed, FileCorrupt, ParserDied
from schemas.ledger.bundles import Bundle, claim_bundle, finish_bundle
from schemas.ledger.control import cancel, cancel_stragglers, requeue
from schemas.ledger.deadline import carry, take_up
from schemas.ledger.dispatch import expire_leases, reap
from schemas.ledger.documents import fail_document
from schemas.ledger.register import Batch, find_batch, open_batch, register
from schemas.ledger.results import answered_documents, candidates, finish_batches, finish_document
from schemas.outcomes import Cancel, Done, Outcome, Quarantine, Retry
from schemas.settings import Settings
from schemas.states import MOVES, BatchState, ResultStatus, State
from schemas.tables import batches, documents, jobs, passages, results

BOTH = (State.QUARANTINED, State.CANCELLED)


def resolve_all(database: sa.Engine) -> None:
    """What the dispatcher does with what is answered."""
    for document, questionnaire in answered_documents(database):
        assert finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    finish_batches(database)


def batch_with_a_quarantined_job(database: sa.Engine) -> Batch:
    """A batch that has ended, one of its two jobs in quarantine."""
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    number, total = bundle.jobs
    outcomes = {number.id: Done(answer("7")), total.id: Quarantine(EngineFailed(reason="no luck"))}
    finish_bundle(database, bundle, outcomes)
    resolve_all(database)
    assert find_batch(database, batch.id).state is BatchState.DONE
    return batch


def test_what_waits_is_cancelled_at_once(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two")
    register(database, batch.id, [])
    other = make_batch(database, "other.txt", name="other")

    assert cancel(database, batch.id) == 4

    assert find_batch(database, batch.id).state is BatchState.CANCELLED
    assert states_of(database, jobs) == [State.CANCELLED] * 4
    assert row(database, documents, document_of(other, "other.txt"))["state"] == State.WAITING
    assert_balanced(database, batch)


def test_what_runs_is_finished_and_its_document_ends_cancelled(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two")
    running, _ = passages_of(database, batch)
    bundle = claimed_bundle(database, running)

    assert cancel(database, batch.id) == 2
    finish_bundle(database, bundle, all_done(bundle))
    resolve_all(database)

    assert sorted(states_of(database, jobs)) == [State.CANCELLED] * 2 + [State.DONE] * 2
    assert states_of(database, documents) == [State.CANCELLED]
    assert {result["value"] for result in everything(database, results)} == {"12 EUR"}
    assert find_batch(database, batch.id).state is BatchState.CANCELLED
    assert_balanced(database, batch)


def test_a_document_that_is_split_after_the_cancel_is_cancelled_too(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    assert cancel(database, batch.id) == 0

    store(database, claimed, ["one", "two"])
    assert cancel_stragglers(database) == 4
    resolve_all(database)

    assert states_of(database, documents) == [State.CANCELLED]
    assert cancel_stragglers(database) == 0
    assert_balanced(database, batch)


def test_what_comes_back_after_the_cancel_is_cancelled_too(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    cancel(database, batch.id)

    finish_bundle(database, bundle, all_retry(bundle))
    assert cancel_stragglers(database) == 2

    assert states_of(database, jobs) == [State.CANCELLED] * 2
    assert states_of(database, passages) == [State.DONE]


def test_stragglers_of_an_open_batch_are_none(database: sa.Engine) -> None:
    split_batch(database)

    assert cancel_stragglers(database) == 0
    assert states_of(database, jobs) == [State.WAITING] * 2


def test_a_quarantined_document_gets_all_its_tries_again(database: sa.Engine) -> None:
    batch = make_batch(database)
    fail_document(database, claimed_document(database, document_of(batch)), Quarantine(FileCorrupt(reason="no header")))
    finish_batches(database)
    assert find_batch(database, batch.id).state is BatchState.DONE

    assert requeue(database, batch.id) == 1

    assert find_batch(database, batch.id).state is BatchState.OPEN
    assert claimed_document(database, document_of(batch)).attempt == 1
    assert_balanced(database, batch)


def test_a_quarantined_job_runs_again_and_the_results_are_resolved_anew(database: sa.Engine) -> None:
    batch = batch_with_a_quarantined_job(database)
    before = {result["field"]: result["status"] for result in everything(database, results)}
    assert before == {"number": ResultStatus.ACCEPTED, "total": ResultStatus.FAILED}

    assert requeue(database, batch.id) == 1
    assert states_of(database, documents) == [State.RUNNING]
    assert everything(database, results) == []
    assert_balanced(database, batch)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    assert [(job.question.name, job.attempt) for job in bundle.jobs] == [("total", 1)]
    finish_bundle(database, bundle, all_done(bundle, "12 EUR"))
    resolve_all(database)

    after = {result["field"]: result["value"] for result in everything(database, results)}
    assert after == {"number": "7", "total": "12 EUR"}
    assert states_of(database, documents) == [State.DONE]
    assert find_batch(database, batch.id).state is BatchState.DONE


def test_what_was_cancelled_is_tried_again_only_where_that_is_asked_for(database: sa.Engine) -> None:
    batch = split_batch(database)
    cancel(database, batch.id)
    resolve_all(database)

    assert requeue(database, batch.id) == 0
    assert find_batch(database, batch.id).state is BatchState.CANCELLED
    assert requeue(database, batch.id, BOTH) == 2

    assert find_batch(database, batch.id).state is BatchState.OPEN
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    finish_bundle(database, bundle, all_done(bundle))
    resolve_all(database)
    assert states_of(database, documents) == [State.DONE]
    assert_balanced(database, batch)


def test_a_job_that_is_asked_for_again_does_not_wait_for_its_neighbour(database: sa.Engine) -> None:
    batch = split_batch(database)
    [passage] = passages_of(database, batch)
    bundle = claimed_bundle(database, passage)
    number, total = bundle.jobs
    failed = EngineFailed(reason="no luck")
    finish_bundle(database, bundle, {number.id: Retry(failed, after_s=600), total.id: Quarantine(failed)})

    requeue(database, batch.id)

    assert [job.id for job in claimed_bundle(database, passage).jobs] == [total.id]


def test_a_requeued_job_runs_with_its_neighbours_again(database: sa.Engine) -> None:
    batch = split_batch(database)
    [passage] = passages_of(database, batch)
    for _ in range(2):
        claimed_bundle(database, passage)
        expire_leases(database)
        reap(database, Settings(max_attempts=2, backoff_s=0))

    requeue(database, batch.id)

    assert len(claimed_bundle(database, passage).jobs) == 2


def test_to_requeue_what_has_no_such_state_changes_nothing(database: sa.Engine) -> None:
    batch = split_batch(database)
    before = [everything(database, table) for table in (batches, documents, passages, jobs)]

    assert requeue(database, batch.id, BOTH) == 0
    assert requeue(database, batch.id, (State.DONE,)) == 0

    assert [everything(database, table) for table in (batches, documents, passages, jobs)] == before


# --- two at once: PostgreSQL lets them, so each has to see what the other did -------------------------------------


@contextmanager
def meanwhile(database: sa.Engine, act: Callable[[], object], *, waits: bool) -> Iterator[sa.Connection]:
    """A transaction of somebody else while `act` runs in a thread; `act` is looked at after it has been committed."""
    if database.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    done = threading.Event()
    with ThreadPoolExecutor(1) as thread:
        with database.begin() as another:
            yield another
            acting = thread.submit(act)
            acting.add_done_callback(lambda _: done.set())
            assert done.wait(0.3) is not waits
        acting.result(timeout=30)


def test_a_batch_does_not_end_while_files_are_added_to_it(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt")
    with database.begin() as tx:
        tx.execute(documents.update().values(state=State.DONE))
    locked = sa.select(batches.c.id).with_for_update(key_share=True)  # as register() does

    with meanwhile(database, lambda: finish_batches(database), waits=True) as another:
        another.execute(locked)
        another.execute(documents.update().values(state=State.WAITING))

    assert find_batch(database, batch.id).state is BatchState.OPEN


def test_files_are_added_after_the_batch_has_ended_and_open_it_again(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt")
    late = [found_file("late.txt")]

    with meanwhile(database, lambda: register(database, batch.id, late), waits=True) as another:
        another.execute(batches.update().values(state=BatchState.DONE))

    assert find_batch(database, batch.id).state is BatchState.OPEN


def test_a_passage_that_is_just_freed_still_takes_the_requeued_job(database: sa.Engine) -> None:
    batch = batch_with_a_quarantined_job(database)
    [passage] = passages_of(database, batch)
    with database.begin() as tx:
        tx.execute(passages.update().values(state=State.RUNNING))

    with meanwhile(database, lambda: requeue(database, batch.id), waits=True) as another:
        another.execute(passages.update().values(state=State.DONE))  # as finish_bundle() does

    assert states_of(database, passages) == [State.WAITING]
    assert claim_bundle(database, passage, LEASE_S) is not None


def test_a_document_is_not_resolved_while_its_jobs_are_asked_for_again(database: sa.Engine) -> None:
    batch = batch_with_a_quarantined_job(database)
    with database.begin() as tx:
        tx.execute(documents.update().values(state=State.RUNNING))
    ended = []

    def finish() -> None:
        ended.append(finish_document(database, document_of(batch), []))

    with meanwhile(database, finish, waits=True) as another:
        another.execute(documents.update().values(state=State.RUNNING))  # as requeue() does
        another.execute(jobs.update().where(jobs.c.state == State.QUARANTINED).values(state=State.WAITING))

    assert ended == [False]
    assert states_of(database, documents) == [State.RUNNING]


def test_what_was_just_opened_again_is_not_cancelled_as_a_straggler(database: sa.Engine) -> None:
    batch = split_batch(database)
    with database.begin() as tx:
        tx.execute(batches.update().values(state=BatchState.CANCELLED))

    with meanwhile(database, lambda: cancel_stragglers(database), waits=True) as another:
        another.execute(batches.update().values(state=BatchState.OPEN))  # as requeue() does

    assert states_of(database, jobs) == [State.WAITING] * 2
    assert find_batch(database, batch.id).state is BatchState.OPEN


# --- the table of moves ---------------------------------------------------------------------------------------------


class Recorder:
    """Notes what each function of the ledger did to the states of all rows."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self.moves: dict[str, set[tuple[str, str, str]]] = {table: set() for table in MOVES}

    @contextmanager
    def of(self, function: str) -> Iterator[None]:
        before = self._states()
        yield
        after = self._states()
        for table, states in before.items():
            moved = {
                (function, state, after[table][key]) for key, state in states.items() if state != after[table][key]
            }
            assert not (moved - MOVES[table]), f"a move that the table of {table} does not have"
            self.moves[table] |= moved

    def _states(self) -> dict[str, dict[str, str]]:
        tables = (batches, documents, passages, jobs)
        return {table.name: {row["id"]: row["state"] for row in everything(self._database, table)} for table in tables}


def all_stopped(bundle: Bundle) -> dict[str, Outcome]:
    return {job.id: Cancel() for job in bundle.jobs}


def test_the_tables_of_moves_are_what_the_functions_do(database: sa.Engine) -> None:
    seen = Recorder(database)

    for walk in (walk_batches, walk_documents, walk_jobs, walk_cancelled, walk_carried, walk_carried_and_cancelled):
        walk(database, seen)

    assert seen.moves == MOVES


def walk_batches(database: sa.Engine, seen: Recorder) -> None:
    """A batch that is registered, ends, is cancelled, and gets new documents each time."""
    batch = open_batch(database, folder="/documents", questionnaire=TWO_QUESTIONS, model="scripted", name="batches")
    with seen.of("register"):
        register(database, batch.id, [found_file("a.txt")])
    fail_document(database, claimed_document(database, document_of(batch)), Quarantine(FileCorrupt(reason="torn")))
    with seen.of("finish"):
        finish_batches(database)
    with seen.of("register"):
        register(database, batch.id, [found_file("b.txt")])
    with seen.of("cancel"):
        cancel(database, batch.id)
    with seen.of("register"):
        register(database, batch.id, [found_file("c.txt")])
    empty = open_batch(database, folder="/documents", questionnaire=TWO_QUESTIONS, model="scripted", name="empty")
    with seen.of("cancel"):
        cancel(database, empty.id)
    assert_balanced(database, batch)


def walk_documents(database: sa.Engine, seen: Recorder) -> None:
    """Documents that fail, are lost, and are tried again."""
    two_tries = Settings(max_attempts=2, backoff_s=0)
    batch = make_batch(database, "fails.txt", "lost.txt", name="documents")
    fails, lost = document_of(batch, "fails.txt"), document_of(batch, "lost.txt")
    for outcome in (Retry(ParserDied(cause="signal 9"), 0), Quarantine(FileCorrupt(reason="no header"))):
        with seen.of("claim"):
            claimed = claimed_document(database, fails)
        with seen.of("finish"):
            fail_document(database, claimed, outcome)
    for _ in range(2):
        claimed_document(database, lost)
        expire_leases(database)
        with seen.of("reap"):
            reap(database, two_tries)
    with seen.of("requeue"):
        assert requeue(database, batch.id) == 2
    with seen.of("cancel"):
        assert cancel(database, batch.id) == 2
    with seen.of("requeue"):
        assert requeue(database, batch.id, BOTH) == 2
    assert_balanced(database, batch)


def walk_jobs(database: sa.Engine, seen: Recorder) -> None:
    """Jobs that are done, wait again, are lost and are tried again."""
    batch = split_batch(database, questionnaire=TWO_QUESTIONS, name="jobs")
    [passage] = passages_of(database, batch)
    for _ in range(2):
        with seen.of("claim"):
            claimed_bundle(database, passage)
        expire_leases(database)
        with seen.of("reap"):
            reap(database, Settings(max_attempts=2, backoff_s=0))
    with seen.of("finish"):
        resolve_all(database)
    with seen.of("requeue"):
        assert requeue(database, batch.id) == 2
    for outcomes in (all_retry, all_quarantined):
        bundle = claimed_bundle(database, passage)
        with seen.of("finish"):
            finish_bundle(database, bundle, outcomes(bundle))
    assert requeue(database, batch.id) == 2
    bundle = claimed_bundle(database, passage)
    with seen.of("finish"):
        finish_bundle(database, bundle, all_done(bundle))
    with seen.of("finish"):
        resolve_all(database)
    assert_balanced(database, batch)


def walk_cancelled(database: sa.Engine, seen: Recorder) -> None:
    """A batch that is cancelled half way and taken up again."""
    batch = split_batch(database, "one", "two", name="cancelled")
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    with seen.of("cancel"):
        cancel(database, batch.id)
    with seen.of("finish"):
        finish_bundle(database, bundle, all_retry(bundle))
    with seen.of("cancel"):
        cancel_stragglers(database)
    with seen.of("finish"):
        resolve_all(database)
    with seen.of("requeue"):
        requeue(database, batch.id, BOTH)
    assert_balanced(database, batch)


def walk_carried(database: sa.Engine, seen: Recorder) -> None:
    """A batch whose deadline comes while one of its passages is answered, and whose next night goes on."""
    batch = split_batch(database, "one", "two", name="carried")
    register(database, batch.id, [found_file("unsplit.txt")])
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    deadline_comes(database, batch)
    with seen.of("carry"):
        assert carry(database) == 3
    with seen.of("finish"):
        finish_bundle(database, bundle, all_quarantined(bundle))
    with seen.of("finish"):
        resolve_all(database)
    assert find_batch(database, batch.id).state is BatchState.DONE
    with seen.of("requeue"):
        assert requeue(database, batch.id) == 2
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    finish_bundle(database, bundle, all_done(bundle))
    resolve_all(database)
    with seen.of("take_up"):
        assert take_up(database, batch.id, None) == 3
    assert_balanced(database, batch)


def walk_carried_and_cancelled(database: sa.Engine, seen: Recorder) -> None:
    """A batch that is cancelled after its deadline, while it still answers, and then gets a new document."""
    batch = split_batch(database, "one", "two", name="both")
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    deadline_comes(database, batch)
    carry(database)
    cancel(database, batch.id)
    with seen.of("finish"):
        finish_bundle(database, bundle, all_stopped(bundle))
    resolve_all(database)
    assert take_up(database, batch.id, None) == 0
    register(database, batch.id, [found_file("new.txt")])
    with seen.of("take_up"):
        assert take_up(database, batch.id, None) == 2
    assert_balanced(database, batch)
