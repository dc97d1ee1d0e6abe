"""kill -9 of a worker's child, of a worker, and of the whole run: the same answers, none twice, none missing."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from folder import write_orders, write_questions
from ledger_view import number_of, resolved, spoken
from program import nightclerk, until
from schemas.tables import answers, jobs


def worker_parent(run: psutil.Process) -> psutil.Process:
    """The Celery worker of a run: its child is the one that answers."""
    [parent] = [p for p in run.children() if "worker.app" in p.cmdline()]
    return parent


def worker_child(run: psutil.Process) -> psutil.Process:
    [child] = worker_parent(run).children()
    return child


VICTIMS: dict[str, Callable[[psutil.Process], psutil.Process]] = {
    "child": worker_child,
    "worker": worker_parent,
    "run": lambda run: run,
}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[object, object], dict[object, object]]:
    """What is said and resolved when nothing is killed."""
    place = tmp_path_factory.mktemp("undisturbed")
    folder, questions = write_orders(place / "orders", 8), write_questions(place / "questions.yaml")
    assert nightclerk("run", folder, "--questions", questions, "--out", place / "out").returncode == 0
    url = f"sqlite:///{place / 'out' / 'nightclerk.db'}"
    return dict(spoken(url)), dict(resolved(url))


@pytest.mark.parametrize("victim", VICTIMS)
def test_what_is_killed_costs_nothing(
    victim: str,
    database_url: str,
    undisturbed: tuple[dict[object, object], dict[object, object]],
    orders: Path,
    questions: Path,
    tmp_path: Path,
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    command = ("run", orders, "--questions", questions, "--out", tmp_path / "out", "--database", database_url)
    run = start(*command, SCRIPTED_DELAY_S=0.1)
    until(lambda: number_of(database_url, answers) > 8, what="the first answers")

    target = VICTIMS[victim](psutil.Process(run.pid))
    family = psutil.Process(run.pid).children(recursive=True)
    target.send_signal(signal.SIGKILL)

    if victim == "run":
        run.wait(timeout=10)
        until(lambda: not any(p.is_running() for p in family), what="the end of what the run had started")
        assert number_of(database_url, answers) < number_of(database_url, jobs)
        assert nightclerk(*command).returncode == 0
    else:
        assert run.wait(timeout=90) == 0
    said, found = undisturbed
    assert spoken(database_url) == said
    assert resolved(database_url) == found
    assert number_of(database_url, answers) == number_of(database_url, jobs)
