"""The periods whose counts are unknown, and the share of each that a window covers.

A window is a closed interval of days; a grid is a run of months (or days, weeks, quarters, years). A window
that covers part of a period takes that part of its count by the share of days. The grid is rounded out to
whole calendar years (of days and weeks: months), so that a row labelled 2021 always means all of 2021; `span`
tells which periods are reported.

>>> grid = Grid.covering("2021-03-01", "2021-11-30")
>>> len(grid), str(grid.reported[0]), str(grid.reported[-1])
(12, '2021-03', '2021-11')
>>> grid.weights("2021-06-16", "2021-07-31")[5:8]
array([0.5, 1. , 0. ])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError

__all__ = ["Grid", "first_day", "last_day"]

#: A longer grid is a slip in a date or a frequency far too fine.
MAX_PERIODS = 20_000


def first_day(date) -> pd.Timestamp:
    """The first day that a date means: ``"2021"`` and ``"2021-01"`` both begin on 2021-01-01.

    Parameters
    ----------
    date : str, datetime.date, datetime.datetime, pandas.Timestamp or pandas.Period
        ISO text may be a year, a year and month, or a day.

    Returns
    -------
    pandas.Timestamp
        Midnight of that day; NaT if `date` is missing.

    Raises
    ------
    ReconcileError
        If the text is no ISO date.
    """
    return _day(date, "start")


def last_day(date) -> pd.Timestamp:
    """The last day that a date means: ``"2021"`` ends on 2021-12-31. See `first_day`."""
    return _day(date, "end")


def _day(date, end):
    if isinstance(date, pd.Period):
        return date.to_timestamp(how=end).normalize()
    if date is None or date is pd.NaT or (isinstance(date, float) and np.isnan(date)) or date == "":
        return pd.NaT
    try:
        if isinstance(date, str):
            text = date.strip()
            freq = {4: "Y", 7: "M"}.get(len(text))
            if freq:
                return pd.Period(text, freq).to_timestamp(how=end).normalize()
            date = pd.Timestamp.fromisoformat(text)
        elif isinstance(date, (int, float, np.number)):
            raise ValueError("a bare number")
        return pd.Timestamp(date).tz_localize(None).normalize()
    except (ValueError, TypeError, OverflowError):
        raise ReconcileError(
            f"{date!r} is not a date that can be read: write it as 2021-06-13, 2021-06 or 2021"
        ) from None


@dataclass(frozen=True, eq=False)
class Grid:
    """Consecutive periods covering whole years or months, and the slice of them to report.

    Parameters
    ----------
    periods : pandas.PeriodIndex
        All periods, T of them.
    span : slice
        Where the reported periods stand among them.
    """

    periods: pd.PeriodIndex
    span: slice

    @classmethod
    def covering(cls, first, last, freq="M", start=None, end=None) -> Grid:
        """A grid that holds every day from `first` to `last`, and from `start` to `end` where given.

        Parameters
        ----------
        first, last : date-like
            The first and last day that any statement touches.
        freq : str
            Length of a period: ``"D"``, ``"W"``, ``"M"``, ``"Q"`` or ``"Y"``.
        start, end : date-like, optional
            The span to report; by default `first` to `last`.

        Raises
        ------
        ReconcileError
            If the frequency is unknown, the span is reversed, or there would be more than 20,000 periods.
        """
        first, last = first_day(first), last_day(last)
        start = first if start is None else first_day(start)
        end = last if end is None else last_day(end)
        if start > end:
            raise ReconcileError(
                f"the span starts on {start:%Y-%m-%d} but ends on {end:%Y-%m-%d}: "
                "exchange start and end, or give only one of them"
            )
        whole = "M" if freq in ("D", "W") else "Y"
        first, last = pd.Period(min(first, start), whole), pd.Period(max(last, end), whole)
        periods = _periods(first_day(first), last_day(last), freq)
        reported = _period(start, freq), _period(end, freq)
        where = periods.get_indexer(pd.PeriodIndex(reported))
        return cls(periods, slice(int(where[0]), int(where[1]) + 1))

    def __len__(self):
        return len(self.periods)

    @property
    def freq(self) -> str:
        return self.periods.freqstr

    @property
    def reported(self) -> pd.PeriodIndex:
        """The periods of the span."""
        return self.periods[self.span]

    @cached_property
    def edges(self) -> np.ndarray:
        """T + 1 days since 1970-01-01: where each period begins, and where the last one ends (exclusive)."""
        starts = _days(self.periods.to_timestamp(how="start"))
        return np.append(starts, _days(self.periods[-1:].to_timestamp(how="end").normalize()) + 1)

    def weights(self, start, end) -> np.ndarray:
        """The share of each period's days inside a window, or inside each of many windows.

        Parameters
        ----------
        start, end : date-like, or sequences of n pandas timestamps
            First and last day of the window, both included; days beyond the grid are ignored.

        Returns
        -------
        numpy.ndarray
            Shape (T,), or (n, T) for sequences; values from 0 to 1.
        """
        if np.ndim(start) == 0:
            return self.weights([first_day(start)], [last_day(end)])[0]
        starts, ends = _days(pd.DatetimeIndex(start)), _days(pd.DatetimeIndex(end)) + 1
        left, right = self.edges[:-1], self.edges[1:]
        inside = np.minimum(ends[:, None], right) - np.maximum(starts[:, None], left)
        return np.clip(inside, 0, None) / (right - left)

    def holds(self, start, end) -> bool:
        """Whether a window of timestamps lies wholly inside the grid."""
        days = _days(pd.DatetimeIndex([start, end]))
        return bool(days[0] >= self.edges[0] and days[1] < self.edges[-1])

    def check_holds(self, periods):
        """Raise a ReconcileError if any of these periods reaches beyond the grid."""
        for period in periods:
            if not self.holds(first_day(period), last_day(period)):
                raise ReconcileError(
                    f"{period} reaches beyond the days known to the grid, {self.periods[0]} to "
                    f"{self.periods[-1]}, and cannot be estimated: pass a start and an end to `reconcile` "
                    "that cover it, or choose shorter periods"
                )

    def windows(self, freq) -> tuple[pd.PeriodIndex, np.ndarray]:
        """All periods of another frequency that touch the span, and their weights on this grid.

        Returns
        -------
        periods : pandas.PeriodIndex
            K periods, such as the years of the span.
        weights : numpy.ndarray
            Shape (K, T): `weights @ counts` are their totals.
        """
        periods = _periods(first_day(self.reported[0]), last_day(self.reported[-1]), freq)
        ends = periods.to_timestamp(how="end").normalize()
        return periods, self.weights(periods.to_timestamp(how="start"), ends)


def _period(day, freq):
    if freq not in ("D", "W", "M", "Q", "Y"):
        raise ReconcileError(f"the frequency {freq!r} is not known; choose one of D, W, M, Q, Y")
    return pd.Period(day, freq)


def _periods(first, last, freq):
    first, last = _period(first, freq), _period(last, freq)
    count = (last - first).n + 1
    if count > MAX_PERIODS:
        raise ReconcileError(
            f"from {first} to {last} there are {count:,} periods of frequency {freq}, "
            f"more than {MAX_PERIODS:,}: check the dates, or choose a coarser frequency"
        )
    return pd.period_range(first, last, freq=freq)


def _days(stamps):
    return stamps.to_numpy().astype("datetime64[D]").astype(np.int64)
