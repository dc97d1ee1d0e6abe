"""What a PDF has beside its pages' text: the values of form fields, what was typed onto a page, and the names of
attached files."""

from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from producer.parsing.frame import Frame
from schemas.elements import Element, Span

_MAX_VALUE_BYTES = 64 * 1024
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
#: More attachments than this are not named.
_MAX_ATTACHMENTS = 50


def form_values(document: Any, page: Any, number: int, frame: Frame) -> list[Element]:
    """What was filled into the form fields of a page, as one element with a line "name: value" for each.

    PDFium's page text does not have it. `frame` is that of the page as it is shown, `number` counts from 1.
    """
    found: dict[str, tuple[str, Span]] = {}
    form = document.formenv
    for annotation in _annotations(page, pdfium.FPDF_ANNOT_WIDGET):
        value = _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
        name = _string(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation) or _string(
            pdfium.FPDFAnnot_GetFormFieldName, form, annotation
        )
        if value and value != "Off":
            line = f"{name}: {value}" if name else value
            found.setdefault(name, (line, _place(annotation, len(line), number, frame)))
    if not found:
        return []
    text, spans = "", []
    for line, span in found.values():
        text += "\n" if text else ""
        spans.append(span.moved(len(text)))
        text += line
    return [Element("NarrativeText", text, tuple(spans))]


def typed_texts(page: Any, number: int, frame: Frame) -> list[Element]:
    """What was typed onto a page with a viewer (free-text annotations), each as an element; "Hidden" where the
    annotation is not shown. PDFium's page text does not have it. Notes and comments, which are opened, are not read.
    """
    found = []
    for annotation in _annotations(page, pdfium.FPDF_ANNOT_FREETEXT):
        if text := _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"):
            unseen = pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
            span = _place(annotation, len(text), number, frame)
            found.append(Element("Hidden" if unseen else "NarrativeText", text, (span,)))
    return found


def _annotations(page: Any, kind: int) -> Iterator[Any]:
    """Those of one kind, each open until the next is asked for."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == kind:
                yield annotation
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _place(annotation: Any, length: int, number: int, frame: Frame) -> Span:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return Span(0, length, number)
    return Span(0, length, number, frame.box((rect.left, rect.bottom, rect.right, rect.top)))


def _string(function: Any, *of: Any) -> str:
    """What one of PDFium's functions says, on one line."""
    size = function(*of, None, 0)
    if not 2 < size <= _MAX_VALUE_BYTES:
        return ""
    buffer = (pdfium.c_ushort * (size // 2))()
    function(*of, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "ignore")
    return " ".join(text.replace("\x00", " ").split())


def attachments(document: Any) -> list[Element]:
    """A line "Attachment: NAME" for each attached file; what is in them is not read."""
    count = min(document.count_attachments(), _MAX_ATTACHMENTS)
    names = [document.get_attachment(index).get_name() for index in range(count)]
    return [Element("ListItem", f"Attachment: {' '.join(name.split())}") for name in names]
