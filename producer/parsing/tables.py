"""Tables on a PDF page: rows whose cells stand under each other."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from producer.parsing.lines import Row
from producer.parsing.words import Piece
from schemas.elements import Box

#: Two columns are also how labels stand beside values: a table has more, or rules are drawn between its cells.
_COLUMNS = 3
_RULED_COLUMNS = 2
#: At least so many of its cells have something in them.
_FULL = 0.5
#: Cells with more characters than this in the middle are columns of prose.
_CELL_CHARS = 60
#: A line without a first cell is the rest of the row above it where it is closer to it than this share of two rows'
#: distance.
_WRAPPED = 0.75
#: Rows further apart than this many font sizes, from middle to middle, belong to two tables.
_DISTANCE = 4.0

#: The pieces of one cell, line by line.
Cell = list[Piece]


@dataclass(frozen=True)
class Table:
    """All rows have the same number of cells, some of them empty."""

    rows: list[list[Cell]]


def with_tables(found: list[Row], rules: list[Box]) -> list[Row | Table]:
    """The rows of a region, those of a table put into one. `rules` are the lines drawn on the page."""
    done: list[Row | Table] = []
    index = 0
    while index < len(found):
        if len(found[index]) < _RULED_COLUMNS:  # nearly all lines
            done.append(found[index])
            index += 1
            continue
        end = _run(found, index)
        table = _table(found[index:end], rules)
        done.append(table or found[index])
        index = end if table else index + 1
    return done


def _run(found: list[Row], start: int) -> int:
    """Behind the last row of the table that may begin at `start`: one line alone does not end it, two do."""
    end = start
    for index in range(start, len(found)):
        row = found[index]
        if index > start:
            before = found[index - 1]
            if row[0].middle - before[0].middle > _DISTANCE * max(row[0].size, before[0].size):
                break
        if len(row) >= _RULED_COLUMNS:
            end = index + 1
        elif index - end >= 1 or end == start:
            break
    return end


def _table(found: list[Row], rules: list[Box]) -> Table | None:
    if len(found) < 2:
        return None
    lengths = [len(piece.text) for row in found for piece in row]
    if median(lengths) > _CELL_CHARS:
        return None
    columns = _Columns(found)
    if 2 * len(found[0]) < columns.count:  # a caption is no row
        return None
    several = [row for row in found if len(row) >= min(columns.count, _COLUMNS)]
    if columns.count < _RULED_COLUMNS or len(several) < 2 or len(lengths) < _FULL * len(found) * columns.count:
        return None
    if columns.count < _COLUMNS and not _ruled(found, rules):
        return None
    return Table(_merged([columns.cells(row) for row in found]))


class _Columns:
    """The columns of rows: cells that overlap sideways are in one, and a cell over several is in the first of them."""

    def __init__(self, found: list[Row]) -> None:
        self._spans: list[list[float]] = []
        for row in sorted(found, key=len, reverse=True):
            for piece in row:
                x0, _, x1, _ = piece.box
                over = [span for span in self._spans if x0 <= span[1] and span[0] <= x1]
                if not over:
                    self._spans.append([x0, x1])
                elif len(over) == 1:
                    over[0][:] = [min(over[0][0], x0), max(over[0][1], x1)]
        self._spans.sort()

    @property
    def count(self) -> int:
        return len(self._spans)

    def cells(self, row: Row) -> list[Cell]:
        found: list[Cell] = [[] for _ in self._spans]
        for piece in row:
            x0, _, x1, _ = piece.box
            over = (n for n, span in enumerate(self._spans) if x0 <= span[1] and span[0] <= x1)
            found[next(over)].append(piece)
        return found


def _ruled(found: list[Row], rules: list[Box]) -> bool:
    """Whether most rows have a rule between them, or one beside their first cells."""
    between = beside = 0
    for above, below in pairwise(found):
        top, bottom = above[0].middle, below[0].middle
        across = [r for r in rules if r[0] < above[-1].box[2] and above[0].box[2] < r[2]]
        between += any(top < (r[1] + r[3]) / 2 < bottom for r in across)
        upright = [r for r in rules if len(above) > 1 and above[0].box[2] <= r[0] and r[2] <= above[1].box[0]]
        beside += any(r[1] < top < r[3] for r in upright)
    return 2 * max(between, beside) > len(found) - 1


def _merged(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The rows, with those that only go on with the cells of the one above put into it."""
    firsts = [row[0][0].middle for row in cells if row[0]]
    pitch = median(after - before for before, after in pairwise(firsts)) if len(firsts) > 1 else 0.0
    done: list[list[Cell]] = []
    last = float("-inf")
    for row in cells:
        middle = next(piece.middle for cell in row for piece in cell)
        goes_on = not row[0] and all(done[-1][n] for n, cell in enumerate(row) if cell) if done else False
        if goes_on and middle - last < _WRAPPED * pitch:
            for n, cell in enumerate(row):
                done[-1][n] += cell
        else:
            done.append(row)
        last = middle
    return done
