"""Running totals: numbers whose header says that they cover more than the period beside them.

*Rolling year total* beside *31 March 2012* is the twelve months that end then; *year to date* beside *March* is January
to March. What is called cumulative does not say since when.

>>> from fraudstats.dates import Window
>>> widened(Window("2012-03"), "Rolling year total"), widened(Window("2012-03"), "Cases, year to date")
(Window('2011-04-01', '2012-03-31'), Window('2012-01-01', '2012-03-31'))
"""

from __future__ import annotations

import datetime as dt
import re

from fraudstats.dates import Window
from fraudstats.sheets.cell import words_of

__all__ = ["kind_of_total", "widened"]

_ROLLING = re.compile(
    r"\brolling (?:year|annual|12|twelve)|\b(?:12|twelve)[- ]months? (?:rolling|moving|total|sum)|\bmoving annual"
)
_TO_DATE = re.compile(
    r"year[- ]to[- ]date|\bytd\b|当年累[计計]|當年累計|本年累[计計]|今年累[计計]|1月至|自年初|年初至今"
)
_CUMULATIVE = re.compile(r"\bcumulative\b|\brunning total\b|累[计計]")


def kind_of_total(name: str) -> str:
    """What a header says: ``rolling``, ``to date``, ``cumulative``, or nothing of the kind."""
    words = words_of(name)
    known = (("rolling", _ROLLING), ("to date", _TO_DATE), ("cumulative", _CUMULATIVE))
    return next((kind for kind, pattern in known if pattern.search(words)), "")


def widened(window: Window, name: str) -> Window:
    """The window that a number under a header covers, from the period that stands beside it."""
    start, end = window
    kind = kind_of_total(name)
    if start is None or end is None or (end - start).days > 360:
        return window
    if kind == "rolling":
        return Window(_a_year_before(end), end)
    return Window(dt.date(end.year, 1, 1), end) if kind == "to date" else window


def _a_year_before(end):
    """The first day of the year that ends with a day."""
    after = end + dt.timedelta(days=1)
    return after.replace(year=after.year - 1, day=min(after.day, 28) if after.month == 2 else after.day)
