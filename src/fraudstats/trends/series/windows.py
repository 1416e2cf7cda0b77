"""Read times and windows: from calendar indexes, dates and labels as text, or plain numbers.

The time of a window is its year where all windows are calendar years, else its middle in decimal years.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dates import Window, first_day, last_day
from fraudstats.errors import PeriodError, TrendError
from fraudstats.printed import period

__all__ = ["YEARS", "Times", "decimal_year", "look_like_years", "read_numbers", "read_times", "window_times"]

#: Numbers between these may be years.
YEARS = (1800, 2200)
_PERIODS = {"Y": "years", "Q": "quarters", "M": "months"}
#: What is not mixed in one series.
_KINDS = {"year": r"\d{4}", "month": r"\d{4}-\d{2}", "quarter": r"\d{4}-?Q[1-4]", "day": r"\d{4}-\d{2}-\d{2}([T ].*)?"}
_SPELLINGS = (
    "write '2021', '2021-06', '2021Q2', '2021-06-13' or '2021-01/2021-11', or give a PeriodIndex, a DatetimeIndex or "
    "windows, as fs.period(label, calendar=...) makes them; fs.tidy reads tables as people hold them"
)


@dataclass(frozen=True, eq=False)
class Times:
    """When each value was counted.

    Attributes
    ----------
    time : ndarray
    start, end : DatetimeIndex or None
        The windows, where they are known.
    notes : tuple of str
        How dates were understood.
    """

    time: np.ndarray
    start: pd.DatetimeIndex | None = None
    end: pd.DatetimeIndex | None = None
    notes: tuple[str, ...] = ()


def read_times(values: Any, what: str = "time", years: bool = False) -> Times:
    """Times from periods, dates, windows, labels as `fraudstats.period` reads them, or numbers.

    Parameters
    ----------
    values : array, list, Series or Index
    what : str
        What holds them, for the messages: "the column 'year'".
    years : bool
        Whether numbers must be years, from 1800 to 2200.

    Raises
    ------
    TrendError
        If a time cannot be read.

    Examples
    --------
    >>> read_times(["2021-01", "2021-02"]).end.day.tolist()
    [31, 28]
    >>> read_times(["1H 2021", "2021年下半年"]).start.month.tolist()
    [1, 7]
    """
    index = _index(values, what)
    if isinstance(index, pd.PeriodIndex):
        return _windows(index.start_time.normalize(), index.end_time.normalize())
    if isinstance(index, pd.DatetimeIndex):
        return _of_dates(index)
    if index.inferred_type == "string":
        return _of_text(index, what, years)
    if len(index) and all(isinstance(value, Window) for value in index):
        return _of_known_windows(list(index), list(index), what)
    return Times(_numbers(index, what, years))


def window_times(start: pd.Series, end: pd.Series) -> Times:
    """Windows from two columns of dates; an end given as a month is its last day."""
    return _windows(_days(start, first_day, "period_start"), _days(end, last_day, "period_end"))


def look_like_years(values: Any) -> bool:
    """Whether numbers look like the years of a series: three or more, from 1800 to 2200, in equal steps upwards."""
    try:
        numbers = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        return False
    if numbers.ndim != 1 or len(numbers) < 3 or not np.isfinite(numbers).all():
        return False
    steps = np.diff(numbers)
    whole = (numbers == np.round(numbers)).all() and YEARS[0] <= numbers.min() and numbers.max() <= YEARS[1]
    return bool(whole and steps[0] > 0 and (steps == steps[0]).all())


def decimal_year(dates: pd.DatetimeIndex) -> np.ndarray:
    """Dates as years and the elapsed share of the year."""
    length = np.where(dates.is_leap_year, 366, 365)
    return dates.year.to_numpy(float) + (dates.day_of_year.to_numpy(float) - 1) / length


def read_numbers(data: Any, what: str) -> np.ndarray:
    """An array of floats, or an error that names the first entry that is no number.

    Truth values and complex numbers would become floats without a word (True a 1, an imaginary part nothing).
    """
    if (odd := _odd_entry(data)) is not None:
        raise TrendError(f"{what} holds {odd!r}, which is no count or amount; give real numbers (a share as 0 to 1)")
    try:
        return np.array(data, dtype=float)
    except (TypeError, ValueError):
        problem = next((x for x in np.ravel(np.asarray(data, dtype=object)) if not _is_number(x)), data)
        raise TrendError(
            f"{what} holds {problem!r} where a number is expected; drop it, or read it first "
            "(fs.parse_printed reads numbers as they are printed)"
        ) from None


def _odd_entry(data):
    """The first truth value or complex number of some data; None if there is none."""
    types = data.dtypes if isinstance(data, pd.DataFrame) else [getattr(data, "dtype", np.dtype(object))]
    if all(pd.api.types.is_numeric_dtype(kind) and not _odd_kind(kind) for kind in types):
        return None
    entries = np.ravel(np.asarray(data, dtype=object))
    return next((one for one in entries if isinstance(one, bool | np.bool_ | complex | np.complexfloating)), None)


def _odd_kind(kind):
    return pd.api.types.is_bool_dtype(kind) or pd.api.types.is_complex_dtype(kind)


def _index(values, what):
    if isinstance(values, pd.MultiIndex):
        raise TrendError(
            f"the index has {values.nlevels} levels ({', '.join(map(str, values.names))}); a series has one time per "
            f"value: make one index of them, pd.PeriodIndex.from_fields(year=..., quarter=..., freq='Q')"
        )
    if not isinstance(values, pd.Index):
        if np.ndim(values) != 1:
            raise TrendError(f"{what} has {np.ndim(values)} dimensions; give one time per value")
        values = pd.Index(values)
    if values.hasnans and values.inferred_type != "floating":
        raise TrendError(
            f"{what} is missing in row {int(np.flatnonzero(values.isna())[0])}; every value needs its time"
        )
    if values.inferred_type in ("date", "datetime", "datetime64"):
        return pd.DatetimeIndex(values)
    return pd.PeriodIndex(values) if values.inferred_type == "period" else values


def _numbers(index, what, years):
    numbers = read_numbers(index, what)
    if not np.isfinite(numbers).all():
        raise TrendError("a time is missing or infinite; every value needs its time (a missing value may be NaN)")
    if years and len(numbers) and not (YEARS[0] <= numbers.min() and numbers.max() <= YEARS[1]):
        raise TrendError(
            f"{what} holds {numbers.min():.10g} to {numbers.max():.10g}, which are no years of the common calendar; "
            f"{_SPELLINGS}. Times that are plain numbers stand in a column `time`"
        )
    return numbers


def _of_text(index, what, years):
    texts = [text.strip() for text in index]
    if all(map(_is_number, texts)):
        return Times(_numbers(texts, what, years))
    if all(re.fullmatch(r"\d{4}-\d{2}", text) for text in texts):
        days = pd.DatetimeIndex([first_day(text, what) for text in texts])
        return read_times(days.to_period("M"))
    kinds = {next((kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, text)), None) for text in texts}
    if len(kinds) > 1 and None not in kinds:
        raise TrendError(f"{what} mixes years, months and days ({texts[0]!r} ... {texts[-1]!r}); write all in one way")
    windows = [_of_label(text, what) for text in texts]
    if all(window.days == 1 for window in windows):
        return _of_dates(pd.DatetimeIndex([window.start for window in windows]))
    return _of_known_windows(windows, texts, what)


def _of_label(text, what):
    try:
        return period(text)
    except PeriodError as error:
        raise TrendError(f"{what} holds {text!r}, which is no time that can be read: {error}; {_SPELLINGS}") from None


def _of_known_windows(windows, written, what):
    for window, given in zip(windows, written, strict=True):
        if not window.known:
            raise TrendError(f"{what} holds {given!r}, which is no window with both ends; {_SPELLINGS}")
    starts, ends = zip(*windows, strict=True)
    return _windows(pd.DatetimeIndex(starts), pd.DatetimeIndex(ends))


def _of_dates(index):
    """Dates that all begin, or all end, years, quarters or months stand for them; others are points in time."""
    dates = index.tz_localize(None).normalize()
    for frequency, words in _PERIODS.items():
        periods = dates.to_period(frequency)
        begin, end = dates == periods.start_time, dates == periods.end_time.normalize()
        if periods.is_unique and (begin.all() or end.all()):
            found = read_times(periods)
            note = f"the dates are read as the {words} that they {'begin' if begin.all() else 'end'}"
            return Times(found.time, found.start, found.end, (note,))
    return Times(decimal_year(index), notes=tuple(_odd_dates(dates)))


def _odd_dates(dates):
    months = dates.to_period("M")
    for marks in (dates == months.start_time, dates == months.end_time.normalize()):
        if 2 * marks.sum() > len(dates) and len(dates) > 2:
            odd = ", ".join(f"{day:%F}" for day in dates[~marks][:3])
            yield (
                f"the dates are read as points in time, not as periods: {odd} "
                "neither begins nor ends a month as the other dates do"
            )


def _windows(start, end):
    if (bad := np.flatnonzero(start > end)).size:
        raise TrendError(f"row {bad[0]}: the window ends on {end[bad[0]]:%F}, before its start {start[bad[0]]:%F}")
    whole_years = (start.year == end.year) & (start.day_of_year == 1) & (end.month == 12) & (end.day == 31)
    if whole_years.all():
        return Times(start.year.to_numpy(float), start, end)
    middle = (decimal_year(start) + decimal_year(end + pd.Timedelta(days=1))) / 2
    return Times(middle, start, end)


def _days(column, read, name):
    if isinstance(column.dtype, pd.PeriodDtype):
        column = column.dt.start_time if name == "period_start" else column.dt.end_time.dt.normalize()
    if not pd.api.types.is_datetime64_any_dtype(column):
        column = pd.Series([read(day, f"{name} of row {row}") for row, day in enumerate(column)])
    if column.isna().any():
        row = int(np.flatnonzero(column.isna())[0])
        raise TrendError(
            f"{name} of row {row} is {column.iloc[row]!r}; a trend needs windows with both ends, as dates YYYY-MM-DD"
        )
    dates = pd.DatetimeIndex(column)
    return dates.tz_localize(None).normalize()


def _is_number(x):
    if isinstance(x, dt.date):
        return False
    try:
        float(x)
    except (TypeError, ValueError):
        return False
    return True
