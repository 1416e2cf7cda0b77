"""Sharp bounds and credible band of every period, side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.draws import PosteriorDraws

__all__ = ["bands", "check_alpha", "estimate_table", "tails"]

#: The columns of a band.
BAND = ["estimate", "lower", "upper"]


def estimate_table(drawn: PosteriorDraws, sharp: pd.DataFrame, freq: str, alpha: float) -> pd.DataFrame:
    """Sharp bounds and credible band of every period of a reconciliation.

    Parameters
    ----------
    drawn : PosteriorDraws
    sharp : pandas.DataFrame
        Columns `lower` and `upper`: the sharp bounds of the same periods.
    freq, alpha
        See `Reconciliation.estimate`.

    Returns
    -------
    pandas.DataFrame
        `estimate`, `lower`, `upper`, `lower_bound`, `upper_bound`, one row per period.
    """
    band = bands(drawn, freq, alpha)
    # A band of no width lies on its bounds; keep it there to the last digit.
    band = band.clip(sharp["lower"], sharp["upper"], axis=0)
    return band.assign(lower_bound=sharp["lower"], upper_bound=sharp["upper"])


def bands(drawn: PosteriorDraws, freq: str, alpha: float = 0.1) -> pd.DataFrame:
    """The median and the central band of the total of every period.

    Parameters
    ----------
    drawn : PosteriorDraws
    freq : str
        Length of a period: ``"Y"``, ``"Q"``, ``"M"``, ...
    alpha : float
        Probability outside the band.

    Returns
    -------
    pandas.DataFrame
        One row per period: `estimate` (the median), `lower`, `upper`.
    """
    tail = tails(alpha)
    periods, totals = drawn.totals(freq)
    table = np.quantile(totals, [0.5, *tail], axis=1).T
    return pd.DataFrame(table, index=periods.rename("period"), columns=pd.Index(BAND))


def tails(alpha: float) -> tuple[float, float]:
    """The two probabilities between which a central band lies."""
    alpha = check_alpha(alpha)
    return alpha / 2, 1 - alpha / 2


def check_alpha(alpha: float) -> float:
    """The value itself, if it is a probability strictly between 0 and 1."""
    if isinstance(alpha, int | float) and 0 < alpha < 1:
        return alpha
    raise ReconcileError(f"alpha is the probability outside a band, between 0 and 1, such as 0.1, not {alpha!r}")
