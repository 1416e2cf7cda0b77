"""What a trend model reads: values in time, with their windows and ranges where these are known.

Every model calls :func:`as_time_series` on what the user gave and works on the :class:`TimeSeries` that it
returns, so that arrays, pandas objects, a dataset's series and ranges mean the same everywhere. Draws are never read
here: a model pools them (:mod:`fraudstats.trends.pooling`). Tables of several series: :mod:`~.wide`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.sheets import Tidy
from fraudstats.trends.series.columns import find_columns
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.gap_notes import gaps_noted
from fraudstats.trends.series.order import in_order, refuse_exchanged, refuse_years
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import Times, read_numbers, read_times

__all__ = ["TimeSeries", "as_time_series"]


def as_time_series(data: Any, time: Any = None, *, overlap: Literal["refuse", "allow"] = "refuse") -> TimeSeries:
    """Read one series from whatever the user has.

    Parameters
    ----------
    data : TimeSeries, Tidy, array, list of Interval, mapping, Series or DataFrame
        A one-dimensional array, an array or table of one column, or a list (numbers or
        :class:`~fraudstats.interval.Interval`); a mapping from time to value; a pandas Series whose index holds
        periods, dates (first or last days of months, quarters or years stand for these) or numbers; or a DataFrame with
        one column of numbers, or with `value`, `lower` and `upper`, and its time in `period_start` and `period_end` (as
        a dataset's series has them), in one column `time`, `year`, `date`, `month`, `quarter` or `period`, or in the
        index. ``attrs["release"]`` names the data release. Tables and columns of polars and pyarrow are read by their
        ``to_pandas``.
    time : array or str, optional
        Times of the values, in place of what `data` says; or the name of the column that holds them.
    overlap : {"refuse", "allow"}
        Whether windows may overlap; only a model that knows what they share (state_space) can allow it.

    Returns
    -------
    TimeSeries
        Sorted by time. `value` is the printed number; where only a range is known, its midpoint (missing if the range
        is open). Models of single numbers call :meth:`TimeSeries.points`.

    Raises
    ------
    TrendError
        If the time or the values could be read in two ways or not at all, if values and times seem exchanged,
        lengths differ, a lower end exceeds its upper end, a time is missing or occurs twice, or windows end before
        they start or overlap.

    Examples
    --------
    >>> as_time_series([3, 5, 8], time=[2020, 2021, 2022]).time
    array([2020., 2021., 2022.])
    >>> frame = pd.DataFrame({"year": [2021, 2022, 2020], "cases": [5, 8, 3]})
    >>> series = as_time_series(frame)
    >>> series.name, series.value, series.notes
    ('cases', array([3., 5., 8.]), ('the rows were sorted by time',))
    """
    data, time = as_pandas(data), as_pandas(time)
    if isinstance(data, Tidy):
        data = data.frame
    if isinstance(data, Mapping):
        data, time = _of_mapping(data, time)
    if isinstance(data, Draws):
        raise TrendError(
            f"one series is expected, got {data!r}; fs.trends.pool(model, draws) fits a model to each of them"
        )
    if isinstance(data, TimeSeries):
        series = replace(data, order=np.arange(len(data)))
    elif isinstance(data, pd.DataFrame):
        data, time = _time_column(data, time)
        series = _from_frame(data, find_time=time is None)
    elif isinstance(data, pd.Series):
        series = _from_pandas(data, find_time=time is None)
    else:
        series = _from_sequence(data)
    if time is not None:
        series = _with_time(series, time)
    elif not isinstance(data, TimeSeries | pd.DataFrame):
        refuse_years(series.value, data)
    _check(series)
    if series.start is not None and overlap == "refuse":
        _check_overlap(series)
    if isinstance(data, TimeSeries) and time is None:
        return in_order(series)  # its gaps were noted when it was read
    gaps = data.attrs.get("gaps", ()) if isinstance(data, pd.DataFrame) else ()
    return in_order(series).noted(*gaps_noted(series, gaps))


#: What can still be squared, twice, and summed over a series.
LARGEST = 1e60


def _of_mapping(data, time):
    """Values and times of a mapping from time to value; columns by name are a table, and only a data frame is one."""
    if time is not None:
        raise TrendError("a mapping gives a value for each time, so no further time can be given; give one of the two")
    nested = next((key for key, value in data.items() if np.ndim(value) > 0), None)
    if nested is not None:
        raise TrendError(
            f"a mapping from time to value is expected, and {nested!r} holds several values; make a table of columns "
            "with pd.DataFrame(...)"
        )
    return list(data.values()), list(data)


def _from_sequence(data):
    try:
        items = list(data)
    except TypeError:
        raise TrendError(f"a series is expected (array, list, Series or DataFrame), got {data!r}") from None
    if any(isinstance(item, Interval) for item in items):
        ends = [Interval.of(item) for item in items]
        lower, upper = (np.array([getattr(e, end) for e in ends], float) for end in ("lower", "upper"))
        return TimeSeries(np.arange(len(items), dtype=float), _midpoint(lower, upper), lower, upper)
    value = read_numbers(items, "the series")
    if value.ndim == 2 and value.shape[1] == 1:
        value = value[:, 0]
    if value.ndim != 1:
        raise TrendError(
            f"one series is expected, got an array of shape {value.shape}; give one column, or, if the columns are "
            "draws of one series, fs.Draws(array)"
        )
    return TimeSeries(np.arange(len(value), dtype=float), value)


def _from_pandas(data, find_time):
    value = read_numbers(data, f"the series {data.name!r}" if data.name is not None else "the series")
    name = None if data.name is None else str(data.name)
    times = read_times(data.index, "the index") if find_time else Times(np.arange(len(data), dtype=float))
    return _series(times, value=value, name=name, release=data.attrs.get("release"), notes=_of_band(data))


def _from_frame(data, find_time):
    columns = find_columns(data, find_time)
    given = {name: read_numbers(data[c], f"the column {c!r}") for name, c in columns.values.items()}
    value, lower, upper = _complete_ends(**given)
    unused = ", ".join(map(repr, columns.unused))
    notes = (*data.attrs.get("notes", ()), *((f"columns not used: {unused}",) if unused else ()))
    times = columns.times or Times(np.arange(len(data), dtype=float))
    series = _series(
        times,
        value=value,
        lower=lower,
        upper=upper,
        name=data.attrs.get("name", columns.named),
        release=data.attrs.get("release"),
        notes=notes + _of_band(data),
    )
    if find_time:
        _refuse_twice(series)
    return series


def _series(times, notes=(), **columns):
    return TimeSeries(time=times.time, start=times.start, end=times.end, notes=times.notes + notes, **columns)


def _of_band(data):
    if data.attrs.get("kind") != "band":
        return ()
    return ("these are medians of a reconciliation, taken as if they were known; pool its draws to carry their width",)


def _time_column(data, time):
    """The table without the column that `time` names, and the times."""
    if not isinstance(time, str):
        return data, time
    if time not in data:
        raise TrendError(f"there is no column {time!r}; the table has {', '.join(map(repr, data.columns))}")
    return data.drop(columns=time), data[time]


def _refuse_twice(series):
    times, counts = np.unique(series.time, return_counts=True)
    if series.start is None and (counts > 1).any():
        raise TrendError(
            f"the time {times[counts > 1][0]:.10g} occurs {counts.max()} times; keep one row per time (several series "
            "in one table are separated first: df[df['area'] == ...], or fs.tidy(df, where={'area': ...}))"
        )


def _complete_ends(value=None, lower=None, upper=None):
    """Fill what a row leaves out: an exact number has itself as both ends, an interval its midpoint."""
    if value is None:
        return _midpoint(lower, upper), lower, upper
    if lower is None and upper is None:
        return value, None, None
    lower = value if lower is None else np.where(np.isnan(lower), value, lower)
    upper = value if upper is None else np.where(np.isnan(upper), value, upper)
    return np.where(np.isnan(value), _midpoint(lower, upper), value), lower, upper


def _with_time(series, time):
    if isinstance(time, str) or np.ndim(time) != 1:
        raise TrendError(f"time is {time!r}; give one time per value, an array, a list or a pandas index")
    if len(series) != len(time):
        raise TrendError(f"{len(series)} values and {len(time)} times; give one time for each value")
    times = read_times(time)
    refuse_exchanged(series.value, times)
    return replace(
        series, labels=None, time=times.time, start=times.start, end=times.end, notes=series.notes + times.notes
    )


def _midpoint(lower, upper):
    with np.errstate(invalid="ignore"):
        middle = (lower + upper) / 2
    return np.where(np.isfinite(middle), middle, np.nan)


def _check(series):
    if len(series) == 0:
        raise TrendError("the series is empty; select at least one observation")
    if np.isinf(series.value).any():
        raise TrendError("a value is infinite; give a number, NaN where it is missing, or `lower` and `upper`")
    if (np.abs(series.value) > LARGEST).any():
        raise TrendError(f"a value is beyond {LARGEST:g}, so that its square could not be computed; give another unit")
    if series.lower is not None and (bad := np.flatnonzero(series.lower > series.upper)).size:
        row = bad[0]
        raise TrendError(f"row {row}: the lower end {series.lower[row]:g} exceeds the upper end {series.upper[row]:g}")


def _check_overlap(series):
    order = np.argsort(series.start.to_numpy(), kind="stable")
    start, end, labels = series.start[order], series.end[order], series.labels[order]
    if (bad := np.flatnonzero(start[1:] <= end[:-1])).size:
        first, second = labels[bad[0]], labels[bad[0] + 1]
        if first == second:
            raise TrendError(
                f"the time {first} occurs twice; keep one row per time (several series in one table are separated "
                "first: df[df['area'] == ...], or fs.tidy(df, where={'area': ...}))"
            )
        raise TrendError(
            f"the windows {first} and {second} overlap, so one event would count twice; keep one of them, "
            "or let fs.reconcile combine them and pool over its draws"
        )
