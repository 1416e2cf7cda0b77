"""How strongly errors of neighbouring periods depend on each other: estimated, or averaged over.

A best value is found on a grid and then as the root of the derivative, so that its last digits do not depend on the
machine. Bands average over all values instead, each weighted by its restricted likelihood: few totals hardly know the
autocorrelation, and bands that take an estimate as known are too narrow (docs/evidence/disaggregation-coverage.md).
"""

from __future__ import annotations

from typing import cast

import numpy as np

from fraudstats.trends.disaggregation.covariances import AutoregressiveCorrelation
from fraudstats.trends.disaggregation.linear_model import LinearModel
from fraudstats.trends.disaggregation.options import HIGHEST_RHO
from fraudstats.trends.likelihoods.best_prediction import BestPrediction
from fraudstats.trends.likelihoods.mixture import Mixture

__all__ = ["average", "estimate", "given"]

SEARCHED = 60
#: Prior weight of independent errors (or of the lowest autocorrelation that is allowed, if that is above zero). Totals
#: hardly show it, and independent errors leave most room within a year: with less weight, intervals are too narrow
#: where errors are indeed independent (docs/evidence/disaggregation-coverage.md).
INDEPENDENT = 0.8
#: Components of less than this share of the largest weight do not count.
NEGLIGIBLE = 1e-9


def estimate(model: LinearModel, estimator: str, lowest: float) -> float:
    """The autocorrelation from `lowest` to 0.999 with the largest likelihood or the smallest squares.

    A negative one is sought uphill from zero: near -1, where neighbours alternate in their sign and leave no trace in
    totals, the likelihood of totals can have another maximum, which means nothing.
    """
    from scipy.optimize import brentq

    if estimator == "minrss_ecotrim":
        model = model.with_errors(AutoregressiveCorrelation(model.errors.n))
    height, slope = _OBJECTIVES[estimator.partition("_")[0]]
    grid = np.linspace(lowest, HIGHEST_RHO, SEARCHED)
    heights = np.array([height(model.explain(rho)) for rho in grid])
    best = int(np.argmax(np.where(grid >= 0, heights, -np.inf)))
    while best > 0 and heights[best - 1] > heights[best]:
        best -= 1
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, SEARCHED - 1)]

    def rises(rho):
        return slope(model.explain(rho), model.derivative(rho))

    if rises(low) > 0 > rises(high):
        return float(cast(float, brentq(rises, low, high, xtol=1e-13)))
    return float(grid[best])


def given(fit: BestPrediction, model: LinearModel) -> Mixture:
    """Distributions of the periods where the autocorrelation is taken as known."""
    mean, scale = _component(fit, model)
    return Mixture(mean[None], scale[None], np.ones(1), model.df)


def average(model: LinearModel, lowest: float) -> Mixture:
    """Distributions of the periods, averaged over autocorrelations from `lowest` to 1."""
    rho, prior = _grid(len(model.value), lowest)
    fits = [model.predict(one) for one in rho]
    height = np.array([fit.log_determinants - model.df / 2 * np.log(fit.squares) for fit in fits]) + np.log(prior)
    weight = np.exp(height - height.max())
    kept = weight > NEGLIGIBLE
    mean, scale = (np.array(one) for one in zip(*(_component(fit, model) for fit in fits), strict=True))
    return Mixture(mean[kept], scale[kept], weight[kept] / weight[kept].sum(), model.df)


def _grid(n, lowest):
    """Autocorrelations, and their prior weights; a long series knows them better."""
    points = max(40, int(2 * np.sqrt(n)))
    spread = lowest + (1 - lowest) * (np.arange(points) + 0.5) / points
    return np.r_[max(lowest, 0.0), spread], np.r_[INDEPENDENT, np.full(points, (1 - INDEPENDENT) / points)]


def _component(fit, model):
    scale = np.sqrt(fit.squares / model.df) * fit.spread
    # A period that is a total by itself has no error but that of the arithmetic.
    alone = model.rows[(model.rows != 0).sum(axis=1) == 1].any(axis=0)
    return fit.mean + model.offset, np.where(alone | fit.exact, 0.0, scale)


def _log_likelihood(fit):
    return -(fit.n * np.log(fit.squares) + fit.log_determinant) / 2


def _log_likelihood_slope(fit, derivative):
    squares, log_determinant = fit.slopes(derivative)
    return -(fit.n * squares / fit.squares + log_determinant) / 2


_OBJECTIVES = {
    "maxlog": (_log_likelihood, _log_likelihood_slope),
    "minrss": (lambda fit: -fit.squares, lambda fit, derivative: -fit.slopes(derivative)[0]),
}
