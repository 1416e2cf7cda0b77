"""Read a claimed number as it is printed: value, qualifier, last printed unit; a change with its sign; a range."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fraudstats.conventions import interval_of
from fraudstats.errors import PrintedError
from fraudstats.interval import Interval
from fraudstats.printed import Printed, parse_change, parse_printed

__all__ = ["ClaimedNumber", "direction_of", "read_number", "superlative_of"]

_UP = re.compile(
    r"\bup\b|\bris(?:e|en|ing)|\brose|increas|\bgrew|\bgrow|surg|jump|higher|上升|增长|增加|上涨|增|増|↑|\+", re.I
)
_DOWN = re.compile(
    r"\bdown\b|\bfall|\bfell|decreas|declin|\bdrop|\blower|reduc|下降|减少|減少|下跌|降|減|减|↓|[-−–]\s?\d", re.I
)
_HIGHEST = re.compile(r"highest|record|peak|\bmost\b|new high|最高|最多|新高|過去最多|历史之最", re.I)
_LOWEST = re.compile(r"lowest|fewest|new low|最低|最少|新低", re.I)
#: A range whose ends are further apart is none.
_WIDEST = 1000
_RANGE = re.compile(
    r"(?:between|from)\s+(?P<low>.+?)\s+(?:and|to)\s+(?P<high>.+)|(?P<low2>.*\d.*?)\s*(?:\bto\b|至|到|[-–—~～])\s*(?P<high2>.*\d.*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ClaimedNumber:
    """A number as a paper prints it.

    Attributes
    ----------
    value : float
    step : float
        The last printed unit.
    qualifier : str or None
        As its words say; None where no word says so.
    units : tuple of str
        The units that its words allow.
    interval : Interval or None
        Of a printed range: from its lower to its upper end, each with its rounding.
    """

    value: float
    step: float
    qualifier: str | None
    units: tuple[str, ...]
    interval: Interval | None = None


def read_number(text: str, is_change: bool) -> ClaimedNumber:
    """The number in a printed text.

    Raises
    ------
    PrintedError
        If it holds none, or several that are no range.
    """
    try:
        return _single(parse_change(text) if is_change else parse_printed(text))
    except PrintedError:
        if is_change:
            try:
                return _single(parse_printed(text))
            except PrintedError:
                pass
        found = _range(text)
        if found is None:
            raise
        return found


def direction_of(text: str) -> str:
    """``up`` or ``down``, as the words of a text say; empty if they say neither, or both."""
    return _one_of(text, up=_UP, down=_DOWN)


def superlative_of(text: str) -> str:
    """``highest`` or ``lowest``, as the words of a text say; empty if they say neither, or both."""
    return _one_of(text, highest=_HIGHEST, lowest=_LOWEST)


def _one_of(text, **patterns):
    said = [word for word, pattern in patterns.items() if pattern.search(text)]
    return said[0] if len(said) == 1 else ""


def _single(printed: Printed):
    return ClaimedNumber(float(printed.value), float(printed.step), printed.qualifier, printed.units)


def _range(text):
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    try:
        first, last = parse_printed(low), parse_printed(high)
    except PrintedError:
        return None
    if not first.value < last.value < _WIDEST * max(first.value, 1):
        return None  # no range, or a multiplier that is meant for both numbers stands at one of them
    lower = interval_of(float(first.value), "rounded", float(first.step))[0].lower
    upper = interval_of(float(last.value), "rounded", float(last.step))[0].upper
    units = first.units or last.units
    return ClaimedNumber(float(last.value), float(last.step), None, units, Interval(lower, upper))
