"""Where a text that is too long is cut. Texts are given as ranges, so that their places in the document stay known."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from producer.tokens import TokenCounter

#: Start and end of a stretch of a text, in characters.
Range = tuple[int, int]

#: Behind these a full stop ends no sentence: "Acme Inc. of Ohio", "No. 5", "J. Oakes".
_ABBREVIATIONS = (
    "[A-Z]", "Art", "Co", "Corp", "Dr", "Inc", "Ltd", "Mr", "Mrs", "Ms", "No", "Nos", "Sec", "St", "approx", "cf", "vs",
)  # fmt: skip
#: Holds where no abbreviation stands before.
NO_ABBREVIATION = "".join(rf"(?<!\b{each}\.)" for each in _ABBREVIATIONS)
_SENTENCE_END = re.compile(rf"""(?<=[.!?;:。！？]){NO_ABBREVIATION}["'”’)\]]*\s+|\n\s*\n""")
_LINE_END = re.compile(r"\n+")
_WORD_END = re.compile(r"\s+")
_LEVELS = (_SENTENCE_END, _LINE_END, _WORD_END)

#: Of a sentence that is cut, so much of the bound is repeated in its next part: what stands at the cut, stands whole in
#: one of them.
OVERLAP = 8
#: More than that is not to be expected, on average.
_CHARACTERS_OF_A_TOKEN = 16


def stretches(text: str, within: Range, tokens: TokenCounter, bound: int, first_bound: int) -> list[Range]:
    """Parts of `text[within]` of at most `bound` tokens (the first: `first_bound`), cut between sentences where that
    is possible, else between lines, else between words, else between characters. White space at the cuts is in no part.

    Lines of a PDF end anywhere, so the end of a line ends no sentence. Where a sentence is cut, its next part begins
    with the end of the one before.
    """
    return _filled(text, within, tokens, bound, first_bound, _LEVELS)


def ending(text: str, within: Range, tokens: TokenCounter, room: int) -> Range:
    """The end of the last sentence of `text[within]`, as many of its words as `room` tokens hold; it may be empty."""
    sentences = list(_cut(text, within, _SENTENCE_END))
    start, end = sentences[-1] if sentences else (within[1], within[1])
    # Further words would not fit: an endless sentence is not looked through.
    near = max(start, end - _CHARACTERS_OF_A_TOKEN * room)
    words = [word for word, _ in _cut(text, (near, end), _WORD_END)][near > start :]
    first = bisect_left(words, True, key=lambda word: tokens.count(text[word:end]) <= room)
    return (words[first] if first < len(words) else end), end


def _filled(
    text: str, within: Range, tokens: TokenCounter, bound: int, first_bound: int, levels: Sequence[re.Pattern[str]]
) -> list[Range]:
    """As `stretches`, cut at the first of the levels where that is possible, else at the next."""
    if not levels:
        return _slices(text, within, tokens, first_bound)
    parts: list[Range] = []
    pending = _Joiner(text, tokens)
    for piece in _cut(text, within, levels[0]):
        if pending.take(piece, bound if parts else first_bound):
            continue
        if pending.range:
            parts.append(pending.flush())
            if levels[0] is not _SENTENCE_END:
                repeated, _ = ending(text, parts[-1], tokens, bound // OVERLAP)
                if pending.take((repeated, piece[1]), bound):
                    continue
        limit = bound if parts else first_bound
        if not pending.take(piece, limit):
            parts += _filled(text, piece, tokens, bound, limit, levels[1:])
    if pending.range:
        parts.append(pending.flush())
    return parts


def row_groups(text: str, tokens: TokenCounter, bound: int, first_bound: int) -> list[tuple[Range, ...]]:
    """Parts of a table, whose rows are lines: each part has the range of the first row and one of the rows it holds.

    Where the first row alone takes more than half of the bound, it is not repeated. A row that is too long is cut
    like any other text.
    """
    rows = list(_cut(text, (0, len(text)), re.compile(r"\n+")))
    header = rows[0]
    over = tokens.count(text[slice(*header)]) + 2
    if over > min(bound, first_bound) // 2 or len(rows) == 1:
        return [(part,) for part in stretches(text, (0, len(text)), tokens, bound, first_bound)]
    groups: list[tuple[Range, ...]] = []
    pending = _Joiner(text, tokens)
    for row in rows[1:]:
        limit = (bound if groups else first_bound) - over
        if pending.take(row, limit):
            continue
        if pending.range:
            groups.append((header, pending.flush()))
        limit = (bound if groups else first_bound) - over
        if not pending.take(row, limit):
            groups += [(header, part) for part in stretches(text, row, tokens, bound - over, limit)]
    if pending.range:
        groups.append((header, pending.flush()))
    return groups


class _Joiner:
    """Joins neighbouring ranges while they fit. What is pending is counted once for each range, not again and again:
    each range counts with the white space before it, and two tokens are kept back for what joining may add."""

    _SPARE = 2

    def __init__(self, text: str, tokens: TokenCounter) -> None:
        self._text = text
        self._tokens = tokens
        self._used = 0
        self.range: Range | None = None

    def take(self, more: Range, limit: int) -> bool:
        """Add a range; False where it does not fit."""
        start = self.range[1] if self.range else more[0]
        size = self._tokens.count(self._text[start : more[1]])
        if self._used + size > limit - (self._SPARE if self.range else 0):
            return False
        joined = (self.range[0] if self.range else more[0], more[1])
        self._used += size
        self.range = joined
        return True

    def flush(self) -> Range:
        assert self.range is not None
        done, self.range, self._used = self.range, None, 0
        return done


def _cut(text: str, within: Range, at: re.Pattern[str]) -> Iterator[Range]:
    """The ranges between the matches of `at`, without white space at their ends, none of them empty."""
    start, end = within
    for match in at.finditer(text, start, end):
        # Closing quotes and brackets belong to the sentence they end.
        stop = match.start() + len(match.group().rstrip())
        yield from _stripped(text, start, stop)
        start = match.end()
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Range]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _slices(text: str, within: Range, tokens: TokenCounter, bound: int) -> list[Range]:
    """A word without end, such as a picture in base 64, cut anywhere."""
    parts = []
    start, end = within
    size = max(bound, 1)
    while start < end:
        stop = min(start + size, end)
        while stop - start > 1 and tokens.count(text[start:stop]) > bound:
            stop = start + (stop - start) // 2
        parts.append((start, stop))
        start = stop
    return parts
