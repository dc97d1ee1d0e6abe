"""A text without what does not count when words are compared, and the way back to its own characters.

White space is one blank, case, ligatures and widths of letters are folded (NFKC), quotation marks and dashes are the
plain ones, soft hyphens go. Where words may be parted at the ends of lines, all hyphens between letters go too.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\u0300-\u036f][\u0300-\u036f]*|."  # with its accents
_UNSEEN = r"[\u00ad\u200b-\u200d\u2060\ufeff]"
_PIECE = re.compile(rf"(?P<unseen>{_UNSEEN})|(?P<blank>\s+)|{_LETTER}", re.DOTALL)
#: Bounded, so that no text takes longer than its length.
_HYPHEN = r"(?<=[^\W\d_])[-\u2010\u2011][^\S\n]{0,8}\n?[^\S\n]{0,8}(?=[^\W\d_])"
_PIECE_OR_HYPHEN = re.compile(rf"(?P<unseen>{_UNSEEN}|{_HYPHEN})|(?P<blank>\s+)|{_LETTER}", re.DOTALL)
_SAME = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―−", '\'\'\'\'""""""-------')


@dataclass(frozen=True)
class Folded:
    """`text` is folded; its character i comes from the original's characters starts[i] to ends[i]."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters [start, end), at least one, stand in the original."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=16)
def fold(text: str, *, joined: bool = False) -> Folded:
    """Fold a text, and with `joined` its parted words; without blanks at its ends."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in (_PIECE_OR_HYPHEN if joined else _PIECE).finditer(text):
        if piece["unseen"]:
            continue
        plain = " " if piece["blank"] else unicodedata.normalize("NFKC", piece[0]).translate(_SAME).casefold()
        for letter in plain:
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            starts.append(piece.start())
            ends.append(piece.end())
    length = len("".join(letters).rstrip(" "))
    return Folded("".join(letters[:length]), tuple(starts[:length]), tuple(ends[:length]))
