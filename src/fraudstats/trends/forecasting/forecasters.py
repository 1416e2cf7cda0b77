"""Forecasting methods with a common interface: values on a regular grid in, equally probable futures out.

A forecaster is called as ``forecaster(values, horizon, season, rng)`` with an array whose gaps are NaN, and
returns an array (horizon, m) of equally probable values. The built-in ones return the quantiles of their
predictive distribution at (i - 1/2) / m, so they are exact to the last digit and need no seed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["BASELINES", "FORECASTERS", "Forecaster", "forecaster"]

#: ``(values, horizon, season, rng)`` to equally probable values (horizon, m).
Forecaster = Callable[[np.ndarray, int, "int | None", "np.random.Generator"], np.ndarray]

#: Values in an ensemble.
SIZE = 999
LEVELS = (np.arange(SIZE) + 0.5) / SIZE


def forecaster(method: str | Callable[..., Any]) -> Callable[..., Any]:
    """The method of that name, or the user's own callable."""
    if callable(method):
        return method
    if not (isinstance(method, str) and method in FORECASTERS):
        raise TrendError(f"method {method!r} is unknown; choose one of {', '.join(FORECASTERS)}, or give a callable")
    return FORECASTERS[method]


def naive(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """The last value; errors of a random walk, whose variance is estimated from its steps (Student's t)."""
    seen, steps, gaps = _steps(values)
    scale = np.sqrt((steps**2 / gaps).mean())
    ahead = np.arange(1, horizon + 1) + (len(values) - 1 - seen[-1])
    return _t(values[seen[-1]], scale * np.sqrt(ahead), len(steps))


def drift(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """The line through the first and last value; a random walk with drift."""
    seen, steps, gaps = _steps(values)
    if len(steps) < 2:
        return naive(values, horizon, season, rng)
    span = gaps.sum()
    slope = steps.sum() / span
    scale = np.sqrt(((steps - slope * gaps) ** 2 / gaps).sum() / (len(steps) - 1))
    ahead = np.arange(1, horizon + 1) + (len(values) - 1 - seen[-1])
    return _t(values[seen[-1]] + slope * ahead, scale * np.sqrt(ahead * (1 + ahead / span)), len(steps) - 1)


def seasonal_naive(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """The value of the same season a cycle ago."""
    if not season:
        raise TrendError("seasonal_naive needs `season`, the number of periods in a cycle (12 for months)")
    change = values[season:] - values[:-season]
    change = change[np.isfinite(change)]
    if not len(change):
        raise TrendError(f"seasonal_naive needs more than one cycle of {season} periods, got {len(values)} periods")
    last = np.array([_last_seen(values[phase::season]) for phase in range(season)])
    steps = np.arange(horizon)
    cycles = steps // season + 1
    centre = last[(len(values) + steps) % season]
    return _t(centre, np.sqrt((change**2).mean() * cycles), len(change))


def local_level(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """A level that moves, averaged over its variances."""
    return _state_space("local_level", values, horizon, season)


def local_trend(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """A level and slope that move, averaged over their variances."""
    return _state_space("local_trend", values, horizon, season)


def linear_trend(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """Least-squares line with its prediction intervals."""
    time = np.arange(len(values), dtype=float)
    seen = np.isfinite(values)
    x = np.column_stack([np.ones(len(values)), time])
    gram = np.linalg.inv(x[seen].T @ x[seen])
    beta = gram @ x[seen].T @ values[seen]
    df = int(seen.sum()) - 2
    variance = ((values[seen] - x[seen] @ beta) ** 2).sum() / df
    new = np.column_stack([np.ones(horizon), len(values) + np.arange(horizon)])
    leverage = np.einsum("hi,ij,hj->h", new, gram, new)
    return _t(new @ beta, np.sqrt(variance * (1 + leverage)), df)


def count_trend(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """Log-linear quasi-Poisson trend; predictive negative binomial with the estimates' uncertainty."""
    from scipy import stats

    from fraudstats.trends.counts.count_trend import count_trend as fit_count_trend

    fit = fit_count_trend(values, np.arange(float(len(values))))
    new = np.column_stack([np.ones(horizon), len(values) + np.arange(horizon)])
    spread = np.sqrt(np.einsum("hi,ij,hj->h", new, fit.cov, new))
    # A golden-ratio sequence pairs every quantile of the mean with an even spread of quantiles of the count.
    mean = np.exp((new @ fit.params.to_numpy())[:, None] + spread[:, None] * stats.t.ppf(LEVELS, fit.df_resid))
    return np.sort(fit.fit.quantile(np.arange(SIZE) * 0.6180339887498949 % 1, np.minimum(mean, 1e300)), axis=1)


def ets(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """Exponential smoothing with additive errors, trend, damping and season by AICc; intervals of all of them."""
    from fraudstats.trends.forecasting.exponential_smoothing import ets as choose_ets

    return choose_ets(values, horizon, season).quantiles(LEVELS)


def theta(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """Theta: simple exponential smoothing and half the slope of a line, of seasonally adjusted values."""
    from fraudstats.trends.forecasting.exponential_smoothing import theta as smooth
    from fraudstats.trends.forecasting.seasonal_adjustment import Season

    adjustment = Season(values, season)
    return adjustment.back(smooth(adjustment.adjusted, horizon).quantiles(LEVELS))


def arima(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """ARIMA of a small order by AICc, of seasonally adjusted values; intervals of all orders."""
    from fraudstats.trends.forecasting.arima import arima as choose_arima
    from fraudstats.trends.forecasting.seasonal_adjustment import Season

    adjustment = Season(values, season)
    return adjustment.back(choose_arima(adjustment.adjusted, horizon).quantiles(LEVELS))


def combination(values: np.ndarray, horizon: int, season: int | None, rng: np.random.Generator) -> np.ndarray:
    """The mean of ets, theta and arima, quantile by quantile."""
    return np.mean([method(values, horizon, season, rng) for method in (ets, theta, arima)], axis=0)


BASELINES = ("naive", "drift")
FORECASTERS = {
    f.__name__: f
    for f in (
        *(naive, drift, seasonal_naive, local_level, local_trend, linear_trend, count_trend),
        *(ets, theta, arima, combination),
    )
}


def _state_space(model, values, horizon, season):
    from fraudstats.trends.state_spaces.result import forecast_mixture
    from fraudstats.trends.state_spaces.specification import read_specification

    time = np.arange(float(len(values)))
    specification = read_specification(values, time, model, log=False, freq=None, season=season, exog=None, fixed=None)
    return forecast_mixture(specification, horizon).quantiles(LEVELS)


def _steps(values):
    """Positions of the values, their changes, and the time between them."""
    seen = np.flatnonzero(np.isfinite(values))
    if len(seen) < 2:
        raise TrendError(f"a forecast needs at least 2 values, got {len(seen)}; use a longer series")
    return seen, np.diff(values[seen]), np.diff(seen).astype(float)


def _t(centre, scale, df):
    from scipy import stats

    return np.reshape(centre, (-1, 1)) + np.reshape(scale, (-1, 1)) * stats.t.ppf(LEVELS, df)


def _last_seen(values):
    seen = values[np.isfinite(values)]
    return seen[-1] if len(seen) else np.nan
