"""Whether a label means one window: every meaning of its whole text, and the one that is certain, or the question.

Brackets may say the same again (``FY2018 (Oct 2017 to Sep 2018)``, ``2017/18 (April to March)``): they choose among the
meanings of what stands before them, and a contradiction is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed.window.grammar import Grammar
from fraudstats.printed.window.marks import Bare
from fraudstats.printed.window.parts import Context, Meaning, Phrase
from fraudstats.printed.window.phrases import Stretch
from fraudstats.printed.window.result import PeriodReading
from fraudstats.printed.window.years import Numbered

__all__ = ["decide", "meanings_of", "meanings_of_phrases"]

_BRACKETS = re.compile(r"(?P<before>[^()]+?) ?\((?P<inside>[^()]+)\)")
_YEAR = "(?:(?:fiscal |financial )?year|12 months|twelve months)"
_ENDS = re.compile(rf"(?:the )?(?:(?:{_YEAR} )?(?:ending|ended|ends)|{_YEAR} to) (?:on )?")
_NUMBER = re.compile(r"\d{1,3}|\d{6}|\d{8}")
_LIKE = "a period such as '2021', '2021年1-11月', 'Q1 2021', 'Apr 2017 to Mar 2018' or '12 months ending June 2025'"
#: What a label that cannot be read may be about -> what to do about it.
_HINTS = (
    ("同期|同比|same|corresponding", "the window itself; 'the same period' needs the one that it is compared with"),
    (
        "tax year|assessment year|academic|school year|学年|學年",
        "the months, since this kind of year has no declared calendar",
    ),
    (r"^[mtshr]\.?\d{1,2}$", "the era in words, such as '令和6年', or calendar='JP'"),
    (r"^\d{3,4}[.-]\d$", "a month of two digits, as in '2021-05'; 2021.5 may be a part of a year, 2021-1 a quarter"),
    (r"^\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]'?\d{2}$", "a year of four digits, as in '2021-04-03'"),
)


def meanings_of(text: str, context: Context) -> list[Meaning]:
    """Every window that a whole text may mean, the certain ones first."""
    found = meanings_of_phrases(_whole(text), context)
    if not found and _NUMBER.fullmatch(text):
        found = _of_number(text, context)
    return found or _in_brackets(text, context)


def meanings_of_phrases(phrases: Iterable[Phrase], context: Context) -> list[Meaning]:
    """Every window that one text may mean by any of its phrases, the certain ones first."""
    found = [_in_time(one, context) for phrase in phrases for one in phrase.meanings(context)]
    return sorted(found, key=lambda one: bool(one.doubt))


def decide(text: str, meanings: list[Meaning], label: Bare) -> PeriodReading:
    """The one certain window, or a `PeriodError` with the question."""
    windows = {(one.start, one.end) for one in meanings}
    if len(windows) == 1 and not meanings[0].doubt:
        return _reading(meanings[0], label)
    raise _question(text, meanings, label)


def _question(text: str, meanings: list[Meaning], label: Bare) -> PeriodError:
    """The error that asks which of its meanings a label has, or says that it has none."""
    if not meanings:
        tip = next((tip for pattern, tip in _HINTS if re.search(pattern, label.text)), _LIKE)
        return PeriodError(text, tip)
    first_of = {(one.start, one.end): one for one in reversed(meanings)}
    found = sorted(first_of.values(), key=lambda one: str(one.start))
    doubts = [one.doubt or f"'{_iso(Window(one.start, one.end))}'" for one in found]
    if all(one.start is None and one.end is None for one in found):
        return PeriodError(text, " or ".join(dict.fromkeys(doubts)))
    readings = [_reading(one, label) for one in found]
    number = ", unless it counts something" if label.text.isdecimal() else ""
    return PeriodError(text, " or ".join(dict.fromkeys(doubts)) + number, readings)


def _in_time(one: Meaning, context: Context) -> Meaning:
    """A meaning, in doubt if it begins after the publication: nothing can have been counted."""
    if one.start is None or context.published is None or one.start <= context.published:
        return one
    return replace(one, doubt=one.doubt or f"a window that begins by the publication on {context.published}")


def _whole(text: str) -> list[Phrase]:
    return [phrase for end, phrase in Grammar(text).phrases(0) if end == len(text)]


def _reading(one: Meaning, label: Bare) -> PeriodReading:
    return PeriodReading(
        Window(one.start, one.end), one.start_basis, one.end_basis, one.reason, one.calendar, label.flags, label.notes,
        one.words,
    )  # fmt: skip


def _of_number(text: str, context: Context) -> list[Meaning]:
    """What a number that stands alone may be, all of it in doubt: a year of an era, a month or a day."""
    if len(text) <= 3:
        return Stretch(Numbered(int(text), len(text))).meanings(context)
    written = "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)
    return [
        Meaning(one.start, one.end, doubt=f"'{written}'")
        for phrase in _whole(written)
        for one in phrase.meanings(context)
    ]


def _in_brackets(text: str, context: Context) -> list[Meaning]:
    """The meanings of what stands before brackets that agree with what is inside."""
    match = _BRACKETS.fullmatch(text)
    if match is None:
        return []
    found = meanings_of(match["before"], context)
    ends = _ENDS.match(match["inside"])
    inside = _whole(match["inside"][ends.end() :] if ends else match["inside"])
    agreeing = [one for one in found if any(_agrees(one, phrase, context, bool(ends)) for phrase in inside)]
    return [Meaning(one.start, one.end, calendar=one.calendar) for one in agreeing]


def _agrees(one: Meaning, phrase: Phrase, context: Context, ends: bool) -> bool:
    """Whether a phrase is the same window, or where only the end of a year is said, a year that ends with it."""
    if one.start is None or one.end is None or (ends and (one.end - one.start).days > 365):
        return False
    return any(
        same.end == one.end and (ends or same.start == one.start)
        for year in (one.end.year, one.start.year)
        for same in _dated(phrase, year).meanings(context)
    )


def _dated(phrase: Phrase, year: int) -> Phrase:
    """A stretch without a year in the year that ends with it; a run may have begun in the year before."""
    number = Numbered(year, 4)
    if isinstance(phrase, Stretch) and phrase.year is None:
        return Stretch(number, phrase.span)
    return phrase


def _iso(window: Window) -> str:
    start, end = window
    if start == end:
        return str(start)
    month = Window(str(start)[:7]) if start else None
    return str(start)[:7] if window == month else f"{start or 'unknown'}/{end or 'unknown'}"
