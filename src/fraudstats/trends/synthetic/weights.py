"""Weights of a synthetic control: a convex quadratic programme with one solution.

The weights are not below zero, add up to one, and bring the weighted mean of the donors as near as possible to the
series before the intervention, by least squares. Where several weightings come equally near (more donors than values),
a tiny penalty picks the most even one, so that the solution is unique.
"""

from __future__ import annotations

import numpy as np

__all__ = ["root_mean_square", "simplex_weights"]

#: Weight of the condition that the weights add up to one, in units of the largest distance.
FIRM = 1e4
#: Penalty on uneven weights, in the same units: too small to move a weight that the values decide.
EVEN = 1e-5
#: Weights below this are rounding errors.
ROUNDING = 1e-6


def simplex_weights(target: np.ndarray, donors: np.ndarray) -> np.ndarray:
    """Weights of the columns of `donors` (n, k) whose mean is nearest to `target` (n,).

    Examples
    --------
    >>> simplex_weights(np.array([2.0, 3.0]), np.array([[1.0, 5.0, 9.0], [2.0, 6.0, 9.0]])).round(4).tolist()
    [0.75, 0.25, 0.0]
    """
    from scipy.optimize import nnls

    apart = donors - target[:, None]  # of weights that add up to one, the distance is this times the weights
    k = donors.shape[1]
    unit = np.abs(apart).max()
    if not unit > 0:
        return np.full(k, 1 / k)
    rows = np.vstack([apart / unit, EVEN * np.eye(k), np.full(k, FIRM)])
    weights, _ = nnls(rows, np.append(np.zeros(len(apart) + k), FIRM))
    weights[weights < ROUNDING] = 0
    return weights / weights.sum()


def root_mean_square(values: np.ndarray) -> float:
    """Root mean square of the values that are not missing."""
    return float(np.sqrt(np.nanmean(values**2)))
