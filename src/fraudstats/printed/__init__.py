"""What is printed, read: a number, a stated change, the label of a period."""

from fraudstats.printed.change import parse_change
from fraudstats.printed.number import Printed, parse_printed
from fraudstats.printed.window import (
    CALENDARS,
    Calendar,
    FoundPeriod,
    PeriodReading,
    find_periods,
    period,
    read_period,
    window_of,
)  # fmt: skip

__all__ = [
    "CALENDARS", "Calendar", "FoundPeriod", "PeriodReading", "Printed", "find_periods", "parse_change", "parse_printed",
    "period", "read_period", "window_of",
]  # fmt: skip
