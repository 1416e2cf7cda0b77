"""Tests by the largest partial sum of scores: what `cusum` and `pettitt` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.trends.arguments import random_generator
from fraudstats.trends.breaks.fit import BreakFit, rows_of
from fraudstats.trends.breaks.notes import caveats
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
    null : str
    n_permutations, seed : int
        As given to the test.
    """

    sums: np.ndarray
    p: float | None
    fit: BreakFit
    null: str
    n_permutations: int
    seed: int

    def result(self, name: str, statistic: float, asymptotic: float) -> dict[str, Any]:
        """What a `ChangeTestResult` holds of the test of one statistic."""
        p = asymptotic if self.p is None else self.p
        return {
            "series": self.fit.series,
            "params": pd.Series({name: statistic}),
            "table": pd.DataFrame({"p_value": p, "asymptotic_p_value": asymptotic}, [name]),
            "fit": self.fit,
            "null": self.null,
            "n_permutations": self.n_permutations,
            "seed": self.seed,
            "notes": tuple(caveats(self.fit, self.null)),
        }


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
    seen, random = series.complete(), random_generator(seed)
    given = scores(seen.value[None, :])[0]
    sums = given.cumsum()[:-1]
    largest = np.abs(sums).max()
    at = int(np.flatnonzero(np.abs(sums) >= largest * (1 - TIE))[0]) + 1
    fit = BreakFit(series, "level", np.array([at]))
    if null == "asymptotic":
        p = None
    elif null == "permutation":
        p = partial_sum_p(given, np.full(len(sums), largest), n_permutations, random)
    else:
        drawn = scores(null_series(seen.value - seen.value.mean(), rows_of(seen), null, n_permutations, random))
        p = p_of_larger(largest, np.abs(drawn.cumsum(axis=1)[:, :-1]).max(axis=1))
    return PartialSums(sums, p, fit, null, n_permutations, seed)
