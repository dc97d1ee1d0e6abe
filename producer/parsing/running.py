"""What stands on page after page: running headers and footers."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from producer.parsing.lines import Row, line, rows
from producer.parsing.words import Piece

#: Headers and footers stand in this part of a page's height, at its top and its bottom, in so many lines at most.
_ZONE = 0.13
_LINES = 4
#: On so many pages at least. A letter of two pages may have its sender only in what is repeated.
_PAGES = 3
#: Lines that are no further apart than this, in points, have the same place.
_SAME_PLACE = 6.0
#: The head of a table may be repeated on every page as well: then its rows follow closely, within so many font sizes.
_TABLE_CELLS = 3
_FOLLOWS = 2.0
#: The number of the page is among the first of so many in a line.
_NUMBERS = 4
_NUMBER = re.compile(r"\d{1,6}")

#: Zone, place and text of a line; equal on all pages on which it runs.
_Key = tuple[str, int, str]


@dataclass(frozen=True)
class Margins:
    """The running lines of one page; `body` is the rest."""

    body: list[Piece]
    headers: list[Row] = field(default_factory=list)
    footers: list[Row] = field(default_factory=list)


def margins(pages: list[tuple[list[Piece], float]]) -> list[Margins]:
    """Part each page, given as its pieces and its height in points, from its running lines.

    A line runs when it stands in the same place on at least three pages, its numbers being the same or those that
    count the pages.
    """
    candidates = [
        [(zone, row, _keys(zone, row, number)) for zone, row in _candidates(pieces, height)]
        for number, (pieces, height) in enumerate(pages)
    ]
    places: defaultdict[_Key, set[int]] = defaultdict(set)
    for number, found in enumerate(candidates):
        for _, _, keys in found:
            for key in keys:
                places[key].add(number)
    done = []
    for found, (pieces, _) in zip(candidates, pages, strict=True):
        running = [(zone, row) for zone, row, keys in found if any(len(places[key]) >= _PAGES for key in keys)]
        gone = {id(piece) for _, row in running for piece in row}
        done.append(
            Margins(
                [piece for piece in pieces if id(piece) not in gone] if gone else pieces,
                [row for zone, row in running if zone == "top"],
                [row for zone, row in running if zone == "bottom"],
            )
        )
    return done


def _candidates(pieces: list[Piece], height: float) -> list[tuple[str, Row]]:
    top = rows([piece for piece in pieces if piece.middle < 2 * _ZONE * height])
    bottom = rows([piece for piece in pieces if piece.middle > (1 - 2 * _ZONE) * height])[::-1]
    found = [("top", row) for row in _outermost(top) if row[0].middle < _ZONE * height]
    return found + [("bottom", row) for row in _outermost(bottom)[::-1] if row[0].middle > (1 - _ZONE) * height]


def _outermost(found: list[Row]) -> list[Row]:
    """The rows nearest to the edge, up to the first that belongs to a table."""
    for number, row in enumerate(found[:_LINES]):
        inner = found[number + 1] if number + 1 < len(found) else None
        if inner and len(row) >= _TABLE_CELLS and abs(inner[0].middle - row[0].middle) < _FOLLOWS * row[0].size:
            return found[:number]
    return found[:_LINES]


def _keys(zone: str, row: Row, page: int) -> list[_Key]:
    """The line as it is, and with each of its numbers told from the page's; each at two places, since two
    lines that are nearly level may lie on both sides of any border."""
    text = line(row).text
    texts = [text]
    numbers = list(_NUMBER.finditer(text))
    for match in numbers[:_NUMBERS]:
        texts.append(f"{text[: match.start()]}\0{int(match.group()) - page}\0{text[match.end() :]}")
    place = row[0].middle / (2 * _SAME_PLACE)
    return [(zone, at, each) for each in texts for at in (2 * int(place), 2 * int(place + 0.5) - 1)]
