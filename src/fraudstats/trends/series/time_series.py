"""Values in time order, with their windows and intervals where these are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError

__all__ = ["TimeSeries"]


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


def _window_lengths(series):
    """Months, so that February equals March; days where a window is not made of whole months."""
    if series.start is None:
        return None
    after = series.end + pd.Timedelta(days=1)
    if (series.start.day == 1).all() and (after.day == 1).all():
        return 12.0 * (after.year - series.start.year) + after.month - series.start.month
    return series.days


def _labels(series):
    if series.start is None:
        return np.array([f"{t:.10g}" for t in series.time], dtype=object)
    if (series.start.year == series.time).all():
        return np.array([f"{year}" for year in series.start.year], dtype=object)
    months = series.start.to_period("M")
    if (series.start == months.start_time).all() and (series.end == months.end_time.normalize()).all():
        return months.astype(str).to_numpy(dtype=object)
    return np.array([f"{a:%F}/{b:%F}" for a, b in zip(series.start, series.end, strict=True)], dtype=object)
