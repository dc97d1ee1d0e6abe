"""A summary in the style and length asked for: what is too much is cut where a sentence or a point ends."""

import re
from dataclasses import dataclass

from producer.cuts import NO_ABBREVIATION
from schemas.questionnaire import Question, Style
from worker.stray_names import without_list_marks

_SENTENCE_END = re.compile(rf"""(?<=[.!?。！？]){NO_ABBREVIATION}["'”’)\]]*\s+|\n+""")
_ENDED = re.compile(r"""[.!?。！？]["'”’)\]]*$""")

#: Begins each point.
POINT = "• "


@dataclass(frozen=True)
class Shortened:
    """`said` and `kept` count words. `broken`: it had to be cut within a sentence."""

    text: str
    said: int
    kept: int
    broken: bool = False


def shorten(text: str, question: Question, *, complete: bool = True) -> Shortened:
    """The summary, points each on a line of its own, as far as whole sentences or points stay within the words asked
    for. Points are bounded only where their field says by how many words. Of an answer that is not `complete`, the
    sentence or point that it stops in is left out as well.
    """
    points = question.style is Style.POINTS
    limit = question.words if points else question.summary_words
    parts = (_points(text) if points else _sentences(text)) or [text]
    whole = parts if complete or _ENDED.search(parts[-1]) else parts[:-1]
    while limit is not None and _words(whole) > limit:
        whole = whole[:-1]
    said = _words(parts)
    if whole == parts and not points:
        return Shortened(text, said, said)
    if whole:
        return Shortened("\n".join(whole) if points else " ".join(whole), said, _words(whole))
    words = parts[0].split()[:limit]
    return Shortened(f"{' '.join(words)} …", said, len(words), broken=True)


def _points(text: str) -> list[str]:
    """The lines; of a single line, its sentences."""
    lines = [line.strip() for line in without_list_marks(text).splitlines() if line.strip()]
    return [POINT + point for point in (_sentences(lines[0]) if len(lines) == 1 else lines)]


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [sentence for sentence in [*found, text[start:].strip()] if sentence]


def _words(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)
