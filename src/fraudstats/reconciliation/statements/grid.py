"""The periods whose counts are unknown, and the share of each that a window covers.

A window is a closed interval of days; a grid is a run of months (or days, weeks, quarters, years). A window that covers
part of a period takes that part of its count by the share of days. The grid is rounded out to whole calendar years (of
days and weeks: months), so that a row labelled 2021 always means all of 2021; `span` says which periods are reported.

>>> grid = Grid.covering("2021-03-01", "2021-11-30")
>>> grid
<12 periods of frequency M, 2021-01 to 2021-12; reported from 2021-03 to 2021-11>
>>> grid.weights("2021-06-16", "2021-07-31")[5:8]
array([0.5, 1. , 0. ])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import pandas as pd

from fraudstats.dates import Window
from fraudstats.errors import DateError, ReconcileError

__all__ = ["Grid"]

#: A longer grid is a slip in a date or a frequency far too fine.
MAX_PERIODS = 20_000
#: Lengths of a period: day, week, month, quarter, year.
FREQUENCIES = ("D", "W", "M", "Q", "Y")


@dataclass(frozen=True, eq=False, repr=False)
class Grid:
    """Consecutive periods covering whole years or months, and the slice of them to report.

    Parameters
    ----------
    periods : pandas.PeriodIndex
        All periods, T of them.
    span : slice
        The positions of the reported ones among them.
    """

    periods: pd.PeriodIndex
    span: slice

    @classmethod
    def covering(cls, first: Any, last: Any, freq: str = "M", start: Any = None, end: Any = None) -> Grid:
        """A grid that holds every day from `first` to `last`, and from `start` to `end` where given.

        Parameters
        ----------
        first, last : date
            The first and last day that any statement touches.
        freq : str
            Length of a period: ``"D"``, ``"W"``, ``"M"``, ``"Q"`` or ``"Y"``.
        start, end : date, optional
            The span to report; by default `first` to `last`.

        Raises
        ------
        DateError
            If a date cannot be read, or the span is reversed.
        ReconcileError
            If the frequency is unknown, or there would be more than 20,000 periods.
        """
        touched = Window(first, last)
        reported = Window(touched.start if start is None else start, touched.end if end is None else end)
        days = [day for day in (*touched, *reported) if day is not None]
        if len(days) < 4:
            raise DateError(f"a grid of periods needs a first and a last day, not {touched!r} and {reported!r}")
        whole = "M" if freq in ("D", "W") else "Y"
        around = Window(pd.Period(min(days), whole), pd.Period(max(days), whole))
        periods = _periods(around, freq)
        where = periods.get_indexer(pd.PeriodIndex([_period(day, freq) for day in days[2:]]))
        return cls(periods, slice(int(where[0]), int(where[1]) + 1))

    def __len__(self):
        return len(self.periods)

    def __repr__(self):
        periods, reported = self.periods, self.reported
        return (
            f"<{len(self):,} periods of frequency {self.freq}, {periods[0]} to {periods[-1]}; "
            f"reported from {reported[0]} to {reported[-1]}>"
        )

    @property
    def freq(self) -> str:
        """Length of a period, such as ``"M"``."""
        return self.periods.freqstr

    @property
    def reported(self) -> pd.PeriodIndex:
        """The periods of the span."""
        return cast(pd.PeriodIndex, self.periods[self.span])

    @cached_property
    def edges(self) -> np.ndarray:
        """T + 1 days since 1970-01-01: where each period begins, and where the last one ends (exclusive)."""
        starts, ends = first_and_last_days(self.periods)
        return np.append(_days(starts), _days(ends[-1:]) + 1)

    def weights(self, start: Any, end: Any) -> np.ndarray:
        """The share of each period's days inside a window, or inside each of many windows.

        Parameters
        ----------
        start, end : date, or sequences of n pandas timestamps
            First and last day of the window, both included; days beyond the grid are ignored.

        Returns
        -------
        numpy.ndarray
            Shape (T,), or (n, T) for sequences; values from 0 to 1.
        """
        if np.ndim(start) == 0:
            window = Window(start, end)
            return self.weights([window.start], [window.end])[0]
        starts, ends = _days(start), _days(end) + 1
        left, right = self.edges[:-1], self.edges[1:]
        inside = np.minimum(ends[:, None], right) - np.maximum(starts[:, None], left)
        return np.clip(inside, 0, None) / (right - left)

    def holds(self, starts: Any, ends: Any) -> np.ndarray:
        """Which of n windows, given by sequences of timestamps, lie wholly inside the grid: shape (n,)."""
        return (_days(starts) >= self.edges[0]) & (_days(ends) < self.edges[-1])

    def check_holds(self, periods: pd.PeriodIndex) -> None:
        """Raise a ReconcileError if any of these periods reaches beyond the grid."""
        beyond = periods[~self.holds(*first_and_last_days(periods))]
        if len(beyond):
            raise ReconcileError(
                f"{beyond[0]} reaches beyond the days known to the grid, {self.periods[0]} to "
                f"{self.periods[-1]}, and cannot be estimated: pass a start and an end to `reconcile` "
                "that cover it, or choose shorter periods"
            )

    def windows(self, freq: str) -> tuple[pd.PeriodIndex, np.ndarray]:
        """All periods of another frequency that touch the span, and their weights on this grid.

        Returns
        -------
        periods : pandas.PeriodIndex
            K periods, such as the years of the span.
        weights : numpy.ndarray
            Shape (K, T): `weights @ counts` are their totals.
        """
        periods = _periods(Window(self.reported[0], self.reported[-1]), freq)
        return periods, self.weights(*first_and_last_days(periods))


def first_and_last_days(periods: pd.PeriodIndex) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """The first and the last day of each period."""
    return periods.to_timestamp(how="start"), periods.to_timestamp(how="end").normalize()


def _period(day: Any, freq: str) -> pd.Period:
    if freq not in FREQUENCIES:
        raise ReconcileError(f"the frequency {freq!r} is not known; choose one of {', '.join(FREQUENCIES)}")
    return cast(pd.Period, pd.Period(day, freq))


def _periods(window, freq):
    first, last = (_period(day, freq) for day in window)
    count = last.ordinal - first.ordinal + 1
    if count > MAX_PERIODS:
        raise ReconcileError(
            f"from {first} to {last} there are {count:,} periods of frequency {freq}, "
            f"more than {MAX_PERIODS:,}: check the dates, or choose a coarser frequency"
        )
    return pd.period_range(first, last, freq=freq)


def _days(dates):
    """Days since 1970-01-01 of a sequence of dates."""
    return pd.DatetimeIndex(dates).to_numpy().astype("datetime64[D]").astype(np.int64)
