"""Logistic regression by Newton's method, with a ridge: Platt's scaling with more than one feature.

Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999; the ridge, as in le Cessie and van Houwelingen
1992, keeps the weights finite where a feature parts right from wrong, and small where there are few answers.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from worker.calibration.curve import Curve
from worker.calibration.features import Features

#: Strength of the ridge, in answers: a feature of width one must tell as much as about so many of them.
_RIDGE = 1.0
_MOST_STEPS = 50
_NEAR_ENOUGH = 1e-8


def fit_logistic(rows: Sequence[Features], right: Sequence[bool], votes: Sequence[float] | None = None) -> Curve:
    """The curve of the highest likelihood; `votes` weigh the rows. Without any rows it says one half of everything.

    The same rows give the same curve.
    """
    names = sorted(rows[0]) if rows else []
    table = np.array([[row[name] for name in names] for row in rows]).reshape(len(rows), len(names))
    middle = table.mean(axis=0) if rows else np.zeros(0)
    width = table.std(axis=0) if rows else np.zeros(0)
    width[width < _NEAR_ENOUGH] = np.inf  # says the same of all: its weight becomes 0
    x = np.column_stack([np.ones(len(rows)), (table - middle) / width])  # (rows, 1 and features)
    y = np.array(right, dtype=float)
    w = np.ones(len(rows)) if votes is None else np.array(votes, dtype=float)
    found = _newton(x, y, w)
    weights = found[1:] / width
    bias = float(found[0] - (weights * middle).sum())
    return Curve(bias=bias, weights={name: float(weight) for name, weight in zip(names, weights, strict=True)})


def _newton(x: NDArray[np.float64], y: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights (columns,) for rows (rows, columns). The ridge holds the first column, the bias, a tenth as much.

    By einsum, which starts no threads: those of BLAS wait for each other over products as small as these, and on a busy
    machine a fit of seconds took minutes.
    """
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[0] /= 10
    found = np.zeros(x.shape[1])
    for _ in range(_MOST_STEPS):
        p = 1 / (1 + np.exp(-np.clip(np.einsum("rc,c->r", x, found), -30, 30)))
        slope = np.einsum("rc,r->c", x, w * (y - p)) - ridge * found
        bend = np.einsum("rc,rd->cd", x * (w * p * (1 - p))[:, None], x) + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        # Half a step where a whole one would be out of all proportion: the odds of nearly certain rows are nearly flat.
        found = found + step * min(1.0, 4.0 / max(1e-12, float(np.abs(step).max())))
        if np.abs(step).max() < _NEAR_ENOUGH:
            break
    return found
