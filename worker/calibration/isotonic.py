"""Isotonic regression: the probabilities that rise with the score and lie nearest to what was right.

Source: pool adjacent violators (Ayer and others 1955; for calibration Zadrozny and Elkan 2002).
"""

from collections.abc import Sequence

#: A step of fewer answers would say 0 or 1 of what it knows nearly nothing about; smaller ones are pooled.
_FEWEST = 15


def fit_isotonic(scores: Sequence[float], right: Sequence[bool]) -> tuple[tuple[float, float], ...]:
    """Steps (mean score, share that is right), both rising; empty without any scores."""
    ranked = sorted(zip(scores, right, strict=True))
    blocks: list[tuple[int, float, float]] = []  # answers, sum of scores, of right ones
    parts = max(1, len(ranked) // _FEWEST)
    for part in range(parts if ranked else 0):
        some = ranked[part * len(ranked) // parts : (part + 1) * len(ranked) // parts]
        blocks.append((len(some), sum(score for score, _ in some), float(sum(hit for _, hit in some))))
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][0] >= blocks[-1][2] / blocks[-1][0]:
            one, other = blocks.pop(), blocks.pop()
            blocks.append((one[0] + other[0], one[1] + other[1], one[2] + other[2]))
    return tuple((scored / many, hits / many) for many, scored, hits in blocks)
