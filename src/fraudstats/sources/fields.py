"""How a field of a record reads its text.

A parser takes the text as typed and returns the value, or raises `Expected` with what would have been right. A field of
a record class is declared with `typed`, which keeps the parser and the code list that the value must be found in.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re

from fraudstats.sources.problems import Expected, nearest

__all__ = [
    "UNKNOWN", "choice", "date_or_unknown", "dated_line", "first_day", "last_day", "number", "one_line", "partial_date",
    "slug", "typed", "url", "whole",
]  # fmt: skip

#: Typed for a date that the source does not give.
UNKNOWN = "unknown"

_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARS = (1900, 2100)


def typed(parse, *, required=False, refers=None, many=False):
    """A dataclass field read by `parse`.

    Parameters
    ----------
    parse : callable
        From text to value.
    required : bool
    refers : str, optional
        The code list (``issuers``, ``areas``, ``indicators``) that the value must be in.
    many : bool
        Whether the field holds a list of such values.
    """
    metadata = {"parse": parse, "required": required, "refers": refers, "many": many}
    default = dataclasses.MISSING if required else (() if many else None)
    return dataclasses.field(metadata=metadata, default=default)


def one_line(text: str) -> str:
    if not text.strip():
        raise Expected("some text", "Remove the field if there is nothing to say.")
    if re.search(r"\bTODO\b", text):
        raise Expected("a settled text", "Settle the point, then remove the mark.")
    return " ".join(text.split())


def dated_line(text: str) -> str:
    """A date, a space, and what happened: ``2019-01-01 cash-card theft is counted as well``."""
    date, _, rest = one_line(text).partition(" ")
    if not rest or len(date) != 10:
        raise Expected("a day as YYYY-MM-DD, a space, and what changed")
    first_day(date)
    return one_line(text)


def slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise Expected("letters, digits, '.', '_' or '-', without spaces")
    return text


def choice(*allowed: str):
    """A parser that accepts just these words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise Expected(f"one of {', '.join(allowed)}", nearest(text, allowed))
        return text

    return parse


def url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise Expected("an address that starts with http:// or https://")
    return text


def number(text: str) -> float:
    try:
        value = float(text.replace("_", ""))
    except ValueError:
        raise Expected("a number without separators or units, such as 391000") from None
    if not math.isfinite(value):
        raise Expected("a finite number")
    return value


def whole(text: str) -> int:
    if not re.fullmatch(r"-?\d+", text):
        raise Expected("a whole number")
    return int(text)


def partial_date(text: str) -> str:
    """A date as precise as typed: ``2023``, ``2023-10`` or ``2023-10-09``."""
    first_day(text)
    return text


def date_or_unknown(text: str) -> str:
    return UNKNOWN if text == UNKNOWN else partial_date(text)


def first_day(text: str) -> dt.date:
    """The first day that a partial date covers.

    >>> first_day("2021-11")
    datetime.date(2021, 11, 1)
    """
    match = _DATE.fullmatch(text)
    if not match:
        tip = "A number such as 20231009 needs hyphens." if re.fullmatch(r"\d{8}", text) else ""
        raise Expected("a date as YYYY-MM-DD, YYYY-MM or YYYY, or 'unknown' where the source gives none", tip)
    year, month, day = (int(part or 1) for part in match.groups())
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise Expected(f"a year from {_YEARS[0]} to {_YEARS[1]}")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Expected("a date that exists in the calendar") from None


def last_day(text: str) -> dt.date:
    """The last day that a partial date covers.

    >>> last_day("2021-11")
    datetime.date(2021, 11, 30)
    """
    first = first_day(text)
    if len(text) == 10:
        return first
    months = 1 if len(text) == 7 else 12
    after = first.year * 12 + first.month - 1 + months
    return dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
