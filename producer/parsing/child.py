"""Reads a document in a process of its own, which may hang, crash or eat memory and costs one document at most.

The process comes from a fork server that has loaded the parsers (stdlib `multiprocessing`, which a Celery child may
use: it is a daemon in the eyes of billiard alone). Its first message says that it is ready, its second is the result,
as JSON: what a broken document made of a process is never unpickled.
"""

import contextlib
import hashlib
import importlib.util
import json
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from schemas.elements import ParsedDocument
from schemas.errors import (
    DocumentError,
    FileChanged,
    FileTooLarge,
    FileUnreadable,
    FileZeroBytes,
    NightClerkError,
    ParserDied,
    ParserOutOfMemory,
    ParserTimeout,
    PartMissing,
)

#: Seconds until a process is ready: where the fork server is new it loads the parsers first.
_START_LIMIT_S = 120.0
#: Seconds that a killed process may take to be gone.
_END_LIMIT_S = 5.0
_STARTS = 3
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True)
class _Order:
    """What the process is to do; the limits are those of `parse`."""

    path: str
    sha256: str
    limit_s: float
    memory_bytes: int
    max_file_bytes: int
    #: Where temporary files go: the parent removes it, whatever became of the process.
    folder: str


def parse(
    path: Path, expected_sha256: str, *, limit_s: float, memory_bytes: int, max_file_bytes: int
) -> ParsedDocument:
    """The elements of the file, if its bytes have that hex digest.

    `limit_s` is wall clock time, without the time the parsers need to load; `memory_bytes` is address space on top of
    what they need. A process that has called this must not fork and call it in the fork: a fork server has one owner.

    Raises:
        DocumentError: what is wrong with the file, or what became of the process that read it: ParserTimeout,
            ParserOutOfMemory, ParserDied.
        PartMissing: the parsers are not installed.
    """
    for part in ("unstructured", "pypdfium2"):
        if importlib.util.find_spec(part) is None:
            raise PartMissing(part=part, extra="parsing")
    with tempfile.TemporaryDirectory(prefix="nightclerk-") as folder:
        order = _Order(str(path), expected_sha256, limit_s, memory_bytes, max_file_bytes, folder)
        with _process(order) as (process, receiver):
            outcome = _outcome(process, receiver, order)
    if "error" in outcome:
        raise _rebuilt(outcome)
    return ParsedDocument.from_json(outcome)


@contextmanager
def _process(order: _Order) -> Iterator[tuple[BaseProcess, Connection]]:
    """A running process and the end of the pipe where its result arrives; it is killed with all it started."""
    _CONTEXT.set_forkserver_preload(_preload())
    for attempt in range(_STARTS):
        receiver, sender = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_child, args=(order, sender), daemon=True)
        try:
            process.start()
        except (OSError, EOFError):  # the fork server is being killed; the next start makes a new one
            receiver.close()
            if attempt + 1 == _STARTS:
                raise
            continue
        finally:
            sender.close()
        break
    try:
        yield process, receiver
    finally:
        receiver.close()
        _kill(process)


def _preload() -> list[str]:
    """What the fork server imports. A process imports the main module of its parent anew, for every document: the
    command's is preloaded where that is it."""
    return ["producer.parsing.warm", *(name for name in ("producer.cli",) if name in sys.modules)]


def _outcome(process: BaseProcess, receiver: Connection, order: _Order) -> dict[str, Any]:
    try:
        if not receiver.poll(_START_LIMIT_S):
            raise ParserTimeout(limit_s=_START_LIMIT_S)
        receiver.recv_bytes()
        if not receiver.poll(order.limit_s):
            raise ParserTimeout(limit_s=order.limit_s)
        outcome: dict[str, Any] = json.loads(receiver.recv_bytes())
    except (EOFError, ConnectionError) as exc:
        process.join(_END_LIMIT_S)
        code = process.exitcode
        if code == -signal.SIGXCPU:
            raise ParserTimeout(limit_s=order.limit_s) from exc
        cause = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        raise ParserDied(cause=cause) from exc
    return outcome


def _kill(process: BaseProcess) -> None:
    assert process.pid is not None
    # Its group has the id of the process, once it has got as far as that; the group may outlive it.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join(_END_LIMIT_S)
    if process.exitcode is not None:
        process.close()


def _rebuilt(outcome: dict[str, Any]) -> NightClerkError:
    classes: dict[str, type[NightClerkError]] = {cls.__name__: cls for cls in DocumentError.__subclasses__()}
    classes["PartMissing"] = PartMissing
    return classes[outcome["error"]](**outcome["details"])


# --- in the process itself ----------------------------------------------------------------------------------------


def _child(order: _Order, sender: Connection) -> None:
    from producer.parsing.confinement import confine
    from producer.parsing.reading import read

    tempfile.tempdir = order.folder
    confine(order.limit_s, order.memory_bytes, order.max_file_bytes)
    sender.send_bytes(b"ready")
    try:
        _check_bytes(Path(order.path), order.sha256, order.max_file_bytes)
        outcome = json.dumps(read(Path(order.path), order.max_file_bytes).to_json()).encode()
    except MemoryError:
        outcome = _refusal(ParserOutOfMemory(max_bytes=order.memory_bytes))
    except ImportError as exc:
        outcome = _refusal(PartMissing(part=exc.name or str(exc), extra="parsing"))
    except DocumentError as exc:
        outcome = _refusal(exc)
    sender.send_bytes(outcome)


def _refusal(error: NightClerkError) -> bytes:
    details = {key: value if isinstance(value, int | float) else str(value) for key, value in error.details.items()}
    return json.dumps({"error": error.code, "details": details}).encode()


def _check_bytes(path: Path, sha256: str, max_bytes: int) -> None:
    if not path.is_file():
        raise FileUnreadable(reason="it is not there, or no file")
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise FileTooLarge(size_bytes=size, max_bytes=max_bytes)
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise FileChanged()
    except OSError as exc:
        raise FileUnreadable(reason=exc.strerror or str(exc)) from exc
    if size == 0:
        raise FileZeroBytes()
