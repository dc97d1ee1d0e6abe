"""The commands around a batch: status, cancel, retry, export, audit, migrate, doctor, models."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger_view import number_of
from program import nightclerk, until
from schemas.ledger.database import open_database
from schemas.ledger.migrations import revisions
from schemas.tables import answers, jobs


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def batch(orders: Path, questions: Path, url: str) -> str:
    """A batch that nobody works on."""
    submitted = nightclerk("submit", orders, "--questions", questions, "--name", "tuesday", DATABASE=url)
    assert submitted.returncode == 0, submitted.stderr
    return submitted.stdout.strip()


def test_submitting_the_same_again_is_the_same_batch(orders: Path, questions: Path, url: str, batch: str) -> None:
    again = nightclerk("submit", orders, "--questions", questions, "--name", "tuesday", DATABASE=url)

    assert again.stdout.strip() == batch
    assert json.loads(nightclerk("status", batch, "--json", DATABASE=url).stdout)["documents"]["registered"] == 8


def test_a_batch_is_found_by_the_beginning_of_its_id(url: str, batch: str) -> None:
    shown = nightclerk("status", batch[:6], DATABASE=url)

    assert shown.returncode == 0
    assert "tuesday" in shown.stdout


def test_an_unknown_batch_is_refused(url: str, batch: str) -> None:
    commands = [(name, "nope") for name in ("status", "cancel", "retry", "audit")]
    for command in (*commands, ("export", "nope", "--to", "x.csv")):
        refused = nightclerk(*command, DATABASE=url)
        assert refused.returncode == 2
        assert "There is no batch nope" in refused.stderr
    assert batch


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    refused = nightclerk("status", DATABASE=f"sqlite:///{tmp_path / 'typo.db'}")

    assert refused.returncode == 2
    assert "There is no database" in refused.stderr
    assert not (tmp_path / "typo.db").exists()


def test_cancelled_documents_wait_again_when_asked_for(url: str, batch: str) -> None:
    assert "8 documents and jobs cancelled" in nightclerk("cancel", batch, DATABASE=url).stdout
    cancelled = json.loads(nightclerk("status", batch, "--json", DATABASE=url).stdout)
    assert (cancelled["state"], cancelled["documents"]["cancelled"]) == ("cancelled", 8)

    assert "0 documents" in nightclerk("retry", batch, DATABASE=url).stdout
    assert "8 documents" in nightclerk("retry", batch, "--cancelled", DATABASE=url).stdout
    assert json.loads(nightclerk("status", batch, "--json", DATABASE=url).stdout)["state"] == "open"


def test_a_running_batch_that_is_cancelled_ends(
    orders: Path, questions: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    run = start("run", orders, "--questions", questions, "--out", out, SCRIPTED_DELAY_S=0.3)
    until((out / "nightclerk.db").exists, what="the database")
    until(lambda: number_of(url, answers) > 4, what="the first answers")
    batch = json.loads(nightclerk("status", "--json", DATABASE=url).stdout)[0]["batch"]

    nightclerk("cancel", batch, DATABASE=url)

    assert run.wait(timeout=60) == 0
    shown = json.loads(nightclerk("status", batch, "--json", DATABASE=url).stdout)
    assert shown["state"] == "cancelled"
    assert shown["jobs"]["cancelled"] > 0
    assert shown["documents"]["running"] == shown["documents"]["waiting"] == 0
    assert shown["jobs"]["registered"] == shown["jobs"]["done"] + shown["jobs"]["cancelled"]
    assert number_of(url, answers) == shown["jobs"]["done"] < number_of(url, jobs)


def test_an_audit_says_whether_all_adds_up(url: str, batch: str) -> None:
    clean = nightclerk("audit", batch, DATABASE=url)
    assert (clean.returncode, clean.stderr) == (0, "")
    assert "8 documents = 8 waiting + 0 running" in clean.stdout
    assert "everything adds up" in clean.stdout

    database = open_database(url)
    with database.begin() as tx:
        tx.execute(sa.text("UPDATE documents SET state = 'quarantined', ended_at = 1"))
    database.dispose()

    said = nightclerk("audit", batch[:8], DATABASE=url)
    assert said.returncode == 1
    assert "quarantine_without_reason: 8 of documents: in quarantine without a reason" in said.stdout
    found = nightclerk("audit", batch, "--json", DATABASE=url)
    assert found.returncode == 1
    written = json.loads(found.stdout)
    assert (written["batch"], written["balanced"], written["ended"]) == (batch, False, True)
    assert [(i["name"], i["count"], len(i["ids"])) for i in written["imbalances"]] == [
        ("quarantine_without_reason", 8, 8)
    ]


def test_migrate_says_where_the_tables_are(tmp_path: Path, url: str, batch: str) -> None:
    migrated = nightclerk("migrate", DATABASE=url)
    assert (migrated.returncode, migrated.stdout) == (0, f"the tables are at revision {revisions()[-1]}\n")
    assert nightclerk("status", batch, DATABASE=url).returncode == 0

    refused = nightclerk("migrate", DATABASE=f"sqlite:///{tmp_path / 'typo.db'}")
    assert refused.returncode == 2
    assert not (tmp_path / "typo.db").exists()


def test_export_says_which_formats_it_writes(url: str, batch: str, tmp_path: Path) -> None:
    refused = nightclerk("export", batch, "--to", tmp_path / "x.doc", DATABASE=url)

    assert refused.returncode == 2
    assert ".csv, .jsonl" in refused.stderr


def test_doctor_says_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    found = nightclerk("doctor", "--broker", "redis://127.0.0.1:1/0", DATABASE=f"sqlite:///{tmp_path / 'x.db'}")

    assert found.returncode == 1  # the broker that was given does not answer
    assert "Cannot reach the broker" in found.stdout
    assert "valkey-server at" in " ".join(found.stdout.split())
    assert "parsing sandbox" in found.stdout


def test_models_lists_the_catalogue() -> None:
    listed = nightclerk("models")

    assert listed.returncode == 0
    for name in ("bling-1b-0.1", "bling-phi-3.5-gguf", "smollm2-135m-instruct", "scripted"):
        assert name in listed.stdout


def test_without_a_command_there_is_help() -> None:
    helped = nightclerk("--help")

    assert helped.returncode == 0
    for command in (
        "run", "submit", "status", "retry", "cancel", "export", "audit", "migrate",
        "worker", "splitter", "dispatcher", "flower", "doctor", "models",
    ):  # fmt: skip
        assert command in helped.stdout
