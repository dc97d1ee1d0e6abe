"""Reads one file with the reader of its format. Runs in the processes of `producer.parsing.nursery`, or in a test."""

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from producer.parsing import (
    epub,
    gzipped,
    mail,
    opendocument,
    pdf,
    records,
    rtf,
    sheets,
    slides,
    text,
    web,
    word,
    word97,
)
from producer.parsing.containers import Caps, check_container
from producer.parsing.formats import Format
from producer.parsing.recognition import recognise
from schemas.elements import Element, ParsedDocument
from schemas.errors import ArchiveNotRead, FileCorrupt, FileUnreadable, NightClerkError, NoText

_READERS: dict[Format, Callable[[Path], ParsedDocument]] = {
    Format.CSV: text.read_delimited,
    Format.DOC: word97.read,
    Format.DOCX: word.read,
    Format.EPUB: epub.read,
    Format.HTML: web.read,
    Format.JSON: records.read_json,
    Format.MD: text.read_markdown,
    Format.ODT: opendocument.read,
    Format.PPTX: slides.read,
    Format.RTF: rtf.read,
    Format.TXT: text.read_text,
    Format.XLS: sheets.read_xls,
    Format.XLSX: sheets.read_xlsx,
    Format.XML: records.read_xml,
}
_MAILS = {Format.EML: mail.read_eml, Format.MSG: mail.read_msg, Format.MBOX: mail.read_mbox}
#: Neither a database nor UTF-8 takes these.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def read(
    path: Path,
    max_attached_bytes: int,
    *,
    caps: Caps | None = None,
    pdf_passwords: Sequence[str] = (),
    attached: bool = False,
) -> ParsedDocument:
    """The elements of a file. An attachment that is a mail itself is read without its attachments. `caps` holds for
    what it unpacks to; `pdf_passwords` are tried on PDF files that are encrypted.

    Raises:
        DocumentError: one of its subclasses, for whatever is wrong with the file.
        MemoryError: it needs more memory than there is.
        ImportError: a part of the parsers is not installed.
    """
    try:
        document = _read(path, max_attached_bytes, caps or Caps(), pdf_passwords, attached)
    except (NightClerkError, MemoryError, ImportError):
        raise
    except FileNotFoundError as exc:
        raise FileUnreadable(reason=exc.strerror) from exc
    # The parsers raise what they and their dependencies happen to raise (KeyError, struct.error, zlib.error, their
    # own classes): for a file that is broken there is no list of them. The class and the words go to the person.
    except Exception as exc:
        raise FileCorrupt(reason=f"{type(exc).__name__}: {exc}"[:500].rstrip(" .:")) from exc
    if not any(element.text.strip() for element in document.elements if element.category != "Hidden"):
        raise NoText(pages=document.pages or 1)
    return replace(document, elements=tuple(map(_storable, document.elements)))


def _read(path: Path, max_bytes: int, caps: Caps, passwords: Sequence[str], attached: bool) -> ParsedDocument:
    recognised = recognise(path)
    check_container(path, caps, mail=recognised.format in _MAILS)
    match recognised.format:
        case Format.PDF:
            document = pdf.read(path, passwords)
        case Format.GZ:
            document = _unpacked(path, max_bytes, caps.within(), passwords, attached)
        case Format.EML | Format.MSG | Format.MBOX:
            read_attachment = partial(
                read, max_attached_bytes=max_bytes, caps=caps.within(), pdf_passwords=passwords, attached=True
            )
            document = _MAILS[recognised.format](path, None if attached else read_attachment, max_bytes)
        case _:
            document = _READERS[recognised.format](path)
    return replace(document, notes=(*recognised.notes, *document.notes))


def _unpacked(path: Path, max_bytes: int, caps: Caps, passwords: Sequence[str], attached: bool) -> ParsedDocument:
    with tempfile.TemporaryDirectory() as folder:
        inner = gzipped.unpack(path, Path(folder), max_bytes)
        if recognise(inner).format is Format.GZ:  # such a file may hold itself, without end
            raise ArchiveNotRead(name=path.name)
        return _read(inner, max_bytes, caps, passwords, attached)


def _storable(element: Element) -> Element:
    """The element with a mark in place of each character that cannot be stored: the offsets stay as they are."""
    if not _NO_CHARACTER.search(element.text):
        return element
    return replace(element, text=_NO_CHARACTER.sub("\ufffd", element.text))
