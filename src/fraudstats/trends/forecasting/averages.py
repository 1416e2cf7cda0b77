"""Predictive distributions averaged over models and over their parameters.

A model chosen from few values may be the wrong one, and an interval that takes it as known is too short. So all
candidates count, each by its restricted likelihood averaged over its parameters (all points of its grid equally likely
beforehand), which a larger model wins only if it is better at most of them. The restricted likelihood is that of what
no constant changes (of what no line changes, for a model that estimates a slope), so that models of values and of their
differences can be compared. A slope has a prior worth one observation.

References
----------
Chatfield, C. (1993). Calculating interval forecasts. *Journal of Business & Economic Statistics* 11, 121-135.
Draper, D. (1995). Assessment and propagation of model uncertainty. *Journal of the Royal Statistical Society* B 57,
45-97.
Kass, R. E. and Wasserman, L. (1995). A reference Bayesian test for nested hypotheses and its relationship to the
Schwarz criterion. *Journal of the American Statistical Association* 90, 928-934.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fraudstats.trends.likelihoods.mixture import Mixture

__all__ = ["average", "slope_prior"]

#: Components of less than this share of the largest weight do not count.
NEGLIGIBLE = 1e-4
#: Changes below this share of the values are rounding errors of the arithmetic.
ROUNDING = 1e-12


def slope_prior(values: np.ndarray) -> float:
    """Logarithm of the flat prior density of a slope, to be added to the restricted likelihood of models that have one.

    It weighs as much as one observed step (a unit-information prior): a random walk with drift is to one without as
    their Schwarz criteria say. Constants common to all models are left out. Gaps are NaN.

    Examples
    --------
    >>> steps = np.array([2.0, -1, 2, 1, -1, 2])
    >>> squares = ((steps - steps.mean()) ** 2).sum()
    >>> bool(np.isclose(slope_prior(np.cumsum(np.append(3, steps))), -np.log(squares) / 2))
    True
    """
    seen = np.flatnonzero(np.isfinite(values))
    steps, gaps = np.diff(values[seen]), np.diff(seen)
    squares = ((steps - steps.sum() / gaps.sum() * gaps) ** 2 / gaps).sum()
    least = max(ROUNDING**2 * (values[seen] ** 2).sum(), np.finfo(float).tiny)
    return float(-np.log(max(squares, least)) / 2)


def average(heights: Sequence[np.ndarray], mixtures: Sequence[tuple[np.ndarray, np.ndarray, int]]) -> Mixture:
    """One mixture of the predictive t distributions of several models.

    Parameters
    ----------
    heights : sequence of ndarray
        For each model, the restricted log likelihood of its parameter points, with its log prior; minus infinity where
        a point is not allowed.
    mixtures : sequence of (mean, scale, df)
        Of each model; mean and scale (points, horizon).
    """
    top = max(height.max() for height in heights)
    weights = [np.exp(height - top) / len(height) for height in heights]
    least = NEGLIGIBLE * max(weight.max() for weight in weights)
    kept = [weight > least for weight in weights]
    parts = list(zip(kept, weights, mixtures, strict=True))
    weight = np.concatenate([weight[keep] for keep, weight, _ in parts])
    mean = np.concatenate([each[0][keep] for keep, _, each in parts])
    scale = np.concatenate([each[1][keep] for keep, _, each in parts])
    df = np.concatenate([np.full(keep.sum(), float(each[2])) for keep, _, each in parts])
    return Mixture(mean, scale, weight / weight.sum(), df)
