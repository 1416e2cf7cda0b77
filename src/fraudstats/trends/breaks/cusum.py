"""The OLS-CUSUM test: how far the running sum of deviations from the mean goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import kolmogorov

from fraudstats.trends.breaks.given import read_series
from fraudstats.trends.breaks.partial_sums import partial_sum_test
from fraudstats.trends.breaks.resampling import choose_null
from fraudstats.trends.breaks.result import ChangeTestResult, in_words
from fraudstats.trends.breaks.splits import EXACT_FIT

__all__ = ["CusumResult", "cusum"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CusumResult(ChangeTestResult):
    """Outcome of :func:`cusum`; `params` holds ``cusum``.

    Attributes
    ----------
    process : Series
        The running sum of the deviations in standard deviations times the root of n, by the label of the time.
    """

    process: pd.Series

    @property
    def method(self) -> str:
        return f"OLS-CUSUM test of a constant level, {in_words(self.null)} p-value"


def cusum(
    data: Any, time: Any = None, *, null: str | None = None, n_permutations: int = 4999, seed: int = 0
) -> CusumResult:
    """OLS-CUSUM test of a constant level against any change of it.

    Against one change in the middle it is about as good as supF, against one near an end it is worse; in return it
    needs no trimming.

    Parameters
    ----------
    data : series
        What :func:`~fraudstats.trends.as_time_series` reads: ranges enter by their midpoints, open ranges are refused,
        missing values are left out.
    time : array or str, optional
        Times of the values, or the column that holds them.
    null : {"permutation", "simulation", "AR(1)", "asymptotic"}, optional
        How the distribution without a change is found: see :func:`~fraudstats.trends.structural_change`. The
        asymptotic one is that of the largest deviation of a Brownian bridge; it rejects far too seldom in short series.
    n_permutations : int
        Series permuted or simulated; all permutations of up to 16 values are counted.
    seed : int
        Of the permutations and simulations.

    Returns
    -------
    CusumResult
        With ``.statistic``, ``.p_value``, ``.break_time`` and ``.process``.

    Raises
    ------
    TrendError
        With fewer than 4 values, or two at one time.

    Notes
    -----
    Ploberger and Kraemer, 1992, "The CUSUM test with OLS residuals", Econometrica 60, 271-285. The variance is that
    of the residuals on n - 1 degrees of freedom, as in R's strucchange.

    Examples
    --------
    >>> result = cusum([3, 4, 2, 5, 3, 4, 9, 8, 10, 9], time=range(2011, 2021))
    >>> result.break_time, round(result.statistic, 3), round(result.p_value, 4)
    (2016.0, 1.399, 0.0095)
    """
    series = read_series(data, time, "a CUSUM test")
    null = choose_null(null, "level", series.nobs, n_permutations)
    test = partial_sum_test(series, deviations, null, n_permutations, seed)
    process = test.sums * np.sqrt((series.nobs - 1) / series.nobs)
    statistic = float(np.abs(process).max())
    asymptotic = float(kolmogorov(statistic))
    by_time = pd.Series(process, test.fit.seen.labels[:-1])
    return CusumResult(**test.result("cusum", statistic, asymptotic), process=by_time)


def deviations(values: np.ndarray) -> np.ndarray:
    """Deviations of each series from its mean, their squares adding up to one; zero where all values are equal.

    >>> deviations(np.array([[1.0, 1, 4], [2, 2, 2]])).round(3)
    array([[-0.408, -0.408,  0.816],
           [ 0.   ,  0.   ,  0.   ]])
    """
    centred = values - values.mean(axis=1, keepdims=True)
    size = np.sqrt(np.square(centred).sum(axis=1, keepdims=True))
    varies = size > EXACT_FIT * np.abs(values).max(axis=1, keepdims=True)
    return np.divide(centred, size, out=np.zeros_like(centred), where=varies)
