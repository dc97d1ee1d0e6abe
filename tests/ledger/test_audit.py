"""The audit finds nothing wrong at any step of a sound batch, and reports sums and imbalances."""

import json

import pytest
import sqlalchemy as sa

from batches import (
    TWO_PASSAGES,
    all_done,
    all_quarantined,
    all_retry,
    answer,
    claimed_bundle,
    claimed_document,
    deadline_comes,
    document_of,
    finish_what_is_answered,
    make_batch,
    split_batch,
    store,
    take_off_the_guards,
)
from schemas.ids import passage_id
from schemas.ledger import audit as audit_module
from schemas.ledger.audit import audit
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.control import cancel, requeue
from schemas.ledger.deadline import carry
from schemas.ledger.register import Batch, register
from schemas.ledger.results import finish_batches
from schemas.ledger.rounds import Asked, Further, begin_round
from schemas.outcomes import Done
from schemas.states import State


def test_a_batch_in_the_middle_of_its_night_is_clean(database: sa.Engine, night: Batch) -> None:
    found = audit(database, night.id)

    assert found.imbalances == ()
    assert (found.balanced, found.ended, found.answers) == (True, False, 4)
    documents, jobs = found.sums["documents"], found.sums["jobs"]
    assert documents.by_state == {
        "waiting": 1, "running": 2, "done": 2, "quarantined": 1, "cancelled": 0, "carried": 0
    }  # fmt: skip
    assert jobs.by_state == {"waiting": 2, "running": 2, "done": 4, "quarantined": 4, "cancelled": 0, "carried": 0}
    assert (documents.registered, jobs.registered) == (6, 12)
    assert found.sums["key_value jobs"].registered == found.sums["extraction jobs"].registered == 6


def test_every_step_of_a_batch_is_clean(database: sa.Engine) -> None:
    batch = make_batch(database)
    assert audit(database, batch.id).balanced
    claimed = claimed_document(database, document_of(batch))
    assert audit(database, batch.id).balanced
    store(database, claimed, TWO_PASSAGES)
    first, second = (passage_id(document_of(batch), ordinal) for ordinal in range(2))
    for outcomes in (all_retry, all_done):
        bundle = claimed_bundle(database, first)
        assert audit(database, batch.id).balanced
        finish_bundle(database, bundle, outcomes(bundle))
        assert audit(database, batch.id).balanced
    bundle = claimed_bundle(database, second)
    cancel(database, batch.id)
    finish_bundle(database, bundle, all_quarantined(bundle))
    assert audit(database, batch.id).balanced
    finish_what_is_answered(database)
    assert audit(database, batch.id).ended

    requeue(database, batch.id, [State.QUARANTINED, State.CANCELLED])
    assert audit(database, batch.id).balanced
    assert not audit(database, batch.id).ended
    bundle = claimed_bundle(database, second)
    finish_bundle(database, bundle, all_done(bundle))
    finish_what_is_answered(database)
    assert finish_batches(database) == [batch.id]

    found = audit(database, batch.id)
    assert (found.balanced, found.ended) == (True, True)
    assert found.answers == found.sums["jobs"].by_state["done"] == 4


def test_a_document_in_its_second_round_is_clean(database: sa.Engine) -> None:
    batch = split_batch(database, *TWO_PASSAGES)
    first, second = (passage_id(document_of(batch), ordinal) for ordinal in range(2))
    for passage in (first, second):
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, all_done(bundle))
    asked = (Asked(batch.questionnaire.field("total")),)

    assert begin_round(database, document_of(batch), 2, [Further(asked, copy_of=second, model="larger")])

    assert audit(database, batch.id).imbalances == ()
    bundle = claimed_bundle(database, passage_id(document_of(batch), 2))
    finish_bundle(database, bundle, {job.id: Done(answer(model="larger@int8")) for job in bundle.jobs})
    finish_what_is_answered(database)
    found = audit(database, batch.id)
    assert (found.imbalances, found.answers) == ((), 5)


def test_a_result_that_was_carried_needs_no_job(database: sa.Engine) -> None:
    batch = split_batch(database, *TWO_PASSAGES)
    register(database, batch.id, [])
    deadline_comes(database, batch)
    assert carry(database) == 4

    finish_what_is_answered(database)

    assert audit(database, batch.id).imbalances == ()


def test_a_batch_cancelled_before_it_began_is_clean(database: sa.Engine) -> None:
    unsplit = make_batch(database, name="unsplit")
    split = split_batch(database, *TWO_PASSAGES, name="split")
    for batch in (unsplit, split):
        cancel(database, batch.id)
    finish_what_is_answered(database)

    for batch in (unsplit, split):
        found = audit(database, batch.id)
        assert (found.imbalances, found.ended) == ((), True)


def test_a_state_that_does_not_exist_unbalances_the_sums(database: sa.Engine, night: Batch) -> None:
    take_off_the_guards(database)
    with database.begin() as tx:
        tx.exec_driver_sql("UPDATE jobs SET state = 'lost' WHERE kind = 'extraction'")

    sums = audit(database, night.id).sums

    assert {what: found.balanced for what, found in sums.items()} == {
        "documents": True,
        "jobs": False,
        "extraction jobs": False,
        "key_value jobs": True,
    }


def test_many_ids_are_counted_and_some_are_listed(database: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = make_batch(database, *(f"{number}.txt" for number in range(12)))
    monkeypatch.setattr(audit_module, "LISTED", 5)
    with database.begin() as tx:
        tx.exec_driver_sql("UPDATE documents SET ended_at = 1")

    [found] = audit(database, batch.id).imbalances

    assert (found.count, len(found.ids)) == (12, 5)
    assert list(found.ids) == sorted(found.ids)


def test_the_damage_of_another_batch_is_not_this_ones(database: sa.Engine, night: Batch) -> None:
    other = make_batch(database, name="other")
    with database.begin() as tx:
        tx.execute(sa.text("UPDATE documents SET ended_at = 1 WHERE batch_id = :other"), {"other": other.id})

    assert audit(database, night.id).balanced
    assert not audit(database, other.id).balanced


def test_an_audit_is_json(database: sa.Engine, night: Batch) -> None:
    with database.begin() as tx:
        tx.execute(sa.text("UPDATE documents SET ended_at = 1 WHERE id = :id"), {"id": document_of(night, "new")})

    written = json.loads(json.dumps(audit(database, night.id).to_json()))

    assert (written["batch"], written["balanced"], written["ended"]) == (night.id, False, False)
    assert written["sums"]["jobs"]["registered"] == 12
    assert written["sums"]["jobs"]["balanced"]
    assert [i["ids"] for i in written["imbalances"]] == [[document_of(night, "new")]]
