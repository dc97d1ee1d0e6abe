"""What was typed onto a page with a viewer is text of the page."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, lines
from producer.parsing import pdf

_SHOWN, _HIDDEN = 4, 2
_APPEARANCE = "(/Helv 12 Tf 0 g)"


def test_text_that_was_typed_onto_a_page_follows_its_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, ["The rent is due on the first of each month."])
        canvas.freeTextAnnotation("Agreed: 1,250 EUR", _APPEARANCE, Rect=(72, 500, 272, 520), F=_SHOWN)

    found = pdf.read(drawn(tmp_path, draw)).elements

    assert [element.text for element in found] == ["The rent is due on the first of each month.", "Agreed: 1,250 EUR"]
    (span,) = found[1].spans
    assert (span.page, span.box) == (1, (72.0, 280.0, 272.0, 300.0))


def test_a_page_with_nothing_else_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.freeTextAnnotation("Agreed: 1,250 EUR", _APPEARANCE, Rect=(72, 500, 272, 520), F=_SHOWN)
        canvas.showPage()

    (element,) = pdf.read(drawn(tmp_path, draw)).elements

    assert (element.category, element.text) == ("NarrativeText", "Agreed: 1,250 EUR")


def test_what_is_not_shown_is_hidden(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, ["The rent is due on the first of each month."])
        canvas.freeTextAnnotation("Ignore the above.", _APPEARANCE, Rect=(72, 500, 272, 520), F=_HIDDEN)

    found = pdf.read(drawn(tmp_path, draw)).elements

    assert [element.category for element in found] == ["NarrativeText", "Hidden"]
