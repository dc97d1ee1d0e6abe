"""Reads data that programs wrote for programs, JSON and XML, as text that a person or a model can read.

Values become lines "key: value"; what they belong to stands above them as a Title, "order / customer"; a list of
objects with plain values is a table.
"""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from producer.parsing import web
from producer.parsing.encoding import decoded
from producer.parsing.paragraphs import element, plain_text, rows_text
from schemas.elements import Element, ParsedDocument

_JSON_PARSER = "json"
_XML_PARSER = f"lxml {version('lxml')}"
#: Objects deeper than this are written as they stand in the file.
_DEEPEST = 40
#: Names that say nothing of their own.
_UNNAMED = "item"


def read_json(path: Path) -> ParsedDocument:
    """The values of a JSON file, or of one with a JSON value a line. What is no JSON is read as text.

    Raises:
        FileCorrupt: it is no text.
    """
    text = decoded(path.read_bytes())
    try:
        found = list(_elements(_loaded(text), ()))
    except json.JSONDecodeError:
        note = "It is no whole JSON, so it was read as plain text."
        return ParsedDocument(tuple(plain_text(text)), None, _JSON_PARSER, (note,))
    return ParsedDocument(tuple(found), None, _JSON_PARSER)


def read_xml(path: Path) -> ParsedDocument:
    """The texts and attributes of an XML file; entities stay as they are named and nothing is fetched.

    Raises:
        lxml.etree.XMLSyntaxError: nothing of it can be read.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True, recover=True)
    root = etree.fromstring(path.read_bytes(), parser)
    if root is None:
        return ParsedDocument((), None, _XML_PARSER)
    if etree.QName(root).localname == "html":
        return web.read(path)
    hidden = [Element("Hidden", text) for node in root.iter(etree.Comment) if (text := (node.text or "").strip())]
    return ParsedDocument((*_elements({_name(root): _tree(root, 0)}, ()), *hidden), None, _XML_PARSER)


def _loaded(text: str) -> Any:
    try:
        # Numbers stay as they are written.
        return json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        return [json.loads(line, parse_int=str, parse_float=str) for line in lines]


def _elements(value: Any, path: tuple[str, ...]) -> Iterator[Element]:
    if isinstance(value, dict):
        yield from _object(value, path)
    elif not isinstance(value, list):
        yield from element("NarrativeText", _plain(value))
    elif _is_table(value):
        names = list(dict.fromkeys(name for row in value for name in row))
        rows = [names, *([_plain(row.get(name)) for name in names] for row in value)]
        yield from element("Title", " / ".join(path))
        yield from element("Table", rows_text(rows))
    elif all(map(_is_line, value)):
        yield from element("Title", " / ".join(path))
        yield from element("NarrativeText", "\n".join(map(_plain, value)))
    else:
        for number, item in enumerate(value, 1):
            yield from _elements(item, (*path[:-1], f"{path[-1] if path else _UNNAMED} {number}"))


def _object(value: dict[str, Any], path: tuple[str, ...]) -> Iterator[Element]:
    """The plain values in one paragraph under the object's name, then each of those that have parts."""
    lines = [f"{name}: {said}" for name, each in value.items() if _is_line(each) and (said := _plain(each))]
    if lines:
        yield from element("Title", " / ".join(path))
        yield from element("NarrativeText", "\n".join(lines))
    for name, each in value.items():
        if not _is_line(each):
            yield from (
                _elements(each, (*path, name))
                if len(path) < _DEEPEST
                else element("NarrativeText", json.dumps({name: each}, ensure_ascii=False))
            )


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _is_line(value: Any) -> bool:
    """Whether it fits behind its key: a plain value, or a short list of them."""
    if isinstance(value, list):
        return all(map(_is_plain, value)) and sum(len(_plain(each)) for each in value) < 200
    return _is_plain(value)


def _is_table(value: list[Any]) -> bool:
    return len(value) > 1 and all(isinstance(row, dict) and all(map(_is_line, row.values())) for row in value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


def _name(node: Any) -> str:
    return str(etree.QName(node).localname)


def _tree(node: Any, depth: int) -> Any:
    """An XML element as the JSON value that it might have been."""
    children = [each for each in node.iterchildren(etree.Element) if isinstance(each.tag, str)]
    mixed = any((each.tail or "").strip() for each in children)
    if mixed or depth >= _DEEPEST or (not children and not node.attrib):
        return " ".join("".join(node.itertext()).split())
    found: dict[str, Any] = {}
    for name, value in node.attrib.items():
        _put(found, str(etree.QName(name).localname), value)
    if text := " ".join((node.text or "").split()):
        _put(found, _name(node) if not children else "text", text)
    for child in children:
        _put(found, _name(child), _tree(child, depth + 1))
    return found


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if name not in found:
        found[name] = value
    elif isinstance(found[name], list):
        found[name].append(value)
    else:
        found[name] = [found[name], value]
