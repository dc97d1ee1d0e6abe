"""Words that a line end parted."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"((?:[^\W\d_]+-)*[^\W\d_]+)-$")
_BEGIN = re.compile(r"[^\W\d_]+")
#: No word has more characters.
_LONGEST = 60
#: What they begin is written with a hyphen wherever it stands.
_PREFIXES = frozenset({"non", "self", "ex", "quasi"})


class Vocabulary:
    """The words of a document, which tell a hyphen of the line end from one of the word.

    `texts` gives the document's lines; it is called where the first hyphen has to be judged, once at most.
    """

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        self._texts = texts

    @cached_property
    def _words(self) -> set[str]:
        words: set[str] = set()
        whole: list[str] = []
        behind_hyphen = False
        for text in self._texts():
            parted = text.endswith("-") and _END.search(text[-_LONGEST:]) is not None
            if parted or behind_hyphen:  # halves of parted words are no words
                found = _WORD.findall(text.lower())
                words.update(found[int(behind_hyphen) : len(found) - int(parted)])
            else:
                whole.append(text)
            behind_hyphen = parted
        # What stands in a document again and again is looked at once.
        words.update(_WORD.findall("\n".join(set("\n".join(whole).lower().split()))))
        return words

    def joint(self, before: str, after: str) -> str | None:
        """What joins two lines: "" where the hyphen at the end of `before` goes, "-" where it stays and no space
        follows, None where they are joined like any others."""
        if not before.endswith("-"):
            return None
        # Looking for the end of a long text by its beginning would take long.
        end, begin = _END.search(before[-_LONGEST:]), _BEGIN.match(after)
        if end is None or begin is None:
            return None
        if not begin.group()[0].islower():
            return "-"
        first, second = end.group(1).lower(), begin.group().lower()
        known = self._words
        if "-" in first or f"{first}-{second}" in known or first in _PREFIXES:
            return "-"
        if first + second in known:
            return ""
        return "-" if first in known and second in known else ""
