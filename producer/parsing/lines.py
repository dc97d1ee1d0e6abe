"""The lines of a PDF page, as a reader sees them."""

import re
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from schemas.elements import Box

#: PDFium's sign for a hyphen at the end of a line; it joins the line with the next one there.
_LINE_END_HYPHEN = "\ufffe"
_LINES = re.compile(rf"[^\r\n{_LINE_END_HYPHEN}]+{_LINE_END_HYPHEN}?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\u00a0]+")
#: A piece of a line with at least so many characters is prose; two of them side by side are columns of prose.
_PROSE_CHARS = 30


@dataclass(frozen=True)
class Line:
    """One line. `size` is the height of its font in points."""

    text: str
    box: Box
    size: float

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def page_lines(page: Any, textpage: Any) -> list[Line]:
    """The lines of a page (pypdfium2's PdfPage and PdfTextPage), in reading order.

    PDFium gives text in the order of its drawing. Words that stand beside each other become one line, joined by two
    spaces, and lines go from top to bottom: a label is beside its value, whatever drew them. On a page with columns
    of prose the order of drawing is kept instead, since it is nearly always column after column.
    """
    pieces = _pieces(page, textpage)
    rows = _rows(pieces)
    beside = [row for row in rows if len(row) > 1]
    prose = [row for row in beside if sum(len(piece.text) >= _PROSE_CHARS for piece in row) > 1]
    if len(prose) > 3 and len(prose) * 2 > len(beside):
        return pieces
    return [_joined(row) for row in rows]


def _pieces(page: Any, textpage: Any) -> list[Line]:
    units = _code_units(textpage)
    place = _Placement(page)
    pieces = []
    for match in _LINES.finditer(units):
        text = match.group().replace(_LINE_END_HYPHEN, "-")
        # Characters beyond the basic plane are two code units here; a lone half of one is dropped.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        text = _SPACES.sub(" ", _UNPRINTABLE.sub("", text)).strip()
        if not text:
            continue
        leading = len(match.group()) - len(match.group().lstrip())
        first = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, match.start() + leading)
        last = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, match.end() - 1)
        box = place.box(textpage, first, last)
        if box is not None:
            pieces.append(Line(text, box, box[3] - box[1]))
    return pieces


def _code_units(textpage: Any) -> str:
    """The text of a page, one character for each UTF-16 code unit, so that its indices are those of PDFium."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    # One character of the page may become several of the text (ligatures), hence the room.
    buffer = (pdfium.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    return "".join(map(chr, buffer[: max(written - 1, 0)]))


class _Placement:
    """Moves PDFium's coordinates (origin lower left, page not rotated) to those of `schemas.elements.Box`."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._rotation = page.get_rotation()
        self._loose = pdfium.FS_RECTF()
        self._edges = [pdfium.c_double() for _ in range(4)]

    def box(self, textpage: Any, first: int, last: int) -> Box | None:
        """Around the characters first to last; None where PDFium knows of no place for them."""
        corners = []
        for index in range(pdfium.FPDFText_CountRects(textpage, first, last - first + 1)):
            if pdfium.FPDFText_GetRect(textpage, index, *self._edges):
                left, top, right, bottom = (edge.value for edge in self._edges)
                corners += [(left, bottom), (right, top)]
        # The rectangles hug the ink ("ace" is lower than "Ahg"); the loose box has the height of the font.
        if pdfium.FPDFText_GetLooseCharBox(textpage, first, self._loose):
            loose = self._loose
            corners += [(loose.left, loose.bottom), (loose.right, loose.top)]
        if not corners:
            return None
        points = [self._turned(x, y) for x, y in corners]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        match self._rotation:
            case 90:
                return y - self._bottom, x - self._left
            case 180:
                return self._right - x, y - self._bottom
            case 270:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y


def _rows(pieces: list[Line]) -> list[list[Line]]:
    """Pieces that stand on one line, each row from left to right, the rows from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.box[0])):
        if rows and all(_beside(piece, other) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box[0]) for row in rows]


def _beside(one: Line, other: Line) -> bool:
    """Whether two pieces share a line: the middle of each is within the other, and they don't overlap sideways."""
    level = one.box[1] < other.middle < one.box[3] and other.box[1] < one.middle < other.box[3]
    overlap = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return level and overlap < 0.5 * min(one.size, other.size)


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    boxes = [piece.box for piece in row]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Line("  ".join(piece.text for piece in row), box, median(piece.size for piece in row))
