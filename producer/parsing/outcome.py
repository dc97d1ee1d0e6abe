"""What becomes of an order in the process that reads its document: the document, or what is wrong with it."""

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from producer.parsing import confinement
from producer.parsing.confinement import Cell
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

#: A file of so many bytes is read at once.
_SMALL_BYTES = 64 * 1024
#: What the system says when a reader wants more of something than it may have.
_LIMITS = {errno.EFBIG: "the size of a file", errno.EMFILE: "open files", errno.EAGAIN: "processes"}


def outcome(order: dict[str, Any], cell: Cell) -> bytes:
    """Read the document of an order, in this process, under its limits and behind its walls: what to hand over."""
    path, folder, max_bytes = Path(order["path"]), Path(order["folder"]), order["max_file_bytes"]
    tempfile.tempdir = str(folder)
    cell.limit(order["limit_s"], order["memory_bytes"], max_bytes)
    cell.close(path, folder)
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


def rehearse() -> None:
    """Do what every order asks for, with no document and no consequence.

    A process that was forked has its memory in common with its parent until it writes there, and Python writes to what
    it only looks at. Each page that becomes its own takes microseconds, here before anybody waits for them.
    """
    order = json.loads(json.dumps({"path": __file__, "caps": asdict(Caps())}))
    confinement.rehearse()
    with contextlib.suppress(DocumentError):
        _check_bytes(Path(order["path"]), "", _SMALL_BYTES)
    written(FileZeroBytes())


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
