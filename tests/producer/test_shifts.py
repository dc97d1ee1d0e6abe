"""The workers of a run change when the work does, and never are two models in memory."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import all_done, all_quarantined, claimed_bundle, document_of, passages_of, split_batch
from producer.processes import Processes
from producer.shifts import Crew, Shifts
from program import until
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.control import requeue
from schemas.ledger.database import open_database
from schemas.ledger.register import Batch, register
from schemas.ledger.rounds import Asked, Further, begin_round

PATIENCE_S = 120
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
#: Writes down each SIGTERM, and does not end of it.
LISTENER = """
import pathlib, signal, sys, time
heard = pathlib.Path(sys.argv[1])
def hear(word):
    return lambda *_: heard.write_text(heard.read_text() + word)
signal.signal(signal.SIGTERM, hear("asked "))
signal.signal(signal.SIGRTMIN, hear("end"))
heard.write_text("")
while True:
    time.sleep(0.05)
"""
FIRST = Crew("small", {"worker1": SLEEP, "worker2": SLEEP}, {})
SECOND = Crew("large", {"second": SLEEP}, {})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(tmp_path / "processes")
    yield processes
    processes.kill()


def names(shifts: Shifts) -> list[str]:
    return [worker.name for worker in shifts.workers]


def waiting_batch(database: sa.Engine) -> Batch:
    batch = split_batch(database, "one")
    register(database, batch.id, [])
    return batch


def escalate(database: sa.Engine, batch: Batch) -> None:
    """Answer what waits, one question with an error, and ask the other of the second model."""
    [passage] = passages_of(database, batch)
    bundle = claimed_bundle(database, passage)
    failed, *done = bundle.jobs
    outcomes = {failed.id: all_quarantined(bundle)[failed.id]} | {job.id: all_done(bundle)[job.id] for job in done}
    finish_bundle(database, bundle, outcomes)
    copied = Further((Asked(done[0].question),), copy_of=passage, model="large")
    assert begin_round(database, document_of(batch), 2, [copied])


def test_the_second_crew_comes_when_the_first_has_gone_and_goes_when_there_is_work_for_it(
    ledger: sa.Engine, processes: Processes
) -> None:
    batch = waiting_batch(ledger)
    shifts = Shifts(processes, ledger, batch.id, FIRST, SECOND)
    first = shifts.workers
    assert (names(shifts), shifts.look()) == (["worker1", "worker2"], None)

    escalate(ledger, batch)

    assert until(shifts.look, PATIENCE_S, "the second crew") == "large is asked what is left"
    assert names(shifts) == ["second"]
    assert not processes.any_alive(first)
    assert (shifts.look(), processes.any_alive(shifts.workers)) == (None, True)
    assert requeue(ledger, batch.id) == 1
    assert until(shifts.look, PATIENCE_S, "the first crew") == "small is asked what is left"
    assert names(shifts) == ["worker1", "worker2"]


def test_a_run_that_is_taken_up_begins_with_the_crew_that_has_work(ledger: sa.Engine, processes: Processes) -> None:
    batch = waiting_batch(ledger)
    escalate(ledger, batch)

    assert names(Shifts(processes, ledger, batch.id, FIRST, SECOND)) == ["second"]


def test_without_a_second_crew_the_first_stays(ledger: sa.Engine, processes: Processes) -> None:
    batch = waiting_batch(ledger)
    shifts = Shifts(processes, ledger, batch.id, FIRST)
    escalate(ledger, batch)

    assert (shifts.look(), names(shifts)) == (None, ["worker1", "worker2"])


def test_who_was_asked_to_end_is_not_asked_twice(processes: Processes, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    listener = processes.start("listener", [sys.executable, "-c", LISTENER, str(heard)], {})
    until(heard.exists, PATIENCE_S, "the listener")

    processes.ask_to_end([listener])
    until(lambda: heard.read_text() == "asked ", PATIENCE_S, "the first asking")
    processes.ask_to_end([listener])

    listener.process.send_signal(signal.SIGRTMIN)  # heard after any SIGTERM that is on its way
    until(lambda: heard.read_text().endswith("end"), PATIENCE_S, "the end of listening")
    assert heard.read_text() == "asked end"
