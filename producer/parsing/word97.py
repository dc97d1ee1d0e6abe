"""Reads Word files of 1997 to 2003, .doc, by the tables in which Microsoft's [MS-DOC] says where text and formats lie.

Read is the main text with its headings, lists and tables; hidden and deleted words are told apart. Not read are
headers, footnotes and text boxes. There is no well-kept library for it that does not bring a whole office with it.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import olefile

from producer.parsing.paragraphs import category, could_be_heading, element, rows_text
from schemas.elements import Element, ParsedDocument
from schemas.errors import FileCorrupt, FileEncrypted

_PARSER = f"olefile {olefile.__version__}"

# Offsets in the File Information Block, [MS-DOC] 2.5.
_MAGIC, _FLAGS, _TEXT_CHARS = 0x00, 0x0A, 0x4C
_CHARACTER_RUNS, _PARAGRAPH_RUNS, _PIECES = 0xFA, 0x102, 0x1A2
_WORD97 = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_FKP_BYTES = 512
#: More runs than this do not fit on a page.
_MAX_RUNS = 101

# Properties, [MS-DOC] 2.6, and the bytes that the operand of each kind has.
_DELETED, _BOLD, _VANISH = 0x0800, 0x0835, 0x083C
_ROW_END, _OUTLINE, _LIST = 0x2417, 0x2640, 0x460B
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, None, 3)
_TABLE_DEFINITION = 0xD608
#: Styles at these places are "heading 1" to "heading 9".
_HEADINGS = range(1, 10)

_FIELD_BEGINS, _FIELD_SHOWN, _FIELD_ENDS = "\x13", "\x14", "\x15"
_CELL, _PARAGRAPH, _PAGE = "\x07", "\r", "\x0c"
_CHARACTERS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " ", "\t": "\t"}


@dataclass(frozen=True)
class _Run:
    """Characters with the same properties: up to which byte of the file, and which."""

    end: int
    style: int
    properties: dict[int, int]


def read(path: Path) -> ParsedDocument:
    """The elements of a Word file of 1997 to 2003.

    Raises:
        FileEncrypted: it needs a password.
        FileCorrupt: it is of an older Word.
        struct.error, IndexError, OSError: it is broken.
    """
    with olefile.OleFileIO(str(path)) as container:
        main = container.openstream("WordDocument").read()
        magic, flags = _word(main, _MAGIC), _word(main, _FLAGS)
        if flags & _ENCRYPTED:
            raise FileEncrypted()
        if magic != _WORD97:
            raise FileCorrupt(reason="it is of a Word older than Word 97")
        table = container.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    return ParsedDocument(tuple(_Reader(main, table).read()), None, _PARSER)


class _Reader:
    def __init__(self, main: bytes, table: bytes) -> None:
        self._main = main
        self._table = table
        self._letters = _Runs(main, _part(main, table, _CHARACTER_RUNS), paragraphs=False)
        self._paragraphs = _Runs(main, _part(main, table, _PARAGRAPH_RUNS), paragraphs=True)
        self._seen: list[str] = []
        self._unseen: list[str] = []
        self._plain = False
        self._fields: list[bool] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    def read(self) -> Iterator[Element]:
        for character, place in self._characters():
            if character in (_PARAGRAPH, _PAGE):
                yield from self._end_paragraph(self._paragraphs.at(place))
            elif character == _CELL:
                if _ROW_END in self._paragraphs.at(place).properties:
                    self._rows.append(self._row)
                    self._row = []
                else:
                    self._row.append(self._text())
            else:
                self._add(character, place)
        yield from self._end_paragraph(_NOTHING)
        yield from self._end_table()

    def _characters(self) -> Iterator[tuple[str, int]]:
        """Each character of the main text, with the byte of the file at which it stands."""
        pieces = _pieces(_part(self._main, self._table, _PIECES))
        left = struct.unpack_from("<i", self._main, _TEXT_CHARS)[0]
        for count, start, width in pieces:
            count = min(count, left)
            left -= count
            raw = self._main[start : start + count * width]
            text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
            place = start
            for character in text:
                yield character, place
                place += width if ord(character) < 0x10000 else 2 * width
            if left <= 0:
                return

    def _add(self, character: str, place: int) -> None:
        if character == _FIELD_BEGINS:
            self._fields.append(False)
        elif character == _FIELD_SHOWN and self._fields:
            self._fields[-1] = True
        elif character == _FIELD_ENDS and self._fields:
            self._fields.pop()
        elif all(self._fields) and (character >= " " or character in _CHARACTERS):
            properties = self._letters.at(place).properties
            hidden = properties.get(_VANISH) or properties.get(_DELETED)
            (self._unseen if hidden else self._seen).append(_CHARACTERS.get(character, character))
            self._plain = self._plain or not (hidden or character.isspace() or properties.get(_BOLD))

    def _text(self) -> str:
        text, self._seen = "".join(self._seen).strip(), []
        return text

    def _end_paragraph(self, run: _Run) -> Iterator[Element]:
        if self._row:  # of a cell
            self._seen.append(" ")
            return
        text, plain, self._plain = self._text(), self._plain, False
        if text:
            yield from self._end_table()
        if run.style in _HEADINGS or run.properties.get(_OUTLINE, 9) < 9:
            what = "Title"
        elif run.properties.get(_LIST):
            what = "ListItem"
        else:
            what = "Title" if not plain and could_be_heading(text) else category(text)
        hidden, self._unseen = "".join(self._unseen), []
        yield from element(what, text)
        yield from element("Hidden", hidden)

    def _end_table(self) -> Iterator[Element]:
        rows, self._rows, self._row = [*self._rows, self._row], [], []
        yield from element("Table", rows_text(rows))


_NOTHING = _Run(0, 0, {})


class _Runs:
    """Finds the properties of a place in the file, [MS-DOC] 2.8.25 and 2.8.26: pages of 512 bytes with runs."""

    def __init__(self, main: bytes, plc: bytes, *, paragraphs: bool) -> None:
        self._runs: list[_Run] = []
        count = (len(plc) - 4) // 8
        for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ():
            start = (number & 0x3FFFFF) * _FKP_BYTES
            page = main[start : start + _FKP_BYTES]
            if len(page) == _FKP_BYTES and page[-1] <= _MAX_RUNS:  # without formats the text can still be read
                self._runs += _page_runs(page, paragraphs=paragraphs)
        self._ends = [run.end for run in self._runs]

    def at(self, place: int) -> _Run:
        index = bisect_right(self._ends, place)
        return self._runs[index] if index < len(self._runs) else _NOTHING


def _page_runs(page: bytes, *, paragraphs: bool) -> Iterator[_Run]:
    count = page[_FKP_BYTES - 1]
    places = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = page[4 * (count + 1) + index * (13 if paragraphs else 1)] * 2
        style, properties = 0, b""
        if offset:
            size = page[offset]
            if not paragraphs:
                properties = page[offset + 1 : offset + 1 + size]
            else:
                offset, size = (offset + 2, page[offset + 1] * 2) if size == 0 else (offset + 1, size * 2 - 1)
                style = _word(page, offset)
                properties = page[offset + 2 : offset + size]
        yield _Run(places[index + 1], style, dict(_properties(properties)))


def _properties(grpprl: bytes) -> Iterator[tuple[int, int]]:
    """Each property with its operand; 0 for operands of several numbers."""
    at = 0
    while at + 2 < len(grpprl):
        code = _word(grpprl, at)
        size = _OPERAND_BYTES[code >> 13]
        at += 2
        if size is None:
            size = _word(grpprl, at) + 1 if code == _TABLE_DEFINITION and at + 1 < len(grpprl) else grpprl[at] + 1
            yield code, 0
        else:
            yield code, int.from_bytes(grpprl[at : at + size], "little")
        at += size


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int]]:
    """The pieces of the text in their order: characters, first byte in the file, bytes a character."""
    at = 0
    while clx[at] == 1:  # properties of pieces
        at += 3 + _word(clx, at + 1)
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    for index in range(count):
        where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        compressed = where & 0x40000000
        start = (where & 0x3FFFFFFF) // 2 if compressed else where
        yield places[index + 1] - places[index], start, 1 if compressed else 2


def _part(main: bytes, table: bytes, at: int) -> bytes:
    offset, size = struct.unpack_from("<II", main, at)
    return table[offset : offset + size]


def _word(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", content, at)[0])
