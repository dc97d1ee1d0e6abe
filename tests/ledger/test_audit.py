"""The audit finds each imbalance that can be made, says whose it is, and finds none where all is well."""

import json
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from batches import (
    all_done,
    all_quarantined,
    all_retry,
    answer,
    claimed_bundle,
    claimed_document,
    deadline_comes,
    document_of,
    make_batch,
    split_batch,
    store,
)
from producer.resolve import resolve
from schemas.errors import FileEncrypted
from schemas.ids import job_id, passage_id
from schemas.ledger import audit as audit_module
from schemas.ledger.audit import audit
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.control import cancel, requeue
from schemas.ledger.deadline import carry
from schemas.ledger.documents import fail_document
from schemas.ledger.register import Batch, register
from schemas.ledger.results import answered_documents, candidates, finish_batches, finish_document
from schemas.ledger.rounds import Asked, Further, begin_round
from schemas.outcomes import Done, Quarantine
from schemas.states import State
from schemas.tables import metadata

TWO_PASSAGES = ("Invoice number: 7", "Total amount: 12 EUR")


def finish_what_is_answered(database: sa.Engine) -> None:
    for document, questionnaire in answered_documents(database):
        finish_document(database, document, resolve(questionnaire, candidates(database, document)))


@pytest.fixture
def night(database: sa.Engine) -> Batch:
    """A batch in the middle of its night, with a document in each place on the way."""
    names = ("done", "failed", "asked", "parsed", "new", "bad")
    batch = make_batch(database, *names)
    for name in ("done", "failed", "asked"):
        store(database, claimed_document(database, document_of(batch, name)), TWO_PASSAGES)
    for ordinal in range(2):
        for name, outcomes in (("done", all_done), ("failed", all_quarantined)):
            bundle = claimed_bundle(database, passage_id(document_of(batch, name), ordinal))
            finish_bundle(database, bundle, outcomes(bundle))
    finish_what_is_answered(database)
    claimed_bundle(database, passage_id(document_of(batch, "asked"), 0))
    claimed_document(database, document_of(batch, "parsed"))
    bad = claimed_document(database, document_of(batch, "bad"))
    fail_document(database, bad, Quarantine(FileEncrypted()))
    return batch


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


@dataclass(frozen=True)
class Damage:
    """Statements that leave one imbalance, and whose it is: a name in `places`."""

    name: str
    table: str
    whose: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}-{self.table}-{self.whose}"


def damage(name: str, table: str, whose: str, *statements: str) -> Damage:
    return Damage(name, table, whose, statements)


TWIN_JOB = (
    "CREATE TABLE twins AS SELECT * FROM jobs WHERE id = '{waiting_job}'",
    "UPDATE twins SET id = 'twin'",
    "INSERT INTO jobs SELECT * FROM twins",
)

DAMAGES = [
    # What does not add up, and ends half written.
    damage("state_unknown", "documents", "new", "UPDATE documents SET state = 'lost' WHERE id = '{new}'"),
    damage("state_unknown", "passages", "free", "UPDATE passages SET state = 'lost' WHERE id = '{free}'"),
    damage("state_unknown", "jobs", "done_job", "UPDATE jobs SET state = 'lost' WHERE id = '{done_job}'"),
    damage("ending_without_time", "documents", "done", "UPDATE documents SET ended_at = NULL WHERE id = '{done}'"),
    damage("ending_without_time", "documents", "new", "UPDATE documents SET ended_at = 1 WHERE id = '{new}'"),
    damage("ending_without_time", "jobs", "done_job", "UPDATE jobs SET ended_at = NULL WHERE id = '{done_job}'"),
    damage("ending_without_time", "batches", "batch", "UPDATE batches SET ended_at = 1 WHERE id = '{batch}'"),
    damage("ending_without_time", "batches", "batch", "UPDATE batches SET state = 'done' WHERE id = '{batch}'"),
    damage("quarantine_without_reason", "documents", "bad", "UPDATE documents SET error = '' WHERE id = '{bad}'"),
    damage(
        "quarantine_without_reason", "jobs", "failed_job", "UPDATE jobs SET error_code = NULL WHERE id = '{failed_job}'"
    ),
    # What belongs to nobody, or to another.
    damage("without_document", "passages", "free", "UPDATE passages SET document_id = 'gone' WHERE id = '{free}'"),
    damage("without_document", "jobs", "done_job", "UPDATE jobs SET document_id = 'gone' WHERE id = '{done_job}'"),
    damage("without_document", "jobs", "done_job", "UPDATE documents SET batch_id = '{other}' WHERE id = '{done}'"),
    damage("without_passage", "jobs", "waiting_job", "DELETE FROM passages WHERE id = '{free}'"),
    damage("without_passage", "jobs", "waiting_job", "UPDATE passages SET batch_id = '{other}' WHERE id = '{free}'"),
    damage(
        "of_another_document", "jobs", "done_job", "UPDATE jobs SET document_id = '{failed}' WHERE id = '{done_job}'"
    ),
    damage(
        "without_document", "results", "gone", "UPDATE results SET document_id = 'gone' WHERE document_id = '{done}'"
    ),
    # Leases.
    damage("lease_expired", "documents", "parsed", "UPDATE documents SET lease_until = 1 WHERE id = '{parsed}'"),
    damage("lease_expired", "passages", "held", "UPDATE passages SET lease_until = 1 WHERE id = '{held}'"),
    damage("lease_without_run", "documents", "new", "UPDATE documents SET lease_token = 'x' WHERE id = '{new}'"),
    damage("lease_without_run", "passages", "free", "UPDATE passages SET lease_until = 9e9 WHERE id = '{free}'"),
    damage("run_without_lease", "documents", "parsed", "UPDATE documents SET lease_until = NULL WHERE id = '{parsed}'"),
    damage("run_without_lease", "passages", "held", "UPDATE passages SET lease_token = NULL WHERE id = '{held}'"),
    damage("lease_after_split", "documents", "asked", "UPDATE documents SET lease_until = 9e9 WHERE id = '{asked}'"),
    # Batches that ended, or never began.
    damage("unfinished_in_done_batch", "documents", "asked", "UPDATE batches SET state = 'done' WHERE id = '{batch}'"),
    damage("unfinished_in_done_batch", "jobs", "held_job", "UPDATE batches SET state = 'done' WHERE id = '{batch}'"),
    damage(
        "waiting_in_cancelled_batch", "documents", "new", "UPDATE batches SET state = 'cancelled' WHERE id = '{batch}'"
    ),
    damage(
        "waiting_in_cancelled_batch",
        "jobs",
        "waiting_job",
        "UPDATE batches SET state = 'cancelled' WHERE id = '{batch}'",
    ),
    damage("batch_not_opened", "documents", "new", "UPDATE batches SET state = 'registering' WHERE id = '{batch}'"),
    # Splits.
    damage("split_in_part", "documents", "asked", "UPDATE documents SET split_at = NULL WHERE id = '{asked}'"),
    damage("split_forgotten", "documents", "asked", "UPDATE documents SET state = 'waiting' WHERE id = '{asked}'"),
    damage("done_unsplit", "documents", "done", "UPDATE documents SET split_at = NULL WHERE id = '{done}'"),
    damage("passages_missing", "documents", "asked", "DELETE FROM passages WHERE id = '{held}'"),
    damage("passages_missing", "documents", "asked", "DELETE FROM passages WHERE document_id = '{asked}'"),
    damage("jobs_miscounted:number", "documents", "asked", "DELETE FROM jobs WHERE id = '{waiting_job}'"),
    damage("jobs_miscounted:number", "documents", "asked", *TWIN_JOB),
    damage("job_not_asked", "jobs", "waiting_job", "UPDATE jobs SET field = 'colour' WHERE id = '{waiting_job}'"),
    damage("job_not_asked", "jobs", "waiting_job", "UPDATE jobs SET kind = 'boolean' WHERE id = '{waiting_job}'"),
    # Rounds.
    damage("rounds_missing", "documents", "asked", "UPDATE passages SET round = 3 WHERE id = '{free}'"),
    damage("rounds_missing", "documents", "asked", "UPDATE passages SET round = 2 WHERE document_id = '{asked}'"),
    damage(
        "round_for_nothing",
        "passages",
        "free",
        "UPDATE passages SET round = 2 WHERE id = '{free}'",
        "DELETE FROM jobs WHERE passage_id = '{free}'",
    ),
    damage("copy_unfaithful", "passages", "free", "UPDATE passages SET copy_of = 'gone' WHERE id = '{free}'"),
    damage("copy_unfaithful", "passages", "free", "UPDATE passages SET copy_of = '{held}' WHERE id = '{free}'"),
    damage("answered_by_another", "passages", "answered", "UPDATE passages SET model = 'x' WHERE id = '{answered}'"),
    # Passages that contradict their jobs.
    damage(
        "passage_waits_for_nothing",
        "passages",
        "answered",
        "UPDATE passages SET state = 'waiting' WHERE id = '{answered}'",
    ),
    damage(
        "passage_runs_for_nothing", "passages", "held", "UPDATE jobs SET state = 'waiting' WHERE passage_id = '{held}'"
    ),
    damage("job_forgotten", "jobs", "waiting_job", "UPDATE passages SET state = 'done' WHERE id = '{free}'"),
    damage("job_abandoned", "jobs", "held_job", "UPDATE passages SET state = 'waiting' WHERE id = '{held}'"),
    # Answers.
    damage("answer_lost", "jobs", "done_job", "DELETE FROM answers WHERE job_id = '{done_job}'"),
    damage(
        "answer_doubled", "jobs", "done_job", "INSERT INTO answers SELECT * FROM answers WHERE job_id = '{done_job}'"
    ),
    damage("answer_unclaimed", "jobs", "done_job", "UPDATE jobs SET state = 'waiting' WHERE id = '{done_job}'"),
    # Ends and results of documents.
    damage("document_ended_early", "documents", "asked", "UPDATE documents SET state = 'done' WHERE id = '{asked}'"),
    damage("document_not_all_done", "documents", "done", "UPDATE jobs SET state = 'cancelled' WHERE id = '{done_job}'"),
    damage("results_not_one_a_field", "documents", "done", "DELETE FROM results WHERE document_id = '{done}'"),
    damage(
        "results_not_one_a_field",
        "documents",
        "done",
        "DELETE FROM results WHERE document_id = '{done}' AND field = 'total'",
    ),
    damage(
        "results_not_one_a_field",
        "documents",
        "done",
        "INSERT INTO results SELECT * FROM results WHERE document_id = '{done}' AND field = 'total'",
    ),
    damage("results_too_early", "documents", "done", "UPDATE documents SET state = 'running' WHERE id = '{done}'"),
    damage("result_unfounded", "results", "done", "UPDATE results SET job_id = NULL WHERE document_id = '{done}'"),
    damage(
        "result_unfounded", "results", "done", "UPDATE results SET job_id = '{held_job}' WHERE document_id = '{done}'"
    ),
    damage("result_unfounded", "results", "done", "UPDATE jobs SET state = 'quarantined' WHERE document_id = '{done}'"),
    damage(
        "evidence_unfounded",
        "results",
        "done",
        "UPDATE results SET source_job_id = '{held_job}' WHERE document_id = '{done}'",
    ),
]


def places(batch: Batch, other: Batch) -> dict[str, str]:
    """Ids by what the damages call them."""
    of = {name: document_of(batch, name) for name in ("done", "failed", "asked", "parsed", "new", "bad")}
    held, free = passage_id(of["asked"], 0), passage_id(of["asked"], 1)
    answered = passage_id(of["done"], 0)
    return of | {
        "batch": batch.id,
        "other": other.id,
        "gone": "gone",
        "held": held,
        "free": free,
        "answered": answered,
        "held_job": job_id(held, "number"),
        "waiting_job": job_id(free, "number"),
        "done_job": job_id(answered, "number"),
        "failed_job": job_id(passage_id(of["failed"], 0), "number"),
    }


def take_off_the_guards(database: sa.Engine) -> None:
    """All tables without any constraint: what is tested is the audit, not what the database would refuse."""
    postgresql = database.dialect.name == "postgresql"
    with database.connect() as connection:
        if not postgresql:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # no transaction has begun
        with connection.begin():
            for name in metadata.tables:
                connection.exec_driver_sql(f"CREATE TABLE bare AS SELECT * FROM {name}")
                connection.exec_driver_sql(f"DROP TABLE {name}{' CASCADE' if postgresql else ''}")
                connection.exec_driver_sql(f"ALTER TABLE bare RENAME TO {name}")


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_each_imbalance_is_found(database: sa.Engine, night: Batch, damage: Damage) -> None:
    where = places(night, make_batch(database, name="other"))
    take_off_the_guards(database)
    assert audit(database, night.id).balanced
    with database.begin() as tx:
        for statement in damage.statements:
            tx.exec_driver_sql(statement.format(**where))

    found = audit(database, night.id)

    assert not found.balanced
    named = [i for i in found.imbalances if (i.name, i.table) == (damage.name, damage.table)]
    assert len(named) == 1, found.imbalances
    assert where[damage.whose] in named[0].ids
    assert named[0].count == len(named[0].ids) <= 6
    assert named[0].meaning


def test_no_rule_is_without_its_damage(night: Batch) -> None:
    rules = {(rule.name, rule.table) for rule in audit_module._rules(night.id, night.questionnaire, now=0.0)}

    assert {(damage.name, damage.table) for damage in DAMAGES} | {("jobs_miscounted:total", "documents")} == rules


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
