"""From which probability on: when a value is accepted, when "Not Found" is believed or taken, when yes is yes."""

import itertools
import math
from collections.abc import Iterator, Sequence

from worker.calibration.logistic import fit_logistic

#: Share of the accepted values that shall be right: nobody looks at them again.
ACCEPTED_RIGHT = 0.9
#: So much more is asked of the sample: the lowest threshold with which it has a share is chosen by its luck as well,
#: and passages that it was not chosen on have two points less (RESULTS.md, notes).
_OF_THE_SAMPLE = 0.02
#: At the least they shall be so much more often right than all values, as a share; more than the aim of 0.1, since a
#: sample is not the next night.
_BETTER = 0.12
#: Where the share that is wanted is not to be had, so much less is tried.
_STEP = 0.05
#: No goal is beyond that: nothing could be shown of it with some hundred answers.
_HIGHEST_GOAL = 0.98
#: So much less than the share that they shall have together a single accepted value may be probable: surer ones make up
#: for what is doubtful in a share, not for the reader of that one value.
_LESS_ALONE = 0.05
#: What is rather wrong than right is never accepted.
_LOWEST_ACCEPTED = 0.5
#: Of fewer accepted answers no share can be told, and with a smaller part of all nearly everything would go to review.
_FEWEST, _SMALLEST_PART = 20, 0.15
#: Share of the right "Not Found" that stays believed, and of the right values that is not taken for "Not Found".
_STAYS_BELIEVED = 0.95
_STAYS_SAID = 0.9


def accepted_from(
    probabilities: Sequence[float], right: Sequence[bool], stands: Sequence[bool], wanted: float
) -> float:
    """The probability from which values are accepted, of those that stand in their passage: the lowest with which the
    share of `wanted` and two points more is right, or, where none is, the largest share in steps of 5% that is to be
    had and is much better than that of all values; where none of these is either, the one that best parts right from
    wrong. It is no more than five points below the share that is reached."""
    if not right:
        return 1.0
    ranked = sorted(
        ((p, hit) for p, hit, there in zip(probabilities, right, stands, strict=True) if there), reverse=True
    )
    better = sum(right) / len(right) + _BETTER
    goals = (wanted + _OF_THE_SAMPLE - _STEP * n for n in itertools.count())
    less = itertools.takewhile(lambda goal: goal > better, goals)
    reached = ((goal, _lowest(ranked, goal)) for goal in (min(_HIGHEST_GOAL, each) for each in (*less, better)))
    found = next((max(p, goal - _LESS_ALONE) for goal, p in reached if p is not None), None)
    return max(_LOWEST_ACCEPTED, _parting(ranked) if found is None else found)


def _lowest(ranked: Sequence[tuple[float, bool]], goal: float) -> float | None:
    """The lowest probability from which the share of `goal` is right, of enough answers; None where there is none."""
    fewest = max(_FEWEST, _SMALLEST_PART * len(ranked))
    return min((p for p, many, hits in _from_each(ranked) if many >= fewest and hits / many >= goal), default=None)


def _parting(ranked: Sequence[tuple[float, bool]]) -> float:
    """The probability that best parts right from wrong (Youden, 1950); 1 where none does."""
    all_right, all_wrong = (max(1, sum(hit is wanted for _, hit in ranked)) for wanted in (True, False))
    parted = [(hits / all_right - (many - hits) / all_wrong, p) for p, many, hits in _from_each(ranked)]
    most, best = max(parted, default=(0.0, 1.0))
    return best if most > 0 else 1.0


def _from_each(ranked: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, int, int]]:
    """For each probability how many answers have it or a larger one, and how many of these are right. Those with the
    same probability are accepted together."""
    hits = 0
    for many, ((p, hit), below) in enumerate(itertools.pairwise([*ranked, (-1.0, False)]), 1):
        hits += hit
        if p != below[0]:
            yield p, many, hits


def believed_from(probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """The probability from which "Not Found" is believed: nearly all that are right stay so."""
    ranked = sorted(p for p, hit in zip(probabilities, right, strict=True) if hit)
    return ranked[int(len(ranked) * (1 - _STAYS_BELIEVED))] if ranked else 0.0


def taken_from(doubts: Sequence[float], gains: Sequence[float], right: Sequence[bool]) -> float | None:
    """The doubt from which an answer is taken for "Not Found", so that the sum of what is gained by it (points of each
    answer, negative where some are lost) is as good as the largest; None where nothing can be gained. Nearly all right
    values are kept, for to say nothing at all is the best that can be made of a model which is mostly wrong, and of no
    use.

    As good is what is less than the largest sum by no more than one standard error of the difference, and of those the
    one that takes fewest answers: around its top a sum is flat, and where exactly it is highest is chance (after the
    rule of one standard error; Breiman and others, Classification and regression trees, 1984).
    """
    ranked = sorted(zip(doubts, gains, right, strict=True), reverse=True)
    sums: list[tuple[float, float, float]] = []  # a doubt, what is gained from it on, and the variance of that
    gained, variance, lost = 0.0, 0.0, 0
    for place, (doubt, gain, hit) in enumerate(ranked):
        gained, variance, lost = gained + gain, variance + gain**2, lost + hit
        if lost > (1 - _STAYS_SAID) * sum(right):
            break
        below = ranked[place + 1][0] if place + 1 < len(ranked) else doubt - 1.0
        if below < doubt:  # those with the same doubt are taken together
            sums.append(((doubt + below) / 2, gained, variance))
    _, most, around = max(sums, key=lambda each: each[1], default=(0.0, 0.0, 0.0))
    if most <= 0:
        return None
    return next(
        doubt
        for doubt, gained, variance in sums
        if gained > 0 and most - gained <= math.sqrt(max(0.0, around - variance))
    )


def yes_from(margins: Sequence[float], yes: Sequence[bool]) -> float:
    """The margin of yes over no from which the answer is yes. The question as often yes as no, whatever the sample has:
    a regression finds where both are as probable, which is steadier than the best cut through some hundred answers.
    0, as without a record, where there is only one of both, or a larger margin does not speak for yes."""
    many = sum(yes)
    if not 0 < many < len(yes):
        return 0.0
    votes = [len(yes) / (2 * (many if each else len(yes) - many)) for each in yes]
    curve = fit_logistic([{"margin": margin} for margin in margins], yes, votes)
    slope = curve.weights["margin"]
    return -curve.bias / slope if slope > 0 else 0.0
