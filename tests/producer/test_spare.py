"""Readers that are forked before their order comes: found ready, replaced when dead, and gone with the rest."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from readers import left, nurseries, readers, spare, spares

from producer.parsing.child import parse
from producer.parsing.spare import Spare
from schemas.errors import ParserDied, ParserOutOfMemory, ParserTimeout

_MIB = 1024**2
_SLOW = r"{\rtf1\ansi " + r"The tenant \b pays\b0  the rent today.\par " * 400_000 + "}"


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    assert left() == []


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("The rent is due in May.")
    return path


def _words(path: Path, *, limit_s: float = 30, memory_bytes: int = 1024 * _MIB) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = parse(path, digest, limit_s=limit_s, memory_bytes=memory_bytes, max_file_bytes=1024 * _MIB)
    return found.elements[0].text


@pytest.fixture
def nursery(letter: Path) -> psutil.Process:
    """A nursery that has worked."""
    _words(letter)
    return nurseries()[0]


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[psutil.Process]:
    """A reader at work on a text of many seconds, which is killed in the end."""
    path = tmp_path / "slow.rtf"
    path.write_text(_SLOW)

    def read() -> None:
        with pytest.raises(ParserDied):
            _words(path)

    thread = threading.Thread(target=read)
    thread.start()
    deadline = time.monotonic() + 60
    while not (busy := [each for each in readers() if each.cpu_times().user > 0.2]):
        assert time.monotonic() < deadline, "no process began to read"
        time.sleep(0.02)
    yield busy[0]
    busy[0].kill()
    thread.join(30)


def test_an_order_finds_a_reader_and_the_next_one_is_made_meanwhile(
    nursery: psutil.Process, request: pytest.FixtureRequest
) -> None:
    waiting = spare(nursery)

    reading = request.getfixturevalue("slow")

    assert reading == waiting
    assert spare(nursery) != reading


def test_each_document_has_a_process_of_its_own(nursery: psutil.Process, letter: Path) -> None:
    seen = []
    for _ in range(5):
        seen.append(spare(nursery).pid)
        _words(letter)

    assert len(set(seen)) == 5
    assert not any(map(psutil.pid_exists, seen))


@pytest.mark.usefixtures("slow")
def test_one_that_waits_has_no_file_of_the_nursery_or_of_a_reader(nursery: psutil.Process) -> None:
    def opened(process: psutil.Process) -> list[str]:
        return [str(each.readlink()) for each in Path(f"/proc/{process.pid}/fd").iterdir()]

    assert any(name.startswith("pipe:") for name in opened(nursery)), "it is to say how the slow one ends"
    files = opened(spare(nursery))
    assert [name for name in files if name.startswith("pipe:")] == []
    assert len([name for name in files if name.startswith("socket:")]) == 1, "that of its order"


def test_one_that_died_before_its_order_costs_no_document(nursery: psutil.Process, letter: Path) -> None:
    spare(nursery).kill()
    deadline = time.monotonic() + 5
    while nursery.children() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert nursery.children() == [], "those that die by themselves would do so without end"

    assert _words(letter) == "The rent is due in May."
    assert nurseries() == [nursery]


def test_one_that_is_killed_as_the_order_comes_costs_no_document(nursery: psutil.Process, letter: Path) -> None:
    for _ in range(20):
        spare(nursery).kill()
        assert _words(letter) == "The rent is due in May."
    assert nurseries() == [nursery]


def test_waiting_is_not_reading(nursery: psutil.Process, letter: Path) -> None:
    spare(nursery)
    time.sleep(1.5)

    assert _words(letter, limit_s=1.0) == "The rent is due in May."


@pytest.mark.usefixtures("nursery")
def test_each_order_has_limits_of_its_own(letter: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_text("name,price\n" + "a long enough cell,12.50\n" * 1_000_000)
    (tmp_path / "slow.rtf").write_text(_SLOW)

    with pytest.raises(ParserOutOfMemory):
        _words(big, memory_bytes=64 * _MIB)
    assert _words(letter, memory_bytes=256 * _MIB) == "The rent is due in May."
    with pytest.raises(ParserTimeout):
        _words(tmp_path / "slow.rtf", limit_s=0.3)
    assert _words(letter) == "The rent is due in May."


def test_the_clock_of_the_processor_counts_from_the_order() -> None:
    program = (
        "import resource, time\n"
        "from producer.parsing.confinement import Cell\n"
        "cell = Cell(isolated=False)\n"
        "while time.process_time() < 1.1: pass\n"
        f"cell.limit(2.95, {1024 * _MIB}, {_MIB})\n"
        "raise SystemExit(resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
    )

    ended = subprocess.run([sys.executable, "-c", program], check=False)

    assert ended.returncode == 14, "the 1.1 s before, 2.95 and 10 of grace"


def test_many_threads_and_processes_at_once(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(24)]
    for file in files:
        file.write_text(f"The rent of flat {file.stem} is due.")

    def read_all() -> bool:
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(_words, files)) == [f"The rent of flat {file.stem} is due." for file in files]

    forked = [_forked(read_all) for _ in range(2)]

    assert read_all()
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in forked] == [0, 0]
    [nursery] = nurseries()
    assert len(spares(nursery)) <= 1


def _forked(act: Callable[[], bool]) -> int:
    """A process that was forked from this one and does it; it ends with 0 where that is true."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if act() else 1)
        finally:
            os._exit(2)
    return pid


@pytest.mark.parametrize("killed", ["parent", "nursery"])
def test_none_outlives_what_it_belongs_to(letter: Path, killed: str) -> None:
    digest = hashlib.sha256(letter.read_bytes()).hexdigest()
    program = (
        "import time\nfrom pathlib import Path\nfrom producer.parsing.child import parse\n"
        f"parse(Path({str(letter)!r}), {digest!r}, limit_s=30, memory_bytes=2**30, max_file_bytes=2**20)\n"
        "print('read', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"read\n"
        [nursery] = psutil.Process(parent.pid).children()
        waiting = spare(nursery)
        (parent if killed == "parent" else nursery).send_signal(signal.SIGKILL)

        gone, alive = psutil.wait_procs([nursery, waiting] if killed == "parent" else [waiting], timeout=10)

        parent.kill()
    assert alive == []
    assert waiting in gone


def test_one_that_was_stopped_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("producer.parsing.spare._TAKE_LIMIT_S", 0.2)
    stopped = Spare((), isolated=False)
    os.kill(stopped.pid, signal.SIGSTOP)

    taken = stopped.take(b"{}\n", sys.stderr.fileno())

    assert not taken
    assert os.waitstatus_to_exitcode(os.waitpid(stopped.pid, 0)[1]) == -signal.SIGKILL


def test_what_a_reader_may_take_is_what_its_order_says(nursery: psutil.Process, slow: psutil.Process) -> None:
    def limit(process: psutil.Process, name: str) -> str:
        limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
        return next(line for line in limits if line.startswith(name))[len(name) :].split()[0]

    waiting = spare(nursery)

    assert limit(waiting, "Max cpu time") == limit(nursery, "Max cpu time")
    assert limit(waiting, "Max open files") == limit(slow, "Max open files") == "256"
    assert limit(slow, "Max cpu time") == "40"
    assert limit(slow, "Max file size") == str(1024 * _MIB)
    assert int(limit(slow, "Max address space")) < 4 * 1024 * _MIB
