"""The Mann-Kendall test: is there a monotonic trend, whatever its shape?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.kendall.corrections import CORRECTIONS, check_max_lags, corrected
from fraudstats.trends.kendall.result import MannKendallResult
from fraudstats.trends.kendall.scores import Pairs
from fraudstats.trends.kendall.significance import p_values, tau_b, tied_groups, z_scores
from fraudstats.trends.kendall.size import size_note
from fraudstats.trends.kendall.slopes import scores_and_slopes
from fraudstats.trends.kendall.values import called, read_values, season_of_rows, steps
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["ALTERNATIVES", "mann_kendall", "rank_test"]

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
    max_lags: int | str | None = None,
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
        For autocorrelation: "yue_wang", "yue_wang_lag_one", "hamed_rao", "prewhiten", "trend_free_prewhiten" (equally
        spaced times), or "hirsch_slack" for correlated seasons (with `season`). A note says how often the corrected
        test finds a trend where there is none, at this number of values and this autocorrelation.
    max_lags : int or "all", optional
        Largest lag whose autocorrelation "hamed_rao" (all by default) or "yue_wang" takes as it is estimated. By
        default "yue_wang" takes the first without the bias that detrending gives it, and a first-order autoregression
        for the others; with "all", as first published, it finds a trend in a third to a half of series without one.
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
    series, values, names = read_values(data, time, "the Mann-Kendall test")
    seasons = season_of_rows(series, season)
    _check(series, correction, max_lags, seasons, alternative)
    fields = rank_test(series, values, names, seasons, correction, max_lags, alternative)
    trend = fields["params"].to_numpy()[:, None] * (series.time - series.time[0])
    fields["notes"] += size_note(correction, max_lags, values, trend, seasons)
    return MannKendallResult(**fields)


def rank_test(
    series: TimeSeries,
    values: np.ndarray,
    names: pd.Index,
    seasons: np.ndarray | None,
    correction: str | None,
    max_lags: int | str | None,
    alternative: str,
) -> dict[str, Any]:
    """The fields of a :class:`MannKendallResult` for values (series x times) that were read and checked."""
    s, slope = _compare(values, Pairs.of(series.time, seasons), series, names)
    exact = correction is None and _is_short(values, series.time, seasons)
    after = corrected(values, series.time, seasons, s, slope, correction, max_lags)
    z = z_scores(after.s, after.variance)
    columns = {
        "nobs": np.isfinite(values).sum(axis=1),
        "s": after.s,
        "var_s": after.variance,
        "z": z,
        "p_value": p_values(after.s, z, tied_groups(values, seasons) if exact else None, alternative),
        "tau": tau_b(after.s, after.values, after.time, seasons),
        "slope": slope,
        "intercept": np.nanmedian(values, axis=1) - slope * _median_times(values, series.time),
    }
    table = pd.DataFrame(columns, index=names)
    return {
        "series": series,
        "params": table.loc[:, "slope"],
        "notes": _negative(after.variance, names, correction),
        "table": table,
        "values": values,
        "seasons": seasons,
        "correction": correction,
        "max_lags": max_lags,
        "alternative": alternative,
        "exact": exact,
    }


def _compare(values, pairs, series, names):
    """S and Sen's slope; an error where no two values can be compared."""
    s, slope = scores_and_slopes(values, pairs) if len(pairs) else (np.zeros(0), np.full(len(values), np.nan))
    if (alone := np.flatnonzero(np.isnan(slope))).size:
        raise TrendError(
            f"no two values of {called(series, names, alone[0])} can be compared: they share one time, or no season "
            "has two of them; use a longer series or a smaller `season`"
        )
    return s, slope


def _is_short(values, time, seasons):
    """Whether the exact distribution of S is at hand: few values, and no two of a season at one time."""
    places = np.column_stack([time, np.zeros(len(time)) if seasons is None else seasons])
    apart = len(np.unique(places, axis=0)) == len(time)
    return apart and np.isfinite(values).sum(axis=1).max() <= EXACT_LIMIT


def _median_times(values, time):
    return np.nanmedian(np.where(np.isfinite(values), time, np.nan), axis=1)


def _check(series, correction, max_lags, seasons, alternative):
    if correction is not None and not (isinstance(correction, str) and correction in CORRECTIONS):
        raise TrendError(f"correction is {correction!r}; expected one of {', '.join(CORRECTIONS)}, or None")
    check_max_lags(max_lags)
    if not (isinstance(alternative, str) and alternative in ALTERNATIVES):
        raise TrendError(f"alternative is {alternative!r}; expected one of {', '.join(ALTERNATIVES)}")
    if correction == "hirsch_slack" and seasons is None:
        raise TrendError("hirsch_slack corrects a seasonal test; give `season` (12 for months)")
    if correction not in (None, "hirsch_slack") and seasons is not None:
        raise TrendError(f"{correction!r} is not for a seasonal test; use 'hirsch_slack', or leave out `season`")
    if correction is not None and (np.diff(steps(series, correction)) != 1).any():
        raise TrendError(f"{correction} needs equally spaced times; add the missing times with value NaN")


def _negative(variance, names, correction):
    """Refuse a single series whose corrected variance is negative; name such series among several."""
    failed = names[np.isnan(variance)]
    if not len(failed):
        return ()
    problem = (
        f"the {correction} variance of S is negative: the autocorrelations of so short a series are too "
        "uncertain; give a smaller `max_lags`, or another correction ('yue_wang' without `max_lags` is never negative)"
    )
    if len(names) == 1:
        raise TrendError(problem)
    return (f"no test for {len(failed)} of {len(names)} series (first: {failed[0]!r}): {problem}",)
