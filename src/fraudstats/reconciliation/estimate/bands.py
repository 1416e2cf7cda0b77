"""Sharp bounds and credible band of every period, side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError

__all__ = ["bands", "check_level", "estimate"]


def estimate(result, freq="M", level=0.9, n=2000, seed=0) -> pd.DataFrame:
    """Sharp bounds and credible band of every period of a reconciliation.

    Parameters
    ----------
    result : fraudstats.reconciliation.result.Reconciliation
    freq, level, n, seed
        See `Reconciliation.estimate`.

    Returns
    -------
    pandas.DataFrame
        `lower_bound`, `lower`, `median`, `upper`, `upper_bound`, one row a period.
    """
    band = bands(result.sample(n, seed), freq, level)
    sharp = result.bounds_table(freq)
    # A band of no width lies on its bounds; keep it there to the last digit.
    band = band.clip(sharp["lower"], sharp["upper"], axis=0)
    return pd.concat([sharp["lower"].rename("lower_bound"), band, sharp["upper"].rename("upper_bound")], axis=1)


def bands(draws, freq, level=0.9) -> pd.DataFrame:
    """The median and the central band of the total of every period.

    Parameters
    ----------
    draws : fraudstats.reconciliation.estimate.draws.Draws
    freq : str
        Length of a period: ``"Y"``, ``"Q"``, ``"M"``, ...
    level : float
        Probability inside the band.

    Returns
    -------
    pandas.DataFrame
        One row a period: `lower`, `median`, `upper`.
    """
    tail = (1 - check_level(level)) / 2
    periods, totals = draws.totals(freq)
    table = np.quantile(totals, [tail, 0.5, 1 - tail], axis=1).T
    return pd.DataFrame(table, index=periods.rename("period"), columns=["lower", "median", "upper"])


def check_level(level) -> float:
    """The level itself, if it is a probability strictly between 0 and 1."""
    if isinstance(level, (int, float)) and 0 < level < 1:
        return level
    raise ReconcileError(f"level must be a probability between 0 and 1, such as 0.9, not {level!r}")
