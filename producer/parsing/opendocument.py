"""Reads OpenDocument files, .odt, .ods and .odp: their content.xml, and what their styles hide."""

import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from producer.parsing.paragraphs import category, element, rows_text
from schemas.elements import Element, ParsedDocument

_PARSER = f"lxml {version('lxml')}"
_SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "style", "table", "text", "drawing")
}
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
#: Programs fill a sheet with repeated empty cells up to its edge.
_MAX_REPEATED = 64


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


_PARAGRAPHS = frozenset(map(_tag, ("text:p", "text:h")))
_HIDDEN_TEXT = frozenset(map(_tag, ("text:hidden-text", "text:hidden-paragraph")))
_NO_TEXT = frozenset(map(_tag, ("text:note-citation", "text:tracked-changes", "office:annotation-end")))
_UNSEEN_ROWS = ("collapse", "filter")


def read(path: Path) -> ParsedDocument:
    """The elements of an OpenDocument text, workbook or presentation. Hidden: text of hidden styles, rows, columns and
    sheets, comments, and what was deleted while changes were tracked.

    Raises:
        KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError: it is broken.
    """
    with zipfile.ZipFile(path) as archive:
        content = _parsed(archive.read("content.xml"))
        styles = _parsed(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    reader = _Reader([content] if styles is None else [styles, content])
    body = content.find(_tag("office:body"))
    return ParsedDocument(tuple(reader.blocks(body) if body is not None else ()), None, _PARSER)


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))


class _Reader:
    def __init__(self, roots: list[Any]) -> None:
        self._hidden_styles = {
            node.get(_tag("style:name"))
            for root in roots
            for node in root.iter(_tag("style:style"))
            if any(map(_hides, node))
        }

    def blocks(self, parent: Any, *, item: bool = False) -> Iterator[Element]:
        for node in parent.iterchildren(etree.Element):
            if node.tag in _PARAGRAPHS:
                yield from self._paragraph(node, item=item)
            elif node.tag == _tag("table:table"):
                yield from self._table(node)
            elif node.tag == _tag("text:tracked-changes"):
                for gone in node.iter(_tag("text:deletion")):
                    yield from element("Hidden", " ".join(self._texts(each)[0] for each in gone.iter(*_PARAGRAPHS)))
            else:
                yield from self.blocks(node, item=item or node.tag == _tag("text:list-item"))

    def _paragraph(self, node: Any, *, item: bool) -> Iterator[Element]:
        seen, hidden = self._texts(node)
        other = "ListItem" if item else category(seen.strip())
        yield from element("Title" if node.tag == _tag("text:h") else other, seen)
        yield from element("Hidden", hidden)

    def _texts(self, node: Any) -> tuple[str, str]:
        """What is seen of a paragraph and what is not; notes stand where their mark is."""
        seen: list[str] = []
        hidden: list[str] = []
        self._collect(node, seen, hidden)
        return "".join(seen), "".join(hidden)

    def _collect(self, node: Any, seen: list[str], hidden: list[str]) -> None:
        out = hidden if node.tag in _HIDDEN_TEXT or self._is_hidden(node) else seen
        out.append(node.text or node.get(_tag("text:string-value"), ""))
        for child in node.iterchildren(etree.Element):
            if child.tag == _tag("office:annotation"):
                hidden.append("Comment: " + " ".join("".join(each.itertext()) for each in child.iter(_tag("text:p"))))
            elif child.tag == _tag("text:s"):
                out.append(" ")
            elif child.tag in (_tag("text:tab"), _tag("text:line-break")):
                out.append("\t" if child.tag == _tag("text:tab") else "\n")
            elif child.tag not in _NO_TEXT:
                self._collect(child, out, hidden)
            out.append(child.tail or "")

    def _is_hidden(self, node: Any) -> bool:
        return any(
            node.get(_tag(f"{space}:style-name")) in self._hidden_styles for space in ("text", "table", "drawing")
        )

    def _table(self, table: Any) -> Iterator[Element]:
        seen: list[list[str]] = []
        unseen: list[list[str]] = []
        hidden = self._hidden_columns(table)
        for row in table.iter(_tag("table:table-row")):
            gone = self._is_hidden(table) or row.get(_tag("table:visibility")) in _UNSEEN_ROWS
            cells = [cell for each in row.iterchildren(etree.Element) for cell in self._cells(each)]
            seen.append(["" if gone or place in hidden else text for place, (text, _) in enumerate(cells)])
            unseen.append([text if gone or place in hidden else more for place, (text, more) in enumerate(cells)])
        yield from element("Table", rows_text(seen))
        yield from element("Hidden", rows_text(unseen))

    def _cells(self, cell: Any) -> list[tuple[str, str]]:
        """Seen and hidden text of a cell, as often as it is repeated."""
        texts = [self._texts(each) for each in cell.iter(*_PARAGRAPHS)]
        both = " ".join(seen for seen, _ in texts), " ".join(hidden for _, hidden in texts)
        return [both] * _repeated(cell)

    def _hidden_columns(self, table: Any) -> set[int]:
        hidden: set[int] = set()
        place = 0
        for column in table.iter(_tag("table:table-column")):
            count = _repeated(column)
            if column.get(_tag("table:visibility")) in _UNSEEN_ROWS:
                hidden.update(range(place, place + count))
            place += count
        return hidden


def _repeated(node: Any) -> int:
    count = node.get(_tag("table:number-columns-repeated"), "1")
    return min(int(count), _MAX_REPEATED) if count.isdecimal() else 1


def _hides(properties: Any) -> bool:
    """Whether a style says that its text is not shown: hidden, white on nothing, or without size."""
    if properties.get(_tag("text:display")) == "none" or properties.get(_tag("table:display")) == "false":
        return True
    given = properties.attrib
    white = given.get(f"{_FO}color", "").lower() == "#ffffff" and f"{_FO}background-color" not in given
    return white or given.get(f"{_FO}font-size") in ("0pt", "0cm", "0in", "1pt")
