"""Trend models for few, inexact and unequal counts.

One file per method, one result protocol (see :class:`~fraudstats.trends.result.TrendResult`). Every
function accepts what :func:`~fraudstats.trends.inputs.as_time_series` reads: a plain array, a pandas Series
or DataFrame, a dataset's series with its windows and intervals, or draws of :func:`fraudstats.reconcile`.
"""

from importlib import import_module

#: Public name -> the module that defines it.
_PUBLIC = {
    "TimeSeries": "fraudstats.trends.inputs",
    "as_time_series": "fraudstats.trends.inputs",
    "TrendResult": "fraudstats.trends.result",
}

__all__ = [*_PUBLIC]


def __getattr__(name):
    if name in _PUBLIC:
        value = getattr(import_module(_PUBLIC[name]), name)
        # Importing a submodule of the same name (joinpoint, power) would otherwise shadow the function.
        globals()[name] = value
        return value
    raise AttributeError(f"fraudstats.trends has no {name!r}; it offers: {', '.join(__all__)}")


def __dir__():
    return sorted(__all__)
