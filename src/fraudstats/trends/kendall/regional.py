"""The regional Mann-Kendall test: does one trend run through several areas?

Helsel and Frans (2006, Environmental Science and Technology 40, 4066-4073) count S in each area and add the scores, as
the seasonal test adds those of its seasons. Areas that move together share their chance, so that the sum varies more
than its parts; ``correction="hirsch_slack"`` adds their covariances (Dietz and Killeen, 1981; Hirsch and Slack, 1984).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from fraudstats.errors import TrendError
from fraudstats.trends.kendall.mann_kendall import ALTERNATIVES, rank_test
from fraudstats.trends.kendall.result import MannKendallResult
from fraudstats.trends.kendall.values import in_twelfths, require_values
from fraudstats.trends.result import format_p
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.wide import is_wide, read_wide
from fraudstats.trends.series.windows import read_numbers

__all__ = ["RegionalResult", "regional_mann_kendall"]

METHOD = "the regional Mann-Kendall test"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class RegionalResult(MannKendallResult):
    """Outcome of :func:`regional_mann_kendall`; `values` holds the areas one after another at each time.

    Attributes
    ----------
    areas : DataFrame
        The test of each area alone: ``nobs, s, var_s, z, p_value, tau, slope, intercept``.
    """

    areas: pd.DataFrame

    @property
    def method(self) -> str:
        if self.correction is not None:
            how = "covariances between areas included (Dietz and Killeen 1981)"
        else:
            how = f"areas taken as independent, {self._how}"
        return f"Regional Mann-Kendall test of {len(self.areas)} areas, {how}"

    @property
    def homogeneity_p(self) -> float:
        """P-value of one trend in all areas (van Belle and Hughes, 1984, Water Resources Research 20).

        The sum of squares of the areas' scores about their mean is chi-squared with one degree of freedom less than
        areas, if areas are independent.
        """
        scores = self.areas["s"] / np.sqrt(self.areas["var_s"].where(self.areas["var_s"] > 0, 1))
        return float(chdtrc(len(scores) - 1, np.square(scores - scores.mean()).sum()))

    def _body(self):
        rising, falling = (int((np.sign(self.areas["slope"]) == sign).sum()) for sign in (1, -1))
        return (
            f"{super()._body()}\n{rising} areas rise, {falling} fall; one trend in all: "
            f"p = {format_p(self.homogeneity_p)} (van Belle and Hughes 1984)"
        )


def regional_mann_kendall(
    data: Any, time: Any = None, *, correction: str | None = None, alternative: str = "two-sided"
) -> RegionalResult:
    """Test one monotonic trend in several areas, with the median slope of all pairs within areas.

    Parameters
    ----------
    data : array or table, times x areas
        One column per area, over the same times; NaN is a missing value.
    time : array, optional
        Times of the rows, in place of the index.
    correction : {None, "hirsch_slack"}
        None takes areas as independent; "hirsch_slack" adds the covariances between them. Neither allows for
        autocorrelation within an area.
    alternative : {"two-sided", "greater", "less"}
        Of the trend.

    Returns
    -------
    RegionalResult
        With what :func:`~fraudstats.trends.mann_kendall` gives, ``.areas`` and ``.homogeneity_p``.

    Raises
    ------
    TrendError
        If data are not several columns of numbers, or a column has fewer than three values.

    Notes
    -----
    Without a correction and for up to 40 values in all the p-value is exact, else normal with continuity correction.
    Where areas trend in opposite directions their scores cancel: read ``homogeneity_p`` first.

    Examples
    --------
    No area alone shows a rise at 5%; together they do.

    >>> result = regional_mann_kendall([[3, 5, 1], [4, 4, 2], [6, 7, 4], [5, 8, 3], [7, 9, 6]])
    >>> result.s, round(result.p_value, 4), result.areas["p_value"].round(2).tolist()
    (24, 0.0005, [0.08, 0.08, 0.08])
    """
    table = _read(data, time)
    if correction not in (None, "hirsch_slack"):
        raise TrendError(f"correction is {correction!r}; expected 'hirsch_slack' (correlated areas), or None")
    if not (isinstance(alternative, str) and alternative in ALTERNATIVES):
        raise TrendError(f"alternative is {alternative!r}; expected one of {', '.join(ALTERNATIVES)}")
    times = in_twelfths(table.series.require_equal_windows(METHOD))
    values, names = np.ascontiguousarray(table.matrix.T), table.names
    require_values(times, values, names, METHOD)
    alone = rank_test(times, values, names, None, None, None, alternative)
    stacked = table.matrix.reshape(1, -1)
    series = replace(times.take(np.repeat(np.arange(len(times)), len(names))), value=stacked[0])
    areas = np.tile(np.arange(len(names)), len(times))
    fields = rank_test(series, stacked, pd.Index(["slope"]), areas, correction, None, alternative)
    return RegionalResult(areas=alone["table"], **fields)


def _read(data, time):
    data = as_pandas(data)
    data = read_numbers(data, "the table") if isinstance(data, list) else data
    if not is_wide(data, time):
        raise TrendError(
            f"{METHOD} needs a table of times x areas, two areas or more, with the times in the index: "
            "df.pivot(index='year', columns='area', values='cases') makes one of a long table"
        )
    return read_wide(data, time)
