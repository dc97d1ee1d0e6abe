"""A document's life: claimed once, split wholly or not at all, failed with a reason, lost and taken back."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from batches import (
    LEASE_S,
    assert_balanced,
    claimed_document,
    document_of,
    everything,
    make_batch,
    row,
    split_batch,
    store,
)
from schemas.errors import FileCorrupt, LeaseLost, ParserDied
from schemas.ledger.control import cancel
from schemas.ledger.dispatch import expire_leases, reap
from schemas.ledger.documents import claim_document, fail_document
from schemas.ledger.leases import renew
from schemas.outcomes import Quarantine, Retry
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import answers, documents, jobs, passages


def test_a_claim_says_what_to_split_and_counts_the_attempt_before_it_runs(database: sa.Engine) -> None:
    batch = make_batch(database)

    claimed = claimed_document(database, document_of(batch))

    assert (claimed.folder, claimed.path, claimed.attempt) == ("/documents", "a.txt", 1)
    assert claimed.questionnaire == batch.questionnaire
    document = row(database, documents, claimed.id)
    assert (document["state"], document["attempts"]) == (State.RUNNING, 1)
    assert_balanced(database, batch)


def test_a_document_is_claimed_once(database: sa.Engine) -> None:
    batch = make_batch(database)

    claimed_document(database, document_of(batch))

    assert claim_document(database, document_of(batch), LEASE_S) is None


def test_of_two_who_claim_at_once_one_wins(database: sa.Engine) -> None:
    names = [f"{number}.txt" for number in range(10)]
    batch = make_batch(database, *names)
    start = threading.Barrier(2)

    def claim_all() -> list[str]:
        won = []
        for name in names:
            start.wait(timeout=30)
            if claim_document(database, document_of(batch, name), LEASE_S):
                won.append(name)
        return won

    with ThreadPoolExecutor(2) as both:
        first, second = (claims.result() for claims in [both.submit(claim_all), both.submit(claim_all)])

    assert sorted(first + second) == sorted(names)
    assert {document["attempts"] for document in everything(database, documents)} == {1}


def test_a_document_is_not_claimed_before_its_time(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    fail_document(database, claimed, Retry(ParserDied(cause="signal 9"), after_s=60))

    assert claim_document(database, claimed.id, LEASE_S) is None


def test_a_document_of_a_cancelled_batch_is_not_claimed(database: sa.Engine) -> None:
    batch = make_batch(database)
    cancel(database, batch.id)

    assert claim_document(database, document_of(batch), LEASE_S) is None


def test_a_split_document_has_its_passages_and_jobs(database: sa.Engine) -> None:
    batch = split_batch(database, "first passage", "second passage")

    document = row(database, documents, document_of(batch))
    assert (document["state"], document["pages"], document["parser"]) == (State.RUNNING, 2, "test@1")
    assert document["lease_token"] is None
    assert {p["text"] for p in everything(database, passages)} == {"first passage", "second passage"}
    assert [job["state"] for job in everything(database, jobs)] == [State.WAITING] * 4
    assert_balanced(database, batch)


def test_what_an_earlier_try_complained_of_is_gone_after_the_split(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    fail_document(database, claimed, Retry(ParserDied(cause="signal 9"), after_s=0))

    store(database, claimed_document(database, claimed.id), ["text"])

    document = row(database, documents, claimed.id)
    assert (document["error_code"], document["error"], document["trace"]) == (None, None, None)


def test_a_document_is_split_wholly_or_not_at_all(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    repeated = claimed.questionnaire.model_copy(update={"fields": claimed.questionnaire.fields[:1] * 2})
    broken = type(claimed)(**{**vars(claimed), "questionnaire": repeated})

    with pytest.raises(sa.exc.IntegrityError):
        store(database, broken, ["text"])  # two jobs for one field of one passage

    assert everything(database, passages) == []
    assert row(database, documents, claimed.id)["split_at"] is None
    assert renew(database, claimed.lease, LEASE_S)


def test_a_failed_document_waits_for_its_next_try(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))

    fail_document(database, claimed, Retry(ParserDied(cause="signal 9"), after_s=0))

    document = row(database, documents, claimed.id)
    assert (document["state"], document["error_code"]) == (State.WAITING, "ParserDied")
    assert claimed_document(database, claimed.id).attempt == 2


def test_a_document_in_quarantine_keeps_reason_and_trace(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    error = FileCorrupt(reason="no header")
    error.__cause__ = ValueError("byte 0")

    fail_document(database, claimed, Quarantine(error))

    document = row(database, documents, claimed.id)
    assert document["state"] == State.QUARANTINED
    assert document["error"] == str(error)
    assert document["trace"] == "ValueError: byte 0"
    assert document["ended_at"] is not None
    assert_balanced(database, batch)


def test_a_heartbeat_pushes_the_end_of_the_lease(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    before = row(database, documents, claimed.id)["lease_until"]

    assert renew(database, claimed.lease, 10 * LEASE_S)

    assert row(database, documents, claimed.id)["lease_until"] > before + LEASE_S


@pytest.mark.parametrize("claimed_again", [False, True])
def test_a_late_splitter_changes_no_row(database: sa.Engine, short_settings: Settings, claimed_again: bool) -> None:
    batch = make_batch(database)
    late = claimed_document(database, document_of(batch))
    expire_leases(database)
    reap(database, short_settings)
    if claimed_again:
        claimed_document(database, late.id)
    before = [everything(database, table) for table in (documents, passages, jobs, answers)]

    assert not renew(database, late.lease, LEASE_S)
    with pytest.raises(LeaseLost):
        store(database, late, ["too late"])
    with pytest.raises(LeaseLost):
        fail_document(database, late, Quarantine(FileCorrupt(reason="too late")))

    assert [everything(database, table) for table in (documents, passages, jobs, answers)] == before


def test_a_document_whose_splitter_disappears_each_time_ends_in_quarantine(database: sa.Engine) -> None:
    settings = Settings(max_attempts=2, backoff_s=0.0, backoff_max_s=0.0)
    batch = make_batch(database)
    states = []

    for _ in range(2):
        claimed = claimed_document(database, document_of(batch))
        expire_leases(database)
        assert reap(database, settings) == 1
        states.append(row(database, documents, claimed.id)["state"])
        assert_balanced(database, batch)

    document = row(database, documents, claimed.id)
    assert states == [State.WAITING, State.QUARANTINED]
    assert document["error_code"] == "SplitterLost"
    assert "2 times" in document["error"]


def test_a_document_taken_back_waits_with_backoff(database: sa.Engine) -> None:
    settings = Settings(backoff_s=100.0)
    batch = make_batch(database)
    claimed = claimed_document(database, document_of(batch))
    expire_leases(database)

    reap(database, settings)

    waits_s = row(database, documents, claimed.id)["not_before"] - time.time()
    assert 45 < waits_s <= 100
    assert claim_document(database, claimed.id, LEASE_S) is None
