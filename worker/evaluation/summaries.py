"""Scores of summaries: ROUGE against the gold ones, and what can be counted without any.

ROUGE (Lin 2004, https://aclanthology.org/W04-1013/) by Google's rouge-score, with stemming, as F1; of several gold
summaries the one that fits best, for each measure.
"""

import re
from functools import cache
from typing import Any

from worker.evaluation.ratio import Ratio
from worker.gold import GoldRow
from worker.stray_names import stray_names, without_list_marks

_ROUGE = ("rouge1", "rouge2", "rougeL")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def summary_scores(row: GoldRow, said: str) -> dict[str, Ratio]:
    """ROUGE, and whether the length asked for is kept and every number and every name stands in the text."""
    found = {name: (best, 1.0) for name, best in _rouge(row, said).items()}
    found |= {name: (float(kept), 1.0) for name, kept in checks(row, said).items()}
    return found


def checks(row: GoldRow, said: str) -> dict[str, bool]:
    """By name, whether a summary keeps what can be counted. `length` only where a length was asked for."""
    kept = {} if row.words is None else {"length": len(said.split()) <= row.words}
    numbers = _numbers(said) <= _numbers(row.context)
    return {**kept, "numbers": numbers, "names": not stray_names(said, row.context)}


def _rouge(row: GoldRow, said: str) -> dict[str, float]:
    found = [_scorer().score(gold, said) for gold in row.values]
    return {name: max((one[name].fmeasure for one in found), default=0.0) for name in _ROUGE}


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer  # a second, and for summaries alone

    return RougeScorer(_ROUGE, use_stemmer=True)


def _numbers(text: str) -> set[str]:
    """The numbers of a text without thousands' separators; those that count the lines of a list are none."""
    return {number.replace(",", "") for number in _NUMBER.findall(without_list_marks(text))}
