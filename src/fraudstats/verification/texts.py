"""Two texts: words exactly, numbers within a tolerance."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL, Comparison

__all__ = ["close", "compare_texts", "shortened"]

_NUMBER = re.compile(r"((?<![\d.])[-+]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?)")


def compare_texts(stored: str, new: str, tolerance: float, size: float = 0.0, where: str = "") -> Comparison:
    """The verdict on two texts.

    Whole numbers must be equal. Others are equal within tolerance if they differ by at most `tolerance` of the larger
    one, or of `size`. All that is no number must be the same, spaces included.

    Parameters
    ----------
    stored, new : str
    tolerance : float
        Relative, such as 1e-6; 0 for exactly equal.
    size : float, optional
        What small numbers are compared with as well: the width of a picture for its coordinates.
    where : str, optional
        Said before the difference.

    Examples
    --------
    >>> compare_texts("slope 0.12345678", "slope 0.12345679", 1e-6)
    Comparison(verdict='equal within tolerance', detail='0.12345678, now 0.12345679')
    >>> compare_texts("391,000 cases", "391,001 cases", 1e-6)
    Comparison(verdict='different', detail="'391,000', now '391,001', after ''")
    """
    if stored == new:
        return Comparison(IDENTICAL)
    before, after = _NUMBER.split(stored), _NUMBER.split(new)
    first_moved = ""
    for place, (one, other) in enumerate(zip(before, after, strict=False)):
        if one == other:
            continue
        if place % 2 == 0 or not close(one, other, tolerance, size):
            return _different(before, after, place, where)
        first_moved = first_moved or f"{where}{one}, now {other}"
    if len(before) != len(after):
        return _different(before, after, min(len(before), len(after)), where)
    return Comparison(EQUAL, first_moved)


def close(one: str, other: str, tolerance: float, size: float = 0.0) -> bool:
    """Whether two printed numbers are equal within the tolerance; whole ones only if they are the same."""
    if not any(mark in one + other for mark in ".eE"):
        return one == other
    a, b = (float(text.replace(",", "")) for text in (one, other))
    return abs(a - b) <= tolerance * max(abs(a), abs(b), size)


def shortened(text: str, length: int = 60) -> str:
    """A text in one line, with its middle left out where it is long."""
    line = " ".join(text.split()) or text
    return line if len(line) <= length else f"{line[: length // 2]} ... {line[-length // 3 :]}"


def _different(before, after, place, where):
    """The first difference: a number, or the words around the first letter that is another."""
    one, other = ("".join(parts[place : place + 1]) for parts in (before, after))
    if place % 2 == 0 and one and other:
        same = SequenceMatcher(None, one, other, autojunk=False).find_longest_match(0, len(one), 0, len(other))
        start = same.size if same.a == same.b == 0 else 0
        one, other = one[start:], other[start:]
        ahead = "".join(before[:place]) + "".join(before[place : place + 1])[:start]
    else:
        ahead = "".join(before[:place])
    context = shortened(ahead[-40:])
    return Comparison(DIFFERENT, f"{where}{shortened(one)!r}, now {shortened(other)!r}, after {context!r}")
