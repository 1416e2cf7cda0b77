"""The labels of periods in a sentence, and what each is for: the count, a comparison, or the day of the news.

The labels are found by `fraudstats.printed.window.find_periods`; here is only what their neighbours say.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fraudstats.dates import Window
from fraudstats.printed.bulletin.era import era_of, year_of_one_digit
from fraudstats.printed.bulletin.label import Label, Setting
from fraudstats.printed.bulletin.lexicon import pattern
from fraudstats.printed.bulletin.readings import reading_of
from fraudstats.printed.bulletin.runs import in_their_year, run_of, to_a_day
from fraudstats.printed.bulletin.sentences import clause_around
from fraudstats.printed.window import find_periods
from fraudstats.printed.window.parts import IMPLIED

__all__ = ["labels_in"]

ALONE = Setting()

#: A year by what follows it: its 2017 internet crime report, 08年の1,988件.
_YEAR_OF = re.compile(
    r"(?<![\d.,$£€-])(?P<full>(?:19[89]|20[0-4])\d)"
    r"(?=(?: [a-z][\w-]*){0,4} (?:report|edition|figures?|data|statistics|study|survey|review"
    r"|loss(?:es)?|amounts?|totals?|levels?)\b|(?: also)? (?:saw|sees|recorded|witnessed|registered|marked|brought)\b)"
    r"|(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[全今共受日,(至])"
    r"|(?<=[至止到])(?P<lone>\d{1,2})日(?=\d{1,2}时|[,，、]|止|为止)"
    r"|(?<![\d月])(?P<from>\d{1,2})日?(?:至|到|-|~)(?P<to>\d{1,2})日(?=[,，、共,]|止|期间)"
    r"|(?<![\d年月])(?P<digit>[1-9])年(?=[はにか]|中|末|における)"
    r"|(?<![\d年月])(?P<short>[012]\d)年(?=[のにはよ比度、中以かまでを(及上下]|1?年间)"
)
_COMMA = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff)”」%]),(?=\d)")
#: "All year" and the like say nothing new behind another label: 去年1年间, 2024年全年.
_WHOLE = re.compile(r"(?:[1一]?年间|全年度?|1年|full year|whole year)")
_BESIDE = re.compile(r"[\s(（の,，]{0,2}(?:[1一])?")
#: Between the years that a number is compared with.
_LISTED = re.compile(r"\s?(?:、|以?及|和|与)\s?|,? and (?:in )?")
_HALF_WORDS = ("上(", "去(", "前(", "今(", "本(", "昨(")
_CHANGE_BEFORE = re.compile(r"(?:%|per ?cent|percent|pct|increase|decrease|rise|drop|fall|decline|up|down)[ ,]*$")
_THIS_YEAR = re.compile(r"this year|今年|本年|当年")
#: Before "since 1977", from when nothing is counted: the lowest since 1977.
_EXTREME = re.compile(
    r"\b(?:lowest|highest|fewest|most|worst|best|biggest|largest|low|high|time)(?: [a-z]+)? $"
    r"|\bfirst (?:[a-z-]+ ){1,3}$"
)
#: The same with an event: the lowest since the survey began in 1981.
_EXTREME_SINCE = re.compile(r"\b(?:\w+est|most|worst|low|high|time)(?: [a-z]+)? since (?:[a-z'’-]+ ){1,8}$")
_AS_OF = re.compile(
    r"截至|截止|至今|迄今|现在|末現在|末まで|まで|as of|to date|so far|by the end|until|up to|since|以来|自|累计"
)
#: How far from a day the word that makes it the day of the news may stand.
_NEWS_REACH = 32
#: Behind the day of a dateline: BEIJING, Aug. 25 (Xinhua) --
_DATELINE = re.compile(r"\s*(?:\([^)]{2,40}\))?\s*-{1,2}\s")
_IN_BRACKETS = re.compile(r"\(\s?$"), re.compile(r"\s?\)")


def labels_in(text: str, setting: Setting = ALONE) -> list[Label]:
    """The labels of a folded sentence, from left to right."""
    found: list[Label] = []
    for one in _read(text, setting):
        start, end = one.start, one.end
        before = found[-1] if found else None
        if (
            before
            and one.window
            and _BESIDE.fullmatch(text, before.end, start)
            and (_WHOLE.fullmatch(one.text) or one.window == before.window)
        ):
            found[-1] = replace(before, end=end, text=text[before.start : end])
        elif before and (run := run_of(text, before, one)) is not None:
            found[-1] = run
        elif _WHOLE.fullmatch(one.text) and one.start_basis != "printed":
            found.append(_of_the_year_before_it(one, found))
        else:
            found.append(one)
    done: list[Label] = []
    for one in found:
        before = done[-1] if done else None
        part = _part(text, one, before.end if before else 0)
        if before and before.part == "base" and part == "main" and _LISTED.fullmatch(text, before.end, one.start):
            part = "base"  # 比2021年、2020年及2019年
        done.append(replace(one, part=part))
    return done


def _of_the_year_before_it(one, found):
    """ "The whole year" is that of the label before it: 2023年,...,全年."""
    known = [label.window for label in found if label.part == "main" and label.window and label.window.start]
    if not known or (known[-1].end and known[-1].end.year != known[-1].start.year):
        return replace(one, window=None, reason=f"which year {one.text!r} is of is not printed")
    window = Window(f"{known[-1].start.year:04d}")
    return replace(one, window=window, start_basis=IMPLIED, end_basis=IMPLIED, reason="the year is named before")


def _read(text, setting):
    """The labels with their readings, and the years that are found by what follows them only."""
    text = _COMMA.sub("。", text)  # as in CJK print; a label right behind a plain comma is not looked for
    periods = find_periods(text, published=setting.published)
    found = [reading_of(text, start, end, reading, setting) for start, end, reading in periods]
    found = [_with_its_word(text, to_a_day(text, one)) for one in found if one is not None]
    found = in_their_year(text, found)
    taken = [(one.start, one.end) for one in found]
    for match in _YEAR_OF.finditer(text):
        if not _overlaps(match, taken):
            found += filter(None, [_by_what_follows(match, text, setting)])
    found += _open_times(text, [(one.start, one.end) for one in found])
    return sorted(found, key=lambda one: one.start)


def _with_its_word(text, one):
    """A year in brackets between the two halves of its word: 上(2020)年, 前(2019)年."""
    start, end = one.start - 2, one.end + 2
    halves = start >= 0 and text[start : one.start] in _HALF_WORDS and text[one.end : end] == ")年"
    return replace(one, start=start, end=end, text=text[start:end]) if halves else one


def _by_what_follows(match, text, setting):
    """The label of a year, or of a day with a stroke, which is the latest by the publication."""
    published = setting.published
    if match["digit"]:
        year = year_of_one_digit(int(match["digit"]), text[: match.start()], setting)
        if year is None:
            return None
        return Label(match.start(), match.end(), match.group(), Window(str(year)), "printed", "printed")
    if match["lone"] or match["to"]:
        return _to_a_day_of_a_month(match, published)
    if match["month"] is None:
        window = Window(match["full"] or str(_of_an_era(int(match["short"]), text[: match.start()], setting)))
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
            return Label(match.start(), match.end(), match.group(), Window(day), IMPLIED, IMPLIED, reason)
    return None


def _to_a_day_of_a_month(match, published):
    """The label of a day up to which is counted, or of a run of days, without their month: 截至4日19时, 9日至15日."""
    reason = "no month is printed"
    for back in (0, 1) if published else ():
        month = published.year * 12 + published.month - 1 - back
        try:
            day = published.replace(year=month // 12, month=month % 12 + 1, day=int(match["lone"] or match["to"]))
            first = day.replace(day=int(match["from"])) if match["to"] else None
        except ValueError:
            continue
        if day <= published and (first is None or first <= day):
            reason += "; it is the latest such day by the publication"
            basis = IMPLIED if first else "unknown"
            return Label(match.start(), match.end(), match.group(), Window(first, day), basis, IMPLIED, reason)
    return Label(match.start(), match.end(), match.group(), None, reason=reason)


def _of_an_era(number, before, setting):
    """The year of two digits: counted in the era that is named before it, else in our century."""
    era = era_of(before, setting)
    published = setting.published
    if era is None and published is not None and published.year < 2000 + number and 1988 + number <= published.year:
        return 1988 + number  # a year of our century would lie behind the publication: it is one of Heisei
    return number + (era.before if era else 2000)


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


def _part(text, one, left):
    if one.part == "base":
        return "base"
    if one.text.startswith("since ") and _EXTREME.search(text, max(left, one.start - 30), one.start):
        return "base"
    if _EXTREME_SINCE.search(text, max(left, one.start - 80), one.start):
        return "base"
    if one.same and _THIS_YEAR.search(one.text):
        return "main"
    if (
        one.text.startswith("from ")
        and " to " not in one.text
        and _CHANGE_BEFORE.search(text, max(left, one.start - 24), one.start)
    ):
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
