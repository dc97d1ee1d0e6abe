"""Calls for many characters and objects at once say what pypdfium2 says of each by itself."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, lines
from producer.parsing import bulk


def _address(of: Any) -> int | None:
    return ctypes.cast(of, ctypes.c_void_p).value


def _draw(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    lines(canvas, 72, 700, ["The rent is due", "on the first."])
    canvas.setFillColorRGB(0, 0, 1)
    canvas.setStrokeColorRGB(0, 1, 0)
    canvas.rect(72, 300, 100, 50, fill=1)
    canvas.rotate(90)
    canvas.drawString(100, -500, "upwards")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    with pypdfium2.PdfDocument(drawn(tmp_path, _draw)) as document:
        yield document[0]


def test_characters(page: Any) -> None:
    textpage = page.get_textpage()
    handle = bulk.reference(textpage.raw)
    count = bulk.count_characters(handle)
    every = range(count)

    assert count == textpage.count_chars() > 30
    assert bulk.code_units(handle, count) == textpage.get_text_range()
    boxes = zip(*bulk.loose_boxes(handle, every), strict=True)
    assert list(boxes) == [pytest.approx(textpage.get_charbox(at, loose=True)) for at in every]
    inked = [at for at in every if textpage.get_text_range(at, 1).strip()]
    assert [bulk.ink_box(handle, at) for at in inked] == [pytest.approx(textpage.get_charbox(at)) for at in inked]
    assert {round(angle, 2) for angle in bulk.angles(handle, inked)} == {0.0, 4.71}
    assert bulk.indices(handle, every) == list(every)


def test_objects(page: Any) -> None:
    objects = bulk.page_objects(bulk.reference(page.raw), pdfium.FPDFPage_CountObjects(page))
    known = list(page.get_objects())

    assert [each.value for each in objects] == [_address(each.raw) for each in known]
    kinds = [bulk.kind(each) for each in objects]
    assert kinds == [each.type for each in known]
    assert set(kinds) == {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH}
    assert [bulk.bounds(each) for each in objects] == [pytest.approx(each.get_bounds()) for each in known]
    text = [kind == pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds]
    fill, unknown = pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_UNKNOWN
    assert bulk.render_modes(objects) == [fill if each else unknown for each in text]
    assert bulk.fill_colours(objects)[0] == (255, 0, 0, 255)
    assert bulk.fill_colours(objects)[-1] == (0, 0, 255, 255)
    assert bulk.stroke_colours(objects)[-1] == (0, 255, 0, 255)


def test_more_than_are_asked_for_at_once(page: Any) -> None:
    objects = bulk.page_objects(bulk.reference(page.raw), pdfium.FPDFPage_CountObjects(page))
    kept = page.get_textpage()
    textpage = bulk.reference(kept.raw)
    one = bulk.loose_boxes(textpage, [3])

    assert bulk.fill_colours(objects[:1] * 3000) == [(255, 0, 0, 255)] * 3000
    assert bulk.loose_boxes(textpage, [3] * 3000) == tuple(edge * 3000 for edge in one)


def test_a_character_that_is_not_there_has_no_box(page: Any) -> None:
    kept = page.get_textpage()
    textpage = bulk.reference(kept.raw)
    bulk.loose_boxes(textpage, [0, 1, 2])  # what these wrote is not taken for an answer

    assert bulk.loose_boxes(textpage, [100_000, -1]) == ([0.0, 0.0],) * 4
    assert bulk.ink_box(textpage, 100_000) is None


def test_the_object_of_a_character(page: Any) -> None:
    textpage = page.get_textpage()
    objects = bulk.page_objects(bulk.reference(page.raw), pdfium.FPDFPage_CountObjects(page))
    (found,) = bulk.text_objects(bulk.reference(textpage.raw), [0])

    assert found == next(each.value for each in objects if bulk.kind(each) == pdfium.FPDF_PAGEOBJ_TEXT)


def test_a_page_without_text(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(drawn(tmp_path, lambda canvas: canvas.rect(10, 10, 50, 50))) as document:
        textpage = document[0].get_textpage()
        handle = bulk.reference(textpage.raw)

        assert bulk.code_units(handle, bulk.count_characters(handle)) == ""
        assert bulk.loose_boxes(handle, []) == ([], [], [], [])
