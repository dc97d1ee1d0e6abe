"""Long passages are cut into windows that keep the answers of their questions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ops.training.rows import Passage, Row, Trained

#: Those whose answer stands in the passage, so that a window with it can be found.
_STANDS = (Trained.EXTRACTION, Trained.KEY_VALUE)


def windows(passage: Passage, tokens: Callable[[str], int], most: int) -> Iterator[Passage]:
    """The passage where it has at most `most` tokens; otherwise windows of about so many.

    Each question is asked of one window that has its whole answer. What the whole passage does not say, its first
    window does not say either. Yes, no and summaries are about all of a passage: they are left out where it is cut, as
    are answers in words that the passage does not have.
    """
    size = tokens(passage.text)
    if size <= most:
        yield passage
        return
    length = int(len(passage.text) * most / size)
    placed = [(at, row) for row in passage.rows if (at := _place(passage.text, row)) is not None]
    placed.sort(key=lambda found: found[0])
    absent = [row for row in passage.rows if row.trains is Trained.NOT_FOUND]
    while placed or absent:
        start, end = _window(passage.text, placed[0][0] if placed else 0, length)
        inside = [row for at, row in placed if start <= at and at + len(row.answer) <= end]
        placed = [found for found in placed[1:] if found[1] not in inside]
        if inside or absent:
            yield replace(passage, text=passage.text[start:end].strip(), rows=(*inside, *absent))
        absent = []


def _place(text: str, row: Row) -> int | None:
    """Offset of an answer, white space and case aside; None where it does not stand there or need not."""
    if row.trains not in _STANDS:
        return None
    found = re.search(r"\s+".join(map(re.escape, row.answer.split())), text, re.IGNORECASE)
    return found.start() if found else None


def _window(text: str, at: int, length: int) -> tuple[int, int]:
    """About `length` characters with the one at `at` in their first half, cut at line breaks or blanks."""
    start = max(0, min(at - length // 4, len(text) - length))
    if start:
        start = _after(text, start, at)
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(mark, at + length // 2, end) for mark in "\n ") if " " in text[at:end] else end
    return start, max(end, at)


def _after(text: str, start: int, at: int) -> int:
    """The beginning of a line, or else of a word, from `start` on and before `at`."""
    for mark in ("\n", " "):
        if (found := text.find(mark, start, at)) >= 0:
            return found + 1
    return start
