"""The window of each number: the label of its own clause, of its sentence, or the one carried from before.

A label holds from where it stands to the next one. English puts it behind the number as well. What is compared with
("the same period of 2022") is the window of the compared number alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fraudstats.dates import Window
from fraudstats.errors import DateError
from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.bulletin.lexicon import pattern
from fraudstats.printed.bulletin.quantity import Quantity
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK

__all__ = ["NO_SPAN", "Span", "carried_on", "spans_of", "with_bases"]

_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_COMPARES = re.compile(r"(?:比|较|相较|于|从|由)$")
#: Between a period and a number: what says that the number is not the one of that period.
_LEFT_THE_BASE = re.compile(r"[，,。；;](?!\d{3})|至|到|[增减升降跌涨多少]|达")
#: Between a label and the number that it is of: 去年の115件, 07年(251億円).
_TOUCHES = ("(", "の", "的", "")
_SINCE = re.compile(r"以来|自|since|from|开展|起")
_AS_OF = re.compile(r"截至|截止|迄|まで|as of|until|by |up to|末")


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


def spans_of(text: str, labels: Sequence[Label], quantities: Sequence[Quantity], carried: Span) -> list[Span]:
    """The window of each quantity of a masked sentence; `carried` is the window of the sentences before."""
    listed = _listed(text, labels, quantities)
    found: list[Span] = []
    for place, one in enumerate(quantities):
        if place in listed:
            found.append(listed[place])
        elif one.role == "base":
            found.append(_base_span(text, labels, quantities, place, carried))
        else:
            found.append(_main_span(text, labels, quantities, place, carried))
    return found


def carried_on(text: str, labels: Sequence[Label], quantities: Sequence[Quantity], carried: Span) -> Span:
    """The window that a sentence leaves to the next one, where it is in doubt: others may have been meant."""
    mains = [
        label
        for label in labels
        if label.part == "main" and _holds_at(text, label, len(text)) and not _belongs_to_base(text, quantities, label)
    ]
    if not mains:
        return carried
    span = _span_at(mains, len(text))
    several = len({label.window for label in mains}) > 1
    doubt = "the sentence before names several periods" if several else "the period is that of an earlier sentence"
    return span if span.doubts else replace(span, doubts=(doubt,))


def with_bases(text: str, labels: Sequence[Label], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with those as bases that a clause compares with: 较去年9月601件、3亿元."""
    return [replace(one, role="base") if _behind_a_base(text, labels, quantities, one) else one for one in quantities]


def _holds_at(text, label, place):
    """Whether a label still holds at a place: one in brackets does not hold behind them."""
    opened = label.text.count("(") - label.text.count(")")
    between = text[label.end : place]
    return between.count(")") <= between.count("(") + opened


def _behind_a_base(text, labels, quantities, one):
    before = [label for label in labels if label.end <= one.start]
    if one.role != "level" or not before or before[-1].part != "base" or not _CJK.search(text):
        return False
    between = text[before[-1].end : one.start]
    if between in _TOUCHES:
        return True
    start = max(0, before[-1].start - 3)
    return _COMPARES.search(text, start, before[-1].start) is not None and not _LEFT_THE_BASE.search(between)


def _main_span(text, labels, quantities, place, carried):
    one = quantities[place]
    mains = [label for label in labels if label.part == "main"]
    own = _behind(text, mains, quantities, place)
    before = [
        label
        for label in mains
        if label.end <= one.start
        and _holds_at(text, label, one.start)
        and not _belongs_to_base(text, quantities, label)
    ]
    if own is not None and not _CJK.search(text[one.start : one.end]):
        return _of_this_year(own, carried, _span(own))
    if before:
        return _of_this_year(before[-1], carried, _span_at(before, one.start))
    after = [label for label in mains if label.start >= one.end and not _belongs_to_base(text, quantities, label)]
    known = [label for label in after if label.window is not None]
    if known and not _CJK.search(text):
        return _span(known[0])
    return carried


def _of_this_year(label, carried, span):
    """ "The same period this year" is the period named before, in this year; "that month" the month that ended it."""
    if pattern("cues", "that_month").search(label.text) and carried.window is not None and carried.window.end:
        end = carried.window.end
        return replace(span, window=Window(f"{end:%Y-%m}"))
    return _shifted(carried, label) if label.same and carried.window is not None else span


def _behind(text, labels, quantities, place):
    """The label behind a number in its own clause: "8,403 cases between January and June"."""
    one = quantities[place]
    stop = _next_start(text, quantities, place)
    mark = CLAUSE_MARK.search(text, one.end, stop)
    end = mark.start() if mark else stop
    inside = [label for label in labels if one.end <= label.start < end]
    return inside[0] if inside else None


def _belongs_to_base(text, quantities, label):
    """Whether a label stands behind a number that others are compared with: "from 15,949 in 2017"."""
    behind = next((one for one in quantities if one.start >= label.end), None)
    if behind is not None and behind.role == "base" and text[label.end : behind.start] in _TOUCHES:
        return True
    if _CJK.search(text):  # a label stands before its number
        return False
    before = [one for one in quantities if one.end <= label.start]
    return bool(before) and before[-1].role == "base" and CLAUSE_MARK.search(text, before[-1].end, label.start) is None


def _base_span(text, labels, quantities, place, carried):
    """The window of a number that others are compared with."""
    beside = _labels_beside(text, labels, quantities, place)
    left = quantities[place - 1].end if place else 0
    main = _main_of(text, labels, quantities, place, carried)
    if beside:
        return _shifted(main, beside[0])
    if (
        place
        and quantities[place - 1].role == "base"
        and not re.search(r"[，,；;。]", text[left : quantities[place].start])
    ):
        return _base_span(text, labels, quantities, place - 1, carried)
    around = text[left : _next_start(text, quantities, place)]
    if any(pattern("cues", name).search(around) for name in ("same_period", "same_year")):
        return _a_year_before(main)
    return Span(doubts=("the time that is compared with is not printed",))


def _labels_beside(text, labels, quantities, place):
    """The labels that a base may be of, the likeliest first: behind it in its clause, or before it."""
    one, left = quantities[place], quantities[place - 1].end if place else 0
    stop = _next_start(text, quantities, place)
    behind = [label for label in labels if one.end <= label.start < stop]
    found = [label for label in behind if not CLAUSE_MARK.search(text, one.end, label.start)]
    before = [label for label in reversed(labels) if left <= label.start and label.end <= one.start]
    touching = [label for label in before if text[label.end : one.start] in _TOUCHES]
    return [*touching, *found, *(label for label in before if label.part == "base")]


def _next_start(text, quantities, place):
    return quantities[place + 1].start if place + 1 < len(quantities) else len(text)


def _main_of(text, labels, quantities, place, carried):
    """The window of the level that a base is compared with."""
    for before in reversed(range(place)):
        if quantities[before].role == "level":
            return _main_span(text, labels, quantities, before, carried)
    return _without_base(text, labels, quantities, place, carried)


def _without_base(text, labels, quantities, place, carried):
    """The window that a level in place of a base would have."""
    level = [replace(one, role="level") if i == place else one for i, one in enumerate(quantities)]
    return _main_span(text, labels, level, place, carried)


def _shifted(main, label):
    """The main window in the year of a label that says "the same period"; else the label's own."""
    if label.same and label.window is None and main.window is not None:
        return _a_year_before(main)
    if label.same and main.window is None:
        return Span(text=label.text, doubts=(f"{label.text!r} of a time that is not printed",))
    if not label.same or main.window is None or label.window is None or label.window.start is None:
        return _span(label)
    whole_year = (label.window.end - label.window.start).days > 360 if label.window.end else False
    whole_year = whole_year or label.part == "main"  # the same period this year
    if not whole_year or main.window.start is None or main.window.end is None:
        return _span(label)
    years = main.window.start.year - label.window.start.year
    return _years_before(main, years, label.text)


def _a_year_later(window):
    """The same days a year later; a month's last day stays its last day."""
    for days in (365, 366, 367):
        later = Window(window.start + dt.timedelta(days), window.end + dt.timedelta(days))
        if later.a_year_before() == window:
            return later
    return Window(window.start + dt.timedelta(365), window.end + dt.timedelta(365))


def _a_year_before(main):
    return _years_before(main, 1, main.text) if main.window is not None else main


def _years_before(main, years, text):
    window = main.window
    try:
        for _ in range(min(max(years, 0), 40)):
            window = window.a_year_before()
        for _ in range(min(max(-years, 0), 3)):
            window = _a_year_later(window)
    except (DateError, ValueError):
        return Span(doubts=("the time that is compared with cannot be counted back",))
    return replace(
        main,
        window=window,
        text=text,
        start_basis="implied",
        end_basis="implied",
        reason="the same period of another year",
    )


def _span_at(labels, place):
    """The window in force at a place: the last label, or "since" and "as of" together."""
    last = labels[-1]
    if len(labels) > 1:
        joined = _joined(labels[-2], last)
        if joined is not None:
            return joined
    return _span(last)


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
    window = Window(since.window.start, until.window.end)
    return Span(
        window,
        since.start_basis,
        until.end_basis,
        f"{first.text} {second.text}",
        "; ".join(filter(None, (since.reason, until.reason))),
    )


def _span(label):
    if label.window is None:
        return Span(
            None,
            text=label.text,
            reason=label.reason,
            doubts=(label.reason or f"{label.text!r} of a time that is not printed",),
        )
    return Span(label.window, label.start_basis, label.end_basis, label.text, label.reason)


def _listed(text, labels, quantities):
    """Numbers of a "respectively" list, each with the period of its own place: 2019年、2020年分别起诉3.9万人、5万人."""
    shared = pattern("cues", "shared").search(text)
    if shared is None:
        return {}
    mains = [label for label in labels if label.part == "main" and label.window is not None]
    periods = _chain(text, [label for label in mains if label.end <= shared.end()])
    spans = [_span(label) for label in periods]
    if len(spans) == 1:
        spans = _years_of(periods[0])
    levels = [
        i
        for i, one in enumerate(quantities)
        if one.role == "level" and one.start >= (periods[-1].end if periods else 0)
    ]
    if len(spans) < 2 or len(levels) < len(spans):
        return {}
    chosen = levels[: len(spans)]
    return dict(zip(chosen, spans, strict=True))


def _chain(text, labels):
    """Labels at the end of a list that only commas separate."""
    chosen: list[Label] = []
    for label in reversed(labels):
        if chosen and not re.fullmatch(r"\s?(?:、|,|，|和|及|与|and|, and)?\s?", text[label.end : chosen[0].start]):
            break
        chosen.insert(0, label)
    return chosen


def _years_of(label):
    """The years that a label such as 2019年至2021年 runs over, each a window."""
    start, end = label.window.start, label.window.end
    if start is None or end is None or not 1 <= end.year - start.year <= 20:
        return []
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return []
    return [
        replace(_span(label), window=Window(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        for year in range(start.year, end.year + 1)
    ]
