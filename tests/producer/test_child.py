"""Documents read in a real process, which is stopped, starved, killed and started again."""

import hashlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from readers import left, nurseries, readers
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from producer.parsing.child import parse
from schemas.elements import ParsedDocument
from schemas.errors import (
    DocumentError,
    FileChanged,
    FileCorrupt,
    FileEncrypted,
    FileTooLarge,
    FileUnreadable,
    FileZeroBytes,
    FormatUnknown,
    ParserDied,
    ParserOutOfMemory,
    ParserTimeout,
)

_GIB = 1024**3


def _parse(path: Path, *, limit_s: float = 30, memory_bytes: int = _GIB, max_file_bytes: int = _GIB) -> ParsedDocument:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return parse(path, digest, limit_s=limit_s, memory_bytes=memory_bytes, max_file_bytes=max_file_bytes)


def _pdf(path: Path, encrypt: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), encrypt=encrypt)
    canvas.drawString(72, 700, "The rent is due.")
    canvas.save()
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A text that takes many seconds."""
    path = tmp_path / "slow.rtf"
    path.write_text(r"{\rtf1\ansi " + r"The tenant \b pays\b0  the rent today.\par " * 400_000 + "}")
    return path


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    assert left() == []


def _while_reading(path: Path, act: Callable[[psutil.Process], None]) -> BaseException | None:
    """What `parse` raises when `act` is done to its process in the middle of its work."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            _parse(path)
        except DocumentError as exc:
            raised.append(exc)

    thread = threading.Thread(target=run)
    thread.start()
    deadline = time.monotonic() + 60
    while not (busy := [p for p in readers() if p.cpu_times().user > 0.3]):
        assert time.monotonic() < deadline, "no process began to read"
        time.sleep(0.02)
    act(busy[0])
    thread.join(30)
    return raised[0] if raised else None


def test_the_elements_come_back_whole(tmp_path: Path) -> None:
    found = _parse(_pdf(tmp_path / "rent.pdf"))
    assert [element.text for element in found.elements] == ["The rent is due."]
    assert found.elements[0].spans[0].page == 1
    assert found.pages == 1


def test_what_is_wrong_with_a_file_comes_back_as_its_class(tmp_path: Path) -> None:
    with pytest.raises(FileEncrypted):
        _parse(_pdf(tmp_path / "locked.pdf", StandardEncryption("user", "owner")))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(FileCorrupt) as caught:
        _parse(tmp_path / "broken.pdf")
    assert "structure is damaged" in str(caught.value)
    (tmp_path / "nothing.docx").touch()
    with pytest.raises(FileZeroBytes):
        _parse(tmp_path / "nothing.docx")
    (tmp_path / "sound.mp3").write_bytes(b"abc")
    with pytest.raises(FormatUnknown, match=r"sound\.mp3"):
        _parse(tmp_path / "sound.mp3")
    with pytest.raises(FileTooLarge) as too_large:
        _parse(tmp_path / "sound.mp3", max_file_bytes=2)
    assert too_large.value.details == {"size_bytes": 3, "max_bytes": 2}


def test_other_bytes_than_those_registered_are_not_read(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "rent.pdf")
    with pytest.raises(FileChanged):
        parse(path, "0" * 64, limit_s=30, memory_bytes=_GIB, max_file_bytes=_GIB)
    path.unlink()
    with pytest.raises(FileUnreadable):
        parse(path, "0" * 64, limit_s=30, memory_bytes=_GIB, max_file_bytes=_GIB)


def test_a_slow_file_is_stopped(slow: Path) -> None:
    _parse_warm(slow.parent)
    began = time.monotonic()
    with pytest.raises(ParserTimeout) as caught:
        _parse(slow, limit_s=0.5)
    assert time.monotonic() - began < 5
    assert caught.value.details == {"limit_s": 0.5}


def _parse_warm(folder: Path) -> None:
    _parse(_pdf(folder / "warm.pdf"))


def test_a_greedy_file_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("name,price\n" + "a long enough cell,12.50\n" * 1_500_000)
    with pytest.raises(ParserOutOfMemory) as caught:
        _parse(path, memory_bytes=64 * 1024**2)
    assert caught.value.details == {"max_bytes": 64 * 1024**2}


def test_little_memory_is_enough_for_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "letter.rtf"
    path.write_text(r"{\rtf1\ansi The rent is due in May.\par}")
    assert [element.text for element in _parse(path, memory_bytes=256 * 1024**2).elements] == [
        "The rent is due in May."
    ]


def test_a_process_that_dies_is_told_from_one_that_is_slow(slow: Path) -> None:
    raised = _while_reading(slow, lambda process: process.send_signal(signal.SIGSEGV))
    assert isinstance(raised, ParserDied)
    assert raised.details == {"cause": "signal 11"}
    _parse_warm(slow.parent)


def test_a_new_nursery_takes_the_place_of_a_dead_one(slow: Path) -> None:
    def kill_nursery(_: psutil.Process) -> None:
        nurseries()[0].kill()

    assert isinstance(_while_reading(slow, kill_nursery), ParserDied)
    _parse_warm(slow.parent)


def test_a_killed_process_leaves_no_temporary_files(
    slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with pytest.raises(ParserTimeout):
        _parse(slow, limit_s=0.3)
    assert [path.name for path in scratch.iterdir() if path.name.startswith("nightclerk-")] == []


@pytest.mark.shared_data
def test_every_real_document_ends_read_or_refused(shared_data: Path) -> None:
    files = [path for path in sorted((shared_data / "documents" / "mixed").iterdir()) if path.stat().st_size < 50_000][
        ::3
    ]
    assert files
    for path in files:
        assert _outcome(path) not in (ParserDied, ParserTimeout, ParserOutOfMemory), path.name


def _outcome(path: Path) -> type:
    try:
        return type(_parse(path))
    except DocumentError as exc:
        return type(exc)
