"""From the lines of a PDF page to paragraphs, headings, lists and tables."""

import re
from statistics import median

from producer.parsing.hyphens import Vocabulary
from producer.parsing.lines import Line, Row, line
from producer.parsing.tables import Table
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
    lines = [[item if isinstance(item, Table) else line(item) for item in region] for region in regions]
    whole = [each for region in lines for each in region if isinstance(each, Line)]
    elements: list[Element] = []
    for region in lines:
        elements += _Region(region, whole, page, vocabulary).elements(pages, height)
    return elements


class _Region:
    """The lines of one column or block; `whole` are those of its page."""

    def __init__(self, items: list[Line | Table], whole: list[Line], page: int, vocabulary: Vocabulary) -> None:
        self._items = items
        self._headings = _Headings(whole, [item for item in items if isinstance(item, Line)])
        self._page = page
        self._vocabulary = vocabulary

    def elements(self, pages: int, height: float) -> list[Element]:
        found: list[Element] = []
        block: list[Line] = []
        for item in self._items:
            if isinstance(item, Table):
                found += [*self._closed(block), _table(item, self._page)]
                block = []
            elif _is_page_number(item, pages, height):
                span = Span(0, len(item.text), self._page, item.box)
                found += [*self._closed(block), Element("PageNumber", item.text, (span,))]
                block = []
            elif block and _breaks(block, block[-1], item, self._headings):
                found += self._closed(block)
                block = [item]
            else:
                block.append(item)
        return found + self._closed(block)

    def _closed(self, block: list[Line]) -> list[Element]:
        if not block:
            return []
        category = "NarrativeText"
        if all(each in self._headings for each in block):
            category = "Title"
        elif _MARKER.match(block[0].text):
            category = "ListItem"
        text = ""
        spans: list[Span] = []
        for each in block:
            joint = self._vocabulary.joint(text, each.text) if text else ""
            if joint is None:
                text += "\n"
            elif text and not joint:
                text = text[:-1]
                spans[-1] = Span(spans[-1].start, len(text), self._page, spans[-1].box)
            spans.append(Span(len(text), len(text) + len(each.text), self._page, each.box))
            text += each.text
        return [Element(category, text, tuple(spans))]


class _Headings:
    """Tells the headings of one region from its text; `page` are all lines of its page."""

    def __init__(self, page: list[Line], region: list[Line]) -> None:
        characters = sum(len(line.text) for line in page)
        sizes = [line.size for line in page for _ in range(0, len(line.text), 10)]
        self._body = median(sizes) if characters else 0.0
        capitals = sum(len(line.text) for line in page if line.text.isupper())
        # On a receipt or form in capitals, capitals mark nothing.
        self._capitals_mark = capitals * 2 < characters
        self._right = max((line.box[2] for line in region), default=0.0)
        self._left = min((line.box[0] for line in region), default=0.0)
        self._known: dict[Line, bool] = {}

    def __contains__(self, line: Line) -> bool:
        if line not in self._known:
            self._known[line] = self._is_heading(line)
        return self._known[line]

    def _is_heading(self, line: Line) -> bool:
        text = line.text
        if len(text) > _HEADING_CHARS or _THREE_LETTERS.search(text) is None:
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
