"""Windows as tables need them: two days, each with its basis, and the same window a year before."""

from __future__ import annotations

import calendar
import datetime as dt

from fraudstats.sources.fields import UNKNOWN, first_day, last_day

__all__ = ["a_year_before", "bounds_of_date", "window"]


def window(record) -> dict:
    """Start, end, their bases (printed, implied, unknown) and reasons, of a record with a window."""
    columns = {}
    for end, day in (("start", first_day), ("end", last_day)):
        typed, reason = getattr(record, end), getattr(record, f"{end}_implied")
        known = typed is not None and typed != UNKNOWN
        columns[f"period_{end}"] = day(typed) if known else None
        columns[f"{end}_basis"] = "unknown" if not known else "implied" if reason else "printed"
        columns[f"{end}_reason"] = reason
    return columns


def bounds_of_date(typed: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day that a partial date may mean; twice None for an unknown one."""
    if typed is None or typed == UNKNOWN:
        return None, None
    return first_day(typed), last_day(typed)


def a_year_before(day: dt.date) -> dt.date:
    """The same day of the year before; a month's last day stays its last day.

    >>> a_year_before(dt.date(2021, 2, 28)), a_year_before(dt.date(2024, 2, 29))
    (datetime.date(2020, 2, 29), datetime.date(2023, 2, 28))
    """
    year = day.year - 1
    length = calendar.monthrange(year, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, day.month, length if is_last else min(day.day, length))
