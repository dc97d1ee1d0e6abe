"""The program as its users start it: real processes, real servers, the scripted engine."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from folder import write_orders, write_questions
from program import NIGHTCLERK, environment
from servers import Broker


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "orders", 8)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return write_questions(tmp_path / "questions.yaml")


@pytest.fixture
def valkey_of_its_own(tmp_path: Path) -> Iterator[str]:
    """The URL of a broker that has no other test's messages."""
    with Broker(tmp_path / "broker") as broker:
        yield broker.url


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a command in the background; whatever still runs at the end of the test is killed, and only that."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(*arguments: object, **settings: object) -> subprocess.Popen[bytes]:
        log = (tmp_path / f"process-{len(started)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [NIGHTCLERK, *map(str, arguments)],
                env=environment(**settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        started.append(process)
        return process

    yield start_one
    for process in started:
        if process.poll() is None:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.send_signal(signal.SIGKILL)
            process.kill()
        process.wait()
