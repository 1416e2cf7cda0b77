"""What a label found in running text says: of several readings the one that an announcement means."""

from __future__ import annotations

import re

from fraudstats.dates import Window
from fraudstats.printed.bulletin.era import era_of
from fraudstats.printed.bulletin.label import Label, Setting
from fraudstats.printed.bulletin.lexicon import pattern
from fraudstats.printed.window import PeriodReading, find_periods

__all__ = ["reading_of"]

#: No announcement of telecom fraud counts a time before.
_EARLIEST = 1980
#: A length of time (半年間), and a count in brackets that looks like a year (2013件).
_NO_LABEL = re.compile(
    r"[半数几\d一二两三四五六七八九十]年[间間]\|.*|.?(?:\d{1,2}月\()?\d{4}\|\s?[件人名起宗个円元万亿].*", re.DOTALL
)
#: A period whose level something rose from: 从2018年137人增至2022年13万人.
_FROM_A_LEVEL = re.compile(r"[从由自]\d{2,4}年[^，,。；;]{0,6}?的?[\d.,]+[万亿]?\w{0,3}?[增升降减上下]")
#: A period in which something reached a level: 至去年已升至1,423宗.
_TO_A_LEVEL = re.compile(r"[至到](?:\d{4}年|去年|今年|上年)(?:已|则|更|升|增|急|降|跌|减|达|为)")
#: Right before a year that is a part of a name.
_NAME = re.compile(r"[\u4e00-\u9fff]$|[”」\u4e00-\u9fff]-$")
_KANA = re.compile(r"[\u3041-\u30ff]")
_SINCE = re.compile(r"[^，,。；;\d]{0,40}(?:以来|以後|以降|至今)")
_SINCE_BEFORE = re.compile(r"\bsince (?:[a-z'’-]+ ){1,12}?(?:in|on)(?: early| late| mid)? ?$")
#: Before a year of which only a part is meant that no label names.
_A_PART_OF = re.compile(
    r"(?:\b(?:early|late|mid|middle of|beginning of|start of|rest of|remainder of|part of|(?:days|weeks) of|days into)"
    r"(?: the)?(?: year)?)[ -]$"
)


def reading_of(text, start, end, reading, setting: Setting):
    """A label; None where its only readings are of calendars that no announcement of our time uses."""
    if text.startswith("起诉", end - 1):  # 去年起诉: prosecuted last year, not since last year
        again = find_periods(text[start : end - 1], published=setting.published)
        if not again:
            return None
        start, end, reading = start, end - 1, again[0].reading
    if _FROM_A_LEVEL.match(text, start) and not text.startswith(("年", "月"), start):
        again = find_periods(text[start + 1 : end], published=setting.published)
        if again:
            start, reading = start + 1, again[0].reading
    if _TO_A_LEVEL.match(text, start):
        again = find_periods(text[start + 1 : end], published=setting.published)
        if again:
            start, reading = start + 1, again[0].reading
    if _NAME.search(text, max(0, start - 2), start) and text[start:end].isdecimal():
        return None  # “净网2021”, 行动-2022
    if _NO_LABEL.fullmatch(f"{text[max(0, start - 1) : start]}{text[start:end]}|{text[end : end + 2]}"):
        return None
    if pattern("cues", "year_before").fullmatch(text, start, end) and not _is_chinese_year(text, start):
        return Label(start, end, text[start:end], None, part="base", same=True)
    if _same_period().search(text, start, end):
        return _same(text, start, end, setting.published)
    same = _beside_same(text, start, end)
    era = era_of(text[:end], setting)
    chosen = reading if isinstance(reading, PeriodReading) else _chosen(text[start:end], reading, setting, era)
    if chosen is None:
        if getattr(reading, "readings", ()):
            return None
        return Label(
            start, end, text[start:end], None, reason=f"{text[start:end]!r} can mean several periods", same=same
        )
    if _is_whole_year(chosen.window) and (part := _A_PART_OF.search(text, max(0, start - 40), start)):
        reason = f"which days {part.group().strip()} {text[start:end]} are is not printed"
        return Label(start, end, text[start:end], None, reason=reason, same=same)
    window, since = _since(text, start, end, chosen, setting.published)
    end_basis, reason = ("implied", since) if since else (chosen.end_basis, chosen.reason)
    return Label(start, end, text[start:end], window, chosen.start_basis, end_basis, reason, same=same)


def _same_period():
    return pattern("cues", "same_period")


def _beside_same(text, start, end):
    """Whether "the same period" stands right before a label or right behind it."""
    before = pattern("cues", "same_period", form=r"{}\s?$").search(text, max(0, start - 40), start)
    return before is not None or pattern("cues", "same_period", form=r"\s?{}").match(text, end) is not None


def _same(text, start, end, published):
    """A label that says "the same period" of some year, with the window of that year."""
    year = find_periods(_same_period().sub(" ", text[start:end]).strip(), published=published)
    reading = year[0].reading if year else None
    if not isinstance(reading, PeriodReading):
        return Label(start, end, text[start:end], None, part="base", same=True)
    return Label(
        start, end, text[start:end], reading.window, "implied", "implied", "the same period of another year", same=True
    )


def _since(text, start, end, reading, published):
    """The window from a day or month that "以来" follows after what began then: 6月25日...行动开展以来."""
    window = reading.window
    if (
        window.start is None
        or window.end is None
        or (window.end - window.start).days > 366
        or not (_SINCE.match(text, end) or _SINCE_BEFORE.search(text, max(0, start - 90), start))
    ):
        return window, ""
    if published is None or published < window.start:
        return Window(window.start, None), "no end is printed"
    return Window(window.start, published), "no end is printed; it is taken to be the publication"


def _is_chinese_year(text, start):
    """Whether 前年 is the year before last, as in Chinese; in Japanese it is the year before."""
    return text.startswith("前年", start) and not text.startswith("前年同", start) and _KANA.search(text) is None


def _is_whole_year(window):
    return window.known and window == Window(f"{window.start.year:04d}")


def _chosen(label, reading, setting, era):
    """The reading that is meant of several: in the era that is named; of fiscal years that of the area."""
    readings = getattr(reading, "readings", ())
    in_era = [one for one in readings if era and era.name in one.words]
    if len(in_era) == 1:
        return in_era[0]
    likely = _likely(readings, setting.published)
    if likely is not None or setting.calendar is None:
        return likely
    again = find_periods(label, published=setting.published, calendar=setting.calendar)
    fits = len(again) == 1 and (again[0].start, again[0].end) == (0, len(label))
    return again[0].reading if fits and isinstance(again[0].reading, PeriodReading) else None


def _likely(readings, published):
    """Of several readings the one that running text means: of our time, closed, the latest by the publication."""
    known = [one for one in readings if isinstance(one, PeriodReading) and not one.words and not one.calendar]
    known = [one for one in known if one.window.start is None or one.window.start.year >= _EARLIEST]
    if published is not None:
        known = [one for one in known if one.window.start is None or one.window.start <= published]
        known = [one for one in known if one.window.end is None or one.window.end <= published] or known
    return min(
        known,
        key=lambda one: ("no end" in one.reason, one.window.start is None, "no year" not in one.reason),
        default=None,
    )
