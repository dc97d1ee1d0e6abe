"""Ranks the passages of one document by how likely they say what a question asks.

BM25 by SQLite's FTS5 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009; k1 = 1.2, b = 0.75), in
memory, with Porter's stemmer, plus cues: what documents call a thing (`producer.business_keys`), whether a passage has
a value of the type that is asked for, and whether such things stand at the opening. The weights were chosen by
`tests/benchmarks/routing.py`. Not covered: questions in words that neither the document nor the table has.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import TracebackType

from producer.business_keys import BUSINESS_KEYS
from schemas.questionnaire import Kind, Question, ValueType


@dataclass(frozen=True)
class Weights:
    """What counts for how much beside BM25, whose best passage has 1."""

    #: The share of the question's score together with the words of its business keys, where it has any; the rest is
    #: that of its own words.
    business_words: float = 0.5
    #: Added where a passage has a value of the type.
    value_type: float = 0.25
    #: Added to the first passage where that is said at the opening.
    opening: float = 1.0


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_COUNTED = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)"
#: Signs of a value of the type: coarse, since they only raise a passage. A pattern that begins with a set of characters
#: is found several times as fast.
_SIGNS = {
    ValueType.DATE: re.compile(
        rf"[0-9](?:\d?[./-]\d\d?[./-]\d\d|\d?(?:st|nd|rd|th|\.)?,?\s+(?:day\s+of\s+)?{_MONTH}|\d{{3}}-\d\d-\d\d"
        r"|(?<=1)9\d\d(?!\d)|(?<=2)0\d\d(?!\d))"
    ),
    ValueType.AMOUNT: re.compile(
        r"[$€£¥0-9](?:(?<=[$€£¥])\s?\d|[\d.,]*[.,]\d\d(?!\d)|[\d.,]*\s?(?:[$€£¥]|USD|EUR|GBP|CHF|dollars|euro))"
    ),
    ValueType.PERCENTAGE: re.compile(r"[%0-9](?:(?<=%)|[\d.,]*\s*(?:%|per\s?cent))"),
    ValueType.DURATION: re.compile(rf"\b{_COUNTED}\d*\)?[\s(-]+(?:\d+\)\s*)?(?:\w+\s)?(?:day|week|month|year)s?\b"),
    ValueType.NUMBER: re.compile(r"[0-9]"),
}

#: What questions are made of whatever they ask for.
_STOP_WORDS = frozenset((
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "did", "do",
    "does", "document", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "may",
    "me", "must", "no", "not", "of", "on", "or", "our", "shall", "should", "so", "such", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "value", "was", "we", "were", "what", "when",
    "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
))  # fmt: skip
#: Letters of scripts that put no blanks between words; each is taken for a word.
_UNPARTED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


class Ranking:
    """The passages of one document, indexed. A context manager, which frees the index at its end."""

    def __init__(self, texts: Sequence[str], weights: Weights | None = None) -> None:
        self._texts = texts
        self._weights = weights or Weights()
        self._index = sqlite3.connect(":memory:")
        self._index.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        rows = ((place, _words_apart(text)) for place, text in enumerate(texts))
        self._index.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", rows)
        self._having = cache(self._having_a)

    def __enter__(self) -> "Ranking":
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._index.close()

    def best(self, question: Question, k: int) -> list[int]:
        """The places (from 0) of the `k` best passages, the best first; among equals the earlier one."""
        scores = self.scores(question)
        return sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:k]

    def scores(self, question: Question) -> list[float]:
        """A number for each passage; those of different questions cannot be compared."""
        asked = f"{question.key or ''} {question.question or ''}".casefold()
        words = [word for word in re.findall(r"\w+", _words_apart(asked)) if word not in _STOP_WORDS]
        keys = [key for key in BUSINESS_KEYS if key.asked.search(asked)]
        scores = self._bm25(words)
        if keys:
            widened = self._bm25([*words, *(word for key in keys for word in key.words)])
            share = self._weights.business_words
            scores = [(1 - share) * own + share * more for own, more in zip(scores, widened, strict=True)]
        for place in self._having(question.value_type):
            scores[place] += self._weights.value_type
        # "May a party assign?" asks for a clause, not for who the parties are.
        if scores and keys and question.kind is not Kind.BOOLEAN and all(key.opens for key in keys):
            scores[0] += self._weights.opening
        return scores

    def _having_a(self, type: ValueType) -> tuple[int, ...]:
        """The places of the passages that have a value of the type; none where there are no signs of it."""
        sign = _SIGNS.get(type)
        return tuple(place for place, text in enumerate(self._texts) if sign.search(text)) if sign else ()

    def _bm25(self, words: Sequence[str]) -> list[float]:
        """From 0 for a passage that has none of the words to 1 for the best."""
        scores = [0.0] * len(self._texts)
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))  # of \w alone: nothing in them is syntax
        if query:
            for place, negative in self._index.execute(
                "SELECT rowid, rank FROM passage WHERE passage MATCH ?", (query,)
            ):
                scores[place] = -negative
        highest = max(scores, default=0.0) or 1.0
        return [score / highest for score in scores]


def _words_apart(text: str) -> str:
    """The text as it can be stored, with blanks around letters of scripts that have none."""
    if text.isascii():
        return text
    return _UNPARTED.sub(r" \1 ", text.encode("utf-8", "replace").decode("utf-8"))
