"""What the rank tests read: one series or several, as a matrix of series x times, with the season of each time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.wide import is_wide, read_wide

__all__ = ["called", "in_twelfths", "read_values", "require_values", "season_of_rows", "steps"]


def read_values(data: Any, time: Any, method: str) -> tuple[TimeSeries, np.ndarray, pd.Index]:
    """The series (the times, of several), the values as series x times, and the names of the series."""
    data = as_pandas(data)
    if is_wide(data, time):
        table = read_wide(data, time)
        series, values, names = table.series, table.matrix.T, table.names
    else:
        series = as_time_series(data, time).points(method, open_ranges="missing")
        values, names = series.value[None, :], pd.Index(["slope"])
    series.require_equal_windows(method)
    require_values(series, values, names, method)
    return in_twelfths(series), np.ascontiguousarray(values), names


def require_values(series: TimeSeries, values: np.ndarray, names: pd.Index, method: str) -> None:
    """Refuse a series with fewer than three values."""
    counts = np.isfinite(values).sum(axis=1)
    if (short := np.flatnonzero(counts < 3)).size:
        whose = called(series, names, short[0])
        raise TrendError(f"{method} needs at least 3 values, and {whose} has {counts[short[0]]}; use a longer series")


def called(series: TimeSeries, names: pd.Index, row: int) -> str:
    """A series as its user knows it."""
    if len(names) > 1:
        return f"series {names[row]!r}"
    return "the series" if series.name is None else f"the series {series.name!r}"


def in_twelfths(series: TimeSeries) -> TimeSeries:
    """Windows of whole months at the middle of their calendar months, each a twelfth of a year.

    By days, January 2020 to January 2021 is longer than a year, and a slope of months comes out a little off.
    """
    if series.start is None or series.end is None or (series.time == series.start.year).all():
        return series
    after = series.end + pd.Timedelta(days=1)
    if not ((series.start.day == 1).all() and (after.day == 1).all()):
        return series
    first, last = (12 * day.year.to_numpy() + day.month.to_numpy() - 1 for day in (series.start, after))
    return replace(series, time=(first + last) / 24)


def season_of_rows(series: TimeSeries, season: int | None) -> np.ndarray | None:
    """The season of each row, 0 to season - 1."""
    if season is None:
        return None
    if not isinstance(season, (int, np.integer)) or season < 2:
        raise TrendError(f"season is {season!r}; expected the number of rows per cycle, 2 or more (12 for months)")
    return steps(series, "the seasonal test") % season


def steps(series: TimeSeries, what: str) -> np.ndarray:
    """Row numbers on the regular grid; by the calendar where the windows are months, quarters or years."""
    if series.start is not None and (series.start.day == 1).all():
        months = 12 * series.start.year.to_numpy() + series.start.month.to_numpy()
        return (months - months[0]) // np.gcd.reduce(np.diff(months))
    gaps = np.diff(series.time)
    if gaps.min() <= 0 or not np.allclose(gaps / gaps.min(), np.round(gaps / gaps.min()), atol=0.05):
        raise TrendError(f"{what} needs equally spaced times; add the missing times with value NaN")
    return np.concatenate([[0], np.cumsum(np.round(gaps / gaps.min()).astype(int))])
