"""Reads a document in a process of its own, which may hang, crash or eat memory and costs one document at most.

The process is forked by `producer.parsing.nursery`, which this starts at the first call. It is not stdlib's
`multiprocessing`: that refuses to work in a Celery child (billiard puts its own process object into stdlib's place),
and it imports the parent's main module anew for every process.
"""

import atexit
import contextlib
import importlib.util
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from producer.parsing.containers import Caps
from producer.parsing.handover import received
from schemas.elements import ParsedDocument
from schemas.errors import ParserDied, ParserForbidden, ParserOutputTooLarge, ParserTimeout, PartMissing
from schemas.settings import Settings

#: Seconds that the nursery may take to load the parsers.
_LOAD_LIMIT_S = 120.0
#: Seconds in which the nursery tells how a reader ended.
_STATUS_LIMIT_S = 5.0
_STATUS_BYTES = 64
_STARTS = 3
#: -P: the folder that this was started in may be one of documents, and no place to import from.
_NURSERY = (sys.executable, "-P", "-m", "producer.parsing.nursery")
#: All that the nursery gets of the environment, which is full of passwords.
_ENVIRONMENT = ("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "PYTHONWARNINGS", "TZ")


def parse(
    path: Path,
    expected_sha256: str,
    *,
    limit_s: float,
    memory_bytes: int,
    max_file_bytes: int,
    output_bytes: int = 64 * 1024**2,
    caps: Caps | None = None,
    pdf_passwords: Sequence[str] = (),
) -> ParsedDocument:
    """The elements of the file, if its bytes have that hex digest. May be called from any thread and process.

    `limit_s` is wall clock time, without the time the parsers need to load; `memory_bytes` is address space on top of
    what they need; `output_bytes` is what may come out; `caps` holds for what a container unpacks to. `pdf_passwords`
    are tried on PDF files that are encrypted; the process gets them by the socket.

    Raises:
        DocumentError: what is wrong with the file, or what became of the process that read it: ParserTimeout,
            ParserOutOfMemory, ParserOverLimit, ParserOutputTooLarge, ParserForbidden, ParserDied.
        PartMissing: the parsers are not installed.
    """
    check_parsers()
    limits = {
        "limit_s": limit_s,
        "memory_bytes": memory_bytes,
        "max_file_bytes": max_file_bytes,
        "caps": asdict(caps or Caps()),
    }
    # The folder for temporary files is the parent's to remove, whatever becomes of the process.
    with tempfile.TemporaryDirectory(prefix="nightclerk-") as folder:
        order = {"path": str(path.resolve()), "sha256": expected_sha256, "folder": folder, **limits}
        order["pdf_passwords"] = list(pdf_passwords)
        with _Reader(order) as reader:
            content = reader.result(limit_s, output_bytes)
            code = reader.exit_code()
    if code == -signal.SIGXCPU:
        raise ParserTimeout(limit_s=limit_s)
    if code == -signal.SIGSYS:
        raise ParserForbidden(attempt="a system call of another processor")
    if code != 0:
        raise ParserDied(cause=f"signal {-code}" if code < 0 else f"exit code {code}")
    return received(content)


def parse_as_set(path: Path, expected_sha256: str, settings: Settings) -> ParsedDocument:
    """`parse` under the limits of the settings."""
    return parse(
        path,
        expected_sha256,
        limit_s=settings.parse_limit_s,
        memory_bytes=settings.parse_memory_bytes,
        max_file_bytes=settings.max_file_bytes,
        output_bytes=settings.parse_output_bytes,
        caps=Caps(
            settings.container_entries, settings.container_bytes, settings.container_ratio, settings.container_depth
        ),
        pdf_passwords=[password.get_secret_value() for password in settings.pdf_passwords],
    )


@cache  # looking for packages takes a twentieth of a reader's start; that they are missing is not kept
def check_parsers() -> None:
    """Raises PartMissing where the parsers are not installed; they are not loaded for it."""
    for part in ("docx", "pypdfium2"):
        if importlib.util.find_spec(part) is None:
            raise PartMissing(part=part, extra="parsing")


def _read_all(pipe: int, limit_s: float, max_bytes: int) -> bytes:
    """What comes out of a pipe until its other end is closed."""
    deadline = time.monotonic() + limit_s
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    chunks: list[bytes] = []
    size = 0
    while True:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise ParserTimeout(limit_s=limit_s)
        chunk = os.read(pipe, 1024**2)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            raise ParserOutputTooLarge(max_bytes=max_bytes)


class _Reader:
    """A process at work on an order. At the end of the context it is gone, with all it started."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._result, result_end = os.pipe()
        self._status, status_end = os.pipe()
        self._ended = False
        try:
            self._group = _new_group(json.dumps(order).encode() + b"\n", [result_end, status_end])
        except BaseException:
            self._close()
            raise
        finally:
            os.close(result_end)
            os.close(status_end)

    def result(self, limit_s: float, max_bytes: int) -> bytes:
        """What it hands over."""
        return _read_all(self._result, limit_s, max_bytes)

    def exit_code(self) -> int:
        """Its exit code, or minus the signal that killed it; 255 where the nursery died before it could say."""
        said = _read_all(self._status, _STATUS_LIMIT_S, _STATUS_BYTES)
        self._ended = bool(said)
        return int(said or b"255")

    def __enter__(self) -> "_Reader":
        return self

    def __exit__(self, *_: object) -> None:
        if not self._ended:  # otherwise the nursery has ended the whole group, whose number may be another's by now
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
        self._close()

    def _close(self) -> None:
        os.close(self._result)
        os.close(self._status)


# --- the nursery --------------------------------------------------------------------------------------------------


class _Nursery:
    """The nursery of this process, and the channel to it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._channel, end = socket.socketpair()
        with end:
            # A session of its own: Ctrl-C in the terminal is for the parent to handle.
            self._process = subprocess.Popen(
                [*_NURSERY, str(end.fileno())],
                pass_fds=[end.fileno()],
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._channel.settimeout(_LOAD_LIMIT_S)
        if self._channel.recv(16) != b"ready\n":
            self.close()
            raise ParserDied(cause=f"the parsers did not load, exit code {self._process.returncode}")

    def fork(self, order: bytes, pipes: list[int]) -> int:
        """The id of a new process group at work on the order; OSError where the nursery is gone."""
        socket.send_fds(self._channel, [order], pipes)
        answer = self._channel.recv(32)
        if not answer:
            raise ConnectionResetError
        return int(answer)

    def close(self) -> None:
        self._channel.close()
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()


_nursery: _Nursery | None = None
_lock = threading.Lock()


def _new_group(order: bytes, pipes: list[int]) -> int:
    global _nursery
    with _lock:
        for _ in range(_STARTS):
            if _nursery is None or _nursery.owner != os.getpid():  # a fork of this process has its own
                _nursery = _Nursery()
                atexit.register(_nursery.close)
            try:
                return _nursery.fork(order, pipes)
            except OSError:  # it was killed: make a new one
                atexit.unregister(_nursery.close)
                _nursery.close()
                _nursery = None
        raise ParserDied(cause=f"the parsers' process ended {_STARTS} times at once")
