"""The names of a summary that stand nowhere in what it summarises.

A name is a word with a capital letter that begins neither the text, nor a sentence, nor a line; in languages that write
all nouns so, each noun is one. Not covered: a name at the beginning of a sentence, and one behind an abbreviation.
"""

import re
from collections.abc import Iterator

_LIST_MARK = re.compile(r"^\s*(?:\d+[.)](?!\d)|[-*•])\s*", re.MULTILINE)
_NAME = re.compile(r"(?<=[^\s.!?:;] )[\"'“‘(]?([^\W\d_][\w'’-]+)")
_WORD = re.compile(r"[^\W_][\w'’-]*")

#: Where so many of the words of a line have capitals, it is written like a title, and a capital is no sign of a name.
_TITLE_SHARE = 2 / 3
_TITLE_WORDS = 4
#: In a title a word stands there if one stands there that begins like it: "Renewal" for "renews".
_BEGINNING = 4


def without_list_marks(text: str) -> str:
    """A text without the numbers and signs that begin the lines of a list."""
    return _LIST_MARK.sub("", text)


def stray_names(said: str, text: str) -> tuple[str, ...]:
    """The names of `said` that stand nowhere in `text`, as they are written there."""
    there = {_bare(word) for word in _WORD.findall(text)}
    begun = {word[:_BEGINNING] for word in there}
    return tuple(
        dict.fromkeys(
            name
            for line in without_list_marks(said).splitlines()
            for name in _names(line)
            if _bare(name) not in there and not (_is_title(line) and _may_stand(name, begun))
        )
    )


def _names(line: str) -> Iterator[str]:
    return (name for name in _NAME.findall(line) if name[0].isupper())


def _is_title(line: str) -> bool:
    words = [word for word in _WORD.findall(line) if len(word) >= _BEGINNING]
    return len(words) >= _TITLE_WORDS and sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words)


def _may_stand(word: str, begun: set[str]) -> bool:
    """Whether a word of a title is one of the text with another ending, or one like "Of"."""
    short = len(word) < _BEGINNING and not word.isupper()
    return short or _bare(word)[:_BEGINNING] in begun


def _bare(word: str) -> str:
    """In small letters, without a genitive."""
    return re.sub(r"['’]s?$", "", word).casefold()
