"""The window that a printed label means, and the labels in running text."""

from fraudstats.printed.window.calendars import CALENDARS, Calendar
from fraudstats.printed.window.label import period, read_period, window_of
from fraudstats.printed.window.result import PeriodReading
from fraudstats.printed.window.search import FoundPeriod, find_periods

__all__ = [
    "CALENDARS",
    "Calendar",
    "FoundPeriod",
    "PeriodReading",
    "find_periods",
    "period",
    "read_period",
    "window_of",
]
