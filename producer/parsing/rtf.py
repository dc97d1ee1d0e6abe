"""Reads Rich Text Format: its paragraphs and tables, and apart from them what is hidden, deleted or a comment.

The words of the format are those of Microsoft's "Rich Text Format (RTF) Specification", version 1.9.1.
"""

import re
from dataclasses import replace
from pathlib import Path

from producer.parsing.paragraphs import category, could_be_heading, element, rows_text
from producer.parsing.rtf_state import CHARACTERS, CHARSETS, SYMBOLS, State
from schemas.elements import Element, ParsedDocument

_PARSER = "rtf"

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
#: Words that part or place text.
_LAYOUT = frozenset(
    ("cell", "intbl", "listtext", "ls", "nestcell", "nestrow", "outlinelevel", "page", "par", "pard", "pntext", "row",
     "sect", "trowd")
)  # fmt: skip
#: Levels of headings in an outline; those above are text.
_LEVELS = 9
_WHITE = ["255", "255", "255"]


def read(path: Path) -> ParsedDocument:
    """The elements of a rich text. Headers and footers are left out."""
    return ParsedDocument(tuple(_Reader(path.read_bytes().decode("latin-1")).read()), None, _PARSER)


class _Reader:
    """Goes through the file once and keeps what the current paragraph, row and table have so far."""

    def __init__(self, rtf: str) -> None:
        self._rtf = rtf
        self._state = State()
        self._stack: list[State] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._white = _white_colours(rtf)
        self._bytes = bytearray()
        self._omit = 0
        self._seen: list[str] = []
        self._unseen: list[str] = []
        self._plain = False
        self._heading = self._item = False
        self._in_table = False
        self._row: list[str] = []
        self._table: list[list[str]] = []
        self._found: list[Element] = []

    def read(self) -> list[Element]:
        position = 0
        while match := _TOKEN.match(self._rtf, position):
            position = match.end()
            if match["word"] == "bin":  # bytes of a picture follow
                position += max(0, int(match["number"] or 0))
            self._token(match)
        self._paragraph()
        self._end_table()
        return self._found

    def _token(self, match: re.Match[str]) -> None:
        if match["byte"]:
            if self._omit:
                self._omit -= 1
            else:
                self._bytes.append(int(match["byte"], 16))
            return
        self._decode()
        if match["brace"]:
            self._group(opens=match["brace"] == "{")
        elif match["word"]:
            self._word(match["word"], int(match["number"]) if match["number"] else None)
        elif match["symbol"] == "*":
            self._star(match.end())
        elif text := match["text"] or SYMBOLS.get(match["symbol"] or "", match["symbol"] or ""):
            self._add(text[self._omit :])
            self._omit = max(0, self._omit - len(text))

    def _group(self, *, opens: bool) -> None:
        self._omit = 0
        if opens:
            self._stack.append(self._state)
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.comment and not self._state.comment:
                self._unseen.append("\n")

    def _star(self, end: int) -> None:
        """What follows may be left out by who does not know it: comments are what is known here."""
        following = _TOKEN.match(self._rtf, end)
        known = following is not None and following["word"] in ("annotation", "shptxt")
        self._state = replace(self._state, skipped=self._state.skipped or not known)

    def _word(self, word: str, number: int | None) -> None:
        if word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in _LAYOUT:
            self._layout(word, number)
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._omit = self._state.fallback
        elif word == "ansicpg" and number:
            self._encoding = f"cp{number}"
        elif word == "fcharset" and self._state.fonts:
            self._fonts[self._state.font] = CHARSETS.get(number or 0, self._encoding)
        else:
            self._state = self._state.after(word, number, self._white)

    def _layout(self, word: str, number: int | None) -> None:
        match word:
            case "cell" | "nestcell":
                self._row.append(self._cell())
            case "row" | "nestrow":
                self._table.append(self._row)
                self._row, self._in_table = [], False
            case "intbl" | "trowd":
                self._in_table = True
            case "pard":
                self._in_table = bool(self._row)
                self._heading = self._item = False
            case "outlinelevel":
                self._heading = number is not None and number < _LEVELS
            case "ls" | "pntext" | "listtext":
                self._item = True
            case _:
                self._break()

    def _decode(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._state.font, self._encoding)
            content, self._bytes = bytes(self._bytes), bytearray()
            try:
                text = content.decode(encoding, "replace")
            except LookupError:  # a code page that does not exist
                text = content.decode("cp1252", "replace")
            self._add(text)

    def _add(self, text: str) -> None:
        if self._state.skipped or not text:
            return
        # Letters of a table may be white on the colour of a cell.
        unseen = self._state.unseen and not (self._in_table and self._state.unseen == self._state.white)
        (self._unseen if unseen else self._seen).append(text)
        self._plain = self._plain or (not unseen and not self._state.bold and not text.isspace())

    def _break(self) -> None:
        if self._in_table or self._row:
            self._seen.append(" ")
        elif not self._state.comment:
            self._paragraph()

    def _paragraph(self) -> None:
        text = _whole("".join(self._seen))
        if text:
            self._end_table()
            if self._heading or (not self._plain and could_be_heading(text)):
                what = "Title"
            else:
                what = "ListItem" if self._item else category(text)
            self._found += element(what, text)
        self._found += element("Hidden", _whole("".join(self._unseen)))
        self._seen, self._unseen, self._plain = [], [], False

    def _cell(self) -> str:
        text, self._seen = _whole("".join(self._seen)), []
        return text

    def _end_table(self) -> None:
        rows, self._table, self._row = [*self._table, self._row], [], []
        self._found += element("Table", rows_text(rows))


def _whole(text: str) -> str:
    """Text with the halves of characters beyond U+FFFF put together: RTF writes them as two."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _white_colours(rtf: str) -> set[int]:
    """The places of white in the table of colours, from 0."""
    begin = rtf.find(r"{\colortbl")
    if begin < 0:
        return set()
    entries = rtf[begin : rtf.find("}", begin)].split(";")
    return {place for place, entry in enumerate(entries) if re.findall(r"\\(?:red|green|blue)(\d+)", entry) == _WHITE}
