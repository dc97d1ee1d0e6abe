"""Sides measured in turn, round after round, so that a noisy machine is noisy for all of them."""

import statistics
import time
from collections.abc import Callable, Mapping


def seconds(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each side in each round, after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            if number:
                taken[name].append(time.perf_counter() - start)
    return taken


def ratio(slow: list[float], fast: list[float]) -> str:
    """How many times as fast, round by round: the median, and the smallest and largest."""
    each = [a / b for a, b in zip(slow, fast, strict=True)]
    return f"{statistics.median(each):.1f} ({min(each):.1f} to {max(each):.1f})"


def median(taken: list[float]) -> float:
    return statistics.median(taken)
