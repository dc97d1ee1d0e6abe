"""The text of a PDF page as PDFium finds it: stretches of words with their places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from math import degrees, isfinite
from operator import not_, sub
from typing import Any

from producer.parsing import bulk
from producer.parsing.frame import Frame
from producer.parsing.page_text import Parts, parted
from producer.parsing.word_columns import Words, beside, edges_around, stretches, too_small
from schemas.elements import Box

#: Some fonts give their semicolons out as the Greek question mark, which looks the same.
_GREEK_QUESTION_MARK = "\u037e"
#: A word that is so much higher than its signs runs upwards or downwards.
_STACKED = 1.8
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
        _, top, _, bottom = self.box
        self.middle = (top + bottom) / 2

    @property
    def sideways(self) -> bool:
        """Whether its text runs up or down in a page whose other text does not."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return height > 2 * width and len(self.text) > 3


class PageWords:
    """The words of one page (pypdfium2's PdfTextPage). `frame` is the one in which most of them are upright; `hidden`
    holds the addresses of the text objects that nobody sees."""

    def __init__(self, textpage: Any, frame: Frame, hidden: frozenset[int]) -> None:
        self._textpage = bulk.reference(textpage.raw)
        self._hidden = hidden
        count = bulk.count_characters(self._textpage)
        self._units = bulk.code_units(self._textpage, count).replace(_GREEK_QUESTION_MARK, ";")
        self._parts = parted(self._units)
        self._aligned = len(self._units) == count
        self.frame = Frame(frame.page, self._turn(frame.turn))
        self._upright = self.frame.turn in (0, 180)

    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The visible and the hidden pieces, in the order of the file."""
        words = self._words(self._parts)
        alone = self._stacked(words)
        if alone:
            words = self._words(words.parts.with_signs(alone, self._units))
        lines, places = stretches(words, self._units, self._upright, alone)
        pieces = self._pieces(words, lines, places)
        if not words.hidden:
            return pieces, []
        hidden = [place.start in words.hidden for place in places]
        return list(compress(pieces, map(not_, hidden))), list(compress(pieces, hidden))

    def _turn(self, shown: int) -> int:
        """The turn of the page, in degrees clockwise, that puts most words upright; `shown` where there are none."""
        turns = self._turns(self._parts.starts[:: max(1, len(self._parts.starts) // _SAMPLE)])
        if not turns:
            return shown
        most = max(set(turns), key=turns.count)
        return -most % 360 if turns.count(most) * 2 > len(turns) else shown

    def _turns(self, units: Sequence[int]) -> list[int]:
        """Degrees clockwise, the nearest quarter of a turn."""
        return [round(degrees(angle) / 90) % 4 * 90 for angle in bulk.angles(self._textpage, self._signs_at(units))]

    def _signs_at(self, units: Sequence[int]) -> Sequence[int]:
        """The characters of the page at those code units of its text."""
        return units if self._aligned else bulk.indices(self._textpage, units)

    def _words(self, parts: Parts) -> Words:
        """Those of which PDFium knows the place."""
        count = len(parts.starts)
        first, last = self._signs_at(parts.starts), self._signs_at(parts.lasts)
        if not self._aligned:
            last = list(map(max, first, last))
        boxes, sizes, lost = self._boxes([*first, *last])
        if lost:
            return self._words(parts.only([at not in lost and at + count not in lost for at in range(count)]))
        edges = edges_around(boxes, count)
        signs = sizes[:count] if self._upright else list(map(sub, boxes[2][:count], boxes[0]))
        across, up = list(map(sub, edges[2], edges[0])), list(map(sub, edges[3], edges[1]))
        hidden = too_small(across, up, first, last) | beside(edges, self.frame.page)
        if self._hidden:
            drawn = bulk.text_objects(self._textpage, first)
            hidden |= {at for at, by in enumerate(drawn) if by in self._hidden}
        return Words(parts, edges, up if self._upright else across, signs, frozenset(hidden))

    def _boxes(self, characters: Sequence[int]) -> tuple[bulk.Edges, list[float], set[int]]:
        """Around characters, as high as their fonts; around their ink where a font does not say how high it is. How
        high that is. And which have no place."""
        edges = bulk.loose_boxes(self._textpage, characters)
        heights = list(map(sub, edges[3], edges[1]))
        lost: set[int] = set()
        # One that is no number makes the sum none.
        if heights and not (min(heights) > 0 and isfinite(sum(heights) + sum(edges[0]) + sum(edges[2]))):
            for at, height in enumerate(heights):
                box = tuple(edge[at] for edge in edges) if height > 0 else bulk.ink_box(self._textpage, characters[at])
                if box is None or not all(map(isfinite, box)):
                    lost.add(at)
                    continue
                for edge, value in zip(edges, box, strict=True):
                    edge[at] = value
                heights[at] = box[3] - box[1]
        return edges, heights, lost

    def _stacked(self, words: Words) -> frozenset[int]:
        """Where the signs are of words whose signs stand under each other. PDFium takes single signs that were drawn
        under each other, as the numbers of rows, for a word that runs downwards."""
        if not words.signs or max(words.heights) <= _STACKED * min(words.signs):  # nearly all pages
            return frozenset()
        sizes = enumerate(zip(words.heights, words.signs, strict=True))
        stacked = [at for at, (height, sign) in sizes if height > _STACKED * sign]
        starts, lasts = words.parts.starts, words.parts.lasts
        upright = -self.frame.turn % 360
        turned = zip(stacked, self._turns([starts[at] for at in stacked]), strict=True)
        return frozenset(unit for at, turn in turned if turn == upright for unit in range(starts[at], lasts[at] + 1))

    def _pieces(self, words: Words, lines: list[int], places: list[slice]) -> list[Piece]:
        """Each of those stretches of words as a piece."""
        left, bottom, right, top = words.edges
        found = zip(
            [min(left[place]) for place in places],
            [min(bottom[place]) for place in places],
            [max(right[place]) for place in places],
            [max(top[place]) for place in places],
            strict=True,
        )
        texts, heights = words.parts.texts, words.heights
        return [
            Piece(" ".join(texts[place]), box, _median(heights[place]), line)
            for line, place, box in zip(lines, places, self.frame.rounded(found), strict=True)
        ]


def _median(sizes: list[float]) -> float:
    """What statistics.median says, in a third of its time."""
    sizes.sort()
    half, odd = divmod(len(sizes), 2)
    return sizes[half] if odd else (sizes[half - 1] + sizes[half]) / 2
