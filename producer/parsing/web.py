"""Reads web pages: headings, paragraphs, lists and tables, and apart from them what nobody sees."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from producer.parsing.encoding import decoded
from producer.parsing.paragraphs import category, could_be_heading, element
from producer.parsing.unseen import Sight, with_styles
from producer.parsing.web_tables import read_table
from schemas.elements import Element, ParsedDocument

_PARSER = f"lxml {version('lxml')}"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
#: What they hold is no text of the page.
_LEFT_OUT = frozenset(
    {"head", "script", "style", "template", "noscript", "iframe", "object", "svg", "select", "datalist"}
)
_BLOCKS = _HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
#: For other programs than browsers, not for people.
_CONDITION = re.compile(r"\s*(?:\[if|\[endif|<!\[)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read(path: Path) -> ParsedDocument:
    """The elements of a web page. FileCorrupt where it is no text."""
    return ParsedDocument(tuple(elements(decoded(path.read_bytes()))), None, _PARSER)


def elements(html: str) -> list[Element]:
    """The elements of a web page, in its order. What is hidden, and comments, are of the category Hidden."""
    # Bytes in an encoding of ours: what the page declares was right for the bytes it came in.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    root = etree.fromstring(with_styles(html).encode("utf-8", "replace"), parser) if html.strip() else None
    return [] if root is None else _Page().read(root)


class _Page:
    """Goes through a page once, element by element, and closes a block wherever a block begins or ends."""

    def __init__(self) -> None:
        self._found: list[Element] = []
        self._block = _Block()

    def read(self, root: Any) -> list[Element]:
        sights = [Sight()]
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, node in walk:
            if event == "comment":
                self._comment(node.text or "")
                self._block.add(node.tail, sights[-1])
            elif event == "start":
                sights.append(sights[-1].within(node))
                if node.tag in _LEFT_OUT:
                    walk.skip_subtree()
                elif node.tag == "table" and (table := read_table(node, sights[-1])):
                    self._finish()
                    self._found += table
                    walk.skip_subtree()
                else:
                    self._open(node, sights[-1])
            else:
                sights.pop()
                self._close(node)
                self._block.add(node.tail, sights[-1])
        self._finish()
        return self._found

    def _open(self, node: Any, sight: Sight) -> None:
        if node.tag in _BLOCKS:
            self._finish()
        self._block.within(node, 1)
        self._block.add("\n" if node.tag == "br" else node.text, sight, kept=node.tag == "br")

    def _close(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._finish()
        if node.tag not in _LEFT_OUT:
            self._block.within(node, -1)

    def _finish(self) -> None:
        self._found += self._block.finish()

    def _comment(self, text: str) -> None:
        if not _CONDITION.match(text):
            self._found += element("Hidden", " ".join(text.split()))


class _Block:
    """The text between two places where a block begins or ends, and which elements it stands in."""

    def __init__(self) -> None:
        self._depth = dict.fromkeys(("heading", "item", "bold", "pre"), 0)
        self._seen: list[str] = []
        self._hidden: list[str] = []
        self._plain = False

    def within(self, node: Any, by: int) -> None:
        """An element begins (1) or ends (-1)."""
        if node.tag in _HEADINGS:
            self._depth["heading"] += by
        elif node.tag in ("li", "pre"):
            self._depth["item" if node.tag == "li" else "pre"] += by
        if node.tag in _BOLD or _BOLD_STYLE.search(node.get("style", "")):
            self._depth["bold"] += by

    def add(self, text: str | None, sight: Sight, *, kept: bool = False) -> None:
        """Text of a node; `kept`, or in a <pre>, with its line breaks."""
        if not text:
            return
        text = text if kept or self._depth["pre"] else _SPACE.sub(" ", text)
        (self._hidden if sight.unseen else self._seen).append(text)
        self._plain = self._plain or (not self._depth["bold"] and not text.isspace())

    def finish(self) -> list[Element]:
        seen, hidden = _lines(self._seen), _lines(self._hidden)
        plain, self._seen, self._hidden, self._plain = self._plain, [], [], False
        if self._depth["heading"]:
            what = "Title"
        elif self._depth["item"]:
            what = "ListItem"
        else:
            what = "Title" if seen and not plain and could_be_heading(seen) else category(seen)
        return element(what, seen) + element("Hidden", hidden)


def _lines(pieces: list[str]) -> str:
    """Pieces of text as lines without superfluous white space."""
    if not pieces:
        return ""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
