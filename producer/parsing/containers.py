"""Caps for files that hold files (ZIP with Office, OpenDocument and EPUB, gzip, mail), checked before any parser sees
them: a bomb is small on the disk, and what it unpacks to is not."""

import gzip
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.errors import ContainerBomb, ContainerTooDeep, ContainerTooLarge, ContainerTooManyEntries

#: What unpacks to no more than this is harmless, whatever it was packed into.
_HARMLESS_BYTES = 16 * 1024**2
_GZIP_MAGIC = b"\x1f\x8b"
_CHUNK_BYTES = 1024**2
#: Parts of a mail within parts: Python's mail parser calls itself for each, and ends the process at some thousands.
_MAIL_LEVELS = 100
#: The lines that make a mail's structure: the types of parts that hold parts, boundaries, the next mail of a mailbox.
_STRUCTURE = re.compile(
    rb"^(?:content-type:[ \t]*(?P<kind>multipart|message)/(?P<more>[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)"
    rb"|--(?P<delimiter>[^\r\n]+)|(?P<next>From )[^\r\n]*\d{4}[ \t]*\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY = re.compile(rb"""boundary[ \t]*=[ \t]*(?:"([^"]+)"|([^\s;"]+))""", re.IGNORECASE)


@dataclass(frozen=True)
class Caps:
    """How much a container may hold: entries, bytes unpacked, bytes unpacked for each byte packed, files in files."""

    entries: int = 10_000
    unpacked_bytes: int = 1024**3
    ratio: int = 200
    depth: int = 5
    #: Files that this one lies in.
    level: int = 0

    def within(self) -> "Caps":
        """The caps for a file in this one."""
        return replace(self, level=self.level + 1)


def check_container(path: Path, caps: Caps, *, mail: bool) -> None:
    """Check a file against the caps, by what its bytes say; whether it is a mail they do not say. A file that is no
    container passes, and so does a broken one, of which its reader says what is broken.

    Raises:
        ContainerTooManyEntries, ContainerTooLarge, ContainerBomb, ContainerTooDeep: it is beyond a cap.
    """
    if caps.level > caps.depth:
        raise ContainerTooDeep(max_depth=caps.depth)
    with path.open("rb") as file:
        head = file.read(1024)
    if mail and not zipfile.is_zipfile(path):
        _check_mail(path.read_bytes(), caps)
    elif head.startswith(_GZIP_MAGIC):
        _check_size(path, _gzip_bytes(path, caps.unpacked_bytes), caps)
    elif b"%PDF" not in head and zipfile.is_zipfile(path):
        _check_zip(path, caps)


def _check_zip(path: Path, caps: Caps) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        return
    _check_entries(len(members), caps)
    # The sizes are what the directory says: zipfile unpacks no more of an entry than that.
    _check_size(path, sum(member.file_size for member in members), caps)


def _check_entries(entries: int, caps: Caps) -> None:
    if entries > caps.entries:
        raise ContainerTooManyEntries(entries=entries, max_entries=caps.entries)


def _check_size(path: Path, unpacked: int, caps: Caps) -> None:
    if unpacked > caps.unpacked_bytes:
        raise ContainerTooLarge(unpacked_bytes=unpacked, max_bytes=caps.unpacked_bytes)
    ratio = unpacked // max(1, path.stat().st_size)
    if unpacked > _HARMLESS_BYTES and ratio > caps.ratio:
        raise ContainerBomb(ratio=ratio, max_ratio=caps.ratio)


def _gzip_bytes(path: Path, enough: int) -> int:
    """What a gzip file unpacks to; counting ends soon after `enough`. Where it is broken, what it has until there."""
    size = 0
    with gzip.open(path) as file:
        try:
            while size <= enough and (chunk := file.read(_CHUNK_BYTES)):
                size += len(chunk)
        except (OSError, EOFError):
            return size
    return size


def _check_mail(content: bytes, caps: Caps) -> None:
    for parts, levels, mails in _mail_structure(content):
        _check_entries(parts, caps)
        if mails + caps.level > caps.depth:
            raise ContainerTooDeep(max_depth=caps.depth)
        if levels > _MAIL_LEVELS:
            raise ContainerTooDeep(max_depth=_MAIL_LEVELS)


def _mail_structure(content: bytes) -> Iterator[tuple[int, int, int]]:
    """After each line that matters: the parts so far, the levels the line stands in, and how many of these are mails.

    Parts that are encoded (base64) are single files; those that are mails are checked when they are read.
    """
    parts = 0
    #: The boundary of each multipart around the line; None for a mail in a mail.
    around: list[bytes | None] = []
    for line in _STRUCTURE.finditer(content):
        if line["next"]:
            around = []
            parts += 1
        elif line["delimiter"] is not None:
            found = line["delimiter"].rstrip()
            if found in around:
                del around[around.index(found) + 1 :]
                parts += 1
            elif found.endswith(b"--") and found[:-2] in around:
                del around[around.index(found[:-2]) :]
        elif line["kind"].lower() == b"message":
            around.append(None)
        elif boundary := _BOUNDARY.search(line["more"]):
            around.append(boundary[1] or boundary[2])
        yield parts, len(around), around.count(None)
