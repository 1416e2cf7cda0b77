"""Structural time series: a level (and a slope) that move, observed with noise and through windows.

``value_t = level_t + irregular_t`` and ``level_{t+1} = level_t [+ slope_t] + disturbance``, in equal base
periods. Counts over longer windows are sums of these (cumulators), so that years, eleven months and single
months can occur in one series, and windows may overlap. The start is *exactly* diffuse, and rounding enters
as a known noise of the variance of a uniform error, (upper - lower)^2 / 12.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.state_spaces.predictive import coefficients
from fraudstats.trends.state_spaces.result import StateSpaceResult, log_likelihood
from fraudstats.trends.state_spaces.specification import Specification, read_specification
from fraudstats.trends.state_spaces.variances import maximise_variances

__all__ = ["StateSpaceResult", "state_space"]


@pools_draws
def state_space(
    data: Any,
    time: Any = None,
    *,
    model: str = "local_level",
    log: bool = False,
    freq: str | None = None,
    season: int | None = None,
    exog: Any = None,
    fixed: Mapping[str, float] | None = None,
) -> StateSpaceResult:
    """Fit a local level or local linear trend model by exact diffuse maximum likelihood.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Values in time (see :func:`~fraudstats.trends.as_time_series`); values may be missing anywhere.
        Values with windows are sums over their windows. A range is read as its midpoint with the variance of a
        uniform error; open ranges are refused.
    time : array, optional
        Times, in place of those of `data`.
    model : {"local_level", "local_trend"}
    log : bool
        Model the logarithms, which needs windows of one base period each.
    freq : {"Y", "Q", "M", "D"}, optional
        Base period under the windows; by default the coarsest of which every window is a whole number.
    season : int, optional
        Base periods per cycle (12 for months): adds stochastic dummy seasonals.
    exog : array or DataFrame, optional
        Regressors with constant coefficients, one row per base period (a step for an intervention).
    fixed : {name: value}, optional
        Variances that are known and not estimated: ``{"sigma2.slope": 0}`` for a slope that does not move.

    Returns
    -------
    StateSpaceResult
        `params` holds ``sigma2.irregular``, ``sigma2.level``, and so on, in units of the values squared, and the
        coefficients of regressors as ``beta.NAME``.

    Raises
    ------
    TrendError
        For too few values, times that are not equally spaced, logarithms of sums or of values not above
        zero, a range without an end, or a fixed variance that the model does not have.

    References
    ----------
    Durbin, J. and Koopman, S. J. (2012). *Time Series Analysis by State Space Methods*, 2nd ed. Oxford.
    Harvey, A. C. (1989). *Forecasting, Structural Time Series Models and the Kalman Filter*. Cambridge.
    Commandeur, J. J. F. and Koopman, S. J. (2007). *An Introduction to State Space Time Series Analysis*.
    Oxford.

    Examples
    --------
    >>> years = pd.period_range("2015", periods=8, freq="Y")
    >>> fit = state_space(pd.Series([10.0, 12, 11, 15, 14, 18, 17, 20], years))
    >>> fit.forecast(2).round(1)["estimate"].tolist()
    [19.8, 19.8]
    """
    specification = read_specification(data, time, model, log, freq, season, exog, fixed)
    loglik = log_likelihood(specification)
    found, llf = maximise_variances(loglik, _guess(specification.windows), specification.free)
    known = dict(zip(specification.free, found, strict=True)) | dict(specification.fixed)
    variances = {name: known[name] for name in specification.structure.variances}
    return StateSpaceResult(
        series=specification.series,
        params=pd.Series(
            {f"sigma2.{name}": value for name, value in variances.items()} | _betas(specification, variances)
        ),
        llf=llf,
        specification=specification,
        notes=tuple(_notes(specification, variances)),
    )


def _betas(specification, variances):
    """Coefficients of the regressors by generalised least squares under these variances."""
    if not specification.exog_names:
        return {}
    n = len(specification.grid.index)
    at = coefficients(specification.structure, specification.windows, n, variances)
    return {f"beta.{name}": value for name, value in zip(specification.exog_names, at.mean[0], strict=True)}


def _guess(windows):
    """A variance of the right order: that of the changes per base period."""
    length = np.array([shares.sum() for shares in windows.weights])
    rate = windows.value / length
    return float(np.var(np.diff(rate))) or float(np.var(rate)) or 1.0


def _notes(specification: Specification, variances: Mapping[str, float]) -> Iterator[str]:
    if gone := [name for name in specification.free if variances[name] == 0]:
        yield f"the variance of {' and '.join(gone)} is estimated as zero: that component does not move"
