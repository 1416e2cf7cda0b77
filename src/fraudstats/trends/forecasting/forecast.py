"""Forecasts of a regular series, with the naive and the drift forecast always beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import ACCENT, GREY, band
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.forecasting.forecasters import BASELINES, forecaster
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame
from fraudstats.trends.series.periods import Grid, base_grid
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ForecastResult", "forecast", "predict_ensemble", "regular_values"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ForecastResult(TrendResult):
    """A forecast; `params` holds the medians, one per period, and ``conf_int()`` gives *prediction* intervals.

    Attributes
    ----------
    ensembles : dict of ndarray
        For the method and each baseline, equally probable values (horizon, m).
    name : str
        The method's name.
    log : bool
        Whether logarithms were forecast.
    """

    ensembles: dict[str, np.ndarray]
    name: str
    log: bool

    @property
    def method(self) -> str:
        return f"Forecast by {self.name}{', logarithms' if self.log else ''}"

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Prediction intervals at level ``1 - alpha``, one row per period."""
        return self._ends(self.name, alpha)

    def baselines(self, alpha: float = 0.05) -> pd.DataFrame:
        """The naive and drift forecasts: columns (baseline, estimate / lower / upper)."""
        tables = {
            name: self._ends(name, alpha).assign(estimate=np.median(self.ensembles[name], axis=1))
            for name in self.ensembles
            if name != self.name
        }
        return pd.concat(tables, axis=1)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The forecast beside its baselines: ``estimate, lower, upper``, then one column per baseline."""
        others = {name: np.median(e, axis=1) for name, e in self.ensembles.items() if name != self.name}
        return super().to_frame(alpha).assign(**others)

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the medians, with the standard deviations of the ensemble."""
        std_err = self.ensembles[self.name].std(axis=1)
        return pd.DataFrame({"estimate": self.params, "std_err": std_err})

    def _ends(self, name: str, alpha: float) -> pd.DataFrame:
        ends = np.quantile(self.ensembles[name], [check_alpha(alpha) / 2, 1 - alpha / 2], axis=1)
        return interval_frame(self.params.index, *ends)

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        index = self.params.index
        step = np.median(np.diff(self.series.time))
        time = self.series.time[-1] + step * np.arange(1, len(index) + 1)
        ends = self.conf_int()
        for name in self.ensembles:
            style: dict[str, Any] = (
                {"color": ACCENT} if name == self.name else {"color": GREY, "linestyle": _DASHES.get(name, ":")}
            )
            ax.plot(time, np.median(self.ensembles[name], axis=1), label=name.replace("_", " "), **style)
        band(ax, time, ends.lower, ends.upper, color=ACCENT, label="95% prediction interval")


#: How the lines of the baselines differ.
_DASHES = {"naive": ":", "drift": "--"}


def forecast(
    data: Any,
    time: Any = None,
    *,
    horizon: int,
    method: str | Callable[..., Any] = "local_level",
    log: bool = False,
    season: int | None = None,
    seed: int = 0,
) -> ForecastResult:
    """Predict the next periods of a regular series.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Values in equal periods; gaps may be missing. (For windows of unequal length use
        :func:`~fraudstats.trends.state_space`, whose forecast is in base periods.)
    time : array, optional
        Times, in place of those of `data`.
    horizon : int
        Periods ahead.
    method : {"local_level", "local_trend", "linear_trend", "count_trend", "ets", "theta", "arima", "combination",
    "seasonal_naive", "naive", "drift"} or callable
        A callable ``(values, horizon, season, rng)`` returns equally probable values (horizon, m).
    log : bool
        Whether the method works on logarithms, which keeps forecasts above zero.
    season : int, optional
        Rows per cycle (12 for months): a seasonal component, and seasonal_naive among the baselines.
    seed : int
        For a callable that draws.

    Returns
    -------
    ForecastResult

    Raises
    ------
    TrendError
        If windows are unequal, times irregular, values too few, logarithms asked of values not above zero,
        or a range has no end.

    References
    ----------
    Hyndman, R. J. and Athanasopoulos, G. (2021). *Forecasting: Principles and Practice*, 3rd ed. OTexts.

    Examples
    --------
    >>> ahead = forecast([3, 5, 4, 6, 7, 6, 8], horizon=2, method="drift")
    >>> ahead.params.round(2).tolist(), ahead.to_frame()["naive"].tolist()
    ([8.83, 9.67], [8.0, 8.0])
    """
    if not (isinstance(horizon, (int, np.integer)) and horizon >= 1):
        raise TrendError(f"horizon is {horizon!r}; give a number of periods, 1 or more")
    series = as_time_series(data, time).points("a forecast")
    grid, values = regular_values(series)
    name = method if isinstance(method, str) else getattr(method, "__name__", "forecast")
    methods = {name: method, **{baseline: baseline for baseline in _baselines(season) if baseline != name}}
    ensembles = {n: predict_ensemble(m, values, horizon, log=log, season=season, seed=seed) for n, m in methods.items()}
    medians = pd.Series(np.median(ensembles[name], axis=1), grid.future(horizon))
    return ForecastResult(series=series, params=medians, ensembles=ensembles, name=name, log=log)


def _baselines(season):
    return (*BASELINES, "seasonal_naive") if season else BASELINES


def regular_values(series: TimeSeries) -> tuple[Grid, np.ndarray]:
    """The grid of a series of equal periods, and its values on it (NaN in gaps)."""
    grid = base_grid(series.require_equal_windows("a forecast"))
    if grid.aggregated:
        raise TrendError(
            f"the windows (such as {series.labels[0]}) are no whole years, quarters, months or days; use "
            "fs.trends.state_space(data).forecast(horizon), which takes any windows"
        )
    values = np.full(len(grid.index), np.nan)
    values[grid.first] = series.value
    return grid, values


def predict_ensemble(
    method: str | Callable[..., Any],
    values: np.ndarray,
    horizon: int,
    *,
    log: bool = False,
    season: int | None = None,
    seed: int = 0,
) -> np.ndarray:
    """Equally probable futures (horizon, m) of an array of values."""
    # A count trend is log-linear already, and needs the counts themselves.
    logarithms = log and method != "count_trend"
    if logarithms:
        if (bad := values[values <= 0]).size:
            raise TrendError(f"logarithms need values above zero, got {bad[0]:g}; use log=False")
        values = np.log(values)
    ensemble = np.asarray(forecaster(method)(values, horizon, season, random_generator(seed)), float)
    if ensemble.ndim != 2 or len(ensemble) != horizon or not np.isfinite(ensemble).all():
        raise TrendError(
            f"the forecast by {method!r} has shape {ensemble.shape}, or holds values that are not finite; "
            f"({horizon}, m) finite values are expected"
        )
    return np.exp(ensemble) if logarithms else ensemble
