"""supF, aveF and expF of one series, with their p-values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.breaks.hansen import STATISTICS, hansen_p
from fraudstats.trends.breaks.regressors import Regressors
from fraudstats.trends.breaks.resampling import EXACT, null_series, p_of_larger, partial_sum_p
from fraudstats.trends.breaks.splits import Splits, f_summaries

__all__ = ["BreakTest", "break_test"]


@dataclass(frozen=True, eq=False)
class BreakTest:
    """The statistics of one break.

    Attributes
    ----------
    places : ndarray of int
        How many values lie before each place that was tried.
    f : ndarray
        The F statistic of a break at each place.
    statistics, p, asymptotic : ndarray
        supF, aveF and expF, their p-values, and Hansen's.
    """

    places: np.ndarray
    f: np.ndarray
    statistics: np.ndarray
    p: np.ndarray
    asymptotic: np.ndarray

    @property
    def at(self) -> int:
        """How many values lie before the most likely break; the earliest of several."""
        return int(self.places[np.flatnonzero(self.f >= self.f.max() * (1 - 1e-9))[0]])


def break_test(
    values: np.ndarray,
    regressors: Regressors,
    least: int,
    null: str,
    rows: np.ndarray | None,
    n_permutations: int,
    random: np.random.Generator,
) -> BreakTest:
    """Test for a break with at least so many values on either side.

    Parameters
    ----------
    rows : ndarray of int or None
        Positions on the regular grid of times, which ``null="AR(1)"`` needs.
    """
    splits = Splits.of(regressors, least)
    f = splits.f_statistics(values[None, :])
    observed = f_summaries(f)[0]
    trim, q = least / len(values), splits.added.shape[2]
    asymptotic = np.array([hansen_p(*pair, q, trim) for pair in zip(STATISTICS, observed, strict=True)])
    p = asymptotic
    if null != "asymptotic":
        residuals = splits.residuals(values[None, :])[0]
        drawn = f_summaries(splits.f_statistics(null_series(residuals, rows, null, n_permutations, random)))
        p = np.array([p_of_larger(*pair) for pair in zip(observed, drawn.T, strict=True)])
        if null == "permutation" and splits.null.shape[1] == 1 and len(values) <= EXACT:
            p[0] = partial_sum_p(residuals, _bounds(splits, residuals, f[0]), n_permutations, random)
    return BreakTest(splits.places, f[0], observed, p, asymptotic)


def _bounds(splits, residuals, f):
    """The partial sums of residuals from a mean whose F statistic is the largest that was seen."""
    n, t = len(residuals), splits.places
    explained = f.max() / (f.max() + splits.df) * (residuals @ residuals)
    bounds = np.full(n - 1, np.inf)
    bounds[t - 1] = np.sqrt(explained * t * (n - t) / n)
    return bounds
