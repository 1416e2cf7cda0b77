"""How strongly are the errors of neighbouring values correlated?"""

from __future__ import annotations

from typing import Any

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.joinpoints.fit import Fit, hinges
from fraudstats.trends.joinpoints.response import Response
from fraudstats.trends.joinpoints.whitened import Whitening, lag_unit

__all__ = ["estimated", "read_autocorrelation"]

#: Correlations that are tried, so that no last digit decides.
TRIED = np.round(np.arange(-0.5, 0.951, 0.01), 2)


def read_autocorrelation(rho: Any, response: Response, continuous: bool) -> tuple[float, float]:
    """Correlation (NaN: to be estimated) and the time between neighbours, from what the user gave.

    Raises
    ------
    TrendError
        If `rho` is no correlation, or is given with errors or a search that cannot hold one.
    """
    if rho is None:
        return 0.0, 1.0
    if isinstance(rho, str) and rho != "estimate":
        raise TrendError(f"rho is {rho!r}; expected a number between -1 and 1, or 'estimate'")
    if response.errors != "constant" or continuous:
        raise TrendError(
            "autocorrelated errors need constant errors and a grid, as in NCI's Joinpoint; leave out se, exposure, "
            "errors and grid='continuous', or leave out rho"
        )
    unit = lag_unit(response.series.time)
    if isinstance(rho, str):
        return np.nan, unit
    if not (np.ndim(rho) == 0 and -1 < float(rho) < 1):
        raise TrendError(f"rho is {rho!r}; expected a number between -1 and 1, or 'estimate'")
    return float(rho), unit


def estimated(fit: Fit, unit: float) -> float:
    """The correlation with the largest restricted likelihood, given the joinpoints of `fit`.

    The columns that count are those of unconnected lines (Feder 1975): joinpoints that were sought use up as much as
    free lines do.
    """
    steps = (fit.time[:, None] > fit.joinpoints).astype(float)
    columns = np.column_stack([hinges(fit.time - fit.time.mean(), fit.joinpoints - fit.time.mean()), steps])
    columns = np.column_stack([columns, fit.terms.columns(fit.time)])
    likelihood = [_restricted(fit, columns, rho, unit) for rho in TRIED]
    return float(TRIED[int(np.argmax(np.round(likelihood, 9)))])


def _restricted(fit, columns, rho, unit):
    errors = Whitening(fit.time, fit.weight, float(rho), unit)
    basis, size, _ = np.linalg.svd(errors.white(columns), full_matrices=False)
    kept = size > 1e-9 * size[0]
    value = errors.white(fit.value)
    rest = value - basis[:, kept] @ (basis[:, kept].T @ value)
    df = len(value) - kept.sum()
    return errors.log_determinant - np.log(size[kept]).sum() - df / 2 * np.log(rest @ rest)
