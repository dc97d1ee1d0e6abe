"""Where a Word file of 1997 to 2003 keeps its text: the main text and, behind it in one row of characters, footnotes,
headers and footers, comments, endnotes and text boxes, [MS-DOC] 2.3 and 2.4.1."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

#: Offset in the File Information Block, [MS-DOC] 2.5, of the counts of characters that the parts have.
_COUNTS = 0x4C
_PIECES = 0x1A2
#: The first stories among the headers are the lines between text and notes.
_SEPARATORS = 6
#: Those of a section: of even and odd pages, then of the first one.
_MARGINS = ("Header", "Header", "Footer", "Footer", "Header", "Footer")


class Part(IntEnum):
    """A part of the text, by the place of its count."""

    MAIN = 0
    FOOTNOTES = 1
    MARGINS = 2
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6


#: Offsets in the File Information Block of the tables that say where each note, header or comment begins.
_STORIES = {Part.FOOTNOTES: 0xB2, Part.MARGINS: 0xF2, Part.COMMENTS: 0xC2, Part.ENDNOTES: 0x212}


@dataclass(frozen=True)
class _Piece:
    """Characters from `begin` up to `end` of the whole text, which stand at the byte `start` of the file."""

    begin: int
    end: int
    start: int
    width: int


class Text:
    """The text of a file, given as its streams, by part and story."""

    def __init__(self, main: bytes, table: bytes) -> None:
        """Raises struct.error, IndexError: the tables are broken."""
        self._main = main
        self._table = table
        self._pieces = list(_pieces(part(main, table, _PIECES)))
        counts = struct.unpack_from("<7i", main, _COUNTS)
        self._bounds = {each: (sum(map(_count, counts[:each])), _count(counts[each])) for each in Part}

    def whole(self, which: Part) -> Iterator[tuple[str, int]]:
        """Each character of a part, with the byte of the file at which it stands."""
        begin, count = self._bounds[which]
        return self._between(begin, begin + count)

    def stories(self, which: Part) -> Iterator[Iterator[tuple[str, int]]]:
        """The same of each note or comment, or each header and footer in the order of the file."""
        begin, count = self._bounds[which]
        places = part(self._main, self._table, _STORIES[which]) if count else b""
        starts = struct.unpack_from(f"<{len(places) // 4}i", places)
        done = 0
        for start, end in pairwise(starts):  # a broken file may name the same text again and again
            start, done = max(start, done), max(done, min(end, count))
            yield self._between(begin + start, begin + done)

    def margins(self) -> Iterator[tuple[str, Iterator[tuple[str, int]]]]:
        """The headers and footers, each with its category. A section that has none of its own has those before it."""
        for index, story in enumerate(self.stories(Part.MARGINS)):
            if index >= _SEPARATORS:
                yield _MARGINS[(index - _SEPARATORS) % len(_MARGINS)], story

    def _between(self, begin: int, end: int) -> Iterator[tuple[str, int]]:
        for piece in self._pieces:
            first, last = max(begin, piece.begin), min(end, piece.end)
            if first >= last:
                continue
            place = piece.start + (first - piece.begin) * piece.width
            raw = self._main[place : place + (last - first) * piece.width]
            for character in raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace"):
                yield character, place
                place += piece.width if ord(character) < 0x10000 else 2 * piece.width


def _count(characters: int) -> int:
    """As many as a broken file can say it has."""
    return max(0, characters)


def _pieces(clx: bytes) -> Iterator[_Piece]:
    """The pieces of the text in their order, [MS-DOC] 2.9.38 and 2.8.35."""
    at = 0
    while clx[at] == 1:  # properties of pieces
        at += 3 + word(clx, at + 1)
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    for index in range(count):
        where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        compressed = where & 0x40000000
        start = (where & 0x3FFFFFFF) // 2 if compressed else where
        yield _Piece(places[index], places[index + 1], start, 1 if compressed else 2)


def part(main: bytes, table: bytes, at: int) -> bytes:
    """The part of the table stream that the File Information Block names at this offset."""
    offset, size = struct.unpack_from("<II", main, at)
    return table[offset : offset + size]


def word(content: bytes, at: int) -> int:
    """A number of two bytes."""
    return int(struct.unpack_from("<H", content, at)[0])
