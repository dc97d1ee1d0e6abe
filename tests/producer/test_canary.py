"""A parser that was taken over by its document gets hold of nothing, reaches nobody and leaves nothing behind."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from readers import nurseries, spare, spares

from producer.parsing import child
from producer.parsing.child import parse
from producer.parsing.confinement import Walls
from schemas.errors import (
    ParserDied,
    ParserForbidden,
    ParserOutOfMemory,
    ParserOutputTooLarge,
    ParserOverLimit,
    ParserTimeout,
)

_HOSTILE = Path(__file__).with_name("hostile_reader.py")
_CANARY = "canary-7f3a"
_MIB = 1024**2

Attack = Callable[..., str]


@pytest.fixture(scope="module")
def walls() -> Walls:
    """What holds on this machine: in some containers the kernel's means are shut."""
    said = subprocess.run([sys.executable, "-m", "producer.parsing.confinement"], check=True, capture_output=True)
    return Walls(**json.loads(said.stdout))


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """Has the hostile parser read a document that holds an attack; gives what it got hold of."""
    folder = tmp_path_factory.mktemp("documents")

    def attack(name: str, target: object = "", limit_s: float = 20, output_bytes: int = _MIB) -> str:
        document = folder / "attack.txt"
        document.write_text(json.dumps({"attack": name, "target": str(target)}))
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
        limits = {"limit_s": limit_s, "memory_bytes": 512 * _MIB, "max_file_bytes": _MIB, "output_bytes": output_bytes}
        return parse(document, digest, **limits).elements[0].text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "_NURSERY", (sys.executable, "-P", str(_HOSTILE)))
        patch.setattr(child, "_nursery", None)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("NIGHTCLERK_DATABASE", f"postgresql://clerk:{_CANARY}@db/ledger")
            environment.setenv("HUB_TOKEN", _CANARY)
            attack("talk_much", 1)  # starts the nursery, in this environment
        yield attack
        assert child._nursery
        child._nursery.close()


def _still_there() -> list[psutil.Process]:
    """The processes that attacks have started, wherever they went: all but the nursery and the reader that waits."""
    known = {each for nursery in nurseries(str(_HOSTILE)) for each in (nursery, *spares(nursery)[:1])}
    found = []
    for process in psutil.process_iter():
        try:
            if process not in known and str(_HOSTILE) in process.cmdline():
                found.append(process)
        except psutil.Error:  # it ended while it was looked at
            continue
    return found


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    deadline = time.monotonic() + 5
    while _still_there() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _still_there() == []


def test_no_secret_of_the_environment_is_found(attack: Attack) -> None:
    [nursery] = nurseries(str(_HOSTILE))
    victim = subprocess.Popen(["sleep", "60"], env={"SECRET": _CANARY})
    try:
        found = [attack("environment", pid) for pid in (os.getpid(), nursery.pid, spare(nursery).pid, victim.pid)]
    finally:
        victim.kill()
        victim.wait()
    assert all("PATH" in each for each in found), "it does see an environment"
    assert not any(_CANARY in each or "TOKEN" in each or "NIGHTCLERK" in each for each in found)


def test_no_file_outside_can_be_read(attack: Attack, walls: Walls, tmp_path: Path) -> None:
    if not walls.landlock:
        pytest.skip("this kernel has no Landlock")
    (tmp_path / "neighbour.txt").write_text(_CANARY)
    found = attack("read_files", tmp_path / "neighbour.txt")
    assert "GOT" not in found, found


def test_nothing_outside_can_be_written(attack: Attack, walls: Walls, tmp_path: Path) -> None:
    if not walls.landlock:
        pytest.skip("this kernel has no Landlock")
    neighbour = tmp_path / "neighbour.txt"
    neighbour.write_text(_CANARY)
    neighbour.chmod(0o666)
    tmp_path.chmod(0o777)
    before = neighbour.stat()
    found = attack("write_files", neighbour)
    assert "GOT" not in found, found
    assert [path.name for path in tmp_path.iterdir()] == ["neighbour.txt"]
    assert neighbour.read_text() == _CANARY
    assert (neighbour.stat().st_mode, neighbour.stat().st_mtime) == (before.st_mode, before.st_mtime)


def test_nobody_can_be_called(attack: Attack, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(tmp_path / "socket"))
        unix.listen()
        tmp_path.chmod(0o777)
        (tmp_path / "socket").chmod(0o777)
        found = attack("call_out", json.dumps([listener.getsockname()[1], str(tmp_path / "socket")]))
        for each in (listener, unix):
            each.setblocking(False)
            with pytest.raises(BlockingIOError):
                each.accept()
    assert "GOT" not in found, found


def test_its_cage_cannot_be_opened(attack: Attack) -> None:
    found = attack("break_out", os.getpid())
    assert "GOT" not in found, found


def test_a_fork_bomb_stays_small_and_goes_with_its_reader(attack: Attack, walls: Walls) -> None:
    if walls.call_filter:
        pytest.skip("the filter of system calls permits no process at all: the next test")
    if "root" in walls.rights:
        pytest.skip("root without the right to change users: the kernel does not limit its processes")
    started = int(attack("fork_bomb"))
    assert 0 < started < 2000
    if walls.namespace:
        assert started < 64


def test_no_process_can_be_started(attack: Attack, walls: Walls) -> None:
    if not walls.call_filter:
        pytest.skip("this kernel refuses filters of system calls")
    with pytest.raises(ParserForbidden, match="Operation not permitted"):
        attack("fork_bomb")


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("open_files", ParserOverLimit, "open files"),
        ("write_much", ParserOverLimit, "the size of a file"),
        ("take_memory", ParserOutOfMemory, "536870912 bytes of memory"),
        ("crash", ParserDied, "signal 11"),
        ("spin", ParserTimeout, "longer than 2 s"),
    ],
)
def test_what_it_died_of_is_told_apart(attack: Attack, name: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        attack(name, limit_s=2 if name == "spin" else 20)


def test_no_more_comes_out_than_allowed(attack: Attack) -> None:
    assert len(attack("talk_much", _MIB // 2)) == _MIB // 2
    with pytest.raises(ParserOutputTooLarge):
        attack("talk_much", _MIB)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "[]",
        '{"error": "KeyboardInterrupt", "details": {}}',
        '{"error": "FileEncrypted", "details": []}',
        '{"error": "FileTooLarge", "details": {}}',
        '{"elements": [{"category": "Title", "text": 1, "spans": []}], "pages": null, "parser": "", "notes": []}',
        '{"elements": [{"category": "", "text": "\\ud800", "spans": []}], "pages": null, "parser": "", "notes": []}',
        '{"elements": [{"category": "", "text": "a", "spans": [[0, 9, 1, null]]}], "pages": null, "parser": "", '
        '"notes": []}',
        '{"elements": [], "pages": "two", "parser": "", "notes": []}',
        '{"elements": [], "pages": null, "parser": "", "notes": [1]}',
    ],
)
def test_a_forged_result_is_none(attack: Attack, forged: str) -> None:
    with pytest.raises(ParserDied, match="no document"):
        attack("forge", forged)
