"""How a field of a record reads its text.

A parser takes the text as typed and returns the value, or raises `FieldError` with what would have been right. A field
of a record class is declared with `typed`, which keeps the parser and the code list that the value must be found in.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable
from typing import Any

from fraudstats.dates import first_day
from fraudstats.errors import DateError, FieldError, PeriodError
from fraudstats.formulas import is_formula
from fraudstats.printed import period
from fraudstats.sources.problems import nearest
from fraudstats.vocabulary import UNKNOWN

__all__ = [
    "checksum", "choice", "date_or_unknown", "dated_line", "number", "one_line", "partial_date", "slug",
    "typed", "url", "whole",
]  # fmt: skip

_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_YEARS = (1900, 2100)


def typed(parse: Callable[[str], Any], *, required: bool = False, refers: str | None = None, many: bool = False) -> Any:
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
        raise FieldError("some text", "Remove the field if there is nothing to say.")
    if re.search(r"\bTODO\b", text):
        raise FieldError("a settled text", "Settle the point, then remove the mark.")
    if is_formula(text):
        raise FieldError("a text that no spreadsheet takes for a formula", "Begin it with another character.")
    return " ".join(text.split())


def dated_line(text: str) -> str:
    """A date, a space, and what happened: ``2019-01-01 cash-card theft is counted as well``."""
    date, _, rest = one_line(text).partition(" ")
    if not rest or len(date) != 10:
        raise FieldError("a day as YYYY-MM-DD, a space, and what changed")
    partial_date(date)
    return one_line(text)


def slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise FieldError("letters, digits, '.', '_' or '-', without spaces")
    return text


def choice(*allowed: str) -> Callable[[str], str]:
    """A parser that accepts just these words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise FieldError(f"one of {', '.join(allowed)}", nearest(text, allowed))
        return text

    return parse


def url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise FieldError("an address that starts with http:// or https://")
    return text


def checksum(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise FieldError("64 hexadecimal digits in lower case")
    return text


def number(text: str) -> float:
    try:
        value = float(text.replace("_", ""))
    except ValueError:
        raise FieldError("a number without separators or units, such as 391000") from None
    if not math.isfinite(value):
        raise FieldError("a finite number")
    return value


def whole(text: str) -> int:
    if not re.fullmatch(r"-?\d+", text):
        raise FieldError("a whole number")
    return int(text)


def partial_date(text: str) -> str:
    """A date as precise as typed: ``2023``, ``2023-10`` or ``2023-10-09``."""
    try:
        first = first_day(text)
    except DateError:
        tip = "A number such as 20231009 needs hyphens." if re.fullmatch(r"\d{8}", text) else _days_of_label(text)
        raise FieldError(
            "a date that exists in the calendar, as YYYY-MM-DD, YYYY-MM or YYYY, or 'unknown' if the source gives none",
            tip,
        ) from None
    if first is None or not _YEARS[0] <= first.year <= _YEARS[1]:
        raise FieldError(f"a year from {_YEARS[0]} to {_YEARS[1]}")
    return text


def _days_of_label(text: str) -> str:
    """What to type for the label of a period; nothing where it means none, or several."""
    try:
        first, last = period(text)
    except PeriodError:
        return ""
    days = f"{first or UNKNOWN} to {last or UNKNOWN}"
    return f"This label is a period from {days}; type its days, and the label as period_text."


def date_or_unknown(text: str) -> str:
    return UNKNOWN if text == UNKNOWN else partial_date(text)
