"""Labels that say one thing together: from one to the other, from a day to another, a month of the year before it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from fraudstats.dates import Window
from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.window import PeriodReading, find_periods
from fraudstats.printed.window.parts import IMPLIED

__all__ = ["in_their_year", "run_of", "to_a_day"]

_NO_WINDOW = Window(None, None)
_FROM = re.compile(r"(?:from|between|since|自|从) ?")
_BETWEEN = re.compile(r"(?:\b(?:between|from|since) |[自从])$")
_TO = re.compile(r",? ?(?:to|and|until|till|through|-|~|至|到|(?:に入って)?から、?)(?: this| the)? ?")
#: From an hour of a day to another day: 2月7日零时至13日18时.
_HOUR_TO = re.compile(r"(?:零|\d{1,2})时(?:至|到|-|~)")
#: From one event to another: 从2015年刑法增设帮信罪至2020年10月“断卡”行动前.
_TO_AN_EVENT = re.compile(r"[^，,。；;\d]{1,24}[至到]")
_BEFORE_IT = re.compile(r"[^，,。；;\d]{0,12}之?前")
_DAY_BEFORE = re.compile(r"[a-z]\.? \d{1,2}$")
_DAY = re.compile(
    r" ?(?:and|to|-|~|through) ?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
    r"(?: this year|, \d{4})?(?=[,;.)]| (?:this|last|and|the|[a-z]+ed)\b|$)"
)


def run_of(text, first, last):
    """Two labels as one from the first to the last: "from March 1, 2022, to November 30 this year"."""
    opened = (
        "から" in text[first.end : last.start]
        or _FROM.match(first.text)
        or first.text.endswith(("以来", "以降"))
        or _HOUR_TO.fullmatch(text, first.end, last.start)
        or _BETWEEN.search(text, max(0, first.start - 9), first.start)
        or _is_a_year_up_to(text, first, last)
    )
    if not opened:
        return None
    far = _TO_AN_EVENT.fullmatch(text, first.end, last.start)
    if not far and not any(words.fullmatch(text, first.end, last.start) for words in (_TO, _HOUR_TO)):
        return None
    start, end = (first.window or _NO_WINDOW).start, (last.window or _NO_WINDOW).end
    if far and end and last.window and last.window.start and _BEFORE_IT.match(text, last.end):
        end = last.window.start - dt.timedelta(days=1)
    if start is None or end is None or start > end:
        return None
    begun, ended = (IMPLIED, IMPLIED) if far else (first.start_basis, last.end_basis)
    return Label(first.start, last.end, text[first.start : last.end], Window(start, end), begun, ended, last.reason)


def _is_a_year_up_to(text, first, last):
    """Whether a year runs to a time within it: 今年至9月."""
    inside = _known(first.window) and _known(last.window) and first.window.start <= last.window.start
    begins = inside and (first.window.start.month, first.window.start.day) == (1, 1)
    return begins and text[first.end : last.start] in ("至", "到") and last.window.end <= first.window.end


def to_a_day(text, one):
    """A label with the day to which it runs: "between March 9 and 15", "from November 1 to 30 this year"."""
    match = _DAY.match(text, one.end)
    window = one.window
    if match is None or window is None or window.start is None or not _DAY_BEFORE.search(one.text):
        return one
    if not (_FROM.match(one.text) or _BETWEEN.search(text, max(0, one.start - 9), one.start)):
        return one
    try:
        end = window.start.replace(day=int(match["day"]))
    except ValueError:
        return one
    return (
        replace(
            one,
            end=match.end(),
            text=text[one.start : match.end()],
            window=Window(window.start, end),
            end_basis=one.start_basis,
        )
        if end > window.start
        else one
    )


def in_their_year(text, labels):
    """The labels without a year in the year that is named before them: "last year, ... from January to June"."""
    done: list[Label] = []
    for one in labels:
        one = _after_its_year(one, done[-1] if done else None)
        this = text.endswith("this ", 0, one.start)  # last year to this Sept 30
        if not this and "no year" in one.reason and _known(one.window) and done and done[-1].part == "main":
            one = _moved(one, [label.window for label in done if _known(label.window)])
        done.append(one)
    return done


def _moved(one, windows):
    """A label in the year of the last one before it, if it lies behind it there, or that is a whole year."""
    for window in reversed(windows):
        moved = one.window.years_later(window.end.year - one.window.end.year)
        if window.is_year or (window.start.year == window.end.year and moved.start > window.end):
            return replace(one, window=moved)
    return one


def _after_its_year(one, before):
    """A label that nothing but a year is missing of, in that of the label before it: 令和4年上半期..., 8月..."""
    if one.window is not None or one.same or before is None or before.part != "main" or not _known(before.window):
        return one
    year = before.window.end.year
    window = _in_a_year(one.text, year)
    reason = f"the year is taken to be {year}, as before"
    return one if window is None else replace(one, window=window, start_basis=IMPLIED, end_basis=IMPLIED, reason=reason)


def _in_a_year(text, year):
    """The window of a label without a year in that one; None where it says its year, or ends in another."""
    again = find_periods(text, published=dt.date(year, 12, 31))
    reading = again[0].reading if again and (again[0].start, again[0].end) == (0, len(text)) else None
    if not isinstance(reading, PeriodReading) or "no year" not in reading.reason:
        return None
    _, end = reading.window
    return reading.window if end and end.year == year and (reading.window.start or end).year == year else None


def _known(window):
    return window is not None and window.known
