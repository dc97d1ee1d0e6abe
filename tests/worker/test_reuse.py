"""What a desk asks its engine where the ledger knows answers: the engine counts what it is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa

from batches import (
    assert_balanced,
    claimed_document,
    document_of,
    everything,
    make_batch,
    passages_of,
    split_batch,
    states_of,
)
from producer.route import route
from schemas.catalogue import load_catalogue
from schemas.elements import Passage, Span
from schemas.ledger.control import requeue
from schemas.ledger.dispatch import expire_leases, reap
from schemas.ledger.documents import store_split
from schemas.ledger.register import Batch
from schemas.ledger.reuse import reused_answers
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import answers, jobs, passages
from worker import answer_key
from worker.bundle import Desk, answer_passage
from worker.calibration.record import Calibration
from worker.engines.contract import Ask, Generation, Stop, never
from worker.engines.scripted import ScriptedEngine

TEXTS = (
    "Invoice number: 0001\nTotal amount: $22,500.00",
    "The invoice was paid by Acme.\nDue date: 3 May",
    "Captain's name: Ahab",
)


class CountingEngine(ScriptedEngine):
    """The scripted engine with a list of what it was asked, and with something that happens before it answers."""

    def __init__(self, settings: Settings, happens: Callable[[], object] = lambda: None) -> None:
        super().__init__(load_catalogue(settings).find("scripted"), settings)
        self.asked: list[tuple[str, str]] = []
        self._happens = happens

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        self.asked += [(passage, ask.question) for ask in asks]
        self._happens()
        return super().answer(passage, asks, stop)


def desk(database: sa.Engine, settings: Settings, engine: CountingEngine | None = None) -> tuple[Desk, CountingEngine]:
    engine = engine or CountingEngine(settings)
    template = load_catalogue(settings).find("scripted").template
    return Desk(database, engine, template, settings, weights="weights"), engine


def questions(*keys: str) -> Questionnaire:
    """A questionnaire with a field for each key."""
    fields = [{"name": f"field_{n}", "kind": "key_value", "key": key} for n, key in enumerate(keys)]
    return Questionnaire.model_validate({"name": "Keys", "fields": fields})


TEN = [f"detail {letter}" for letter in "abcdefghi"] + ["invoice number"]


def work_off(clerk: Desk, batch: Batch) -> None:
    """Answer all passages of a batch, without the waits."""
    while State.WAITING in states_of_batch(clerk.database, batch):
        with clerk.database.begin() as tx:
            for table in (passages, jobs):
                tx.execute(table.update().where(table.c.state == State.WAITING).values(not_before=0.0))
        for passage in passages_of(clerk.database, batch):
            answer_passage(clerk, passage)


def states_of_batch(database: sa.Engine, batch: Batch) -> set[str]:
    return {row["state"] for row in everything(database, passages) if row["batch_id"] == batch.id}


def said(database: sa.Engine, batch: Batch) -> list[tuple[object, ...]]:
    """What was answered, field by field, in an order that does not depend on ids."""
    fields = {row["id"]: row["field"] for row in everything(database, jobs) if row["batch_id"] == batch.id}
    columns = ("raw", "value", "confidence", "grounding", "quote", "start", "end", "page", "box", "model", "prompt")
    rows = [row for row in everything(database, answers) if row["job_id"] in fields]
    return sorted((fields[row["job_id"]], *(str(row[name]) for name in columns)) for row in rows)


def test_the_same_again_under_another_name_asks_nothing(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    monday = split_batch(database, *TEXTS, questionnaire=questions(*TEN), name="monday")
    work_off(clerk, monday)
    assert len(engine.asked) == 30

    tuesday = split_batch(database, *TEXTS, questionnaire=questions(*TEN), name="tuesday")
    work_off(clerk, tuesday)

    assert len(engine.asked) == 30
    assert said(database, tuesday) == said(database, monday)
    assert reused_answers(database, tuesday.id) == (30, 30)
    assert_balanced(database, tuesday)


def test_one_question_of_ten_changed_asks_one_tenth(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    work_off(clerk, split_batch(database, *TEXTS, questionnaire=questions(*TEN), name="monday"))
    engine.asked.clear()

    changed = split_batch(database, *TEXTS, questionnaire=questions(*TEN[:-1], "captain's name"), name="tuesday")
    work_off(clerk, changed)

    assert engine.asked == [(text, "What is the captain's name?") for text in TEXTS]
    assert reused_answers(database, changed.id) == (30, 27)


def test_fields_may_be_renamed_and_put_in_another_order(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    work_off(clerk, split_batch(database, *TEXTS, questionnaire=questions(*TEN), name="monday"))
    engine.asked.clear()

    work_off(clerk, split_batch(database, *TEXTS, questionnaire=questions(*reversed(TEN)), name="tuesday"))

    assert engine.asked == []


def test_a_changed_document_is_asked_for_its_changed_passages(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    work_off(clerk, split_batch(database, *TEXTS, questionnaire=questions(*TEN), name="monday"))
    engine.asked.clear()

    changed = [TEXTS[0], "Captain's name: Starbuck", TEXTS[2]]
    work_off(clerk, split_batch(database, *changed, questionnaire=questions(*TEN), name="tuesday"))

    assert {text for text, _ in engine.asked} == {changed[1]}
    assert len(engine.asked) == 10


def test_a_text_that_stands_in_many_passages_is_asked_once(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)

    batch = split_batch(database, TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[0], questionnaire=questions(*TEN))
    work_off(clerk, batch)

    assert len(engine.asked) == 20
    assert reused_answers(database, batch.id) == (40, 20)


_CALIBRATION = Calibration(
    features=1, model="scripted", prompt="scripted@1", weights="", source=None, gold="gold", fitted_on="2026-11-25"
)

CHANGES: dict[str, Callable[[Desk], Desk]] = {
    "precision": lambda clerk: replace(clerk, engine=_named(clerk.engine, "scripted@int16")),
    "weights": lambda clerk: replace(clerk, weights="other weights"),
    "template version": lambda clerk: replace(clerk, template=clerk.template.model_copy(update={"version": 2})),
    "template name": lambda clerk: replace(clerk, template=clerk.template.model_copy(update={"name": "other"})),
    "prompt": lambda clerk: replace(
        clerk, template=clerk.template.model_copy(update={"prompt": "{passage}{question}"})
    ),
    "calibration": lambda clerk: replace(clerk, calibration=_CALIBRATION),
    "copied values": lambda clerk: replace(clerk, copy_values=True),
    "silence from a probability": lambda clerk: replace(clerk, not_found_from=0.9),
}


def _named(engine: object, name: str) -> CountingEngine:
    assert isinstance(engine, CountingEngine)
    engine.name = name
    return engine


@pytest.mark.parametrize("change", CHANGES)
def test_another_model_or_prompt_reuses_nothing(database: sa.Engine, short_settings: Settings, change: str) -> None:
    clerk, engine = desk(database, short_settings)
    work_off(clerk, split_batch(database, TEXTS[0], questionnaire=questions(*TEN), name="monday"))
    engine.asked.clear()

    batch = split_batch(database, TEXTS[0], questionnaire=questions(*TEN), name="tuesday")
    work_off(CHANGES[change](clerk), batch)

    assert len(engine.asked) == 10
    assert reused_answers(database, batch.id) == (10, 0)


@pytest.mark.parametrize("version", ["PARSER_VERSION", "ANSWERING_VERSION"])
def test_another_version_reuses_nothing(
    database: sa.Engine, short_settings: Settings, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    clerk, engine = desk(database, short_settings)
    work_off(clerk, split_batch(database, TEXTS[0], questionnaire=questions(*TEN), name="monday"))

    monkeypatch.setattr(answer_key, version, getattr(answer_key, version) + 1)
    work_off(clerk, split_batch(database, TEXTS[0], questionnaire=questions(*TEN), name="tuesday"))

    assert len(engine.asked) == 20


def test_another_kind_or_length_of_answer_is_another_question(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    asked = {"name": "x", "question": "What is the total amount?"}
    summary = {"name": "x", "kind": "summarization"}
    fields = [{**asked, "kind": "extraction"}, {**asked, "kind": "boolean"}, summary, {**summary, "words": 20}]

    for number, field in enumerate(fields):
        one = Questionnaire.model_validate({"name": "One", "fields": [field]})
        work_off(clerk, split_batch(database, TEXTS[0], questionnaire=one, name=str(number)))

    assert len(engine.asked) == len(fields)


def test_an_answer_that_was_cut_is_asked_again(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    long = "Cargo: " + " ".join(f"tea{n}" for n in range(60))
    work_off(clerk, split_batch(database, long, questionnaire=questions("cargo"), name="monday"))
    assert not everything(database, answers)[0]["complete"]

    work_off(clerk, split_batch(database, long, questionnaire=questions("cargo"), name="tuesday"))

    assert len(engine.asked) == 2


def test_what_went_into_quarantine_is_asked_again(database: sa.Engine) -> None:
    clerk, engine = desk(database, Settings(max_attempts=1))
    poisoned = TEXTS[0] + "[[drill: fail on captain]]"
    monday = split_batch(database, poisoned, questionnaire=questions("captain's name"), name="monday")
    work_off(clerk, monday)
    assert states_of(database, jobs) == [State.QUARANTINED]

    assert requeue(database, monday.id) == 1
    work_off(clerk, monday)
    work_off(clerk, split_batch(database, poisoned, questionnaire=questions("captain's name"), name="tuesday"))

    assert len(engine.asked) == 3
    assert states_of(database, jobs) == [State.QUARANTINED] * 2


def test_it_can_be_turned_off(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings.model_copy(update={"reuse": False}))

    for name in ("monday", "tuesday"):
        work_off(clerk, split_batch(database, TEXTS[0], TEXTS[0], questionnaire=questions(*TEN), name=name))

    assert len(engine.asked) == 40
    assert {row["reused_from"] for row in everything(database, answers)} == {None}


def test_page_and_box_are_those_of_the_new_document(database: sa.Engine, short_settings: Settings) -> None:
    clerk, engine = desk(database, short_settings)
    asked = questions("invoice number")
    work_off(clerk, split_batch(database, TEXTS[0], questionnaire=asked, name="monday"))
    tuesday = make_batch(database, "moved.pdf", questionnaire=asked, name="tuesday")
    places = (Span(0, 16, 7), Span(16, 20, 7, (1.0, 2.0, 3.0, 4.0)), Span(20, len(TEXTS[0]), 8))
    split = [Passage(0, "Cover", 1, ()), Passage(1, TEXTS[0], 9, places)]
    claimed = claimed_document(database, document_of(tuesday, "moved.pdf"))
    store_split(database, claimed, pages=8, parser="test@1", split=split, asked=route(asked.fields, split))

    work_off(clerk, tuesday)

    [copy] = [row for row in everything(database, answers) if row["reused_from"]]
    assert (copy["value"], copy["quote"], copy["start"], copy["end"]) == ("0001", "0001", 16, 20)
    assert (copy["page"], copy["box"]) == (7, [1.0, 2.0, 3.0, 4.0])
    assert len(engine.asked) == 2, "the invoice once, and the cover"


def test_what_is_known_does_not_fall_with_its_neighbours(database: sa.Engine, short_settings: Settings) -> None:
    clerk, _ = desk(database, short_settings)
    poisoned = TEXTS[0] + "[[drill: fail on captain]]"
    work_off(clerk, split_batch(database, poisoned, questionnaire=questions("invoice number"), name="monday"))
    batch = split_batch(database, poisoned, questionnaire=questions("invoice number", "captain's name"), name="tuesday")

    answer_passage(clerk, passages_of(database, batch)[0])

    rows = {row["field"]: row for row in everything(database, jobs) if row["batch_id"] == batch.id}
    assert rows["field_0"]["state"] == State.DONE
    assert (rows["field_1"]["state"], rows["field_1"]["error_code"]) == (State.WAITING, "EngineFailed")


def test_a_worker_that_disappears_with_known_answers_loses_none(database: sa.Engine, short_settings: Settings) -> None:
    work_off(desk(database, short_settings)[0], split_batch(database, TEXTS[0], questionnaire=questions(*TEN)))
    more = split_batch(database, TEXTS[0], questionnaire=questions(*TEN, "ship"), name="more")
    taken_back = []

    def the_lease_is_lost() -> None:
        if not taken_back:
            expire_leases(database)
            taken_back.append(reap(database, short_settings))

    clerk, engine = desk(database, short_settings, CountingEngine(short_settings, the_lease_is_lost))
    answer_passage(clerk, passages_of(database, more)[0])
    assert taken_back == [1]
    assert reused_answers(database, more.id) == (0, 0), "the late worker wrote nothing"
    work_off(clerk, more)

    assert reused_answers(database, more.id) == (11, 10)
    assert [question for _, question in engine.asked] == ["What is the ship?"] * 2
    assert_balanced(database, more)
