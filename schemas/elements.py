"""What a parser found in a document, and the passages made of it."""

from dataclasses import dataclass, field
from typing import Any

#: Raised when parsing or the cutting of passages changes: no answer from before is then reused.
PARSER_VERSION = 2

#: x0, y0, x1, y1 in points (1/72 inch) from the upper left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Span:
    """Where the characters [start, end) of a text stand in the document. `page` counts from 1; None where the
    format has no pages."""

    start: int
    end: int
    page: int | None
    box: Box | None = None

    def moved(self, by: int) -> "Span":
        """The same place, for a text in which these characters begin `by` later."""
        return Span(self.start + by, self.end + by, self.page, self.box)

    def to_json(self) -> list[Any]:
        return [self.start, self.end, self.page, list(self.box) if self.box else None]

    @classmethod
    def from_json(cls, row: list[Any]) -> "Span":
        start, end, page, box = row
        return cls(start, end, page, (box[0], box[1], box[2], box[3]) if box else None)


@dataclass(frozen=True)
class Element:
    """One block of a document, in reading order.

    `category` is one of unstructured's names: Title, NarrativeText, ListItem, Table, Header, Footer, and so on.
    A Table's text has one row a line, cells separated by " | ".
    """

    category: str
    text: str
    spans: tuple[Span, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return {"category": self.category, "text": self.text, "spans": [span.to_json() for span in self.spans]}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Element":
        return cls(row["category"], row["text"], tuple(Span.from_json(span) for span in row["spans"]))


@dataclass(frozen=True)
class ParsedDocument:
    """All elements of one document. `pages` is None where the format has no pages."""

    elements: tuple[Element, ...]
    pages: int | None
    parser: str

    def to_json(self) -> dict[str, Any]:
        return {"elements": [e.to_json() for e in self.elements], "pages": self.pages, "parser": self.parser}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "ParsedDocument":
        return cls(tuple(Element.from_json(e) for e in row["elements"]), row["pages"], row["parser"])


@dataclass(frozen=True)
class Passage:
    """A stretch of one document that fits the model. `spans` cover `text` where the place is known, in order."""

    ordinal: int
    text: str
    tokens: int
    spans: tuple[Span, ...]

    def page_of(self, offset: int) -> int | None:
        """The page of the character at `offset` in the text."""
        span = next((s for s in self.spans if s.start <= offset < s.end), None)
        return span.page if span else None
