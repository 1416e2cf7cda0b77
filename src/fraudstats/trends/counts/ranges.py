"""What interval regression reads: ranges that belong to the family, the offset, the weights, and a first guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.glm import fit_glm
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["Ranges", "first_guess", "read_offset", "read_ranges", "read_weights"]

COUNTS = ("poisson", "negbin")


@dataclass(frozen=True, eq=False)
class Ranges:
    """The rows that a fit uses.

    Attributes
    ----------
    family : str
    design, offset : ndarray
        Of the linear predictor.
    lower, upper : ndarray
        Ends of the ranges.
    weights : ndarray
        How many equal rows each row stands for.
    """

    family: str
    design: np.ndarray
    offset: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    weights: np.ndarray

    @property
    def exact(self) -> np.ndarray:
        """Which rows are exact values."""
        return self.lower == self.upper

    @property
    def n(self) -> float:
        """The number of values, each as often as its weight says."""
        return float(self.weights.sum())

    def linear(self) -> tuple[np.ndarray, np.ndarray]:
        """Ends on the scale of the linear predictor, without the offset."""
        if self.family == "normal":
            return self.lower - self.offset, self.upper - self.offset
        if (self.upper == 0).any():
            raise TrendError("a count that is certainly zero has no logarithm, so no log-linear line passes through it")
        with np.errstate(divide="ignore"):
            return np.log(self.lower) - self.offset, np.log(self.upper) - self.offset


def read_ranges(series: TimeSeries, family: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ends of the ranges, as the family takes them, and which rows have one."""
    lower = series.value if series.lower is None else series.lower
    upper = series.value if series.upper is None else series.upper
    used = ~(np.isnan(lower) | np.isnan(upper))
    if used.sum() < 3:
        raise TrendError(f"interval regression needs at least 3 ranges, got {used.sum()}; use a longer series")
    if family in COUNTS:
        lower, upper = _whole(lower, upper, used)
    if family == "lognormal":
        if (upper[used] <= 0).any():
            raise TrendError("log-normal values lie above zero; use normal, or a count family for zero counts")
        lower = np.maximum(lower, 0)
    for end, name, open_end in (
        (lower, "below", -np.inf if family == "normal" else 0),
        (upper, "above", np.inf),
    ):
        if (end[used] == open_end).all():
            raise TrendError(f"every range is open {name}, so the trend is unbounded; give some that are closed")
    return lower, upper, used


def _whole(lower, upper, used):
    whole = np.ceil(lower), np.floor(upper)
    if (bad := used & ((upper < 0) | (whole[0] > whole[1]))).any():
        row = int(np.flatnonzero(bad)[0])
        raise TrendError(
            f"no whole number, zero or more, lies in the range {lower[row]:g} to {upper[row]:g}; "
            "use lognormal or normal for values that are not counts"
        )
    return np.maximum(whole[0], 0), whole[1]


def read_offset(series: TimeSeries, exposure: Any, family: str) -> np.ndarray:
    """Logarithm of the exposure; zero for normal errors, which have none."""
    if family != "normal":
        return np.log(read_exposure(series, exposure))
    if exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    series.require_equal_windows("interval regression with normal errors")
    return np.zeros(len(series))


def read_weights(series: TimeSeries, weights: Any) -> np.ndarray:
    """Frequency weights: how many equal rows each row stands for; by default one."""
    if weights is None:
        return np.ones(len(series))
    rows = beside(series, weights, "weights")[:, 0]
    if not ((rows >= 1) & (rows == np.round(rows))).all():
        raise TrendError(
            f"weights are frequencies, whole numbers from 1, got {rows.min():g}; drop rows that count for nothing. "
            "Weights of precision have no place in ranges: a wider range is already less precise"
        )
    return rows


def first_guess(ranges: Ranges) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and covariance of the ordinary model of the ranges' middles (or their closed ends)."""
    lower, upper, family = ranges.lower, ranges.upper, ranges.family
    low, high = np.where(np.isfinite(lower), lower, upper), np.where(np.isfinite(upper), upper, lower)
    if family == "lognormal":
        low = np.where(low > 0, low, high)
    fit = fit_glm(ranges.design, (low + high) / 2, ranges.offset, family)
    if family == "poisson":
        return fit.beta, fit.cov
    if family == "negbin":
        return np.append(fit.beta, np.log(max(fit.alpha, 1e-4))), _bordered(fit.cov, 0.5)
    width = np.log(high / low) if family == "lognormal" else high - low
    unit = 1.0 if family == "lognormal" else np.abs(low + high).max() / 2
    floor = max(np.abs(width).max() / 4, 1e-6 * unit)
    if ranges.exact.all() and np.nan_to_num(fit.scale) <= (1e-9 * floor) ** 2:
        raise TrendError("the values lie exactly on a line, so there is no error to estimate; check the data")
    scale = max(np.sqrt(np.nan_to_num(fit.scale)), floor)
    return np.append(fit.beta, np.log(scale)), _bordered(scale**2 * fit.bread, 0.5 / len(low))


def _bordered(cov, last):
    return np.block([[cov, np.zeros((len(cov), 1))], [np.zeros((1, len(cov))), np.array([[last]])]])
