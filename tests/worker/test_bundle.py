"""A worker at its desk: real ledger, scripted engine; each way in which a bundle can end."""

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa
from celery.exceptions import SoftTimeLimitExceeded

from batches import (
    LEASE_S,
    assert_balanced,
    claimed_bundle,
    everything,
    passages_of,
    row,
    split_batch,
    states_of,
)
from schemas.catalogue import load_catalogue
from schemas.ledger.bundles import claim_bundle
from schemas.ledger.control import cancel
from schemas.ledger.dispatch import expire_leases, reap
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import answers, jobs, passages
from worker.bundle import Desk, answer_passage
from worker.engines.contract import Ask, Generation, Stop, never
from worker.engines.scripted import ScriptedEngine

INVOICE = "Invoice number: 0001\nTotal amount: $22,500.00\nThe invoice was paid by Acme."

QUESTIONS = Questionnaire.model_validate(
    {
        "name": "Invoices",
        "fields": [
            {"name": "number", "kind": "key_value", "key": "invoice number"},
            {"name": "total", "kind": "extraction", "question": "What is the total amount?", "type": "amount"},
            {"name": "paid", "kind": "boolean", "question": "Was the invoice paid?"},
            {"name": "captain", "kind": "key_value", "key": "captain's name"},
            {"name": "summary", "kind": "summarization", "style": "headline"},
        ],
    }
)


class InterruptedEngine(ScriptedEngine):
    """The scripted engine, and what happens while it answers."""

    def __init__(self, settings: Settings, happens: object) -> None:
        super().__init__(load_catalogue(settings).find("scripted"), settings)
        self._happens = happens

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        self._happens()  # type: ignore[operator]
        return super().answer(passage, asks, stop)


class CountedStops(InterruptedEngine):
    """Counts how often it asks whether to stop."""

    steps = 0

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        def counted() -> bool:
            self.steps += 1
            return stop()

        return super().answer(passage, asks, counted)


def desk(database: sa.Engine, settings: Settings, *, context_tokens: int = 8192) -> Desk:
    card = load_catalogue(settings).find("scripted").model_copy(update={"context_tokens": context_tokens})
    return Desk(database, ScriptedEngine(card, settings), card.template, settings)


def jobs_by_field(database: sa.Engine) -> dict[str, sa.RowMapping]:
    return {job["field"]: job for job in everything(database, jobs)}


def test_all_kinds_are_answered_with_their_evidence(database: sa.Engine, short_settings: Settings) -> None:
    batch = split_batch(database, INVOICE, questionnaire=QUESTIONS)
    [passage] = passages_of(database, batch)

    answer_passage(desk(database, short_settings), passage)

    said = {field: row(database, answers, job["id"]) for field, job in jobs_by_field(database).items()}
    assert {field: (a["value"], a["grounding"]) for field, a in said.items()} == {
        "number": ("0001", "exact"),
        "total": ("$22,500.00", "exact"),
        "paid": ("Yes", "related"),
        "captain": (None, "none"),
        "summary": (None, "none"),
    }
    total = said["total"]
    assert (total["quote"], total["page"], total["box"]) == ("$22,500.00", 1, [10.0, 20.0, 30.0, 40.0])
    assert INVOICE[total["start"] : total["end"]] == "$22,500.00"
    assert (total["model"], total["prompt"]) == ("scripted", "scripted@1")
    assert 0 < total["confidence"] < 1
    assert total["prompt_tokens"] > 10
    assert states_of(database, passages) == [State.DONE]
    assert_balanced(database, batch)


def test_a_message_for_another_model_is_left_alone(database: sa.Engine, short_settings: Settings) -> None:
    batch = split_batch(database, INVOICE, questionnaire=QUESTIONS)
    [passage] = passages_of(database, batch)

    answer_passage(replace(desk(database, short_settings), model="another"), passage)

    assert (states_of(database, passages), row(database, passages, passage)["attempts"]) == ([State.WAITING], 0)
    answer_passage(replace(desk(database, short_settings), model=batch.model), passage)
    assert states_of(database, passages) == [State.DONE]


def test_a_copied_value_has_its_evidence_where_it_was_copied_from(
    database: sa.Engine, short_settings: Settings
) -> None:
    twice = "Order 0001 came first.\nInvoice number: 0001"
    [passage] = passages_of(database, split_batch(database, twice, questionnaire=QUESTIONS))

    answer_passage(replace(desk(database, short_settings), copy_values=True), passage)

    number = row(database, answers, jobs_by_field(database)["number"]["id"])
    assert (number["value"], number["grounding"], number["quote"]) == ("0001", "exact", "0001")
    assert (number["start"], number["end"]) == (len(twice) - 4, len(twice))


def test_where_nothing_waits_nothing_is_done(database: sa.Engine, short_settings: Settings) -> None:
    [passage] = passages_of(database, split_batch(database, INVOICE))
    clerk = desk(database, short_settings)
    answer_passage(clerk, passage)
    before = everything(database, answers)

    answer_passage(clerk, passage)
    answer_passage(clerk, "no such passage")

    assert everything(database, answers) == before


def test_a_question_that_is_too_long_costs_itself_alone(database: sa.Engine, short_settings: Settings) -> None:
    long_and_short = Questionnaire.model_validate(
        {
            "name": "Two",
            "fields": [
                {"name": "long", "kind": "extraction", "question": "What is the total amount" + " really" * 100 + "?"},
                {"name": "short", "kind": "extraction", "question": "What is the total amount?"},
            ],
        }
    )
    [passage] = passages_of(database, split_batch(database, INVOICE, questionnaire=long_and_short))

    answer_passage(desk(database, short_settings, context_tokens=100), passage)

    found = jobs_by_field(database)
    assert (found["short"]["state"], found["long"]["state"]) == (State.DONE, State.QUARANTINED)
    assert (found["long"]["error_code"], found["long"]["attempts"]) == ("QuestionTooLong", 1)
    assert "scripted reads 100" in found["long"]["error"]


def test_where_all_questions_are_too_long_the_passage_is_done(database: sa.Engine, short_settings: Settings) -> None:
    [passage] = passages_of(database, split_batch(database, INVOICE * 20))

    answer_passage(desk(database, short_settings, context_tokens=100), passage)

    assert states_of(database, jobs) == [State.QUARANTINED] * 2
    assert states_of(database, passages) == [State.DONE]


def test_a_bundle_whose_engine_fails_waits_for_its_next_try(database: sa.Engine) -> None:
    settings = Settings(backoff_s=100.0)
    batch = split_batch(database, INVOICE + "[[drill: fail]]", questionnaire=QUESTIONS)
    [passage] = passages_of(database, batch)

    answer_passage(desk(database, settings), passage)

    found = everything(database, jobs)
    assert {(job["state"], job["error_code"], job["attempts"]) for job in found} == {(State.WAITING, "EngineFailed", 1)}
    assert len({job["not_before"] for job in found}) == 1, "what failed together is answered together"
    assert claim_bundle(database, passage, LEASE_S) is None
    assert_balanced(database, batch)


def test_a_question_on_which_the_engine_fails_costs_itself_alone(database: sa.Engine, short_settings: Settings) -> None:
    batch = split_batch(database, INVOICE + "[[drill: fail on captain]]", questionnaire=QUESTIONS)
    [passage] = passages_of(database, batch)
    clerk = desk(database, short_settings)

    while State.WAITING in states_of(database, passages):
        answer_passage(clerk, passage)

    found = jobs_by_field(database)
    captain = found.pop("captain")
    assert (captain["state"], captain["attempts"]) == (State.QUARANTINED, short_settings.max_attempts)
    assert {job["state"] for job in found.values()} == {State.DONE}
    assert_balanced(database, batch)


def test_a_bundle_that_takes_too_long_is_stopped_and_waits(database: sa.Engine, short_settings: Settings) -> None:
    [passage] = passages_of(database, split_batch(database, INVOICE))

    def time_is_up() -> None:
        raise SoftTimeLimitExceeded

    clerk = desk(database, short_settings)
    answer_passage(
        Desk(database, InterruptedEngine(short_settings, time_is_up), clerk.template, short_settings), passage
    )

    assert {(job["state"], job["error_code"]) for job in everything(database, jobs)} == {
        (State.WAITING, "BundleTimeout")
    }


def test_a_bundle_that_gets_no_memory_is_tried_again(database: sa.Engine, short_settings: Settings) -> None:
    [passage] = passages_of(database, split_batch(database, INVOICE))

    def no_memory() -> None:
        raise MemoryError

    clerk = desk(database, short_settings)
    answer_passage(
        Desk(database, InterruptedEngine(short_settings, no_memory), clerk.template, short_settings), passage
    )

    assert {(job["state"], job["error_code"]) for job in everything(database, jobs)} == {
        (State.WAITING, "WorkerOutOfMemory")
    }


@pytest.mark.parametrize("claimed_again", [False, True])
def test_a_late_worker_writes_nothing(
    database: sa.Engine, short_settings: Settings, caplog: pytest.LogCaptureFixture, claimed_again: bool
) -> None:
    [passage] = passages_of(database, split_batch(database, INVOICE))
    seen: list[list[sa.RowMapping]] = []

    def the_lease_is_lost() -> None:
        expire_leases(database)
        assert reap(database, short_settings) == 1
        if claimed_again:
            claimed_bundle(database, passage)
        seen.extend(everything(database, table) for table in (passages, jobs))

    clerk = desk(database, short_settings)
    late = Desk(database, InterruptedEngine(short_settings, the_lease_is_lost), clerk.template, short_settings)
    answer_passage(late, passage)

    assert [everything(database, table) for table in (passages, jobs)] == seen
    assert everything(database, answers) == []
    assert "held by another worker" in caplog.text


def test_a_bundle_of_a_cancelled_batch_is_stopped_at_the_next_step(database: sa.Engine) -> None:
    settings = Settings(lease_s=0.4, backoff_s=0.0, scripted_delay_s=0.2)
    forty_questions = Questionnaire.model_validate(
        {"name": "Forty", "fields": [{"name": f"field_{n}", "kind": "key_value", "key": f"key {n}"} for n in range(40)]}
    )
    batch = split_batch(database, INVOICE, questionnaire=forty_questions)
    [passage] = passages_of(database, batch)
    clerk = desk(database, settings)
    told = CountedStops(settings, lambda: cancel(database, batch.id))

    answer_passage(Desk(database, told, clerk.template, settings), passage)

    assert 0 < told.steps < 40
    assert {(job["state"], job["attempts"]) for job in everything(database, jobs)} == {(State.CANCELLED, 1)}
    assert states_of(database, passages) == [State.DONE]
    assert everything(database, answers) == []
    assert_balanced(database, batch)


def test_a_worker_whose_lease_is_lost_stops(database: sa.Engine, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(lease_s=0.4, backoff_s=0.0, scripted_delay_s=0.2)
    [passage] = passages_of(database, split_batch(database, INVOICE + "\n" * 2, questionnaire=QUESTIONS))

    def the_lease_is_lost() -> None:
        with database.begin() as tx:
            tx.execute(passages.update().values(lease_token="another's"))
        threading.Event().wait(1.0)  # ten beats

    clerk = desk(database, settings)
    late = CountedStops(settings, the_lease_is_lost)
    answer_passage(Desk(database, late, clerk.template, settings), passage)

    assert late.steps == 1
    assert set(states_of(database, jobs)) == {State.RUNNING}, "they are the other's"
    assert everything(database, answers) == []
    assert "held by another worker" in caplog.text


def test_the_lease_is_renewed_while_the_engine_works(database: sa.Engine) -> None:
    settings = Settings(lease_s=0.4, backoff_s=0.0)
    [passage] = passages_of(database, split_batch(database, INVOICE))

    def take_longer_than_the_lease() -> None:
        threading.Event().wait(0.9)
        assert reap(database, settings) == 0

    clerk = desk(database, settings)
    slow = InterruptedEngine(settings, take_longer_than_the_lease)
    answer_passage(Desk(database, slow, clerk.template, settings), passage)

    assert states_of(database, jobs) == [State.DONE] * 2
