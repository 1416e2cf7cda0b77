"""Read the windows or times of a series from its columns or its index.

The time of a window is its year where all windows are calendar years, else its middle in decimal years.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError

__all__ = ["decimal_year", "frame_time", "index_time", "read_numbers", "read_times"]


def frame_time(data):
    if {"period_start", "period_end"} <= set(data.columns):
        return _windows(*(_dates(data[name], name) for name in ("period_start", "period_end")))
    for column in ("time", "year"):
        if column in data:
            return index_time(pd.Index(data[column]))
    return index_time(data.index)


def index_time(index):
    if isinstance(index, pd.PeriodIndex):
        return _windows(index.start_time.normalize(), index.end_time.normalize())
    if isinstance(index, pd.DatetimeIndex):
        periods = _marked_periods(index.tz_localize(None).normalize())
        return {"time": decimal_year(index)} if periods is None else index_time(periods)
    return {"time": read_times(index, len(index))}


def _marked_periods(dates):
    """The years, quarters or months that the dates all begin, or all end; None if they do neither."""
    for frequency in ("Y", "Q", "M"):
        periods = dates.to_period(frequency)
        ends = periods.end_time.normalize()
        if periods.is_unique and ((dates == periods.start_time).all() or (dates == ends).all()):
            return periods
    return None


def _windows(start, end):
    if (bad := np.flatnonzero(start > end)).size:
        raise TrendError(f"row {bad[0]}: the window ends on {end[bad[0]]:%F}, before its start {start[bad[0]]:%F}")
    whole_years = (start.year == end.year) & (start.day_of_year == 1) & (end.month == 12) & (end.day == 31)
    if whole_years.all():
        return {"time": start.year.to_numpy(float), "start": start, "end": end}
    middle = (decimal_year(start) + decimal_year(end + pd.Timedelta(days=1))) / 2
    return {"time": middle, "start": start, "end": end}


def decimal_year(dates) -> np.ndarray:
    """Dates as years and the elapsed share of the year."""
    length = np.where(dates.is_leap_year, 366, 365)
    return dates.year.to_numpy(float) + (dates.day_of_year.to_numpy(float) - 1) / length


def _dates(column, name):
    if isinstance(column.dtype, pd.PeriodDtype):
        column = column.dt.start_time if name == "period_start" else column.dt.end_time.dt.normalize()
    dates = pd.to_datetime(column, errors="coerce", format="ISO8601" if column.dtype == "str" else None)
    if dates.isna().any():
        row = int(np.flatnonzero(dates.isna())[0])
        raise TrendError(
            f"{name} of row {row} is {column.iloc[row]!r}; a trend needs windows with both ends, as dates YYYY-MM-DD"
        )
    return pd.DatetimeIndex(dates)


def read_times(time, n):
    numbers = read_numbers(time, "time")
    if numbers.shape != (n,):
        raise TrendError(f"{n} values and times of shape {numbers.shape}; give one time for each value")
    return numbers


def read_numbers(data, what):
    try:
        return np.array(data, dtype=float)
    except (TypeError, ValueError):
        problem = next((x for x in np.ravel(np.asarray(data, dtype=object)) if not _is_number(x)), data)
        raise TrendError(f"{what} holds {problem!r} where a number is expected; parse or drop it first") from None


def _is_number(x):
    try:
        float(x)
    except (TypeError, ValueError):
        return False
    return True
