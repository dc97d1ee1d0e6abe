"""Which format a file is: by its content first, by its name where content cannot tell.

Between formats that are plain text (CSV, Markdown, text) the suffix decides; elsewhere the bytes do, and a name that
says something else is noted.
"""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from producer.parsing.formats import SUFFIXES, Format
from producer.parsing.signatures import Content, look_at
from schemas.errors import ArchiveNotRead, FileCorrupt, FileZeroBytes, FormatUnknown

#: Markup and mail survive some bytes that are no text.
_ROBUST = frozenset({Format.HTML, Format.XML, Format.EML, Format.MBOX})
_TEXTUAL = _ROBUST | {Format.CSV, Format.JSON, Format.MD, Format.TXT}
_ZIPPED = frozenset({Format.DOCX, Format.PPTX, Format.XLSX, Format.ODT, Format.EPUB})
_MEDIA = ("audio/", "video/", "image/", "font/")


@dataclass(frozen=True)
class Recognised:
    """What a file is, and what a person should know about how that was found out."""

    format: Format
    notes: tuple[str, ...] = ()


def recognise(path: Path) -> Recognised:
    """The format of a file.

    Raises:
        FileZeroBytes: there is nothing in it.
        FileEncrypted: it needs a password.
        FileCorrupt: it is not what its suffix says, nor anything else that is read.
        ArchiveNotRead: it holds other files.
        FormatUnknown: it is something that is not read.
    """
    if path.stat().st_size == 0:
        raise FileZeroBytes()
    named = SUFFIXES.get(path.suffix.lower())
    content = look_at(path)
    match content:
        case Format.MBOX if named is Format.EML:  # one mail, with the line before it that parts the mails of a folder
            return Recognised(Format.EML)
        case Format():
            return Recognised(content, _mismatch(path, named, content))
        case Content.ARCHIVE if named in _ZIPPED:
            raise FileCorrupt(reason=f"it is an archive without the parts of a {named} file")
        case Content.ARCHIVE:
            raise ArchiveNotRead(name=path.name)
        case Content.TEXT:
            return _text(path, named)
        case Content.BINARY if named and named not in _TEXTUAL:
            raise FileCorrupt(reason=f"it does not begin as {named} files do")
        case Content.BINARY if named in _ROBUST:
            return Recognised(named)
        case Content.BINARY if named:
            raise FileCorrupt(reason="it is no text")
    raise _unknown(path)


def _text(path: Path, named: Format | None) -> Recognised:
    if named in _TEXTUAL:
        return Recognised(named)
    if named in (Format.XLS, Format.XLSX) and _has_columns(path):
        return Recognised(Format.CSV, _mismatch(path, named, Format.CSV))
    if named:
        raise FileCorrupt(reason=f"it is plain text under the name {path.suffix}")
    guessed = mimetypes.guess_type(path.name)[0] or ""
    if guessed.startswith(_MEDIA):
        raise _unknown(path)
    note = f"{path.suffix or 'A name without suffix'} is not among the formats that are known; read as plain text."
    return Recognised(Format.TXT, (note,))


def _has_columns(path: Path) -> bool:
    """Programs export delimited text under names of Excel, which opens it."""
    with path.open("rb") as file:
        first, second = file.readline(65536), file.readline(65536)
    return any(0 < first.count(mark) == second.count(mark) for mark in (b"\t", b";"))


def _mismatch(path: Path, named: Format | None, found: Format) -> tuple[str, ...]:
    if named is found:
        return ()
    return (f"Named {path.suffix}, but its content is {found.upper()}: read as that.",) if path.suffix else ()


def _unknown(path: Path) -> FormatUnknown:
    return FormatUnknown(name=path.name, known=", ".join(sorted(set(Format) - {Format.GZ})))
