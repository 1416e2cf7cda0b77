"""The periods that a run of equal windows leaves out.

>>> import pandas as pd
>>> years = pd.PeriodIndex(["2016", "2017", "2019"], freq="Y")
>>> missing_windows(years.start_time, years.end_time.normalize())
(Window('2018-01-01', '2018-12-31'),)
>>> [period_name(one) for one in _]
['2018']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from fraudstats.dates import Window

__all__ = ["missing_windows", "period_name"]

#: Months of a period -> how its number within the year is written.
_NAMES = {12: "{year}", 6: "{year}-H{number}", 3: "{year}-Q{number}", 1: "{year}-{number:02d}"}


def missing_windows(starts: Iterable[Any], ends: Iterable[Any]) -> tuple[Window, ...]:
    """The windows between the first and the last that are not there.

    Parameters
    ----------
    starts, ends : dates
        First and last days, in any order. All must be whole years, half-years, quarters or months of one length;
        other windows have no gaps that could be named, and the answer is empty.
    """
    windows = [Window(start, end) for start, end in zip(starts, ends, strict=True)]
    lengths = {_months(window) for window in windows}
    if len(lengths) != 1 or not (months := lengths.pop()):
        return ()
    places = {_place(window.start, months) for window in windows}
    return tuple(_window(place, months) for place in range(min(places), max(places)) if place not in places)


def period_name(window: Window) -> str:
    """A whole period as it is written: ``2018``, ``2018-H1``, ``2018-Q3``, ``2018-11``; else its two days."""
    months, start = _months(window), window.start
    if not months or start is None:
        return f"{window.start} to {window.end}"
    return _NAMES[months].format(year=start.year, number=(start.month - 1) // months + 1)


def _months(window):
    """How many months a window covers if it is a whole calendar period; else 0."""
    start, end = window.start, window.end
    if start is None or end is None or start.day != 1 or (end + dt.timedelta(days=1)).day != 1:
        return 0
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    return months if months in _NAMES and (start.month - 1) % months == 0 else 0


def _place(day, months):
    return (12 * day.year + day.month - 1) // months


def _window(place, months):
    year, month = divmod(place * months, 12)
    after_year, after_month = divmod(place * months + months, 12)
    return Window(dt.date(year, month + 1, 1), dt.date(after_year, after_month + 1, 1) - dt.timedelta(days=1))
