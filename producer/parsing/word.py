"""Reads Word files, .docx: with python-docx for the package and its styles, and by the XML for what its API leaves out
(insertions, content controls, text boxes) or does not tell (what is hidden or deleted)."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from producer.parsing.paragraphs import category, could_be_heading, element, rows_text
from producer.parsing.word_runs import Runs, Styles
from schemas.elements import Element, ParsedDocument

_PARSER = f"python-docx {version('python-docx')}"
_NOTES = ((RELATIONSHIP_TYPE.FOOTNOTES, "footnote"), (RELATIONSHIP_TYPE.ENDNOTES, "endnote"))
#: Elements that only hold blocks.
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag", "w:moveTo")))
#: A cell that spans more columns than this does so by mistake.
_MAX_SPAN = 64


def read(path: Path) -> ParsedDocument:
    """The elements of a Word file: its text with headers and footers, footnotes behind it, and as Hidden what does not
    show: hidden, white and deleted words, and comments.

    Pages are known where Word has left marks of its page breaks.

    Raises:
        KeyError, ValueError, docx.opc.exceptions.PackageNotFoundError: a part that every Word file has is missing.
        lxml.etree.XMLSyntaxError: a part is broken.
    """
    document = docx.Document(str(path))
    reader = _Reader(Styles(document.styles.element))
    margins = _Reader(reader.styles)
    found = [*_margins(document, "header", margins), *reader.blocks(document.element.body)]
    found += [*_margins(document, "footer", margins), *_notes(document, margins)]
    for comment in document.comments:
        found += element("Hidden", f"Comment by {comment.author or 'somebody'}: {comment.text}")
    return ParsedDocument(tuple(found), reader.last_page, _PARSER)


def _margins(document: Any, which: str, reader: "_Reader") -> list[Element]:
    """The headers, or footers, of all sections: each text once, and one element for each."""
    found: dict[str, Element] = {}
    for section in document.sections:
        for margin in (getattr(section, f"{kind}{which}") for kind in ("first_page_", "", "even_page_")):
            blocks = list(reader.blocks(margin._element))
            seen = "\n".join(each.text for each in blocks if each.category != "Hidden")
            for what, text in [
                (which.capitalize(), seen),
                *(("Hidden", e.text) for e in blocks if e.category == "Hidden"),
            ]:
                for each in element(what, text):
                    found.setdefault(text, each)
    return list(found.values())


def _notes(document: Any, reader: "_Reader") -> Iterator[Element]:
    for kind, name in _NOTES:
        for relation in document.part.rels.values():
            if relation.reltype != kind or relation.is_external:
                continue
            for note in parse_xml(relation.target_part.blob).iterchildren(qn(f"w:{name}")):
                if note.get(qn("w:type")) is None:  # the others are lines between text and notes
                    for each in reader.blocks(note):
                        words = each.text if each.category == "Hidden" else f"{name.capitalize()}: {each.text}"
                        yield Element(each.category if each.category == "Hidden" else "NarrativeText", words)


class _Reader:
    """Reads blocks one after the other, and counts pages."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._page = 1
        self._breaks = False

    @property
    def last_page(self) -> int | None:
        """None where no page break is marked."""
        return self._page if self._breaks else None

    def blocks(self, parent: Any) -> Iterator[Element]:
        found = list(self._blocks(parent))
        if not self._breaks:
            found = [Element(each.category, each.text) for each in found]
        yield from found

    def _blocks(self, parent: Any) -> Iterator[Element]:
        for node in parent.iterchildren():
            if node.tag == qn("w:p"):
                yield from self._paragraph(node)
            elif node.tag == qn("w:tbl"):
                yield from self._table(node)
            elif node.tag in _WRAPPERS:
                yield from self._blocks(node)

    def _paragraph(self, node: Any) -> Iterator[Element]:
        page, runs = self._page, self._runs(node)
        text = runs.seen.strip()
        style = self.styles.of(node)
        if style.heading:
            what = "Title"
        elif style.item:
            what = "ListItem"
        else:
            what = "Title" if runs.all_bold and could_be_heading(text) else category(text)
        yield from element(what, text, page)
        yield from element("Hidden", runs.unseen, page)
        for box in runs.boxes:
            yield from self._blocks(box)

    def _runs(self, node: Any, *, coloured: bool = False) -> Runs:
        runs = Runs(node, self.styles, coloured=coloured)
        self._page += runs.page_breaks
        self._breaks = self._breaks or runs.page_breaks > 0
        return runs

    def _table(self, node: Any) -> Iterator[Element]:
        rows = list(_own(node, qn("w:tr")))
        cells = [list(_own(row, qn("w:tc"))) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around text
            yield from self._blocks(cells[0][0])
            return
        page = self._page
        seen: list[list[str]] = []
        hidden: list[str] = []
        for row, row_cells in zip(rows, cells, strict=True):
            texts = [self._cell(cell, hidden) for cell in row_cells]
            properties = row.find(qn("w:trPr"))
            gone = properties is not None and any(
                properties.find(qn(f"w:{name}")) is not None for name in ("hidden", "del")
            )
            if gone:
                hidden.append(" | ".join(texts))
            else:
                spread = [each for cell, text in zip(row_cells, texts, strict=True) for each in _spread(cell, text)]
                seen.append([""] * _count(properties, "w:gridBefore", 0) + spread)
        yield from element("Table", rows_text(seen), page)
        for text in hidden:
            yield from element("Hidden", text, page)

    def _cell(self, cell: Any, hidden: list[str]) -> str:
        seen = []
        for paragraph in cell.iter(qn("w:p")):
            # Letters of a table may be white on the colours of its style.
            runs = self._runs(paragraph, coloured=True)
            seen.append(runs.seen)
            hidden += [runs.unseen] if runs.unseen.strip() else []
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        return "" if merged is not None and merged.get(qn("w:val"), "continue") == "continue" else " ".join(seen)


def _own(node: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, but not those of tables in them."""
    for child in node.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _own(child, tag)


def _spread(cell: Any, text: str) -> list[str]:
    """A cell's text, and nothing in the other columns that it spans."""
    return [text] + [""] * (_count(cell.find(qn("w:tcPr")), "w:gridSpan", 1) - 1)


def _count(properties: Any, tag: str, default: int) -> int:
    node = properties.find(qn(tag)) if properties is not None else None
    value = node.get(qn("w:val"), "") if node is not None else ""
    return min(int(value), _MAX_SPAN) if value.isdecimal() else default
