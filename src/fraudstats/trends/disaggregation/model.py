"""Temporal disaggregation: a series of totals split into shorter periods that add up to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import pandas as pd

from fraudstats.trends.disaggregation.autocorrelation import estimate
from fraudstats.trends.disaggregation.layout import lay_out, read_indicator, read_totals
from fraudstats.trends.disaggregation.linear_model import linear_model
from fraudstats.trends.disaggregation.options import HIGHEST_RHO, Options, read_options
from fraudstats.trends.disaggregation.pro_rata import pro_rata
from fraudstats.trends.disaggregation.result import DisaggregationResult
from fraudstats.trends.pooling.draws import pools_draws

__all__ = ["disaggregate"]

Method = Literal["denton_cholette", "denton", "chow_lin", "fernandez", "litterman", "pro_rata"]


@pools_draws
def disaggregate(
    data: Any,
    time: Any = None,
    *,
    freq: Literal["Q", "M", "Y"] | int | None = None,
    indicator: Any = None,
    method: Method = "denton_cholette",
    conversion: Literal["sum", "average", "first", "last"] = "sum",
    criterion: Literal["proportional", "additive"] | None = None,
    difference: int | None = None,
    rho: float | Literal["maxlog", "minrss", "minrss_ecotrim"] | None = None,
    min_rho: float | None = None,
    constant: bool | None = None,
) -> DisaggregationResult:
    """Split totals of years or quarters into quarters or months that add up to them.

    A split month is no datum: between two totals nothing was observed, and the method decides. For rounded or
    overlapping bulletins use :func:`fraudstats.reconcile`, which says what is certain.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        The totals (see :func:`~fraudstats.trends.as_time_series`); their windows may differ in length and leave gaps,
        and values may be missing. Ranges enter by their midpoints, with a note; draws are pooled.
    time : array, optional
        Times of the totals, in place of those of `data`. Numbers that are years are calendar years.
    freq : {"Q", "M", "Y"} or int, optional
        Quarters, months or years; by default those of the indicator. A number is the number of periods in each total,
        for totals without a calendar.
    indicator : Series, DataFrame or array, optional
        One or more related series, known in every period. One with periods (a PeriodIndex) may reach beyond the
        totals, where the series is then extrapolated; an array has one value (or row) per period of the totals.
    method : {"denton_cholette", "denton", "chow_lin", "fernandez", "litterman", "pro_rata"}
        Keep the movements of one indicator as well as the totals allow, without or with its start (Denton-Cholette,
        Denton); regress on indicators, with errors that are an autoregression (Chow-Lin), a walk (Fernandez), or a walk
        whose steps are one (Litterman); or share each total out in proportion. Without an indicator, the first
        makes the smoothest path, and the regressions have a constant only.
    conversion : {"sum", "average", "first", "last"}
        What each total is of its periods.
    criterion : {"proportional", "additive"}, optional
        Denton: whether the ratio to the indicator (the default) or the difference from it moves as little as possible.
    difference : int, optional
        Denton: the order of differences that are kept small, 0 to 3; 1 by default.
    rho : float or {"maxlog", "minrss", "minrss_ecotrim"}, optional
        Chow-Lin and Litterman: a known autocorrelation, or how it is estimated: by maximum likelihood (the default),
        or by the least weighted squares, as Quilis or (for Chow-Lin) as Ecotrim define them.
    min_rho : float, optional
        Lower bound of an estimated autocorrelation, 0 by default.
    constant : bool, optional
        Regressions: whether there is a constant beside the indicators, by default yes.

    Returns
    -------
    DisaggregationResult
        `params` holds the periods, ``to_frame()`` these with 95% prediction intervals, ``coefficients`` the
        regression, ``rho`` the autocorrelation.

    Raises
    ------
    TrendError
        For options that a method does not use, totals or indicators whose periods do not fit, an indicator with gaps,
        too few totals, or ranges without an end.

    References
    ----------
    Denton, F. T. (1971). Adjustment of monthly or quarterly series to annual totals. *Journal of the American
    Statistical Association* 66, 99-102.
    Dagum, E. B. and Cholette, P. A. (2006). *Benchmarking, Temporal Distribution, and Reconciliation Methods for Time
    Series*. Springer.
    Chow, G. C. and Lin, A. (1971). Best linear unbiased interpolation, distribution, and extrapolation of time series
    by related series. *Review of Economics and Statistics* 53, 372-375.
    Fernandez, R. B. (1981). A methodological note on the estimation of time series. *Review of Economics and
    Statistics* 63, 471-476.
    Litterman, R. B. (1983). A random walk, Markov model for the distribution of time series. *Journal of Business and
    Economic Statistics* 1, 169-173.
    Sax, C. and Steiner, P. (2013). Temporal disaggregation of time series. *R Journal* 5(2), 80-87.

    Examples
    --------
    >>> years = pd.Series([100.0, 140.0, 120.0], pd.period_range("2021", periods=3, freq="Y"))
    >>> split = disaggregate(years, freq="Q")
    >>> split.params.round(1).tolist()
    [22.3, 23.4, 25.5, 28.7, 33.0, 35.5, 36.3, 35.2, 32.4, 30.3, 29.0, 28.3]
    >>> split.params.groupby(split.params.index.year).sum().round(9).tolist()
    [100.0, 140.0, 120.0]
    """
    known = read_indicator(indicator)
    options = read_options(
        method,
        conversion,
        known is not None,
        criterion=criterion,
        difference=difference,
        rho=rho,
        min_rho=min_rho,
        constant=constant,
    )
    series = read_totals(data, time, freq, conversion)
    layout = lay_out(series, freq, known, conversion)
    value = series.value[np.isfinite(series.value)]
    if method == "pro_rata":
        path, fitted = pro_rata(value, layout), {}
    else:
        path, fitted = _fitted(value, layout, options)
    return DisaggregationResult(
        series=series,
        params=pd.Series(path, layout.index, name=series.name),
        layout=layout,
        options=options,
        notes=(*layout.notes, *_notes(path, value, options, fitted)),
        **fitted,
    )


def _fitted(value, layout, options: Options):
    model = linear_model(value, layout, options)
    at = None
    if options.estimator is not None:
        exact = model.explain(0.0).exact
        at = max(0.0, options.min_rho) if exact else estimate(model, options.estimator, options.min_rho)
    elif options.rho is not None:
        at = float(options.rho)
    fit = model.predict(0.0 if at is None else at)
    return fit.mean + model.offset, {"linear": model, "fit": fit, "rho": at}


def _notes(path, value, options: Options, fitted) -> Iterator[str]:
    if not fitted:
        yield "pro rata has no error model, so there are no intervals; from one total to the next it makes a step"
    elif fitted["linear"].df < 1:
        yield "there are as many totals as coefficients, so that no errors are seen and there are no intervals"
    elif fitted["fit"].exact:
        yield "the totals follow the method without any error, so its intervals have no width; that is no certainty"
    else:
        yield from _of_intervals(options, fitted["rho"])
    if (value >= 0).all() and (low := int((path < -1e-9 * np.abs(path).max()).sum())):
        yield f"{low} periods come out below zero, which counts cannot be; try another method or indicator"


def _of_intervals(options: Options, rho) -> Iterator[str]:
    supposed = {
        "chow_lin": "errors of the periods are a first-order autoregression",
        "fernandez": "errors of the periods are a random walk",
        "litterman": "steps of the errors of the periods are a first-order autoregression",
    }.get(
        options.method, f"differences of order {options.difference} from the indicator (or a constant) are independent"
    )
    yield f"intervals hold if the {supposed}; a season or noise that the totals do not show is not in them"
    if options.estimator is not None:
        yield "intervals average over rho by its restricted likelihood; coefficients take it as known"
        if rho == options.min_rho:
            yield f"rho is estimated at its lower bound, {rho:g} (min_rho)"
        if rho == HIGHEST_RHO:
            yield f"rho is estimated at its upper bound, {rho:g}: these errors hardly fade"
