"""Structural time series: a level (and a slope) that move, observed with noise and through windows.

``value_t = level_t + irregular_t`` and ``level_{t+1} = level_t [+ slope_t] + disturbance``, in equal base
periods. Counts over longer windows are sums of these (cumulators), so that years, eleven months and single
months can occur in one series, and windows may overlap. The start is *exactly* diffuse, and rounding enters
as a known noise of the variance of a uniform error, (upper - lower)^2 / 12.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.exposure import read_columns
from fraudstats.trends.series.periods import Grid, base_grid
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.state_spaces.cumulator import Structure, Windows, build_model
from fraudstats.trends.state_spaces.smoothing import smooth
from fraudstats.trends.state_spaces.variances import maximise_variances, profile_variances

__all__ = ["StateSpaceResult", "state_space"]

MODELS = {"local_level": False, "local_trend": True}
NAMES = {"local_level": "Local level", "local_trend": "Local linear trend"}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class StateSpaceResult(TrendResult):
    """A fitted structural time series; `params` holds the variances.

    Attributes
    ----------
    llf : float
        Exact diffuse log likelihood (Durbin and Koopman, 2012, section 7.2.2), without the constant
        ``log(2 pi) / 2`` of each diffuse state, as they print it.
    grid : Grid
        The base periods, and the windows over them.
    log : bool
        Whether logarithms were modelled.
    """

    llf: float
    model: str
    structure: Structure
    windows: Windows
    grid: Grid
    log: bool

    @property
    def method(self) -> str:
        parts = [NAMES[self.model]]
        parts += [f"{self.structure.season} seasons"] if self.structure.season else []
        parts += ["logarithms"] if self.log else []
        parts += ["windows as cumulators"] if self.grid.aggregated else []
        return ", ".join(parts) + " (exact diffuse maximum likelihood)"

    @property
    def aic(self) -> float:
        """Akaike's criterion, with the diffuse states counted as parameters."""
        return -2 * self.llf + 2 * (len(self.params) + self.structure.size)

    @property
    def fittedvalues(self) -> np.ndarray:
        """Smoothed trend (with season and regressors) summed over each window."""
        signal = self._transformed(self.states["signal"].to_numpy())
        return np.array([
            shares @ signal[a : b + 1]
            for a, b, shares in zip(self.grid.first, self.grid.last, self.grid.weights, strict=True)
        ])  # fmt: skip

    @cached_property
    def states(self) -> pd.DataFrame:
        """Smoothed components, one row per base period, with standard errors; on the log scale where `log` is true.

        Columns ``level, level_se``, ``slope, slope_se``, ``seasonal, seasonal_se`` as far as the model has
        them, ``signal, signal_se`` (their sum with the regressors), and ``value_se``, the error of
        predicting a value.
        """
        return self._smooth(0, None)

    def forecast(self, horizon: int, alpha: float = 0.05, exog: Any = None) -> pd.DataFrame:
        """Predict the next base periods.

        Parameters
        ----------
        horizon : int
        alpha : float
        exog : array, optional
            Regressors of these periods, where the model has some.

        Returns
        -------
        DataFrame
            ``estimate`` (the mean; the median, for logarithms), ``lower, upper`` and ``std_err`` of each period's
            value. The variances are taken as known.
        """
        from scipy import stats

        if not (isinstance(horizon, (int, np.integer)) and horizon >= 1):
            raise TrendError(f"horizon is {horizon!r}; give a number of periods, 1 or more")
        ahead = self._smooth(horizon, exog).iloc[-horizon:]
        half = stats.norm.ppf(1 - check_alpha(alpha) / 2) * ahead.value_se
        ends = {"estimate": ahead.signal, "lower": ahead.signal - half, "upper": ahead.signal + half}
        return pd.DataFrame(ends).apply(self._transformed).assign(std_err=ahead.value_se)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Profile-likelihood intervals of the variances; one that starts at 0 says that the component is not needed."""
        ends = profile_variances(self._loglik(), self.params.to_numpy(), check_alpha(alpha))
        return interval_frame(self.params.index, *np.transpose(ends))

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the states of the last period, with standard errors."""
        last = self.states.iloc[-1]
        names = [name for name in ("level", "slope") if name in last]
        rows = {name: (last[name], last[f"{name}_se"]) for name in names}
        return pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "std_err"])

    def _loglik(self) -> Callable[[np.ndarray], float]:
        return _log_likelihood(self.structure, self.windows, len(self.grid.index))

    def _transformed(self, values):
        return np.exp(values) if self.log else values

    def _smooth(self, horizon, exog):
        structure = _extended(self.structure, horizon, exog)
        n = len(self.grid.index) + horizon
        state, cov = smooth(structure, self.windows, n, self.params.to_numpy())
        m, rows = structure.size, {"level": np.eye(structure.size)[0]}
        if structure.trend:
            rows["slope"] = np.eye(m)[1]
        if structure.season:
            rows["seasonal"] = np.eye(m)[1 + structure.trend]
        rows = {name: np.tile(row, (n, 1)) for name, row in rows.items()} | {"signal": structure.signal(n)}
        columns = {}
        for name, z in rows.items():
            columns[name] = (z.T * state[:m]).sum(axis=0)
            columns[f"{name}_se"] = _root_form(z, cov[:m, :m])
        value = np.column_stack([structure.signal(n), np.ones(n)])
        index = self.grid.index if horizon == 0 else self.grid.index.append(self.grid.future(horizon))
        return pd.DataFrame({**columns, "value_se": _root_form(value, cov[: m + 1, : m + 1])}, index=index)

    def _body(self) -> str:
        last = self.states.iloc[-1]
        names = [name for name in ("level", "slope") if name in last]
        states = ", ".join(f"{name} {last[name]:.6g} (s.e. {last[f'{name}_se']:.3g})" for name in names)
        where = f"Last period {self.states.index[-1]}"
        return f"{super()._body()}\n\nLog likelihood: {self.llf:.4f}\n{where}: {states}"


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

    Returns
    -------
    StateSpaceResult
        `params` holds ``sigma2.irregular``, ``sigma2.level``, and so on, in units of the values squared.

    Raises
    ------
    TrendError
        For too few values, times that are not equally spaced, logarithms of sums or of values not above
        zero, or a range without an end.

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
    [19.4, 19.4]
    """
    if model not in MODELS:
        raise TrendError(f"model {model!r} is unknown; choose one of {', '.join(MODELS)}")
    series = _midpoints(as_time_series(data, time, overlap="allow"))
    grid = base_grid(series, freq)
    structure = _structure(MODELS[model], season, exog, len(grid.index))
    series.require(structure.size + len(structure.variances), f"this {model} model")
    windows = _windows(series, grid, log)
    loglik = _log_likelihood(structure, windows, len(grid.index))
    variances, llf = maximise_variances(loglik, _guess(windows), structure)
    return StateSpaceResult(
        series=series,
        params=pd.Series(variances, [f"sigma2.{name}" for name in structure.variances]),
        llf=llf,
        model=model,
        structure=structure,
        windows=windows,
        grid=grid,
        log=log,
        notes=tuple(_notes(structure, variances)),
    )


def _midpoints(series: TimeSeries) -> TimeSeries:
    """Ranges by their midpoints, with a note that their width is carried as noise."""
    if not series.has_intervals:
        return series
    known = len(series.notes)
    points = series.points("a state space model")
    entered = (note.removesuffix("; their width is not in the intervals") for note in points.notes[known:])
    return replace(
        points, notes=(*series.notes, *(f"{note}, with the variance of a uniform error" for note in entered))
    )


def _structure(trend, season, exog, n):
    if season is not None and not (isinstance(season, (int, np.integer)) and season >= 2):
        raise TrendError(f"season is {season!r}; give the number of base periods per cycle, 2 or more")
    columns = None if exog is None else read_columns(exog, n, "exog")
    return Structure(trend, None if season is None else int(season), columns)


def _extended(structure, horizon, exog):
    if structure.exog is None or horizon == 0:
        return structure
    if exog is None:
        raise TrendError(f"the model has regressors; give `exog`, their values in the {horizon} periods ahead")
    more = read_columns(exog, horizon, "exog")
    return replace(structure, exog=np.vstack([structure.exog, more]))


def _windows(series: TimeSeries, grid: Grid, log: bool) -> Windows:
    value, noise = series.value, np.zeros(len(series))
    lower, upper = series.lower, series.upper
    if log:
        if grid.aggregated:
            raise TrendError("the logarithm of a sum is no sum of logarithms; use log=False, or equal windows")
        if (bad := value[value <= 0]).size:
            raise TrendError(f"logarithms need values above zero, got {bad[0]:g}; use log=False")
        value = np.log(value)
        if lower is not None and upper is not None:
            lower, upper = np.log(np.where(lower > 0, lower, np.nan)), np.log(upper)
    if lower is not None and upper is not None:
        noise = np.where(np.isfinite(lower) & np.isfinite(upper), (upper - lower) ** 2 / 12, 0.0)
    seen = np.flatnonzero(np.isfinite(value))
    return Windows(grid.first[seen], grid.last[seen], [grid.weights[k] for k in seen], value[seen], noise[seen])


def _guess(windows):
    """A variance of the right order: that of the changes per base period."""
    length = np.array([shares.sum() for shares in windows.weights])
    rate = windows.value / length
    return float(np.var(np.diff(rate))) or float(np.var(rate)) or 1.0


def _log_likelihood(structure, windows, n_periods):
    model, set_variances = build_model(structure, windows, n_periods)

    def loglik(variances):
        set_variances(variances)
        return float(model.ssm.loglike()) + structure.size * np.log(2 * np.pi) / 2

    return loglik


def _root_form(z, cov):
    return np.sqrt(np.maximum(np.einsum("ti,ijt,tj->t", z, cov, z), 0))


def _notes(structure: Structure, variances: np.ndarray) -> Iterator[str]:
    if gone := [name for name, v in zip(structure.variances, variances, strict=True) if v == 0]:
        yield f"the variance of {' and '.join(gone)} is estimated as zero: that component does not move"
