"""Words of the passage that are nearly those of the answer: for a person to look at, never to be believed."""

from rapidfuzz import fuzz

from worker.folding import fold
from worker.typed.numbers import NUMBER, stray_numbers

#: Share of equal characters, percent: two slips in twenty letters.
BOUND = 90.0

#: Shorter values are like too much, longer ones are no values; characters.
SHORTEST, LONGEST = 6, 500


def find_similar(value: str, text: str) -> tuple[int, int] | None:
    """Start and end of the words of `text` that are most like `value`, within the bound. Numbers have no likeness: each
    of one side must stand on the other."""
    wanted, folded = fold(value).text, fold(text)
    if not SHORTEST <= len(wanted) <= LONGEST or len(wanted) > len(folded.text):
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=BOUND)
    if found is None or found.dest_start == found.dest_end:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and folded.text[start - 1].isalnum() and folded.text[start].isalnum():
        start -= 1
    while end < len(folded.text) and folded.text[end].isalnum() and folded.text[end - 1].isalnum():
        end += 1
    if fuzz.ratio(wanted, folded.text[start:end].strip(), score_cutoff=BOUND) == 0:
        return None  # only parts of longer words were like it
    place = folded.original(start, end)
    quote = text[slice(*place)]
    if stray_numbers(value, quote) or (NUMBER.search(quote) and stray_numbers(quote, value)):
        return None
    return place
