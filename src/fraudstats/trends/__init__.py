"""Trend models for few, inexact and unequal counts.

One file per method, one result protocol (see :class:`~fraudstats.trends.result.TrendResult`). Every
function accepts what :func:`~fraudstats.trends.series.read.as_time_series` reads: a plain array, a pandas Series
or DataFrame, a dataset's series with its windows and intervals, or draws of :func:`fraudstats.reconcile`.
"""

import sys
from importlib import import_module
from types import ModuleType

#: Public name -> the module that defines it.
_PUBLIC = {
    "TimeSeries": "fraudstats.trends.series.read",
    "as_time_series": "fraudstats.trends.series.read",
    "TrendResult": "fraudstats.trends.result",
    "growth": "fraudstats.trends.rates.growth",
    "mann_kendall": "fraudstats.trends.kendall.mann_kendall",
    "theil_sen": "fraudstats.trends.kendall.theil_sen",
    "joinpoint": "fraudstats.trends.joinpoints",
    "compare_joinpoints": "fraudstats.trends.joinpoints",
    "power": "fraudstats.trends.detection.power",
    "count_trend": "fraudstats.trends.counts.count_trend",
    "rate_ratio": "fraudstats.trends.rates.rate_ratio",
    "interval_regression": "fraudstats.trends.counts.interval_regression",
    "interrupted": "fraudstats.trends.interruptions",
    "state_space": "fraudstats.trends.state_spaces.structural",
    "forecast": "fraudstats.trends.forecasting.forecast",
    "backtest": "fraudstats.trends.forecasting.backtest",
    "pool": "fraudstats.trends.pooling.pool",
    "parallel_map": "fraudstats.trends.pooling.parallel",
}

__all__ = [*_PUBLIC]


def __getattr__(name):
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"fraudstats.trends has no {name!r}; it offers: {', '.join(__all__)}")


def __dir__():
    return sorted(__all__)


class _Package(ModuleType):
    """A package whose functions are not shadowed by the submodules of the same name (forecast)."""

    def __setattr__(self, name, value):
        if not (name in _PUBLIC and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
