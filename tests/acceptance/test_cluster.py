"""The parts started by hand against a given Redis and PostgreSQL say what `run` says; Flower shows them at it."""

import json
import re
import subprocess
import urllib.request
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import redis

from ledger_view import number_of, passage_ids, resolved, spoken
from producer.valkey import free_port
from program import nightclerk, until
from schemas.messages import ANSWER_PASSAGE, SPLIT_DOCUMENT
from schemas.tables import answers, jobs


def test_submit_to_parts_started_by_hand_says_what_run_says(
    orders: Path,
    questions: Path,
    tmp_path: Path,
    valkey: str,
    postgres: Callable[[], str],
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    url = postgres()
    services = {"DATABASE": url, "BROKER": valkey}
    for part in ("worker", "splitter", "dispatcher"):
        start(part, **services)

    submitted = nightclerk("submit", orders, "--questions", questions, **services)

    batch = submitted.stdout.strip()
    assert submitted.returncode == 0, submitted.stderr
    ended = until(lambda: _status(batch, services)["state"] == "done", what="the end of the batch")
    assert ended
    counted = _status(batch, services)["jobs"]
    assert counted["registered"] == counted["done"] == number_of(url, answers)

    assert nightclerk("run", orders, "--questions", questions, "--out", tmp_path / "out").returncode == 0
    run_url = f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}"
    assert spoken(url) == spoken(run_url)
    assert resolved(url) == resolved(run_url)

    exported = tmp_path / "night.jsonl"
    assert nightclerk("export", batch[:8], "--to", exported, **services).returncode == 0
    assert len(exported.read_text().splitlines()) == 8 * 4


def test_no_text_of_a_document_is_in_redis(
    orders: Path, questions: Path, tmp_path: Path, valkey: str, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out = tmp_path / "out"
    url = f"sqlite:///{out / 'nightclerk.db'}"
    with redis.Redis.from_url(valkey) as client, client.monitor() as monitor:
        run = start("run", orders, "--questions", questions, "--out", out, "--broker", valkey)
        assert run.wait(timeout=90) == 0
        client.echo("the end")
        said = list(iter(lambda: str(monitor.next_command()["command"]), "ECHO the end"))

    commands = "\n".join(said)
    bodies = "\n".join(_bodies(commands))
    assert str(next(iter(passage_ids(url)))) in bodies
    for words in ("Lantern Wharf", "PD-0003", "total amount", "order number"):
        assert words not in commands
        assert words not in bodies


def test_flower_lists_the_tasks_of_a_batch_while_it_runs(
    orders: Path, questions: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    out, port = tmp_path / "out", free_port()
    url = f"sqlite:///{out / 'nightclerk.db'}"
    flower = {"FLOWER_PORT": port, "FLOWER_USER": "watch", "FLOWER_PASSWORD": "s3cret"}
    run = start("run", orders, "--questions", questions, "--out", out, "--flower", SCRIPTED_DELAY_S=0.4, **flower)
    until((out / "nightclerk.db").exists, what="the database")

    def tasks() -> dict[str, Any]:
        return _flower(port, "/api/tasks?limit=1000", "watch:s3cret")

    seen = until(lambda: {n: t for n, t in tasks().items() if t["name"] == ANSWER_PASSAGE}, what="tasks in Flower")

    assert run.poll() is None
    assert number_of(url, answers) < number_of(url, jobs)
    [batch, *_] = json.loads(nightclerk("status", "--json", DATABASE=url).stdout)
    known = passage_ids(url)
    for name, task in seen.items():
        passage, _, attempt = name.partition(".")
        assert passage in known
        assert int(attempt) >= 1
        assert batch["batch"] in task["args"]
        assert passage in task["args"]
    assert SPLIT_DOCUMENT in {task["name"] for task in tasks().values()}
    assert _flower(port, "/api/tasks", "watch:wrong") == {}


def _bodies(commands: str) -> list[str]:
    """What kombu's messages hold, in queues and events: it writes their bodies in base64."""
    return [b64decode(body).decode() for body in re.findall(r'\\?"body\\?": \\?"([A-Za-z0-9+/=]+)', commands)]


def _status(batch: str, services: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(nightclerk("status", batch, "--json", **services).stdout)
    return found


def _flower(port: int, path: str, login: str) -> dict[str, Any]:
    """What Flower's API says; nothing while it is not there, or where the login is refused."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    request.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            found: dict[str, Any] = json.load(response)
            return found
    except OSError:
        return {}
