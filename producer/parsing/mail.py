"""Reads mail, .eml, .msg and .mbox: who, when, what about, the body, and the text of attachments."""

import email
import email.policy
import mailbox
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from importlib.metadata import version
from pathlib import Path

from oxmsg import Message

from producer.parsing import web
from producer.parsing.encoding import decoded
from producer.parsing.paragraphs import plain_text
from schemas.elements import Element, ParsedDocument
from schemas.errors import DocumentError, FileEncrypted

_PARSER = "email"
_MSG_PARSER = f"python-oxmsg {version('python-oxmsg')}"
#: More attachments than this are named and not read.
_MAX_ATTACHMENTS = 50
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_SUFFIX = re.compile(r"\.\w{1,10}")

ReadAttachment = Callable[[Path], ParsedDocument]


@dataclass(frozen=True)
class _Mail:
    headers: list[tuple[str, str]]
    html: str
    text: str
    #: Name and content of each.
    attachments: list[tuple[str, bytes]]


def read_eml(path: Path, read_attachment: ReadAttachment | None, max_bytes: int) -> ParsedDocument:
    """The elements of a mail: its headers as "From: ..." lines, its body, and for each attachment a Title
    "Attachment: NAME" and what `read_attachment` finds in it.

    Attachments that it refuses (unknown formats, encrypted, broken), and those that are larger than `max_bytes`
    together, are named without content, and a note says why; None reads none. Attachments have no spans: pages would be
    those of another file.

    Raises:
        FileEncrypted: the mail itself is encrypted.
    """
    content = path.read_bytes()
    if 0 in content[:4]:  # a mail that a program saved as UTF-16
        content = decoded(content).encode()
    return _document([_parsed_eml(content)], _PARSER, read_attachment, max_bytes)


def read_msg(path: Path, read_attachment: ReadAttachment | None, max_bytes: int) -> ParsedDocument:
    """The same for a mail of Outlook. KeyError and others: it is broken."""
    return _document([_parsed_msg(path)], _MSG_PARSER, read_attachment, max_bytes)


def read_mbox(path: Path, read_attachment: ReadAttachment | None, max_bytes: int) -> ParsedDocument:
    """The same for a folder of mails in one file, one after the other."""
    box = mailbox.mbox(path, create=False)
    try:
        mails = [_parsed_eml(box.get_bytes(key)) for key in box.iterkeys()]
    finally:
        box.close()
    return _document(mails, _PARSER, read_attachment, max_bytes)


def _document(
    mails: list[_Mail], parser: str, read_attachment: ReadAttachment | None, max_bytes: int
) -> ParsedDocument:
    elements: list[Element] = []
    notes: list[str] = []
    number = 0
    for mail in mails:
        if mail.headers:
            text = "\n".join(f"{name}: {value}" for name, value in mail.headers)
            elements.append(Element("NarrativeText", text))
        elements += web.elements(mail.html) if mail.html.strip() else plain_text(mail.text)
        for name, content in mail.attachments:
            elements.append(Element("Title", f"Attachment: {name}"))
            max_bytes -= len(content)
            number += 1
            if number > _MAX_ATTACHMENTS or max_bytes < 0:
                notes.append(f'The attachment "{name}" was not read: there are too many, or they are too large.')
            elif read_attachment:
                try:
                    elements += _attached(name, content, read_attachment)
                except DocumentError as exc:  # the mail is still worth reading
                    notes.append(f'The attachment "{name}" was not read ({exc.code}).')
    return ParsedDocument(tuple(elements), None, parser, tuple(notes))


def _attached(name: str, content: bytes, read_attachment: ReadAttachment) -> list[Element]:
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"attachment{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        path.write_bytes(content)
        found = read_attachment(path)
    return [Element(element.category, element.text) for element in found.elements]


def _parsed_eml(content: bytes) -> _Mail:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    smime = message.get_param("smime-type") == "enveloped-data"
    if message.get_content_type() == "multipart/encrypted" or smime:
        raise FileEncrypted()
    headers = [(name, str(value)) for name in _HEADERS for value in message.get_all(name, [])]
    html = message.get_body(("html",))
    text = message.get_body(("plain",))
    attachments = [
        (_name(part), content)
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


def _name(part: EmailMessage) -> str:
    given = part.get_filename()
    if given is None and part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        given = f"{inner['subject'] or 'mail'}.eml" if isinstance(inner, EmailMessage) else None
    return _safe_name(given)


def _safe_name(name: str | None) -> str:
    """The last part of a name that came from outside, on one line."""
    return " ".join((name or "").replace("\\", "/").rpartition("/")[2].replace("\0", "").split()) or "unnamed"


def _parsed_msg(path: Path) -> _Mail:
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
