"""The Mann-Kendall test: is there a monotonic trend, whatever its shape?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.kendall import autocorrelation
from fraudstats.trends.kendall.result import CORRECTIONS, MannKendallResult
from fraudstats.trends.kendall.scores import Pairs, kendall_s
from fraudstats.trends.kendall.significance import (
    p_values,
    score_variance,
    season_covariances,
    tau_b,
    tied_groups,
    z_scores,
)
from fraudstats.trends.kendall.slopes import scores_and_slopes
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.wide import is_wide, read_wide

__all__ = ["mann_kendall"]

#: Up to this many values the exact distribution of S is used (the tables of Hollander and Wolfe end here).
EXACT_LIMIT = 40
ALTERNATIVES = ("two-sided", "greater", "less")


@pools_draws
def mann_kendall(
    data: Any,
    time: Any = None,
    *,
    season: int | None = None,
    correction: str | None = None,
    max_lags: int | None = None,
    alternative: str = "two-sided",
) -> MannKendallResult:
    """Mann-Kendall test of a monotonic trend, with Sen's slope.

    Parameters
    ----------
    data : series, table times x series, or Draws
        What :func:`~fraudstats.trends.as_time_series` reads. Ranges enter by their midpoints, and
        ``result.s_range`` says what they allow. A 2-D array, or a table of numbers whose index holds the times, is
        tested column by column; draws are pooled. NaN is a missing value; its time is kept.
    time : array or str, optional
        Times of the rows, or the column that holds them.
    season : int, optional
        Rows per cycle (12 for months) for the seasonal test of Hirsch, Slack and Smith (1982).
    correction : str, optional
        For autocorrelation: "hamed_rao", "yue_wang", "prewhiten", "trend_free_prewhiten" (equally spaced
        times), or "hirsch_slack" for correlated seasons (with `season`).
    max_lags : int, optional
        Largest lag for "hamed_rao" and "yue_wang"; all by default, as published.
    alternative : {"two-sided", "greater", "less"}
        Of the trend: "greater" is a rise, "less" a fall.

    Returns
    -------
    MannKendallResult

    Notes
    -----
    The p-value is exact, ties included, for up to 40 values without correction; else normal with continuity
    correction and the variance of Kendall (1975), which allows for ties in the values and in time.
    Literature: Mann, 1945, "Nonparametric tests against trend", Econometrica 13; Kendall, 1975, *Rank
    Correlation Methods*; Gilbert, 1987, *Statistical Methods for Environmental Pollution Monitoring*.

    Examples
    --------
    >>> result = mann_kendall([1, 2, 4, 3, 5, 6])
    >>> result.s, round(result.p_value, 4), result.slope
    (13, 0.0167, 1.0)
    """
    series, values, names = _read(data, time)
    seasons = _seasons(series, season)
    _check(series, correction, seasons, alternative)
    s, slope = _compare(values, Pairs.of(series.time, seasons), names)
    exact = correction is None and _is_short(values, series.time)
    s, variance, tau = _corrected(s, values, series.time, seasons, slope, correction, max_lags)
    z = z_scores(s, variance)
    p = p_values(s, z, tied_groups(values, seasons) if exact else None, alternative)
    columns = {
        "nobs": np.isfinite(values).sum(axis=1),
        "s": s,
        "var_s": variance,
        "z": z,
        "p_value": p,
        "tau": tau,
    }
    table = pd.DataFrame(columns | {"slope": slope}, index=names)
    table["intercept"] = np.nanmedian(values, axis=1) - slope * _median_times(values, series.time)
    return MannKendallResult(
        series=series,
        params=table.loc[:, "slope"],
        notes=_notes(variance, names, correction),
        table=table,
        values=values,
        seasons=seasons,
        correction=correction,
        alternative=alternative,
        exact=exact,
    )


def _compare(values, pairs, names):
    """S and Sen's slope; an error where no two values can be compared."""
    s, slope = scores_and_slopes(values, pairs) if len(pairs) else (None, np.full(len(values), np.nan))
    if (alone := np.flatnonzero(np.isnan(slope))).size:
        raise TrendError(
            f"no two values of series {names[alone[0]]!r} can be compared: they share one time, or no season "
            "has two of them; use a longer series or a smaller `season`"
        )
    return s, slope


def _is_short(values, time):
    return len(np.unique(time)) == len(time) and np.isfinite(values).sum(axis=1).max() <= EXACT_LIMIT


def _median_times(values, time):
    return np.nanmedian(np.where(np.isfinite(values), time, np.nan), axis=1)


def _read(data, time):
    if is_wide(data, time):
        table = read_wide(data, time)
        series, values, names = table.series, table.matrix.T, table.names
    else:
        series = as_time_series(data, time).points("the Mann-Kendall test", open_ranges="missing")
        values, names = series.value[None, :], pd.Index(["slope"])
    series.require_equal_windows("the Mann-Kendall test")
    short = np.flatnonzero(np.isfinite(values).sum(axis=1) < 3)
    if short.size:
        raise TrendError(f"the Mann-Kendall test needs at least 3 values; series {names[short[0]]!r} has fewer")
    return series, np.ascontiguousarray(values), names


def _seasons(series, season):
    """The season of each row, 0 to season - 1."""
    if season is None:
        return None
    if not isinstance(season, (int, np.integer)) or season < 2:
        raise TrendError(f"season is {season!r}; expected the number of rows per cycle, 2 or more (12 for months)")
    return _steps(series, "the seasonal test") % season


def _steps(series, what):
    """Row numbers on the regular grid; by the calendar where the windows are months, quarters or years."""
    if series.start is not None and (series.start.day == 1).all():
        months = 12 * series.start.year.to_numpy() + series.start.month.to_numpy()
        return (months - months[0]) // np.gcd.reduce(np.diff(months))
    gaps = np.diff(series.time)
    if gaps.min() <= 0 or not np.allclose(gaps / gaps.min(), np.round(gaps / gaps.min()), atol=0.05):
        raise TrendError(f"{what} needs equally spaced times; add the missing times with value NaN")
    return np.concatenate([[0], np.cumsum(np.round(gaps / gaps.min()).astype(int))])


def _check(series, correction, seasons, alternative):
    if correction is not None and correction not in CORRECTIONS:
        raise TrendError(f"correction is {correction!r}; expected one of {', '.join(CORRECTIONS)}, or None")
    if alternative not in ALTERNATIVES:
        raise TrendError(f"alternative is {alternative!r}; expected one of {', '.join(ALTERNATIVES)}")
    if correction == "hirsch_slack" and seasons is None:
        raise TrendError("hirsch_slack corrects a seasonal test; give `season` (12 for months)")
    if correction not in (None, "hirsch_slack") and seasons is not None:
        raise TrendError(f"{correction!r} is not for a seasonal test; use 'hirsch_slack', or leave out `season`")
    if correction is not None and (np.diff(_steps(series, correction)) != 1).any():
        raise TrendError(f"{correction} needs equally spaced times; add the missing times with value NaN")


def _corrected(s, values, time, seasons, slope, correction, max_lags):
    """S, its variance and tau of each series, after the correction."""
    trend = slope[:, None] * (time - time[0])
    if correction in ("prewhiten", "trend_free_prewhiten"):
        around = trend if correction == "trend_free_prewhiten" else np.zeros_like(trend)
        values, time = autocorrelation.trend_free_prewhitened(values, around), time[1:]
        s = kendall_s(values, Pairs.of(time))
    variance = score_variance(values, time, seasons)
    if correction == "hamed_rao":
        variance = variance * autocorrelation.hamed_rao_factor(values - trend, max_lags)
    elif correction == "yue_wang":
        variance = variance * autocorrelation.yue_wang_factor(values - trend, max_lags)
    elif correction == "hirsch_slack":
        variance = variance + season_covariances(values, seasons)
    return s, np.where(variance < 0, np.nan, variance), tau_b(s, values, time, seasons)


def _notes(variance, names, correction):
    """Refuse a single series whose corrected variance is negative; name such series among several."""
    failed = names[np.isnan(variance)]
    if not len(failed):
        return ()
    problem = (
        f"the {correction} variance of S is negative: the autocorrelations of so short a series are too "
        "uncertain; give a smaller `max_lags`, or another correction"
    )
    if len(names) == 1:
        raise TrendError(problem)
    return (f"no test for {len(failed)} of {len(names)} series (first: {failed[0]!r}): {problem}",)
