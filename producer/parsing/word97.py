"""Reads Word files of 1997 to 2003, .doc, by the tables in which Microsoft's [MS-DOC] says where text and formats lie.

Read are the main text with its headings, lists and tables, text boxes, notes, headers and footers; hidden and deleted
words and comments are told apart. There is no well-kept library for it that does not bring a whole office with it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import olefile

from producer.parsing.paragraphs import category, could_be_heading, element, rows_text
from producer.parsing.word97_parts import Part, Text, part, word
from producer.parsing.word97_runs import BOLD, DELETED, LIST, NOTHING, OUTLINE, ROW_END, VANISH, Run, Runs
from schemas.elements import Element, ParsedDocument
from schemas.errors import FileCorrupt, FileEncrypted

_PARSER = f"olefile {olefile.__version__}"

# Offsets in the File Information Block, [MS-DOC] 2.5.
_MAGIC, _FLAGS = 0x00, 0x0A
_CHARACTER_RUNS, _PARAGRAPH_RUNS = 0xFA, 0x102
_WORD97 = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
#: Styles at these places are "heading 1" to "heading 9".
_HEADINGS = range(1, 10)

_FIELD_BEGINS, _FIELD_SHOWN, _FIELD_ENDS = "\x13", "\x14", "\x15"
_CELL, _PARAGRAPH, _PAGE = "\x07", "\r", "\x0c"
_CHARACTERS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " ", "\t": "\t"}


def read(path: Path) -> ParsedDocument:
    """The elements of a Word file of 1997 to 2003.

    Raises:
        FileEncrypted: it needs a password.
        FileCorrupt: it is of an older Word.
        struct.error, IndexError, OSError: it is broken.
    """
    with olefile.OleFileIO(str(path)) as container:
        main = container.openstream("WordDocument").read()
        magic, flags = word(main, _MAGIC), word(main, _FLAGS)
        if flags & _ENCRYPTED:
            raise FileEncrypted()
        if magic != _WORD97:
            raise FileCorrupt(reason="it is of a Word older than Word 97")
        table = container.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    return ParsedDocument(tuple(_Document(main, table).read()), None, _PARSER)


class _Document:
    """A file, given as its streams."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._text = Text(main, table)
        self._letters = Runs(main, part(main, table, _CHARACTER_RUNS), paragraphs=False)
        self._paragraphs = Runs(main, part(main, table, _PARAGRAPH_RUNS), paragraphs=True)

    def read(self) -> Iterator[Element]:
        margins = self._margins()
        yield from (each for each in margins if each.category != "Footer")
        yield from self._blocks(self._text.whole(Part.MAIN))
        yield from self._blocks(self._text.whole(Part.BOXES))
        yield from (each for each in margins if each.category == "Footer")
        for which, name in ((Part.FOOTNOTES, "Footnote"), (Part.ENDNOTES, "Endnote")):
            for story in self._text.stories(which):
                seen, hidden = self._apart(story)
                yield from element("NarrativeText", f"{name}: {seen}" if seen else "")
                yield from hidden
        for story in self._text.stories(Part.COMMENTS):
            seen, hidden = self._apart(story)
            yield from element("Hidden", f"Comment: {seen}" if seen else "")
            yield from hidden

    def _margins(self) -> list[Element]:
        """The headers and footers of all sections: each text once."""
        found: dict[Element, None] = {}
        for what, story in self._text.margins():
            seen, hidden = self._apart(story)
            found.update(dict.fromkeys([*element(what, seen), *hidden]))
        return list(found)

    def _apart(self, story: Iterable[tuple[str, int]]) -> tuple[str, list[Element]]:
        """What is seen of a story, its blocks on lines of their own, and what is not."""
        blocks = list(self._blocks(story))
        seen = "\n".join(each.text for each in blocks if each.category != "Hidden")
        return seen, [each for each in blocks if each.category == "Hidden"]

    def _blocks(self, characters: Iterable[tuple[str, int]]) -> Iterator[Element]:
        return _Reader(self._letters, self._paragraphs).read(characters)


class _Reader:
    """Reads characters that belong together, and keeps what the current paragraph, row and table have so far."""

    def __init__(self, letters: Runs, paragraphs: Runs) -> None:
        self._letters = letters
        self._paragraphs = paragraphs
        self._seen: list[str] = []
        self._unseen: list[str] = []
        self._plain = False
        self._fields: list[bool] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    def read(self, characters: Iterable[tuple[str, int]]) -> Iterator[Element]:
        """The elements of characters, each given with its place in the file."""
        for character, place in characters:
            if character in (_PARAGRAPH, _PAGE):
                yield from self._end_paragraph(self._paragraphs.at(place))
            elif character == _CELL:
                if ROW_END in self._paragraphs.at(place).properties:
                    self._rows.append(self._row)
                    self._row = []
                else:
                    self._row.append(self._text())
            else:
                self._add(character, place)
        yield from self._end_paragraph(NOTHING)
        yield from self._end_table()

    def _add(self, character: str, place: int) -> None:
        if character == _FIELD_BEGINS:
            self._fields.append(False)
        elif character == _FIELD_SHOWN and self._fields:
            self._fields[-1] = True
        elif character == _FIELD_ENDS and self._fields:
            self._fields.pop()
        elif all(self._fields) and (character >= " " or character in _CHARACTERS):
            properties = self._letters.at(place).properties
            hidden = properties.get(VANISH) or properties.get(DELETED)
            (self._unseen if hidden else self._seen).append(_CHARACTERS.get(character, character))
            self._plain = self._plain or not (hidden or character.isspace() or properties.get(BOLD))

    def _text(self) -> str:
        text, self._seen = "".join(self._seen).strip(), []
        return text

    def _end_paragraph(self, run: Run) -> Iterator[Element]:
        if self._row:  # of a cell
            self._seen.append(" ")
            return
        text, plain, self._plain = self._text(), self._plain, False
        if text:
            yield from self._end_table()
        if run.style in _HEADINGS or run.properties.get(OUTLINE, 9) < 9:
            what = "Title"
        elif run.properties.get(LIST):
            what = "ListItem"
        else:
            what = "Title" if not plain and could_be_heading(text) else category(text)
        hidden, self._unseen = "".join(self._unseen), []
        yield from element(what, text)
        yield from element("Hidden", hidden)

    def _end_table(self) -> Iterator[Element]:
        rows, self._rows, self._row = [*self._rows, self._row], [], []
        yield from element("Table", rows_text(rows))
