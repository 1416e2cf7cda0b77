"""Why a number is in doubt: what is guessed of its meaning, its time, its place, and of a change beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from fraudstats.dates import Window
from fraudstats.printed.bulletin.area import HINTED, PART, WHOLE, speakers_beside
from fraudstats.printed.bulletin.bodies import body_of
from fraudstats.printed.bulletin.indicator import is_about_fraud, kind_beside, other_crime
from fraudstats.printed.bulletin.lexicon import CJK, pattern
from fraudstats.printed.bulletin.mask import LABEL
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK
from fraudstats.printed.bulletin.span import NO_SPAN
from fraudstats.printed.bulletin.unit import is_money

__all__ = ["before_a_share", "doubts_of", "is_an_aside", "not_of_a_year", "share_in"]

#: A word of a comparison whose number may follow.
_COMPARES = re.compile(
    r"(?:[由从]|比(?!例)|较|与)[^，,。；;至到达增减升降]{0,24}$"
    r"|\b(?:from|than|against|versus|compared (?:with|to))(?: [a-z$£€]+){0,5} ?[a-z]{0,3}[$£€]?$"
)
_COMPARED_WITH = re.compile(r"[比较与跟和由从]$")
_COMPARES_BEHIND = re.compile(r"\d|[比较增减升降]|より|相")
#: Beside a label that may be a part of a longer one: 今年至9月, 昨天9月16日.
_RUNS_ON = re.compile(
    r"(?:[至到~天年月]|から|(?<!compared )(?<!comparison )(?<!relative )\b(?:to|until|through|early|late|mid))[ -]?$"
)
_RUNS_ON_TO = re.compile(r"[至到~年月日]| (?:to|until|through) (?!(?:about |nearly |over |some )?[a-z]{0,3}[$£€]?\d)")
#: Periods that are counted from a day which is not printed.
_MOVING = re.compile(
    r"(?:the )?(?:previous|preceding|prior) year|between [a-z]+ \d{4} and \d{4}|.*以内"
    r"|.*\b(?:past|last|previous) (?:\w+ ){0,2}(?:months|weeks|days|years)"
)
_ONE_YEAR = re.compile(r"(?:the )?(?:last|past) year")
_BARE_YEARS = ("今年", "去年", "本年", "今年以来")
#: Behind a label that ends in 年度: the rest of a name.
_NAMES = re.compile(r"[\u4e00-\u9fff](?<![全共的内里中])")
#: A day whose month is not printed, which is no label.
_A_DAY = re.compile(r"[(（]\d{1,2}日[)）]|(?<![\d月])\d{1,2}日(?![本元])")
#: Behind a number that is a part of another: 37,047 of these reports.
_OF_THOSE = re.compile(r" of (?:these|those|them|which|whom)\b")
#: Before the second end of a range, and around a mark that something passed.
_RANGES = re.compile(r"[\w)] ?[-~\u2013] ?$|\d[万亿]?[元件人起宗]?至$")
_PASSED = re.compile(r"を(?:上回|超え|突破)|突破")
#: How far before a number its period may stand, in characters, that no other can be meant.
_FAR, _FAR_IN_WORDS = 50, 100
#: How far behind a period words are looked for that narrow it.
_REACH = 200
#: Since a part of a year or a month: 自去年底, 3月初以来.
_SINCE_ABOUT = re.compile(r"(?=.*(?:[年月][底末初]|[去今]年[底初]|旬|\b(?:early|late|mid)))(?:自|从|since |.*以来)")
#: A time that is part of a name, or that says only in which year something began: 2023年销毁行动, 今年开展行动以来.
_OF_A_NAME = re.compile(
    rf"{LABEL}+(?:(?!开展|组织|启动|举办|进行|部署)[^，,。；;“”{LABEL}]){{4,24}}(?:行动|活动|大会|仪式|计划)"
)
_ENDS_SINCE = re.compile(rf"{LABEL}+(?:(?!{LABEL})[^，,。；;]){{0,40}}以来")
_SINCE_THEN = re.compile(rf"{LABEL}+(?:(?!{LABEL})[^，,。；;]){{2,40}}以来")
#: A percentage or a multiple, read or not.
_SHARE = re.compile(r"%|per ?cent|[一二两三四五六七八九十几数\d][多余]?[成割倍]|[- ]fold\b|\btimes\b|百分")
#: A share of a whole, which is no change: 占整体罪案约44%, accounting for 75 per cent, 72% of cases.
_OF_A_WHOLE = re.compile(
    r"(?:占|其中)[^，,。；;%\d]{0,14}(?:\d[\d.]*\s?%|[一二两三四五六七八九]成半?)"
    r"|\b(?:account\w*|compris\w+|ma(?:de|kes?|king) up)(?: for)?(?: [a-z]+){0,2} \d[\d.]*\s?(?:%|per ?cent\b)"
    r"|(?<!by )\d[\d.]*\s?(?:%|per ?cent) of (?!it\b)"
)


@lru_cache(maxsize=4096)  # asked for every number of a sentence
def _says(cue: str, sentence: str) -> bool:
    """Whether a sentence has words of a list."""
    return pattern("cues", cue).search(sentence) is not None


def is_an_aside(scene, one):
    """Whether a number stands in brackets behind another: "$424.8 million (that's more than $47 million a month)"."""
    opened = scene.masked.rfind("(", 0, one.start + 1)
    closed = scene.masked.rfind(")", 0, one.start)
    return opened > closed and any(last <= opened for _, last in scene.context.taken)


def share_in(text: str) -> int | None:
    """The place of the first percentage or multiple of a text that is no share of a whole."""
    wholes = [match.span() for match in _OF_A_WHOLE.finditer(text)]
    found = (match.start() for match in _SHARE.finditer(text))
    return next((at for at in found if not any(start <= at < end for start, end in wholes)), None)


def before_a_share(scene, one):
    """Whether a percentage or a multiple stands between a number and the next one."""
    following = min((first for first, _ in scene.context.taken if first >= one.end), default=len(scene.masked))
    return share_in(scene.masked[one.end : following]) is not None


def not_of_a_year(scene, one, change, span):
    """Doubts where a change is from another time than a year before: 较2019年, 环比."""
    first, last = min(one.end, change.start), max(one.start, change.end)
    a_year = pattern("cues", "same_year").search(scene.masked, first, last)
    if (found := pattern("cues", "chained").search(scene.masked, first, last)) and not a_year:
        return [f"the change is from the period before ({found.group()})"]
    window = span.window
    bases = [label for label in scene.labels if label.part == "base" and first <= label.start < last and label.window]
    if not bases or window is None or not window.known:
        return []
    base = bases[-1].window
    whole_year = base.known and base == Window(f"{window.start.year - 1:04d}")
    return (
        []
        if bases[-1].same or whole_year or base == window.a_year_before()
        else [f"the change is from {bases[-1].text}"]
    )


def doubts_of(scene, one, found, span):
    said = []
    if found.indicator is None:
        said += _without_an_indicator(scene, one)
    elif found.rival:
        said.append(f"{found.rival} fits as well")
    elif found.score < 0.7:
        said.append("the words that name the indicator stand far away")
    if scene.area is None:
        said.append("no area is named")
    if one.role == "base":
        said.append("a number that another is compared with")
    if is_an_aside(scene, one):
        said.append("it stands in brackets behind another number")
    said += _beside_labels(scene, one)
    if _may_be_compared(scene, one):
        said.append("it may be compared with the number beside it")
    if one.role == "conversion":
        said.append("the amount before it in another currency")
    said += _of_its_time(scene, one, span)
    said += _of_a_mark(scene, one)
    said += _of_another_area(scene, found)
    said += _of_a_part(scene, one, span)
    said += _of_something_else(scene, one, found)
    if span is not NO_SPAN and span.window is not None and not span.window.known:
        said.append("an end of the period is not printed")
    if one.printed.value is not None and one.printed.number < 0:
        said.append("a number below zero")
    return said


def _without_an_indicator(scene, one):
    """Doubts of a number that no indicator counts: it is certain only if it is of crime, and of a named area."""
    if not one.units or not _says("crime", scene.context.sentence):
        return ["no indicator fits the words around the number"]
    if is_money(one.units[0]) and not _says("crime_money", scene.context.sentence):
        return ["no indicator fits the words around the number"]
    said = ["it may be of one case"] if _says("one_case", scene.context.sentence) else []
    return said if scene.names_its_area else [*said, "the area is not named beside the number"]


def _of_its_body(scene, found):
    """Doubts where the body of an indicator is not named, or nothing says that one of any topic is about fraud."""
    body = body_of(found.indicator)
    said = [f"no body is named whose count {found.indicator} is"] if body and body not in scene.bodies else []
    return said if is_about_fraud(scene.context, found.indicator) else [*said, "nothing says that it is about fraud"]


def _of_its_time(scene, one, span):
    """Doubts where a label can mean a time that ends on another day: the last year, the past 18 months."""
    if one.role != "level":
        return []
    said = [f"{span.text!r} may be of another time"] if _MOVING.fullmatch(span.text) else []
    if _ONE_YEAR.fullmatch(span.text) and _says("any_year", scene.context.sentence):
        said.append("'the last year' may be of twelve months")
    if _says("year_before_it", scene.context.sentence):
        said.append("'the previous year' may be its time")
    label = _label_of(scene, one, span)
    return said if label is None else [*said, *_behind_its_label(scene.masked, one, span, label)]


def _behind_its_label(text, one, span, label):
    """Doubts where what stands between a label and a number narrows the time, moves its start, or makes it a name."""
    between = text[label.start : min(one.start, label.end + _REACH)]
    since = _SINCE_ABOUT.match(span.text) or (_SINCE_ABOUT.match(f"自{span.text}") and _ENDS_SINCE.match(between))
    far = one.start - label.end > (_FAR if CJK.search(between) else _FAR_IN_WORDS)
    begun = span.text in _BARE_YEARS and _SINCE_THEN.match(between)
    doubts = {
        "the period may be part of a name": _OF_A_NAME.match(between) or _is_in_a_title(text, label),
        "a shorter time than its period is named": _says("short_time", between) or _A_DAY.search(between),
        "the period stands far before the number": far,
        "since which day is not printed": since,
        "in that year something began, and its day is not printed": begun,
    }
    return [doubt for doubt, holds in doubts.items() if holds]


def _of_a_mark(scene, one):
    """Doubts where a number is the end of a range, or a mark that was passed: 3000人を上回る状況."""
    text = scene.masked
    said = ["it may be the end of a range"] if _RANGES.search(text, max(0, one.start - 8), one.start) else []
    return [*said, "it may be a mark that was passed"] if _PASSED.search(text[one.start : one.end + 6]) else said


def _of_another_area(scene, found):
    """Doubts where a sentence names several areas whose statistic its numbers may be."""
    others = [] if found.handover else speakers_beside(scene.context.sentence, scene.area)
    return [f"it may be of {' or '.join(others)}"] if others else []


def _label_of(scene, one, span):
    """The label that a number has its window from, if it stands before it."""
    before = [label for label in scene.labels if label.end <= one.start and label.text and label.text in span.text]
    return before[-1] if before else None


def _is_in_a_title(text, label):
    """Whether a label stands in a title, or makes one of a year: 《...1996年议定书》, 2022年度十大案件."""
    opened = max(text.rfind(mark, 0, label.start) for mark in "《〈")
    closed = max(text.rfind(mark, 0, label.start) for mark in "》〉")
    return opened > closed or (label.text.endswith("年度") and _NAMES.match(text, label.end) is not None)


def _beside_labels(scene, one):
    """Doubts where a period may run further than its label, or where one that is compared with stands before."""
    text, said = scene.masked, []
    if any(
        _RUNS_ON.search(text, max(0, label.start - 14), label.start) or _RUNS_ON_TO.match(text, label.end)
        for label in scene.labels
    ):
        said.append("a period may run further than its label")
    before = [label for label in scene.labels if label.end <= one.start]
    if one.role == "level" and before and before[-1].part == "base":
        first, between = before[-1].start, text[before[-1].end : one.start]
        compared = CJK.search(text) and (_COMPARED_WITH.search(text, 0, first) or _COMPARES_BEHIND.search(between))
        said += [] if compared or CLAUSE_MARK.search(between) else [f"{before[-1].text} may be its time"]
    return said


def _may_be_compared(scene, one):
    """Whether a word of a comparison stands right before a level, or before the next number if that is no base."""
    taken = scene.context.taken
    left = max((stop for _, stop in taken if stop <= one.start), default=0)
    if one.role == "level" and _COMPARES.search(scene.masked, left, one.start):
        return True
    following = min((first for first, _ in taken if first >= one.end), default=0)
    known = any(other.start == following for other in (*scene.bases, *scene.differences))
    return not known and following > 0 and _COMPARES.search(scene.masked, one.end, following) is not None


def _of_a_part(scene, one, span):
    """Doubts where the number may be no total of a country and its period."""
    sentence = scene.context.sentence
    clause = re.split(r"[。；;](?!\d{3})", sentence[: one.start])[-1]
    cues = [
        ("average", clause, "it may be an average or a rate"),
        ("part_of_before", clause, "it may be a part of the number before it"),
        ("threshold", clause, "it may be a mark that was passed"),
        ("fraction", sentence, "a change in words may be its own"),
        ("that_month", span.text, "the month is that of an earlier sentence"),
    ]
    if _OF_THOSE.match(scene.masked, one.end):
        return [*_of_the_country(scene), "it may be a part of the number before it"]
    return [*_of_the_country(scene), *(doubt for name, text, doubt in cues if pattern("cues", name).search(text))]


def _of_the_country(scene):
    """Doubts where it is not said that a number is of the whole country."""
    if scene.area is not None and "-" in scene.area:  # a part with a code of its own
        return []
    if scene.scope == PART or pattern("cues", "part_of_country").search(scene.context.sentence):
        return ["a part of the country is named"]
    if scene.scope == HINTED:
        return ["the area is guessed from single words"]
    asked = scene.area == "CN" or (scene.area == "JP" and CJK.search(scene.context.sentence))
    return ["nothing says that it is of the whole country"] if asked and scene.scope != WHOLE else []


def _of_something_else(scene, one, found):
    """Doubts where another crime or another country is named."""
    if found.indicator is None:
        return []
    said = _of_its_body(scene, found)
    said += [f"{other!r} is named"] if (other := other_crime(scene.context, found.indicator, one.start)) else []
    if kind := kind_beside(scene.context, found.indicator, one.end):
        said.append(f"a kind of fraud is named ({kind})")
    foreign = scene.area == "CN" and not found.handover
    if foreign and (body := pattern("cues", "foreign_body").search(scene.context.sentence)):
        said.append(f"{body.group()!r} acts")
    return said
