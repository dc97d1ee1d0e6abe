"""Word, Excel, PowerPoint, web pages, text and mail, made on the spot."""

import datetime
import mailbox
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from producer.parsing.formats import SUFFIXES
from producer.parsing.reading import read
from producer.parsing.recognition import recognise
from schemas.elements import ParsedDocument, Span
from schemas.errors import FileCorrupt, FileEncrypted, FileZeroBytes, FormatUnknown, NoText

_SENTENCE = "The tenant pays the rent on the first working day of every month."


def _read(path: Path) -> ParsedDocument:
    return read(path, max_attached_bytes=1024**2)


def _texts(path: Path) -> list[str]:
    return [element.text for element in _read(path).elements]


def test_word_with_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Lease Agreement", 1)
    document.add_paragraph(_SENTENCE)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Item", "Price", "Rent", "1,200"), strict=True
    ):
        cell.text = text
    path = tmp_path / "lease.docx"
    document.save(str(path))
    found = _read(path)
    assert [(e.category, e.text) for e in found.elements] == [
        ("Title", "Lease Agreement"),
        ("NarrativeText", _SENTENCE),
        ("Table", "Item | Price\nRent | 1,200"),
    ]
    assert found.pages is None
    assert found.elements[0].spans == ()


def test_a_workbook_has_its_sheets_as_pages(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Invoice", "Amount", "Date"])
    book.active.append(["007", 1234567.89, datetime.date(2024, 1, 5)])
    second = book.create_sheet("Second")
    second.append(["a", "b"])
    second.append(["c", "d"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    found = _read(path)
    assert found.pages == 2
    text = "Invoice | Amount | Date\n007 | 1234567.89 | 2024-01-05"
    assert found.elements[0].text == text
    assert found.elements[0].spans == (Span(0, len(text), 1),)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "id,price\n007,1.10\n"), ("b.csv", "id;price\n007;1.10\n"), ("c.tsv", "id\tprice\n007\t1.10\n")],
)
def test_delimited_text_keeps_its_figures_as_they_are(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert _texts(path) == ["id | price\n007 | 1.10"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes("Die Miete für das Büro beträgt zwölf Euro. Sie ist früh fällig.".encode(encoding))
    assert "Büro" in _texts(path)[0]


def test_a_long_text_is_read_fast(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join([_SENTENCE] * 20_000))
    assert len(_read(path).elements) == 20_000


def test_web_page_and_markdown(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<h1>Lease</h1><p>{_SENTENCE}</p><table><tr><td>Rent</td><td>12</td></tr></table>")
    assert _texts(page) == ["Lease", _SENTENCE, "Rent | 12"]
    notes = tmp_path / "notes.md"
    notes.write_text(f"# Lease\n\n{_SENTENCE}\n")
    assert _texts(notes) == ["Lease", _SENTENCE]


def test_rich_text_and_what_is_no_open_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.rtf"
    path.write_text(r"{\rtf1\ansi " + _SENTENCE + r"\par}")
    assert _texts(path) == [_SENTENCE]
    odt = tmp_path / "broken.odt"
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("content.xml", "<not-closed>")
    with pytest.raises(FileCorrupt):
        _read(odt)


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ada Lovelace <ada@example.com>"
    mail["To"] = "bob@example.com"
    mail["Date"] = "Fri, 05 Jan 2024 10:00:00 +0000"
    mail["Subject"] = "The lease"
    mail.set_content(_SENTENCE)
    return mail


def test_mail_with_headers_and_attachments(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "offer.pdf"))
    canvas.drawString(72, 700, "The offer ends in May.")
    canvas.save()
    mail = _mail()
    mail.add_attachment((tmp_path / "offer.pdf").read_bytes(), "application", "pdf", filename="../offer.pdf")
    mail.add_attachment(b"\xff\xfb\x90", "audio", "mpeg", filename="voice.mp3")
    mail.add_attachment(b"not a pdf", "application", "pdf", filename="broken.pdf")
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(mail))
    found = _read(path)
    assert [e.text for e in found.elements] == [
        "From: Ada Lovelace <ada@example.com>\nTo: bob@example.com\nDate: Fri, 05 Jan 2024 10:00:00 +0000\n"
        "Subject: The lease",
        _SENTENCE,
        "Attachment: offer.pdf",
        "The offer ends in May.",
        "Attachment: voice.mp3",
        "Attachment: broken.pdf",
    ]
    assert all(element.spans == () for element in found.elements)
    assert found.notes == (
        'The attachment "voice.mp3" was not read (FormatUnknown).',
        'The attachment "broken.pdf" was not read (FileCorrupt).',
    )
    assert "The offer ends in May." not in [e.text for e in read(path, max_attached_bytes=10).elements]


def test_an_attached_mail_is_read_without_its_own_attachments(tmp_path: Path) -> None:
    inner = _mail()
    inner.add_attachment("deep inside", filename="deep.txt")
    outer = _mail()
    outer.add_attachment(bytes(inner), "application", "octet-stream", filename="inner.eml")
    path = tmp_path / "outer.eml"
    path.write_bytes(bytes(outer))
    texts = _texts(path)
    assert texts.count(_SENTENCE) == 2
    assert "Attachment: deep.txt" in texts
    assert "deep inside" not in texts


def test_a_folder_of_mails_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    box = mailbox.mbox(path)
    for subject in ("The lease", "The rent"):
        mail = _mail()
        del mail["Subject"]
        mail["Subject"] = subject
        box.add(mail)
    box.close()
    texts = _texts(path)
    assert [text.splitlines()[-1] for text in texts[::2]] == ["Subject: The lease", "Subject: The rent"]
    assert texts[1::2] == [_SENTENCE, _SENTENCE]


def test_encrypted_mail(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text("From: a@example.com\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n")
    with pytest.raises(FileEncrypted):
        _read(path)


@pytest.mark.parametrize("name", ["scan.png", "sound.mp3", "drawing.vsd", "no_suffix"])
def test_unknown_formats_name_the_file_and_the_known_ones(tmp_path: Path, name: str) -> None:
    path = tmp_path / "secret" / name
    path.parent.mkdir()
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(FormatUnknown) as caught:
        recognise(path)
    assert caught.value.details["name"] == name
    assert "docx" in str(caught.value)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_nothing_in_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"file{suffix.upper()}"
    path.touch()
    with pytest.raises(FileZeroBytes):
        recognise(path)


def test_a_password_on_office_files_is_seen_by_structure(tmp_path: Path) -> None:
    ole2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    path = tmp_path / "locked.docx"
    path.write_bytes(ole2 + "EncryptedPackage".encode("utf-16-le") + bytes(100))
    with pytest.raises(FileEncrypted):
        recognise(path)
    path.write_bytes(ole2)
    with pytest.raises(FileCorrupt):
        recognise(path)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.odt", "a.epub", "a.msg", "a.xls", "a.pdf"])
def test_rubbish_is_corrupt(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"rubbish" * 50)
    with pytest.raises(FileCorrupt):
        _read(path)


def test_a_zip_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FileCorrupt, match="without the parts of a docx file"):
        _read(path)


def test_a_document_without_words(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text(" \n \n")
    with pytest.raises(NoText):
        _read(path)


def _damaged(path: Path, part: str) -> Path:
    """A copy of a container in which the checksum of one part is wrong."""
    copy = path.with_stem("damaged")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo(part).header_offset
    content[at + 30 + len(part) + 10] ^= 0xFF  # within the part's compressed bytes
    copy.write_bytes(content)
    return copy


def _workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Rent", 1200])
    book.create_sheet("Parking").append(["Parking", 80])
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_a_workbook_with_a_damaged_sheet_is_read_without_it(tmp_path: Path) -> None:
    found = _read(_damaged(_workbook(tmp_path), "xl/worksheets/sheet1.xml"))

    (table,) = found.elements
    assert table.text == "Parking | 80"
    assert table.spans == (Span(0, 12, 2),), "the other sheet keeps its number"
    assert found.notes == ('The part "xl/worksheets/sheet1.xml" is damaged and was not read.',)


def test_a_workbook_whose_table_of_sheets_is_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileCorrupt, match=r"xl/workbook\.xml"):
        _read(_damaged(_workbook(tmp_path), "xl/workbook.xml"))
