"""Scores that are sums over sums, with confidence intervals by the bootstrap.

Questions to the same passage are not independent, so passages are drawn, each with all its questions (the cluster
bootstrap: Davison and Hinkley 1997, section 3.8). The interval is the percentile one; where all answers are equal it
has no width, which says nothing about those that were not asked.
"""

from collections.abc import Iterable, Sequence
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
    sums = _sums(rows, names)
    counts = {name: sum(name in ratios and bool(ratios[name][1]) for _, ratios in rows) for name in names}
    totals = sums.sum(axis=0)
    drawn = _resampled(sums, seed) if len(sums) > 1 else None
    found = {}
    for column, name in enumerate(names):
        if totals[column, 1]:
            low, high = (None, None) if drawn is None else _interval(drawn[:, column])
            found[name] = Estimate(float(totals[column, 0] / totals[column, 1]), low, high, counts[name])
    return found


def gain(scored: Iterable[tuple[str, dict[str, Ratio]]], name: str, other: str, seed: int = _SEED) -> Estimate | None:
    """By how much one score is above another of the same questions; None where one of them has no question. Both are of
    the same draws, so the interval is that of the difference."""
    rows = list(scored)
    sums = _sums(rows, [name, other])
    totals = sums.sum(axis=0)
    if not totals[:, 1].all():
        return None
    value = float(totals[0, 0] / totals[0, 1] - totals[1, 0] / totals[1, 1])
    questions = sum(bool(ratios.get(name, (0.0, 0.0))[1]) for _, ratios in rows)
    if len(sums) == 1:
        return Estimate(value, None, None, questions)
    drawn = _resampled(sums, seed)
    drawn = drawn[(drawn[:, :, 1] > 0).all(axis=1)]
    quotients = drawn[:, :, 0] / drawn[:, :, 1]
    return Estimate(value, *_percentiles(quotients[:, 0] - quotients[:, 1]), questions)


def _sums(rows: Sequence[tuple[str, dict[str, Ratio]]], names: Sequence[str]) -> np.ndarray:
    """The sums of each passage: passages, scores, numerator and denominator."""
    passages = {passage: place for place, passage in enumerate(dict.fromkeys(passage for passage, _ in rows))}
    sums = np.zeros((len(passages), len(names), 2))
    for passage, ratios in rows:
        for column, name in enumerate(names):
            if name in ratios and ratios[name][1]:
                sums[passages[passage], column] += ratios[name]
    return sums


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
    return _percentiles(counted[:, 0] / counted[:, 1])


def _percentiles(values: np.ndarray) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
