"""What a trend model reads: values in time, with their windows and intervals where these are known.

Every model calls :func:`as_time_series` on what the user gave and works on the :class:`TimeSeries` that it
returns, so that arrays, pandas objects, a dataset's series and intervals mean the same everywhere. Many
series at once (columns), and the draws of a reconciliation, are read by :func:`as_matrix`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.interval import Interval

__all__ = ["TimeSeries", "as_matrix", "as_time_series", "decimal_year", "is_matrix"]


@dataclass(frozen=True, eq=False)
class TimeSeries:
    """Values in time order. All arrays have length n; what is unknown is None.

    Attributes
    ----------
    time : ndarray
        The year where every window is one calendar year; else the middle of the window in decimal years; else
        the numbers that the user gave; else 0, 1, 2, ...
    value : ndarray
        The counts or rates; NaN where a value is missing (its time is kept).
    lower, upper : ndarray or None
        What the printed number implies; equal to `value` for an exact number; `upper` may be infinite.
    start, end : DatetimeIndex or None
        First and last day of each window, both included.
    name, release : str or None
        What is counted; the data release that it was read from.
    is_rate : bool
        Whether the values are already divided by the length of their windows.
    labels : ndarray of str
        The windows (or times) in words.
    """

    time: np.ndarray
    value: np.ndarray
    lower: np.ndarray | None = None
    upper: np.ndarray | None = None
    start: pd.DatetimeIndex | None = None
    end: pd.DatetimeIndex | None = None
    name: str | None = None
    release: str | None = None
    is_rate: bool = False
    labels: np.ndarray = field(default=None)

    def __post_init__(self):
        if self.labels is None:
            object.__setattr__(self, "labels", _labels(self))

    def __len__(self):
        return len(self.time)

    @property
    def n(self) -> int:
        """The number of values that are not missing."""
        return int(np.isfinite(self.value).sum())

    @property
    def days(self) -> np.ndarray | None:
        """Length of each window in days (the usual exposure), or None without windows."""
        return None if self.start is None else (self.end - self.start).days.to_numpy(float) + 1

    @property
    def has_intervals(self) -> bool:
        return self.lower is not None and bool(np.any(self.lower != self.upper))

    def take(self, keep) -> TimeSeries:
        """The rows that `keep` (a mask, a slice or positions) selects."""
        rows = {f: getattr(self, f) for f in ("time", "value", "lower", "upper", "start", "end", "labels")}
        return replace(self, **{f: None if array is None else array[keep] for f, array in rows.items()})

    def complete(self) -> TimeSeries:
        """The rows whose value is not missing."""
        return self.take(np.isfinite(self.value))

    def per_day(self) -> TimeSeries:
        """The same series as rates per day; needs windows."""
        if self.is_rate:
            return self
        if self.days is None:
            raise TrendError(
                "rates per day need windows, and this series has none; give a frame with the columns "
                "period_start and period_end, or a pandas Series with a PeriodIndex"
            )
        scaled = {
            f: None if (array := getattr(self, f)) is None else array / self.days for f in ("value", "lower", "upper")
        }
        return replace(self, is_rate=True, **scaled)

    def require(self, n, method) -> TimeSeries:
        """Itself, if at least `n` values are present; else an error that names the method."""
        if self.n < n:
            raise TrendError(f"{method} needs at least {n} values, got {self.n}; use a longer series")
        return self

    def require_equal_windows(self, method) -> TimeSeries:
        """Itself, unless the windows differ in length (in months; in days where months are not whole)."""
        length = _window_lengths(self)
        if not self.is_rate and length is not None and length.max() > 1.01 * length.min():
            short, long = int(length.argmin()), int(length.argmax())
            raise TrendError(
                f"{method} compares the values as they stand, but the window {self.labels[short]} has "
                f"{self.days[short]:.0f} days and {self.labels[long]} has {self.days[long]:.0f}; "
                "compare rates (`as_time_series(data).per_day()`), give the days as exposure where the model "
                "takes one, or select windows of one length"
            )
        return self


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
        return data if time is None else _sorted(replace(data, time=_times(time, len(data)), labels=None))
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
    matrix = _numbers(frame, "the table")
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
    value = _numbers(items, "the series")
    if value.ndim != 1:
        raise TrendError(
            f"one series is expected, got an array of shape {value.shape}; give one column, "
            "or pool over the columns with fs.trends.pool"
        )
    return TimeSeries(np.arange(len(value), dtype=float), value)


def _from_pandas(data):
    value = _numbers(data, f"the series {data.name!r}" if data.name is not None else "the series")
    name = None if data.name is None else str(data.name)
    return TimeSeries(value=value, name=name, release=data.attrs.get("release"), **_index_time(data.index))


def _from_frame(data):
    if is_matrix(data):
        raise TrendError(
            f"a column `value`, or `lower` and `upper`, is expected, got {_some(data.columns)}; "
            "rename one of them, give one column, or pool over the columns with fs.trends.pool"
        )
    columns = [name for name in ("value", "lower", "upper") if name in data]
    given = {name: _numbers(data[name], f"the column {name!r}") for name in columns}
    if "value" not in given and len(given) < 2:
        raise TrendError(f"an interval needs both `lower` and `upper`, got only {next(iter(given))!r}")
    value, lower, upper = _complete_ends(**given)
    return TimeSeries(
        value=value,
        lower=lower,
        upper=upper,
        name=data.attrs.get("name"),
        release=data.attrs.get("release"),
        **_frame_time(data),
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


def _frame_time(data):
    if {"period_start", "period_end"} <= set(data.columns):
        return _windows(*(_dates(data[name], name) for name in ("period_start", "period_end")))
    for column in ("time", "year"):
        if column in data:
            return _index_time(pd.Index(data[column]))
    return _index_time(data.index)


def _index_time(index):
    if isinstance(index, pd.PeriodIndex):
        return _windows(index.start_time.normalize(), index.end_time.normalize())
    if isinstance(index, pd.DatetimeIndex):
        periods = _marked_periods(index.tz_localize(None).normalize())
        return {"time": decimal_year(index)} if periods is None else _index_time(periods)
    return {"time": _times(index, len(index))}


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


def _window_lengths(series):
    """Months, so that February equals March; days where a window is not made of whole months."""
    if series.start is None:
        return None
    after = series.end + pd.Timedelta(days=1)
    if (series.start.day == 1).all() and (after.day == 1).all():
        return 12.0 * (after.year - series.start.year) + after.month - series.start.month
    return series.days


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


def _with_time(series, time):
    if len(series) != np.size(time):
        raise TrendError(f"{len(series)} values and {np.size(time)} times; give one time for each value")
    given = _index_time(time if isinstance(time, pd.Index) else pd.Index(np.asarray(time)))
    return replace(series, labels=None, **{"start": None, "end": None, **given})


def _times(time, n):
    numbers = _numbers(time, "time")
    if numbers.shape != (n,):
        raise TrendError(f"{n} values and times of shape {numbers.shape}; give one time for each value")
    return numbers


def _numbers(data, what):
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


def _labels(series):
    if series.start is None:
        return np.array([f"{t:.10g}" for t in series.time], dtype=object)
    whole_years = (series.start.year == series.time).all()
    if whole_years:
        return np.array([f"{year}" for year in series.start.year], dtype=object)
    return np.array([f"{a:%F}/{b:%F}" for a, b in zip(series.start, series.end, strict=True)], dtype=object)
