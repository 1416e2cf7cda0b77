"""The window of a number as labels say it: alone, two together, or "the same period" of another year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fraudstats.dates import Window
from fraudstats.printed.window.parts import IMPLIED, days_of

__all__ = ["NO_SPAN", "Span", "shifted", "span_at", "span_of", "year_after", "year_before"]

_SINCE = re.compile(r"以来|自|since|from|开展|起")
_NOW = re.compile(r"至今|迄今|目前|截[至止]目前|to date|so far|until now|up to now")
#: How far apart two labels may stand that give one window without a word that says since when.
_NEAR = 8
_BEFORE_IT = re.compile(r"(?:previous|preceding|prior) (?P<unit>quarter|month)$")
_AS_OF = re.compile(r"^[至到]|截至|截止|迄|まで|至今|目前|现在|so far|to date|as of|until|by |up to|末")


@dataclass(frozen=True, slots=True)
class Span:
    """The window of a number, how its ends are known, the label, and why it is in doubt."""

    window: Window | None = None
    start_basis: str = "unknown"
    end_basis: str = "unknown"
    text: str = ""
    reason: str = ""
    doubts: tuple[str, ...] = ()


NO_SPAN = Span(doubts=("no period is printed before the number",))


def shifted(main, label):
    """The main window in the year of a label that says "the same period"; else the label's own."""
    if (before := _BEFORE_IT.search(label.text)) and main.window is not None and main.window.known:
        return _stretch_before(main, 3 if before["unit"] == "quarter" else 1, label)
    if label.same and label.window is None and main.window is not None:
        return year_before(main)
    if label.same and main.window is None:
        return Span(text=label.text, doubts=(f"{label.text!r} of a time that is not printed",))
    if not label.same or main.window is None or label.window is None or label.window.start is None:
        return span_of(label)
    whole_year = (label.window.end - label.window.start).days > 360 if label.window.end else False
    whole_year = whole_year or label.part == "main"  # the same period this year
    if not whole_year or main.window.end is None:
        return span_of(label)
    years = main.window.end.year - label.window.start.year
    return _years_before(main, years, label.text)


def _stretch_before(main, months, label):
    """The quarter or month right before a main window that is one; else the label's own."""
    start, end = main.window.start, main.window.end
    first = start.year * 12 + start.month - 1
    if start.day != 1 or end != days_of(first, first + months - 1)[1] or first < 12 + months:
        return span_of(label)
    window = Window(*days_of(first - months, first - 1))
    return Span(window, IMPLIED, IMPLIED, label.text, "the one before the period that is counted")


def year_after(main):
    """A window a year later."""
    return _years_before(main, -1, main.text) if main.window is not None and main.window.known else main


def year_before(main):
    return _years_before(main, 1, main.text) if main.window is not None else main


def _years_before(main, years, text):
    try:
        window = main.window.years_later(-years)
    except ValueError:
        return Span(doubts=("the time that is compared with cannot be counted back",))
    return replace(
        main,
        window=window,
        text=text,
        start_basis=IMPLIED,
        end_basis=IMPLIED,
        reason="the same period of another year",
    )


def span_at(labels, place):
    """The window in force at a place: the last label, or "since" and "as of" together."""
    last = labels[-1]
    if len(labels) > 1 and last.window is None and _NOW.fullmatch(last.text) and _SINCE.search(labels[-2].text):
        return span_of(labels[-2])
    if len(labels) > 1:
        joined = _joined(labels[-2], last)
        if joined is not None:
            return joined
        if last.text[:1] in "至到" and last.start - labels[-2].end > _NEAR and last.window and last.window.end:
            return _month_of(last)
    return span_of(last)


def _month_of(label):
    """The month that ends a row of months, each with its numbers: 7月受理1,887件、9月受理1,644件,至11月受理1,406件."""
    month = Window(label.window.end.isoformat()[:7])
    doubt = "it is taken to be of that month alone"
    return (
        replace(span_of(label), window=month, start_basis=IMPLIED, doubts=(doubt,))
        if month.end == label.window.end
        else span_of(label)
    )


def _joined(first, second):
    """Two labels that give one window together: 6月25日以来，截至7月6日."""
    since, until = (
        (first, second)
        if _SINCE.search(first.text) or (second.window and second.window.start is None)
        else (second, first)
    )
    if since.window is None or until.window is None or since.window.start is None or until.window.end is None:
        return None
    if not _AS_OF.search(until.text) or until.window.start is not None or since.window.start > until.window.end:
        return None
    if not _SINCE.search(since.text) and until.text[0] in "至到" and until.start - since.end > _NEAR:
        return None  # 9月受理1,644件,至11月受理1,406件
    if not _SINCE.search(since.text) and since.window.start.year != until.window.end.year:
        return None
    window = Window(since.window.start, until.window.end)
    return Span(
        window,
        since.start_basis,
        until.end_basis,
        f"{first.text} {second.text}",
        "; ".join(filter(None, (since.reason, until.reason))),
    )


def span_of(label):
    if label.window is None:
        return Span(
            None,
            text=label.text,
            reason=label.reason,
            doubts=(label.reason or f"{label.text!r} of a time that is not printed",),
        )
    doubts = (label.doubt,) if label.doubt else ()
    if label.opened is not None:
        window = Window(label.opened, label.window.end)
        reason = "no start is printed; it is taken to be that of the year"
        return Span(window, IMPLIED, label.end_basis, label.text, reason, (*doubts, reason))
    return Span(label.window, label.start_basis, label.end_basis, label.text, label.reason, doubts)
