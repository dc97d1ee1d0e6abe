"""`nightclerk run`: a folder in, a table of answers out."""

import csv
import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from ledger_view import finished_at, number_of, resolved
from program import nightclerk, until
from schemas.tables import answers, jobs


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_document_gets_its_row_and_every_value_its_evidence(
    orders: Path, questions: Path, tmp_path: Path
) -> None:
    (orders / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (orders / "song.mp3").write_bytes(b"ID3")
    (orders / "nothing.txt").touch()
    (orders / "copy.txt").write_bytes((orders / "order-01.txt").read_bytes())
    (orders / "~$order.docx").write_bytes(b"lock")
    out = tmp_path / "out"

    done = nightclerk("run", orders, "--questions", questions, "--out", out)

    assert done.returncode == 3, done.stderr
    assert "order-01.txt: the same bytes as copy.txt, read once" in done.stdout
    assert "left out ~$order.docx: a temporary file of an Office program" in done.stdout
    table = {row["document"]: row for row in rows_of(out / "answers.csv")}
    assert len(table) == 11
    assert table["order-03.txt"]["order_number"] == "PD-0003"
    assert table["order-03.txt"]["total"] == "121.00 GBP"
    assert table["order-03.txt"]["paid"] == "Yes"
    assert table["torn.pdf"]["state"] == "quarantined"

    evidence = {(row["document"], row["field"]): row for row in rows_of(out / "evidence.csv")}
    found = evidence["order-03.txt", "order_number"]
    assert (found["status"], found["quote"], found["grounding"]) == ("accepted", "PD-0003", "exact")

    objects = [json.loads(line) for line in (out / "answers.jsonl").read_text().splitlines()]
    assert len(objects) == 8 * 4

    reasons = {row["document"]: row["class"] for row in rows_of(out / "quarantine.csv")}
    assert reasons == {"torn.pdf": "FileCorrupt", "song.mp3": "FormatUnknown", "nothing.txt": "FileZeroBytes"}

    status = json.loads(nightclerk("status", "--json", DATABASE=f"sqlite:///{out / 'nightclerk.db'}").stdout)[0]
    for counted in (status["documents"], status["jobs"]):
        ended = sum(counted[state] for state in ("done", "quarantined", "cancelled", "carried"))
        assert counted["registered"] == ended
        assert counted["balanced"]


def test_a_second_run_does_no_finished_job_again(orders: Path, questions: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}"
    command = ("run", orders, "--questions", questions, "--out", tmp_path / "out")
    assert nightclerk(*command).returncode == 0
    before = finished_at(url)

    (orders / "late.txt").write_text("Order number: PD-9999\nTotal amount: 1.00 GBP\n")
    again = nightclerk(*command)

    assert again.returncode == 0
    after = finished_at(url)
    assert before.items() < after.items()
    assert resolved(url)["late.txt", "order_number"] == ("accepted", "PD-9999")


def test_one_interrupt_drains_and_the_same_command_goes_on(
    orders: Path, questions: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    command = ("run", orders, "--questions", questions, "--out", out)
    run = start(*command, SCRIPTED_DELAY_S=0.1)
    until((out / "nightclerk.db").exists, what="the database")
    until(lambda: number_of(url, answers) > 4, what="the first answers")

    run.send_signal(signal.SIGINT)

    assert run.wait(timeout=30) == 130
    assert number_of(url, answers) < number_of(url, jobs)
    assert nightclerk(*command).returncode == 0
    assert number_of(url, answers) == number_of(url, jobs)


def test_two_interrupts_stop_at_once_and_nothing_is_lost(
    orders: Path, questions: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    command = ("run", orders, "--questions", questions, "--out", out)
    run = start(*command, SCRIPTED_DELAY_S=5)  # 20 s for a bundle: longer than two interrupts may take
    until((out / "nightclerk.db").exists, what="the database")
    until(lambda: number_of(url, jobs) > 0, what="the first jobs")
    children = psutil.Process(run.pid).children(recursive=True)

    run.send_signal(signal.SIGINT)
    until(lambda: b"Finishing" in (tmp_path / "process-0.log").read_bytes(), what="the word that it drains")
    run.send_signal(signal.SIGINT)

    assert run.wait(timeout=10) == 130
    until(lambda: not any(child.is_running() for child in children), what="the end of all children")
    assert nightclerk(*command).returncode == 0
    assert number_of(url, answers) == number_of(url, jobs)


def test_a_second_run_in_the_same_folder_is_refused(
    orders: Path, questions: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "out"
    start("run", orders, "--questions", questions, "--out", out, SCRIPTED_DELAY_S=1)
    until((out / "nightclerk.db").exists, what="the database")

    second = nightclerk("run", orders, "--questions", questions, "--out", out)

    assert second.returncode == 2
    assert "Another `nightclerk run` works in" in second.stderr
