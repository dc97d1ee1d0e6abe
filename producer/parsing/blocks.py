"""From the lines of a PDF page to paragraphs and headings."""

import re
from itertools import pairwise
from statistics import median

from producer.parsing.lines import Line
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
_MARKER = re.compile(r"(?:[•▪‣◦●○■□–—*-]|\(?[a-z]\)|\(?[ivx]{1,5}\)|\(?\d{1,2}[.)])\s+\S|\d{1,2}(?:\.\d{1,2})+\.?\s+\S")
_PAGE_NUMBER = re.compile(r"(?:page:?\s*)?[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
#: Page numbers stand in this part of the page's height, at its top and its bottom.
_MARGIN = 0.09


def page_elements(lines: list[Line], page: int, pages: int, height: float) -> list[Element]:
    """The elements of one page: "Title", "NarrativeText" and "PageNumber"; their lines are joined by line breaks.

    `page` counts from 1, `height` is that of the page in points.
    """
    if not lines:
        return []
    headings = _Headings(lines)
    elements = []
    block: list[Line] = []
    for previous, line in pairwise([None, *lines]):
        assert line is not None
        if _is_page_number(line, pages, height):
            elements += _element(block, page, headings)
            elements += [Element("PageNumber", line.text, (Span(0, len(line.text), page, line.box),))]
            block = []
            continue
        if previous and block and _breaks(block, previous, line, headings):
            elements += _element(block, page, headings)
            block = []
        block.append(line)
    return elements + _element(block, page, headings)


class _Headings:
    """Tells the headings of one page from its text."""

    def __init__(self, lines: list[Line]) -> None:
        characters = sum(len(line.text) for line in lines)
        sizes = [line.size for line in lines for _ in range(0, len(line.text), 10)]
        self._body = median(sizes) if characters else 0.0
        capitals = sum(len(line.text) for line in lines if line.text.isupper())
        # On a receipt or form in capitals, capitals mark nothing.
        self._capitals_mark = capitals * 2 < characters
        self._right = max(line.box[2] for line in lines)
        self._left = min(line.box[0] for line in lines)

    def __contains__(self, line: Line) -> bool:
        text = line.text
        if len(text) > _HEADING_CHARS or sum(c.isalpha() for c in text) < 3:
            return False
        if line.size > self._body * _LARGER:
            return True
        if text[-1] in ",;" or "  " in text:
            return False
        if self._capitals_mark and text.isupper():
            return True
        # A numbered paragraph begins like a numbered heading, but fills its line.
        ends_early = line.box[2] < self._left + 0.8 * (self._right - self._left)
        return ends_early and len(text) <= 70 and _NUMBERED.fullmatch(text) is not None


def _is_page_number(line: Line, pages: int, height: float) -> bool:
    in_margin = line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height
    match = _PAGE_NUMBER.fullmatch(line.text) if in_margin else None
    # A document may be cut from a longer one, so its numbers may go beyond its pages, but not anywhere.
    return match is not None and int(match.group(1)) <= pages + 300


def _breaks(block: list[Line], previous: Line, line: Line, headings: _Headings) -> bool:
    """Whether `line` begins a new block."""
    size = max(previous.size, line.size, 1.0)
    step = line.middle - previous.middle
    if step < 0 or step > _LEADING * size:
        return True
    if (line in headings) != (previous in headings):
        return True
    if min(previous.size, line.size) * _LARGER < max(previous.size, line.size) or _MARKER.match(line.text):
        return True
    indented = line.box[0] - min(each.box[0] for each in block) > size
    ended = previous.box[2] < max(each.box[2] for each in block) - 3 * size
    return indented and (ended or (len(block) > 1 and previous.box[0] < line.box[0] - size))


def _element(block: list[Line], page: int, headings: _Headings) -> list[Element]:
    if not block:
        return []
    spans = []
    start = 0
    for line in block:
        spans.append(Span(start, start + len(line.text), page, line.box))
        start += len(line.text) + 1
    category = "Title" if all(line in headings for line in block) else "NarrativeText"
    return [Element(category, "\n".join(line.text for line in block), tuple(spans))]
