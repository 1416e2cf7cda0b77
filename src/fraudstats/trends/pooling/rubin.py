"""Rubin's rules: estimates of several possible data sets, and how much they differ, as one estimate.

References
----------
Rubin, D. B. (1987). *Multiple Imputation for Nonresponse in Surveys*. Wiley.
Barnard, J. and Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation. *Biometrika*
86, 948-955.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["rubin"]


def rubin(estimates, std_errs, df=np.inf) -> pd.DataFrame:
    """Pool estimates (draws x parameters) and their standard errors.

    Parameters
    ----------
    estimates, std_errs : DataFrame
    df : float
        Degrees of freedom that one fit to exactly known data would have.

    Examples
    --------
    >>> table = rubin(pd.DataFrame({"b": [1.0, 2, 3]}), pd.DataFrame({"b": [1.0, 1, 1]}))
    >>> table.round(3).loc["b", ["estimate", "std_err", "share", "df"]].tolist()
    [2.0, 1.528, 0.571, 6.125]
    """
    m = len(estimates)
    within, between = (std_errs**2).mean(), estimates.var(ddof=1)
    total = within + (1 + 1 / m) * between
    share = ((1 + 1 / m) * between / total).where(total > 0, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        old = (m - 1) / share.to_numpy() ** 2
        observed = (df + 1) / (df + 3) * df * (1 - share.to_numpy()) if np.isfinite(df) else np.inf
        pooled_df = 1 / (1 / old + 1 / np.where(observed == 0, np.nan, observed))
        increase = (share / (1 - share)).to_numpy()
        fmi = np.where(np.isinf(increase), 1.0, (increase + 2 / (pooled_df + 3)) / (increase + 1))
    columns = {"estimate": estimates.mean(), "std_err": np.sqrt(total), "df": pooled_df}
    return pd.DataFrame({**columns, "within": within, "between": between, "share": share, "fmi": fmi})
