"""The reading order of a page: one column after the other, and blocks that stand side by side one after the other.

A gutter is a stretch of white between two columns. What crosses it (a heading over both columns) parts the page into
bands; the widest band whose two sides are columns is taken out, and what is above it, left, right and below is looked
at in the same way. This is the recursive XY cut (Nagy and Seth, 1984), but a cut is made only where both sides read
like text of their own: the columns of a table and the labels of a form stay in rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from producer.parsing.lines import Row, rows
from producer.parsing.words import Piece

#: A column of prose has so many lines at least,
_PROSE_LINES = 3
#: so many characters in its middle line,
_PROSE_CHARS = 20
#: and so many of its lines reach to four fifths of its width.
_FILLED = 0.5
#: Blocks side by side whose lines are so seldom on one level are no rows of a table.
_LEVEL = 0.75
#: Two lines whose middles are apart by less than this share of their size are on one level.
_LEVEL_SIZE = 0.35
#: A band has so many pieces on each side at least.
_BAND_LINES = 2
_MIDDLE = attrgetter("middle")
_WORD = re.compile(r"[^\W\d_]{3}")
#: Lines of one block are not further apart than this many font sizes, from middle to middle.
_LEADING = 1.75
#: Cuts within cuts are no deeper than this.
_MAX_DEPTH = 12


@dataclass(frozen=True)
class _Band:
    above: list[Piece]
    left: list[Piece]
    right: list[Piece]
    below: list[Piece]

    @property
    def size(self) -> int:
        return min(len(self.left), len(self.right))


def regions(pieces: list[Piece], depth: int = 0) -> list[list[Row]]:
    """The columns and blocks of a page in reading order, each as its rows from top to bottom."""
    if not pieces:
        return []
    # Without pieces side by side there is one column; a tenth of the lines may stand off beside it.
    if depth < _MAX_DEPTH and _side_by_side(pieces):
        bands = sorted(_bands(pieces), key=lambda band: band.size, reverse=True)
        best = next(filter(_columns, bands), None)
        if best:
            parts = (best.above, best.left, best.right, best.below)
            return [region for part in parts for region in regions(part, depth + 1)]
    return [rows(pieces)]


def _side_by_side(pieces: list[Piece]) -> bool:
    """Whether there are pieces beside which, on the right, others begin while they are not yet at their end."""
    bottom = [float("-inf"), float("-inf")]
    for piece in sorted(pieces, key=lambda p: p.box[1]):
        if piece.box[1] < max(bottom) - 0.2 * piece.size:
            return True
        bottom = [max(bottom), piece.box[3]]
    return False


def _edges(pieces: list[Piece]) -> list[float]:
    """Where columns may begin: left edges that at least two pieces share."""
    count: dict[int, list[float]] = {}
    for piece in pieces:
        count.setdefault(round(piece.box[0] / 4), []).append(piece.box[0])
    shared = [min(edges) for edges in count.values() if len(edges) > 1]
    return sorted(shared)[1:] if shared else []


def _bands(pieces: list[Piece]) -> Iterator[_Band]:
    """The stretches of the page in which no piece crosses a gutter, and both sides have pieces."""
    ordered = sorted(pieces, key=_MIDDLE)
    spans = [(piece.box[0], piece.box[2]) for piece in ordered]
    known = set()
    for x in _edges(pieces):
        gutter = x - 0.5
        crossing = [at for at, (begin, end) in enumerate(spans) if begin < gutter < end]
        if len(ordered) - len(crossing) < 2 * _BAND_LINES:
            continue
        for start, stop in pairwise([-1, *crossing, len(ordered)]):
            if stop - start <= 2 * _BAND_LINES:
                continue
            between = ordered[start + 1 : stop]
            left = [piece for piece in between if piece.box[2] <= gutter]
            parting = (start, stop, len(left))
            if len(left) < _BAND_LINES or len(between) - len(left) < _BAND_LINES or parting in known:
                continue
            known.add(parting)  # the same pieces are on the left for every gutter with as many there
            right = [piece for piece in between if piece.box[2] > gutter]
            yield _trimmed(_Band(ordered[: start + 1], left, right, ordered[stop:]))


def _trimmed(band: _Band) -> _Band:
    """A band without what stands on the left alone: over the right column, or far below the end of both."""
    begin = min([p.box[1] for p in band.right])
    left, above = band.left, []
    if min([p.box[3] for p in left]) <= begin:
        above = [p for p in left if p.box[3] <= begin]
        left = [p for p in left if p.box[3] > begin]
    end = max([p.box[3] for p in band.right])
    cut = len(left)
    for index in [at for at, piece in enumerate(left) if piece.box[1] >= end and at]:
        if left[index].middle - left[index - 1].middle > _LEADING * left[index].size:
            cut = index
            break
    return _Band(band.above + above, left[:cut], band.right, left[cut:] + band.below)


def _columns(band: _Band) -> bool:
    if band.size < _BAND_LINES:
        return False
    right = rows(band.right)
    prose, solid = _prose(right), _solid(right)
    if not prose and not solid:
        return False
    left = rows(band.left)
    return (prose and _prose(left)) or (solid and _solid(left) and _level(left, right) < _LEVEL)


def _prose(side: list[Row]) -> bool:
    if len(side) < _PROSE_LINES:
        return False
    chars = [sum(len(piece.text) for piece in row) for row in side]
    begin, end = min(row[0].box[0] for row in side), max(row[-1].box[2] for row in side)
    filled = sum(row[-1].box[2] - begin > 0.8 * (end - begin) for row in side)
    return median(chars) >= _PROSE_CHARS and filled >= _FILLED * len(side)


def _solid(side: list[Row]) -> bool:
    """Whether most lines of a side are words and follow closely on each other, as those of an address do."""
    if len(side) < 2 or sum(_WORD.search(row[0].text) is not None for row in side) * 2 <= len(side):
        return False
    steps = [after[0].middle - before[0].middle for before, after in pairwise(side)]
    close = sum(step <= _LEADING * row[0].size for step, row in zip(steps, side, strict=False))
    return close * 2 > len(steps)


def _level(left: list[Row], right: list[Row]) -> float:
    """The share of the shorter side's lines that have one on their level on the other side."""
    few, many = sorted((left, right), key=len)
    middles = [row[0].middle for row in many]
    on_level = sum(any(abs(row[0].middle - m) < _LEVEL_SIZE * row[0].size for m in middles) for row in few)
    return on_level / len(few)
