"""What is printed, read: a number, a stated change, the label of a period."""

from fraudstats.printed.change import parse_change
from fraudstats.printed.number import parse_printed
from fraudstats.printed.ordinal import is_ordinal, parse_ordinal
from fraudstats.printed.result import Printed
from fraudstats.printed.separators import COMMA_DECIMALS
from fraudstats.printed.window import (
    CALENDARS,
    Calendar,
    FoundPeriod,
    PeriodReading,
    find_periods,
    period,
    read_period,
    window_of,
)

__all__ = [
    "CALENDARS",
    "COMMA_DECIMALS",
    "Calendar",
    "FoundPeriod",
    "PeriodReading",
    "Printed",
    "find_periods",
    "is_ordinal",
    "parse_change",
    "parse_ordinal",
    "parse_printed",
    "period",
    "read_period",
    "window_of",
]
