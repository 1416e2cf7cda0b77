"""Trend models for few, inexact and unequal counts.

Every model is called ``model(data, time=None, *, ...)`` and returns a :class:`TrendResult`. As data it takes what
:func:`as_time_series` reads: a plain array, a pandas Series or DataFrame, a dataset's series with its windows and
ranges; or draws of :func:`fraudstats.reconcile`, which are pooled.

- series: what a model reads (`series`); results: what it returns (`result`);
- rates: `rate`, `rate_ratio`, and growth between windows, `growth` (`rates`);
- rank tests: `mann_kendall`, `regional_mann_kendall`, `theil_sen`, `siegel` (`kendall`);
- a straight line: `linear_trend` (`lines`); lines with bends: `joinpoint`, `compare_joinpoints` (`joinpoints`);
- a bend or jump at an unknown time, in counts, shares and amounts: `free_bend`, `bend_test` (`bends`);
- counts and ranges: `count_trend`, `interval_regression` (`counts`, with the likelihoods in `likelihoods`);
- interventions: `interrupted` (`interruptions`);
- structural time series: `state_space` (`state_spaces`); forecasts: `forecast`, `backtest` (`forecasting`);
- what a series could have shown: `power` (`detection`);
- many series: `pool`, `parallel_map` (`pooling`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fraudstats.trends.bends.bend_test import bend_test
    from fraudstats.trends.bends.free_bend import free_bend
    from fraudstats.trends.counts.count_trend import count_trend
    from fraudstats.trends.counts.interval_regression import interval_regression
    from fraudstats.trends.detection.power import power
    from fraudstats.trends.forecasting.backtest import backtest
    from fraudstats.trends.forecasting.forecast import forecast
    from fraudstats.trends.interruptions.model import interrupted
    from fraudstats.trends.joinpoints.compare import compare_joinpoints
    from fraudstats.trends.joinpoints.model import joinpoint
    from fraudstats.trends.kendall.mann_kendall import mann_kendall
    from fraudstats.trends.kendall.regional import regional_mann_kendall
    from fraudstats.trends.kendall.siegel import siegel
    from fraudstats.trends.kendall.theil_sen import theil_sen
    from fraudstats.trends.lines.linear import linear_trend
    from fraudstats.trends.pooling.parallel import parallel_map
    from fraudstats.trends.pooling.pool import pool
    from fraudstats.trends.rates.growth import growth
    from fraudstats.trends.rates.rate import rate
    from fraudstats.trends.rates.rate_ratio import rate_ratio
    from fraudstats.trends.result import TrendResult
    from fraudstats.trends.series.read import as_time_series
    from fraudstats.trends.series.time_series import TimeSeries
    from fraudstats.trends.state_spaces.structural import state_space

__all__ = [
    "TimeSeries",
    "TrendResult",
    "as_time_series",
    "backtest",
    "bend_test",
    "compare_joinpoints",
    "count_trend",
    "forecast",
    "free_bend",
    "growth",
    "interrupted",
    "interval_regression",
    "joinpoint",
    "linear_trend",
    "mann_kendall",
    "parallel_map",
    "pool",
    "power",
    "rate",
    "rate_ratio",
    "regional_mann_kendall",
    "siegel",
    "state_space",
    "theil_sen",
]

#: Public name -> the module that defines it, imported when the name is first used.
_MODULES = {
    "TimeSeries": "series.time_series",
    "TrendResult": "result",
    "as_time_series": "series.read",
    "backtest": "forecasting.backtest",
    "bend_test": "bends.bend_test",
    "compare_joinpoints": "joinpoints.compare",
    "count_trend": "counts.count_trend",
    "forecast": "forecasting.forecast",
    "free_bend": "bends.free_bend",
    "growth": "rates.growth",
    "interrupted": "interruptions.model",
    "interval_regression": "counts.interval_regression",
    "joinpoint": "joinpoints.model",
    "linear_trend": "lines.linear",
    "mann_kendall": "kendall.mann_kendall",
    "parallel_map": "pooling.parallel",
    "pool": "pooling.pool",
    "power": "detection.power",
    "rate": "rates.rate",
    "rate_ratio": "rates.rate_ratio",
    "regional_mann_kendall": "kendall.regional",
    "siegel": "kendall.siegel",
    "state_space": "state_spaces.structural",
    "theil_sen": "kendall.theil_sen",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"fraudstats.trends.{_MODULES[name]}"), name)
    raise AttributeError(f"fraudstats.trends has no {name!r}; it offers: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
