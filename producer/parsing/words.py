"""The text of a PDF page as PDFium finds it: stretches of words with their places."""

import re
from dataclasses import dataclass
from math import degrees
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from producer.parsing.frame import Frame, PdfBox, around
from schemas.elements import Box

#: PDFium's sign for a hyphen at the end of a line; it joins the line with the next one there.
_LINE_END_HYPHEN = "\ufffe"
_WORDS = re.compile(rf"[^\x00-\x20\x7f\u00a0{_LINE_END_HYPHEN}]+{_LINE_END_HYPHEN}?")
#: Not text: signs without a glyph, and the hyphen that would show if the line ended there.
_NO_TEXT = re.compile(r"[\u00ad\ufffe\uffff]")
#: A gap of so many font sizes between two words parts a line: the spaces of justified prose are narrower.
_GAP = 1.2
#: Text whose every sign is smaller than this, in points, cannot be read by anyone.
_UNREADABLE = 1.0
#: A word that is so much higher than its signs runs upwards or downwards.
_STACKED = 1.8
#: So many words tell how the text of a page is turned.
_SAMPLE = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other on one line without a wide gap.

    `box` is in the frame in which the text is upright, `size` is the height of the font in points, and pieces with the
    same `line` follow each other in the file.
    """

    text: str
    box: Box
    size: float
    line: int

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def sideways(self) -> bool:
        """Whether its text runs up or down in a page whose other text does not."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return len(self.text) > 3 and height > 2 * width


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box
    hidden: bool
    #: Whether its last sign is higher or lower than its first.
    stacked: bool


class PageWords:
    """The words of one page (pypdfium2's PdfTextPage). `frame` is the one in which most of them are upright; `hidden`
    holds the addresses of the text objects that nobody sees."""

    def __init__(self, textpage: Any, frame: Frame, hidden: frozenset[int]) -> None:
        self._textpage = textpage.raw
        self._hidden = hidden
        self._loose = pdfium.FS_RECTF()
        self._edges = [pdfium.c_double() for _ in range(4)]
        self._units = self._code_units()
        self._words = list(_WORDS.finditer(self._units))
        self._aligned = len(self._units) == pdfium.FPDFText_CountChars(self._textpage)
        self.frame = Frame(frame.page, self._turn(frame.turn))
        self._upright = self.frame.turn in (0, 180)

    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The visible and the hidden pieces, in the order of the file."""
        found: tuple[list[Piece], list[Piece]] = [], []
        line = end = 0
        stack = False
        words: list[_Word] = []
        for match in self._words:
            start, stop = match.span()
            ends_line = stack or "\n" in self._units[end:start] or self._units[end - 1 : end] == _LINE_END_HYPHEN
            end = stop
            split = self._split(start, stop)
            stack = len(split) > 1
            ends_line = ends_line or stack
            for word in split:
                if words and (ends_line or word.hidden != words[-1].hidden or _apart(words[-1].box, word.box)):
                    found[words[-1].hidden].append(_piece(words, line))
                    words = []
                words.append(word)
            line += ends_line
        if words:
            found[words[-1].hidden].append(_piece(words, line))
        return found

    def _code_units(self) -> str:
        """One character for each UTF-16 code unit, so that the indices are those of PDFium."""
        count = pdfium.FPDFText_CountChars(self._textpage)
        if count <= 0:
            return ""
        # One character of the page may become several of the text (ligatures), hence the room.
        buffer = (pdfium.c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(self._textpage, 0, count, buffer)
        return "".join(map(chr, buffer[: max(written - 1, 0)]))

    def _index(self, unit: int) -> int:
        return unit if self._aligned else pdfium.FPDFText_GetCharIndexFromTextIndex(self._textpage, unit)

    def _turn(self, shown: int) -> int:
        """The turn of the page, in degrees clockwise, that puts most words upright; `shown` where there are none."""
        words = self._words[:: max(1, len(self._words) // _SAMPLE)]
        turns = [self._turned(word.start()) for word in words]
        if not turns:
            return shown
        most = max(set(turns), key=turns.count)
        return -most % 360 if turns.count(most) * 2 > len(turns) else shown

    def _turned(self, unit: int) -> int:
        """Degrees clockwise, the nearest quarter of a turn."""
        angle = pdfium.FPDFText_GetCharAngle(self._textpage, self._index(unit))
        return round(degrees(angle) / 90) % 4 * 90

    def _split(self, start: int, stop: int) -> list[_Word]:
        """The word there; or its signs, where they stand under each other. PDFium takes single signs that were drawn
        under each other, as the numbers of rows, for a word that runs downwards."""
        word = self._word(start, stop)
        if word and word.stacked and self._turned(start) == -self.frame.turn % 360:
            return [sign for at in range(start, stop) if (sign := self._word(at, at + 1))]
        return [word] if word else []

    def _word(self, start: int, stop: int) -> _Word | None:
        """None where PDFium knows of no place, or where nothing is left that could be printed."""
        text = self._units[start:stop]
        if not text.isascii():
            # Characters beyond the basic plane are two code units here; a lone half of one is dropped.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
            text = _NO_TEXT.sub("", text.replace(_LINE_END_HYPHEN, "-"))
        first, last = self._index(start), self._index(stop - 1)
        begin = self._char(first)
        end = self._char(last) if last > first else begin
        if not text or begin is None or end is None:
            return None
        left = begin[0] if begin[0] < end[0] else end[0]
        bottom = begin[1] if begin[1] < end[1] else end[1]
        right = begin[2] if begin[2] > end[2] else end[2]
        top = begin[3] if begin[3] > end[3] else end[3]
        box = left, bottom, right, top
        along, sign = (top - bottom, begin[3] - begin[1]) if self._upright else (right - left, begin[2] - begin[0])
        unseen = self._unseen(first, last - first + 1, box)
        return _Word(text, self.frame.box(box), unseen, along > _STACKED * sign)

    def _char(self, index: int) -> PdfBox | None:
        """Around one character, as high as its font; around its ink where the font does not say how high it is."""
        loose = self._loose
        if pdfium.FPDFText_GetLooseCharBox(self._textpage, index, loose) and loose.top > loose.bottom:
            return loose.left, loose.bottom, loose.right, loose.top
        if pdfium.FPDFText_GetCharBox(self._textpage, index, *self._edges):
            left, right, bottom, top = (edge.value for edge in self._edges)
            return left, bottom, right, top
        return None

    def _unseen(self, index: int, characters: int, box: PdfBox) -> bool:
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        if min(width, height) < _UNREADABLE and max(width, height) < characters * _UNREADABLE:
            return True
        page = self.frame.page
        if right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
            return True
        if not self._hidden:
            return False
        return address(pdfium.FPDFText_GetTextObject(self._textpage, index)) in self._hidden


def address(handle: Any) -> int:
    """What tells one of PDFium's objects from others."""
    return pdfium.ctypes.cast(handle, pdfium.ctypes.c_void_p).value or 0


def _apart(before: Box, after: Box) -> bool:
    """Whether two words of a line stand far from each other; in Hebrew or Arabic the second is left of the first."""
    gap = max(after[0] - before[2], before[0] - after[2])
    return gap > _GAP * min(before[3] - before[1], after[3] - after[1])


def _piece(words: list[_Word], line: int) -> Piece:
    boxes = [word.box for word in words]
    text = " ".join(word.text for word in words)
    return Piece(text, around(boxes), median(box[3] - box[1] for box in boxes), line)
