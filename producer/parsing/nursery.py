"""The process that loads the parsers once and forks one process for each document.

Started by `producer.parsing.child` as `python -m producer.parsing.nursery FD`, FD being a socket. It says "ready";
then each order (JSON and a line break, with two pipes) is answered with the id of a new process group. In that group
a warden waits for the reader, so that the nursery itself never waits for anyone:

    nursery ── fork ── warden ── fork ── reader ── pandoc, for some formats
                         │                 └ result pipe: the document, or what is wrong with it, as JSON
                         └ status pipe: the reader's exit code, or minus the signal that killed it

When the socket closes, the nursery ends, and with it (on Linux) whatever it forked.
"""

import contextlib
import gc
import hashlib
import json
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

# The libraries below read these when they are imported; threads of theirs would not survive a fork.
os.environ.update(
    {"UNSTRUCTURED_DISABLE_NOTICE": "1", "DO_NOT_TRACK": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
)

import unstructured.nlp.tokenize

from producer.parsing.confinement import confine
from producer.parsing.reading import read
from schemas.errors import (
    DocumentError,
    FileChanged,
    FileTooLarge,
    FileUnreadable,
    FileZeroBytes,
    NightClerkError,
    ParserOutOfMemory,
    PartMissing,
)
from schemas.lifetime import die_with_parent

_MAX_ORDER_BYTES = 64 * 1024


def serve(channel: socket.socket) -> None:
    """Fork a process for each order, until the other side is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # wardens are nobody's concern once they are gone
    nursery = os.getpid()
    channel.sendall(b"ready\n")
    while True:
        order, pipes, _, _ = socket.recv_fds(channel, _MAX_ORDER_BYTES, 2)
        while order and not order.endswith(b"\n"):
            order += channel.recv(_MAX_ORDER_BYTES)
        if not order:
            return
        pid = os.fork()
        if pid == 0:
            channel.close()
            _ward(nursery, json.loads(order), *pipes)
        with contextlib.suppress(OSError):  # it has done so itself, or is gone already
            os.setpgid(pid, pid)
        for pipe in pipes:
            os.close(pipe)
        channel.sendall(b"%d\n" % pid)


def _ward(nursery: int, order: dict[str, Any], result_pipe: int, status_pipe: int) -> NoReturn:
    try:
        os.setpgid(0, 0)
        die_with_parent(nursery)
        warden = os.getpid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        pid = os.fork()
        if pid == 0:
            die_with_parent(warden)
            os.close(status_pipe)
            with open(result_pipe, "wb") as pipe:
                pipe.write(outcome(order))
        else:
            os.close(result_pipe)
            _, status = os.waitpid(pid, 0)
            os.write(status_pipe, b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    finally:
        os._exit(1)


def outcome(order: dict[str, Any]) -> bytes:
    """Read the document of an order, in this process and under its limits: ParsedDocument or error, as JSON."""
    tempfile.tempdir = order["folder"]
    path, max_bytes = Path(order["path"]), order["max_file_bytes"]
    confine(order["limit_s"], order["memory_bytes"], max_bytes)
    try:
        _check_bytes(path, order["sha256"], max_bytes)
        return json.dumps(read(path, max_bytes, order["pdf_passwords"]).to_json()).encode()
    except MemoryError:
        return _refusal(ParserOutOfMemory(max_bytes=order["memory_bytes"]))
    except ImportError as exc:
        return _refusal(PartMissing(part=exc.name or str(exc), extra="parsing"))
    except DocumentError as exc:
        return _refusal(exc)


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


if __name__ == "__main__":
    unstructured.nlp.tokenize.pos_tag("The first sentence loads the tagger.")
    # What is here stays for good: a child's collector has no need to walk over it, which would copy its pages.
    gc.freeze()
    with contextlib.suppress(ConnectionError):  # the other side went away while this loaded
        serve(socket.socket(fileno=int(sys.argv[1])))
    os._exit(0)  # what was forked dies with it at once, not when all modules have been torn down
