"""Scores that are sums over sums, with confidence intervals by the bootstrap.

Questions to the same passage are not independent, so passages are drawn, each with all its questions (the cluster
bootstrap: Davison and Hinkley 1997, section 3.8). The interval is the percentile one; where all answers are equal it
has no width, which says nothing about those that were not asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

#: What one question adds to a score's numerator and denominator; every score is a quotient of the two sums. A share of
#: right answers adds (0 or 1, 1), a precision adds nothing where it does not count.
Ratio = tuple[float, float]

RESAMPLES = 2000
CONFIDENCE = 0.95
_SEED = 20261123
#: Resamples drawn at a time: memory does not grow with their number.
_CHUNK = 200


@dataclass(frozen=True)
class Estimate:
    """A score and its interval; `low` and `high` are None where there is only one passage. `questions` have had a part
    in it."""

    value: float
    low: float | None
    high: float | None
    questions: int


def estimates(scored: Iterable[tuple[str, dict[str, Ratio]]], seed: int = _SEED) -> dict[str, Estimate]:
    """Each score over all questions, given as passage and ratios by name. The same seed gives the same intervals."""
    rows = list(scored)
    names = list(dict.fromkeys(name for _, ratios in rows for name in ratios))
    passages = {passage: place for place, passage in enumerate(dict.fromkeys(passage for passage, _ in rows))}
    sums = np.zeros((len(passages), len(names), 2))  # passages, scores, numerator and denominator
    counts = dict.fromkeys(names, 0)
    for passage, ratios in rows:
        for column, name in enumerate(names):
            if name in ratios and ratios[name][1]:
                sums[passages[passage], column] += ratios[name]
                counts[name] += 1
    totals = sums.sum(axis=0)
    drawn = _resampled(sums, seed) if len(passages) > 1 else None
    found = {}
    for column, name in enumerate(names):
        if totals[column, 1]:
            low, high = (None, None) if drawn is None else _interval(drawn[:, column])
            found[name] = Estimate(float(totals[column, 0] / totals[column, 1]), low, high, counts[name])
    return found


def _resampled(sums: np.ndarray, seed: int) -> np.ndarray:
    """The sums of as many passages, drawn with replacement: resamples, scores, numerator and denominator."""
    random = np.random.default_rng(seed)
    passages = len(sums)
    even = np.full(passages, 1 / passages)
    chunks = (random.multinomial(passages, even, size=_CHUNK) for _ in range(RESAMPLES // _CHUNK))
    return np.concatenate([np.tensordot(times, sums, axes=1) for times in chunks])


def _interval(drawn: np.ndarray) -> tuple[float, float]:
    """Percentiles of the quotients; a resample without any question of the score says nothing."""
    counted = drawn[drawn[:, 1] > 0]
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(counted[:, 0] / counted[:, 1], [tail, 1 - tail])
    return float(low), float(high)
