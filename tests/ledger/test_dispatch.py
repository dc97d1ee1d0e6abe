"""Announcing what waits: as much as was asked for, in order, once until it has to be rung for again."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from batches import (
    all_retry,
    claimed_bundle,
    claimed_document,
    document_of,
    everything,
    make_batch,
    passages_of,
    split_batch,
    states_of,
)
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.control import cancel
from schemas.ledger.database import open_database
from schemas.ledger.dispatch import (
    announce_documents,
    announce_passages,
    expire_leases,
    models_with_work,
    reap,
)
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import documents

NOT_AGAIN_S = 3600.0
MODEL = "scripted"


def test_documents_are_announced_in_the_order_of_batches_and_discovery(database: sa.Engine) -> None:
    first = make_batch(database, "z.txt", "a.txt", name="first")
    second = make_batch(database, "b.txt", name="second")

    announced = announce_documents(database, 10, NOT_AGAIN_S)

    wanted = [(first, "z.txt"), (first, "a.txt"), (second, "b.txt")]
    assert [a.id for a in announced] == [document_of(batch, name) for batch, name in wanted]
    assert [(a.batch_id, a.attempt) for a in announced] == [(first.id, 1), (first.id, 1), (second.id, 1)]


def test_passages_are_announced_in_reading_order(database: sa.Engine) -> None:
    batch = split_batch(database, "one", "two", "three")

    announced = announce_passages(database, MODEL, 10, NOT_AGAIN_S)

    assert [a.id for a in announced] == passages_of(database, batch)


@pytest.mark.parametrize("limit", [-1, 0])
def test_without_room_nothing_is_announced(database: sa.Engine, limit: int) -> None:
    make_batch(database)

    assert announce_documents(database, limit, NOT_AGAIN_S) == []


def test_no_more_than_the_limit_is_announced_and_nothing_twice(database: sa.Engine) -> None:
    make_batch(database, *(f"{number}.txt" for number in range(5)))

    rounds = [announce_documents(database, 2, NOT_AGAIN_S) for _ in range(4)]

    assert [len(announced) for announced in rounds] == [2, 2, 1, 0]
    assert len({a.id for announced in rounds for a in announced}) == 5


def test_what_nobody_claimed_is_rung_for_again(database: sa.Engine) -> None:
    batch = make_batch(database)
    announce_documents(database, 1, ring_again_s=0.2)
    assert announce_documents(database, 1, ring_again_s=0.2) == []

    time.sleep(0.3)

    assert [a.id for a in announce_documents(database, 1, ring_again_s=0.2)] == [document_of(batch)]


def test_what_was_claimed_is_not_announced(database: sa.Engine) -> None:
    batch = make_batch(database)
    claimed_document(database, document_of(batch))

    assert announce_documents(database, 1, ring_again_s=0.0) == []


def test_a_bundle_that_waits_again_is_announced_at_once_with_its_next_attempt(database: sa.Engine) -> None:
    [passage] = passages_of(database, split_batch(database))
    announce_passages(database, MODEL, 1, NOT_AGAIN_S)
    bundle = claimed_bundle(database, passage)

    finish_bundle(database, bundle, all_retry(bundle))

    [announced] = announce_passages(database, MODEL, 1, NOT_AGAIN_S)
    assert (announced.id, announced.attempt) == (passage, 2)


def test_a_bundle_is_not_announced_before_its_time(database: sa.Engine) -> None:
    bundle = claimed_bundle(database, passages_of(database, split_batch(database))[0])

    finish_bundle(database, bundle, all_retry(bundle, after_s=60))

    assert announce_passages(database, MODEL, 1, NOT_AGAIN_S) == []


def test_the_work_of_another_model_is_left_to_its_queue(database: sa.Engine) -> None:
    split_batch(database)

    assert models_with_work(database) == [MODEL]
    assert announce_passages(database, "another", 1, NOT_AGAIN_S) == []


def test_a_cancelled_batch_is_not_announced(database: sa.Engine) -> None:
    batch = make_batch(database)
    cancel(database, batch.id)

    assert announce_documents(database, 1, NOT_AGAIN_S) == []
    assert models_with_work(database) == []


def test_two_dispatchers_at_once_announce_each_document_once(database: sa.Engine, database_url: str) -> None:
    names = [f"{number}.txt" for number in range(60)]
    batch = make_batch(database, *names)
    other = open_database(database_url)

    def announce_all(ledger: sa.Engine) -> list[str]:
        found = []
        while announced := announce_documents(ledger, 5, NOT_AGAIN_S):
            found += [a.id for a in announced]
        return found

    with ThreadPoolExecutor(2) as both:
        found = [work for part in both.map(announce_all, [database, other]) for work in part]
    other.dispose()

    assert sorted(found) == sorted(document_of(batch, name) for name in names)


def test_a_dispatcher_takes_other_rows_than_the_one_that_is_at_it(database: sa.Engine) -> None:
    if database.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    batch = make_batch(database, "a.txt", "b.txt", "c.txt")
    held = sa.select(documents.c.id).where(documents.c.id == document_of(batch, "a.txt")).with_for_update()

    with database.begin() as another:
        another.execute(held)
        announced = announce_documents(database, 2, NOT_AGAIN_S)

    assert [a.id for a in announced] == [document_of(batch, "b.txt"), document_of(batch, "c.txt")]


def test_a_lease_that_runs_is_not_taken_back(database: sa.Engine, short_settings: Settings) -> None:
    batch = make_batch(database)
    claimed_document(database, document_of(batch))

    assert reap(database, short_settings) == 0
    assert states_of(database, documents) == [State.RUNNING]


def test_all_leases_end_for_one_who_knows_that_he_is_alone(database: sa.Engine, short_settings: Settings) -> None:
    [passage] = passages_of(database, split_batch(database))
    claimed_bundle(database, passage)
    batch = make_batch(database, "b.txt", name="other")
    claimed_document(database, document_of(batch, "b.txt"))

    expire_leases(database)

    assert reap(database, short_settings) == 2
    assert reap(database, short_settings) == 0


def test_a_split_document_is_nobodys_and_is_not_taken_back(database: sa.Engine, short_settings: Settings) -> None:
    split_batch(database)

    expire_leases(database)

    assert reap(database, short_settings) == 0
    assert [document["attempts"] for document in everything(database, documents)] == [1]
