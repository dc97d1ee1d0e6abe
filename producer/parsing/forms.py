"""What a PDF has beside its pages' text: the values of form fields, and the names of attached files."""

from typing import Any

import pypdfium2.raw as pdfium

from producer.parsing.frame import Frame
from schemas.elements import Element, Span

_MAX_VALUE_BYTES = 64 * 1024
#: More attachments than this are not named.
_MAX_ATTACHMENTS = 50


def form_values(document: Any, page: Any, number: int, frame: Frame) -> list[Element]:
    """What was filled into the form fields of a page, as one element with a line "name: value" for each.

    PDFium's page text does not have it. `frame` is that of the page as it is shown, `number` counts from 1.
    """
    found: dict[str, tuple[str, Span]] = {}
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_WIDGET:
                continue
            value = _string(pdfium.FPDFAnnot_GetFormFieldValue, document, annotation)
            name = _string(pdfium.FPDFAnnot_GetFormFieldAlternateName, document, annotation) or _string(
                pdfium.FPDFAnnot_GetFormFieldName, document, annotation
            )
            if value and value != "Off":
                line = f"{name}: {value}" if name else value
                found.setdefault(name, (line, _place(annotation, len(line), number, frame)))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    if not found:
        return []
    text, spans = "", []
    for line, span in found.values():
        text += "\n" if text else ""
        spans.append(span.moved(len(text)))
        text += line
    return [Element("NarrativeText", text, tuple(spans))]


def _place(annotation: Any, length: int, number: int, frame: Frame) -> Span:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return Span(0, length, number)
    return Span(0, length, number, frame.box((rect.left, rect.bottom, rect.right, rect.top)))


def _string(function: Any, document: Any, annotation: Any) -> str:
    form = document.formenv
    size = function(form, annotation, None, 0)
    if not 2 < size <= _MAX_VALUE_BYTES:
        return ""
    buffer = (pdfium.c_ushort * (size // 2))()
    function(form, annotation, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "ignore")
    return " ".join(text.replace("\x00", " ").split())


def attachments(document: Any) -> list[Element]:
    """A line "Attachment: NAME" for each attached file; what is in them is not read."""
    count = min(document.count_attachments(), _MAX_ATTACHMENTS)
    names = [document.get_attachment(index).get_name() for index in range(count)]
    return [Element("ListItem", f"Attachment: {' '.join(name.split())}") for name in names]
