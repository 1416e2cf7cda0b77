"""Dates and windows: the one calendar that every public function reads.

A date may be given as coarsely as it is known. ``"2021"`` and ``"2021-11"`` mean a year and a month: as the beginning
of something their first day, as its end their last day. A closed run of days is a `Window`; an end that nobody knows
is ``None``. Bare numbers are refused, because 2023 may be a year, a row or a day count.

>>> first_day("2021-11"), last_day("2021-11")
(datetime.date(2021, 11, 1), datetime.date(2021, 11, 30))
>>> window = Window("2021-01", "2021-11")
>>> window
Window('2021-01-01', '2021-11-30')
>>> window.days, window.words
(334, 'January-November 2021')
>>> Window("2021").relation(window)
'narrower'
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fraudstats.errors import DateError
from fraudstats.vocabulary import UNKNOWN

__all__ = ["Window", "first_day", "is_missing", "last_day"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SPELLINGS = "write '2021' for a year, '2021-06' for a month or '2021-06-13' for a day"


def is_missing(value: Any) -> bool:
    """Whether a value says that there is no date: None, NaN, NaT or NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # NA has no truth value
        return type(value).__name__ == "NAType"


def first_day(value: Any, name: str = "") -> dt.date | None:
    """The first day that a date means.

    Parameters
    ----------
    value : str, date, datetime, pandas Timestamp or Period, numpy.datetime64
        Text is a year, a month or a day in ISO 8601 (``2021``, ``2021-11``, ``2021-11-30``). What carries a time of day
        stands for its day.
    name : str
        What the date is, for the message.

    Returns
    -------
    datetime.date or None
        None if the value is missing (see `is_missing`).

    Raises
    ------
    DateError
        If it is a bare number, or cannot be read; with what was given and how to write it.
    """
    return _day(value, name, last=False)


def last_day(value: Any, name: str = "") -> dt.date | None:
    """The last day that a date means: ``"2021-11"`` ends on 30 November. See `first_day`."""
    return _day(value, name, last=True)


def _day(value: Any, name: str, last: bool) -> dt.date | None:
    if is_missing(value):
        return None
    if isinstance(value, str):
        return _of_text(value, name, last)
    if hasattr(value, "start_time"):  # a pandas Period
        return (value.end_time if last else value.start_time).date()
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if type(value).__name__ == "datetime64":
        return dt.date.fromisoformat(str(value.astype("datetime64[D]")))
    raise _refused(value, name, "is a bare number" if hasattr(value, "__int__") else "is no date")


@lru_cache(maxsize=4096)
def _of_text(text: str, name: str, last: bool) -> dt.date:
    match = _DATE.fullmatch(text.strip())
    if not match:
        tip = "is no date" if not re.fullmatch(r"\d{8}", text.strip()) else "needs hyphens"
        raise _refused(text, name, tip)
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    try:
        day = int(match[3] or (monthrange(year, month)[1] if last else 1))
        return dt.date(year, month, day)
    except ValueError:  # also calendar.IllegalMonthError
        raise _refused(text, name, "does not exist in the calendar") from None


def _refused(value: Any, name: str, why: str) -> DateError:
    return DateError(f"{name + ': ' if name else ''}{value!r} {why}; {_SPELLINGS}")


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Window:
    """A closed run of days, from `start` to `end`, both included; None is an end that is not known.

    Parameters
    ----------
    start, end : date
        As for `first_day` and `last_day`; ``Window("2021")`` and ``Window("2021-06")`` are short for the year and the
        month. ``"unknown"`` is an end that the source does not give.

    Raises
    ------
    DateError
        If a date cannot be read, or the window ends before it starts.

    Examples
    --------
    >>> start, end = Window("2021-01", "2021-11")
    >>> Window("2021-11") in Window("2021")
    True
    """

    start: dt.date | None
    end: dt.date | None

    def __init__(self, start: Any, end: Any = ...):
        end = start if end is ... else end
        first = None if start == UNKNOWN else first_day(start, "start")
        last = None if end == UNKNOWN else last_day(end, "end")
        if first is not None and last is not None and first > last:
            raise DateError(f"a window from {first} to {last} ends before it starts; exchange the two, or mend one")
        object.__setattr__(self, "start", first)
        object.__setattr__(self, "end", last)

    @classmethod
    def of(cls, value: Any) -> Window:
        """The window that something means: itself, a date as text or Period, a pair, or ``"2021-01/2021-11"``.

        >>> Window.of("2021-01/2021-11") == Window.of(("2021-01", "2021-11"))
        True
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and value.count("/") == 1:
            return cls(*value.split("/"))
        if isinstance(value, tuple | list) and len(value) == 2:
            return cls(*value)
        return cls(value)

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def days(self) -> int | None:
        """Number of days; None if an end is not known."""
        return (self.end - self.start).days + 1 if self.start is not None and self.end is not None else None

    @property
    def is_year(self) -> bool:
        """Whether it is a whole calendar year.

        >>> Window("2021").is_year, Window("2021-01", "2021-11").is_year
        (True, False)
        """
        return self.start is not None and self == Window(f"{self.start.year:04d}")

    @property
    def is_month(self) -> bool:
        """Whether it is a whole calendar month."""
        return self.start is not None and self == Window(self.start.isoformat()[:7])

    def __iter__(self) -> Iterator[dt.date | None]:
        """The two ends, so that ``start, end = window``."""
        return iter((self.start, self.end))

    def __contains__(self, other: Any) -> bool:
        return self.relation(other) in ("equal", "narrower")

    def overlaps(self, other: Any) -> bool:
        """Whether the two certainly share a day."""
        return self.relation(other) not in ("apart", "unknown")

    def relation(self, other: Any) -> str:
        """How another window lies, seen from this one.

        Returns
        -------
        str
            ``equal``, ``narrower`` (the other lies inside), ``wider``, ``shifted`` (they overlap), ``apart``, or
            ``unknown`` where an unknown end leaves it open.
        """
        other = Window.of(other)
        if (self.start, self.end) == (other.start, other.end):
            return "unknown" if self.start is None and self.end is None else "equal"
        if _before(other.end, self.start) or _before(self.end, other.start):
            return "apart"
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return "unknown"
        if self.start <= other.start and other.end <= self.end:
            return "narrower"
        if other.start <= self.start and self.end <= other.end:
            return "wider"
        return "shifted"

    def share_of(self, other: Any) -> float:
        """The share of another window's days that lie in this one, from 0 to 1.

        >>> Window("2021-06-16", "2021-07-31").share_of("2021-06")
        0.5

        Raises
        ------
        DateError
            If an end of either is not known.
        """
        other = Window.of(other)
        if self.start is None or self.end is None or other.start is None or other.end is None:
            raise DateError(f"{self!r} and {other!r}: a share of days needs windows of known ends")
        shared = (min(self.end, other.end) - max(self.start, other.start)).days + 1
        return max(0, shared) / ((other.end - other.start).days + 1)

    def a_year_before(self) -> Window:
        """The same window of the year before; a month's last day stays its last day.

        >>> Window("2021-01", "2021-02").a_year_before()
        Window('2020-01-01', '2020-02-29')
        """
        return self.years_later(-1)

    def years_later(self, years: int) -> Window:
        """The same window some years later, or before; a month's last day stays its last day.

        >>> Window("2023-02").years_later(1)
        Window('2024-02-01', '2024-02-29')

        Raises
        ------
        ValueError
            If that is before the year 1 or after 9999.
        """
        return Window(_years_later(self.start, years, False), _years_later(self.end, years, True))

    @property
    def words(self) -> str:
        """The window as people write it.

        >>> Window("2021").words, Window("2021-01-04", "2021-02-03").words, Window(None, "2023-11-21").words
        ('2021', '2021-01-04 to 2021-02-03', 'an unknown start to 2023-11-21')
        """
        start, end = self
        if start is None or end is None:
            return f"{start or 'an unknown start'} to {end or 'an unknown end'}"
        if start == end:
            return f"{start}"
        if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
            return f"{start} to {end}"
        if (start.month, end.month) == (1, 12):
            return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
        first, last = (f"{_MONTHS[day.month - 1]} {day.year}" for day in (start, end))
        if start.year != end.year:
            return f"{first}-{last}"
        return first if start.month == end.month else f"{_MONTHS[start.month - 1]}-{last}"

    def __repr__(self) -> str:
        return f"Window({', '.join(repr(UNKNOWN if day is None else str(day)) for day in self)})"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _before(a: dt.date | None, b: dt.date | None) -> bool:
    return a is not None and b is not None and a < b


def _years_later(day: dt.date | None, years: int, is_end: bool) -> dt.date | None:
    if day is None:
        return None
    length = monthrange(day.year + years, day.month)[1]
    closes = is_end and day.day == monthrange(day.year, day.month)[1]
    return dt.date(day.year + years, day.month, length if closes else min(day.day, length))
