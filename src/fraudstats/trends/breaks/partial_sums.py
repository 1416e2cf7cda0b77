"""Tests by the largest partial sum of scores: what `cusum` and `pettitt` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fraudstats.trends.breaks.fit import BreakFit, rows_of
from fraudstats.trends.breaks.resampling import null_series, p_of_larger, partial_sum_p
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["PartialSums", "partial_sum_test"]

#: Sums closer than this, relatively, are equal, and the earlier one is taken.
TIE = 1e-9


@dataclass(frozen=True, eq=False)
class PartialSums:
    """A test by partial sums.

    Attributes
    ----------
    sums : ndarray
        The sum of the first 1, 2, ..., n - 1 scores.
    p : float or None
        The p-value; None for the asymptotic one, which each test has of its own.
    fit : BreakFit
        Least squares with the change of level where the sum is largest.
    """

    sums: np.ndarray
    p: float | None
    fit: BreakFit


def partial_sum_test(
    series: TimeSeries,
    scores: Callable[[np.ndarray], np.ndarray],
    null: str,
    n_permutations: int,
    seed: int,
) -> PartialSums:
    """Test by the largest partial sum, on either side of zero.

    Parameters
    ----------
    scores : callable
        The scores of each series, which add up to zero (series x times in and out).
    """
    seen, random = series.complete(), np.random.default_rng(seed)
    given = scores(seen.value[None, :])[0]
    sums = given.cumsum()[:-1]
    largest = np.abs(sums).max()
    at = int(np.flatnonzero(np.abs(sums) >= largest * (1 - TIE))[0]) + 1
    fit = BreakFit(series, "level", np.array([at]))
    if null == "asymptotic":
        return PartialSums(sums, None, fit)
    if null == "permutation":
        p = partial_sum_p(given, np.full(len(sums), largest), n_permutations, random)
        return PartialSums(sums, p, fit)
    drawn = scores(null_series(seen.value - seen.value.mean(), rows_of(seen), null, n_permutations, random))
    return PartialSums(sums, p_of_larger(largest, np.abs(drawn.cumsum(axis=1)[:, :-1]).max(axis=1)), fit)
