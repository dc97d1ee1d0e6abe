"""The words of a PDF page as columns of numbers, and how they part into lines and pieces.

A page has hundreds of words: what is asked of each is asked of a whole column at once, and only the few words that may
be the end of something are looked at one by one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import sub

from producer.parsing.bulk import Edges
from producer.parsing.frame import PdfBox

#: PDFium's sign for a hyphen at the end of a line; it joins the line with the next one there.
LINE_END_HYPHEN = "\ufffe"
_LINE_ENDS = re.compile(rf"[\n{LINE_END_HYPHEN}]")
#: A gap of so many font sizes between two words parts a line: the spaces of justified prose are narrower.
_GAP = 1.2
#: Text whose every sign is smaller than this, in points, cannot be read by anyone.
_UNREADABLE = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """`starts` and `stops` are where words begin and end, in code units of the page's text. `edges` are those of their
    boxes in the file, in points; `heights` and `signs` are how high each word and its first sign are for the one who
    reads it. `hidden` are the words that nobody sees."""

    starts: Sequence[int]
    stops: Sequence[int]
    texts: list[str]
    edges: Edges
    heights: list[float]
    signs: list[float]
    hidden: frozenset[int]


def too_small(edges: Edges, first: Sequence[int], last: Sequence[int]) -> set[int]:
    """The words that cannot be read by anyone; `first` and `last` are their signs."""
    widths, heights = list(map(sub, edges[2], edges[0])), list(map(sub, edges[3], edges[1]))
    if not widths or min(min(widths), min(heights)) >= _UNREADABLE:
        return set()
    sizes = enumerate(zip(widths, heights, strict=True))
    small = {at: max(size) for at, size in sizes if size[0] < _UNREADABLE or size[1] < _UNREADABLE}
    return {at for at, length in small.items() if length < (last[at] - first[at] + 1) * _UNREADABLE}


def beside(edges: Edges, page: PdfBox) -> set[int]:
    """The words that stand outside of the page."""
    left, bottom, right, top = edges
    if not left or (min(right) >= page[0] and max(left) <= page[2] and min(top) >= page[1] and max(bottom) <= page[3]):
        return set()
    boxes = enumerate(zip(left, bottom, right, top, strict=True))
    return {at for at, (x0, y0, x1, y1) in boxes if x1 < page[0] or x0 > page[2] or y1 < page[1] or y0 > page[3]}


def stretches(words: Words, text: str, upright: bool, alone: frozenset[int]) -> Iterator[tuple[int, int, int]]:
    """The number of a line, the first word of a piece on it, and the one behind its last. `text` is the page's; the
    words that start where `alone` says have lines of their own."""
    count = len(words.texts)
    if not count:
        return
    lines = _line_begins(words, text)
    if alone:
        single = [start in alone for start in words.starts]
        lines |= {at for at in range(1, count) if single[at - 1] or single[at]}
    apart = _apart(words, upright)
    if words.hidden:
        apart |= {at for at in range(1, count) if (at in words.hidden) != (at - 1 in words.hidden)}
    line = 0
    for begin, end in pairwise([0, *sorted(lines | apart), count]):
        line += begin in lines
        yield line, begin, end


def _line_begins(words: Words, text: str) -> set[int]:
    """The words before which a line ends."""
    found = set()
    for match in _LINE_ENDS.finditer(text):
        at = match.start()
        after = bisect_right(words.starts, at)
        # Alone, the hyphen ends no word and no line.
        if text[at] == "\n" or (after and words.stops[after - 1] == at + 1):
            found.add(after)
    return found - {0, len(words.texts)}


def _apart(words: Words, upright: bool) -> set[int]:
    """The words before which there is a wide gap."""
    low, high = (words.edges[0], words.edges[2]) if upright else (words.edges[1], words.edges[3])
    heights = words.heights
    least = _GAP * min(heights)
    # In Hebrew or Arabic the second of two words is left of the first.
    ahead = [at for at, gap in enumerate(map(sub, low[1:], high), 1) if gap > least]
    behind = [at for at, gap in enumerate(map(sub, low, high[1:]), 1) if gap > least]
    found = {at for at in ahead if low[at] > low[at - 1] and low[at] - high[at - 1] > _wide(heights, at)}
    return found | {at for at in behind if low[at] <= low[at - 1] and low[at - 1] - high[at] > _wide(heights, at)}


def _wide(heights: list[float], at: int) -> float:
    return _GAP * min(heights[at - 1], heights[at])
