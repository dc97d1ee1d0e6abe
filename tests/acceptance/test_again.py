"""Nights that are run again: real workers, and what the model said counted in the ledger."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ledger_view import asked_of_the_model, cut, number_of, resolved, reused_at_a_later_try, running
from program import nightclerk, until
from schemas.tables import answers, jobs
from tests.acceptance.test_kill import worker_child

DEMO = Path(__file__).resolve().parents[2] / "ops" / "demo"


def status_of(url: str) -> dict[str, dict[str, int]]:
    """The answers of each batch, given and reused, by the batch's name."""
    batches = json.loads(nightclerk("status", "--json", DATABASE=url).stdout)
    return {batch["name"]: batch["answers"] for batch in batches}


def test_the_same_under_another_name_asks_the_model_nothing(orders: Path, questions: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}"
    command = ("run", orders, "--questions", questions, "--out", tmp_path / "out", "--name")
    assert nightclerk(*command, "monday").returncode == 0
    asked, given = asked_of_the_model(url), number_of(url, answers)

    again = nightclerk(*command, "tuesday")

    assert again.returncode == 0, again.stderr
    assert asked_of_the_model(url) == asked
    assert f"{given} of {given} answers were known" in " ".join(again.stdout.split())
    assert status_of(url)["tuesday"] == {"given": given, "reused": given}
    shown = [line.split() for line in nightclerk("status", DATABASE=url).stdout.splitlines()]
    assert shown[0][-1] == "reused"
    assert shown[2][-1] == str(given)


@pytest.mark.slow
def test_the_demo_again_asks_only_for_what_was_cut(tmp_path: Path) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    command = ("run", DEMO / "documents", "--questions", DEMO / "questions.yaml", "--out", out, "--name")

    first = nightclerk(*command, "monday", limit_s=300)
    assert first.returncode == 3, first.stderr  # two of its documents are broken on purpose
    asked, unfinished = asked_of_the_model(url), cut(url)
    evidence = (out / "evidence.csv").read_text()
    second = nightclerk(*command, "tuesday", limit_s=300)

    assert second.returncode == 3, second.stderr
    assert sorted(asked_of_the_model(url)[len(asked) :]) == sorted(unfinished)
    given = status_of(url)["tuesday"]["given"]
    assert given > 100 * len(unfinished)
    assert status_of(url)["tuesday"]["reused"] == given - len(unfinished)
    assert (out / "evidence.csv").read_text() == evidence


def test_a_text_that_stands_in_all_documents_is_asked_once_by_four_workers(
    orders: Path, questions: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}"

    done = nightclerk(
        "run", orders, "--questions", questions, "--out", tmp_path / "out", "--workers", "4", SCRIPTED_DELAY_S=0.2
    )

    assert done.returncode == 0, done.stderr
    times_asked = Counter(asked_of_the_model(url))
    assert set(times_asked.values()) == {1}
    assert len(times_asked) < number_of(url, answers) == number_of(url, jobs)


def test_a_killed_worker_loses_no_known_answer(
    database_url: str,
    orders: Path,
    questions: Path,
    tmp_path: Path,
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    command = ("run", orders, "--out", tmp_path / "out", "--database", database_url, "--questions")
    assert nightclerk(*command, questions).returncode == 0
    first, before = len(asked_of_the_model(database_url)), number_of(database_url, answers)
    more = tmp_path / "more.yaml"
    more.write_text(questions.read_text() + "  - {name: customer, kind: key_value, key: customer}\n")

    run = start(*command, more, SCRIPTED_DELAY_S=1)  # of each bundle one question is new: known answers wait for it
    until(
        lambda: number_of(database_url, answers) > before and running(database_url) > 1,
        what="a bundle between its claim and its end",
    )
    worker_child(psutil.Process(run.pid)).kill()

    assert run.wait(timeout=110) == 0
    assert reused_at_a_later_try(database_url) > 0, "the worker was killed when it held known answers"
    assert number_of(database_url, answers) == number_of(database_url, jobs)
    asked = asked_of_the_model(database_url)
    assert len(asked) == len(set(asked)) > first, "each question was answered by the model once"
    assert resolved(database_url)["order-03.txt", "customer"][1] == "Pellow and Drake, PD-0003 Lantern Wharf"
