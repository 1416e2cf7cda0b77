"""The corrections for autocorrelation by name: what each is called in print, and what it does to S and its variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.kendall import autocorrelation
from fraudstats.trends.kendall.scores import Pairs, kendall_s
from fraudstats.trends.kendall.significance import score_variance, season_covariances

__all__ = ["ALL_LAGS", "CORRECTIONS", "Scores", "check_max_lags", "corrected", "in_words"]

#: Correction for autocorrelation -> its name in print.
CORRECTIONS = {
    "hamed_rao": "variance corrected for autocorrelation (Hamed and Rao 1998)",
    "yue_wang": "variance corrected for autocorrelation (Yue and Wang 2004)",
    "yue_wang_lag_one": "variance corrected for lag-one autocorrelation as estimated (Yue and Wang 2004)",
    "prewhiten": "prewhitened (von Storch 1995)",
    "trend_free_prewhiten": "trend-free prewhitened (Yue et al. 2002)",
    "hirsch_slack": "covariances between seasons included (Hirsch and Slack 1984)",
}
#: `max_lags` that stands for every lag of the series.
ALL_LAGS = "all"
_WITH_LAGS = ("hamed_rao", "yue_wang")
_LAG_ONE = "variance corrected for lag-one autocorrelation without its bias (Yue and Wang 2004, Hamed 2009)"


@dataclass(frozen=True, eq=False)
class Scores:
    """S and its variance after a correction, with the values and times that S was counted on."""

    s: np.ndarray
    variance: np.ndarray
    values: np.ndarray
    time: np.ndarray


def in_words(correction: str, max_lags: int | str | None) -> str:
    """A correction with its settings, as a result prints it.

    >>> in_words("yue_wang", 3)
    'variance corrected for autocorrelation (Yue and Wang 2004), lags up to 3'
    """
    if correction == "yue_wang" and max_lags is None:
        return _LAG_ONE
    if correction not in _WITH_LAGS:
        return CORRECTIONS[correction]
    return f"{CORRECTIONS[correction]}, {'all lags' if _every(max_lags) else f'lags up to {max_lags}'}"


def check_max_lags(max_lags: int | str | None) -> None:
    """Refuse what is no number of lags."""
    whole = isinstance(max_lags, (int, np.integer)) and not isinstance(max_lags, bool) and max_lags >= 1
    if not (whole or _every(max_lags)):
        raise TrendError(f"max_lags is {max_lags!r}; expected a number of lags, 1 or more, {ALL_LAGS!r} or None")


def corrected(
    values: np.ndarray,
    time: np.ndarray,
    seasons: np.ndarray | None,
    s: np.ndarray,
    slope: np.ndarray,
    correction: str | None,
    max_lags: int | str | None,
) -> Scores:
    """S, its variance and what they rest on, after a correction; a variance below zero is NaN."""
    trend = slope[:, None] * (time - time[0])
    factor = _factor(values - trend, correction, max_lags)
    if correction in ("prewhiten", "trend_free_prewhiten"):
        around = trend if correction == "trend_free_prewhiten" else np.zeros_like(trend)
        values, time = autocorrelation.trend_free_prewhitened(values, around), time[1:]
        s = kendall_s(values, Pairs.of(time))
    variance = score_variance(values, time, seasons)
    if correction == "hirsch_slack" and seasons is not None:
        variance = variance + season_covariances(values, seasons)
    variance = factor * variance
    return Scores(s, np.where(variance < 0, np.nan, variance), values, time)


def _factor(detrended, correction, max_lags):
    """What a correction multiplies the variance of S with."""
    if correction not in ("hamed_rao", "yue_wang", "yue_wang_lag_one"):
        return 1.0
    lags = None if _every(max_lags) else max_lags
    if correction == "hamed_rao":
        return autocorrelation.hamed_rao_factor(detrended, lags)
    if correction == "yue_wang" and max_lags is not None:
        return autocorrelation.yue_wang_factor(detrended, lags)
    estimate = autocorrelation.lag_one if correction == "yue_wang_lag_one" else autocorrelation.unbiased_lag_one
    return autocorrelation.lag_one_factor(estimate(detrended), np.isfinite(detrended).sum(axis=1))


def _every(max_lags):
    return max_lags is None or max_lags == ALL_LAGS
