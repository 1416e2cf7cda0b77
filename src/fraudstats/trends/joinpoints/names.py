"""Times of a joinpoint model in the words of the series: a joinpoint of monthly values is 2021-07, not 2021.5."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["has_dates", "read_time", "time_name", "time_names"]


def has_dates(series: TimeSeries) -> bool:
    """Whether the windows are known and are not calendar years, so that a time in decimal years says little."""
    return series.start is not None and not (series.start.year == series.time).all()


def time_names(series: TimeSeries, times: np.ndarray) -> list[str]:
    """Times in words: the window observed then, else the month (or day) of a series with windows, else the number.

    >>> from fraudstats.trends import as_time_series
    >>> months = as_time_series(pd.Series(range(6), pd.period_range("2021-04", periods=6, freq="M")))
    >>> time_names(months, np.array([months.time[3], 2021.75]))
    ['2021-07', '2021-10']
    """
    return [_name(series, time) for time in times]


def time_name(series: TimeSeries, time: float | str) -> str:
    """One time in words; text is a name already."""
    return time if isinstance(time, str) else _name(series, time)


def read_time(series: TimeSeries, given: float | str) -> float:
    """A time as a number; text is a window of the series, as it is named in results.

    Raises
    ------
    TrendError
        If the series has no window of that name.
    """
    if not isinstance(given, str):
        return float(given)
    place = np.flatnonzero(series.labels == given)
    if not place.size:
        raise TrendError(f"the series has no value of {given!r}; its times run from {_ends(series)}")
    return float(series.time[place[0]])


def _name(series, time):
    observed = np.flatnonzero(series.time == time)
    if observed.size:
        return str(series.labels[observed[0]])
    if not has_dates(series):
        return f"{time:.6g}"
    date = pd.Timestamp(int(time), 1, 1) + (time % 1) * pd.Timedelta(days=366 if _leap(time) else 365)
    monthly = all(re.fullmatch(r"\d{4}-\d{2}", label) for label in series.labels)
    return f"{date:%Y-%m}" if monthly else f"{date:%F}"


def _leap(time):
    return pd.Timestamp(int(time), 1, 1).is_leap_year


def _ends(series):
    return f"{series.labels[0]} to {series.labels[-1]}"
