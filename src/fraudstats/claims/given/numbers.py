"""Read a claimed number as it is printed: value, qualifier, last printed unit; a change with its sign; a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fraudstats.conventions import interval_of
from fraudstats.errors import PrintedError
from fraudstats.interval import Interval
from fraudstats.printed import Printed, parse_change, parse_printed

__all__ = ["ClaimedNumber", "direction_of", "in_times", "read_number", "superlative_of"]

_UP = re.compile(
    r"\bup\b|\bris(?:e|en|ing)|\brose|increas|\bgrew|\bgrow|\bgain|surg|jump|soar|spik|climb|higher|doubl|tripl|quadrupl"
    r"|上升|增长|增加|上涨|增|増|↑|\+",
    re.I,
)
_DOWN = re.compile(
    r"\bdown\b|\bfall|\bfell|decreas|declin|\bdrop|\bdip|\blower|reduc|shr[aiu]nk|\bslump|\bplung|\bplummet|\bslid|\bslip|halv"
    r"|下降|减少|減少|下跌|跌|降|減|减|↓|(?<!\d)[-−–]\s?\d",
    re.I,
)
_HIGHEST = re.compile(r"highest|record|peak|\bmost\b|new high|最高|最多|新高|過去最多|历史之最", re.I)
_LOWEST = re.compile(r"lowest|fewest|new low|最低|最少|新低", re.I)
_TIMES = re.compile(r"\s*(?:\btimes\b|-?fold\b|倍)", re.I)
#: The same number in another currency, in brackets, and the length of the time that a number counts.
_BESIDE = re.compile(
    r"\s*[(（](?=[^()（）]*(?:[$£€¥￥฿₹]|\b[A-Z]{3}\b|dollar|yuan|元|円))[^()（）]*\d[^()（）]*[)）]\s*$"
)
_TIME = re.compile(
    r"\s+(?:in|over|within|during) (?:the )?(?:last |past |first )?(?:\w+ )?(?:years?|months?|weeks?|days?)\s*$", re.I
)
#: Last printed unit of a share in words: "nearly half" is 40 to 50 per cent.
_TENTH = 10.0


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


def read_number(text: str, kind: str) -> ClaimedNumber:
    """The number in a printed text.

    Parameters
    ----------
    text : str
    kind : str
        The kind of claim: a change or a share may be printed in words, such as "doubled" and "nearly half", a ratio
        with "times".

    Raises
    ------
    PrintedError
        If it holds none, or several that are no range.
    """
    match kind:
        case "change":
            return _first_that_reads(text, parse_change, parse_printed)
        case "share":
            return _first_that_reads(text, parse_printed, _parse_share)
        case "ratio":
            return _of(parse_printed(_TIMES.sub("", text)))
    return _first_that_reads(text, parse_printed, _parse_the_number_alone)


def _parse_the_number_alone(text):
    """The number without what newspapers print beside it: the same in another currency, and the time it counts."""
    return parse_printed(_TIME.sub("", _BESIDE.sub("", text)))


def _first_that_reads(text, read, otherwise):
    try:
        return _of(read(text))
    except PrintedError:
        try:
            return _of(otherwise(text))
        except PrintedError:
            pass
        raise


def _parse_share(text):
    share = parse_change(text)
    return replace(share, step=min(share.step, _TENTH))


def direction_of(text: str) -> str:
    """``up`` or ``down``, as the words of a text say; empty if they say neither, or both."""
    return _one_of(text, up=_UP, down=_DOWN)


def superlative_of(text: str) -> str:
    """``highest`` or ``lowest``, as the words of a text say; empty if they say neither, or both."""
    return _one_of(text, highest=_HIGHEST, lowest=_LOWEST)


def in_times(text: str) -> bool:
    """Whether a text says a change in times, as "34-fold" does."""
    return bool(_TIMES.search(text))


def _one_of(text, **patterns):
    said = [word for word, pattern in patterns.items() if pattern.search(text)]
    return said[0] if len(said) == 1 else ""


def _of(printed: Printed):
    if printed.ends is None:
        return ClaimedNumber(float(printed.number), float(printed.step), printed.qualifier, printed.units)
    low, high = (float(end) for end in printed.ends)
    step = float(printed.step)
    interval = Interval(interval_of(low, "rounded", step)[0].lower, interval_of(high, "rounded", step)[0].upper)
    return ClaimedNumber(high, step, None, printed.units, interval)
