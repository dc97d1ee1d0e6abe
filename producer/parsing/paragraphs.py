"""What a paragraph is by its words alone, and how rows of a table are written."""

import re
from collections.abc import Iterable, Sequence

from schemas.elements import Element, Span

_BULLET = re.compile(r"(?:[•▪‣◦●○■□·–—*-]|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,3}|[a-z])[.)])\s+\S")
_NUMBERED = re.compile(r"(?:ARTICLE|SECTION|EXHIBIT|SCHEDULE|ANNEX|APPENDIX|PART|\d{1,2}(?:\.\d{1,2})*\.?)\s+[A-Z\d]")
_ENDED = tuple(".,;:!?…")
#: A heading is one line no longer than this, in characters,
_HEADING_CHARS = 100
#: and of no more words than this.
_HEADING_WORDS = 12
#: Words of so few letters are not capitalised in headings.
_SMALL_WORD = 3


def category(text: str) -> str:
    """ "Title", "ListItem" or "NarrativeText": a guess for paragraphs of which the format does not say it."""
    if _BULLET.match(text) and not _is_heading(text):
        return "ListItem"
    return "Title" if _is_heading(text) else "NarrativeText"


def _is_heading(text: str) -> bool:
    if len(text) > _HEADING_CHARS or "\n" in text or text.endswith(_ENDED) or ": " in text:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SMALL_WORD]
    if not words or len(text.split()) > _HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    capitalised = sum(word[0].isupper() for word in words)
    return (
        text.isupper() or capitalised * 4 >= len(words) * 3 or (_NUMBERED.match(text) is not None and text[0].isalpha())
    )


def could_be_heading(text: str) -> bool:
    """Whether a paragraph that is set apart, by bold letters for example, is short enough for a heading."""
    return len(text) <= _HEADING_CHARS and "\n" not in text and not text.endswith((".", ";", ","))


def plain_text(text: str) -> list[Element]:
    """The paragraphs of a text, with their line breaks: in plain text "Total: 5" has a line of its own."""
    paragraphs = (
        part.strip() for part in re.split(r"\n(?:[^\S\n]*\n)+", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    return [Element("NarrativeText" if "\n" in part else category(part), part) for part in paragraphs if part]


def rows_text(rows: Iterable[Sequence[str]]) -> str:
    """The text of a table, a row a line; white space in cells becomes single spaces. Empty rows, and columns that are
    empty in all rows, are left out."""
    cleaned = [[" ".join(cell.split()) for cell in row] for row in rows]
    used = {column for row in cleaned for column, cell in enumerate(row) if cell}
    kept = ([cell for column, cell in enumerate(row) if column in used] for row in cleaned if any(row))
    return "\n".join(" | ".join(row) for row in kept)


def element(category: str, text: str, page: int | None = None) -> list[Element]:
    """One element over its whole text, on a page where there is one; none where there is no text."""
    text = text.strip()
    return [Element(category, text, (Span(0, len(text), page),) if page else ())] if text else []
