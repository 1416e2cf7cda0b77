"""The columns of a segmented regression.

A window that an intervention splits is exposed to it for a share of its days, so the columns are averages
over windows: of the indicator "after the date" (level) and of the time since it (slope). Values at points
in time have the indicator and the time themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dates import first_day
from fraudstats.errors import TrendError
from fraudstats.trends.series.time_series import TimeSeries
from fraudstats.trends.series.windows import decimal_year

__all__ = ["Cycle", "Specification", "cycle", "design_columns", "intervention_times", "share_after", "span"]


@dataclass(frozen=True)
class Specification:
    """What a segmented regression holds; see :func:`fraudstats.trends.interrupted`."""

    family: str
    level_change: bool
    slope_change: bool
    lag: float
    season: int | None
    harmonics: int | None
    cov_type: str
    max_lags: int | None


@dataclass(frozen=True, eq=False)
class Cycle:
    """A season on the rows of a series.

    Attributes
    ----------
    length : float
        Of one cycle, in the units of the series' time.
    position : ndarray of int
        Place of each row in its cycle: 0, 1, ..., season - 1.
    phase : ndarray
        The middle of each row as a share of its cycle.
    """

    length: float
    position: np.ndarray
    phase: np.ndarray


def intervention_times(interventions: Any, series: TimeSeries) -> dict[str, float]:
    """Labels and times (decimal years, or the numbers of the series' own time) of the interventions."""
    if not isinstance(interventions, dict):
        listed = isinstance(interventions, (list, tuple, np.ndarray, pd.Index))
        dates = list(interventions) if listed else [interventions]
        interventions = {f"{d:%F}" if hasattr(d, "strftime") else str(d): d for d in dates}
    times = {str(label): _time(date) for label, date in interventions.items()}
    first, last = span(series)
    for label, time in times.items():
        if not first[0] < time <= last[-1]:
            raise TrendError(
                f"the intervention {label} (time {time:g}) lies outside the series, which runs from "
                f"{series.labels[0]} to {series.labels[-1]}; give a date inside it, or a number in the "
                "units of its time"
            )
    if not times:
        raise TrendError("no intervention is given; give a date, a list of dates, or {label: date}")
    return dict(sorted(times.items(), key=lambda item: item[1]))


def span(series: TimeSeries) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of each window in the units of time; a point in time starts and ends at once."""
    if series.start is None or series.end is None:
        return series.time, series.time
    return decimal_year(series.start), decimal_year(series.end + pd.Timedelta(days=1))


def design_columns(series: TimeSeries, times: dict[str, float], spec: Specification) -> pd.DataFrame:
    """Constant, trend, a level and a slope per intervention, seasonal terms."""
    columns = {"intercept": np.ones(len(series)), "trend": series.time}
    if isinstance(spec.lag, bool) or not isinstance(spec.lag, int | float | np.number):
        raise TrendError(f"lag is {spec.lag!r}; give a number of units of time")
    start, end = span(series)
    for label, time in times.items():
        onset = time + spec.lag
        if spec.level_change:
            columns[f"level {label}"] = share_after(start, end, onset)
        if spec.slope_change:
            columns[f"slope {label}"] = _time_after(start, end, onset)
    return pd.DataFrame({**columns, **_seasonal_columns(series, spec)})


def share_after(start: np.ndarray, end: np.ndarray, onset: float) -> np.ndarray:
    """Share of each window that lies after `onset`; 0 or 1 for a point in time."""
    length = end - start
    points = length == 0
    share = np.clip((end - onset) / np.where(points, 1, length), 0, 1)
    return np.where(points, start >= onset - 1e-9, share).astype(float)


def _time_after(start, end, onset):
    length = end - start
    points = length == 0
    area = (np.maximum(end - onset, 0) ** 2 - np.maximum(start - onset, 0) ** 2) / 2
    return np.where(points, np.maximum(start - onset, 0), area / np.where(points, 1, length))


def cycle(series: TimeSeries, season: int) -> Cycle:
    """Where each row of a series of equal steps lies in a cycle of `season` rows.

    Months, quarters and halves of a year are counted as such, so that the cycle does not drift with their days.
    """
    if not isinstance(season, (int, np.integer)) or isinstance(season, bool) or season < 2:
        raise TrendError(f"season is {season!r}; give the number of rows in a cycle (12 for months), 2 or more")
    if series.start is None or series.end is None:
        step = _smallest_step(series.time)
        row = np.round(series.time / step).astype(int)
        return Cycle(float(season * step), row % season, (series.time / (season * step)) % 1)
    start, end = span(series)
    months = _whole_months(series.start, series.end + pd.Timedelta(days=1))
    if months is not None:
        row = (12 * series.start.year.to_numpy() + series.start.month.to_numpy() - 1) // months
        length = season * months / 12
        return Cycle(length, row % season, ((start + end) / 2 / length) % 1)
    opens = (series.start.to_numpy() - np.datetime64("1900-01-01")).astype("timedelta64[D]").astype(int)
    days = _equal(series.days)
    middle = (opens + days / 2) / (season * days)
    return Cycle(season * days / 365.25, opens // days % season, middle % 1)


def _whole_months(start, after):
    """Months in each window; None where windows are not whole months."""
    if not ((start.day == 1).all() and (after.day == 1).all()):
        return None
    return _equal(12 * (after.year - start.year).to_numpy() + (after.month - start.month).to_numpy())


def _equal(lengths):
    if lengths.min() != lengths.max():
        raise TrendError("`season` counts rows, so windows must have one length; leave it out, or give equal windows")
    return int(lengths[0])


def _smallest_step(time):
    steps = np.diff(time)
    if not (steps > 0).any():
        raise TrendError("a season needs rows at different times")
    return float(steps[steps > 0].min())


def _seasonal_columns(series, spec: Specification) -> dict[str, np.ndarray]:
    """One term per place in the cycle (the first left out), or `harmonics` pairs of waves."""
    if spec.season is None:
        if spec.harmonics is not None:
            raise TrendError("`harmonics` need `season`, the number of rows in a cycle (12 for months)")
        return {}
    rows = cycle(series, spec.season)
    if spec.harmonics is None:
        return {f"season {k}": (rows.position == k).astype(float) for k in np.unique(rows.position)[1:]}
    if not isinstance(spec.harmonics, (int, np.integer)) or not 1 <= spec.harmonics <= spec.season / 2:
        raise TrendError(
            f"harmonics is {spec.harmonics!r}; give a number from 1 to {spec.season // 2} (half a season), or None "
            "for one term per season"
        )
    waves = {"sin": np.sin, "cos": np.cos}
    return {
        f"{name}{k}": wave(2 * np.pi * k * rows.phase)
        for k in range(1, spec.harmonics + 1)
        for name, wave in waves.items()
    }


def _time(date):
    if isinstance(date, (int, float, np.number)) and not isinstance(date, bool):
        return float(date)
    day = first_day(date, "intervention")
    if day is None:
        raise TrendError("an intervention has no date; give YYYY-MM-DD or a number in the units of the time")
    return float(decimal_year(pd.DatetimeIndex([pd.Timestamp(day)]))[0])
