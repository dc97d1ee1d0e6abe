"""The process that loads the parsers once and forks one process for each document.

Started by `producer.parsing.child` as `python -m producer.parsing.nursery FD`, FD being a socket. It leaves the
network and says "ready"; then each order (JSON and a line break, with two pipes) is answered with the id of a new
process group:

    nursery ── fork ── reader
       │                 └ result pipe: the document, or what is wrong with it, as JSON
       └ status pipe: the reader's exit code, or minus the signal that killed it

A reader is walled in before it opens its document (`producer.parsing.confinement`). When the socket closes, the nursery
ends, and with it (on Linux) whatever it forked.
"""

import contextlib
import errno
import gc
import hashlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

# The libraries below read these when they are imported; threads of theirs would not survive a fork.
os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
if __name__ == "__main__":
    # openpyxl would load it to know its numbers when it sees them. No reader has any, and each would get its memory.
    sys.modules["numpy"] = None  # type: ignore[assignment]

from producer.parsing import confinement, huge_pages
from producer.parsing.containers import Caps
from producer.parsing.handover import written
from producer.parsing.reading import read
from schemas.errors import (
    DocumentError,
    FileChanged,
    FileCorrupt,
    FileTooLarge,
    FileUnreadable,
    FileZeroBytes,
    NightClerkError,
    ParserForbidden,
    ParserOutOfMemory,
    ParserOverLimit,
    PartMissing,
)
from schemas.lifetime import die_with_parent

_MAX_ORDER_BYTES = 64 * 1024
#: A file of so many bytes is read at once.
_SMALL_BYTES = 64 * 1024
#: What the system says when a reader wants more of something than it may have.
_LIMITS = {errno.EFBIG: "the size of a file", errno.EMFILE: "open files", errno.EAGAIN: "processes"}


def serve(channel: socket.socket) -> None:
    """Fork a process for each order, until the other side is gone."""
    nursery = os.getpid()
    isolated = confinement.isolate()
    ended, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    #: Where to say how a reader ended, by its process id.
    readers: dict[int, int] = {}
    channel.sendall(b"ready\n")
    while True:
        ready, _, _ = select.select([channel.fileno(), ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            _reap(readers)
        if channel.fileno() not in ready:
            continue
        order, pipes, _, _ = socket.recv_fds(channel, _MAX_ORDER_BYTES, 2)
        while order and not order.endswith(b"\n"):
            order += channel.recv(_MAX_ORDER_BYTES)
        if not order:
            break
        result_pipe, status_pipe = pipes
        pid = os.fork()
        if pid == 0:
            for each in (channel.detach(), ended, woken, status_pipe, *readers.values()):
                os.close(each)
            _work(nursery, json.loads(order), result_pipe, isolated)
        with contextlib.suppress(OSError):  # it has done so itself, or is gone already
            os.setpgid(pid, pid)
        os.close(result_pipe)
        readers[pid] = status_pipe
        channel.sendall(b"%d\n" % pid)
    for pid in readers:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _reap(readers: dict[int, int]) -> None:
    while readers and (done := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
        # Until it is waited for, its number is nobody else's.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(done.si_pid, signal.SIGKILL)
        _, status = os.waitpid(done.si_pid, 0)
        pipe = readers.pop(done.si_pid)
        with contextlib.suppress(BrokenPipeError):  # nobody asks any more
            os.write(pipe, b"%d\n" % os.waitstatus_to_exitcode(status))
        os.close(pipe)


def _work(nursery: int, order: dict[str, Any], result_pipe: int, isolated: bool) -> NoReturn:
    try:
        os.setpgid(0, 0)
        die_with_parent(nursery)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with open(result_pipe, "wb") as pipe:
            pipe.write(outcome(order, isolated))
        os._exit(0)
    finally:
        os._exit(1)


def outcome(order: dict[str, Any], isolated: bool) -> bytes:
    """Read the document of an order, in this process, under its limits and behind its walls: what to hand over."""
    path, folder, max_bytes = Path(order["path"]), Path(order["folder"]), order["max_file_bytes"]
    tempfile.tempdir = str(folder)
    confinement.limit(order["limit_s"], order["memory_bytes"], max_bytes, counted_alone=isolated)
    confinement.wall_in(path, folder, isolated=isolated)
    confinement.silence()
    os.chdir(folder)
    try:
        _check_bytes(path, order["sha256"], max_bytes)
        return written(read(path, max_bytes, caps=Caps(**order["caps"]), pdf_passwords=order["pdf_passwords"]))
    except MemoryError:
        refusal: NightClerkError = ParserOutOfMemory(max_bytes=order["memory_bytes"])
    except ImportError as exc:
        refusal = PartMissing(part=exc.name or str(exc), extra="parsing")
    except FileCorrupt as exc:
        refusal = _at_a_limit(exc, order["memory_bytes"]) or exc
    except DocumentError as exc:
        refusal = exc
    return written(refusal)


def _at_a_limit(refusal: BaseException | None, memory_bytes: int) -> NightClerkError | None:
    """The limit or wall at which a parser failed, whatever it made of that."""
    while refusal := refusal and (refusal.__cause__ or refusal.__context__):
        if isinstance(refusal, MemoryError):
            return ParserOutOfMemory(max_bytes=memory_bytes)
        if isinstance(refusal, OSError) and refusal.errno in _LIMITS:
            return ParserOverLimit(limit=_LIMITS[refusal.errno])
        if isinstance(refusal, PermissionError):
            return ParserForbidden(attempt=f"{refusal.strerror or refusal}: {refusal.filename or 'no file'}")
    return None


def _check_bytes(path: Path, sha256: str, max_bytes: int) -> None:
    if not path.is_file():
        raise FileUnreadable(reason="it is not there, or no file")
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise FileTooLarge(size_bytes=size, max_bytes=max_bytes)
            # A digest of the whole takes a buffer of a quarter of a megabyte, whatever there is to read.
            digest = hashlib.sha256(file.read()) if size <= _SMALL_BYTES else hashlib.file_digest(file, "sha256")
            if digest.hexdigest() != sha256:
                raise FileChanged()
    except OSError as exc:
        raise FileUnreadable(reason=exc.strerror or str(exc)) from exc
    if size == 0:
        raise FileZeroBytes()


if __name__ == "__main__":
    # What is here stays for good: a child's collector has no need to walk over it, which would copy its pages.
    gc.freeze()
    huge_pages.gather()
    with contextlib.suppress(ConnectionError):  # the other side went away while this loaded
        serve(socket.socket(fileno=int(sys.argv[1])))
    os._exit(0)  # what was forked dies with it at once, not when all modules have been torn down
