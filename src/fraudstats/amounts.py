"""A number, its range and its qualifier in plain words, without powers of ten; several things in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from fraudstats.vocabulary import QUALIFIERS

__all__ = ["listed", "number", "printed", "span"]


def number(value: float) -> str:
    """A number in plain digits, whole or with those decimals that mean something.

    >>> number(228_457_300_000.0), number(8.3), number(45.062342)
    ('228,457,300,000', '8.3', '45.06234')
    """
    if isinf(value):
        return "any number"
    whole = value == round(value) or abs(value) >= 1e7
    return f"{value:,.0f}" if whole else f"{value:,.7g}"


def span(lower: float, upper: float) -> str:
    """A range, as one number where its ends are one.

    >>> span(115e9, 125e9), span(370_000, float("inf")), span(8674, 8674)
    ('115,000,000,000 to 125,000,000,000', '370,000 or more', '8,674')
    """
    if lower == upper:
        return number(lower)
    return f"{number(lower)} or more" if isinf(upper) else f"{number(lower)} to {number(upper)}"


def printed(value: float, qualifier: str) -> str:
    """A number with its qualifier.

    >>> printed(370000, "more_than"), printed(0.44, "exact"), printed(228_480_000_000.0, "exact")
    ('more than 370,000', '0.44', '228,480,000,000')
    """
    said = QUALIFIERS[qualifier].said if qualifier in QUALIFIERS else ""
    return f"{said}{number(value)}"


def listed(names: Iterable[object]) -> str:
    """Names joined as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed([])
    'none'
    """
    texts = [str(name) for name in names]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else "none"
