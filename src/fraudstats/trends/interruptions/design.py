"""The columns of a segmented regression.

A window that an intervention splits is exposed to it for a share of its days, so the columns are averages
over windows: of the indicator "after the date" (level) and of the time since it (slope). Values at points
in time have the indicator and the time themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.trends.series.windows import decimal_year

__all__ = ["Specification", "design_columns", "intervention_times", "share_after", "span"]


@dataclass(frozen=True)
class Specification:
    """What a segmented regression holds; see :func:`fraudstats.trends.interrupted`."""

    family: str
    level: bool
    slope: bool
    lag: float
    seasonal: int | str | None
    period: float
    cov_type: str
    maxlags: int | None


def intervention_times(interventions, series) -> dict[str, float]:
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


def span(series):
    """Start and end of each window in the units of time; a point in time starts and ends at once."""
    if series.start is None:
        return series.time, series.time
    return decimal_year(series.start), decimal_year(series.end + pd.Timedelta(days=1))


def design_columns(series, times, spec: Specification) -> pd.DataFrame:
    """Constant, trend, a level and a slope for each intervention, seasonal terms."""
    columns = {"intercept": np.ones(len(series)), "trend": series.time}
    start, end = span(series)
    for label, time in times.items():
        onset = time + spec.lag
        if spec.level:
            columns[f"level {label}"] = share_after(start, end, onset)
        if spec.slope:
            columns[f"slope {label}"] = _time_after(start, end, onset)
    return pd.DataFrame({**columns, **_seasonal_columns(series, spec)})


def share_after(start, end, onset) -> np.ndarray:
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


def _seasonal_columns(series, spec):
    if spec.seasonal is None:
        return {}
    start, end = span(series)
    if (end - start).max() >= spec.period:
        raise TrendError("windows as long as the season cannot show it; leave out `seasonal`, or use shorter windows")
    phase = ((start + end) / 2 / spec.period) % 1
    if spec.seasonal == "dummies":
        step = np.diff(np.sort((start + end) / 2)).min() / spec.period
        season = np.round(phase / step).astype(int) % round(1 / step)
        return {f"season {k}": (season == k).astype(float) for k in np.unique(season)[1:]}
    if not isinstance(spec.seasonal, (int, np.integer)) or spec.seasonal < 1:
        raise TrendError(f"seasonal is {spec.seasonal!r}; give the number of harmonics, 'dummies' or None")
    waves = {"sin": np.sin, "cos": np.cos}
    return {
        f"{name}{k}": wave(2 * np.pi * k * phase) for k in range(1, spec.seasonal + 1) for name, wave in waves.items()
    }


def _time(date):
    if isinstance(date, (int, float, np.number)) and not isinstance(date, bool):
        return float(date)
    try:
        return float(decimal_year(pd.DatetimeIndex([pd.Timestamp(date)]))[0])
    except (TypeError, ValueError):
        raise TrendError(f"the intervention {date!r} is not a date; give YYYY-MM-DD or a number") from None
