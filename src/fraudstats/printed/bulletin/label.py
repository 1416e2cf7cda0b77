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

#: No announcement of telecom fraud counts a time before.
_EARLIEST = 1980
#: A year by what follows it: its 2017 internet crime report, 08年の1,988件.
_YEAR_OF = re.compile(
    r"(?<![\d.,$£€-])(?P<full>(?:19[89]|20[0-4])\d)"
    r"(?=(?: [a-z][\w-]*){0,4} (?:report|edition|figures|data|statistics|study|survey|review)\b)"
    r"|(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[全今共受日,(至])"
    r"|(?<![\d年月])(?P<short>[012]\d)年(?=[のにはよ比度、中以までを(]|1?年间)"
)
_NO_WINDOW = Window(None, None)
_FROM = re.compile(r"(?:from|between|since|自|从) ?")
_BETWEEN = re.compile(r"(?:\b(?:between|from|since) |[自从])$")
_TO = re.compile(r",? ?(?:to|and|until|till|through|-|~|至|到|から)(?: this| the)? ?")
_DAY_BEFORE = re.compile(r"[a-z]\.? \d{1,2}$")
_DAY = re.compile(
    r" ?(?:and|to|-|~|through) ?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
    r"(?: this year|, \d{4})?(?=[,;.)]| (?:this|last|and|the|[a-z]+ed)\b|$)"
)
#: A length of time (半年間), and a count in brackets that looks like a year (2013件).
_NO_LABEL = re.compile(
    r"[半数几\d一二两三四五六七八九十]年[间間]\|.*|.?(?:\d{1,2}月\()?\d{4}\|\s?[件人名起宗个円元万亿].*", re.DOTALL
)
#: A period whose level something rose from: 从2018年137人增至2022年13万人.
_FROM_A_LEVEL = re.compile(r"[从由自]\d{2,4}年[^，,。；;]{0,6}?的?[\d.,]+[万亿]?\w{0,3}?[增升降减上下]")
_COMMA = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff)”」%]),(?=\d)")
_SINCE = re.compile(r"[^，,。；;\d]{0,40}(?:以来|以後|以降)")
#: "All year" and the like say nothing new behind another label: 去年1年间, 2024年全年.
_WHOLE = re.compile(r"(?:[1一]?年间|全年度?|1年|full year|whole year)")
_BESIDE = re.compile(r"[\s(（の,，]{0,2}(?:[1一])?")
_CHANGE_BEFORE = re.compile(r"(?:%|per ?cent|percent|pct|increase|decrease|rise|drop|fall|decline|up|down)[ ,]*$")
_THIS_YEAR = re.compile(r"this year|今年|本年|当年")
_AS_OF = re.compile(
    r"截至|截止|至今|迄今|现在|末現在|末まで|まで|as of|to date|so far|by the end|until|up to|since|以来|自|累计"
)
#: How far from a day the word that makes it the day of the news may stand.
_NEWS_REACH = 32
#: Behind the day of a dateline: BEIJING, Aug. 25 (Xinhua) --
_DATELINE = re.compile(r"\s*(?:\([^)]{2,40}\))?\s*-{1,2}\s")
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
    for one in _read(text, published):
        start, end = one.start, one.end
        before = found[-1] if found else None
        if (
            before
            and one.window
            and _BESIDE.fullmatch(text, before.end, start)
            and (_WHOLE.fullmatch(one.text) or one.window == before.window)
        ):
            found[-1] = replace(before, end=end, text=text[before.start : end])
        elif before and (run := _run(text, before, one)) is not None:
            found[-1] = run
        elif _WHOLE.fullmatch(one.text) and one.start_basis != "printed":
            found.append(replace(one, window=None, reason=f"which year {one.text!r} is of is not printed"))
        else:
            found.append(one)
    return [
        replace(one, part=_part(text, one, found[number - 1].end if number else 0)) for number, one in enumerate(found)
    ]


def _run(text, first, last):
    """Two labels as one from the first to the last: "from March 1, 2022, to November 30 this year"."""
    opened = (
        "から" in text[first.end : last.start]
        or _FROM.match(first.text)
        or _BETWEEN.search(text, max(0, first.start - 9), first.start)
    )
    if not opened or not _TO.fullmatch(text, first.end, last.start):
        return None
    start, end = (first.window or _NO_WINDOW).start, (last.window or _NO_WINDOW).end
    if start is None or end is None or start > end:
        return None
    bases = (first.start_basis, last.end_basis)
    return Label(first.start, last.end, text[first.start : last.end], Window(start, end), *bases, last.reason)


def _to_a_day(text, one):
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


def _read(text, published):
    """The labels with their readings, and the years that are found by what follows them only."""
    text = _COMMA.sub("。", text)  # as in CJK print; a label right behind a plain comma is not looked for
    found = [
        _label(text, start, end, reading, published) for start, end, reading in find_periods(text, published=published)
    ]
    found = _in_their_year([_to_a_day(text, one) for one in found if one is not None])
    taken = [(one.start, one.end) for one in found]
    for match in _YEAR_OF.finditer(text):
        if not _overlaps(match, taken):
            found += filter(None, [_by_what_follows(match, published)])
    found += _open_times(text, [(one.start, one.end) for one in found])
    return sorted(found, key=lambda one: one.start)


def _by_what_follows(match, published):
    """The label of a year, or of a day with a stroke, which is the latest by the publication."""
    if match["month"] is None:
        window = Window(match["full"] or f"20{match['short']}")
        return Label(match.start(), match.end(), match.group(), window, "printed", "printed")
    if published is None:
        return None
    for year in (published.year, published.year - 1):
        try:
            day = published.replace(year=year, month=int(match["month"]), day=int(match["day"]))
        except ValueError:
            return None
        if day <= published:
            reason = "no year is printed; it is the latest by the publication"
            return Label(match.start(), match.end(), match.group(), Window(day), "implied", "implied", reason)
    return None


def _open_times(text, taken):
    """The times whose ends are not printed: 五年来, recently; and 目前, where no period is named before it."""
    for match in pattern("cues", "open_time").finditer(text):
        if not _overlaps(match, taken):
            yield _open(match)
            taken = [*taken, match.span()]
    for match in pattern("cues", "open_now").finditer(text):
        if not _overlaps(match, taken) and all(start > match.start() for start, _ in taken):
            yield _open(match)
            taken = [*taken, match.span()]


def _overlaps(match, taken):
    return any(start < match.end() and match.start() < end for start, end in taken)


def _open(match):
    return Label(
        match.start(), match.end(), match.group(), None, reason=f"the ends of {match.group()!r} are not printed"
    )


def _in_their_year(labels):
    """The labels without a year in the year that is named before them: "last year, ... from January to June"."""
    done: list[Label] = []
    for one in labels:
        year = next((label.window.start.year for label in reversed(done) if _is_a_year(label.window)), 0)  # pyright: ignore
        window = one.window
        if (
            year
            and "no year" in one.reason
            and window.start is not None
            and window.end is not None
            and done[-1].part == "main"
        ):
            one = replace(one, window=_moved(window, year - window.end.year))
        done.append(one)
    return done


def _is_a_year(window):
    return window is not None and window.known and window == Window(str(window.start.year))


def _moved(window, years):
    try:
        return Window(
            window.start.replace(year=window.start.year + years), window.end.replace(year=window.end.year + years)
        )
    except ValueError:  # 29 February
        return window


def _label(text, start, end, reading, published):
    """A label; None where its only readings are of calendars that no announcement of our time uses."""
    if text.startswith("起诉", end - 1):  # 去年起诉: prosecuted last year, not since last year
        again = find_periods(text[start : end - 1], published=published)
        if not again:
            return None
        start, end, reading = start, end - 1, again[0].reading
    if _FROM_A_LEVEL.match(text, start) and not text.startswith(("年", "月"), start):
        again = find_periods(text[start + 1 : end], published=published)
        if again:
            start, reading = start + 1, again[0].reading
    if _NO_LABEL.fullmatch(f"{text[max(0, start - 1) : start]}{text[start:end]}|{text[end : end + 2]}"):
        return None
    if pattern("cues", "year_before").fullmatch(text, start, end):
        return Label(start, end, text[start:end], None, part="base", same=True)
    if _same_period().search(text, start, end):
        return _same(text, start, end, published)
    same = _beside_same(text, start, end)
    chosen = reading if isinstance(reading, PeriodReading) else _likely(getattr(reading, "readings", ()), published)
    if chosen is None:
        if getattr(reading, "readings", ()):
            return None
        return Label(
            start, end, text[start:end], None, reason=f"{text[start:end]!r} can mean several periods", same=same
        )
    window, since = _since(text, start, end, chosen, published)
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
        or (window.end - window.start).days > 31
        or not _SINCE.match(text, end)
    ):
        return window, ""
    if published is None or published < window.start:
        return Window(window.start, None), "no end is printed"
    return Window(window.start, published), "no end is printed; it is taken to be the publication"


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


def _part(text, one, left):
    if one.part == "base":
        return "base"
    if one.same and _THIS_YEAR.search(one.text):
        return "main"
    if one.text.startswith("from ") and _CHANGE_BEFORE.search(text, max(left, one.start - 24), one.start):
        return "base"
    if one.same or pattern("cues", "base_behind", form=r"\s?{}").match(text, one.end):
        return "base"
    if pattern("cues", "base_before", form=r"{}\s?$").search(text, max(left, one.start - 50), one.start):
        return "base"
    return "news" if _is_news(text, one) else "main"


def _is_news(text, one):
    """Whether a single day is that of the news: in brackets, or in a clause that announces something."""
    if one.window is None or _AS_OF.search(one.text) or one.window.start is None or one.window.start != one.window.end:
        return False
    opened, closed = _IN_BRACKETS
    if opened.search(text, max(0, one.start - 2), one.start) and closed.match(text, one.end):
        return True
    if one.start < 60 and _DATELINE.match(text, one.end):
        return True
    start, end = clause_around(text, one.start, one.end)
    clause = text[max(start, one.start - _NEWS_REACH) : min(end, one.end + _NEWS_REACH)]
    return pattern("cues", "news").search(clause) is not None
