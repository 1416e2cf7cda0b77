"""The labels of periods in a sentence, and what each is for: the count, a comparison, or the day of the news.

The labels are found by `fraudstats.printed.window.find_periods`; here is only what their neighbours say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from fraudstats.dates import Window
from fraudstats.printed.bulletin.lexicon import pattern
from fraudstats.printed.bulletin.sentences import clause_around
from fraudstats.printed.window import PeriodReading, find_periods

__all__ = ["Label", "labels_in"]

#: "All year" and the like say nothing new behind another label: 去年1年间, 2024年全年.
_WHOLE = re.compile(r"(?:[1一]?年间|全年度?|1年|full year|whole year)")
_BESIDE = re.compile(r"[\s(（の,，]{0,2}(?:[1一])?")
_BASE_BEFORE = re.compile(
    r"(?:\b(?:compared (?:with|to)|as against|against|versus|vs\.?|than|over|up on|down on|relative to|on)"
    r"(?: (?:the|that|those|it|was|were|figures?|number|level|same|corresponding|similar|previous|period|periods|quarters?|time|months?|half|in|of|for|during|from))*"
    r"|\b(?:same|corresponding|comparable|equivalent) (?:\w+ )?(?:period|quarter|time|half|month|months)s?(?: (?:in|of|for|during))?(?: the)?"
    r"|(?:increase|decrease|rise|drop|fall|decline|reduction|jump|up|down|more|fewer|%|per ?cent|surge|growth)(?: \w+)? (?:from|over|on|than)(?: the)?"
    r"|(?:比|较|相比|对比|比起|与))\s?$"
)
_BASE_BEHIND = re.compile(r"\s?(?:同期|同比|相比|比(?!例)|より|に比べ|から(?=約?\d|\S{0,8}[增减])|の同期|の同じ時期|'s (?:figure|same))|年?同[期时]")
_SAME_BEFORE = re.compile(r"\b(?:same|corresponding|comparable|equivalent) (?:\w+ )?(?:period|quarter|time|half|month|months|stage|point)s?(?: (?:in|of|for|during))?(?: the)?\s?$")
_SAME_BEHIND = re.compile(r"\s?(?:の)?(?:同期|同时期|同じ時期)")
_AS_OF = re.compile(r"截至|截止|至今|迄今|现在|末現在|末まで|まで|as of|to date|so far|by the end|until|up to|since|以来|自|累计")
_IN_BRACKETS = re.compile(r"\(\s?$"), re.compile(r"\s?\)")


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


def labels_in(text: str, published: Any = None) -> list[Label]:
    """The labels of a folded sentence, from left to right."""
    found: list[Label] = []
    for start, end, reading in find_periods(text, published=published):
        one = _label(text, start, end, reading)
        before = found[-1] if found else None
        if before and _BESIDE.fullmatch(text, before.end, start) and (_WHOLE.fullmatch(one.text) or one.window == before.window):
            found[-1] = replace(before, end=end, text=text[before.start : end])
        elif not (_WHOLE.fullmatch(one.text) and one.start_basis != "printed"):
            found.append(one)
    return [replace(one, part=_part(text, one, found[number - 1].end if number else 0)) for number, one in enumerate(found)]


def _label(text, start, end, reading):
    same = bool(_SAME_BEHIND.match(text, end) or _SAME_BEFORE.search(text, max(0, start - 40), start))
    if not isinstance(reading, PeriodReading):
        return Label(start, end, text[start:end], None, reason=f"{text[start:end]!r} can mean several periods", same=same)
    return Label(
        start, end, text[start:end], reading.window, reading.start_basis, reading.end_basis, reading.reason, same=same
    )


def _part(text, one, left):
    if one.same or _BASE_BEHIND.match(text, one.end) or _BASE_BEFORE.search(text, max(left, one.start - 50), one.start):
        return "base"
    return "news" if _is_news(text, one) else "main"


def _is_news(text, one):
    """Whether a single day is that of the news: in brackets, or in a clause that announces something."""
    if one.window is None or _AS_OF.search(one.text) or one.window.start is None or one.window.start != one.window.end:
        return False
    opened, closed = _IN_BRACKETS
    if opened.search(text, max(0, one.start - 2), one.start) and closed.match(text, one.end):
        return True
    start, end = clause_around(text, one.start, one.end)
    clause = text[start:end]
    return pattern("cues", "news").search(clause) is not None
