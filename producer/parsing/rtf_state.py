"""What the words of Rich Text Format mean for the text behind them, until their group ends."""

from dataclasses import dataclass, replace

#: Groups that begin with one of these hold no text of the document.
_SKIPPED = frozenset(
    """
    atnauthor atndate atnid atnref atntime bkmkend bkmkstart colortbl datastore filetbl fldinst footer footerf footerl
    footerr ftnsep ftnsepc generator header headerf headerl headerr info latentstyles listoverridetable listtable
    nonshppict object pict revtbl rsidtbl stylesheet template themedata xmlnstbl
    """.split()  # noqa: SIM905  (a list of words is read more easily than forty strings)
)
SYMBOLS = {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
#: The code page of a font's character set.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
#: Letters of up to a point, in half points: nobody reads them.
_TINY = 2


#: Words that switch something on, and off with a 0 behind them.
_SWITCHES = {"v": "hidden", "deleted": "deleted", "b": "bold"}


@dataclass(frozen=True)
class State:
    """What holds within a group."""

    skipped: bool = False
    comment: bool = False
    fonts: bool = False
    hidden: bool = False
    deleted: bool = False
    tiny: bool = False
    white: bool = False
    bold: bool = False
    #: Characters after \\u for programs that know no Unicode.
    fallback: int = 1
    font: int = 0

    @property
    def unseen(self) -> bool:
        return self.hidden or self.deleted or self.tiny or self.white or self.comment

    def after(self, word: str, number: int | None, white: set[int]) -> "State":
        """The state behind a word; `white` are the places of white in the table of colours."""
        if word in _SWITCHES:
            return replace(self, **{_SWITCHES[word]: number != 0})
        match word:
            case "fs":
                return replace(self, tiny=0 < (number or 0) <= _TINY)
            case "cf":
                return replace(self, white=number in white)
            case "plain":
                return replace(self, hidden=False, deleted=False, bold=False, tiny=False, white=False)
            case "uc":
                return replace(self, fallback=number or 0)
            case "f":
                return replace(self, font=number or 0)
            case "fonttbl":
                return replace(self, fonts=True, skipped=True)
            case "annotation":
                return replace(self, comment=True)
        return replace(self, skipped=True) if word in _SKIPPED else self
