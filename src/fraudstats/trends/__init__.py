"""Trend models for few, inexact and unequal counts.

Every model is called ``model(data, time=None, *, ...)`` and returns a :class:`TrendResult`. As data it takes what
:func:`as_time_series` reads: a plain array, a pandas Series or DataFrame, a dataset's series with its windows and
ranges; or draws of :func:`fraudstats.reconcile`, which are pooled.

- series: what a model reads (`series`); results: what it returns (`result`);
- rates: `rate`, `rate_ratio`, `crude_rate` per so many persons, and growth between windows, `growth` (`rates`);
- standardised for age: `standardised_rate`, `standardised_ratio` (`standardisation`);
- rank tests: `mann_kendall`, `regional_mann_kendall`, `theil_sen`, `siegel` (`kendall`);
- a straight line: `linear_trend` (`lines`);
- lines with bends: `joinpoint`, `joinpoint_by`, `compare_joinpoints` (`joinpoints`);
- one bend or jump at an unknown time, in counts, shares and amounts: `free_bend`, `bend_test` (`bends`);
- changes of level at unknown times: `structural_change`, `cusum`, `pettitt`, `bai_perron` (`breaks`);
- counts and ranges: `count_trend`, `interval_regression` (`counts`, with the likelihoods in `likelihoods`);
- interventions: `interrupted`, and with a control `controlled_interrupted` (`interruptions`);
- comparisons with a weighted mean of others: `synthetic_control` (`synthetic`);
- totals split into shorter periods: `disaggregate` (`disaggregation`);
- structural time series: `state_space` (`state_spaces`); forecasts: `forecast`, `backtest` (`forecasting`);
- what a series could have shown: `power` (`detection`);
- many series: `pool`, `parallel_map` (`pooling`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fraudstats.trends.bends.bend_test import bend_test
    from fraudstats.trends.bends.free_bend import free_bend
    from fraudstats.trends.breaks.bai_perron import bai_perron
    from fraudstats.trends.breaks.cusum import cusum
    from fraudstats.trends.breaks.pettitt import pettitt
    from fraudstats.trends.breaks.structural_change import structural_change
    from fraudstats.trends.counts.count_trend import count_trend
    from fraudstats.trends.counts.interval_regression import interval_regression
    from fraudstats.trends.detection.power import power
    from fraudstats.trends.disaggregation.model import disaggregate
    from fraudstats.trends.forecasting.backtest import backtest
    from fraudstats.trends.forecasting.forecast import forecast
    from fraudstats.trends.interruptions.controlled import controlled_interrupted
    from fraudstats.trends.interruptions.model import interrupted
    from fraudstats.trends.joinpoints.by_group import joinpoint_by
    from fraudstats.trends.joinpoints.compare import compare_joinpoints
    from fraudstats.trends.joinpoints.model import joinpoint
    from fraudstats.trends.kendall.mann_kendall import mann_kendall
    from fraudstats.trends.kendall.regional import regional_mann_kendall
    from fraudstats.trends.kendall.siegel import siegel
    from fraudstats.trends.kendall.theil_sen import theil_sen
    from fraudstats.trends.lines.linear import linear_trend
    from fraudstats.trends.pooling.parallel import parallel_map
    from fraudstats.trends.pooling.pool import pool
    from fraudstats.trends.rates.crude_rate import crude_rate
    from fraudstats.trends.rates.growth import growth
    from fraudstats.trends.rates.rate import rate
    from fraudstats.trends.rates.rate_ratio import rate_ratio
    from fraudstats.trends.result import TrendResult
    from fraudstats.trends.series.read import as_time_series
    from fraudstats.trends.series.time_series import TimeSeries
    from fraudstats.trends.standardisation.direct import standardised_rate
    from fraudstats.trends.standardisation.indirect import standardised_ratio
    from fraudstats.trends.state_spaces.structural import state_space
    from fraudstats.trends.synthetic.model import synthetic_control

__all__ = [
    "TimeSeries",
    "TrendResult",
    "as_time_series",
    "backtest",
    "bai_perron",
    "bend_test",
    "compare_joinpoints",
    "controlled_interrupted",
    "count_trend",
    "crude_rate",
    "cusum",
    "disaggregate",
    "forecast",
    "free_bend",
    "growth",
    "interrupted",
    "interval_regression",
    "joinpoint",
    "joinpoint_by",
    "linear_trend",
    "mann_kendall",
    "parallel_map",
    "pettitt",
    "pool",
    "power",
    "rate",
    "rate_ratio",
    "regional_mann_kendall",
    "siegel",
    "standardised_rate",
    "standardised_ratio",
    "state_space",
    "structural_change",
    "synthetic_control",
    "theil_sen",
]

#: Public name -> the module that defines it, imported when the name is first used.
_MODULES = {
    "TimeSeries": "series.time_series",
    "TrendResult": "result",
    "as_time_series": "series.read",
    "backtest": "forecasting.backtest",
    "bai_perron": "breaks.bai_perron",
    "bend_test": "bends.bend_test",
    "compare_joinpoints": "joinpoints.compare",
    "controlled_interrupted": "interruptions.controlled",
    "count_trend": "counts.count_trend",
    "crude_rate": "rates.crude_rate",
    "cusum": "breaks.cusum",
    "disaggregate": "disaggregation.model",
    "forecast": "forecasting.forecast",
    "free_bend": "bends.free_bend",
    "growth": "rates.growth",
    "interrupted": "interruptions.model",
    "interval_regression": "counts.interval_regression",
    "joinpoint": "joinpoints.model",
    "joinpoint_by": "joinpoints.by_group",
    "linear_trend": "lines.linear",
    "mann_kendall": "kendall.mann_kendall",
    "parallel_map": "pooling.parallel",
    "pettitt": "breaks.pettitt",
    "pool": "pooling.pool",
    "power": "detection.power",
    "rate": "rates.rate",
    "rate_ratio": "rates.rate_ratio",
    "regional_mann_kendall": "kendall.regional",
    "siegel": "kendall.siegel",
    "standardised_rate": "standardisation.direct",
    "standardised_ratio": "standardisation.indirect",
    "state_space": "state_spaces.structural",
    "structural_change": "breaks.structural_change",
    "synthetic_control": "synthetic.model",
    "theil_sen": "kendall.theil_sen",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"fraudstats.trends.{_MODULES[name]}"), name)
    raise AttributeError(f"fraudstats.trends has no {name!r}; it offers: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
