"""What is drawn on a PDF page: text that nobody sees, pictures, and the rules of tables."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from producer.parsing import bulk
from producer.parsing.frame import PdfBox

#: Colours that differ by less than this in each channel (of 255) cannot be told apart on paper or screen.
_SAME_COLOUR = 16
#: What is thinner than this, in points, is a rule and no area.
_RULE = 3.0
#: A rectangle has no more segments than this: four sides, perhaps the way back and a close.
_RECTANGLE = 6
#: Forms within forms deeper than this are not looked into, nor more objects than these: so many are a drawing.
_MAX_DEPTH = 8
_MAX_OBJECTS = 20_000
#: So many areas of colour behind text are remembered.
_MAX_GROUNDS = 400
#: A picture over so much of a page is a scan, and invisible text on it is what text recognition read there.
_SCAN = 0.5
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_NO_TEXT = pdfium.FPDF_TEXTRENDERMODE_UNKNOWN
_STROKED = pdfium.FPDF_TEXTRENDERMODE_STROKE

_WHITE: bulk.Colour = (255, 255, 255, 255)
#: How text looks: its render mode, and what it is filled with.
_Look = tuple[int, bulk.Colour | None]


@dataclass
class Ink:
    """`hidden`: the handles of text objects that cannot be seen. `pictured`: the share of the page under pictures,
    0 to 1. `rules`: thin lines. `shapes`: how many lines and areas there are."""

    hidden: frozenset[int] = frozenset()
    pictured: float = 0.0
    rules: list[PdfBox] = field(default_factory=list)
    shapes: int = 0


def page_ink(page: Any, visible: PdfBox) -> Ink:
    """Walk over the objects of a page (pypdfium2's PdfPage), of which the box `visible` is shown."""
    walk = _Walk()
    count = min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    walk.over(bulk.page_objects(bulk.reference(page.raw), count))
    width, height = visible[2] - visible[0], visible[3] - visible[1]
    pictured = min(1.0, sum(_shared(box, visible) for box in walk.pictures) / max(width * height, 1.0))
    hidden = walk.hidden if pictured >= _SCAN else walk.hidden | walk.invisible
    return Ink(frozenset(hidden), pictured, walk.rules, walk.shapes)


_Matrix = tuple[float, float, float, float, float, float]


class _Walk:
    """Takes the objects as they are painted, one over the other."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        #: In the invisible mode: hidden, unless they are the text of a scan.
        self.invisible: set[int] = set()
        self.pictures: list[PdfBox] = []
        self.rules: list[PdfBox] = []
        self.shapes = 0
        #: Areas that text may stand on; None is a colour that is not known, as that of a picture.
        self._grounds: list[tuple[PdfBox, bulk.Colour | None]] = []
        #: The colours of the page and of those areas,
        self._colours = {_WHITE}
        #: and how text looks that is seen on all of them.
        self._seen: set[_Look] = set()

    def over(self, objects: list[bulk.Handle], matrix: _Matrix | None = None, depth: int = 0) -> None:
        """Take the objects of a page, or of a form with the matrix `matrix`."""
        looks = zip(bulk.render_modes(objects), bulk.fill_colours(objects), strict=True)
        seen = self._seen
        for handle, look in zip(objects, looks, strict=True):
            if look in seen:  # nearly all of them
                continue
            if look[0] == _NO_TEXT:
                self._other(handle, look[1], matrix, depth)
            else:
                self._text(handle, look, matrix)

    def _other(self, handle: bulk.Handle, colour: bulk.Colour | None, matrix: _Matrix | None, depth: int) -> None:
        kind = bulk.kind(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(handle, colour, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append(_bounds(handle, matrix))
            self._ground(self.pictures[-1], None)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            self._ground(_bounds(handle, matrix), None)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _matrix(handle) if matrix is None else _product(_matrix(handle), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(_raw(handle)), _MAX_OBJECTS)
            self.over(bulk.form_objects(handle, count), inner, depth + 1)

    def _text(self, handle: bulk.Handle, look: _Look, matrix: _Matrix | None) -> None:
        mode, colour = look
        if mode == _INVISIBLE:
            self.invisible.add(handle.value or 0)
            return
        if mode == _STROKED:
            (colour,) = bulk.stroke_colours([handle])
        if colour is None:
            return
        if not _opaque(colour):
            self.hidden.add(handle.value or 0)
        elif any(_same(colour, ground) for ground in self._colours):
            ground = self._behind(_bounds(handle, matrix))
            if ground is not None and _same(colour, ground):
                self.hidden.add(handle.value or 0)
        elif mode != _STROKED:
            self._seen.add(look)

    def _path(self, handle: bulk.Handle, colour: bulk.Colour | None, matrix: _Matrix | None) -> None:
        self.shapes += 1
        box = _bounds(handle, matrix)
        if min(box[2] - box[0], box[3] - box[1]) < _RULE:
            self.rules.append(box)
            return
        path, fill, stroke = _raw(handle), ctypes.c_int(), ctypes.c_int()
        filled = pdfium.FPDFPath_GetDrawMode(path, fill, stroke) and fill.value
        if filled and (colour is None or _opaque(colour)):
            # Of another shape than a rectangle nobody knows here what lies within: all lines of a table may be one.
            self._ground(box, colour if pdfium.FPDFPath_CountSegments(path) <= _RECTANGLE else None)

    def _ground(self, box: PdfBox, colour: bulk.Colour | None) -> None:
        if len(self._grounds) >= _MAX_GROUNDS:
            return
        self._grounds.append((box, colour))
        if colour is not None and colour not in self._colours:
            self._colours.add(colour)
            self._seen.clear()

    def _behind(self, box: PdfBox) -> bulk.Colour | None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for (left, bottom, right, top), colour in reversed(self._grounds):
            if left <= x <= right and bottom <= y <= top:
                return colour
        return _WHITE


def _bounds(handle: bulk.Handle, matrix: _Matrix | None) -> PdfBox:
    left, bottom, right, top = bulk.bounds(handle)
    if matrix is None:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _raw(handle: bulk.Handle) -> Any:
    return ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)


def _opaque(colour: bulk.Colour) -> bool:
    return colour[3] >= _SAME_COLOUR


def _same(one: bulk.Colour, other: bulk.Colour) -> bool:
    return all(abs(a - b) < _SAME_COLOUR for a, b in zip(one[:3], other[:3], strict=True))


def _matrix(handle: bulk.Handle) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(_raw(handle), found):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _shared(box: PdfBox, page: PdfBox) -> float:
    """The area of what two boxes have in common."""
    width = min(box[2], page[2]) - max(box[0], page[0])
    height = min(box[3], page[3]) - max(box[1], page[1])
    return max(width, 0.0) * max(height, 0.0)
