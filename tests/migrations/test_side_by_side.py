"""Programs of release 0.1.0 and of this one work on the same tables at the same time, at every revision since."""

import threading
import time

import pytest
import sqlalchemy as sa

from batches import all_done
from producer.resolve import resolve
from schemas import ids
from schemas.ledger.audit import audit
from schemas.ledger.bundles import claim_bundle, finish_bundle
from schemas.ledger.migrations import revisions
from schemas.ledger.results import answered_documents, candidates, finish_batches, finish_document
from tests.migrations import release_0_1_0
from tests.migrations.conftest import upgrade

PASSAGES = 30

#: Between two bundles of a worker the other gets its turn, seconds.
ANSWERING_S = 0.01


@pytest.mark.parametrize("revision", revisions())
def test_the_old_programs_go_on_at_every_revision(bare: sa.Engine, revision: str) -> None:
    upgrade(bare, revision)

    batches = release_0_1_0.half_a_night(bare)

    with bare.begin() as tx:
        assert tx.scalar(sa.text("SELECT count(*) FROM answers")) == 8
        assert tx.scalar(sa.text("SELECT count(*) FROM batches")) == len(batches)


def test_old_and_new_workers_share_a_batch(database: sa.Engine) -> None:
    batch, rows = release_0_1_0.register(database, "shared", 2)
    for document in rows:
        token = release_0_1_0.claim_document(database, document) or ""
        release_0_1_0.split(database, batch, document, token, [f"Invoice number: {n}" for n in range(PASSAGES)])
    passages = [ids.passage_id(document, ordinal) for document in rows for ordinal in range(PASSAGES)]
    start, answered = threading.Barrier(2), {"old": 0, "new": 0}

    def old_worker() -> None:
        start.wait(30)
        for passage in passages:
            answered["old"] += release_0_1_0.work(database, [passage])
            time.sleep(ANSWERING_S)

    def new_worker() -> None:
        start.wait(30)
        for passage in reversed(passages):
            bundle = claim_bundle(database, passage, lease_s=60)
            if bundle is not None:
                finish_bundle(database, bundle, all_done(bundle))
                answered["new"] += 1
            time.sleep(ANSWERING_S)

    threads = [threading.Thread(target=work) for work in (old_worker, new_worker)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    assert answered["old"] + answered["new"] == len(passages)
    assert min(answered.values()) > 0
    assert release_0_1_0.finish_document(database, batch, rows[0])
    for document, questionnaire in answered_documents(database):
        assert finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    assert finish_batches(database) == [batch]
    found = audit(database, batch)
    assert (found.imbalances, found.ended, found.answers) == ((), True, 4 * PASSAGES)


def test_new_programs_finish_what_old_ones_began(database: sa.Engine) -> None:
    _, batch, _ = release_0_1_0.half_a_night(database)
    with database.begin() as tx:
        waiting = list(tx.scalars(sa.text("SELECT id FROM passages WHERE state = 'waiting' ORDER BY id")))

    for passage in waiting:
        while bundle := claim_bundle(database, passage, lease_s=60):  # one of them is asked question by question
            finish_bundle(database, bundle, all_done(bundle))

    assert len(waiting) == 3
    found = audit(database, batch)
    assert (found.imbalances, found.sums["jobs"].by_state["waiting"]) == ((), 0)
    assert found.sums["jobs"].by_state["done"] == 2 * 2 + 2 * len(waiting)
