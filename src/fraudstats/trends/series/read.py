"""What a trend model reads: values in time, with their windows and intervals where these are known.

Every model calls :func:`as_time_series` on what the user gave and works on the :class:`TimeSeries` that it
returns, so that arrays, pandas objects, a dataset's series and intervals mean the same everywhere. Many
series at once (columns), and the draws of a reconciliation, are read by :func:`as_matrix`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import frame_time, index_time, read_numbers, read_times

__all__ = ["TimeSeries", "as_matrix", "as_time_series", "is_matrix"]


def as_time_series(data, time=None, overlap="refuse") -> TimeSeries:
    """Read one series from whatever the user has.

    Parameters
    ----------
    data : TimeSeries, array, list of Interval, Series or DataFrame
        A one-dimensional array or a list (numbers or :class:`~fraudstats.interval.Interval`); a pandas
        Series whose index holds periods, dates (first or last days of months, quarters or years stand for
        these) or numbers; or a DataFrame with `value`, or `lower` and `upper`, or all three, and its time in
        `period_start` and `period_end` (as a dataset's series has them), in a column `time` or `year`, or in
        the index. ``attrs["release"]`` names the data release.
    time : array, optional
        Times of the values, in place of what `data` says.
    overlap : {"refuse", "allow"}
        Whether windows may overlap; only a model that knows what they share (state_space) can allow it.

    Returns
    -------
    TimeSeries
        Sorted by time. Where only an interval is known, its midpoint is the value (missing if unbounded).

    Raises
    ------
    TrendError
        If nothing numeric can be read, lengths differ, a lower end exceeds its upper end, a time is missing,
        windows end before they start or overlap.

    Examples
    --------
    >>> as_time_series([3, 5, 8], time=[2020, 2021, 2022]).time
    array([2020., 2021., 2022.])
    >>> frame = pd.DataFrame({"period_start": ["2021-01-01", "2022-01-01"],
    ...                       "period_end": ["2021-11-30", "2022-11-30"],
    ...                       "lower": [370_000, 390_500], "upper": [380_000, 391_500]})
    >>> series = as_time_series(frame)
    >>> series.value, series.days
    (array([375000., 391000.]), array([334., 334.]))
    """
    if isinstance(data, TimeSeries):
        return data if time is None else _sorted(replace(data, time=read_times(time, len(data)), labels=None))
    if isinstance(data, pd.DataFrame):
        series = _from_frame(data)
    elif isinstance(data, pd.Series):
        series = _from_pandas(data)
    else:
        series = _from_sequence(data)
    if time is not None:
        series = _with_time(series, time)
    _check(series)
    if series.start is not None and overlap == "refuse":
        _check_overlap(series)
    return _sorted(series)


def is_matrix(data) -> bool:
    """Whether `data` holds several series side by side (a 2-D array, or a frame without a value column)."""
    if isinstance(data, pd.DataFrame):
        return not {"value", "lower", "upper"} & set(data.columns)
    return isinstance(data, np.ndarray) and data.ndim == 2


def as_matrix(data, time=None) -> tuple[TimeSeries, np.ndarray, pd.Index]:
    """Read several series over the same times: the draws of a reconciliation, or many indicators.

    Parameters
    ----------
    data : array or DataFrame
        Times x series (months x draws).

    Returns
    -------
    (TimeSeries, ndarray, Index)
        The times (the mean over the columns as value), the matrix times x series, the columns' names.

    Examples
    --------
    >>> months = pd.period_range("2021-01", periods=2, freq="M")
    >>> times, matrix, names = as_matrix(pd.DataFrame([[1, 3], [2, 4]], index=months))
    >>> times.value, matrix.shape
    (array([2., 3.]), (2, 2))
    """
    frame = data if isinstance(data, pd.DataFrame) else pd.DataFrame(np.asarray(data))
    matrix = read_numbers(frame, "the table")
    if matrix.size == 0:
        raise TrendError(f"the table of shape {matrix.shape} holds no values; give times x series")
    present = np.isfinite(matrix)
    counts = np.where(present.any(axis=1), present.sum(axis=1), np.nan)
    mean = np.where(present, matrix, 0).sum(axis=1) / counts
    rows = pd.Series(np.arange(len(frame), dtype=float), index=frame.index)
    rows.attrs = frame.attrs
    order = as_time_series(rows, time)
    position = order.value.astype(int)
    return replace(order, value=mean[position]), matrix[position], frame.columns


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
    if value.ndim != 1:
        raise TrendError(
            f"one series is expected, got an array of shape {value.shape}; give one column, "
            "or pool over the columns with fs.trends.pool"
        )
    return TimeSeries(np.arange(len(value), dtype=float), value)


def _from_pandas(data):
    value = read_numbers(data, f"the series {data.name!r}" if data.name is not None else "the series")
    name = None if data.name is None else str(data.name)
    return TimeSeries(value=value, name=name, release=data.attrs.get("release"), **index_time(data.index))


def _from_frame(data):
    if is_matrix(data):
        raise TrendError(
            f"a column `value`, or `lower` and `upper`, is expected, got {_some(data.columns)}; "
            "rename one of them, give one column, or pool over the columns with fs.trends.pool"
        )
    columns = [name for name in ("value", "lower", "upper") if name in data]
    given = {name: read_numbers(data[name], f"the column {name!r}") for name in columns}
    if "value" not in given and len(given) < 2:
        raise TrendError(f"an interval needs both `lower` and `upper`, got only {next(iter(given))!r}")
    value, lower, upper = _complete_ends(**given)
    return TimeSeries(
        value=value,
        lower=lower,
        upper=upper,
        name=data.attrs.get("name"),
        release=data.attrs.get("release"),
        **frame_time(data),
    )


def _some(columns):
    """The names of a few columns, and how many more there are."""
    named = ", ".join(repr(name) for name in columns[:5])
    return f"{named} and {len(columns) - 5} more" if len(columns) > 5 else named


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
    if len(series) != np.size(time):
        raise TrendError(f"{len(series)} values and {np.size(time)} times; give one time for each value")
    given = index_time(time if isinstance(time, pd.Index) else pd.Index(np.asarray(time)))
    return replace(series, labels=None, **{"start": None, "end": None, **given})


def _midpoint(lower, upper):
    with np.errstate(invalid="ignore"):
        middle = (lower + upper) / 2
    return np.where(np.isfinite(middle), middle, np.nan)


def _check(series):
    if len(series) == 0:
        raise TrendError("the series is empty; select at least one observation")
    if not np.isfinite(series.time).all():
        raise TrendError("a time is missing or infinite; every value needs its time (a missing value may be NaN)")
    if np.isinf(series.value).any():
        raise TrendError("a value is infinite; give a number, NaN where it is missing, or `lower` and `upper`")
    if series.lower is not None and (bad := np.flatnonzero(series.lower > series.upper)).size:
        row = bad[0]
        raise TrendError(f"row {row}: the lower end {series.lower[row]:g} exceeds the upper end {series.upper[row]:g}")


def _check_overlap(series):
    order = np.argsort(series.start.to_numpy(), kind="stable")
    start, end, labels = series.start[order], series.end[order], series.labels[order]
    if (bad := np.flatnonzero(start[1:] <= end[:-1])).size:
        first, second = labels[bad[0]], labels[bad[0] + 1]
        raise TrendError(
            f"the windows {first} and {second} overlap, so one event would count twice; keep one of them, "
            "or let fs.reconcile combine them and pool over its draws"
        )


def _sorted(series):
    order = np.argsort(series.time, kind="stable")
    return series if (order == np.arange(len(order))).all() else series.take(order)
