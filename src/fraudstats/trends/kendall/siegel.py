"""Siegel's slope: the median of repeated medians, which half of the values cannot move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.kendall.values import in_twelfths
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame
from fraudstats.trends.series.read import as_time_series

__all__ = ["SiegelResult", "repeated_median", "siegel"]

METHOD = "Siegel's slope"
#: Numbers worked on at a time.
BLOCK = 2**21
#: The ends of the interval are found to this share of its width.
PRECISION = 2**-10
#: Doublings after which an end of the interval counts as infinite.
DOUBLINGS = 40


def repeated_median(values: np.ndarray, time: np.ndarray) -> np.ndarray:
    """The median over the values of the median slope from each to all others: one number per row of `values`.

    >>> repeated_median(np.array([[0.0, 1, 2, 30, 4], [5, 5, 5, 5, 5]]), np.arange(5))
    array([1., 0.])
    """
    apart = ~np.eye(len(time), dtype=bool)
    shape = len(time), len(time) - 1
    gap = (time[:, None] - time)[apart].reshape(shape)
    step = max(1, BLOCK // gap.size)
    medians = [np.zeros(0)]
    for start in range(0, len(values), step):
        part = values[start : start + step]
        rise = (part[:, :, None] - part[:, None, :])[:, apart].reshape(-1, *shape)
        medians.append(np.median(np.median(rise / gap, axis=2), axis=1))
    return np.concatenate(medians)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class SiegelResult(TrendResult):
    """Outcome of :func:`siegel`; `params` holds the ``slope``.

    Attributes
    ----------
    intercept : float
        The line's value at time zero: the median of the values less the slope times their times.
    n_permutations, seed : int
        As given to the function.
    """

    intercept: float
    n_permutations: int
    seed: int

    @property
    def method(self) -> str:
        return f"Siegel's repeated medians; permutation test, {self.n_permutations} permutations, seed {self.seed}"

    @property
    def slope(self) -> float:
        """The slope per unit of time."""
        return float(self.params.iloc[0])

    @property
    def p_value(self) -> float:
        """Two-sided p-value of no trend, by permutation of the values."""
        return self._p(0.0)

    @property
    def p_values(self) -> pd.Series:
        """The p-value, by the name of the slope."""
        return pd.Series({"slope": self.p_value})

    @property
    def fittedvalues(self) -> np.ndarray:
        """The line at the times of the series."""
        return self.intercept + self.slope * self.series.time

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """The slopes that the permutation test would not reject; infinite where so few values cannot reject any."""
        return interval_frame(["slope"], *([self._end(check_alpha(alpha), side)] for side in (-1, 1)))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The slope as a table of one row: ``estimate``, ``lower``, ``upper``, ``p_value``."""
        return super().to_frame(alpha).assign(p_value=self.p_values)

    @cached_property
    def _orders(self):
        places = np.tile(np.arange(self.nobs), (self.n_permutations, 1))
        return random_generator(self.seed).permuted(places, axis=1)

    def _p(self, slope: float) -> float:
        """P-value of a slope: how often permuted rests have a repeated median as far from zero."""
        seen = self.series.complete()
        rest = seen.value - slope * seen.time
        permuted = np.abs(repeated_median(rest[self._orders], seen.time))
        beyond = np.count_nonzero(permuted >= abs(self.slope - slope) * (1 - 1e-9))
        return (1 + beyond) / (1 + self.n_permutations)

    def _end(self, alpha: float, side: int) -> float:
        seen = self.series.complete()
        width = np.ptp(seen.value - self.slope * seen.time) / np.ptp(seen.time)
        return self.slope + side * _largest_kept(lambda by: self._p(self.slope + side * by) > alpha, width)

    def _body(self) -> str:
        ends = self.conf_int().loc["slope"]
        return (
            f"slope = {self.slope:.6g} per unit of time, 95% interval {ends.lower:.6g} to {ends.upper:.6g}, "
            f"p = {format_p(self.p_value)}"
        )


def _largest_kept(kept: Callable[[float], bool], width: float) -> float:
    """The largest distance that is kept: doubled from `width` until it is not, then halved to `PRECISION`."""
    if width == 0:
        return 0.0
    low, high = 0.0, width
    for _ in range(DOUBLINGS):
        if not kept(high):
            break
        low, high = high, 2 * high
    else:
        return np.inf
    while high - low > PRECISION * high:
        middle = (low + high) / 2
        low, high = (middle, high) if kept(middle) else (low, middle)
    return high


@pools_draws
def siegel(data: Any, time: Any = None, *, n_permutations: int = 999, seed: int = 0) -> SiegelResult:
    """Siegel's slope of repeated medians, for series in which many values may be wild.

    Up to half of the values may be anything before the slope follows them (three in ten for the Theil-Sen slope); for
    series without wild values its interval is wider than that of :func:`~fraudstats.trends.theil_sen`.

    Parameters
    ----------
    data : series or Draws
        What :func:`~fraudstats.trends.as_time_series` reads: ranges enter by their midpoints, open ranges are
        refused, missing values are left out. Draws are pooled.
    time : array or str, optional
        Times of the values, or the column that holds them.
    n_permutations : int
        Permutations behind the p-value and the interval.
    seed : int
        Of the permutations.

    Returns
    -------
    SiegelResult
        With ``.slope``, ``.intercept``, ``.p_value`` and ``.conf_int()``.

    Raises
    ------
    TrendError
        With fewer than 3 values, or two at one time.

    Notes
    -----
    Siegel, 1982, "Robust regression using repeated medians", Biometrika 69, 242-244. The interval inverts the
    permutation test of the slope, which is exact where the deviations from the line are exchangeable; neighbours that
    depend on each other are not. The interval of a hundred values takes some ten seconds, which fewer permutations
    shorten.

    Examples
    --------
    >>> result = siegel([1, 2, 30, 4, 50, 6, 7, 8])
    >>> result.slope, result.intercept
    (1.0, 1.0)
    """
    series = as_time_series(data, time).points(METHOD).require(3, METHOD)
    series = in_twelfths(series.require_equal_windows(METHOD))
    seen = series.complete()
    if len(np.unique(seen.time)) < len(seen):
        raise TrendError(f"{METHOD} needs one value per time; keep one row of each")
    if n_permutations < 1:
        raise TrendError(f"{n_permutations} permutations: at least one is needed")
    slope = float(repeated_median(seen.value[None, :], seen.time)[0])
    return SiegelResult(
        series=series,
        params=pd.Series({"slope": slope}),
        intercept=float(np.median(seen.value - slope * seen.time)),
        n_permutations=n_permutations,
        seed=seed,
    )
