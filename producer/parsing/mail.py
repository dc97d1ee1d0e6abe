"""Reads mail, .eml and .msg: who, when, what about, the body, and the text of attachments."""

import email
import email.policy
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from oxmsg import Message
from unstructured.partition.html import partition_html

from producer.parsing.office import PARSER, QUICK, decoded, from_unstructured, plain_text
from schemas.elements import Element, ParsedDocument
from schemas.errors import DocumentError, FileEncrypted

#: More attachments than this are named and not read.
_MAX_ATTACHMENTS = 50
_HEADERS = ("From", "To", "Cc", "Date", "Subject")


@dataclass(frozen=True)
class _Mail:
    headers: list[tuple[str, str]]
    html: str
    text: str
    #: Name and content of each.
    attachments: list[tuple[str, bytes]]


def read(path: Path, read_attachment: Callable[[Path], ParsedDocument] | None, max_bytes: int) -> ParsedDocument:
    """The elements of a mail: its headers as "From: ..." lines, its body, and for each attachment a Title
    "Attachment: NAME" and what `read_attachment` finds in it.

    Attachments that it refuses (unknown formats, encrypted, broken), and those that are larger than `max_bytes`
    together, are named without content; None reads none. Attachments have no spans: pages would be those of another
    file.

    Raises:
        FileEncrypted: the mail itself is encrypted.
    """
    mail = _read_msg(path) if path.suffix.lower() == ".msg" else _read_eml(path)
    elements = []
    if mail.headers:
        elements.append(Element("UncategorizedText", "\n".join(f"{name}: {value}" for name, value in mail.headers)))
    if mail.html.strip():
        elements += from_unstructured(partition_html(text=mail.html, **QUICK))
    elif mail.text.strip():
        elements += plain_text(mail.text)
    for number, (name, content) in enumerate(mail.attachments):
        elements.append(Element("Title", f"Attachment: {name}"))
        max_bytes -= len(content)
        if read_attachment and number < _MAX_ATTACHMENTS and max_bytes >= 0:
            elements += _attached(name, content, read_attachment)
    return ParsedDocument(tuple(elements), None, PARSER)


def _attached(name: str, content: bytes, read_attachment: Callable[[Path], ParsedDocument]) -> list[Element]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"attachment{Path(name).suffix.lower()}"
        path.write_bytes(content)
        try:
            found = read_attachment(path)
        except DocumentError:  # the mail is still worth reading
            return []
    return [Element(element.category, element.text) for element in found.elements]


def _read_eml(path: Path) -> _Mail:
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    smime = message.get_param("smime-type") == "enveloped-data"
    if message.get_content_type() == "multipart/encrypted" or smime:
        raise FileEncrypted()
    headers = [(name, str(value)) for name in _HEADERS for value in message.get_all(name, [])]
    html = message.get_body(("html",))
    text = message.get_body(("plain",))
    attachments = [
        (_safe_name(part.get_filename()), content)
        for part in message.iter_attachments()
        if isinstance(part, EmailMessage) and (content := _content(part))
    ]
    return _Mail(headers, _body(html), _body(text), attachments)


def _body(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):  # mails name charsets that do not exist, or the wrong one
        return decoded(content)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _safe_name(name: str | None) -> str:
    """The last part of a name that came from outside, on one line."""
    return " ".join((name or "").replace("\\", "/").rpartition("/")[2].replace("\0", "").split()) or "unnamed"


def _read_msg(path: Path) -> _Mail:
    message = Message.load(str(path))
    given = {name.lower(): value for name, value in message.message_headers.items()}
    if given.get("content-type", "").lower().startswith("multipart/encrypted"):
        raise FileEncrypted()
    values = {
        "From": given.get("from") or message.sender,
        "To": given.get("to") or ", ".join(recipient.email_address for recipient in message.recipients),
        "Cc": given.get("cc"),
        "Date": given.get("date") or (message.sent_date.isoformat(sep=" ") if message.sent_date else None),
        "Subject": message.subject,
    }
    headers = [(name, " ".join(value.split())) for name in _HEADERS if (value := values[name])]
    attachments = [(_safe_name(each.file_name), each.file_bytes) for each in message.attachments if each.file_bytes]
    return _Mail(headers, message.html_body or "", message.body or "", attachments)
