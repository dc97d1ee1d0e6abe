"""Word files of 1997 to 2003: made by hand, after the tables of [MS-DOC], and real ones."""

import struct
from pathlib import Path

import pytest

from ole2 import write_ole2
from producer.parsing.reading import read
from schemas.elements import ParsedDocument
from schemas.errors import FileCorrupt, FileEncrypted

_TEXT_AT = 1024
_HIDDEN = struct.pack("<HB", 0x083C, 1)
_ROW_END = struct.pack("<HB", 0x2417, 1)


def _page(runs: list[tuple[int, bytes]], *, paragraphs: bool) -> bytes:
    """A page of runs: the byte at which each ends, and its properties."""
    page = bytearray(512)
    width = 13 if paragraphs else 1
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, _TEXT_AT, *(end for end, _ in runs))
    place = 500
    for index, (_, properties) in enumerate(runs):
        block = struct.pack("<BBH", 0, (len(properties) + 3) // 2, 0) + properties if paragraphs else b""
        block = block or bytes([len(properties)]) + properties
        place = (place - len(block)) // 2 * 2
        page[place : place + len(block)] = block
        page[4 * (len(runs) + 1) + index * width] = place // 2
    page[511] = len(runs)
    return bytes(page)


def _write(path: Path, flags: int = 0, magic: int = 0xA5EC) -> Path:
    parts = ["The Lease\r", "The rent ", "IGNORE ", "is due.\r", "Rent\x07", "12\x07", "\x07"]
    parts += ["\x13 PAGE \x14", "7\x15 May.\r"]
    text = "".join(parts)
    ends = [_TEXT_AT + len("".join(parts[: index + 1])) for index in range(len(parts))]
    letters = [(end, _HIDDEN if part == "IGNORE " else b"") for end, part in zip(ends, parts, strict=True)]
    blocks = [(end, _ROW_END if part == "\x07" else b"") for end, part in zip(ends, parts, strict=True)]
    main = bytearray(_TEXT_AT) + text.encode("cp1252").ljust(1024, b"\0")
    main += _page(letters, paragraphs=False) + _page(blocks, paragraphs=True)
    plc = [struct.pack("<III", _TEXT_AT, ends[-1], number) for number in (4, 5)]
    pieces = struct.pack("<IIHIH", 0, len(text), 0, 0x40000000 | _TEXT_AT * 2, 0)
    table = plc[0] + plc[1] + struct.pack("<BI", 2, len(pieces)) + pieces
    struct.pack_into("<H", main, 0, magic)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x4C, len(text))
    struct.pack_into("<II", main, 0xFA, 0, 12)
    struct.pack_into("<II", main, 0x102, 12, 12)
    struct.pack_into("<II", main, 0x1A2, 24, 5 + len(pieces))
    write_ole2(path, {"WordDocument": bytes(main), "0Table": table})
    return path


def _read(path: Path) -> ParsedDocument:
    return read(path, max_attached_bytes=1024**2)


def test_text_tables_fields_and_what_is_hidden(tmp_path: Path) -> None:
    assert [(each.category, each.text) for each in _read(_write(tmp_path / "lease.doc")).elements] == [
        ("Title", "The Lease"),
        ("NarrativeText", "The rent is due."),
        ("Hidden", "IGNORE"),
        ("Table", "Rent | 12"),
        ("NarrativeText", "7 May."),
    ]


def test_a_password_and_an_older_word(tmp_path: Path) -> None:
    with pytest.raises(FileEncrypted):
        _read(_write(tmp_path / "locked.doc", flags=0x0100))
    with pytest.raises(FileCorrupt, match="older than Word 97"):
        _read(_write(tmp_path / "old.doc", magic=0xA5DC))


@pytest.mark.shared_data
def test_a_real_one(shared_data: Path) -> None:
    elements = [
        (each.category, each.text) for each in _read(shared_data / "documents" / "mixed" / "simple.doc").elements
    ]

    assert ("NarrativeText", "This is my first thought. This is my second thought.") in elements
    assert ("Title", "Analysis") in elements
    assert ("ListItem", "• Parrots") in elements
