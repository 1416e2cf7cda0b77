"""Numbers and lists in words, for the one sentence that explains a verdict."""

from __future__ import annotations

import re

from fraudstats.dates import is_missing
from fraudstats.interval import Interval

__all__ = ["bare", "share"]


def share(interval: Interval) -> str:
    """A range of shares or changes in percent, as one number where its ends are near.

    >>> share(Interval(0.4506, 0.4507)), share(Interval(0.049, 0.0533)), share(Interval(0.5, float("inf")))
    ('45.1%', '4.9% to 5.3%', '50.0% or more')
    """
    lower, upper = f"{interval.lower:.1%}", f"{interval.upper:.1%}"
    if interval.upper == float("inf"):
        return f"{lower} or more"
    return lower if lower == upper else f"{lower} to {upper}"


def bare(title: object) -> str:
    """The words of a title in lower case; empty for one that was not read.

    >>> bare("A title: its second part "), bare(None)
    ('a title its second part', '')
    """
    return "" if is_missing(title) else re.sub(r"\W+", " ", str(title)).strip().lower()
