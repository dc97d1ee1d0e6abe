"""Packs the elements of a document into passages that fit the model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from producer.cuts import OVERLAP, Range, ending, row_groups, stretches
from producer.tokens import TokenCounter
from schemas.elements import Element, Passage, Span

#: What stands on every page and belongs to none, and what its author hid from readers.
_LEFT_OUT = frozenset({"Header", "Footer", "PageNumber", "PageBreak", "Hidden"})
#: Elements of sentences, which may go on in the next element.
_PROSE = frozenset({"NarrativeText", "UncategorizedText", "ListItem"})


@dataclass(frozen=True)
class _Piece:
    """A part of an element: the ranges of its text, joined by line breaks."""

    element: Element
    ranges: tuple[Range, ...]
    tokens: int

    @property
    def heading(self) -> bool:
        return self.element.category == "Title"

    @property
    def leads(self) -> bool:
        """Says nothing without what follows: a heading, or the words before a list or a table."""
        return self.heading or self.element.text.rstrip().endswith(":")


#: Pieces that stay together: headings and what they stand over, the items of a list.
_Unit = list[_Piece]


def passages(elements: Sequence[Element], tokens: TokenCounter, bound: int) -> list[Passage]:
    """Passages of at most `bound` tokens, in reading order, as full as they can be without breaking an element.

    Elements are parted by an empty line; by a line break after a heading, between items of a list and where a sentence
    goes on in the next element. A heading, or a line that ends in a colon, goes with what follows; a list that fits is
    not parted. A table that does not fit is parted between rows, its first row repeated over each part; another element
    between sentences. Only where a sentence has to be cut does its end stand twice, in both passages. Headers, footers,
    page numbers and hidden text are left out; nothing else is lost. `bound` has to be at least a few tokens: a single
    character is never parted.
    """
    packer = _Packer(tokens, bound)
    leading: _Unit = []
    for unit in _lists_together(elements, packer):
        if unit[0].leads and unit[0].tokens <= bound // 4:
            # So many headings and no text: they are the text.
            if packer.size([*leading, *unit]) > bound // 2:
                packer.add(leading)
                leading = []
            leading += unit
        elif packer.size([*leading, *unit]) - packer.joint <= bound:
            packer.add([*leading, *unit])
            leading = []
        else:
            for whole in unit:
                first, *more = _fitting(whole, tokens, bound, bound - packer.size(leading))
                packer.add([*leading, first])
                leading = []
                for piece in more:
                    packer.add([piece])
    packer.add(leading)
    return packer.finish()


def _lists_together(elements: Sequence[Element], packer: "_Packer") -> Iterator[_Unit]:
    """Each element as a unit of its own, but the items of a list as one."""
    items: _Unit = []
    for element in elements:
        if element.category in _LEFT_OUT or not element.text.strip():
            continue
        piece = packer.whole(element)
        if items and (element.category != "ListItem" or items[-1].leads):
            yield items
            items = []
        items.append(piece)
        if element.category != "ListItem":
            yield items
            items = []
    if items:
        yield items


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

    def size(self, unit: _Unit) -> int:
        """Tokens of the pieces, each with what joins it to the next."""
        return sum(piece.tokens + self.joint for piece in unit)

    def whole(self, element: Element) -> _Piece:
        """The element in one piece."""
        return _Piece(element, ((0, len(element.text)),), self._tokens.count(element.text))

    def add(self, unit: _Unit) -> None:
        """Put the unit into the open passage, or close that and begin another."""
        size = self.size(unit)
        last: _Piece | None = None
        while self._open and self._used + size - self.joint > self._bound:
            last = self._open[-1][-1]
            self._close()
        if last and not self._open and unit and _goes_on(last, unit[0]):
            unit = self._with_what_it_continues(last, unit)
        if unit:
            self._open.append(unit)
            self._used += self.size(unit)

    def finish(self) -> list[Passage]:
        while self._open:
            self._close()
        return self._done

    def _with_what_it_continues(self, last: _Piece, unit: _Unit) -> _Unit:
        text = last.element.text
        repeated = ending(text, last.ranges[-1], self._tokens, self._bound // OVERLAP)
        tail = _Piece(last.element, (repeated,), self._tokens.count(text[slice(*repeated)]))
        longer = [tail, *unit]
        return longer if tail.tokens and self.size(longer) - self.joint <= self._bound else unit

    def _close(self) -> None:
        units, self._open = self._open, []
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
        self._used = sum(map(self.size, self._open))
        self._done.append(Passage(len(self._done), text, count, spans))


def _compose(pieces: Sequence[_Piece]) -> tuple[str, tuple[Span, ...]]:
    text = ""
    spans: list[Span] = []
    for before, piece in pairwise([None, *pieces]):
        assert piece is not None
        text += _joint(before, piece) if before else ""
        for number, (start, end) in enumerate(piece.ranges):
            if before and _overlap(before, piece):
                start = before.ranges[0][1]
            text += "\n" if number else ""
            by = len(text) - start
            for span in piece.element.spans:
                if span.start < end and span.end > start:
                    spans.append(Span(max(span.start, start) + by, min(span.end, end) + by, span.page, span.box))
            text += piece.element.text[start:end]
    return text, tuple(spans)


def _overlap(before: _Piece, after: _Piece) -> bool:
    """Whether both have the same end of a sentence: in one passage it stands once."""
    if before.element is not after.element or len(before.ranges) > 1 or len(after.ranges) > 1:
        return False
    return before.ranges[0][0] <= after.ranges[0][0] < before.ranges[0][1] <= after.ranges[0][1]


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Whether a sentence that stops at the end of an element, as at the end of a page, goes on in the next."""
    prose = before.element.category in _PROSE and after.element.category in _PROSE
    whole = before.ranges[-1][1] == len(before.element.text) and after.ranges[0][0] == 0
    stopped = before.element.text.rstrip()[-1:]
    unended = stopped.isalpha() or stopped in ",-"
    return prose and whole and before.element is not after.element and unended and after.element.text[0].islower()


def _joint(before: _Piece, after: _Piece) -> str:
    if before.element is after.element:
        gone = before.ranges[-1][1], after.ranges[0][0]
        if _overlap(before, after):
            return ""
        return before.element.text[slice(*gone)] if gone[0] <= gone[1] else "\n"
    listed = before.element.category == after.element.category == "ListItem"
    return "\n" if before.heading or listed or _goes_on(before, after) else "\n\n"
