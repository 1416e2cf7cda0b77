"""Find the labels of periods in running text, each with its place.

A number in a sentence is rarely a year. ``2021`` is taken for one behind a word such as *in* or *since*, or where it
stands alone between punctuation; ``1,999 cases``, ``2021 suspects`` and ``37万`` are left. A label that could mean
several windows is found as well, with the question instead of a reading.

>>> text = "2021年1-11月,全国共破获电信网络诈骗案件37万余起; 去年为25.6万起。"
>>> for start, end, reading in find_periods(text, published="2021-12-15"):
...     print(text[start:end], reading.window)
2021年1-11月 Window('2021-01-01', '2021-11-30')
去年 Window('2020-01-01', '2020-12-31')
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from fraudstats.errors import PeriodError
from fraudstats.printed.window.calendars import Calendar
from fraudstats.printed.window.decision import decide, meanings_of_phrases
from fraudstats.printed.window.grammar import Grammar
from fraudstats.printed.window.label import context_of
from fraudstats.printed.window.letters import plain_letters
from fraudstats.printed.window.marks import Bare
from fraudstats.printed.window.months import MONTH_NAME
from fraudstats.printed.window.numerals import COUNT, ORDINAL
from fraudstats.printed.window.parts import Context, Meaning, Phrase
from fraudstats.printed.window.phrases import Stretch
from fraudstats.printed.window.result import PeriodReading

__all__ = ["FoundPeriod", "find_periods"]


def _words(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


#: How a label may begin; elsewhere nothing is tried.
_LATIN = "|".join((
    MONTH_NAME, rf"{ORDINAL}(?![a-z])", rf"{COUNT}[ -]", r"[qhr] ?\d", "the ", "so far", "to date", "to (?:the )?end",
    _words("same corresponding first last final past previous latest preceding this current ever since from starting"),
    _words("as up until till by"),
    _words("through between for year calendar full whole entire fiscal financial cy quarter qtr half end start"),
    _words(r"beginning rolling moving f\.?y y/e f?ye ytd roc r\.o\.c minguo reiwa heisei showa taisho meiji b\.?e ad"),
    _words("quý tháng ngày từ năm cả tahun sehingga ปี ไตรมาส พ"),
))  # fmt: skip
_CJK = (
    "[〇零一二三四五六七八九十两兩民中令平昭大明公西佛仏今本去上下昨先第首前头頭全年"
    "こ自从從截累直至迄过過最近当當由到올작상하]"
)
_BEGIN = re.compile(rf"(?<![\w$€£¥])(?<!\d[.,])[\d']|(?<![a-z0-9])(?={_LATIN})|(?<=[^\x00-\x7f])\d|{_CJK}")
#: What may not stand right behind a label: it would be part of a longer word or number.
_CUT = re.compile(r"(?<=[a-z])-?[a-z]|(?<=\d)(?:\d|[.,]\d|[a-z%‰]| ?%)|(?<=[月年])(?:中(?![のにで])|初|[上中下]旬)")
#: What makes four digits a year, whatever follows.
_IN = re.compile(
    rf"(?:(?<![a-z]){_words('in during since throughout across year for early late mid pre post')}[ -]|[\"'(\[:])$"
)
#: Where no such word stands before them, they are one only if no counted thing can follow.
_OF = re.compile(
    rf"(?:(?<![a-z]){_words('of and to from by than with versus vs over until through before after')} |^|[.;:,(\n-] ?)$"
)
_FOLLOWS = (
    "and or to was were had has have is are the but as while when which who than through until in by with at on for"
)
_ALONE = re.compile(rf" ?(?:$|[^\w\s%$€£¥]|{_words(_FOLLOWS)}(?![a-z]))")
_NAME_ONLY = re.compile(MONTH_NAME)
_BEFORE_NAME = re.compile(
    rf"(?<![a-z]){_words('in since until till by during from last this of early late mid through for')}[ -](?:the )?$"
)
#: Writings that are mostly something else in a sentence: decimals, hours, counts of years.
_ELSEWHERE = re.compile(r"[\d.]+|\d{1,2} ?[hs]|[hs] ?\d|\d{1,3} ?[年년]|(?:\d{1,2} ?- ?)?\d{1,2}[./]\d{4}")
#: A half of a year, which only a word before it makes one: during H1.
_HALF = re.compile(r"h[12]")


class FoundPeriod(NamedTuple):
    """A label in a text.

    Attributes
    ----------
    start, end : int
        ``text[start:end]`` is the label.
    reading : PeriodReading or PeriodError
        What it says; an error, which is not raised, where it says several things.
    """

    start: int
    end: int
    reading: PeriodReading | PeriodError


def find_periods(text: str, published: Any = None, calendar: str | Calendar | None = None) -> list[FoundPeriod]:
    """Every label of a period in a text, from left to right, the longest at each place.

    Parameters
    ----------
    text : str
    published, calendar
        See `period`.

    Returns
    -------
    list of FoundPeriod
        They do not overlap. The time grows with the length of the text alone.
    """
    letters, context = plain_letters(text), context_of(published, calendar)
    grammar, found, start = Grammar(letters.text), [], 0
    while match := _BEGIN.search(letters.text, start):
        place = match.start()
        end, meanings = _longest(grammar, place, context)
        if end is not None:
            first, last = letters.original(place, end)
            found.append(FoundPeriod(first, last, _reading(text[first:last], meanings)))
        start = end or place + 1
    return found


def _longest(grammar: Grammar, place: int, context: Context) -> tuple[int | None, list[Meaning]]:
    """The end and the meanings of the longest label that begins at a place; None where none does."""
    by_end: dict[int, list[Phrase]] = {}
    for end, phrase in grammar.phrases(place):
        by_end.setdefault(end, []).append(phrase)
    for end in sorted(by_end, reverse=True):
        if _stands(grammar.text, place, end, by_end[end], context):
            meanings = meanings_of_phrases(by_end[end], context)
            if meanings:
                return end, meanings
    return None, []


def _stands(text: str, start: int, end: int, phrases: list[Phrase], context: Context) -> bool:
    """Whether a label can be one where it stands in a sentence."""
    if _CUT.match(text, end):
        return False
    label = text[start:end]
    if label.isdecimal() and len(label) == 4:
        return _is_year_here(text, start, end)
    if _HALF.fullmatch(label) and _IN.search(text, max(0, start - 20), start):
        return True
    if _ELSEWHERE.fullmatch(label):
        return bool(context.calendar and context.calendar.counts) and not label.isdecimal() and len(label) > 3
    if _NAME_ONLY.fullmatch(label):
        return _BEFORE_NAME.search(text, max(0, start - 20), start) is not None
    if not label.startswith(("from", "between")) and any(_ends_with_bare_year(phrase) for phrase in phrases):
        return not label[-1].isdecimal() or _ALONE.match(text, end) is not None
    return True


def _is_year_here(text: str, start: int, end: int) -> bool:
    before = max(0, start - 20)
    if _IN.search(text, before, start):
        return True
    return _OF.search(text, before, start) is not None and _ALONE.match(text, end) is not None


def _ends_with_bare_year(phrase: Phrase) -> bool:
    last = getattr(phrase, "last", None) or getattr(phrase, "first", None)
    return isinstance(last, Stretch) and last.span is None


def _reading(label: str, meanings: list[Meaning]) -> PeriodReading | PeriodError:
    try:
        return decide(label, meanings, Bare(label))
    except PeriodError as error:
        return error
