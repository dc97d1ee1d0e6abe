"""Which files are read, by which reader, and what their first bytes say about them before any parser is loaded."""

import zipfile
from enum import StrEnum
from pathlib import Path

from schemas.errors import FileCorrupt, FileEncrypted, FileZeroBytes, FormatUnknown


class Reader(StrEnum):
    """The module that reads a file."""

    PDF = "pdf"
    MAIL = "mail"
    OFFICE = "office"


#: Every suffix that is read. Left out on purpose: .doc and .ppt need LibreOffice, .json is for machines, images need
#: text recognition.
READERS: dict[str, Reader] = {
    ".pdf": Reader.PDF,
    ".eml": Reader.MAIL,
    ".msg": Reader.MAIL,
    **dict.fromkeys((".docx", ".pptx", ".xlsx", ".xls", ".odt", ".rtf", ".epub"), Reader.OFFICE),
    **dict.fromkeys((".html", ".htm", ".xml", ".csv", ".tsv", ".md", ".txt"), Reader.OFFICE),
}

_OFFICE_XML = frozenset({".docx", ".pptx", ".xlsx"})
_ZIPPED = _OFFICE_XML | {".odt", ".epub"}
_OLE2 = frozenset({".xls", ".msg"})
_OLE2_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
#: The stream of an OLE2 container that holds an encrypted docx, pptx or xlsx, as its directory spells it.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
#: A PDF may begin with other bytes; readers look for the header in the first kilobyte.
_PDF_HEADER_WITHIN = 1024


def reader_of(name: str) -> Reader:
    """The reader for a file of this name.

    Raises:
        FormatUnknown: its suffix is not among those that are read.
    """
    path = Path(name)
    try:
        return READERS[path.suffix.lower()]
    except KeyError:
        raise FormatUnknown(name=path.name, known=", ".join(suffix[1:] for suffix in sorted(READERS))) from None


def check_content(path: Path) -> None:
    """Compare the bytes of a file with what its suffix promises. Reads little: a header, or a ZIP's directory.

    Raises:
        FileZeroBytes: there is nothing in it.
        FileEncrypted: it needs a password.
        FileCorrupt: it is not what its suffix says.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_PDF_HEADER_WITHIN)
    if not head:
        raise FileZeroBytes()
    if suffix == ".pdf" and b"%PDF" not in head:
        raise FileCorrupt(reason="it has no PDF header")
    if suffix in _ZIPPED:
        _check_zipped(path, suffix, head)
    if suffix in _OLE2 and not head.startswith(_OLE2_MAGIC) and not (suffix == ".xls" and head.startswith(b"PK")):
        raise FileCorrupt(reason=f"it is not an OLE2 container, as {suffix} files are")


def _check_zipped(path: Path, suffix: str, head: bytes) -> None:
    if head.startswith(_OLE2_MAGIC):
        if suffix in _OFFICE_XML and _ENCRYPTED_PACKAGE in path.read_bytes():
            raise FileEncrypted()
        raise FileCorrupt(reason=f"it is an OLE2 container under the name {suffix}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members) or "EncryptedPackage" in names:
                raise FileEncrypted()
            if suffix == ".odt" and "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1024**2):
                        raise FileEncrypted()
    except zipfile.BadZipFile as exc:
        raise FileCorrupt(reason=f"it is no ZIP container: {exc}") from exc
    if suffix == ".epub" and "META-INF/rights.xml" in names:  # only books with copy protection have it
        raise FileEncrypted()
