"""The words of a PDF page as columns of numbers, and how they part into pieces.

A page has hundreds of words: what is asked of each is asked of a whole column at once, and only the few words that may
be the end of something are looked at one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import ge, le, sub

from producer.parsing.bulk import Edges
from producer.parsing.frame import PdfBox
from producer.parsing.page_text import Parts, line_begins

#: A gap of so many font sizes between two words parts a line: the spaces of justified prose are narrower.
_GAP = 1.2
#: Text whose every sign is smaller than this, in points, cannot be read by anyone.
_UNREADABLE = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """`edges` are those of the words' boxes in the file, in points; `heights` and `signs` are how high each word and
    its first sign are for the one who reads it. `hidden` are the words that nobody sees."""

    parts: Parts
    edges: Edges
    heights: list[float]
    signs: list[float]
    hidden: frozenset[int]


def edges_around(boxes: Edges, count: int) -> Edges:
    """The edges of words. The first `count` boxes are around their first signs, the others around their last."""
    left, bottom, right, top = ((edge[:count], edge[count:]) for edge in boxes)
    return _smaller(*left), _smaller(*bottom), _larger(*right[::-1]), _larger(*top)


def _smaller(one: list[float], other: list[float]) -> list[float]:
    return (
        one
        if one == other or all(map(le, one, other))
        else [a if a < b else b for a, b in zip(one, other, strict=True)]
    )


def _larger(one: list[float], other: list[float]) -> list[float]:
    return (
        one
        if one == other or all(map(ge, one, other))
        else [a if a > b else b for a, b in zip(one, other, strict=True)]
    )


def too_small(widths: Sequence[float], heights: Sequence[float], first: Sequence[int], last: Sequence[int]) -> set[int]:
    """The words that cannot be read by anyone; `first` and `last` are their signs."""
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


def stretches(words: Words, text: str, upright: bool, alone: frozenset[int]) -> tuple[list[int], list[slice]]:
    """The pieces in which the words stand: the numbers of their lines, and which words they are. `text` is the page's;
    the words that start where `alone` says have lines of their own."""
    starts, count = words.parts.starts, len(words.parts.starts)
    if not count:
        return [], []
    lines = line_begins(starts, words.parts.lasts, text)
    if alone:
        single = [start in alone for start in starts]
        lines |= {at for at in range(1, count) if single[at - 1] or single[at]}
    apart = _apart(words, upright, lines)
    if words.hidden:
        apart |= {at for at in range(1, count) if (at in words.hidden) != (at - 1 in words.hidden)}
    begins = [0, *sorted(lines | apart)]
    return list(accumulate(map(lines.__contains__, begins))), list(map(slice, begins, [*begins[1:], count]))


def _apart(words: Words, upright: bool, lines: set[int]) -> set[int]:
    """The words before which there is a wide gap, but for those that begin `lines`."""
    low, high = (words.edges[0], words.edges[2]) if upright else (words.edges[1], words.edges[3])
    heights = words.heights
    least = _GAP * min(heights)
    steps = map(sub, low[1:], high)
    found = set()
    for at in {at for at, step in enumerate(steps, 1) if step > least or step < -least} - lines:
        # In Hebrew or Arabic the second of two words is left of the first.
        gap = low[at] - high[at - 1] if low[at] > low[at - 1] else low[at - 1] - high[at]
        if gap > _GAP * min(heights[at - 1], heights[at]):
            found.add(at)
    return found
