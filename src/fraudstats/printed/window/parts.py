"""What the words of a label stand for, before anybody says when and where it was printed.

A label is made of stretches of a year (`Span`), years, and what joins them. Each part knows its meanings in a
`Context`, the day of publication and the calendar. A part that can mean several things has several meanings; one that
cannot be settled says in `doubt` what would settle it. Nothing is decided here: that is the task of `label`.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import Protocol

from fraudstats.printed.window.calendars import Calendar
from fraudstats.vocabulary import BASES

__all__ = ["IMPLIED", "PRINTED", "UNKNOWN_BASIS", "Context", "Meaning", "Phrase", "Span", "Year", "YearMeaning"]

PRINTED, IMPLIED, UNKNOWN_BASIS = BASES
#: What settles a label that says when by the day of its publication.
NEEDS_PUBLICATION = "published=, the day on which the label was published"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the label."""

    published: dt.date | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A window that a label may mean.

    Attributes
    ----------
    start, end : date or None
    start_basis, end_basis : str
        ``printed``, ``implied`` or ``unknown``.
    reason : str
        Why an end is implied or unknown.
    calendar : str
        The calendar that was used, where a label has no other.
    doubt : str
        What to write or give, where this is not certain.
    words : str
        How the label is understood, where there is more to say than the days.
    """

    start: dt.date | None
    end: dt.date | None
    start_basis: str = PRINTED
    end_basis: str = PRINTED
    reason: str = ""
    calendar: str = ""
    doubt: str = ""
    words: str = ""


class Phrase(Protocol):
    """Anything that a label may say."""

    def meanings(self, context: Context) -> list[Meaning]:
        """Every meaning of it."""
        ...


@dataclass(frozen=True, slots=True)
class YearMeaning:
    """Twelve months that a year may mean.

    Attributes
    ----------
    first : int or None
        Its first month, counted from January of the year 0; None where the day of publication is needed.
    months : int
        Its length; 24 for two years.
    until : date or None
        The last day that can have been counted, for a year that is not over.
    reason, calendar, doubt, words : str
        See `Meaning`.
    """

    first: int | None
    months: int = 12
    until: dt.date | None = None
    reason: str = ""
    calendar: str = ""
    doubt: str = ""
    words: str = ""


class Year(Protocol):
    """A year as it is written."""

    def meanings(self, context: Context) -> list[YearMeaning]:
        """The twelve months that it may mean."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a year: months by name or by their place in the year, or one day.

    Attributes
    ----------
    first, last : int
        Months from 1 to 12.
    by_place : bool
        Whether months are counted from the first of the year, as in quarters and halves, so that they shift with a
        fiscal year; months by name are found in it.
    day : int or None
        A day of the month; -1 for its last.
    to_day : int or None
        The last day of a run of days of one month.
    edge : str
        ``"first"`` or ``"last"`` for a day that is named as the beginning or the end of something: 年初, end of June.
        What is counted at the end of something may have been counted from any day on, and a beginning alone is vague.
    """

    first: int
    last: int
    by_place: bool = False
    day: int | None = None
    to_day: int | None = None
    edge: str = ""

    @property
    def is_run(self) -> bool:
        """Whether it runs from one named month or day to another."""
        return (not self.by_place and self.first != self.last) or self.to_day not in (None, self.day)

    def days(self, year_first: int) -> tuple[dt.date, dt.date] | None:
        """First and last day in the year that begins with a month; None where there is no such day or run."""
        first, last = (self._month(month, year_first) for month in (self.first, self.last))
        if last < first:
            return None
        return days_of(first, last) if self.day is None else _days_within(first, self.day, self.to_day or self.day)

    def _month(self, month: int, year_first: int) -> int:
        return year_first + (month - 1 if self.by_place else (month - 1 - year_first) % 12)


WHOLE = Span(1, 12, by_place=True)


def days_of(first: int, last: int) -> tuple[dt.date, dt.date]:
    """First and last day of a run of months."""
    year, month = last // 12, last % 12 + 1
    return dt.date(first // 12, first % 12 + 1, 1), dt.date(year, month, monthrange(year, month)[1])


def _days_within(month: int, first: int, last: int) -> tuple[dt.date, dt.date] | None:
    start, end = days_of(month, month)
    days = [end.day if day == -1 else day for day in (first, last)]
    if not 1 <= days[0] <= days[1] <= end.day:
        return None
    return start.replace(day=days[0]), end.replace(day=days[1])
