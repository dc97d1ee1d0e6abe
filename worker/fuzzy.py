"""Words of the passage that are nearly those of the answer: for a person to look at, never to be believed."""

import re

from rapidfuzz import fuzz

from worker.folding import fold
from worker.typed.numbers import NUMBER, stray_numbers

#: Share of equal characters, percent: two slips in twenty letters.
BOUND = 90.0

#: The stretch that is found first is as long as the value, so that its first and last word may be too much: percent.
_TOO_MUCH = 10.0

#: Shorter values are like too much, longer ones are no values; characters.
SHORTEST, LONGEST = 6, 500

_WORD = re.compile(r"\w(?:\S*\w)?")


def find_similar(value: str, text: str) -> tuple[int, int] | None:
    """Start and end of the words of `text` that are most like `value`, within the bound. Numbers have no likeness: each
    of one side must stand on the other."""
    wanted, folded = fold(value).text, fold(text)
    if not SHORTEST <= len(wanted) <= LONGEST or len(wanted) > len(folded.text):
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=BOUND - _TOO_MUCH)
    if found is None or found.dest_start == found.dest_end:
        return None
    words = [w.span() for w in _WORD.finditer(folded.text) if w.start() < found.dest_end and w.end() > found.dest_start]
    ends = [(start, end) for start, _ in words[:2] for _, end in words[-2:] if start < end]
    alike = {place: fuzz.ratio(wanted, folded.text[slice(*place)], score_cutoff=BOUND) for place in ends}
    start, end = max(alike, key=lambda place: alike[place], default=(0, 0))
    if not alike.get((start, end)):
        return None
    place = folded.original(start, end)
    quote = text[slice(*place)]
    if stray_numbers(value, quote) or (NUMBER.search(quote) and stray_numbers(quote, value)):
        return None
    return place
