"""Numbers and lists in words, for the one sentence that explains a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isinf

from fraudstats.dates import is_missing
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["bare", "listed", "number", "number_range", "printed", "share"]


def printed(value: float, qualifier: str) -> str:
    """A number with its qualifier.

    >>> printed(370000, "more_than"), printed(0.44, "exact"), printed(228_480_000_000.0, "exact")
    ('more than 370,000', '0.44', '228,480,000,000')
    """
    said = QUALIFIERS[qualifier].said if qualifier in QUALIFIERS else ""
    return f"{said}{number(value)}"


def number(value: float) -> str:
    """A number in plain digits, whole or with those decimals that mean something.

    >>> number(228_457_300_000.0), number(8.3), number(45.062342)
    ('228,457,300,000', '8.3', '45.06234')
    """
    if isinf(value):
        return "any number"
    whole = value == round(value) or abs(value) >= 1e7
    return f"{value:,.0f}" if whole else f"{value:,.7g}"


def number_range(interval: Interval) -> str:
    """A range of numbers, as one number where its ends are one.

    >>> number_range(Interval(8674, 8674)), number_range(Interval(2.0513, 2.1))
    ('8,674', '2.0513 to 2.1')
    """
    if interval.lower == interval.upper:
        return number(interval.lower)
    return f"{number(interval.lower)} to {number(interval.upper)}"


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


def listed(names: Iterable[object]) -> str:
    """Names joined as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    texts = [str(name) for name in names]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else "none"
