"""Intervals from refitting: the empirical quantile method.

New errors are drawn from the smoothed distribution of the residuals by uniform random numbers, the model
with as many joinpoints is searched afresh, and the interval is cut from the quantiles of what is found (Kim
et al., 2017, "Improved confidence interval for average annual percent change in trend analysis", Statistics
in Medicine 36), so that the uncertainty of the joinpoints is carried along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import Fit, solve

__all__ = ["Refits", "refit"]


@dataclass(frozen=True)
class Refits:
    """Coefficients (as of `hinges`), joinpoints and effects of terms of each refit (refits x parameters)."""

    coefficients: np.ndarray
    joinpoints: np.ndarray
    effects: np.ndarray

    @property
    def slopes(self) -> np.ndarray:
        """Slope of each segment of each refit."""
        return np.cumsum(self.coefficients[:, 1:], axis=1)

    def rise(self, start: float, end: float) -> np.ndarray:
        """``f(end) - f(start)`` of each refit."""
        bends = np.maximum(end - self.joinpoints, 0) - np.maximum(start - self.joinpoints, 0)
        return self.coefficients[:, 1] * (end - start) + (self.coefficients[:, 2:] * bends).sum(axis=1)


def refit(design: Design, fit: Fit, n_resamples: int, seed: int) -> Refits:
    """Refit `fit` to resampled data `n_resamples` times."""
    if design.grid.continuous:
        raise TrendError("joinpoints between observations (grid='continuous') are not refitted; interval='parametric'")
    random = random_generator(seed)
    values = resampled(fit, n_resamples, random)
    size = len(fit.joinpoints)
    index = design.best(values, [size])[size].index
    coefficients = np.empty((n_resamples, size + 2 + len(fit.effects)))
    joinpoints = np.empty((n_resamples, size))
    for chosen in np.unique(index):
        same = index == chosen
        joinpoints[same] = design.joinpoints(size, chosen)
        coefficients[same] = solve(values[:, same], fit.errors, joinpoints[same][0], fit.terms).T
    return Refits(coefficients[:, : size + 2], joinpoints, coefficients[:, size + 2 :])


def resampled(fit: Fit, n_resamples: int, random: np.random.Generator) -> np.ndarray:
    """Fitted values plus drawn errors (times x resamples).

    The residuals are widened by ``sqrt(n / (n - p))``, since least squares makes them too small. The error of a known
    jump is drawn once for each resample, since all later values share it.
    """
    n = len(fit.time)
    ordered = np.sort(fit.residuals) * np.sqrt(n / fit.df)
    uniform = random.random((n, n_resamples))
    errors = np.interp(uniform, (np.arange(n) + 0.5) / n, ordered)
    values = fit.fitted[:, None] + fit.errors.coloured(errors)
    if not fit.terms.size_error:
        return values
    return values + fit.terms.size_error * fit.terms.after(fit.time)[:, None] * random.normal(size=n_resamples)
