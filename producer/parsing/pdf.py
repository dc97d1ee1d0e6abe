"""Reads PDF files with PDFium: the text in them in reading order, with the place of every line; scans by Tesseract."""

import ctypes
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from producer.parsing import ocr
from producer.parsing.blocks import page_elements
from producer.parsing.columns import regions
from producer.parsing.forms import attachments, form_values, typed_texts
from producer.parsing.frame import Frame
from producer.parsing.hyphens import Vocabulary
from producer.parsing.ink import Ink, page_ink
from producer.parsing.lines import Row, line
from producer.parsing.running import Margins, margins
from producer.parsing.tables import with_tables
from producer.parsing.words import PageWords, Piece
from schemas.elements import Box, Element, ParsedDocument, Span
from schemas.errors import FileCorrupt, FileEncrypted, NeedsOcr, NoText

_PARSER = f"pypdfium2 {version('pypdfium2')}"
_ENCRYPTED = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_REASONS = {
    pdfium.FPDF_ERR_FORMAT: "it is not a PDF, or its structure is damaged",
    pdfium.FPDF_ERR_FILE: "the file cannot be read",
    pdfium.FPDF_ERR_PAGE: "a page is missing or damaged",
}
#: Of mallopt(3): what is larger is taken from the system, and what is free at the end of the memory goes back to it.
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1
_KEPT_BYTES = 32 * 1024**2
#: A page with fewer characters than this, and pictures over so much of it, or so many shapes (letters drawn as
#: outlines), is a picture of text.
_FEW_CHARS = 50
_PICTURED = 0.4
_OUTLINES = 300


@dataclass(frozen=True)
class _Page:
    """What was found on one page. `pieces`, `hidden` and `rules` are in the frame `read`, in which the text is upright;
    `shown` is the page as a viewer shows it."""

    number: int
    shown: Frame
    read: Frame
    pieces: list[Piece]
    hidden: list[Piece]
    rules: list[Box]
    values: list[Element]
    typed: list[Element]
    picture: bool = False


def read(path: Path, passwords: Sequence[str] = ()) -> ParsedDocument:
    """The elements of a PDF, page after page; the values of form fields and what was typed onto a page with a viewer
    follow its text, the names of attached files that of the last one.

    Running headers and footers are "Header" and "Footer", text that nobody sees is "Hidden", a page that is a picture
    is an "Image" without text unless Tesseract is there to read it. `passwords` are tried in turn on encrypted files.

    Raises:
        FileEncrypted: it needs a password, and none of those given.
        FileCorrupt: PDFium cannot open it, or none of its pages.
        NeedsOcr: at least half of its pages are pictures, and Tesseract is not installed.
        NoText: there is no text on any page.
    """
    _keep_memory()
    with _uncollected():
        return _read(path, passwords)


def _read(path: Path, passwords: Sequence[str]) -> ParsedDocument:
    with _opened(path, passwords) as document:
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
        pages = []
        for index in range(len(document)):
            try:
                pages.append(_page(document, index))
            except pypdfium2.PdfiumError:  # one broken page does not cost the others
                continue
        attached = attachments(document)
        count = len(document)
    if not pages:
        raise FileCorrupt(reason="none of its pages can be read")
    pictures = sum(page.picture for page in pages)
    if pictures * 2 >= len(pages):
        raise NeedsOcr(scanned=pictures, pages=count)
    elements = _elements(pages, count)
    if not any(element.text for element in elements):
        raise NoText(pages=count)
    return ParsedDocument((*elements, *attached), count, _PARSER)


@cache
def _keep_memory() -> None:
    """Have glibc keep what PDFium frees: what a page takes is so large that it would go back to the system, and come
    again, zero by zero, for the next page. Four percent of the time."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _KEPT_BYTES)
        mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is made of a page is there until the document is done, and has no cycles: looking for them again and again
    takes some percent of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _opened(path: Path, passwords: Sequence[str]) -> Any:
    refused: pypdfium2.PdfiumError | None = None
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as exc:
            if exc.err_code not in _ENCRYPTED:
                raise FileCorrupt(reason=_REASONS.get(exc.err_code, f"PDFium's error {exc.err_code}")) from exc
            refused = exc
    raise FileEncrypted() from refused


def _page(document: Any, index: int) -> _Page:
    page = document[index]
    textpage = page.get_textpage()
    try:
        shown = Frame(page.get_bbox(), page.get_rotation())
        ink = page_ink(page, shown.page)
        words = PageWords(textpage, shown, ink.hidden)
        visible, hidden = words.pieces()
        values = form_values(document, page, index + 1, shown) if document.formenv else []
        typed = typed_texts(page, index + 1, shown)
        found = _Page(index + 1, shown, words.frame, visible, hidden, _rules(ink, words.frame), values, typed)
        if _is_picture(visible, values, ink):
            recognised = ocr.recognise(page, shown) if ocr.available() else []
            found = replace(found, read=shown, pieces=recognised, picture=not recognised)
    finally:
        textpage.close()
        page.close()
    return found


def _rules(ink: Ink, frame: Frame) -> list[Box]:
    return [frame.box(rule) for rule in ink.rules]


def _is_picture(visible: list[Piece], values: list[Element], ink: Ink) -> bool:
    if ink.pictured < _PICTURED and (visible or ink.shapes < _OUTLINES):
        return False
    return sum(len(piece.text) for piece in visible) < _FEW_CHARS and not values


def _elements(pages: list[_Page], count: int) -> list[Element]:
    vocabulary = Vocabulary(lambda: (piece.text for page in pages for piece in page.pieces))
    parted = margins([(page.pieces, page.read.size[1]) for page in pages])
    elements: list[Element] = []
    for page, margin in zip(pages, parted, strict=True):
        found = _arranged(page, margin, count, vocabulary)
        if page.read != page.shown:
            found = [_as_shown(element, page) for element in found]
        elements += [*found, *page.values, *page.typed]
    return elements


def _arranged(page: _Page, margin: Margins, count: int, vocabulary: Vocabulary) -> list[Element]:
    sideways = [piece for piece in margin.body if piece.sideways]
    upright = [piece for piece in margin.body if not piece.sideways] if sideways else margin.body
    body = [with_tables(region, page.rules) for region in regions(upright)]
    return [
        *([Element("Image", "", (Span(0, 0, page.number, (0.0, 0.0, *page.shown.size)),))] if page.picture else []),
        *(_single("Header", row, page.number) for row in margin.headers),
        *page_elements(body, page.number, count, page.read.size[1], vocabulary),
        *(_single("UncategorizedText", [piece], page.number) for piece in sideways),
        *(_single("Footer", row, page.number) for row in margin.footers),
        *(_single("Hidden", [piece], page.number) for piece in page.hidden),
    ]


def _single(category: str, row: Row, page: int) -> Element:
    found = line(row)
    return Element(category, found.text, (Span(0, len(found.text), page, found.box),))


def _as_shown(element: Element, page: _Page) -> Element:
    spans = (
        replace(span, box=page.shown.box(page.read.pdf_box(span.box))) if span.box else span for span in element.spans
    )
    return replace(element, spans=tuple(spans))
