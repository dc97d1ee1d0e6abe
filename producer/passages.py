"""Packs the elements of a document into passages that fit the model."""

from collections.abc import Sequence
from dataclasses import dataclass

from producer.cuts import Range, row_groups, stretches
from producer.tokens import TokenCounter
from schemas.elements import Element, Passage, Span

#: What stands on every page and belongs to none, and what no reader sees.
_LEFT_OUT = frozenset({"Header", "Footer", "PageNumber", "PageBreak", "Hidden"})


@dataclass(frozen=True)
class _Piece:
    """A part of an element: the ranges of its text, joined by line breaks."""

    element: Element
    ranges: tuple[Range, ...]
    tokens: int

    @property
    def heading(self) -> bool:
        return self.element.category == "Title"


#: Pieces that stay together: headings and what they stand over.
_Unit = list[_Piece]


def passages(elements: Sequence[Element], tokens: TokenCounter, bound: int) -> list[Passage]:
    """Passages of at most `bound` tokens, in reading order, as full as they can be without breaking an element.

    Elements are parted by an empty line; by a line break after a heading and between items of a list. A heading goes
    with the text after it. A table that does not fit is parted between rows, its first row repeated over each part;
    another element between sentences, else between words, else anywhere. Headers, footers and page numbers are left
    out; nothing else is lost. `bound` has to be at least a few tokens: a single character is never parted.
    """
    packer = _Packer(tokens, bound)
    headings: _Unit = []
    for element in elements:
        if element.category in _LEFT_OUT or not element.text.strip():
            continue
        whole = _Piece(element, ((0, len(element.text)),), tokens.count(element.text))
        if whole.heading and whole.tokens <= bound // 4:
            # So many headings and no text: they are the text.
            if sum(piece.tokens + packer.joint for piece in headings) + whole.tokens > bound // 2:
                packer.add(headings)
                headings = []
            headings.append(whole)
            continue
        taken = sum(piece.tokens + packer.joint for piece in headings)
        first, *more = _fitting(whole, tokens, bound, bound - taken)
        packer.add([*headings, first])
        headings = []
        for piece in more:
            packer.add([piece])
    packer.add(headings)
    return packer.finish()


def _fitting(whole: _Piece, tokens: TokenCounter, bound: int, first_bound: int) -> list[_Piece]:
    """The element as it is, or in parts of which the first has at most `first_bound` tokens."""
    if whole.tokens <= first_bound:
        return [whole]
    text = whole.element.text
    pieces: list[_Piece] = []
    # A tokenizer may need a token more for a whole than for its parts: then the parts are made smaller.
    for slack in (0, bound // 16, bound // 4):
        if whole.element.category == "Table":
            parts = row_groups(text, tokens, bound - slack, first_bound - slack)
        else:
            cuts = stretches(text, (0, len(text)), tokens, bound - slack, first_bound - slack)
            parts = [(part,) for part in cuts]
        pieces = [_Piece(whole.element, ranges, tokens.count(_text(text, ranges))) for ranges in parts]
        if pieces[0].tokens <= first_bound and all(piece.tokens <= bound for piece in pieces):
            break
    return pieces


def _text(text: str, ranges: Sequence[Range]) -> str:
    return "\n".join(text[start:end] for start, end in ranges)


class _Packer:
    """Fills passage after passage. Tokens of pieces are added up, and each passage is counted once to be sure."""

    def __init__(self, tokens: TokenCounter, bound: int) -> None:
        self._tokens = tokens
        self._bound = bound
        self._open: list[_Unit] = []
        self._used = 0
        self._done: list[Passage] = []
        #: Tokens of what joins two pieces.
        self.joint = tokens.count("\n\n")

    def add(self, unit: _Unit) -> None:
        """Put the unit into the open passage, or close that and begin another."""
        size = sum(piece.tokens + self.joint for piece in unit)
        while self._open and self._used + size - self.joint > self._bound:
            self._close()
        if unit:
            self._open.append(unit)
            self._used += size

    def finish(self) -> list[Passage]:
        while self._open:
            self._close()
        return self._done

    def _close(self) -> None:
        units, self._open, self._used = self._open, [], 0
        while True:
            text, spans = _compose([piece for unit in units for piece in unit])
            count = self._tokens.count(text)
            if count <= self._bound or (len(units) == 1 and len(units[0]) == 1):
                break
            # Joined texts may have a token more than their parts have together: the last part waits.
            if len(units) > 1:
                self._open.insert(0, units.pop())
            else:
                self._open.insert(0, [units[0].pop()])
        self._used = sum(piece.tokens + self.joint for unit in self._open for piece in unit)
        self._done.append(Passage(len(self._done), text, count, spans))


def _compose(pieces: Sequence[_Piece]) -> tuple[str, tuple[Span, ...]]:
    text = ""
    spans: list[Span] = []
    for index, piece in enumerate(pieces):
        if index:
            text += _joint(pieces[index - 1], piece)
        for number, (start, end) in enumerate(piece.ranges):
            text += "\n" if number else ""
            by = len(text) - start
            for span in piece.element.spans:
                if span.start < end and span.end > start:
                    clipped = Span(max(span.start, start), min(span.end, end), span.page, span.box)
                    spans.append(clipped.moved(by))
            text += piece.element.text[start:end]
    return text, tuple(spans)


def _joint(before: _Piece, after: _Piece) -> str:
    if before.element is after.element:
        gone = before.ranges[-1][1], after.ranges[0][0]
        return before.element.text[slice(*gone)] if gone[0] <= gone[1] else "\n"
    listed = before.element.category == after.element.category == "ListItem"
    return "\n" if before.heading or listed else "\n\n"
