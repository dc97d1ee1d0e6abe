"""Reads PDF files with PDFium: the text that is in them, with the place of every line. No text recognition."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from producer.parsing.blocks import page_elements
from producer.parsing.lines import page_lines
from schemas.elements import Element, ParsedDocument, Span
from schemas.errors import FileCorrupt, FileEncrypted, NoText

_PARSER = f"pypdfium2 {version('pypdfium2')}"
_ENCRYPTED = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_REASONS = {
    pdfium.FPDF_ERR_FORMAT: "it is not a PDF, or its structure is damaged",
    pdfium.FPDF_ERR_FILE: "the file cannot be read",
    pdfium.FPDF_ERR_PAGE: "a page is missing or damaged",
}
_FORM_VALUE_BYTES = 64 * 1024


def read(path: Path) -> ParsedDocument:
    """The elements of a PDF, page after page; the values of form fields follow the text of their page.

    Raises:
        FileEncrypted: it needs a password.
        FileCorrupt: PDFium cannot open it, or none of its pages.
        NoText: there is no text on any page; probably a scan.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        if exc.err_code in _ENCRYPTED:
            raise FileEncrypted() from exc
        raise FileCorrupt(reason=_REASONS.get(exc.err_code, f"PDFium's error {exc.err_code}")) from exc
    with document:
        pages = len(document)
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
        elements: list[Element] = []
        broken = 0
        for index in range(pages):
            try:
                elements += _page(document, index, pages)
            except pypdfium2.PdfiumError:  # one broken page does not cost the others
                broken += 1
    if pages == 0 or broken == pages:
        raise FileCorrupt(reason="none of its pages can be read")
    if not any(element.text for element in elements):
        raise NoText(pages=pages)
    return ParsedDocument(tuple(elements), pages, _PARSER)


def _page(document: Any, index: int, pages: int) -> list[Element]:
    page = document[index]
    textpage = page.get_textpage()
    try:
        elements = page_elements(page_lines(page, textpage), index + 1, pages, page.get_height())
        values = _form_values(document, page) if document.formenv else []
    finally:
        textpage.close()
        page.close()
    if values:
        text = "\n".join(values)
        elements.append(Element("NarrativeText", text, (Span(0, len(text), index + 1),)))
    return elements


def _form_values(document: Any, page: Any) -> list[str]:
    """What was filled into the form fields of a page, as "name: value": PDFium's page text does not have it."""
    found: dict[str, str] = {}
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                value = _form_string(pdfium.FPDFAnnot_GetFormFieldValue, document, annotation)
                name = _form_string(pdfium.FPDFAnnot_GetFormFieldAlternateName, document, annotation) or _form_string(
                    pdfium.FPDFAnnot_GetFormFieldName, document, annotation
                )
                if value and value != "Off":
                    found.setdefault(name, value)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return [f"{name}: {value}" if name else value for name, value in found.items()]


def _form_string(function: Any, document: Any, annotation: Any) -> str:
    form = document.formenv
    size = function(form, annotation, None, 0)
    if not 2 < size <= _FORM_VALUE_BYTES:
        return ""
    buffer = (pdfium.c_ushort * (size // 2))()
    function(form, annotation, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "ignore")
    return " ".join(text.replace("\x00", " ").split())
