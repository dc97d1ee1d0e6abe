"""What the bytes of a file say it is: its first kilobytes, or the directory of a ZIP or OLE2 container."""

import codecs
import re
import struct
import zipfile
from enum import Enum, auto
from pathlib import Path

import olefile

from producer.parsing.formats import Format
from schemas.errors import FileCorrupt, FileEncrypted

_HEAD_BYTES = 8192
#: A PDF may begin with other bytes; readers look for the header in the first kilobyte.
_PDF_HEADER_WITHIN = 1024
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
#: What olefile raises for a directory that leads nowhere.
_BROKEN = (OSError, ValueError, IndexError, struct.error)
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_TAR_MAGIC_AT = 257
#: The part of a ZIP container that only this format has.
_MAIN_PARTS = (
    ("word/", Format.DOCX),
    ("ppt/", Format.PPTX),
    ("xl/", Format.XLSX),
    ("META-INF/container.xml", Format.EPUB),
    ("content.xml", Format.ODT),
)
#: A stream at the root of an OLE2 container that only this format has.
_MAIN_STREAMS = {
    "__properties_version1.0": Format.MSG,
    "worddocument": Format.DOC,
    "workbook": Format.XLS,
    "book": Format.XLS,
}
#: The stream that holds an encrypted docx, pptx or xlsx, as a directory spells it.
_ENCRYPTED_PACKAGE = "EncryptedPackage"

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype\s+(?P<type>\w+)[^>]*>\s*)*<(?P<root>[\w:]+)", re.I | re.S
)
_DECLARED = re.compile(r"\s*<(?:\?xml|!doctype)", re.I)
#: Lines that a mail gets on its way; a letter that begins with "From:" does not have them.
_POSTMARK = re.compile(r"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[\w-]+):", re.I | re.M)
_HEADER_LINES = re.compile(r"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+(?:\r?\n|\Z)")
_MBOX = re.compile(r"From \S+.*\r?\n[!-9;-~]+:")


class Content(Enum):
    """What is no format by its bytes alone."""

    TEXT = auto()
    BINARY = auto()
    ARCHIVE = auto()


def look_at(path: Path) -> Format | Content:
    """The format that the content has, else of what sort it is.

    Raises:
        FileEncrypted: it needs a password.
        FileCorrupt: it begins as a container whose directory cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE2):
        return _ole2(path)
    if b"%PDF" in head[:_PDF_HEADER_WITHIN]:
        return Format.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(b"\x1f\x8b"):
        return Format.GZ
    if head.startswith(_ARCHIVES) or head[_TAR_MAGIC_AT:].startswith(b"ustar"):
        return Content.ARCHIVE
    text = _as_text(head)
    return Content.BINARY if text is None else _textual(text)


def _as_text(head: bytes) -> str | None:
    """The beginning as text, roughly: only its ASCII letters are looked at. None where it is none."""
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                           (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    zeros = head.count(0)
    if zeros * 3 > len(head):  # UTF-16 and UTF-32 without a mark, of languages with few letters
        head = head.replace(b"\0", b"")
        zeros = 0
    controls = zeros + sum(head.count(code) for code in range(1, 32) if code not in b"\t\n\r\f\x1b\x1a")
    return None if controls * 100 > len(head) else head.decode("utf-8", "replace").lstrip("\ufeff")


def _textual(text: str) -> Format | Content:
    markup = _MARKUP.match(text)
    if markup and "html" in (markup["root"].lower(), (markup["type"] or "").lower()):
        return Format.HTML
    if _DECLARED.match(text):
        return Format.XML
    if _MBOX.match(text):
        return Format.MBOX
    headers = _HEADER_LINES.match(text)
    if headers and len(_POSTMARK.findall(headers[0])) > 0:
        return Format.EML
    return Content.TEXT


def _zipped(path: Path) -> Format | Content:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members) or _ENCRYPTED_PACKAGE in names:
                raise FileEncrypted()
            if "META-INF/manifest.xml" in names:  # of OpenDocument
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1024**2):
                        raise FileEncrypted()
    except zipfile.BadZipFile as exc:
        raise FileCorrupt(reason=f"it is no ZIP container: {exc}") from exc
    if "META-INF/rights.xml" in names:  # only books with copy protection have it
        raise FileEncrypted()
    lower = [name.lower() for name in names]
    for part, format_ in _MAIN_PARTS:
        if any(name.startswith(part.lower()) for name in lower):
            return format_
    # Other office formats (Visio, XPS) are no folders of documents.
    return Content.BINARY if "[content_types].xml" in lower or "mimetype" in lower else Content.ARCHIVE


def _ole2(path: Path) -> Format | Content:
    try:
        with olefile.OleFileIO(str(path)) as container:
            streams = {entry[0].lower() for entry in container.listdir()}
    except _BROKEN:  # a directory that cannot be read may still say that it is encrypted
        if _ENCRYPTED_PACKAGE.encode("utf-16-le") in path.read_bytes():
            raise FileEncrypted() from None
        raise FileCorrupt(reason="it is an OLE2 container whose directory cannot be read") from None
    if _ENCRYPTED_PACKAGE.lower() in streams or "encryptedsummary" in streams:
        raise FileEncrypted()
    return next((_MAIN_STREAMS[name] for name in _MAIN_STREAMS if name in streams), Content.BINARY)
