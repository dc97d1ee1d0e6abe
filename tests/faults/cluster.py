"""A cluster of real processes on real servers, of which any part may be killed, stopped, frozen or started again."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import redis
import sqlalchemy as sa

from batches import claimed_document, document_of, make_batch, store
from producer.commands import splitter_command, worker_command
from program import NIGHTCLERK, environment, until
from schemas.ledger.database import open_database, reading
from schemas.ledger.register import Batch
from schemas.messages import ANSWER_PASSAGE, DOCUMENTS_QUEUE
from schemas.questionnaire import Questionnaire
from schemas.tables import answers, passages

#: Waits short enough for a test. Tries are plenty: what is killed a hundred times is not at fault.
SHORT: dict[str, object] = {
    "LEASE_S": 3,
    "BACKOFF_S": 0.1,
    "BACKOFF_MAX_S": 1,
    "RING_AGAIN_S": 2,
    "DISPATCH_INTERVAL_S": 0.2,
    "VISIBILITY_TIMEOUT_S": 10,
    "MAX_ATTEMPTS": 50,
    "SCRIPTED_DELAY_S": 0.05,
}

#: The lease where none has to run out: what is begun a second time is then begun because a message came.
LONG_LEASE_S = 3600

#: Four questions, each of which is put to every passage.
QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "name": "Orders",
        "fields": [
            {"name": "number", "kind": "key_value", "key": "order number"},
            {"name": "total", "kind": "extraction", "question": "What is the total amount?"},
            {"name": "paid", "kind": "boolean", "question": "Has the order been paid?"},
            {"name": "paid_how", "kind": "extraction", "question": "How has the order been paid?"},
        ],
    }
)
QUESTIONS = len(QUESTIONNAIRE.fields)

#: How long anything may take that only has to come at all, seconds: the machine may be busy with other things.
PATIENCE_S = 240.0


class Part:
    """One process of a cluster; its log goes on when it is started again."""

    def __init__(self, name: str, command: list[str], settings: dict[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "schemas.lifetime", str(os.getpid()), *command]
        self._settings = settings
        self.process = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                self._command,
                env=self._settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def start_again(self) -> None:
        assert not self.alive
        self.process = self._spawn()

    def child(self) -> psutil.Process | None:
        """The process that answers, if it is there."""
        try:
            return next(iter(psutil.Process(self.process.pid).children()), None)
        except psutil.NoSuchProcess:
            return None

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def kill_child(self) -> bool:
        """kill -9 of the process that answers; False if there was none to kill."""
        child = self.child()
        if child is None:
            return False
        child.kill()
        return True

    def ask_to_end(self) -> None:
        """SIGTERM, as an orchestrator sends it."""
        self.process.send_signal(signal.SIGTERM)

    def said(self, words: str) -> int:
        """How often the log has these words."""
        return self.log.read_text(errors="replace").count(words)


class Cluster:
    """Workers, splitters and dispatchers on one database and one broker."""

    def __init__(self, folder: Path, database_url: str, broker_url: str, **settings: object) -> None:
        self.folder = folder
        self.database_url = database_url
        self.broker_url = broker_url
        self.database: sa.Engine = open_database(database_url)
        self.settings = environment(**{**SHORT, "DATABASE": database_url, "BROKER": broker_url, **settings})
        self.parts: list[Part] = []

    def worker(self, name: str, application: list[str] | None = None) -> Part:
        """Start a worker; `application` is a program that stands in for `python -m celery`."""
        command = worker_command("scripted", name, "INFO")
        return self.start(name, application + command[3:] if application else command)

    def workers(self, number: int) -> list[Part]:
        return [self.worker(f"worker{place}") for place in range(1, number + 1)]

    def splitter(self, name: str = "splitter") -> Part:
        return self.start(name, splitter_command(name, "INFO"))

    def dispatcher(self, name: str = "dispatcher") -> Part:
        return self.start(name, [NIGHTCLERK, "dispatcher"])

    def start(self, name: str, command: list[str]) -> Part:
        """Start any program with this cluster's settings."""
        part = Part(name, command, self.settings, self.folder / f"{name}.log")
        self.parts.append(part)
        return part

    def revive(self) -> None:
        """Start again what has died, as an orchestrator does."""
        for part in self.parts:
            if not part.alive:
                part.start_again()

    def close(self) -> None:
        """Kill what was started, and only that."""
        for part in self.parts:
            if part.alive:
                for process in psutil.Process(part.process.pid).children(recursive=True):
                    process.kill()
                part.kill()
        self.database.dispose()

    def number(self, what: sa.Select[Any]) -> int:
        """The one number that a query gives."""
        with reading(self.database) as tx:
            return int(tx.scalar(what) or 0)

    def answered(self) -> int:
        return self.number(sa.select(sa.func.count()).select_from(answers))

    def recoveries(self) -> int:
        """Claims of passages beyond the first one of each."""
        return self.number(sa.select(sa.func.sum(passages.c.attempts - 1)).where(passages.c.attempts > 1))

    def until_answered(self, number: int) -> None:
        until(lambda: self.answered() >= number, PATIENCE_S, f"answer {number}")

    def received(self) -> Counter[str]:
        """How often workers were handed a message for each passage: their logs say so."""
        pattern = re.compile(rf"Task {re.escape(ANSWER_PASSAGE)}\[(\w+)\.\d+\] received")
        return Counter(found for part in self.parts for found in pattern.findall(part.log.read_text(errors="replace")))

    def complaints(self, words: str) -> list[str]:
        """The lines of all logs that have these words."""
        lines = (line for part in self.parts for line in part.log.read_text(errors="replace").splitlines())
        return [line for line in lines if words in line]

    def messages(self) -> dict[str, int]:
        """What Redis holds: messages in queues, and those that were handed out and not acknowledged."""
        with redis.Redis.from_url(self.broker_url) as client:
            queues = [DOCUMENTS_QUEUE, *(key.decode() for key in client.scan_iter("passages.*"))]
            held = {queue: client.llen(queue) for queue in queues}
            held |= {"unacked": client.hlen("unacked"), "unacked_index": client.zcard("unacked_index")}
        return {name: int(number) for name, number in held.items() if number}


def order(number: int) -> str:
    """The text of one passage, unlike all others."""
    return (
        f"Order number: PD-{number:06}\nTotal amount: {100 + number}.00 GBP\n"
        f"The order PD-{number:06} has been paid by bank transfer on the third of the month."
    )


def loaded(database: sa.Engine, bundles: int, documents: int = 5, name: str = "night") -> Batch:
    """A batch that is split into passages already: `bundles` of four jobs each, in so many documents."""
    names = [f"{name}-{number}.txt" for number in range(documents)]
    batch = make_batch(database, *names, questionnaire=QUESTIONNAIRE, name=name)
    for place, document in enumerate(names):
        texts = [order(number) for number in range(place, bundles, documents)]
        store(database, claimed_document(database, document_of(batch, document)), texts)
    return batch


def drilled(database: sa.Engine, texts: list[str], name: str = "night") -> Batch:
    """A batch of one document with these passages."""
    batch = make_batch(database, f"{name}.txt", questionnaire=QUESTIONNAIRE, name=name)
    store(database, claimed_document(database, document_of(batch, f"{name}.txt")), texts)
    return batch


def hold(condition: Callable[[], bool], for_s: float) -> bool:
    """Whether a condition holds each time it is looked at, for so many seconds."""
    end = time.monotonic() + for_s
    while time.monotonic() < end:
        if not condition():
            return False
        time.sleep(0.1)
    return True
