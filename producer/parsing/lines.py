"""The lines of a page, as a reader sees them: pieces that stand beside each other."""

import re
from itertools import pairwise
from operator import attrgetter
from statistics import median

from producer.parsing.frame import around
from producer.parsing.words import Piece

#: The pieces of one line, from left to right.
Row = list[Piece]

#: Pieces that are nearer to each other than this share of their size belong to one word or sentence.
_TOUCHING = 0.35
#: Hebrew, Arabic and their neighbours, which are written from right to left.
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _left(piece: Piece) -> float:
    return piece.box[0]


def rows(pieces: list[Piece]) -> list[Row]:
    """Pieces that stand on one line, the rows from top to bottom."""
    found: list[Row] = []
    row: Row = []
    for piece in sorted(sorted(pieces, key=_left), key=attrgetter("middle")):
        # Most lines are one piece: a look at its level parts it from the line above.
        if row and piece.box[1] < row[0].middle and all(_beside(piece, other) for other in row):
            row.append(piece)
        else:
            row = [piece]
            found.append(row)
    return [row if len(row) == 1 else _glued(_in_order(row)) for row in found]


def _beside(one: Piece, other: Piece) -> bool:
    """Whether two pieces share a line: the middle of each is within the other, and they don't overlap sideways."""
    level = one.box[1] < other.middle < one.box[3] and other.box[1] < one.middle < other.box[3]
    overlap = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return level and overlap < 0.5 * min(one.size, other.size)


def _in_order(row: Row) -> Row:
    leftward = all(not piece.text.isascii() and _LEFTWARD.search(piece.text) for piece in row)
    return sorted(row, key=lambda piece: piece.box[0], reverse=leftward)


def _glued(row: Row) -> Row:
    """The row with such pieces as one that touch each other, as a superscript touches its word."""
    done = row[:1]
    for piece in row[1:]:
        before = done[-1]
        if -_TOUCHING < piece.box[0] - before.box[2] < _TOUCHING * min(piece.size, before.size):
            text = f"{before.text} {piece.text}"
            size = before.size if len(before.text) > len(piece.text) else piece.size
            done[-1] = Piece(text, around([before.box, piece.box]), size, before.line)
        else:
            done.append(piece)
    return done


def line(row: Row) -> Piece:
    """A row as one piece. What was drawn apart (a label and its value) is parted by two spaces, the rest by one."""
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, piece in pairwise(row):
        text += (" " if before.line == piece.line else "  ") + piece.text
    return Piece(text, around([piece.box for piece in row]), median(piece.size for piece in row), row[0].line)
