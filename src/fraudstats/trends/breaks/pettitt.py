"""Pettitt's test: did the values move up or down at some time? By ranks, so that no value can be wild."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from fraudstats.trends.breaks.given import read_series
from fraudstats.trends.breaks.partial_sums import partial_sum_test
from fraudstats.trends.breaks.resampling import read_null
from fraudstats.trends.breaks.result import ChangeTestResult, in_words

__all__ = ["PettittResult", "pettitt"]

#: Normal errors have the ranks of permuted ones, so there is nothing to simulate without autocorrelation.
NULLS = ("permutation", "AR(1)", "asymptotic")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class PettittResult(ChangeTestResult):
    """Outcome of :func:`pettitt`; `params` holds Pettitt's ``K``.

    Attributes
    ----------
    u : Series
        Pettitt's U by the label of the time: values before it that exceed one after it, less those that fall short.
    """

    u: pd.Series

    @property
    def method(self) -> str:
        return f"Pettitt's test of a change of level, {in_words(self.null)} p-value"

    @property
    def shift(self) -> float:
        """The median difference of a value after the change and one before it (Hodges and Lehmann, 1963)."""
        value, at = self.fit.seen.value, int(self.fit.breaks[0])
        return float(np.median(value[at:, None] - value[:at]))

    @property
    def _where(self) -> str:
        return f"{super()._where}; median shift {self.shift:.6g}"


def pettitt(
    data: Any, time: Any = None, *, null: str = "permutation", n_permutations: int = 4999, seed: int = 0
) -> PettittResult:
    """Pettitt's rank test of one change of level at a time that is not known beforehand.

    Parameters
    ----------
    data : series
        What :func:`~fraudstats.trends.as_time_series` reads: ranges enter by their midpoints, open ranges are refused,
        missing values are left out.
    time : array or str, optional
        Times of the values, or the column that holds them.
    null : {"permutation", "AR(1)", "asymptotic"}
        How the distribution without a change is found: permuting the values (exact, ties included); simulating a
        first-order autoregression with the coefficient of the deviations from the mean; or Pettitt's approximation
        ``2 exp(-6 K^2 / (n^3 + n^2))``, which other software prints.
    n_permutations : int
        Series permuted or simulated; all permutations of up to 16 values are counted.
    seed : int
        Of the permutations and simulations.

    Returns
    -------
    PettittResult
        With ``.statistic`` (K), ``.p_value``, ``.break_time``, ``.shift`` and ``.u``.

    Raises
    ------
    TrendError
        With fewer than 4 values, or two at one time.

    Notes
    -----
    Pettitt, 1979, "A non-parametric approach to the change-point problem", Applied Statistics 28, 126-135. Tied values
    count as neither larger nor smaller.

    Examples
    --------
    >>> result = pettitt([3, 4, 2, 5, 3, 4, 9, 8, 10, 9], time=range(2011, 2021))
    >>> result.statistic, result.break_time, result.shift, round(result.p_value, 4)
    (24.0, 2016.0, 5.5, 0.0159)
    """
    series = read_series(data, time, "Pettitt's test")
    read_null(null, NULLS, n_permutations)
    test = partial_sum_test(series, rank_scores, null, n_permutations, seed)
    k, n = float(np.abs(test.sums).max()), series.nobs
    asymptotic = float(min(1.0, 2 * np.exp(-6 * k**2 / (n**3 + n**2))))
    return PettittResult(**test.result("K", k, asymptotic), u=pd.Series(test.sums, test.fit.seen.labels[:-1]))


def rank_scores(values: np.ndarray) -> np.ndarray:
    """How many values of its series each exceeds, less how many exceed it (series x times).

    >>> rank_scores(np.array([[5.0, 1, 7, 5]]))
    array([[ 0., -3.,  3.,  0.]])
    """
    return 2 * rankdata(values, axis=1) - (values.shape[1] + 1)
