"""Document types and entities in XML, the oldest attack on its readers: nothing outside is fetched, nothing multiplies.

The files are read without walls around the reader, which would hide what it tries.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from producer.parsing.reading import read
from schemas.errors import FileCorrupt, NoText

_CANARY = "canary-51d0"
_TEXT = "The rent is due."
_LAUGHS = 'x0 "ha">' + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))


def _external(path: Path) -> str:
    return f'<!DOCTYPE any [<!ENTITY evil SYSTEM "{path.as_uri()}">]>'


def _laughing(_: Path) -> str:
    return f'<!DOCTYPE any [<!ENTITY {_LAUGHS}<!ENTITY evil "&x11;">]>'


def _rewritten(path: Path, doctype: str) -> Path:
    """The file with a document type in front of the member that holds the text, and the entity behind it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    member = next(name for name, content in members.items() if _TEXT.encode() in content)
    declaration, found, rest = members[member].partition(b"?>")
    if not found:
        declaration, rest = b'<?xml version="1.0"', members[member]
    members[member] = declaration + b"?>" + doctype.encode() + rest.replace(_TEXT.encode(), f"{_TEXT} &evil;".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _docx(folder: Path, doctype: str) -> Path:
    document = docx.Document()
    document.add_paragraph(_TEXT)
    document.save(str(folder / "a.docx"))
    return _rewritten(folder / "a.docx", doctype)


def _pptx(folder: Path, doctype: str) -> Path:
    slides = pptx.Presentation()
    slides.slides.add_slide(slides.slide_layouts[5]).shapes.title.text = _TEXT
    slides.save(str(folder / "a.pptx"))
    return _rewritten(folder / "a.pptx", doctype)


def _xlsx(folder: Path, doctype: str) -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = _TEXT
    workbook.save(folder / "a.xlsx")
    return _rewritten(folder / "a.xlsx", doctype)


def _odt(folder: Path, doctype: str) -> Path:
    office, text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body>'
        f"<office:text><text:p>{_TEXT}</text:p></office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return _rewritten(folder / "a.odt", doctype)


def _xml(folder: Path, doctype: str) -> Path:
    (folder / "a.xml").write_text(f'<?xml version="1.0"?>{doctype}<any><one>{_TEXT}</one><two>&evil;</two></any>')
    return folder / "a.xml"


def _html(folder: Path, doctype: str) -> Path:
    (folder / "a.html").write_text(f"{doctype}<html><body><p>{_TEXT}</p><p>&evil;</p></body></html>")
    return folder / "a.html"


@pytest.mark.parametrize("doctype", [_external, _laughing])
@pytest.mark.parametrize("make", [_docx, _pptx, _xlsx, _odt, _xml, _html])
def test_an_entity_is_not_followed(
    tmp_path: Path, make: Callable[[Path, str], Path], doctype: Callable[[Path], str]
) -> None:
    (tmp_path / "secret.txt").write_text(_CANARY)
    path = make(tmp_path, doctype(tmp_path / "secret.txt"))
    try:
        found = " ".join(element.text for element in read(path, 2**20).elements)
    except (FileCorrupt, NoText) as refusal:
        found = str(refusal)
    assert _CANARY not in found
    assert "haha" not in found
    assert len(found) < 10_000
