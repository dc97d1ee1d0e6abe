"""Reads books, .epub: their chapters are web pages, in an order that the package says."""

import posixpath
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from producer.parsing import web
from producer.parsing.encoding import decoded
from schemas.elements import Element, ParsedDocument

_PARSER = f"lxml {version('lxml')}"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read(path: Path) -> ParsedDocument:
    """The elements of all chapters, one after the other. A chapter that is named and not there is left out and noted.

    Raises:
        KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError: the package is broken.
    """
    found: list[Element] = []
    notes: list[str] = []
    with zipfile.ZipFile(path) as book:
        for name in _chapters(book):
            if name in book.namelist():
                found += web.elements(decoded(book.read(name)))
            else:
                notes.append(f"The chapter {name} is named in the book and not in it.")
    return ParsedDocument(tuple(found), None, _PARSER, tuple(notes))


def _chapters(book: zipfile.ZipFile) -> list[str]:
    """The names of the chapters' members, in reading order."""
    container = _parsed(book.read("META-INF/container.xml"))
    package_name = next(container.iter("{*}rootfile")).get("full-path", "")
    package = _parsed(book.read(package_name))
    items = {
        item.get("id"): posixpath.join(posixpath.dirname(package_name), unquote(item.get("href", "")))
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGES
    }
    spine = [each.get("idref") for each in package.iter("{*}itemref")]
    return [posixpath.normpath(items[name]) for name in spine if name in items]


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
