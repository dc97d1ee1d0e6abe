"""From the features of an answer to the probability that it is right: how a fitted curve is read."""

import math
from bisect import bisect_left
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

#: No sample is so large that an answer would be certain.
_LEAST = 0.01


class Curve(BaseModel):
    """A logistic regression: a score, which is a sum, and the probability of it. With `steps` the probability is read
    from those instead, between (score, probability) in rising order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    weights: dict[str, float]
    steps: tuple[tuple[float, float], ...] = ()

    def score(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds, before `steps`."""
        return self.bias + sum(weight * features[name] for name, weight in self.weights.items())

    def __call__(self, features: Mapping[str, float]) -> float:
        """The probability, 0.01 to 0.99."""
        score = self.score(features)
        probability = between(score, self.steps) if self.steps else 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        return max(_LEAST, min(1 - _LEAST, probability))


def between(score: float, steps: tuple[tuple[float, float], ...]) -> float:
    """The probability at a score, in a straight line from step to step, level before the first and after the last."""
    place = bisect_left(steps, (score, -math.inf))
    if place == 0:
        return steps[0][1]
    if place == len(steps):
        return steps[-1][1]
    (left, low), (right, high) = steps[place - 1 : place + 1]
    return low + (high - low) * (score - left) / (right - left)
