"""A list that ends a sentence: "apples, pears and plums"."""

from collections.abc import Sequence

from ops.training.prose.grammar import is_participle
from ops.training.prose.sentences import Word
from ops.training.prose.vocabulary import AUXILIARIES, PREPOSITIONS, PRONOUNS, STOPS, THIRD

#: Longest part of a list, and longest list, words.
PART_WORDS, LIST_WORDS = 4, 16


def list_end(words: Sequence[Word], at: int) -> int | None:
    """Place of the full stop of a list whose first comma is at a place; None where it is no list of names or things."""
    parts: list[list[Word]] = [[]]
    for place, word in enumerate(words[at : at + LIST_WORDS], at):
        if word.text == ".":
            return place if place == len(words) - 1 and _is_list(parts[1:], words[place - len(parts[-1]) - 1]) else None
        if word.text == "," or word.lower in ("and", "or"):
            if parts[-1] or len(parts) == 1:
                parts.append([])
        elif not _is_plain(word):
            return None
        else:
            parts[-1].append(word)
    return None


def _is_list(parts: Sequence[Sequence[Word]], joint: Word) -> bool:
    """Whether all parts are short and alike, and "and" or "or" stands before the last."""
    if len(parts) < 2 or joint.lower not in ("and", "or") or not all(0 < len(part) <= PART_WORDS for part in parts):
        return False
    return len({part[-1].is_name for part in parts}) == 1


def _is_plain(word: Word) -> bool:
    """Whether it can be a word of a name or of a thing."""
    if not word.text[0].isalnum() or word.is_date:
        return False
    if word.lower in (PREPOSITIONS | STOPS | PRONOUNS | AUXILIARIES) - {"of"} or word.lower.endswith("ly"):
        return False
    return word.is_name or not (word.lower in THIRD or is_participle(word.text) or word.text.endswith("ing"))
