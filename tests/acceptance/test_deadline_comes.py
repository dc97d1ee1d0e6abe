"""A deadline in the middle of a batch, before it, and while a document is read; the next night; and cancelled work."""

import csv
import json
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from folder import QUESTIONS
from ledger_view import finished_at, number_of, resolved, spoken
from program import nightclerk, until
from schemas.ledger.database import open_database, reading
from schemas.ledger.deadline import take_up
from schemas.states import State
from schemas.tables import answers, documents, jobs

#: Seconds until a deadline that does not come by itself within a test.
FAR_S = 3600.0

#: Where the order of the answers counts: a machine that stalls for two seconds must not have a job taken back.
NO_LOSS = {"LEASE_S": 120, "RING_AGAIN_S": 120}

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def prioritised(tmp_path: Path) -> Path:
    """The questions, the last of them the most important one, the first the least."""
    path = tmp_path / "prioritised.yaml"
    path.write_text(QUESTIONS.replace("order number", "order number\n    priority: low") + "    priority: high\n")
    return path


def far() -> str:
    """A deadline as a command is given it."""
    return datetime.fromtimestamp(time.time() + FAR_S, UTC).isoformat()


def status(batch: str, services: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(nightclerk("status", batch, "--json", **services).stdout)
    return found


def ended(batch: str, services: dict[str, str]) -> dict[str, Any]:
    """The status of a batch as soon as nobody works on it any more."""

    def when_ended() -> dict[str, Any] | None:
        found = status(batch, services)
        return found if found["state"] != "open" else None

    found: dict[str, Any] = until(when_ended, limit_s=120, what="the end of the batch")
    return found


def assert_all_ended(found: dict[str, Any]) -> None:
    for counted in (found["documents"], found["jobs"]):
        assert counted["balanced"]
        final = ("done", "quarantined", "cancelled", "carried")
        assert counted["registered"] == sum(counted[state] for state in final)


def attempts(url: str) -> set[int]:
    """How often each job was tried."""
    database = open_database(url)
    with reading(database) as tx:
        found = set(tx.scalars(sa.select(jobs.c.attempts)))
    database.dispose()
    return found


def answered_fields(url: str) -> list[str]:
    """The fields of the answers in the order in which they were given."""
    database = open_database(url)
    with reading(database) as tx:
        rows = sa.select(jobs.c.field).join(answers, answers.c.job_id == jobs.c.id).order_by(answers.c.created_at)
        found = list(tx.scalars(rows))
    database.dispose()
    return found


def number_of_documents(url: str, *, split: bool) -> int:
    """How many documents have been split, or are just being read for it."""
    database = open_database(url)
    with reading(database) as tx:
        running = sa.select(documents.c.split_at).where(documents.c.state == State.RUNNING)
        found = [at for at in tx.scalars(running) if (at is not None) is split]
    database.dispose()
    return len(found)


def let_the_deadline_come(url: str, batch: str) -> None:
    database = open_database(url)
    take_up(database, batch, time.time())
    database.dispose()


def test_a_deadline_in_the_middle_and_a_second_night(
    database_url: str, valkey_of_its_own: str, orders: Path, prioritised: Path, start: Start
) -> None:
    services = {"DATABASE": database_url, "BROKER": valkey_of_its_own, **NO_LOSS}
    submit = ("submit", orders, "--questions", prioritised, "--name", "night")
    start("splitter", **services)
    start("dispatcher", DOORBELL_CAP=1, **services)  # what is under way cannot be overtaken: one message
    batch = nightclerk(*submit, "--deadline", far(), **services).stdout.strip()
    until(lambda: number_of_documents(database_url, split=True) == 8, what="all documents split")
    worker = start("worker", SCRIPTED_DELAY_S=0.2, **services)
    until(lambda: "total" in answered_fields(database_url), what="the first answers that are not urgent")

    let_the_deadline_come(database_url, batch)
    first_night = ended(batch, services)

    assert_all_ended(first_night)
    assert first_night["state"] == "done"
    assert 0 < first_night["jobs"]["done"] < first_night["jobs"]["registered"]
    assert first_night["jobs"]["carried"] == len(first_night["carried"]) > 0
    assert attempts(database_url) == {0, 1}, "no job was taken back"
    assert {row["field"] for row in first_night["carried"]} <= {"order_number", "total", "paid"}
    order = answered_fields(database_url)
    assert order[:8] == ["headline"] * 8, "the important ones came first, in all documents"
    assert "headline" not in order[8:]
    said = finished_at(database_url)
    assert worker.poll() is None, "the worker is there for other batches"

    assert nightclerk(*submit, **services).stdout.strip() == batch
    second_night = ended(batch, services)

    assert_all_ended(second_night)
    assert second_night["jobs"]["done"] == second_night["jobs"]["registered"] == first_night["jobs"]["registered"]
    assert second_night["carried"] == []
    assert attempts(database_url) == {1}, "nothing was asked twice"
    assert said.items() < finished_at(database_url).items()
    assert len(resolved(database_url)) == 8 * 4
    assert {status for status, _ in resolved(database_url).values()} <= {"accepted", "review", "not_found"}


def test_a_run_that_meets_its_deadline_says_so_and_the_same_command_goes_on(
    orders: Path, questions: Path, tmp_path: Path, start: Start
) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    command = ("run", orders, "--questions", questions, "--out", out)
    run = start(*command, "--deadline", far(), SCRIPTED_DELAY_S=0.3)
    until((out / "nightclerk.db").exists, what="the database")
    until(lambda: number_of(url, answers) > 4, what="the first answers")
    [batch] = json.loads(nightclerk("status", "--json", DATABASE=url).stdout)

    let_the_deadline_come(url, batch["batch"])

    assert run.wait(timeout=60) == 4
    assert b"Not finished at the deadline" in (tmp_path / "process-0.log").read_bytes()
    [found] = json.loads(nightclerk("status", "--json", DATABASE=url).stdout)
    assert_all_ended(found)
    assert number_of(url, answers) == found["jobs"]["done"] > 4
    with (out / "carried.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(found["carried"]) > 0
    said = finished_at(url)

    again = nightclerk(*command)

    assert again.returncode == 0, again.stderr
    assert f"{len(found['carried'])} documents and jobs that were carried over are taken up" in again.stdout
    assert said.items() < finished_at(url).items()
    assert attempts(url) == {1}
    undisturbed = tmp_path / "undisturbed"
    assert nightclerk("run", orders, "--questions", questions, "--out", undisturbed).returncode == 0
    assert spoken(url) == spoken(f"sqlite:///{undisturbed / 'nightclerk.db'}")
    assert resolved(url) == resolved(f"sqlite:///{undisturbed / 'nightclerk.db'}")


def test_a_deadline_before_anything_ran_carries_every_document(
    orders: Path, questions: Path, tmp_path: Path, valkey_of_its_own: str, start: Start
) -> None:
    services = {"DATABASE": f"sqlite:///{tmp_path / 'ledger.db'}", "BROKER": valkey_of_its_own}
    submit = ("submit", orders, "--questions", questions, "--name", "night")
    batch = nightclerk(*submit, "--deadline", far(), **services).stdout.strip()
    assert status(batch, services)["deadline"] > datetime.now(UTC).isoformat()
    let_the_deadline_come(services["DATABASE"], batch)
    for part in ("dispatcher", "splitter", "worker"):
        start(part, **services)

    nothing = ended(batch, services)
    assert nightclerk("retry", batch, "--carried", **services).stdout == "8 documents and jobs wait again\n"
    everything = ended(batch, services)

    assert_all_ended(nothing)
    assert (nothing["documents"]["carried"], nothing["jobs"]["registered"]) == (8, 0)
    assert [row["document"] for row in nothing["carried"]] == [f"order-0{n}.txt" for n in range(1, 9)]
    assert everything["deadline"] is None
    assert everything["documents"]["done"] == 8
    assert_all_ended(everything)


def test_a_deadline_while_a_document_is_read(
    questions: Path, tmp_path: Path, valkey_of_its_own: str, start: Start
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    services = {"DATABASE": url, "BROKER": valkey_of_its_own}
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "long.txt").write_text(
        "Order number: PD-0001\n\n" + "The gecko is shy. The roaster is loud.\n\n" * 20_000
    )
    batch = nightclerk("submit", folder, "--questions", questions, PASSAGE_TOKENS=400, **services).stdout.strip()
    for part in ("dispatcher", "splitter"):
        start(part, PASSAGE_TOKENS=400, **services)
    until(lambda: number_of_documents(url, split=False), what="the splitter")

    let_the_deadline_come(url, batch)
    assert number_of_documents(url, split=False), "it was read before the deadline came: give it a longer one"
    found = ended(batch, services)

    assert_all_ended(found)
    assert found["documents"]["carried"] == 1
    assert found["jobs"]["carried"] == found["jobs"]["registered"] > 100
    assert {status for status, _ in resolved(url).values()} == {"carried"}


def test_a_deadline_that_cannot_be_meant_is_refused_and_nothing_is_begun(
    orders: Path, questions: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}"
    for given, words in (("soon", "cannot be read"), ("1999-12-31T23:59", "is past")):
        for command in ("run", "submit"):
            refused = nightclerk(command, orders, "--questions", questions, "--deadline", given, DATABASE=url)
            assert refused.returncode == 2
            assert words in refused.stderr
    assert not (tmp_path / "out").exists()


def test_cancel_frees_a_worker_from_a_long_bundle(
    orders: Path, questions: Path, tmp_path: Path, valkey_of_its_own: str, start: Start
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    services = {"DATABASE": url, "BROKER": valkey_of_its_own, "SCRIPTED_DELAY_S": "0.5"}
    long = tmp_path / "long.yaml"
    fields = [f"  - {{name: field_{n}, kind: key_value, key: key {n}}}\n" for n in range(200)]
    long.write_text("name: Long\nfields:\n" + "".join(fields))  # 100 s for a bundle
    for part in ("dispatcher", "splitter", "worker"):
        start(part, **services)
    batch = nightclerk("submit", orders, "--questions", long, **services).stdout.strip()
    until(lambda: status(batch, services)["jobs"]["running"] == 200, what="the bundle")

    assert nightclerk("cancel", batch, **services).returncode == 0
    other = nightclerk("submit", orders, "--questions", questions, "--name", "other", **services).stdout.strip()
    until(lambda: status(other, services)["jobs"]["done"] > 0, limit_s=60, what="the worker at other work")

    cancelled = status(batch, services)
    assert cancelled["state"] == "cancelled"
    assert (cancelled["jobs"]["done"], cancelled["jobs"]["running"]) == (0, 0)
    until(lambda: status(batch, services)["documents"]["cancelled"] == 8, what="the end of the cancelled documents")
    assert_all_ended(status(batch, services))
