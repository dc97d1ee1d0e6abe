"""Calls for many characters and objects at once say what pypdfium2 says of each by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, lines
from producer.parsing import bulk


def _draw(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    lines(canvas, 72, 700, ["The rent is due", "on the first."])
    canvas.setFillColorRGB(0, 0, 1)
    canvas.rect(72, 300, 100, 50, fill=1)
    canvas.rotate(90)
    canvas.drawString(100, -500, "upwards")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    with pypdfium2.PdfDocument(drawn(tmp_path, _draw)) as document:
        yield document[0]


def test_characters(page: Any) -> None:
    textpage = page.get_textpage()
    handle = bulk.handle(textpage.raw)
    count = bulk.count_characters(handle)
    every = range(count)

    assert count == textpage.count_chars() > 30
    assert bulk.code_units(handle) == textpage.get_text_range()
    boxes = zip(*bulk.loose_boxes(handle, every), strict=True)
    assert list(boxes) == [pytest.approx(textpage.get_charbox(at, loose=True)) for at in every]
    inked = [at for at in every if textpage.get_text_range(at, 1).strip()]
    assert [bulk.ink_box(handle, at) for at in inked] == [pytest.approx(textpage.get_charbox(at)) for at in inked]
    assert {round(angle, 2) for angle in bulk.angles(handle, inked)} == {0.0, 4.71}
    assert bulk.indices(handle, every) == list(every)


def test_objects(page: Any) -> None:
    objects = bulk.page_objects(bulk.handle(page.raw), pdfium.FPDFPage_CountObjects(page))
    known = list(page.get_objects())

    assert objects == [bulk.handle(each.raw) for each in known]
    assert bulk.types(objects) == [each.type for each in known]
    assert set(bulk.types(objects)) == {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH}
    text = [kind == pdfium.FPDF_PAGEOBJ_TEXT for kind in bulk.types(objects)]
    fill, unknown = pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_UNKNOWN
    assert bulk.render_modes(objects) == [fill if each else unknown for each in text]
    assert bulk.fill_colours(objects)[0] == (255, 0, 0, 255)
    assert bulk.fill_colours(objects)[-1] == (0, 0, 255, 255)


def test_the_object_of_a_character(page: Any) -> None:
    textpage = page.get_textpage()
    objects = bulk.page_objects(bulk.handle(page.raw), pdfium.FPDFPage_CountObjects(page))
    (found,) = bulk.text_objects(bulk.handle(textpage.raw), [0])

    assert found == next(each for each, kind in zip(objects, bulk.types(objects), strict=True) if kind == 1)


def test_a_page_without_text(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(drawn(tmp_path, lambda canvas: canvas.rect(10, 10, 50, 50))) as document:
        handle = bulk.handle(document[0].get_textpage().raw)

        assert bulk.code_units(handle) == ""
        assert bulk.loose_boxes(handle, []) == ([], [], [], [])
