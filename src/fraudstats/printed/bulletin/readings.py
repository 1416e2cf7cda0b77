"""What a label found in running text says: of several readings the one that an announcement means."""

from __future__ import annotations

import re

from fraudstats.dates import Window
from fraudstats.printed.bulletin.era import era_of
from fraudstats.printed.bulletin.label import Label, Setting
from fraudstats.printed.bulletin.lexicon import has_kana, pattern
from fraudstats.printed.window import PeriodReading, find_periods
from fraudstats.printed.window.parts import IMPLIED

__all__ = ["reading_of"]

#: No announcement of telecom fraud counts a time before.
_EARLIEST = 1980
#: A length of time (半年間), and a count in brackets that looks like a year (2013件).
_NO_LABEL = re.compile(
    r".?\d{1,2}年\|以[上内下].*|[半数几\d一二两三四五六七八九十]年[间間]\|.*|.?(?:\d{1,2}月\()?\d{4}\|\s?[件人名起宗个円元万亿].*",
    re.DOTALL,
)
#: A period whose level something rose from: 从2018年137人增至2022年13万人.
_FROM_A_LEVEL = re.compile(r"[从由自]\d{2,4}年[^，,。；;]{0,6}?的?[\d.,]+[万亿]?\w{0,3}?[增升降减上下]")
#: A period in which something reached a level: 至去年已升至1,423宗.
_TO_A_LEVEL = re.compile(r"[至到](?:\d{4}年|去年|今年|上年)(?:已|则|更|升|增|急|降|跌|减|达|为)")
#: The quarter or month before, whose number is none of the year: 较之前一季.
_QUARTER_BEFORE = re.compile(r"[前上]一[季月]")
#: Right before a year that is a part of a name.
_NAME = re.compile(r"[\u4e00-\u9fff]$|[”」\u4e00-\u9fff]-$")
_A_PART_OF_A_MONTH = re.compile(r"\b(?:early|late|mid)[ -]$")
#: At the end of a label: Sept 30.
_MONTH_AND_DAY = re.compile(r"[a-z]{3,}\.? (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?$")
_YEAR_AND_NEXT = re.compile(r"(?P<year>\d{4})/(?P<next>\d{2})")
#: Japanese counts to the end of a month begin with the year: 令和7年9月末.
_END_OF_MONTH = re.compile(r"月末")
#: A year of the Republic of China: 114年8月.
_OF_THE_REPUBLIC = re.compile(r"[自从由]?(?:9\d|1[0-2]\d)年")
_SINCE = re.compile(r"[^，,。；;\d]{0,40}(?:以来|以後|以降|至今)")
_SINCE_BEFORE = re.compile(
    r"\b(?:since (?:[a-z'’-]+ ){1,12}?|(?:launched|began|begun|started|initiated|commenced) (?:[a-z'’-]+ ){0,2})"
    r"(?:in|on)(?: early| late| mid)? ?$"
)
#: Before a year of which only a part is meant that no label names.
_PAST_YEAR = re.compile(r"past year")
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
    if _QUARTER_BEFORE.search(text, max(0, start - 3), end):
        return Label(start, end, text[start:end], None, part="base")
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
    one = isinstance(reading, PeriodReading)
    chosen, doubt = (reading, "") if one else _chosen(text[start:end], reading, setting, era)
    if chosen is None:
        if getattr(reading, "readings", ()):
            return None
        return Label(
            start, end, text[start:end], None, reason=f"{text[start:end]!r} can mean several periods", same=same
        )
    if _PAST_YEAR.search(text, start, end):
        return Label(
            start, end, text[start:end], None, reason=f"which twelve months {text[start:end]!r} are is not printed"
        )
    whole = _A_PART_OF if chosen.window.is_year else _A_PART_OF_A_MONTH if chosen.window.is_month else None
    if whole and (part := whole.search(text, max(0, start - 40), start)):
        reason = f"which days {part.group().strip()} {text[start:end]} are is not printed"
        return Label(start, end, text[start:end], None, reason=reason, same=same)
    window, since = _since(text, start, end, chosen, setting.published)
    end_basis, reason = (IMPLIED, since) if since else (chosen.end_basis, chosen.reason)
    if since == "" and _is_early(window, chosen, setting.published):
        return Label(start, end, text[start:end], None, reason=f"{text[start:end]!r} ends behind the publication")
    opened = None
    if window.start is None and window.end and _END_OF_MONTH.search(text, start, end) and has_kana(text):
        opened = window.end.replace(month=1, day=1)
    return Label(
        start,
        end,
        text[start:end],
        window,
        chosen.start_basis,
        end_basis,
        reason,
        same=same,
        doubt=doubt,
        opened=opened,
    )


def _is_early(window, reading, published):
    """Whether a period of the year that the publication gives ends behind it: a copy of an earlier year's text."""
    return (
        published is not None and window.end is not None and window.end > published and reading.end_basis != "printed"
    )


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
        start, end, text[start:end], reading.window, IMPLIED, IMPLIED, "the same period of another year", same=True
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
    return text.startswith("前年", start) and not text.startswith("前年同", start) and not has_kana(text)


def _chosen(label, reading, setting, era):
    """The reading that is meant of several, and what else it can mean.

    Years are those of the era that is named, fiscal years those of the area that speaks, years of three digits those of
    the Republic; a month and two digits are a day.
    """
    readings = getattr(reading, "readings", ())
    in_era = [one for one in readings if era and era.name in one.words]
    if len(in_era) == 1:
        return in_era[0], ""
    known = _of_our_time(_years(label, _days(label, readings)), setting.published)
    if known:
        likely = min(known, key=_likelihood)
        others = {str(one.window): None for one in known if one.window != likely.window}
        return likely, f"{label!r} can mean {' or '.join(others)} as well" if others else ""
    calendar = setting.calendar or ("TW" if _OF_THE_REPUBLIC.match(label) and not setting.simplified else None)
    again = find_periods(label, published=setting.published, calendar=calendar) if calendar else []
    if len(again) != 1 or (again[0].start, again[0].end) != (0, len(label)):
        return None, ""
    found = again[0].reading
    if isinstance(found, PeriodReading):
        return found, ""
    several = [one for one in getattr(found, "readings", ()) if isinstance(one, PeriodReading)]
    inside = [
        (one.window.end, one)
        for one in several
        if one.calendar == calendar and one.window.start and one.window.end and one.window.start.year >= _EARLIEST
    ]
    return (min(inside, key=lambda pair: pair[0])[1], f"{label!r} can end later") if inside else (None, "")


def _days(label, readings):
    """The readings of a label that ends with a month and a number: those as a day, not as a year of two digits."""
    match = _MONTH_AND_DAY.search(label)
    days = [one for one in readings if match and int(match["day"]) in [day.day for day in one.window if day]]
    return days or readings


def _years(label, readings):
    """The readings of two years in a row, such as 2010/11, which are no month."""
    match = _YEAR_AND_NEXT.fullmatch(label)
    if match is None or int(match["next"]) != (int(match["year"]) + 1) % 100:
        return readings
    return [one for one in readings if not (isinstance(one, PeriodReading) and one.window.is_month)]


def _of_our_time(readings, published):
    """The readings of our time and calendar, closed by the publication if there are any."""
    known = [one for one in readings if isinstance(one, PeriodReading) and not one.words and not one.calendar]
    known = [one for one in known if one.window.start is None or one.window.start.year >= _EARLIEST]
    if published is not None:
        known = [one for one in known if one.window.start is None or one.window.start <= published]
        known = [one for one in known if one.window.end is None or one.window.end <= published] or known
    return known


def _likelihood(one):
    return "no end" in one.reason, one.window.start is None, "no year" not in one.reason
