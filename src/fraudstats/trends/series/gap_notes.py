"""The periods without a value, named in a note, so that no line is drawn over a gap in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from fraudstats.gaps import missing_windows, period_name
from fraudstats.trends.series.time_series import TimeSeries

__all__ = ["gaps_noted"]

#: Periods that are named; more are counted.
_NAMED = 6


def gaps_noted(series: TimeSeries, recorded: Iterable[Mapping[str, str]] = ()) -> tuple[str, ...]:
    """A note that names the periods between the first and the last that have no value; none if there are none.

    Parameters
    ----------
    series : TimeSeries
        With windows of whole years, quarters or months, or with years as its times.
    recorded : iterable of mapping
        ``period`` and ``reason`` of gaps that are recorded, as in the ``attrs`` of a dataset's series.
    """
    reasons = {gap["period"]: gap["reason"].replace("_", " ") for gap in recorded}
    names = [f"{name} ({reasons[name]})" if name in reasons else name for name in _missing(series)]
    if not names:
        return ()
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return (f"no value for {', '.join(names[:_NAMED])}{more}",)


def _missing(series):
    there = np.isfinite(series.value)
    if series.start is not None and series.end is not None:
        return [period_name(one) for one in missing_windows(series.start[there], series.end[there])]
    years = series.time[there]
    whole = len(years) > 1 and np.all(years == np.round(years)) and np.all((years >= 1800) & (years <= 2200))
    return [f"{year}" for year in range(int(min(years)), int(max(years))) if year not in years] if whole else []
