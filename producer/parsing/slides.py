"""Reads PowerPoint files, .pptx, with python-pptx: each slide is a page, its shapes from top to bottom."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from producer.parsing.paragraphs import category, element, rows_text
from schemas.elements import Element, ParsedDocument

_PARSER = f"python-pptx {version('python-pptx')}"
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_MARGINS = {
    PP_PLACEHOLDER.FOOTER: "Footer",
    PP_PLACEHOLDER.HEADER: "Header",
    PP_PLACEHOLDER.DATE: "Footer",
    PP_PLACEHOLDER.SLIDE_NUMBER: "PageNumber",
}
_BODIES = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY})
_DEEPEST_GROUP = 50


def read(path: Path) -> ParsedDocument:
    """The elements of a presentation. Hidden: slides that are not shown, hidden shapes, what lies beside the slide, and
    the speaker's notes.

    Raises:
        pptx.exc.PackageNotFoundError, KeyError, ValueError, lxml.etree.XMLSyntaxError: it is broken.
    """
    deck = pptx.Presentation(str(path))
    size = (deck.slide_width or 0, deck.slide_height or 0)
    found: list[Element] = []
    for page, slide in enumerate(deck.slides, 1):
        shown = slide.element.get("show", "1") not in ("0", "false")
        for what, text, visible in _slide(slide, size):
            found += element(what if shown and visible else "Hidden", text, page)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
            found += element("Hidden", notes.text, page)
    return ParsedDocument(tuple(found), len(deck.slides), _PARSER)


def _slide(slide: Any, size: tuple[int, int]) -> Iterator[tuple[str, str, bool]]:
    """Category, text and whether it is to be seen, of each paragraph and table."""
    for shape in _ordered(_flat(slide.shapes, 0)):
        visible = not _is_hidden(shape, size)
        if shape.has_text_frame:
            kind = shape.placeholder_format.type if shape.is_placeholder else None
            for paragraph in shape.text_frame.paragraphs:
                text = paragraph.text.replace("\v", "\n").strip()
                yield _category(kind, paragraph, text), text, visible
        elif getattr(shape, "has_table", False):
            rows = [["" if cell.is_spanned else cell.text for cell in row.cells] for row in shape.table.rows]
            yield "Table", rows_text(rows), visible


def _flat(shapes: Any, depth: int) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            if depth < _DEEPEST_GROUP:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _ordered(shapes: Iterator[Any]) -> list[Any]:
    """From top to bottom, then from left to right; what has no place of its own is where the layout puts it."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _is_hidden(shape: Any, size: tuple[int, int]) -> bool:
    if any(node.get("hidden") in ("1", "true") for node in shape.element.xpath("./*/p:cNvPr")):
        return True
    places = (shape.left, shape.top, shape.width, shape.height)
    if None in places:
        return False
    left, top, width, height = places
    return bool(left + width <= 0 or top + height <= 0 or left >= size[0] > 0 or top >= size[1] > 0)


def _category(kind: Any, paragraph: Any, text: str) -> str:
    if kind in _TITLES:
        return "Title"
    if kind in _MARGINS:
        return _MARGINS[kind]
    if kind in _BODIES or paragraph.level > 0:
        return "ListItem"
    return category(text)
