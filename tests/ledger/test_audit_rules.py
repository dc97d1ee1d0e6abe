"""Each rule of the audit is broken by hand, and finds whose row it is."""

from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from batches import document_of, make_batch, take_off_the_guards
from schemas.ids import job_id, passage_id
from schemas.ledger.audit import audit
from schemas.ledger.audit_rules import rules
from schemas.ledger.register import Batch


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
    broken = {(damage.name, damage.table) for damage in DAMAGES} | {("jobs_miscounted:total", "documents")}

    assert broken == {(rule.name, rule.table) for rule in rules(night.id, night.questionnaire, now=0.0)}
