"""Intervals and tests of slopes, average changes and joinpoints, allowing for estimated joinpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.resampling import Refits

__all__ = ["Estimate", "average_change", "joinpoint_region", "quantile_ends", "slope_ends"]


class Estimate(NamedTuple):
    """An estimate with its interval and the p-value of its being zero."""

    estimate: float
    lower: float
    upper: float
    p_value: float

    def transformed(self, function: Callable[[float], float]) -> Estimate:
        """The same on another, increasing scale."""
        estimate, lower, upper = (float(function(x)) for x in self[:3])
        return Estimate(estimate, lower, upper, self.p_value)


def slope_ends(fit: Fit, alpha: float, refits: Refits | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lower ends, upper ends and p-values of the slopes: Student's t, or quantiles of `refits`."""
    if refits is not None:
        lower, upper = np.quantile(refits.slopes, [alpha / 2, 1 - alpha / 2], axis=0)
        return lower, upper, np.array([_quantile_p(column) for column in refits.slopes.T])
    return _wald(fit.slopes, np.sqrt(fit.slope_variances()), alpha, _df(fit))


def average_change(fit: Fit, start: float, end: float, alpha: float, interval: str, refits: Refits | None) -> Estimate:
    """The average slope from `start` to `end`: the slopes weighted by the lengths of their segments."""
    rise = fit.predict(np.array([start, end]))
    average = (rise[1] - rise[0]) / (end - start)
    if interval == "quantile" and refits is not None:
        found = refits.rise(start, end) / (end - start)
        return Estimate(average, *quantile_ends(found, alpha), _quantile_p(found))
    if interval == "parametric":
        bounds = np.clip(np.concatenate([[start], fit.joinpoints, [end]]), start, end)
        weight = np.diff(bounds) / (end - start)
        used = weight > 0
        deviation = np.sqrt((weight[used] ** 2 * fit.slope_variances()[used]).sum())
        df = _df(fit) if used.sum() == 1 else np.inf
    elif interval == "delta":
        deviation, df = np.sqrt(fit.rise_variance(start, end)) / (end - start), _df(fit)
    else:
        raise TrendError(f"interval is {interval!r}; expected 'parametric', 'delta' or 'quantile'")
    return Estimate(*(float(x) for x in (average, *_wald(average, deviation, alpha, df))))


def joinpoint_region(design: Design, fit: Fit, alpha: float) -> list[tuple[float, float]]:
    """Extremes of the grid points at which the sum of squares does not rise significantly (Lerman, 1980).

    A point belongs to the region if ``(SSE(point) - SSE) / s^2`` is at most the F quantile with 1 and
    n - 2k - 2 degrees of freedom, the other joinpoints being free.
    """
    from scipy import stats

    size = len(fit.joinpoints)
    limit = fit.sse + fit.variance * stats.f.ppf(1 - alpha, 1, fit.df)
    scale = design.weight.mean()
    regions = []
    for joinpoint, sse in zip(fit.joinpoints, design.profile(fit.value, size), strict=True):
        inside = design.points[(sse * scale <= limit * (1 + 1e-9)) | (design.points == joinpoint)]
        regions.append((inside.min(), inside.max()))
    return regions


def quantile_ends(values: np.ndarray, alpha: float) -> tuple[float, float]:
    """The central interval of the refitted values."""
    lower, upper = np.quantile(values, [alpha / 2, 1 - alpha / 2])
    return float(lower), float(upper)


def _wald(estimate, deviation, alpha, df):
    from scipy import stats

    half = stats.t.ppf(1 - alpha / 2, df) * deviation
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(deviation > 0, np.abs(estimate) / deviation, np.where(estimate == 0, 0.0, np.inf))
    return estimate - half, estimate + half, 2 * stats.t.sf(score, df)


def _df(fit):
    return fit.df if fit.known_variance is None else np.inf


def _quantile_p(values):
    """Twice the smaller share on one side of zero, the observed value counted."""
    smaller = min(np.count_nonzero(values <= 0), np.count_nonzero(values >= 0))
    return min(1.0, 2 * (1 + int(smaller)) / (len(values) + 1))
