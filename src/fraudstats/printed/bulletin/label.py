"""A label of a period in a sentence, and what is known beside its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fraudstats.dates import Window

__all__ = ["Label", "Setting"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a period in a sentence.

    Attributes
    ----------
    start, end : int
    text : str
    window : Window or None
        None where the label says several things.
    start_basis, end_basis, reason : str
    part : str
        ``main`` (the time that is counted), ``base`` (the time it is compared with) or ``news`` (the day of the news).
    same : bool
        Whether it says "the same period" of another year.
    doubt : str
        What else it can mean, where the likeliest was taken.
    opened : date or None
        The first day that is taken where neither it nor another label names one.
    """

    start: int
    end: int
    text: str
    window: Window | None
    start_basis: str = "unknown"
    end_basis: str = "unknown"
    reason: str = ""
    part: str = "main"
    same: bool = False
    doubt: str = ""
    opened: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the announcement says of all its labels.

    Attributes
    ----------
    published : date or None
    calendar : str or None
        The area whose fiscal year is meant where a label says no other: Rs 12 crore in the financial year 2019-20.
    era : str
        The Japanese era that was named last, in which 23年 is counted; empty where it is 2023.
    simplified : bool
        Whether it is written in simplified characters, as on the mainland.
    """

    published: dt.date | None = None
    calendar: str | None = None
    era: str = ""
    simplified: bool = False
