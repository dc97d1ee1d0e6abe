"""From the lines of a PDF page to paragraphs, headings, lists and tables."""

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate

from producer.parsing.hyphens import Vocabulary
from producer.parsing.lines import Row, line
from producer.parsing.tables import Table
from producer.parsing.words import Piece
from schemas.elements import Element, Span

#: A heading is a line whose font is so much larger than the page's text,
_LARGER = 1.18
#: and which is no longer than this, in characters.
_HEADING_CHARS = 100
#: Lines further apart than this many font sizes, from middle to middle, belong to two paragraphs.
_LEADING = 1.75

_NUMBERED = re.compile(
    r"(?:(?:ARTICLE|SECTION|EXHIBIT|SCHEDULE|ANNEX|APPENDIX|Article|Section|Exhibit|Schedule|Annex|Appendix)\s+"
    r"(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)\b[.:]?|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[IVX]+\.)"
    r"(?:\s+[A-Z][^.;:]*\.?)?"
)
_THREE_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")
_MARKER = re.compile(r"(?:[•▪‣◦●○■□–—*-]|\(?[a-z]\)|\(?[ivx]{1,5}\)|\(?\d{1,2}[.)])\s+\S|\d{1,2}(?:\.\d{1,2})+\.?\s+\S")
_PAGE_NUMBER = re.compile(r"(?:page:?\s*)?[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
#: Page numbers stand in this part of the page's height, at its top and its bottom.
_MARGIN = 0.09


def page_elements(
    regions: list[list[Row | Table]], page: int, pages: int, height: float, vocabulary: Vocabulary
) -> list[Element]:
    """The elements of one page: "Title", "NarrativeText", "ListItem", "Table" and "PageNumber".

    The lines of an element are joined by line breaks, or without one where a hyphen parted a word. `regions` are in
    reading order, `page` counts from 1, `height` is that of the page in points.
    """
    items = [[item if isinstance(item, Table) else line(item) for item in region] for region in regions]
    lines = [[each for each in region if not isinstance(each, Table)] for region in items]
    marks = _Page([each for region in lines for each in region])
    elements: list[Element] = []
    for region, own in zip(items, lines, strict=True):
        elements += _Region(region, marks.headings(own), page, vocabulary).elements(pages, height)
    return elements


class _Region:
    """The lines of one column or block; `headings` are those of them which are headings."""

    def __init__(self, items: list[Piece | Table], headings: set[Piece], page: int, vocabulary: Vocabulary) -> None:
        self._items = items
        self._headings = headings
        self._page = page
        self._vocabulary = vocabulary

    def elements(self, pages: int, height: float) -> list[Element]:
        found: list[Element] = []
        block: list[Piece] = []
        #: Of the block: its left and its right edge.
        left = right = 0.0
        top, bottom = _MARGIN * height, (1 - _MARGIN) * height
        for item in self._items:
            if isinstance(item, Table):
                found += [*self._closed(block), _table(item, self._page)]
                block = []
            elif not top <= item.middle <= bottom and _is_page_number(item.text, pages):
                span = Span(0, len(item.text), self._page, item.box)
                found += [*self._closed(block), Element("PageNumber", item.text, (span,))]
                block = []
            elif block and not self._begins(item, block, left, right):
                block.append(item)
                begin, _, end, _ = item.box
                left, right = begin if begin < left else left, end if end > right else right
            else:
                found += self._closed(block)
                block = [item]
                left, _, right, _ = item.box
        return found + self._closed(block)

    def _begins(self, line: Piece, block: list[Piece], left: float, right: float) -> bool:
        """Whether a line does not belong to the block before it, which reaches from `left` to `right`."""
        previous = block[-1]
        small, size = (line.size, previous.size) if line.size < previous.size else (previous.size, line.size)
        step = line.middle - previous.middle
        if step < 0 or step > _LEADING * max(size, 1.0) or small * _LARGER < size:
            return True
        if (line in self._headings) != (previous in self._headings) or _MARKER.match(line.text):
            return True
        size = max(size, 1.0)
        if line.box[0] - left <= size:
            return False
        ended = previous.box[2] < right - 3 * size
        return ended or (len(block) > 1 and previous.box[0] < line.box[0] - size)

    def _closed(self, block: list[Piece]) -> list[Element]:
        if not block:
            return []
        category = "NarrativeText"
        if self._headings.issuperset(block):
            category = "Title"
        elif _MARKER.match(block[0].text):
            category = "ListItem"
        text = block[0].text
        spans = [Span(0, len(text), self._page, block[0].box)]
        for each in block[1:]:
            joint = self._vocabulary.joint(text, each.text) if text.endswith("-") else None
            if joint is None:
                text += "\n"
            elif not joint:
                text = text[:-1]
                spans[-1] = Span(spans[-1].start, len(text), self._page, spans[-1].box)
            spans.append(Span(len(text), len(text) + len(each.text), self._page, each.box))
            text += each.text
        return [Element(category, text, tuple(spans))]


class _Page:
    """What all the lines of a page say about each of them."""

    def __init__(self, lines: list[Piece]) -> None:
        lengths = [len(line.text) for line in lines]
        self._body = _middle([line.size for line in lines], lengths) if any(lengths) else 0.0
        capitals = sum(len(line.text) for line in lines if line.text.isupper())
        # On a receipt or form in capitals, capitals mark nothing.
        self._capitals_mark = capitals * 2 < sum(lengths)

    def headings(self, region: list[Piece]) -> set[Piece]:
        """The headings of one region."""
        if not region:
            return set()
        left, right = min(line.box[0] for line in region), max(line.box[2] for line in region)
        # A numbered paragraph begins like a numbered heading, but fills its line.
        early = left + 0.8 * (right - left)
        return {line for line in region if self._is_heading(line, early)}

    def _is_heading(self, line: Piece, early: float) -> bool:
        text = line.text
        if len(text) > _HEADING_CHARS:
            return False
        if line.size <= self._body * _LARGER:
            if text.endswith((",", ";")) or "  " in text:
                return False
            if not (self._capitals_mark and text.isupper()):
                short = line.box[2] < early and len(text) <= 70
                if not short or _NUMBERED.fullmatch(text) is None:
                    return False
        return _THREE_LETTERS.search(text) is not None


def _middle(sizes: list[float], lengths: list[int]) -> float:
    """The median size of the text of lines, which counts once for each ten characters."""
    counts: defaultdict[float, int] = defaultdict(int)
    for size, length in zip(sizes, lengths, strict=True):
        counts[size] += (length + 9) // 10
    ordered = sorted(counts)  # few: most lines have the size of the others
    ends = list(accumulate(counts[size] for size in ordered))
    at = ends[-1] // 2
    size = ordered[bisect_right(ends, at)]
    return size if ends[-1] % 2 else (ordered[bisect_right(ends, at - 1)] + size) / 2


def _is_page_number(text: str, pages: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(text)
    # A document may be cut from a longer one, so its numbers may go beyond its pages, but not anywhere.
    return match is not None and int(match.group(1)) <= pages + 300


def _table(table: Table, page: int) -> Element:
    text = ""
    spans = []
    for number, row in enumerate(table.rows):
        text += "\n" if number else ""
        for index, cell in enumerate(row):
            text += " | " if index else ""
            for at, piece in enumerate(cell):
                text += " " if at else ""
                spans.append(Span(len(text), len(text) + len(piece.text), page, piece.box))
                text += piece.text
    return Element("Table", text, tuple(spans))
