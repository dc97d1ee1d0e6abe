"""The words in the text of a PDF page, and where each of them is in it.

PDFium gives the text as UTF-16 code units, one character for each: places in it are places in the file.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, compress, count, repeat
from operator import add

#: PDFium's sign for a hyphen at the end of a line; it joins the line with the next one there.
_LINE_END_HYPHEN = "\ufffe"
#: What parts words beside the space, and beside that hyphen, which belongs to the word before it.
_BLANK = re.compile(r"[\x00-\x1f\x7f\u00a0]")
_HYPHENED = re.compile(rf"[^{_LINE_END_HYPHEN}]+{_LINE_END_HYPHEN}?")
#: Not text: signs without a glyph, and the hyphen that would show if the line ended there.
_NO_TEXT = re.compile(r"[\u00ad\ufffe\uffff]")
#: Code units that are not what is printed: those, and halves of pairs.
_OTHERWISE = re.compile(r"[\u00ad\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Parts:
    """Words as columns. `starts` and `lasts` are their first and last code units, `texts` what is printed of them."""

    starts: list[int]
    lasts: list[int]
    texts: list[str]

    def only(self, kept: list[bool]) -> "Parts":
        return Parts(
            list(compress(self.starts, kept)), list(compress(self.lasts, kept)), list(compress(self.texts, kept))
        )

    def with_signs(self, alone: frozenset[int], text: str) -> "Parts":
        """The same, but those that start with one of the units `alone` are left out, and each of these is a word."""
        words = [word for word in zip(self.starts, self.lasts, self.texts, strict=True) if word[0] not in alone]
        signs = ((at, at, _printed(text[at])) for at in alone)
        words = sorted([*words, *(sign for sign in signs if sign[2])])
        return Parts([start for start, _, _ in words], [last for _, last, _ in words], [text for _, _, text in words])


def parted(text: str) -> Parts:
    """The words of a page's text in which something is left that could be printed."""
    blank = text.replace("\r\n", "  ")
    # None of them can be printed, and that is faster to see.
    words = (blank if blank.isprintable() else _BLANK.sub(" ", blank)).split(" ")
    ends = list(accumulate(map(len, words)))
    starts = list(compress(map(add, [0, *ends], range(len(words))), words))
    lasts = list(compress(map(add, ends, range(-1, len(words) - 1)), words))
    words = list(compress(words, words))
    if _LINE_END_HYPHEN in text:
        columns = zip(starts, words, strict=True)
        found = [(at + match.start(), match.group()) for at, word in columns for match in _HYPHENED.finditer(word)]
        starts, words = [at for at, _ in found], [word for _, word in found]
        lasts = [at + len(word) - 1 for at, word in found]
    if text.isascii() or not _OTHERWISE.search(text):
        return Parts(starts, lasts, words)
    parts = Parts(starts, lasts, [word if word.isascii() else _printed(word) for word in words])
    return parts.only([bool(word) for word in parts.texts])


def line_begins(starts: list[int], lasts: list[int], text: str) -> set[int]:
    """The words before which a line ends."""
    before = map(len, text.split("\n")[:-1])
    found = set(map(bisect_right, repeat(starts), map(add, accumulate(before), count())))
    at = text.find(_LINE_END_HYPHEN)
    while at >= 0:
        after = bisect_right(starts, at)
        if after and lasts[after - 1] == at:  # alone, the hyphen ends no word and no line
            found.add(after)
        at = text.find(_LINE_END_HYPHEN, at + 1)
    return found - {0, len(starts)}


def _printed(text: str) -> str:
    """Code units as characters; the half of a pair that stands alone is dropped."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _NO_TEXT.sub("", text.replace(_LINE_END_HYPHEN, "-"))
