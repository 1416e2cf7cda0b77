"""Trend models for few, inexact and unequal counts.

One file per method, one result protocol (see :class:`~fraudstats.trends.result.TrendResult`). Every
function accepts what :func:`~fraudstats.trends.inputs.as_time_series` reads: a plain array, a pandas Series
or DataFrame, a dataset's series with its windows and intervals, or draws of :func:`fraudstats.reconcile`.
"""

import sys
from importlib import import_module
from types import ModuleType

#: Public name -> the module that defines it.
_PUBLIC = {
    "TimeSeries": "fraudstats.trends.inputs",
    "as_time_series": "fraudstats.trends.inputs",
    "TrendResult": "fraudstats.trends.result",
    "growth": "fraudstats.trends.growth",
    "mann_kendall": "fraudstats.trends.kendall.mann_kendall",
    "theil_sen": "fraudstats.trends.kendall.theil_sen",
    "joinpoint": "fraudstats.trends.joinpoint",
    "compare_joinpoints": "fraudstats.trends.joinpoint",
    "power": "fraudstats.trends.power",
    "count_trend": "fraudstats.trends.counts",
    "rate_ratio": "fraudstats.trends.ratio",
    "interval_regression": "fraudstats.trends.interval_regression",
    "interrupted": "fraudstats.trends.interrupted",
    "state_space": "fraudstats.trends.state_space",
    "forecast": "fraudstats.trends.forecast",
    "backtest": "fraudstats.trends.backtest",
    "pool": "fraudstats.trends.pooling",
    "parallel_map": "fraudstats.trends.parallel",
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
