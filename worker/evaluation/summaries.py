"""Scores of summaries: ROUGE against the gold ones, and what can be counted without any.

ROUGE (Lin 2004, https://aclanthology.org/W04-1013/) by Google's rouge-score, with stemming, as F1; of several gold
summaries the one that fits best, for each measure.
"""

import re
from functools import cache
from typing import Any

from worker.evaluation.ratio import Ratio
from worker.gold import GoldRow

_ROUGE = ("rouge1", "rouge2", "rougeL")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LIST_MARK = re.compile(r"^\s*(?:\d+[.)]|[-*•])\s+", re.MULTILINE)
#: A word with a capital letter that begins neither the text nor a sentence nor a line.
_NAME = re.compile(r"(?<=[^\s.!?:;\n] )[^\W\d_a-z][\w'’-]*")


def summary_scores(row: GoldRow, said: str) -> dict[str, Ratio]:
    """ROUGE, and whether the length asked for is kept and every number and every name stands in the text."""
    found = {name: (best, 1.0) for name, best in _rouge(row, said).items()}
    found |= {name: (float(kept), 1.0) for name, kept in checks(row, said).items()}
    return found


def checks(row: GoldRow, said: str) -> dict[str, bool]:
    """By name, whether a summary keeps what can be counted. `length` only where a length was asked for."""
    kept = {} if row.words is None else {"length": len(said.split()) <= row.words}
    return {**kept, "numbers": _numbers(said) <= _numbers(row.context), "names": _names(said) <= _words(row.context)}


def _rouge(row: GoldRow, said: str) -> dict[str, float]:
    found = [_scorer().score(gold, said) for gold in row.values]
    return {name: max((one[name].fmeasure for one in found), default=0.0) for name in _ROUGE}


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer  # a second, and for summaries alone

    return RougeScorer(_ROUGE, use_stemmer=True)


def _numbers(text: str) -> set[str]:
    """The numbers of a text without thousands' separators; those that count the lines of a list are none."""
    return {number.replace(",", "") for number in _NUMBER.findall(_LIST_MARK.sub("", text))}


def _names(text: str) -> set[str]:
    return {_without_genitive(name) for name in _NAME.findall(_LIST_MARK.sub("", text))}


def _words(text: str) -> set[str]:
    return {_without_genitive(word) for word in re.findall(r"[^\W_][\w'’-]*", text)}


def _without_genitive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).casefold()
