"""The window of each number: the label of its own clause, of its sentence, or the one carried from before.

A label holds from where it stands to the next one. English puts it behind the number as well. What is compared with
("the same period of 2022") is the window of the compared number alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from fraudstats.dates import Window
from fraudstats.printed.bulletin.bases import TOUCHES
from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.bulletin.lexicon import CJK, pattern
from fraudstats.printed.bulletin.quantity import Quantity
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK
from fraudstats.printed.bulletin.span import Span, shifted, span_at, span_of, year_after, year_before
from fraudstats.printed.window.parts import IMPLIED

__all__ = ["carried_on", "spans_of"]

#: So long, up to now: 一年来, 两个月来.
_OPENED = re.compile(r"以来|以降|^自|起|since")
_SO_LONG = re.compile(r"[一两二三四五六七八九十\d]+(?:多|余)?个?[年月]来")
_NOW = re.compile(
    r"(?:截[至止]到?|到)?(?:目前|现在|今)(?:为止)?|so far|to date|until now|up to now|as of (?:now|today)"
)
_TAKEN = "no period is printed; it is taken to be a year after {}"
_ONE_YEAR = re.compile(r"(?:the )?(?:last|this) year|[去今昨]年|ことし|本年")
_WHOLE_YEAR = re.compile(r"全年度?")


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
    span = span_at(mains, len(text))
    several = len({label.window for label in mains}) > 1
    doubt = "the sentence before names several periods" if several else "the period is that of an earlier sentence"
    return span if span.doubts else replace(span, doubts=(doubt,))


def _is_lone(text, labels):
    """Whether the one label of an English sentence stands in brackets: "in the action week (14-18 November 2016)"."""
    return len(labels) == 1 and not CJK.search(text)


def _holds_at(text, label, place):
    """Whether a label still holds at a place: one in brackets does not, but for 春节期间(2月18日至24日)."""
    if text[: label.start].endswith("期间("):
        return True
    opened = label.text.count("(") - label.text.count(")")
    between = text[label.end : place]
    return between.count(")") <= between.count("(") + opened


def _main_span(text, labels, quantities, place, carried):
    one = quantities[place]
    mains = [label for label in labels if label.part == "main"]
    own = _behind(text, mains, quantities, place)
    if own is not None and (implied := _by_another(own, labels)) is not None:
        return implied
    before = [
        label
        for label in mains
        if label.end <= one.start
        and (_holds_at(text, label, one.start) or _is_lone(text, mains))
        and not _belongs_to_base(text, quantities, label)
    ]
    if own is not None and not CJK.search(text[one.start : one.end]):
        return _of_this_year(own, labels, carried, span_of(own))
    if before and (implied := _by_another(before[-1], labels)) is not None:
        return implied
    if before:
        return _since_before(_of_this_year(before[-1], labels, carried, span_at(before, one.start)), carried)
    after = [label for label in mains if label.start >= one.end and not _belongs_to_base(text, quantities, label)]
    known = [label for label in after if label.window is not None]
    if known and not CJK.search(text):
        span = _of_this_year(known[0], labels, carried, span_of(known[0]))
        far = any(one.end <= other.start and other.end <= known[0].start for other in quantities)
        return replace(span, doubts=(*span.doubts, "the period stands behind another number")) if far else span
    return _by_its_base(text, labels, quantities[place:], carried)


def _since_before(span, carried):
    """ "So far" in a sentence behind one that says since when has that start."""
    window, since = span.window, carried.window
    if window is None and since is not None and _OPENED.search(carried.text) and _SO_LONG.fullmatch(span.text):
        return replace(carried, text=span.text, doubts=(f"{span.text} is taken to be the time of an earlier sentence",))
    if window is None or since is None or window.start is not None or not _NOW.fullmatch(span.text):
        return span
    if since.start is None or carried.end_basis == "printed" or (window.end and since.start > window.end):
        return span
    doubts = (*span.doubts, "the start is that of an earlier sentence")
    return replace(span, window=Window(since.start, window.end), start_basis=carried.start_basis, doubts=doubts)


def _by_its_base(text, labels, numbers, carried):
    """Where only a time of the year before is named: that time, or behind "compared with" the same one a year later."""
    first = next((other.start for other in numbers[1:] if other.role == "base"), len(text))
    bases = [label for label in labels if label.part == "base" and numbers[0].end <= label.start < first]
    if not bases or CJK.search(text):
        return _a_year_after(bases, carried)
    if bases[0].same and not pattern("cues", "base_before", form=r"{}\s?$").search(text, 0, bases[0].start):
        return shifted(carried, bases[0])
    if carried.window is None and bases[0].window is not None and "last year" in bases[0].text:
        return replace(year_after(span_of(bases[0])), doubts=(_TAKEN.format(bases[0].text),))
    return _a_year_after(bases, carried)


def _by_another(label, labels):
    """The year that "last year" is, where only one that is compared with says so: last year, from 65,893 in 2022."""
    years = [one for one in labels if one.window is not None and one.window.is_year and one.part != "news"]
    if label.window is not None or not _ONE_YEAR.fullmatch(label.text) or not years:
        return None
    last = max(years, key=lambda one: one.window.start)
    doubt = f"{label.text} is taken to be the year after {last.text}"
    return replace(year_after(span_of(last)), start_basis=IMPLIED, end_basis=IMPLIED, text=label.text, doubts=(doubt,))


def _a_year_after(bases, carried):
    """The year behind the last one that a number is compared with, where no other period is named."""
    years = [label for label in bases if label.window is not None and label.window.is_year and not label.same]
    if carried.window is not None or carried.text or not years:
        return carried
    last = max(years, key=lambda label: label.window.start)
    after = year_after(span_of(last))
    return replace(after, start_basis=IMPLIED, end_basis=IMPLIED, doubts=(_TAKEN.format(last.text),))


def _of_this_year(label, labels, carried, span):
    """ "The same period this year" is the period named before, in this year; "that month" the month that ended it."""
    known = [one for one in labels if one.end <= label.start and one.window and one.window.known and not one.same]
    carried = span_of(known[-1]) if known else carried
    if pattern("cues", "that_month").search(label.text) and carried.window is not None and carried.window.end:
        end = carried.window.end
        return replace(span, window=Window(end.isoformat()[:7]))
    if (
        label.window is None
        and _WHOLE_YEAR.fullmatch(label.text)
        and carried.window is not None
        and carried.window.start
    ):
        year = Window(f"{carried.window.start.year:04d}")
        return replace(span, window=year, doubts=("the year is that of an earlier sentence",))
    return shifted(carried, label) if label.same and carried.window is not None else span


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
    if behind is not None and behind.role == "base" and text[label.end : behind.start] in TOUCHES:
        return True
    if CJK.search(text):  # a label stands before its number
        return False
    before = [one for one in quantities if one.end <= label.start]
    if before and before[-1].role == "difference" and text[: label.start].endswith(" from "):
        return True  # up 3.32 billion yen from 2018
    return bool(before) and before[-1].role == "base" and CLAUSE_MARK.search(text, before[-1].end, label.start) is None


def _base_span(text, labels, quantities, place, carried):
    """The window of a number that others are compared with."""
    beside = _labels_beside(text, labels, quantities, place)
    left = quantities[place - 1].end if place else 0
    main = _main_of(text, labels, quantities, place, carried)
    if beside:
        return shifted(main, beside[0])
    if (
        place
        and quantities[place - 1].role == "base"
        and not re.search(r"[，,；;。]", text[left : quantities[place].start])
    ):
        return _base_span(text, labels, quantities, place - 1, carried)
    listed = _label_behind_a_list(text, labels, quantities, place)
    if listed is not None:
        return shifted(main, listed)
    before = [label for label in labels if label.end <= quantities[place].start]
    earlier = [label for label in before if label.part == "base" and label.same]
    if earlier:
        return shifted(main, earlier[-1])
    stop = _next_start(text, quantities, place)
    if place + 1 < len(quantities) and quantities[place + 1].role == "level":
        stop = _next_start(text, quantities, place + 1)  # from $8.8 billion to $10 billion, an increase year on year
    around = text[left:stop]
    if any(pattern("cues", name).search(around) for name in ("same_period", "same_year")):
        return year_before(main)
    return Span(doubts=("the time that is compared with is not printed",))


def _label_behind_a_list(text, labels, quantities, place):
    """The time of bases that are listed before it: "with 277 cases, $11.2 million lost, in the same period"."""
    behind = [label for label in labels if label.start >= quantities[place].end]
    if (
        not behind
        or behind[0].part != "base"
        or re.search(r"[.;。；](?!\d)", text[quantities[place].end : behind[0].start])
    ):
        return None
    return behind[0]


def _labels_beside(text, labels, quantities, place):
    """The labels that a base may be of, the likeliest first: behind it in its clause, or before it."""
    one, left = quantities[place], quantities[place - 1].end if place else 0
    stop = _next_start(text, quantities, place)
    behind = [label for label in labels if one.end <= label.start < stop]
    found = [label for label in behind if not CLAUSE_MARK.search(text, one.end, label.start)]
    before = [label for label in reversed(labels) if left <= label.start and label.end <= one.start]
    touching = [label for label in before if text[label.end : one.start] in TOUCHES]
    own = [*touching, *found, *(label for label in before if label.part == "base")]
    return own or ([] if CJK.search(text) else _of_a_list(text, labels, one))


def _of_a_list(text, labels, one):
    """The label behind the next number of the same clause: "to 11,677 victims with losses of $221m in 2019"."""
    behind = [label for label in labels if label.start >= one.end]
    return behind[:1] if behind and not re.search(r"[.;,](?!\d)", text[one.end : behind[0].start]) else []


def _next_start(text, quantities, place):
    """Where the next number begins that is no conversion in brackets of this one: 1,056 billion won ($718 million)."""
    following = quantities[place + 1 : place + 3]
    if following and text[quantities[place].end : following[0].start].strip() == "(":
        following = following[1:]
    return following[0].start if following else len(text)


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


def _listed(text, labels, quantities):
    """Numbers of "respectively" lists, each with the period of its own place: 2019年、2020年分别起诉3.9万人、5万人."""
    found = {}
    mains = [label for label in labels if label.part == "main" and label.window is not None]
    lists = list(pattern("cues", "shared").finditer(text))
    for number, shared in enumerate(lists):
        periods = _chain(text, [label for label in mains if label.end <= shared.end()])
        spans = _years_of(periods[0]) if len(periods) == 1 else [span_of(label) for label in periods]
        stop = lists[number + 1].start() if number + 1 < len(lists) else len(text)
        first = periods[-1].end if periods and not CJK.search(text) else shared.end()
        levels = [i for i, one in enumerate(quantities) if one.role == "level" and first <= one.start < stop]
        if 2 <= len(spans) <= len(levels):
            found |= dict(zip(levels, spans * _rounds(levels, quantities, len(spans)), strict=False))
    return found


def _rounds(levels, quantities, length):
    """How many lists of as many numbers as periods follow one another: cases of three years, and losses of them."""
    units = [quantities[place].units for place in levels]
    whole = [units[first : first + length] for first in range(0, len(units) - length + 1, length)]
    alike = len(units) % length == 0 and all(len(set(one)) == 1 for one in whole)
    return len(whole) if alike else 1


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
        replace(span_of(label), window=Window(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        for year in range(start.year, end.year + 1)
    ]
