"""The text of a PDF page as PDFium finds it: stretches of words with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import degrees, isnan, nan
from operator import ge, or_, sub
from statistics import median
from typing import Any

from producer.parsing import bulk
from producer.parsing.frame import Frame
from schemas.elements import Box

#: PDFium's sign for a hyphen at the end of a line; it joins the line with the next one there.
_LINE_END_HYPHEN = "\ufffe"
_WORDS = re.compile(rf"[^\x00-\x20\x7f\u00a0{_LINE_END_HYPHEN}]+{_LINE_END_HYPHEN}?")
#: Not text: signs without a glyph, and the hyphen that would show if the line ended there.
_NO_TEXT = re.compile(r"[\u00ad\ufffe\uffff]")
#: Some fonts give their semicolons out as the Greek question mark, which looks the same.
_GREEK_QUESTION_MARK = "\u037e"
#: A gap of so many font sizes between two words parts a line: the spaces of justified prose are narrower.
_GAP = 1.2
#: Text whose every sign is smaller than this, in points, cannot be read by anyone.
_UNREADABLE = 1.0
#: A word that is so much higher than its signs runs upwards or downwards.
_STACKED = 1.8
_NOWHERE = (nan, nan, nan, nan)
#: So many words tell how the text of a page is turned.
_SAMPLE = 24


@dataclass(slots=True, eq=False)
class Piece:
    """Words that follow each other on one line without a wide gap.

    `box` is in the frame in which the text is upright, `size` is the height of the font in points, and pieces with the
    same `line` follow each other in the file.
    """

    text: str
    box: Box
    size: float
    line: int
    #: Of its height: asked for so often that it is kept.
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        self.middle = (self.box[1] + self.box[3]) / 2

    @property
    def sideways(self) -> bool:
        """Whether its text runs up or down in a page whose other text does not."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return len(self.text) > 3 and height > 2 * width


#: Where a word begins and ends, in code units of the page's text.
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as columns: `edges` are those of their boxes in the file, in points; `heights` and `signs` are how high
    each word and its first sign are for the one who reads it."""

    spans: list[_Span]
    texts: list[str]
    edges: bulk.Edges
    heights: list[float]
    signs: list[float]
    hidden: list[bool]


class PageWords:
    """The words of one page (pypdfium2's PdfTextPage). `frame` is the one in which most of them are upright; `hidden`
    holds the handles of the text objects that nobody sees."""

    def __init__(self, textpage: Any, frame: Frame, hidden: frozenset[int]) -> None:
        self._textpage = bulk.handle(textpage.raw)
        self._hidden = hidden
        self._units = bulk.code_units(self._textpage).replace(_GREEK_QUESTION_MARK, ";")
        self._ascii = self._units.isascii()
        self._spans = [match.span() for match in _WORDS.finditer(self._units)]
        self._aligned = len(self._units) == bulk.count_characters(self._textpage)
        self.frame = Frame(frame.page, self._turn(frame.turn))
        self._upright = self.frame.turn in (0, 180)

    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The visible and the hidden pieces, in the order of the file."""
        words = self._words(self._spans)
        signs = self._signs(words)
        if signs:
            taken = {at for at, _ in signs}
            words = self._words(sorted([*signs, *(span for span in words.spans if span[0] not in taken)]))
        found: tuple[list[Piece], list[Piece]] = [], []
        for line, first, stop in self._stretches(words, frozenset(signs)):
            found[words.hidden[first]].append(self._piece(words, line, first, stop))
        return found

    def _turn(self, shown: int) -> int:
        """The turn of the page, in degrees clockwise, that puts most words upright; `shown` where there are none."""
        turns = self._turns(self._spans[:: max(1, len(self._spans) // _SAMPLE)])
        if not turns:
            return shown
        most = max(set(turns), key=turns.count)
        return -most % 360 if turns.count(most) * 2 > len(turns) else shown

    def _turns(self, spans: list[_Span]) -> list[int]:
        """Degrees clockwise, the nearest quarter of a turn."""
        angles = bulk.angles(self._textpage, self._characters([start for start, _ in spans]))
        return [round(degrees(angle) / 90) % 4 * 90 for angle in angles]

    def _characters(self, units: list[int]) -> list[int]:
        return units if self._aligned else bulk.indices(self._textpage, units)

    def _words(self, spans: list[_Span]) -> _Words:
        """Those of which PDFium knows the place, and in which something is left that could be printed."""
        texts = [self._units[start:stop] for start, stop in spans]
        if not self._ascii:
            texts = [text if text.isascii() else _printed(text) for text in texts]
            if not all(texts):
                return self._words([span for span, text in zip(spans, texts, strict=True) if text])
        first = self._characters([start for start, _ in spans])
        last = list(map(max, first, self._characters([stop - 1 for _, stop in spans])))
        begin, end = self._boxes(first), self._boxes(last)
        if lost := {at for left in (begin[0], end[0]) for at, edge in enumerate(left) if isnan(edge)}:
            return self._words([span for at, span in enumerate(spans) if at not in lost])
        edges = (
            list(map(min, begin[0], end[0])),
            list(map(min, begin[1], end[1])),
            list(map(max, begin[2], end[2])),
            list(map(max, begin[3], end[3])),
        )
        low, high = (1, 3) if self._upright else (0, 2)
        heights, signs = list(map(sub, edges[high], edges[low])), list(map(sub, begin[high], begin[low]))
        return _Words(spans, texts, edges, heights, signs, self._unseen(edges, first, last))

    def _boxes(self, characters: list[int]) -> bulk.Edges:
        """Around characters, as high as their fonts; around their ink where a font does not say how high it is; not
        numbers where they have no place."""
        edges = bulk.loose_boxes(self._textpage, characters)
        if any(map(ge, edges[1], edges[3])):
            for at, (bottom, top) in enumerate(zip(edges[1], edges[3], strict=True)):
                if bottom >= top:
                    box = bulk.ink_box(self._textpage, characters[at]) or _NOWHERE
                    for edge, value in zip(edges, box, strict=True):
                        edge[at] = value
        return edges

    def _unseen(self, edges: bulk.Edges, first: list[int], last: list[int]) -> list[bool]:
        """Which words are too small to be read, beside the page, or drawn by objects that are hidden."""
        left, bottom, right, top = edges
        page = self.frame.page
        widths, heights = list(map(sub, right, left)), list(map(sub, top, bottom))
        found = [False] * len(left)
        if left and min(min(widths), min(heights)) < _UNREADABLE:
            found = [
                min(width, height) < _UNREADABLE and max(width, height) < (stop - start + 1) * _UNREADABLE
                for width, height, start, stop in zip(widths, heights, first, last, strict=True)
            ]
        if left and (min(right) < page[0] or max(left) > page[2] or min(top) < page[1] or max(bottom) > page[3]):
            beside = (
                x1 < page[0] or x0 > page[2] or y1 < page[1] or y0 > page[3]
                for x0, y0, x1, y1 in zip(*edges, strict=True)
            )
            found = list(map(or_, found, beside))
        if self._hidden:
            objects = bulk.text_objects(self._textpage, first)
            found = [unseen or drawn in self._hidden for unseen, drawn in zip(found, objects, strict=True)]
        return found

    def _signs(self, words: _Words) -> list[_Span]:
        """Of words whose signs stand under each other, the signs. PDFium takes single signs that were drawn under each
        other, as the numbers of rows, for a word that runs downwards."""
        stacked = [
            span
            for span, height, sign in zip(words.spans, words.heights, words.signs, strict=True)
            if height > _STACKED * sign
        ]
        upright = -self.frame.turn % 360
        turned = zip(stacked, self._turns(stacked), strict=True)
        return [(at, at + 1) for span, turn in turned if turn == upright for at in range(*span)]

    def _stretches(self, words: _Words, signs: frozenset[_Span]) -> Iterator[tuple[int, int, int]]:
        """The number of a line, the first word of a piece on it, and the one behind its last. `signs` stand alone."""
        low, high = (words.edges[0], words.edges[2]) if self._upright else (words.edges[1], words.edges[3])
        columns = zip(words.spans, low, high, words.heights, words.hidden, strict=True)
        before: _Span = (0, 0)
        low_before = high_before = height_before = 0.0
        hidden_before = False
        line = begin = 0
        for at, (span, from_, to, height, hidden) in enumerate(columns):
            between = self._units[before[1] - 1 : span[0]]
            # In Hebrew or Arabic the second of two words is left of the first.
            gap = from_ - high_before if from_ > low_before else low_before - to
            if not at:
                pass
            elif "\n" in between or between[0] == _LINE_END_HYPHEN or (signs and (before in signs or span in signs)):
                yield line, begin, at
                line, begin = line + 1, at
            elif gap > _GAP * (height if height < height_before else height_before) or hidden != hidden_before:
                yield line, begin, at
                begin = at
            before, low_before, high_before, height_before, hidden_before = span, from_, to, height, hidden
        if words.spans:
            yield line, begin, len(words.spans)

    def _piece(self, words: _Words, line: int, first: int, stop: int) -> Piece:
        left, bottom, right, top = words.edges
        box = min(left[first:stop]), min(bottom[first:stop]), max(right[first:stop]), max(top[first:stop])
        x0, y0, x1, y1 = self.frame.box(box)
        place = round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
        return Piece(" ".join(words.texts[first:stop]), place, median(words.heights[first:stop]), line)


def _printed(text: str) -> str:
    """Code units as characters; the half of a pair that stands alone is dropped."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _NO_TEXT.sub("", text.replace(_LINE_END_HYPHEN, "-"))
