"""Dates in digits alone: ``2021-01``, ``01/2021``, ``30-06-2011``, ``2021.1-11``, ``2021-W05``.

ISO 8601 is read as it is everywhere in the package. A date with the year at its end may begin with the day or with the
month, and has both meanings unless a number above twelve decides. ``2021.5`` is no month on its own: it may be the
middle of a year, and ``2021.1`` is what becomes of ``2021.10`` in a spreadsheet; ``2021-1`` may be a quarter or a term.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from fraudstats.printed.window.eras import COMMON_YEARS
from fraudstats.printed.window.parts import Span
from fraudstats.printed.window.phrases import Fixed, Stretch
from fraudstats.printed.window.years import Numbered, Unpaired

__all__ = ["dates_at"]

_TIME = r"(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:z|utc|[+-]\d{2}:?\d{2}))?)?"
_YEAR_FIRST = re.compile(rf"(\d{{3,4}})([-/]|\. ?)(\d{{1,2}})\2(\d{{1,2}})(?!\d){_TIME}")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(\d{3,4})([-/]|\. ?)(\d{1,2})(?![\d.]*\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})(?:[/.]|(?<!-\d)(?<!-\d\d)-)(\d{4})(?!\d)")
_MONTHS = re.compile(r"(\d{3,4})[./](\d{1,2})[-~](\d{1,2})(?![\d./-])(?: ?[月월])?")
_JOINED = re.compile(" ?[-~至到] ?")
_WEEK = re.compile(r"(\d{4})-?w(\d{2})(?!\d)")


def dates_at(text: str, start: int) -> Iterator[tuple[int, Fixed | Stretch]]:
    """Every date in digits that begins at a place, with its end."""
    if match := _YEAR_FIRST.match(text, start):
        yield from _day(match.end(), match[1], match[3], match[4])
    if match := _YEAR_LAST.match(text, start):
        first, sign, second, year = match.groups()
        yield from _day(match.end(), year, second, first)
        if first != second and sign != ".":  # with points the day comes first
            yield from _day(match.end(), year, first, second)
    if match := _YEAR_MONTH.match(text, start):
        year, sign, month = match.groups()
        if sign in ("/", ". ") or len(month) == 2 or _in_run(text, start, match.end()):
            yield from _months(match.end(), year, month, pair=sign == "/")
    if match := _MONTH_YEAR.match(text, start):
        yield from _months(match.end(), match[2], match[1])
    if match := _MONTHS.match(text, start):
        yield from _months(match.end(), match[1], match[2], match[3])
    if match := _WEEK.match(text, start):
        yield from _week(match.end(), int(match[1]), int(match[2]))


def _in_run(text: str, start: int, end: int) -> bool:
    """Whether a date is the first or the last of a run."""
    return _JOINED.match(text, end) is not None or _JOINED.fullmatch(text, max(0, start - 1), start) is not None


def _numbered(year: str) -> Numbered:
    """A year of four digits of any era, or of three digits where the calendar has such years."""
    return Numbered(int(year), len(year), lone=len(year) < 4)


def _day(end: int, year: str, month: str, day: str) -> Iterator[tuple[int, Stretch]]:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        yield end, Stretch(_numbered(year), Span(int(month), int(month), day=int(day)))


def _months(end: int, year: str, first: str, last: str = "", pair: bool = False) -> Iterator[tuple[int, Stretch]]:
    """A month or a run of months; ``pair`` where the two numbers may be two years as well."""
    if 1 <= int(first) <= int(last or first) <= 12:
        number = _numbered(year)
        like_pair = pair and int(first) == (int(year) + 1) % 100
        yield end, Stretch(Unpaired(number) if like_pair else number, Span(int(first), int(last or first)))


def _week(end: int, year: int, week: int) -> Iterator[tuple[int, Fixed]]:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return
    if year in COMMON_YEARS:
        yield end, Fixed(monday, monday + dt.timedelta(days=6))
