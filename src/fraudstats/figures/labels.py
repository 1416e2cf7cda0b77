"""Numbers, days and windows as pictures and their descriptions write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fraudstats.amounts import printed

__all__ = ["as_printed", "counted", "day", "number", "short_window"]

_FIRST_CHINESE = "\u2e80"
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(value: float) -> str:
    """A whole number with thousands separators.

    >>> number(391_000.0)
    '391,000'
    """
    return f"{value:,.0f}"


def counted(things: int) -> str:
    """How many, as a word up to twelve.

    >>> counted(6), counted(25)
    ('six', '25')
    """
    return _WORDS[things] if things < len(_WORDS) else number(things)


def day(when: pd.Timestamp) -> str:
    """A day in words.

    >>> day(pd.Timestamp("2024-09-26"))
    '26 Sep 2024'
    """
    return f"{when.day} {when:%b %Y}"


def as_printed(row: Mapping[Any, Any]) -> str:
    """A printed number in English digits with its qualifier, and the Chinese print after it.

    Parameters
    ----------
    row : mapping
        ``value`` and ``text``, and where there is one ``qualifier``; a text in English already says it.

    >>> as_printed({"value": 370_000, "qualifier": "more_than", "text": "37万余起"})
    'more than 370,000 (37万余起)'
    """
    code = row.get("qualifier")
    words = printed(row["value"], code if isinstance(code, str) else "")
    return f"{words} ({row['text']})" if any(letter >= _FIRST_CHINESE for letter in row["text"]) else words


def short_window(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A window in a few letters.

    >>> short_window(pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))
    '2021'
    >>> short_window(pd.Timestamp("2019-06-13"), pd.Timestamp("2019-10-31"))
    '13 Jun-Oct 2019'
    """
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y}-{end:%Y}"
    first = f"{start:%b}" if start.day == 1 else f"{start.day} {start:%b}"
    last = f"{end:%b}" if end.is_month_end else f"{end.day} {end:%b}"
    year = "" if start.year == end.year else f" {start:%Y}"
    return f"{first}{year}-{last} {end:%Y}"
