"""PDF pages that are pictures: recognised as such, or read by Tesseract."""

import hashlib
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, elements, lines
from producer.parsing import ocr, pdf
from producer.parsing.child import parse
from schemas.errors import NeedsOcr

_TEXT = ["The tenant shall pay the rent of 1,250.00 EUR", "on the first working day of every month."]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A page of text, as a scanner would see it."""
    source = drawn(tmp_path, lambda canvas: lines(canvas, 72, 700, _TEXT, 12, 16))
    path = tmp_path / "scan.png"
    with pypdfium2.PdfDocument(source) as document:
        document[0].render(scale=3).to_pil().save(path)
    return path


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_languages", lambda: ())


def _scan(canvas: Canvas, picture: Path) -> None:
    canvas.drawImage(str(picture), 0, 0, 600, 800)
    canvas.showPage()


@pytest.mark.usefixtures("no_tesseract")
def test_a_scan_needs_text_recognition(tmp_path: Path, picture: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas, picture)
        lines(canvas, 72, 700, ["A letter of one page goes with it, and tells what the scan is about."])

    with pytest.raises(NeedsOcr) as caught:
        pdf.read(drawn(tmp_path, draw))
    assert caught.value.details == {"scanned": 1, "pages": 2}


@pytest.mark.usefixtures("no_tesseract")
def test_letters_drawn_as_outlines_need_text_recognition(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(400):
            canvas.circle(50 + number % 40 * 10, 700 - number // 40 * 12, 3)

    with pytest.raises(NeedsOcr):
        pdf.read(drawn(tmp_path, draw))


@pytest.mark.usefixtures("no_tesseract")
def test_one_picture_among_pages_of_text_is_marked(tmp_path: Path, picture: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            lines(canvas, 72, 700, ["This page has enough text of its own to be read without any help at all."])
            canvas.showPage()
        _scan(canvas, picture)

    found = elements(drawn(tmp_path, draw))
    assert [category for category, _ in found] == ["NarrativeText", "NarrativeText", "Image"]


def test_tesseract_reads_a_scan_with_places(tmp_path: Path, picture: Path) -> None:
    if not ocr.available():
        pytest.skip("Tesseract and its trained data are not installed: pip install 'nightclerk[ocr]'")
    (element,) = pdf.read(drawn(tmp_path, lambda canvas: _scan(canvas, picture))).elements
    assert element.text == "\n".join(_TEXT)
    box = element.spans[0].box
    assert box is not None
    assert box[0] == pytest.approx(72, abs=3)
    assert box[3] == pytest.approx(102, abs=4)


def test_tesseract_reads_behind_the_walls(tmp_path: Path, picture: Path) -> None:
    if not ocr.available():
        pytest.skip("Tesseract and its trained data are not installed: pip install 'nightclerk[ocr]'")
    scan = drawn(tmp_path, lambda canvas: _scan(canvas, picture))
    digest = hashlib.sha256(scan.read_bytes()).hexdigest()

    (element,) = parse(scan, digest, limit_s=60, memory_bytes=1024**3, max_file_bytes=1024**2).elements

    assert element.text == "\n".join(_TEXT)
