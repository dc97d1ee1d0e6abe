"""PDF files made on the spot, read back with their places."""

import io
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, elements, lines
from producer.parsing import pdf
from schemas.elements import Element
from schemas.errors import FileCorrupt, FileEncrypted, NoText

_PROSE = "The tenant shall pay the rent to the landlord on the first working day of every month"


def test_paragraphs_headings_and_page_numbers(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 720, ["Lease Agreement"], 18)
        lines(canvas, 72, 680, [_PROSE, "and not later, whatever happens in between."])
        lines(canvas, 72, 630, ["1. Term"])
        lines(canvas, 72, 618, [_PROSE])
        lines(canvas, 300, 30, ["Page 1 of 1"])

    assert elements(drawn(tmp_path, draw)) == [
        ("Title", "Lease Agreement"),
        ("NarrativeText", f"{_PROSE}\nand not later, whatever happens in between."),
        ("Title", "1. Term"),
        ("NarrativeText", _PROSE),
        ("PageNumber", "Page 1 of 1"),
    ]


def test_each_line_has_its_page_and_its_box_from_the_upper_left(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, ["first page"])
        canvas.showPage()
        lines(canvas, 72, 700, ["second page,", "second line"])

    document = pdf.read(drawn(tmp_path, draw))
    second = document.elements[1]
    assert document.pages == 2
    assert [(second.text[s.start : s.end], s.page) for s in second.spans] == [("second page,", 2), ("second line", 2)]
    box = second.spans[0].box
    assert box is not None
    assert box[0] == pytest.approx(72, abs=2)
    assert box[1] < 100 < box[3]
    assert box[3] - box[1] == pytest.approx(10, abs=4)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_has_its_boxes_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((600, 600))
        canvas.setPageRotation(rotation)
        lines(canvas, 70, 500, ["in the upper left part before it was turned"])

    (element,) = pdf.read(drawn(tmp_path, draw)).elements
    box = element.spans[0].box
    assert box is not None
    # It begins 70 points from the left edge, and its line stands on 500.
    corner = {90: (500, 70), 180: (box[0], 500), 270: (90, box[1])}[rotation]
    assert box[:2] == pytest.approx(corner, abs=5)
    assert {90: 600 - box[1], 180: box[2], 270: box[3]}[rotation] == pytest.approx(530, abs=5)


def test_a_label_stands_beside_its_value_whatever_was_drawn_first(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 400, 500, ["20.00", "2.50", "22.50"])
        lines(canvas, 72, 500, ["Net", "Tax", "Total"])

    assert elements(drawn(tmp_path, draw))[0][1] == "Net  20.00\nTax  2.50\nTotal  22.50"


def test_columns_of_prose_are_not_mixed(tmp_path: Path) -> None:
    left = [f"left column, line {n}, that goes on like prose" for n in range(8)]
    right = [f"right column, line {n}, and goes on as well" for n in range(8)]

    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 700, left)
        lines(canvas, 320, 700, right)

    assert elements(drawn(tmp_path, draw)) == [("NarrativeText", "\n".join(left)), ("NarrativeText", "\n".join(right))]


def test_values_of_form_fields_are_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, ["Name of the tenant"])
        canvas.acroForm.textfield(name="tenant", value="Ada Lovelace", x=200, y=695, width=200, height=20)

    assert "tenant: Ada Lovelace" in [text for _, text in elements(drawn(tmp_path, draw))]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    locked = drawn(tmp_path, lambda c: lines(c, 72, 700, ["secret"]), encrypt=StandardEncryption("user", "owner"))
    with pytest.raises(FileEncrypted):
        pdf.read(locked)
    with pytest.raises(NoText, match=r"2 page"):
        pdf.read(drawn(tmp_path, lambda c: (c.rect(10, 10, 50, 50), c.showPage(), c.rect(10, 10, 50, 50))))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"rubbish" * 100)
    with pytest.raises(FileCorrupt):
        pdf.read(broken)


def test_a_password_for_changes_alone_does_not_matter(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", "owner", canModify=0))
    lines(canvas, 72, 700, ["open to readers"])
    canvas.save()
    path = tmp_path / "open.pdf"
    path.write_bytes(buffer.getvalue())
    assert elements(path) == [("NarrativeText", "open to readers")]


@pytest.mark.shared_data
def test_spans_hold_on_real_contracts(shared_data: Path) -> None:
    for path in sorted((shared_data / "documents" / "contracts").glob("*.pdf"))[:5]:
        document = pdf.read(path)
        assert document.pages
        for element in document.elements:
            _check_spans(element, document.pages)


def _check_spans(element: Element, pages: int) -> None:
    """Every character but what joins lines and cells has its place, in order."""
    ends = [0, *(span.end for span in element.spans)]
    starts = [*(span.start for span in element.spans), len(element.text)]
    joints = {element.text[end:start] for end, start in zip(ends, starts, strict=True)}
    assert joints <= ({"", " ", "\n"} if element.category != "Table" else joints)
    assert all(set(joint) <= set(" |\n") for joint in joints)
    assert all(span.page and 1 <= span.page <= pages and span.box for span in element.spans)


def test_a_semicolon_that_a_font_gives_out_as_a_greek_question_mark(tmp_path: Path) -> None:
    font = TTFont("Vera", "Vera.ttf")
    font.face.charToGlyph[0x37E] = font.face.charToGlyph[ord(";")]
    pdfmetrics.registerFont(font)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(72, 700, "rent\u037e deposit")

    assert elements(drawn(tmp_path, draw)) == [("NarrativeText", "rent; deposit")]
