"""Intervals and tests of slopes, average changes and joinpoints, allowing for estimated joinpoints.

Parametric intervals are those of NCI's Joinpoint: slopes by :mod:`~fraudstats.trends.joinpoints.unconnected`,
joinpoints by the region of Lerman (1980), average changes by Clegg et al. (2009).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.design import Design
from fraudstats.trends.joinpoints.fit import Fit
from fraudstats.trends.joinpoints.resampling import Refits
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines

__all__ = ["Estimate", "average_change", "effect_ends", "joinpoint_region", "quantile_ends", "slope_ends"]


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
    lines = UnconnectedLines.of(fit)
    return _wald(fit.slopes, np.sqrt(lines.slope_variances), alpha, lines.df)


def effect_ends(fit: Fit, alpha: float, refits: Refits | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lower ends, upper ends and p-values of the effects that are parameters (a jump), as `slope_ends`."""
    number = len(fit.terms.names)
    if refits is not None:
        found = refits.effects[:, :number]
        lower, upper = np.quantile(found, [alpha / 2, 1 - alpha / 2], axis=0)
        return lower, upper, np.array([_quantile_p(column) for column in found.T])
    lines = UnconnectedLines.of(fit)
    return _wald(fit.effects[:number], np.sqrt(lines.effect_variances[:number]), alpha, lines.df)


def average_change(fit: Fit, start: float, end: float, alpha: float, interval: str, refits: Refits | None) -> Estimate:
    """The average slope from `start` to `end`: the slopes weighted by the lengths of their segments."""
    rise = fit.predict(np.array([start, end]))
    average = (rise[1] - rise[0]) / (end - start)
    if interval == "quantile" and refits is not None:
        found = refits.rise(start, end) / (end - start)
        return Estimate(average, *quantile_ends(found, alpha), _quantile_p(found))
    if interval == "parametric":
        deviation, df = _parametric(fit, start, end)
    elif interval == "delta":
        if not fit.plain:
            raise TrendError(
                "the delta interval does not allow for a jump, a season or autocorrelation; use "
                "interval='parametric' or 'quantile'"
            )
        deviation = np.sqrt(fit.rise_variance(start, end)) / (end - start)
        df = fit.df if fit.known_variance is None else np.inf
    else:
        raise TrendError(f"interval is {interval!r}; expected 'parametric', 'delta' or 'quantile'")
    return Estimate(*(float(x) for x in (average, *_wald(average, deviation, alpha, df))))


def joinpoint_region(design: Design, fit: Fit, alpha: float) -> list[tuple[float, float]]:
    """For each joinpoint the grid points that its data do not exclude, out to the next ones that they do.

    With Q the smallest sum of squares and Q(x) that with the joinpoint at x and the k - 1 others free, a grid point is
    in the region if ``(Q(x) - Q) (n - p) / Q`` is at most k times the F quantile with k and n - p degrees of freedom,
    p being 2k + 2: k, since all k joinpoints are estimated. What lies between the outermost such point and its
    neighbour was not tried, so the interval ends at the neighbour, where the joinpoint may lie there at all. With
    ``grid="continuous"`` the points are the observations and the joinpoint found.
    """
    size = len(fit.joinpoints)
    if not size:
        return []
    limit = fit.sse + fit.variance * _joint_quantile(fit, size, 1 - alpha)
    scale = design.weight.mean()
    regions = []
    for joinpoint, sse in zip(fit.joinpoints, design.profile(fit.value, size), strict=True):
        allowed = np.isfinite(sse)
        points, sse = design.points[allowed], sse[allowed]
        inside = points[sse * scale <= limit * (1 + 1e-9)]
        first, last = min([*inside, joinpoint]), max([*inside, joinpoint])
        before, after = points[points < first], points[points > last]
        regions.append((before[-1] if len(before) else first, after[0] if len(after) else last))
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


def _parametric(fit, start, end):
    """Standard error of the average slope, the lengths of the segments taken as known, and degrees of freedom.

    The reference software reads normal quantiles over several segments, and Student's t within one, where the average
    change is that segment's.
    """
    lines = UnconnectedLines.of(fit)
    bounds = np.clip(np.concatenate([[start], fit.joinpoints, [end]]), start, end)
    weight = np.diff(bounds) / (end - start)
    return np.sqrt(lines.average_variance(weight)), lines.df if np.count_nonzero(weight) == 1 else np.inf


def _joint_quantile(fit, size, level):
    """What the sum of squares may rise by, in variances, when `size` joinpoints move."""
    from scipy import stats

    if fit.known_variance is not None:
        return stats.chi2.ppf(level, size)
    return size * stats.f.ppf(level, size, fit.df)


def _quantile_p(values):
    """Twice the smaller share on one side of zero, the observed value counted."""
    smaller = min(np.count_nonzero(values <= 0), np.count_nonzero(values >= 0))
    return min(1.0, 2 * (1 + int(smaller)) / (len(values) + 1))
