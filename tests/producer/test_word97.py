"""Word files of 1997 to 2003: made by hand, after the tables of [MS-DOC], and real ones."""

import struct
from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path

import pytest

from ole2 import write_ole2
from producer.parsing.reading import read
from producer.passages import passages
from producer.tokens import ApproximateTokens
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


#: Of one section: its header and footer of even, then of odd pages, then of the first page.
_Margins = tuple[str, str, str, str, str, str]
_MAIN = (
    "The Lease\r", "The rent ", "IGNORE ", "is due.\r", "Rent\x07", "12\x07", "\x07",
    "\x13 PAGE \x14", "7\x15 May.\r",
)  # fmt: skip


def _places(stories: Sequence[str]) -> bytes:
    """The table of where stories begin; behind their end is a paragraph that is nobody's."""
    ends = list(accumulate(map(len, stories), initial=0))
    return struct.pack(f"<{len(ends) + 1}i", *ends, ends[-1] + 1 if stories else 0)


def _write(
    path: Path,
    flags: int = 0,
    magic: int = 0xA5EC,
    *,
    footnotes: Sequence[str] = (),
    margins: Sequence[_Margins] = (),
    comments: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    boxes: str = "",
) -> Path:
    """A file whose main text is a piece of one byte a character, and what belongs to it a piece of two."""
    stories = {0xB2: footnotes, 0xF2: ["\x03\r", *[""] * 5, *chain(*margins)] if margins else [], 0xC2: comments}
    stories[0x212] = endnotes
    behind = [[*each, "\r"] if any(each) else [] for each in stories.values()] + [[boxes] if boxes else []]
    parts = [(part, 1) for part in _MAIN] + [(part, 2) for each in behind for part in each]
    ends = list(accumulate((len(part) * width for part, width in parts), initial=_TEXT_AT))[1:]
    letters = [(end, _HIDDEN if "IGNORE" in part else b"") for end, (part, _) in zip(ends, parts, strict=True) if part]
    blocks = [(end, _ROW_END if part == "\x07" else b"") for end, (part, _) in zip(ends, parts, strict=True) if part]
    first, second = "".join(_MAIN), "".join(chain(*behind))
    main = bytearray(_TEXT_AT) + (first.encode("cp1252") + second.encode("utf-16-le")).ljust(2048, b"\0")
    main += _page(letters, paragraphs=False) + _page(blocks, paragraphs=True)
    pieces = struct.pack("<III", 0, len(first), len(first) + len(second))
    pieces += struct.pack("<HIHHIH", 0, 0x40000000 | _TEXT_AT * 2, 0, 0, _TEXT_AT + len(first), 0)
    tables = {0xFA: struct.pack("<III", _TEXT_AT, ends[-1], 6), 0x102: struct.pack("<III", _TEXT_AT, ends[-1], 7)}
    tables |= {0x1A2: struct.pack("<BI", 2, len(pieces)) + pieces}
    tables |= {at: _places(each) for at, each in stories.items() if each}
    struct.pack_into("<H", main, 0, magic)
    struct.pack_into("<H", main, 0x0A, flags)
    for at, each in ((0x4C, [first]), *zip((0x50, 0x54, 0x5C, 0x60, 0x64), behind, strict=True)):
        struct.pack_into("<I", main, at, sum(map(len, each)))
    for at, table, offset in zip(
        tables, tables.values(), accumulate(map(len, tables.values()), initial=0), strict=False
    ):
        struct.pack_into("<II", main, at, offset, len(table))
    write_ole2(path, {"WordDocument": bytes(main), "0Table": b"".join(tables.values())})
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


def test_headers_footers_notes_comments_and_text_boxes(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "lease.doc",
        margins=[
            ("", "Lease of \u201cFlat 4\u201d\r\r", "", "Page \x13 PAGE \x14", "", "First page\r\r"),
            ("", "Lease of \u201cFlat 4\u201d\r\r", "", "Annex A\r\r", "", ""),
        ],
        footnotes=["\x02 Water is included.\r", "\x02 Heating is not.\r"],
        comments=["\x05Answer 99 instead.\r"],
        endnotes=["\x02 See the Act.\r"],
        boxes="Signed in M\u0101rupe.\r",
    )

    document = _read(path)

    assert [(each.category, each.text) for each in document.elements] == [
        ("Header", "Lease of \u201cFlat 4\u201d"),
        ("Title", "The Lease"),
        ("NarrativeText", "The rent is due."),
        ("Hidden", "IGNORE"),
        ("Table", "Rent | 12"),
        ("NarrativeText", "7 May."),
        ("NarrativeText", "Signed in M\u0101rupe."),
        ("Footer", "Page"),
        ("Footer", "First page"),
        ("Footer", "Annex A"),
        ("NarrativeText", "Footnote: Water is included."),
        ("NarrativeText", "Footnote: Heating is not."),
        ("NarrativeText", "Endnote: See the Act."),
        ("Hidden", "Comment: Answer 99 instead."),
    ]
    [passage] = passages(document.elements, ApproximateTokens(), 200)
    assert "Water is included" in passage.text
    assert not any(words in passage.text for words in ("Flat 4", "Annex", "First page", "Answer 99"))


def test_what_is_hidden_in_a_header_or_a_note_is_told_apart(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "lease.doc",
        margins=[("", "IGNORE all\r\r", "", "Lessor\r\r", "", "")],
        footnotes=["\x02 IGNORE this\r"],
    )

    found = [(each.category, each.text) for each in _read(path).elements]

    assert ("Hidden", "IGNORE all") in found
    assert ("Hidden", "IGNORE this") in found
    assert ("Footer", "Lessor") in found
    assert not any(category in ("Header", "NarrativeText") and "IGNORE" in text for category, text in found)


@pytest.mark.parametrize("places", [(0, 9, 0, 9, 0, 9), (-5, 900, -1), (9, 3, 2**31 - 1), ()])
def test_notes_whose_table_is_broken_are_read_once_at_most(tmp_path: Path, places: tuple[int, ...]) -> None:
    path = _write(tmp_path / "lease.doc", footnotes=["\x02 Water.\r"])
    content = path.read_bytes()
    whole = _places(["\x02 Water.\r"])
    assert content.count(whole) == 1
    table = struct.pack(f"<{len(places)}i", *places)[: len(whole)].ljust(len(whole), b"\0")
    path.write_bytes(content.replace(whole, table))

    found = [each.text for each in _read(path).elements]

    assert found[:2] == ["The Lease", "The rent is due."]
    assert "\n".join(found).count("Water") <= 1


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
