"""Which curve: logistic, or isotonic where that is off by less for passages that it has not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.calibration.cases import FOLDS
from worker.calibration.curve import Curve
from worker.calibration.features import Features
from worker.calibration.isotonic import fit_isotonic
from worker.calibration.logistic import fit_logistic
from worker.evaluation.reliability import calibration_error

#: Steps have to be better by so much: errors over ten bins of some hundred answers differ by this without a reason.
_MARGIN = 0.01

Fit = Callable[[Sequence[Features], Sequence[bool]], Curve]


@dataclass(frozen=True)
class Sample:
    """Answers to fit a curve to, in one order: features, whether right, and the fold of the passage."""

    rows: list[Features]
    right: list[bool]
    folds: list[int]

    def without(self, fold: int) -> tuple[list[Features], list[bool]]:
        """Features and truth of all other folds."""
        kept = [place for place, other in enumerate(self.folds) if other != fold]
        return [self.rows[place] for place in kept], [self.right[place] for place in kept]


def fit_curve(sample: Sample) -> tuple[Curve, list[float]]:
    """The curve, and for each answer the probability by a curve that was fitted without its fold."""
    fits: tuple[Fit, Fit] = (fit_logistic, _fit_steps)
    tried = [(fit, _unseen(sample, fit)) for fit in fits]
    errors = [calibration_error(list(zip(unseen, sample.right, strict=True))) for _, unseen in tried]
    fit, unseen = tried[0] if errors[0] <= errors[1] + _MARGIN else tried[1]
    return fit(sample.rows, sample.right), unseen


def _fit_steps(rows: Sequence[Features], right: Sequence[bool]) -> Curve:
    """Isotonic on the score of a logistic regression."""
    curve = fit_logistic(rows, right)
    return curve.model_copy(update={"steps": fit_isotonic([curve.score(row) for row in rows], right)})


def _unseen(sample: Sample, fit: Fit) -> list[float]:
    found = [0.0] * len(sample.rows)
    for fold in range(FOLDS):
        curve = fit(*sample.without(fold))
        for place, other in enumerate(sample.folds):
            if other == fold:
                found[place] = curve(sample.rows[place])
    return found
