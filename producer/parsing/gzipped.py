"""Unpacks a document that was compressed by gzip: one file in, one file out, and no more of it than allowed.

A ZIP holds files that are documents of their own, each to be counted, answered and put in quarantine for itself, so
it is refused and a person unpacks it. A .gz is one document that somebody made smaller, so it is read.
"""

import gzip
from pathlib import Path

from schemas.errors import FileExpands

_CHUNK_BYTES = 1 << 20


def unpack(path: Path, folder: Path, max_bytes: int) -> Path:
    """Write what is in the file into the folder, under its name without ".gz".

    Raises:
        FileExpands: it holds more than `max_bytes`. Nothing beyond them was unpacked.
        gzip.BadGzipFile, EOFError, zlib.error: it is broken.
    """
    unpacked = folder / (path.stem if path.suffix.lower() == ".gz" else "document")
    size = 0
    with gzip.open(path) as source, unpacked.open("wb") as target:
        while chunk := source.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > max_bytes:
                raise FileExpands(max_bytes=max_bytes)
            target.write(chunk)
    return unpacked
