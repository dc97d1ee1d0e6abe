"""A text is cut into sentences, and a sentence into words that know where they stand."""

import re
from dataclasses import dataclass

from ops.training.prose.vocabulary import MONTHS

_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
#: A date or year that is one word for us: "12 May 1999", "May 5, 2004", "October 1753", "1889".
DATE = re.compile(
    rf"{_DAY} (?:{MONTHS})(?:,? \d{{4}})?|(?:{MONTHS}) {_DAY}(?:, \d{{4}})?(?![\d])|(?:{MONTHS}) \d{{4}}|"
    r"(?:1[0-9]|20)\d\d(?:s)?(?![\d,.%–-]\d)"
)
#: A number with its sign, with "million" or "percent" where it has them.
NUMBER = re.compile(
    r"(?:US)?[$£€]?\d[\d,]*(?<!,)(?:\.\d+)?"
    r"(?:%|(?: (?:million|billion|trillion|percent|per cent|thousand))\b)?(?![\w/-])"
)
_TOKEN = re.compile(rf"(?:{DATE.pattern})\b|{NUMBER.pattern}|(?:[A-Z]\.)+|\w[\w'’&/.-]*\w|\w|``|''|\S")
_END = re.compile(r"[.!?](?:''|[\"”’)])*\s+(?=(?:``|[\"“(])*[A-Z0-9])|;\s+")
#: A point after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Gen|Col|Lt|Prof|Rev|e\.g|i\.e|c|ca|Art|Mt|approx))\.$"
)
_QUOTES = frozenset({"``", "''", '"', "“", "”"})


@dataclass(frozen=True)
class Word:
    """A word, a number, a date or a mark of a text, at its offset."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a figure or a currency's sign."""
        return bool(re.match(r"(?:US)?[$£€]?\d", self.text))

    @property
    def is_date(self) -> bool:
        """Whether it is a date, a month of a year, or a year."""
        return DATE.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Span:
    """Words of a text in a row."""

    words: tuple[Word, ...]

    def __str__(self) -> str:
        """Its words as a question has them: without what stood in brackets or quotes."""
        return " ".join(word.text for word in self.words)

    def verbatim(self, text: str) -> str:
        """The same as it stands in its text."""
        return text[self.words[0].start : self.words[-1].end]


def sentences(text: str) -> list[tuple[Word, ...]]:
    """The words of each sentence; quotation marks and what stands in brackets are left out."""
    found, start = [], 0
    for end in _END.finditer(text):
        if _SHORT.search(text[start : end.start() + 1]):
            continue
        found.append((start, end.end()))
        start = end.end()
    return [_ended(_words(text, start, end)) for start, end in [*found, (start, len(text))]]


def _ended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """With a full stop where there is a semicolon."""
    return (*words[:-1], Word(".", words[-1].start)) if words and words[-1].text == ";" else words


def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    kept, depth = [], 0
    for match in _TOKEN.finditer(text, start, end):
        word = Word(match.group(), match.start())
        depth += (word.text in "([") - (depth > 0 and word.text in ")]")
        if depth == 0 and word.text not in ")]" and word.text not in _QUOTES:
            kept.append(word)
    return tuple(kept)
