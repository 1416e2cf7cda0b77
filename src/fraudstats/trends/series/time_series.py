"""Values in time order, with their windows and ranges where these are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError

__all__ = ["TimeSeries"]

#: Rows whose midpoint is named in a note; more are counted.
NAMED = 3
#: What a model of single numbers cannot carry.
WIDTH = "; the width of a range is not in the intervals"


@dataclass(frozen=True, eq=False)
class TimeSeries:
    """Values in time order. All arrays have one entry per value; what is unknown is None.

    Attributes
    ----------
    time : ndarray
        The year where every window is one calendar year; else the middle of the window in decimal years; else
        the numbers that the user gave; else 0, 1, 2, ...
    value : ndarray
        The counts or rates as printed; NaN where a value is missing (its time is kept).
    lower, upper : ndarray or None
        The range that the printed number implies; equal to `value` for an exact number; `upper` may be infinite.
    start, end : DatetimeIndex or None
        First and last day of each window, both included.
    name, release : str or None
        What is counted; the data release that it was read from.
    is_rate : bool
        Whether the values are already divided by the length of their windows.
    labels : ndarray of str
        The windows (or times) in words.
    order : ndarray of int
        The row of the user's data that each value comes from.
    notes : tuple of str
        What was decided when the data were read; every result prints it.
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
    labels: np.ndarray = field(default=None)  # pyright: ignore[reportAssignmentType] - filled in below
    order: np.ndarray = field(default=None)  # pyright: ignore[reportAssignmentType] - filled in below
    notes: tuple[str, ...] = ()

    def __post_init__(self):
        if self.labels is None:
            object.__setattr__(self, "labels", _labels(self))
        if self.order is None:
            object.__setattr__(self, "order", np.arange(len(self.time)))

    def __len__(self) -> int:
        return len(self.time)

    @property
    def nobs(self) -> int:
        """The number of values that are not missing."""
        return int(np.isfinite(self.value).sum())

    @property
    def days(self) -> np.ndarray | None:
        """Length of each window in days (the usual exposure), or None without windows."""
        if self.start is None or self.end is None:
            return None
        return np.asarray((self.end - self.start) / pd.Timedelta(days=1), dtype=float) + 1

    @property
    def has_intervals(self) -> bool:
        """Whether a value is known only as a range."""
        return self.lower is not None and bool(np.any(_wide(self)))

    def take(self, keep: np.ndarray | slice) -> TimeSeries:
        """The rows that `keep` (a mask, a slice or positions) selects."""
        names = ("time", "value", "lower", "upper", "start", "end", "labels", "order")
        rows = {name: getattr(self, name) for name in names}
        return replace(self, **{name: None if row is None else row[keep] for name, row in rows.items()})

    def complete(self) -> TimeSeries:
        """The rows whose value is not missing."""
        return self.take(np.isfinite(self.value))

    def noted(self, *notes: str) -> TimeSeries:
        """The same series with further notes."""
        new = tuple(note for note in notes if note not in self.notes)
        return replace(self, notes=self.notes + new) if new else self

    def points(self, method: str, open_ranges: Literal["refuse", "missing"] = "refuse") -> TimeSeries:
        """One number per time, for models that cannot carry ranges: a range is replaced by its midpoint.

        Parameters
        ----------
        method : str
            The model, for the message: "joinpoint regression".
        open_ranges : {"refuse", "missing"}
            What to do about a range without an end: raise, or treat its value as missing (for a model that carries the
            range elsewhere).

        Returns
        -------
        TimeSeries
            With the midpoints as values, the ranges kept beside them, and a note that says which numbers were
            used; itself if no value is a range.

        Raises
        ------
        TrendError
            If a range is open: it has no midpoint, and its printed end would be a biased value.
        """
        if not self.has_intervals:
            return self
        assert self.lower is not None and self.upper is not None
        wide = _wide(self)
        is_open = wide & ~np.isfinite(self.upper - self.lower)
        if open_ranges == "refuse" and is_open.any():
            row = int(np.flatnonzero(is_open)[0])
            raise TrendError(
                f"{method} needs one number per time, and the range of {self.labels[row]} is open: "
                f"{self.lower[row]:,.10g} to {self.upper[row]:,.10g}. Use fs.trends.interval_regression, which "
                "carries open ranges; or reconcile the printed numbers and give the model their draws; or close the "
                "range with an end that you can defend"
            )
        middle = np.where(is_open, np.nan, np.where(wide, (self.lower + self.upper) / 2, self.value))
        said = any(note.endswith(WIDTH) for note in self.notes)
        notes = [_midpoints_used(self, wide & ~is_open, middle)] if (wide & ~is_open).any() and not said else []
        if is_open.any():
            notes.append(f"left out, because their ranges are open: {', '.join(self.labels[is_open])}")
        return replace(self, value=middle).noted(*notes)

    def per_day(self) -> TimeSeries:
        """The same series as rates per day; needs windows."""
        if self.is_rate:
            return self
        if self.days is None:
            raise TrendError(
                "rates per day need windows, and this series has none; give a frame with the columns "
                "period_start and period_end, or a pandas Series with a PeriodIndex"
            )
        given = {name: getattr(self, name) for name in ("value", "lower", "upper")}
        scaled = {name: None if array is None else array / self.days for name, array in given.items()}
        return replace(self, is_rate=True, **scaled)

    def require(self, n: int, method: str) -> TimeSeries:
        """Itself, if at least `n` values are present; else an error that names the method."""
        if self.nobs < n:
            raise TrendError(f"{method} needs at least {n} values, got {self.nobs}; use a longer series")
        return self

    def require_equal_windows(self, method: str) -> TimeSeries:
        """Itself, unless the windows differ in length (in months; in days where months are not whole)."""
        length = None if self.days is None else np.asarray(_window_lengths(self), dtype=float)
        if not self.is_rate and length is not None and self.days is not None and length.max() > 1.01 * length.min():
            short, long = int(length.argmin()), int(length.argmax())
            raise TrendError(
                f"{method} compares the values as they stand, but the window {self.labels[short]} has "
                f"{self.days[short]:.0f} days and {self.labels[long]} has {self.days[long]:.0f}; "
                "compare rates (`as_time_series(data).per_day()`), give the days as exposure where the model "
                "takes one, or select windows of one length"
            )
        return self


def _wide(series):
    """Rows that are ranges; a row without ends is missing, not a range."""
    return np.isfinite(series.lower) & (series.lower != series.upper) | np.isinf(series.lower)


def _midpoints_used(series, wide, middle):
    """The note on what stands for the ranges; it says so where a midpoint is not the printed number."""
    number = int(wide.sum())
    moved = np.flatnonzero(wide & np.isfinite(series.value) & ~np.isclose(middle, series.value, rtol=1e-12))
    start = f"{number} ranges enter by their midpoints" if number > 1 else "one range enters by its midpoint"
    if moved.size:
        named = [f"{series.labels[k]}: {middle[k]:,.10g}, printed {series.value[k]:,.10g}" for k in moved[:NAMED]]
        more = f"; {moved.size - NAMED} more" if moved.size > NAMED else ""
        start += f" ({'; '.join(named)}{more})"
    return start + WIDTH


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
