"""Labels of periods as columns hold them: what a column of them has in common settles what one leaves open.

The reading itself is `fraudstats.printed.read_period`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from fraudstats.errors import DateError, PeriodError
from fraudstats.printed import PeriodReading, read_period
from fraudstats.sheets.cell import plain_words

__all__ = ["day_order", "is_label", "is_numeric_date", "reading_of", "with_iso_date"]

_NUMERIC_DATE = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?P<rest>[ T]0?0:00.*)?")
#: A year as a column with a gap has it after a detour through numbers.
_FLOAT_YEAR = re.compile(r"(?:1[89]|2[01])\d\d\.0")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?")
#: Bare numbers, and those that number a line: a year of some era by one reading, and hardly meant so.
_COUNTED = re.compile(r"[\s\d,.]*|\W*\d{1,3}\W*[a-z .]*")
_NO_LABEL = re.compile(r"[^\d〇零一二三四五六七八九十元今去上本前最截至]*")


@lru_cache(maxsize=65536)
def is_label(text: str) -> bool:
    """Whether a text is the label of a period, perhaps of one that is still to be told.

    >>> is_label("1H 2021"), is_label("2017/18"), is_label("Victoria"), is_label("8,977")
    (True, True, False, False)
    """
    return bool(reading_of(text) or _questions(text))


@lru_cache(maxsize=65536)
def reading_of(text: str, calendar: Any = None) -> PeriodReading | None:
    """The reading of a label with both ends; None where there is none."""
    if not text.strip() or len(text) > 120 or _NO_LABEL.fullmatch(text):
        return None
    try:
        reading = read_period(text, None, calendar)
    except (PeriodError, DateError):
        return None
    return reading if reading.window.known else None


def _questions(text):
    """Whether a label may mean several periods; a bare number of few digits is no label for that."""
    if len(text) > 120 or _COUNTED.fullmatch(plain_words(text)):
        return False
    try:
        read_period(text)
    except PeriodError as error:
        return bool(error.readings)
    except DateError:
        return False
    return False


def is_numeric_date(text: str) -> bool:
    """Whether a text is a date of three numbers, the year last."""
    return _NUMERIC_DATE.fullmatch(text.strip()) is not None


def day_order(texts: list[str]) -> bool | None:
    """Whether dates such as 03/04/2021 begin with the day, as the others in their column show; None if nothing does.

    >>> day_order(["03/04/2021", "31/12/2021"]), day_order(["03/04/2021"]), day_order(["12/31/2021", "31/12/2021"])
    (True, None, None)
    """
    dates = [match for text in texts if (match := _NUMERIC_DATE.fullmatch(text.strip()))]
    day_first, month_first = (any(int(match[part]) > 12 for match in dates) for part in "ab")
    return None if day_first == month_first else day_first


def with_iso_date(text: str, dayfirst: bool | None) -> str:
    """A date of numbers, written in ISO 8601; other texts stay as they are.

    >>> with_iso_date("03/04/2021", True), with_iso_date("202104", None), with_iso_date("Q1 2021", True)
    ('2021-04-03', '2021-04', 'Q1 2021')
    """
    words = plain_words(text)
    if _FLOAT_YEAR.fullmatch(words):
        return words[:4]
    if match := _COMPACT.fullmatch(words):
        return "-".join(filter(None, match.groups()))
    match = _NUMERIC_DATE.fullmatch(words)
    if match is None or (dayfirst is None and int(match["a"]) <= 12 and int(match["b"]) <= 12):
        return text
    first = int(match["a"]) > 12 if dayfirst is None else dayfirst
    day, month = (match["a"], match["b"]) if first else (match["b"], match["a"])
    return f"{match['year']}-{int(month):02}-{int(day):02}"
