"""Reads plain text, text with delimiters (CSV, TSV) and Markdown."""

import csv
import io
from importlib.metadata import version
from pathlib import Path

from markdown_it import MarkdownIt

from producer.parsing import web
from producer.parsing.encoding import decoded
from producer.parsing.paragraphs import element, plain_text, rows_text
from schemas.elements import Element, ParsedDocument

_PARSER = f"charset-normalizer {version('charset-normalizer')}"
_MARKDOWN_PARSER = f"markdown-it-py {version('markdown-it-py')}"
_DELIMITERS = ",;\t|"


def read_text(path: Path) -> ParsedDocument:
    """The paragraphs of a text. FileCorrupt where it is none."""
    return ParsedDocument(tuple(plain_text(decoded(path.read_bytes()))), None, _PARSER)


def read_delimited(path: Path) -> ParsedDocument:
    """One table. Cells stay as they are written: "007" is no number. FileCorrupt where it is no text."""
    text = decoded(path.read_bytes())
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    # A quote that is never closed makes one cell of all that follows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    table = rows_text(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return ParsedDocument(tuple(element("Table", table)), None, _PARSER)


def read_markdown(path: Path) -> ParsedDocument:
    """Markdown (CommonMark with tables) as the web page that it stands for. FileCorrupt where it is no text."""
    page = MarkdownIt("commonmark").enable("table").render(decoded(path.read_bytes()))
    found: list[Element] = web.elements(page)
    return ParsedDocument(tuple(found), None, _MARKDOWN_PARSER)
