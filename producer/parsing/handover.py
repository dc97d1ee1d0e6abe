"""What a reader hands over to its parent: JSON, written in the reader and read with suspicion by the parent."""

import json
from dataclasses import replace
from typing import Any

from schemas.elements import Element, ParsedDocument
from schemas.errors import DocumentError, NightClerkError, ParserDied, PartMissing

#: Characters of a detail of an error, which may come from the document.
_DETAIL_CHARS = 500


def written(found: ParsedDocument | NightClerkError) -> bytes:
    """A document, or what is wrong with it, as one JSON object. Halves of characters, which no encoding has, become
    question marks."""
    if isinstance(found, ParsedDocument):
        row = found.to_json()
    else:
        details = {key: value if isinstance(value, int | float) else str(value) for key, value in found.details.items()}
        row = {"error": found.code, "details": details}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def received(content: bytes) -> ParsedDocument:
    """The document that a reader wrote; zero characters, which no database takes, have become spaces.

    Raises:
        DocumentError: the one that the reader wrote; ParserDied where it wrote something else.
        PartMissing: a part of the parsers is not installed.
    """
    try:
        row: dict[str, Any] = json.loads(content)
        found = _error(row) if "error" in row else _document(row)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as exc:
        raise ParserDied(cause="it handed over something that is no document") from exc
    if isinstance(found, NightClerkError):
        raise found
    return found


def _error(row: dict[str, Any]) -> NightClerkError:
    classes: dict[str, type[NightClerkError]] = {cls.__name__: cls for cls in DocumentError.__subclasses__()}
    classes["PartMissing"] = PartMissing
    details = {
        key: value if isinstance(value, int | float) else str(value)[:_DETAIL_CHARS]
        for key, value in row["details"].items()
    }
    return classes[row["error"]](**details)


def _document(row: dict[str, Any]) -> ParsedDocument:
    document = ParsedDocument.from_json(row)
    if type(document.parser) is not str or not isinstance(document.pages, int | None):
        raise TypeError
    notes = tuple(map(_sound_text, document.notes))
    return replace(document, elements=tuple(map(_sound, document.elements)), notes=notes)


def _sound(element: Element) -> Element:
    """The element, whose parts have the types and bounds that others rely on.

    Raises:
        TypeError, ValueError: they have not.
    """
    element.category.encode()
    for span in element.spans:
        if not isinstance(span.page, int | None) or not 0 <= span.start <= span.end <= len(element.text):
            raise ValueError
        if span.box and not all(isinstance(edge, int | float) for edge in span.box):
            raise TypeError
    return replace(element, text=_sound_text(element.text))


def _sound_text(text: str) -> str:
    """TypeError where it is none, UnicodeEncodeError where no encoding has it."""
    str.encode(text)
    return text.replace("\0", " ")
