"""Tables of web pages: rows of cells, where they are not there only to place things on the page."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from producer.parsing.paragraphs import category, element, rows_text
from producer.parsing.unseen import Sight
from schemas.elements import Element

#: A cell that spans more columns than this does so by mistake.
_MAX_SPAN = 64
#: A cell of longer text is a part of the page and no cell of a table.
_CELL_CHARS = 2000
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "dd", "dt"})
_LEFT_OUT = frozenset({"script", "style", "template"})


@dataclass
class _Row:
    cells: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def read_table(table: Any, sight: Sight) -> list[Element]:
    """A table's elements: its caption, its rows, and what is hidden in it. None where the table only places blocks
    on the page, or holds nothing: these are then read one by one."""
    if table.find(".//table") is not None:
        return []
    rows = [_row(row, sight) for row in table.iter("tr")]
    filled = [[cell for cell in row.cells if cell] for row in rows]
    hidden = [each for row in rows for text in row.hidden for each in element("Hidden", text)]
    longest = max((len(cell) for row in filled for cell in row), default=0)
    if max(map(len, filled), default=0) < 2 or longest > _CELL_CHARS:
        return []
    if sum(map(bool, filled)) == 1:
        only = next(filter(None, filled))
        if len(only) == 2 and category(" ".join(only)) == "ListItem":
            return element("ListItem", " ".join(only)) + hidden
    caption = [each for node in table.iterchildren("caption") for each in element("Title", _text(node, sight)[0])]
    return caption + element("Table", rows_text(row.cells for row in rows)) + hidden


def _row(row: Any, sight: Sight) -> _Row:
    body = row.getparent()
    sight = (sight if body.tag == "table" else sight.within(body)).within(row)
    found = _Row()
    for cell in row.iterchildren("td", "th"):
        seen, hidden = _text(cell, sight)
        span = cell.get("colspan", "1")
        # What stands over several columns stands over the first; the others stay, so that columns keep their places.
        found.cells += [seen] + [""] * (min(int(span), _MAX_SPAN) - 1 if span.isdecimal() else 0)
        found.hidden += [hidden] if hidden else []
    return found


def _text(node: Any, sight: Sight) -> tuple[str, str]:
    """What is seen in a cell and what is not."""
    seen: list[str] = []
    hidden: list[str] = []
    sights = [sight]
    walk = etree.iterwalk(node, events=("start", "end", "comment"))
    for event, each in walk:
        if event == "start":
            sights.append(sights[-1].within(each))
            if each.tag in _LEFT_OUT:
                walk.skip_subtree()
                continue
            text = f" {each.text or ''}" if each.tag in _BREAKS else each.text
        elif event == "end":
            sights.pop()
            text = each.tail if each is not node else None
            text = f" {text or ''}" if each.tag in _BREAKS else text
        else:
            hidden.append(each.text or "")
            text = each.tail
        if text:
            (hidden if sights[-1].unseen else seen).append(text)
    return " ".join("".join(seen).split()), " ".join("".join(hidden).split())
