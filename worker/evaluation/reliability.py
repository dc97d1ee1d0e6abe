"""Whether confidence means what it says: of the answers with 80% confidence, are 80% right?

Source: expected calibration error over bins of equal width (Naeini and others 2015; Guo and others 2017).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The answers whose confidence lies from `low` to `high`."""

    low: float
    high: float
    answers: int
    #: Mean confidence, and share that is right.
    confidence: float
    right: float


def reliability(judged: Iterable[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """The bins that have answers, from confidence (0 to 1) and whether the answer is right."""
    members: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        members[min(bins - 1, int(confidence * bins))].append((confidence, right))
    return [
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            answers=len(found),
            confidence=sum(confidence for confidence, _ in found) / len(found),
            right=sum(right for _, right in found) / len(found),
        )
        for place, found in enumerate(members)
        if found
    ]


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """The mean distance between confidence and share of right answers over the bins, each weighed by its answers, 0 to
    1; 0 without any answers."""
    found = reliability(judged)
    return sum(one.answers * abs(one.confidence - one.right) for one in found) / max(1, len(judged))
