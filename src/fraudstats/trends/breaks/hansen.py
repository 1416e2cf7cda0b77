"""Asymptotic p-values of the supF, aveF and expF statistics by Hansen's (1997) approximation.

Below each share of trimming (``hansen.csv``) the p-value is that of a chi-squared variable at a polynomial of the
statistic; coefficients and degrees of freedom are those that Hansen fitted to simulated distributions. Between two
shares the p-values are interpolated, as in his programs. The distributions hold for long series with independent
errors, and for regressors without a trend.

Hansen, 1997, "Approximate asymptotic p values for structural-change tests", Journal of Business and Economic
Statistics 15, 60-67; Andrews, 1993, "Tests for parameter instability and structural change with unknown change point",
Econometrica 61, 821-856, with a corrigendum in Econometrica 71 (2003), 395-397; Andrews and Ploberger, 1994, "Optimal
tests when a nuisance parameter is present only under the alternative", Econometrica 62, 1383-1414.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2

__all__ = ["STATISTICS", "hansen_p"]

PATH = Path(__file__).with_name("hansen.csv")
STATISTICS = ("supF", "aveF", "expF")


def hansen_p(statistic: str, value: float, parameters: int, trim: float) -> float:
    """The asymptotic p-value.

    Parameters
    ----------
    statistic : {"supF", "aveF", "expF"}
    value : float
    parameters : {1, 2}
        How many coefficients change.
    trim : float
        The share of the values that each segment has at least; below 1% the approximation of 1% is taken.

    Examples
    --------
    Andrews (2003) has 8.68 as the 5% point of supF with one coefficient and 15% trimming.

    >>> round(hansen_p("supF", 8.68, 1, 0.15), 2)
    0.05
    """
    shares, coefficients, df = _table()[statistic, parameters]
    argument = np.maximum(coefficients @ value ** np.arange(4), 0)
    p = chi2.sf(argument, df)
    # With trimming of one half a single break is possible, and its statistic is chi-squared.
    known = chi2.sf(2 * value if statistic == "expF" else value, parameters)
    return float(np.interp(trim, [*shares[::-1], 0.5], [*p[::-1], known]))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, int], tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Trimming, coefficients and degrees of freedom by statistic and number of coefficients."""
    table = {}
    for key, rows in pd.read_csv(PATH).groupby(["statistic", "parameters"]):
        columns = rows["trim"], rows[["c0", "c1", "c2", "c3"]], rows["df"]
        table[key] = tuple(column.to_numpy(float) for column in columns)
    return table
