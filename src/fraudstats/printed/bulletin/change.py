"""The stated changes of a sentence: percentages, tenths, multiples and words such as "doubled", each with its sign.

A percentage is a change only if a word of a rise or a fall, or a sign, belongs to it. A level ("to 30%"), a share of a
whole and a difference in percentage points are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from fraudstats.conventions import change_interval_of
from fraudstats.errors import PrintedError
from fraudstats.interval import Interval
from fraudstats.printed.bulletin.lexicon import pattern, words
from fraudstats.printed.bulletin.mask import LABEL, NOISE, PERCENT
from fraudstats.printed.bulletin.qualifier import qualifier_around
from fraudstats.printed.bulletin.quantity import is_share
from fraudstats.printed.change import parse_change
from fraudstats.printed.result import Printed
from fraudstats.printed.single import numbers_in

__all__ = ["Change", "changes_in"]

_POINTS = re.compile(r"\s?(?:%|per ?cent)?\s?(?:个百分点|百分点|ポイント|percentage points?|points?\b|pts?\b)")
_SIGN = re.compile(r"(?P<sign>[+\-△▲])$")
_PER_CENT = re.compile(r"[\s-]?(?:%|per ?cent\b|percent\b|pct\b|pc\b|パーセント)")
_TIMES = re.compile(r"\s?(?:成[一二三四五六七八九半]?[多余]?|割\d?分?|倍[多余]?|[- ]?fold\b| times\b)")
_FRACTION = (
    r"\ba (?:third|quarter|half|fifth|tenth)\b(?! \(\d)|\bby half\b"
    r"|\b(?:two|three|four)[- ](?:thirds|quarters|fifths)\b"
    r"|(?:[二三四五六七八九十]|(?<![\d.])\d)分[之の][一二三四五六七八九1-9](?!\d|に)|一半"
)
_FOLD = r"\b(?:two|three|four|five|six|seven|eight|nine|ten)fold\b"
_WORDS = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:ed|ing)\b"
    r"|\b(?:doubl|tripl|trebl|quadrupl)es?\b(?= (?:the|that|those|what|last|from|to)\b)"
    rf"|翻了?[一二两]?番|翻了?倍|(?<![\d一二两三四五六七八九十数几多])倍增|减半|半减|(?P<part>{_FRACTION})|(?P<fold>{_FOLD})|(?<=年の)(?P<double>倍)(?=近く|以上|に)"
)
#: Behind "times" in English: what says that a number is so many times one of another time.
_TIMES_AS_MANY = re.compile(
    rf" (?:as (?:many|much|high|large|often)|the|that|those|what|more|higher|greater|larger|bigger)\b(?! likely)"
    rf"(?:(?!\blikely\b)[^.;]|\.(?=\d)){{0,80}}?(?:{LABEL}|\b(?:year|month|quarter|previous|before|same|earlier|ago)\b)"
)
#: Behind a number whose per cent or multiple stands behind the next: 42 and 12 per cent, 2.5及3.3倍.
_LISTED_SHARE = re.compile(r"(?:\s?(?:及|和|与|、|and)\s?\d[\d.]*)+\s?(?:%|per ?cent\b|(?P<times>倍))")
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"\s?(?:、|,|，|和|以?及|与|and|, and|or|\)、|;|；)\s?(?:上升|增长|下降)?\s?")
_FROM_ANOTHER_TIME = re.compile(
    rf" (?:from|on|over|compared (?:with|to)) (?:the )?"
    rf"(?:{LABEL}|(?:previous|preceding|same|prior|last) )[^\d,;.]{{0,30}}"
    r"(?:,? and|,) (?:by )?|(?: to [^;,]{1,24})?(?:[,;]|(?:[,;])? and)(?: [a-z'’-]+){1,4}(?: [\u2013\u2014-])? by "
)
_RIGHT_ENGLISH = r"(?:[ -](?!of\b|from\b|to\b|in\b|share\b)[a-z][\w-]*){0,3}?[ -]"
#: A rate of growth over several years is no change between two of them.
_AVERAGE = re.compile(r"[年季月]均|年平均|\baverage (?:annual |yearly )?(?=\w+ of)|annualised")
#: Before a multiple that says how many times as many there are: 前年同期の約1.8倍.
_AS_MANY = re.compile(
    rf"(?:同期|前年|昨年|去年|上年|{LABEL})(?:\([^()]{{0,12}}\))?(?:比で?|的|の|(?:に|と)比べて?、?(?:[^、。\d]{{0,6}}で)?)(?:約|约|およそ|ほぼ|近)?$|\d[亿万]?[円件人]の约?$|(?<![\u4e00-\u9fff])同约?$"
)

#: Multiples that stand before another one of their list: 是2022年的1.88倍及2.44倍.
_LISTED_BEFORE = re.compile(r"(?:\d[\d.]*\s?倍\s?[、及和与,，]\s?)+$")

#: So many times as many as before, which leads to its number: 約2倍の12億円.
_SO_MANY_TIMES = re.compile(r"\d[\d.]*倍(?:の|に(?:当たる|あたる|なる))(?:約|约)?\d")


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change.

    Attributes
    ----------
    start, end : int
        Place of the whole expression in the sentence, with its word.
    text_start, text_end : int
        Place of what is printed of its size: qualifier, number, percent sign.
    fraction : float
        The change as a fraction; a fall is negative.
    range : Interval
        What the print allows, as fractions.
    group : int
        Changes of one list ("42 and 12 per cent") have one number.
    doubts : tuple of str
    """

    start: int
    end: int
    text_start: int
    text_end: int
    fraction: float
    range: Interval
    group: int
    doubts: tuple[str, ...] = ()


def changes_in(text: str) -> list[Change]:
    """The changes of a masked sentence, from left to right."""
    found: list[Change] = []
    sized = [(run.start, *_sized(text, run.start, run.end)) for run in numbers_in(text) if is_share(text, run)]
    sized += [(m.start(), m.end(), m.lastgroup or "word") for m in _WORDS.finditer(text)]
    for start, end, kind in sorted(sized):
        if end and not (found and start < found[-1].end):
            one = _change(text, start, end, kind, found[-1] if found else None)
            if one is not None:
                found.append(one)
    return found


def _sized(text, start, end):
    """Where a share ends, and of what kind it is; nothing if it is a difference of shares."""
    if _POINTS.match(text, end):
        return 0, ""
    percent = _PER_CENT.match(text, end)
    if percent:
        return percent.end(), "percent"
    if PERCENT in text[max(0, start - 1) : start]:
        return end, "percent"
    times = _TIMES.match(text, end)
    if times:
        return times.end(), "times"
    listed = _LISTED_SHARE.match(text, end)
    return (end, "times" if listed["times"] else "percent") if listed else (0, "")


def _change(text, start, end, kind, before):
    direction = _direction(text, start, end, kind) or _again(text, start, end, before)
    first = start if direction is None or (before and direction[1] < before.end) else direction[1]
    listed = before is not None and _BETWEEN.fullmatch(text, before.end, first) is not None
    shared = pattern("cues", "shared").search(text) is not None
    if direction is None and listed and before is not None:
        if not shared and text[before.end : start].strip() in (",", "，"):
            return None  # 增加1.5倍,九成受害人是...: a share of its own clause
        direction = (before.fraction >= 0, start, end)
    elif listed:
        listed = shared
    if direction is None:
        return None
    rises, first, last = direction
    size = _size(text, start, end, kind, grown=first < start or last > end or listed)
    if size is None:
        return None
    printed, text_start, text_end = size
    percent = float(printed.number) * (1 if rises else -1)
    qualifier = printed.qualifier or "rounded"
    interval = change_interval_of(percent, qualifier, float(printed.step))[0]
    doubts = ("a fall by more than everything",) if percent < -100 else ()
    group = before.group if listed and before is not None else (before.group + 1 if before else 0)
    if _DIGIT.search(text, first, text_start):
        first = text_start  # rose to 9,000, or by 25 per cent: the number between is none of its words
    return Change(
        min(first, text_start),
        max(last, text_end),
        text_start,
        text_end,
        float(Fraction(str(percent)) / 100),
        interval,
        group,
        doubts,
    )


def _again(text, start, end, before):
    """The direction of the change before, where only another time stands between: up 4% from April and 12% from."""
    if before is None or _FROM_ANOTHER_TIME.fullmatch(text, before.end, start) is None:
        return None
    return before.fraction >= 0, start, end


def _direction(text, start, end, kind):
    """Whether a share is a rise, and the place of the expression with its word; None if nothing says so."""
    sign = _SIGN.search(text, max(0, start - 2), start)
    if sign and kind == "percent" and not re.search(r"\d\s?%?\s?$", text[max(0, sign.start() - 3) : sign.start()]):
        return sign["sign"] == "+", sign.start(), end
    if kind in ("word", "double"):
        return not text.startswith("halv", start) and "半" not in text[start:end], start, end
    if kind == "times" and text.startswith(" times", end - 6):
        return (True, start, end) if _TIMES_AS_MANY.match(text, end) else _word_left(text, start)
    if kind == "times" and _SO_MANY_TIMES.match(text, start):
        return True, start, end
    if kind == "times" and _AS_MANY.search(text[max(0, start - 28) : start]) and "倍" in text[start:end]:
        return True, start, end
    left = _word_left(text, start) or _word_before_by(text, start)
    far = left is not None and _DIGIT.search(text, left[1], start) is not None
    return (_word_right(text, end) or left) if far else (left or _word_right(text, end))


def _word_left(text, start):
    """The nearest word of a rise or a fall before a share, if only words that belong to it stand between."""
    first = max(0, start - 48)
    stretch = text[first:start].rstrip(PERCENT + " ")
    found = _any_word().search(stretch)
    while found and not _joint().fullmatch(stretch, found.end()):
        found = _any_word().search(stretch, found.start() + 1)  # 增加 within 年增
    if found is None or _AVERAGE.search(stretch, max(0, found.start() - 18)):
        return None
    if (
        re.search(r"(?:至|到|(?<!close )\bto|\bfrom|为)\s?(?:[a-z ]{0,12})?$", stretch[found.end() :])
        and "幅" not in stretch[found.start() :]
    ):
        return None
    return found.lastgroup == "rise", first + found.start(), start


def _word_before_by(text, start):
    """The word of a rise or a fall whose subject stands before "by": a rise in cases of assault, by 36 per cent."""
    first = max(0, start - 110)
    found = _in_something_by().search(text, first, start)
    return None if found is None else (found.lastgroup == "rise", start, start)


@cache
def _in_something_by():
    rise, fall = words("cues", "rise"), words("cues", "fall")
    return re.compile(rf"(?:(?P<rise>{rise})|(?P<fall>{fall})) in [^.;:%\d]{{1,80}}?[,\u2013\u2014-] ?by $")


@cache
def _any_word():
    return re.compile(rf"(?P<rise>{words('cues', 'rise')})|(?P<fall>{words('cues', 'fall')})")


@cache
def _joint():
    return re.compile(words("cues", "change_joint"))


@cache
def _right_pattern():
    rise, fall = rf"{words('cues', 'rise')}|(?:more|higher) than\b", rf"{words('cues', 'fall')}|(?:fewer|less) than\b"
    inner = rf"(?P<rise>{rise})|(?P<fall>{fall})"
    return re.compile(
        rf"(?:\s?(?:\)|{NOISE}*)\s?(?:と?大幅に|とやや|に(?:大幅|急|大きく)|の|に|的|以上[のに]?|近くの?|余りの?|超の?|ほど|程度)?|{_RIGHT_ENGLISH})(?:{inner})"
    )


def _word_right(text, end):
    """The word of a rise or a fall right behind a share: 12.3%增, a 7% increase."""
    match = _right_pattern().match(text, end)
    if match is None:
        return None
    return match.lastgroup == "rise", end, match.end()


def _size(text, start, end, kind, grown):
    """The size as printed, and the place of its words; ``grown`` where a word or a list says that it is a rise."""
    qualifier = qualifier_around(
        text[max(0, start - 40) : start].rstrip(PERCENT + "+-"), text[start:end].strip(), text[end : end + 12]
    )
    text_start = start - qualifier.before - (3 if PERCENT in text[max(0, start - 1) : start] else 0)
    text_end = end + (qualifier.behind if kind == "percent" else 0)
    try:
        printed = _parsed(text, start, end, kind, grown)
    except PrintedError:
        return None
    if printed.value is None:
        return None
    if printed.qualifier is None and qualifier.code:
        printed = replace(printed, qualifier=qualifier.code)
    return printed, text_start, max(text_end, end)


def _parsed(text, start, end, kind, grown) -> Printed:
    if kind == "percent":
        return parse_change(f"{_PER_CENT.sub('', text[start:end])}%")
    if kind == "double":
        return parse_change("2倍に")
    if kind == "part":
        return parse_change(f"by {text[start:end].removeprefix('by ').replace('の', '之')}")
    if kind in ("word", "fold"):
        return parse_change(f"to {text[start:end]}" if kind == "fold" else text[start:end])
    size = text[start:end].replace(" ", "") if "倍" in text[start:end] else text[start:end].strip()
    if size.replace(".", "").isdecimal():
        size += "倍"
    if "fold" in size or "times" in size:  # threefold is three times as many
        return parse_change(f"to {size}")
    if "倍" in size:
        reached = (
            _AS_MANY.search(_LISTED_BEFORE.sub("", text[max(0, start - 40) : start]))
            or re.match(r"(?:以上|近く|余り)?\s?(?:に|の)", text[end:])
            or re.search(r"(?:至|到|为|to)\s?$", text[max(0, start - 4) : start])
        )
        return parse_change(f"{size}に" if reached else f"增长{size}" if grown else size)
    return parse_change(size)
