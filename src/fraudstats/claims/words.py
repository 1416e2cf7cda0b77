"""Numbers and lists in words, for the one sentence that explains a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from fraudstats.vocabulary import QUALIFIERS

__all__ = ["listed", "printed"]


def printed(value: float, qualifier: str) -> str:
    """A number with its qualifier.

    >>> printed(370000, "more_than"), printed(0.44, "exact"), printed(228_480_000_000.0, "exact")
    ('more than 370,000', '0.44', '228,480,000,000')
    """
    said = QUALIFIERS[qualifier].said if qualifier in QUALIFIERS else ""
    number = f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"
    return f"{said}{number}"


def listed(names: Iterable[object]) -> str:
    """Names joined as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    texts = [str(name) for name in names]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else "none"
