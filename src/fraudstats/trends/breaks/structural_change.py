"""Did level or slope change at some time? supF, aveF and expF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.breaks.break_test import break_test
from fraudstats.trends.breaks.fit import BreakFit, rows_of
from fraudstats.trends.breaks.given import read_series
from fraudstats.trends.breaks.hansen import STATISTICS
from fraudstats.trends.breaks.notes import caveats
from fraudstats.trends.breaks.regressors import CHANGES, Regressors, read_trim
from fraudstats.trends.breaks.resampling import choose_null
from fraudstats.trends.breaks.result import ChangeTestResult, in_words

__all__ = ["StructuralChangeResult", "structural_change"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class StructuralChangeResult(ChangeTestResult):
    """Outcome of :func:`structural_change`; `params` holds supF, aveF and expF, the one asked for first.

    Attributes
    ----------
    f_statistics : Series
        Chow's statistic of a change after each time, by the label of the time.
    change : str
        What may change.
    least : int
        The fewest values on either side of a change.
    """

    f_statistics: pd.Series
    change: str
    least: int

    @property
    def method(self) -> str:
        return (
            f"{self.params.index[0]} test of a {CHANGES[self.change]} at an unknown time, {in_words(self.null)} "
            f"p-value, {self.least} values or more on either side"
        )


def structural_change(
    data: Any,
    time: Any = None,
    *,
    change: str = "level",
    statistic: str = "supF",
    trim: float = 0.15,
    null: str | None = None,
    n_permutations: int = 4999,
    seed: int = 0,
) -> StructuralChangeResult:
    """Test whether level, or level and slope, changed at a time that is not known beforehand.

    Parameters
    ----------
    data : series
        What :func:`~fraudstats.trends.as_time_series` reads: ranges enter by their midpoints, open ranges are refused,
        missing values are left out.
    time : array or str, optional
        Times of the values, or the column that holds them.
    change : {"level", "level_with_trend", "level_and_slope"}
        What may change: a constant level; the level around a line whose slope stays; or both level and slope.
    statistic : {"supF", "aveF", "expF"}
        The largest of the F statistics of all times, their mean, or their exponential mean, whose p-value is
        ``p_value``; all three are in the result. supF is best for one large change, aveF for small or several ones.
    trim : float
        The fewest values on either side of a change: a share of all values below 0.5, or a number of values. A share
        never means fewer than one value more than there are coefficients that change.
    null : {"permutation", "simulation", "AR(1)", "asymptotic"}, optional
        How the distribution without a change is found: permuting the residuals of the model without one (for a level
        exact for errors in random order, whatever their distribution); simulating normal errors (exact for these);
        simulating a first-order autoregression with the residuals' coefficient; or Hansen's (1997) asymptotic
        p-values. By default permutation, but simulation for a level in 7 values or fewer, no order of which is rare
        enough to reject at 5%.
    n_permutations : int
        Series permuted or simulated. supF of a level in up to 16 values needs none: all permutations are counted.
    seed : int
        Of the permutations and simulations.

    Returns
    -------
    StructuralChangeResult
        With ``.statistic``, ``.p_value``, ``.break_time``, ``.means`` and ``.f_statistics``.

    Raises
    ------
    TrendError
        With fewer than 4 values, two at one time, or too few for two segments.

    Notes
    -----
    Andrews, 1993, "Tests for parameter instability and structural change with unknown change point", Econometrica 61,
    821-856; Andrews and Ploberger, 1994, Econometrica 62, 1383-1414; Hansen, 1997, Journal of Business and Economic
    Statistics 15, 60-67. The F statistics are not divided by the number of coefficients, as in these papers and in R's
    strucchange. The asymptotic p-values do not allow for the trend in the regressors of the two models with a line.

    Examples
    --------
    >>> result = structural_change([3, 4, 2, 5, 3, 4, 9, 8, 10, 9], time=range(2011, 2021))
    >>> result.break_time, round(result.statistic, 1), round(result.p_value, 4)
    (2016.0, 77.4, 0.0095)
    """
    if statistic not in STATISTICS:
        raise TrendError(f"statistic is {statistic!r}; expected one of {', '.join(STATISTICS)}")
    series = read_series(data, time, "a test of structural change")
    seen = series.complete()
    regressors = Regressors.of(change, seen.time)
    least = read_trim(trim, len(seen), regressors.changing.shape[1])
    null = choose_null(null, change, len(seen), n_permutations)
    test = break_test(seen.value, regressors, least, null, rows_of(seen), n_permutations, random_generator(seed))
    fit = BreakFit(series, change, np.array([test.at]))
    index = pd.Index(STATISTICS)
    order = [statistic, *index.drop(statistic)]
    table = pd.DataFrame({"p_value": test.p, "asymptotic_p_value": test.asymptotic}, index)
    return StructuralChangeResult(
        series=series,
        params=pd.Series(test.statistics, index).loc[order],
        table=table.loc[order],
        fit=fit,
        null=null,
        n_permutations=n_permutations,
        seed=seed,
        f_statistics=pd.Series(test.f, seen.labels[test.places - 1]),
        change=change,
        least=least,
        notes=tuple(caveats(fit, null)),
    )
