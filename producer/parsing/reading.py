"""Reads one file with the reader of its format. Runs in the processes of `producer.parsing.nursery`, or in a test."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from producer.parsing import mail, office, pdf
from producer.parsing.formats import Reader, check_content, reader_of
from schemas.elements import ParsedDocument
from schemas.errors import FileCorrupt, FileUnreadable, NightClerkError, NoText


def read(
    path: Path, max_attached_bytes: int, pdf_passwords: Sequence[str] = (), *, attached: bool = False
) -> ParsedDocument:
    """The elements of a file. An attachment that is a mail itself is read without its attachments. `pdf_passwords` are
    tried on PDF files that are encrypted.

    Raises:
        DocumentError: one of its subclasses, for whatever is wrong with the file.
        MemoryError: it needs more memory than there is.
        ImportError: a part of the parsers is not installed.
    """
    reader = reader_of(path.name)
    try:
        check_content(path)
        document = _read(reader, path, max_attached_bytes, pdf_passwords, attached)
    except (NightClerkError, MemoryError, ImportError):
        raise
    except FileNotFoundError as exc:
        raise FileUnreadable(reason=exc.strerror) from exc
    # The parsers raise what they and their dependencies happen to raise (KeyError, struct.error, zlib.error, their
    # own classes): for a file that is broken there is no list of them. The class and the words go to the person.
    except Exception as exc:
        raise FileCorrupt(reason=f"{type(exc).__name__}: {exc}"[:500].rstrip(" .:")) from exc
    if not any(element.text.strip() for element in document.elements):
        raise NoText(pages=document.pages or 1)
    return document


def _read(
    reader: Reader, path: Path, max_attached_bytes: int, pdf_passwords: Sequence[str], attached: bool
) -> ParsedDocument:
    match reader:
        case Reader.PDF:
            return pdf.read(path, pdf_passwords)
        case Reader.MAIL:
            read_attachment = partial(
                read, max_attached_bytes=max_attached_bytes, pdf_passwords=pdf_passwords, attached=True
            )
            return mail.read(path, None if attached else read_attachment, max_attached_bytes)
        case Reader.OFFICE:
            return office.read(path)
