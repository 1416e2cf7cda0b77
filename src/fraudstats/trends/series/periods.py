"""The regular grid of base periods under a series: months under windows of odd length, or steps of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError

__all__ = ["Grid", "base_grid"]

FREQUENCIES = ("Y", "Q", "M", "D")


@dataclass(frozen=True, eq=False)
class Grid:
    """Base periods, and which of them each window of a series covers.

    Attributes
    ----------
    index : PeriodIndex or Index
        The base periods: calendar periods, or times.
    first, last : ndarray of int
        First and last period of each window.
    weights : list of ndarray
        Share of each of these periods in the window.
    """

    index: pd.Index
    first: np.ndarray
    last: np.ndarray
    weights: list

    @property
    def aggregated(self) -> bool:
        """Whether a window covers more, or less, than one period."""
        return any(len(shares) != 1 or shares[0] != 1 for shares in self.weights)

    def future(self, horizon) -> pd.Index:
        """The next periods after the last one."""
        if isinstance(self.index, pd.PeriodIndex):
            return pd.period_range(self.index[-1] + 1, periods=horizon, freq=self.index.freq)
        step = self.index[1] - self.index[0] if len(self.index) > 1 else 1.0
        return pd.Index(self.index[-1] + step * np.arange(1, horizon + 1))


def base_grid(series, freq=None) -> Grid:
    """The coarsest grid on which every window is whole periods; else months (or days) by their shares.

    Parameters
    ----------
    series : TimeSeries
    freq : {"Y", "Q", "M", "D"}, optional
        In place of that choice.

    Raises
    ------
    TrendError
        If times without windows are not equally spaced (gaps of missing values apart).
    """
    if series.start is None:
        return _steps(series.time)
    if freq is None:
        freq = next((f for f in "YQM" if _whole(series, f)), "M" if series.days.min() >= 28 else "D")
    elif freq not in FREQUENCIES:
        raise TrendError(f"freq {freq!r} is unknown; choose one of {', '.join(FREQUENCIES)}")
    starts, ends = series.start.to_period(freq), series.end.to_period(freq)
    index = pd.period_range(starts.min(), ends.max(), freq=freq)
    first, last = index.get_indexer(starts), index.get_indexer(ends)
    windows = zip(first, last, series.start, series.end, strict=True)
    weights = [_shares(index[a : b + 1], start, end) for a, b, start, end in windows]
    return Grid(index, first, last, weights)


def _whole(series, freq):
    starts, ends = series.start.to_period(freq), series.end.to_period(freq)
    return (starts.start_time == series.start).all() and (ends.end_time.normalize() == series.end).all()


def _shares(periods, start, end):
    """Share of the days of each period that lie in the window."""
    opens, closes = periods.start_time, periods.end_time.normalize()
    inside = (np.minimum(closes, end) - np.maximum(opens, start)).days + 1
    return np.asarray(inside / ((closes - opens).days + 1), float)


def _steps(time):
    step = np.diff(time).min() if len(time) > 1 else 1.0
    position = (time - time[0]) / step if step > 0 else np.zeros(len(time))
    whole = np.round(position).astype(int)
    if step <= 0 or np.abs(position - whole).max() > 0.1:
        raise TrendError(
            "a state space model needs equally spaced times (gaps are allowed); give windows (period_start "
            "and period_end), a PeriodIndex, or numbers with one step"
        )
    index = pd.Index(time[0] + step * np.arange(whole[-1] + 1))
    return Grid(index, whole, whole, [np.ones(1)] * len(time))
