"""What a file is, whatever its name says."""

import gzip
import tarfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from producer.parsing.formats import Format
from producer.parsing.reading import read
from producer.parsing.recognition import recognise
from schemas.elements import ParsedDocument
from schemas.errors import ArchiveNotRead, FileCorrupt, FileExpands, FormatUnknown

MAIL = b"Received: from a.example by b.example\r\nFrom: a@example.com\r\nSubject: Rent\r\n\r\nIt is due.\r\n"


def _read(path: Path, max_bytes: int = 1024**2) -> ParsedDocument:
    return read(path, max_attached_bytes=max_bytes)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    canvas = Canvas(str(tmp_path / "made.pdf"))
    canvas.drawString(72, 700, "The rent is due.")
    canvas.save()
    return (tmp_path / "made.pdf").read_bytes()


@pytest.fixture
def word(tmp_path: Path) -> bytes:
    document = docx.Document()
    document.add_paragraph("The rent is due.")
    document.save(str(tmp_path / "made.docx"))
    return (tmp_path / "made.docx").read_bytes()


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.weird"])
def test_content_beats_the_name_and_it_is_noted(tmp_path: Path, pdf: bytes, name: str) -> None:
    found = _read(_written(tmp_path / name, pdf))

    assert [element.text for element in found.elements] == ["The rent is due."]
    assert found.notes == (f"Named {Path(name).suffix}, but its content is PDF: read as that.",)


def test_a_name_that_is_right_or_missing_is_not_noted(tmp_path: Path, pdf: bytes) -> None:
    assert recognise(_written(tmp_path / "a.PDF", pdf)).notes == ()
    assert recognise(_written(tmp_path / "without", pdf)).notes == ()


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("a.doc", rb"{\rtf1 The rent.\par}", Format.RTF),
        ("a.xls", b"<html><body><table><tr><td>Rent</td></tr></table></body></html>", Format.HTML),
        ("a.xls", b"item\tprice\nrent\t12\n", Format.CSV),
        ("a.txt", b"\xef\xbb\xbf<!-- saved --><!DOCTYPE html>\n<p>Rent", Format.HTML),
        ("a.html", b"<?xml version='1.0'?><!DOCTYPE html><html><p>Rent</p></html>", Format.HTML),
        ("a.txt", MAIL, Format.EML),
        ("a.eml", b"From a@example.com Mon Jan  5 10:00:00 2026\n" + MAIL, Format.EML),
        ("inbox", b"From a@example.com Mon Jan  5 10:00:00 2026\n" + MAIL, Format.MBOX),
        ("a.txt", b"From: the tenant\nTo: the landlord\n\nThe rent is due.", Format.TXT),
        ("a.md", b"# Lease <html>", Format.MD),
        ("a.json", b'{"rent": 12}', Format.JSON),
        ("a.log", "Zwölf".encode("utf-16"), Format.TXT),
        ("notes.org", b"* Lease", Format.TXT),
    ],
)
def test_text_is_told_by_what_it_begins_with(tmp_path: Path, name: str, content: bytes, format_: Format) -> None:
    assert recognise(_written(tmp_path / name, content)).format is format_


def test_a_workbook_and_a_word_file_are_told_apart(tmp_path: Path, word: bytes) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Rent", 12])
    book.save(tmp_path / "book.xlsx")

    assert recognise(_written(tmp_path / "a.xlsx", word)).format is Format.DOCX
    assert recognise(_written(tmp_path / "b.docx", (tmp_path / "book.xlsx").read_bytes())).format is Format.XLSX


def test_a_compressed_document_is_read_as_what_is_in_it(tmp_path: Path, word: bytes) -> None:
    found = _read(_written(tmp_path / "lease.docx.gz", gzip.compress(word)))

    assert [element.text for element in found.elements] == ["The rent is due."]
    assert found.notes == ()


def test_what_unpacks_to_more_than_allowed_is_stopped(tmp_path: Path) -> None:
    large = _written(tmp_path / "large.txt.gz", gzip.compress(bytes(2 * 1024**2)))

    with pytest.raises(FileExpands) as caught:
        _read(large, max_bytes=1024**2)
    assert caught.value.details == {"max_bytes": 1024**2}


def test_folders_of_files_are_to_be_unpacked_by_a_person(tmp_path: Path, pdf: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.pdf", pdf)
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "made.pdf", "a.pdf")
    _written(tmp_path / "twice.txt.gz", gzip.compress(gzip.compress(b"The rent is due.")))

    for name in ("all.zip", "all.tar.gz", "twice.txt.gz"):
        with pytest.raises(ArchiveNotRead, match="Unpack it"):
            _read(tmp_path / name)


def test_what_is_no_text_under_the_name_of_a_text(tmp_path: Path) -> None:
    with pytest.raises(FileCorrupt, match="no text"):
        recognise(_written(tmp_path / "a.txt", bytes(range(256)) * 4))
    with pytest.raises(FormatUnknown):
        recognise(_written(tmp_path / "a.mp3", b"plain enough"))


def test_characters_that_no_database_takes_are_replaced(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.json", rb'{"rent": "12\u0000 \ud800"}')

    assert [element.text for element in _read(path).elements] == ["rent: 12\ufffd \ufffd"]
