"""Where a Word file of 1997 to 2003 keeps the formats of its text, [MS-DOC] 2.8.25 and 2.8.26."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from producer.parsing.word97_parts import word

_FKP_BYTES = 512
#: More runs than this do not fit on a page.
_MAX_RUNS = 101

# Properties, [MS-DOC] 2.6, and the bytes that the operand of each kind has.
DELETED, BOLD, VANISH = 0x0800, 0x0835, 0x083C
ROW_END, OUTLINE, LIST = 0x2417, 0x2640, 0x460B
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, None, 3)
_TABLE_DEFINITION = 0xD608


@dataclass(frozen=True)
class Run:
    """Characters with the same properties: up to which byte of the file, and which."""

    end: int
    style: int
    properties: dict[int, int]


NOTHING = Run(0, 0, {})


class Runs:
    """Finds the properties of a place in the file, from pages of 512 bytes with runs."""

    def __init__(self, main: bytes, plc: bytes, *, paragraphs: bool) -> None:
        self._runs: list[Run] = []
        count = (len(plc) - 4) // 8
        for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ():
            start = (number & 0x3FFFFF) * _FKP_BYTES
            page = main[start : start + _FKP_BYTES]
            if len(page) == _FKP_BYTES and page[-1] <= _MAX_RUNS:  # without formats the text can still be read
                self._runs += _page_runs(page, paragraphs=paragraphs)
        self._ends = [run.end for run in self._runs]

    def at(self, place: int) -> Run:
        index = bisect_right(self._ends, place)
        return self._runs[index] if index < len(self._runs) else NOTHING


def _page_runs(page: bytes, *, paragraphs: bool) -> Iterator[Run]:
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
                style = word(page, offset)
                properties = page[offset + 2 : offset + size]
        yield Run(places[index + 1], style, dict(_properties(properties)))


def _properties(grpprl: bytes) -> Iterator[tuple[int, int]]:
    """Each property with its operand; 0 for operands of several numbers."""
    at = 0
    while at + 2 < len(grpprl):
        code = word(grpprl, at)
        size = _OPERAND_BYTES[code >> 13]
        at += 2
        if size is None:
            size = word(grpprl, at) + 1 if code == _TABLE_DEFINITION and at + 1 < len(grpprl) else grpprl[at] + 1
            yield code, 0
        else:
            yield code, int.from_bytes(grpprl[at : at + size], "little")
        at += size
