"""The periods that totals are split into, which of them each total covers, and the indicator's values in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.exposure import read_columns
from fraudstats.trends.series.foreign import as_pandas
from fraudstats.trends.series.periods import Grid, base_grid
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.wide import is_wide
from fraudstats.trends.series.windows import YEARS, read_times

__all__ = ["Indicator", "Layout", "lay_out", "read_indicator", "read_totals"]

FREQUENCIES = {"Y": "years", "Q": "quarters", "M": "months"}
#: More periods than this are a slip in a date or a frequency.
MAX_PERIODS = 5000


@dataclass(frozen=True, eq=False)
class Indicator:
    """Values that are known in each period.

    Attributes
    ----------
    columns : ndarray
        Periods x k.
    names : tuple of str
    series : TimeSeries or None
        The windows of the rows; None where there are only numbers, in the order of the periods.
    notes : tuple of str
    """

    columns: np.ndarray
    names: tuple[str, ...]
    series: TimeSeries | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Layout:
    """Periods, and what is known of them.

    Attributes
    ----------
    index : PeriodIndex or Index
        The n periods.
    rows : ndarray
        How each of the m totals is made of the periods, m x n.
    first : ndarray of int
        First period in the window of each total.
    columns : ndarray or None
        The indicator, n x k.
    names : tuple of str
        Names of its columns.
    notes : tuple of str
    """

    index: pd.Index
    rows: np.ndarray
    first: np.ndarray
    columns: np.ndarray | None
    names: tuple[str, ...]
    notes: tuple[str, ...]


def read_totals(data: Any, time: Any, freq: Any, conversion: str) -> TimeSeries:
    """The totals, with windows where their times are calendar years; ranges by their midpoints."""
    series = as_time_series(data, time).points("temporal disaggregation")
    if series.has_intervals:
        series = series.noted("fs.reconcile keeps all months within the ranges; its draws can be split in their place")
    if series.is_rate and conversion == "sum":
        raise TrendError("the values are rates per day, which do not add up; give the totals, or conversion='average'")
    return series.require(2, "temporal disaggregation") if _is_count(freq) else _with_windows(series)


def _with_windows(series: TimeSeries) -> TimeSeries:
    series = series.require(2, "temporal disaggregation")
    if series.start is not None:
        return series
    years = series.time
    if not ((years == np.round(years)).all() and years.min() >= YEARS[0] and years.max() <= YEARS[1]):
        raise TrendError(
            f"the totals ({series.labels[0]}, {series.labels[1]}, ...) have no calendar, so quarters and months mean "
            "nothing in them; give their years or periods as time, or the number of periods per total: freq=4"
        )
    times = read_times(pd.PeriodIndex([f"{year:.0f}" for year in years], freq="Y"))
    return replace(series, start=times.start, end=times.end).noted("the times are read as calendar years")


def read_indicator(data: Any) -> Indicator | None:
    """One or more series that are known in the periods themselves; numbers alone are taken in their order."""
    data = as_pandas(data)
    if data is None:
        return None
    if isinstance(data, np.ndarray | list | tuple):
        if not len(data):
            raise TrendError("the indicator is empty; leave it out, or give one value per period")
        array = np.asarray(read_columns(data, len(data), "the indicator"))
        return _checked(Indicator(array, tuple(f"x{k + 1}" for k in range(array.shape[1])), None))
    if isinstance(data, pd.DataFrame) and isinstance(data.index, pd.RangeIndex) and is_wide(data, range(len(data))):
        return _checked(Indicator(data.to_numpy(float), tuple(map(str, data.columns)), None))
    named = {str(name): data[name] for name in data} if is_wide(data) else {None: data}
    read = [as_time_series(one).points("an indicator") for one in named.values()]
    names = tuple(name or one.name or "x1" for name, one in zip(named, read, strict=True))
    timed = read[0] if read[0].start is not None else None
    notes = tuple(dict.fromkeys(note for one in read for note in one.notes if "midpoint" in note))
    return _checked(Indicator(np.column_stack([one.value for one in read]), names, timed, notes))


def _checked(indicator: Indicator) -> Indicator:
    if not np.isfinite(indicator.columns).all():
        row = int(np.flatnonzero(~np.isfinite(indicator.columns).all(axis=1))[0])
        where = f"row {row}" if indicator.series is None else str(indicator.series.labels[row])
        raise TrendError(f"the indicator is missing or infinite in {where}; it must be known in every period")
    return indicator


def lay_out(series: TimeSeries, freq: Any, indicator: Indicator | None, conversion: str) -> Layout:
    """Periods of the totals and of the indicator, and how each total is made of them."""
    if _is_count(freq):
        grid, index = _by_number(series, int(freq), indicator)
        return _assembled(series, grid, index, indicator, conversion)
    of_indicator = None if indicator is None or indicator.series is None else indicator.series
    freq = _frequency(freq, of_indicator)
    grid = _whole_periods(series, freq)
    index = grid.index
    if indicator is not None:
        index, indicator = _aligned(grid, indicator, freq)
    return _assembled(series, grid, index, indicator, conversion)


def _is_count(freq):
    return isinstance(freq, int | np.integer) and not isinstance(freq, bool)


def _frequency(freq, of_indicator):
    if freq is None and of_indicator is None:
        raise TrendError("freq is missing; give 'Q' or 'M', or an indicator that has periods (a PeriodIndex)")
    if freq is None:
        freq = next((f for f in FREQUENCIES if _periods_of(of_indicator, f) is not None), "unknown (of the indicator)")
    if freq not in FREQUENCIES:
        raise TrendError(
            f"freq is {freq!r}; choose 'Q' or 'M' ('Y' for totals of several years), or, for totals without a "
            "calendar, the number of periods in each, such as 4"
        )
    return freq


def _by_number(series: TimeSeries, per_total: int, indicator: Indicator | None) -> tuple[Grid, pd.Index]:
    """Totals in equal steps of time, each of so many periods."""
    if series.start is not None:
        raise TrendError(f"freq is {per_total}, but the totals have windows; give 'Q' or 'M'")
    if per_total < 2:
        raise TrendError(f"freq is {per_total}; give the number of periods in each total, 2 or more")
    if indicator is not None and indicator.series is not None:
        raise TrendError("the indicator has periods and the totals have none; give their years or periods as time")
    steps = base_grid(series)
    times = np.asarray(steps.index, float)
    step = times[1] - times[0] if len(times) > 1 else 1.0
    index = pd.Index((times[:, None] + step * np.arange(per_total) / per_total).ravel())
    first = steps.first * per_total
    grid = Grid(index, first, first + per_total - 1, [np.ones(per_total)] * len(first))
    _require_length(indicator, index)
    return grid, index


def _whole_periods(series: TimeSeries, freq: str) -> Grid:
    grid = base_grid(series, freq)
    if len(grid.index) > MAX_PERIODS:
        raise TrendError(f"the totals cover {len(grid.index):,} {FREQUENCIES[freq]}; check their times")
    for label, shares in zip(series.labels, grid.weights, strict=True):
        if not np.allclose(shares, 1):
            raise TrendError(f"the window {label} is not made of whole {FREQUENCIES[freq]}; use a finer freq, or "
                             "fs.trends.state_space or fs.reconcile, which take any windows")  # fmt: skip
    if not grid.aggregated:
        raise TrendError(f"the values are {FREQUENCIES[freq]} already, so there is nothing to split; use a finer freq")
    return grid


def _aligned(grid: Grid, indicator: Indicator, freq: str) -> tuple[pd.Index, Indicator]:
    """The periods of the indicator, which must hold all of the totals', and its rows in their order."""
    series = indicator.series
    if series is None:
        _require_length(indicator, grid.index)
        return grid.index, indicator
    own = _periods_of(series, freq)
    if own is None:
        raise TrendError(
            f"the windows of the indicator (such as {series.labels[0]}) are no {FREQUENCIES[freq]}; sum it to "
            f"{FREQUENCIES[freq]} first, or choose its own frequency as freq"
        )
    index = pd.period_range(own[0], own[-1], freq=freq)
    if len(gaps := index.difference(own)):
        raise TrendError(f"the indicator has no value in {gaps[0]}; it must be known in every period")
    if len(beyond := grid.index.difference(index)):
        raise TrendError(
            f"the indicator covers {index[0]} to {index[-1]}, and the totals {grid.index[0]} to {grid.index[-1]}: it "
            f"is missing in {beyond[0]}; give it for every period, or leave out totals"
        )
    return index, indicator


def _periods_of(series: TimeSeries, freq: str) -> pd.PeriodIndex | None:
    """The one period that each window is; None if a window is more or less than one."""
    assert series.start is not None and series.end is not None
    periods = series.start.to_period(freq)
    whole = (periods.start_time == series.start) & (periods.end_time.normalize() == series.end)
    return periods if whole.all() else None


def _require_length(indicator: Indicator | None, index: pd.Index) -> None:
    if indicator is not None and len(indicator.columns) != len(index):
        raise TrendError(
            f"the indicator has {len(indicator.columns)} values and the totals cover {len(index)} periods, {index[0]} "
            f"to {index[-1]}; whether more values precede or follow cannot be seen: give the indicator with its "
            "periods (a Series with a PeriodIndex), or totals that are missing (NaN) where it goes on"
        )


def _assembled(series, grid, index, indicator, conversion) -> Layout:
    shift = 0 if index is grid.index else int(index.get_indexer(grid.index[:1])[0])
    seen = np.isfinite(series.value)
    rows = np.zeros((len(series), len(index)))
    for row, first, last in zip(rows, grid.first + shift, grid.last + shift, strict=True):
        row[first : last + 1] = _shares(int(last - first) + 1, conversion)
    inside = np.zeros(len(index), bool)
    for first, last in zip(grid.first[seen] + shift, grid.last[seen] + shift, strict=True):
        inside[first : last + 1] = True
    columns, names = (None, ()) if indicator is None else (indicator.columns, indicator.names)
    notes = [] if indicator is None else [f"the indicator: {note}" for note in indicator.notes]
    if not inside.all():
        notes.append(_without_total(index, inside))
    return Layout(index, rows[seen], grid.first[seen] + shift, columns, names, tuple(notes))


def _shares(length, conversion):
    if conversion == "sum":
        return np.ones(length)
    if conversion == "average":
        return np.full(length, 1 / length)
    return np.eye(length)[0 if conversion == "first" else -1]


def _without_total(index, inside):
    where = np.flatnonzero(~inside)
    ends = np.flatnonzero(inside)[[0, -1]]
    beyond = int(((where < ends[0]) | (where > ends[1])).sum())
    between = len(where) - beyond
    parts = [f"{beyond} lie beyond the totals and are extrapolated"] * (beyond > 0)
    parts += [f"{between} lie between them"] * (between > 0)
    return (
        f"{len(where)} periods ({index[where[0]]} to {index[where[-1]]}) have no total: {' and '.join(parts)} "
        "by the rule of the method"
    )
