"""Stretches of a year as they are written: months, quarters, halves, the first months, days, and both ends of a year.

Each line of `SPANS` is one writing: its pattern, what makes a `Span` of a match, and where it may stand. Groups called
``a`` and ``b`` hold the numbers of the first and the last month, quarter or half.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fraudstats.printed.window.joints import JOINT_WORDS
from fraudstats.printed.window.months import MONTH_NAME, month_named
from fraudstats.printed.window.numerals import CJK, COUNT, ORDINAL, ROMAN, whole
from fraudstats.printed.window.parts import WHOLE, Span

__all__ = ["SPANS", "Writing"]

_CJK_COUNT = rf"(?:\d{{1,2}}|{CJK})"
_CJK_DAY = rf"(?:三十一?|{_CJK_COUNT})"
_MONTH = "(?:月[份期]?|월)"


@dataclass(frozen=True, slots=True)
class Writing:
    """One way to write a stretch of a year.

    ``place`` says where it may stand: ``"any"``, ``"behind"`` a year only, or ``"before"`` one only.
    """

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Span | None]
    place: str = "any"


def _month(name: str) -> str:
    """The pattern of a month by name or number, in a group of that name."""
    return rf"(?P<{name}>{MONTH_NAME}|{_CJK_COUNT} ?{_MONTH}|tháng \d{{1,2}}(?!\d))"


def _number_of_month(text: str) -> int:
    text = text.removeprefix("tháng ").rstrip("月份期월 ")
    return whole(text) if re.fullmatch(_CJK_COUNT, text) else month_named(text)


def _months(match: re.Match[str]) -> Span | None:
    first, last = _number_of_month(match["a"]), _number_of_month(match["b"])
    return Span(first, last) if 1 <= first <= 12 and 1 <= last <= 12 else None


def _up_to_month(match: re.Match[str]) -> Span | None:
    """From January to a month: 5月累計."""
    span = _one_month(match)
    return Span(1, span.last) if span else None


def _two_months(match: re.Match[str]) -> Span | None:
    """Two months that follow one another, named side by side."""
    span = _months(match)
    return span if span is not None and span.last == span.first + 1 else None


def _one_month(match: re.Match[str]) -> Span | None:
    month = _number_of_month(match["a"])
    return Span(month, month) if 1 <= month <= 12 else None


def _day(match: re.Match[str]) -> Span | None:
    month, first = _number_of_month(match["a"]), whole(match["d"])
    last = whole(match.groupdict().get("e") or match["d"])
    return Span(month, month, day=first, to_day=last) if 1 <= month <= 12 and 1 <= first <= last <= 31 else None


def _end_of_month(match: re.Match[str]) -> Span | None:
    month = _number_of_month(match["a"])
    return Span(month, month, day=-1, edge="last") if 1 <= month <= 12 else None


def _end_of_quarter(match: re.Match[str]) -> Span | None:
    month = 3 * whole(match["a"])
    return Span(month, month, by_place=True, day=-1, edge="last")


def _end_of_half(match: re.Match[str]) -> Span | None:
    month = 6 if match["a"].startswith("上") else 12
    return Span(month, month, by_place=True, day=-1, edge="last")


def _quarter_of(match: re.Match[str]) -> Span | None:
    """The calendar quarter that ends with a month: June quarter."""
    last = month_named(match["a"])
    return Span(last - 2, last) if last % 3 == 0 else None


def _parts(length: int) -> Callable[[re.Match[str]], Span | None]:
    """What makes quarters (3) or halves (6) of their numbers."""

    def make(match: re.Match[str]) -> Span | None:
        first = whole(match["a"])
        last = whole(match.groupdict().get("b") or match["a"])
        if not 1 <= first <= last <= 12 // length:
            return None
        return Span((first - 1) * length + 1, last * length, by_place=True)

    return make


def _first(length: int) -> Callable[[re.Match[str]], Span | None]:
    """What makes the first so many months (1) or quarters (3)."""

    def make(match: re.Match[str]) -> Span | None:
        months = whole(match["a"]) * length
        return Span(1, months, by_place=True) if 1 <= months <= 12 else None

    return make


def _first_days(match: re.Match[str]) -> Span | None:
    days = whole(match["a"])
    return Span(1, 1, by_place=True, day=1, to_day=days) if 1 <= days <= 31 else None


def _final(length: int) -> Callable[[re.Match[str]], Span | None]:
    """What makes the last so many months (1) or quarters (3)."""

    def make(match: re.Match[str]) -> Span | None:
        months = (whole(match["a"]) if match["a"] else 1) * length
        return Span(13 - months, 12, by_place=True) if 1 <= months <= 12 else None

    return make


def _always(span: Span) -> Callable[[re.Match[str]], Span]:
    return lambda _: span


_TH = "(?:st|nd|rd|th)?"
_BESIDE = r"(?: ?[/、&] ?| and |[和及與与])"
_QUARTER = "(?:季度?|四半期|分期)"
_OF_YEAR = "(?: of)?(?: the)?(?: year)?(?![a-z])"
_COUNTER = "(?:个|個|か|ヶ|カ|ケ|箇)"

_BEGINNING = Span(1, 1, by_place=True, day=1, edge="first")
_END = Span(12, 12, by_place=True, day=-1, edge="last")

SPANS = tuple(
    Writing(re.compile(pattern), make, *place)
    for pattern, make, *place in (
        # months
        (_month("a"), _one_month),
        (rf"{_month('a')}{JOINT_WORDS}{_month('b')}", _months),
        (rf"(?P<a>{_CJK_COUNT}) ?(?:-|~|ー|至|到) ?(?P<b>{_CJK_COUNT} ?{_MONTH})", _months),
        (rf"{_month('a')} ?(?:単月|单月|單月)", _one_month),
        (rf"{_month('a')} ?(?:累月|累計|累计)", _up_to_month),
        (r"-?m(?P<a>\d{1,2})(?!\d)", _one_month, "behind"),
        (rf"{_month('a')}{_BESIDE}{_month('b')}", _two_months),
        (rf"(?P<a>{_CJK_COUNT}) ?[、和及] ?(?P<b>{_CJK_COUNT} ?{_MONTH})", _two_months),
        # days
        (rf"(?P<a>{MONTH_NAME}) ?(?P<d>\d{{1,2}}){_TH}(?: ?(?:-|to) ?(?P<e>\d{{1,2}}){_TH})?(?!\d)", _day),
        (rf"between (?P<d>\d{{1,2}}){_TH} and (?P<e>\d{{1,2}}){_TH}(?: of)? (?P<a>{MONTH_NAME})", _day),
        (rf"(?P<a>{MONTH_NAME})-(?P<d>\d{{1,2}})(?=-\d{{4}}(?!\d))", _day),
        (rf"(?P<d>\d{{1,2}}){_TH}(?: ?(?:-|to) ?(?P<e>\d{{1,2}}){_TH})?(?: of)?[ -]?(?P<a>{MONTH_NAME})", _day),
        (
            rf"(?P<a>{_CJK_COUNT} ?{_MONTH}) ?(?P<d>{_CJK_DAY})"
            rf"(?: ?[日号號일]? ?(?:[-~至到]|から) ?(?P<e>{_CJK_DAY}))? ?[日号號일]",
            _day,
        ),
        (r"ngày (?P<d>\d{1,2}) (?P<a>tháng \d{1,2}(?!\d))", _day),
        (rf"(?:the )?(?:end[- ](?:of )?|month end )(?P<a>{MONTH_NAME})", _end_of_month),
        (rf"(?P<a>{_CJK_COUNT} ?{_MONTH})[底末]", _end_of_month),
        (rf"第?(?P<a>首|[1-4]|[一二三四]) ?(?:{_QUARTER})[底末]", _end_of_quarter),
        (r"(?P<a>[上下])(?:半年|半?期)[底末]", _end_of_half),
        # quarters
        (r"-?q(?:tr)?\.? ?(?P<a>[1-4])(?!\d)", _parts(3)),
        (r"(?P<a>[1-4]) ?q(?:tr)?(?![a-z])", _parts(3)),
        (rf"(?:the )?(?P<a>{ORDINAL})[ -](?:quarter|qtr)(?![a-z])", _parts(3)),
        (r"(?:quarter|qtr)\.? (?P<a>[1-4])(?!\d)", _parts(3)),
        (rf"(?P<a>{MONTH_NAME}) (?:quarter|qtr)(?![a-z])", _quarter_of),
        (r"ไตรมาส(?:ที่)? ?(?P<a>[1-4])(?!\d)", _parts(3)),
        (rf"第?(?P<a>首|[1-4]|[一二三四]) ?(?:{_QUARTER}|분기)", _parts(3)),
        (rf"quý (?P<a>{ROMAN}|[1-4])(?!\w)", _parts(3)),
        (rf"-?q(?P<a>[1-4]){JOINT_WORDS}q?(?P<b>[1-4])(?!\d)", _parts(3)),
        (rf"第?(?P<a>[1-4一二三四]) ?{_QUARTER}?(?:-|~|至|到)第?(?P<b>[1-4一二三四]) ?{_QUARTER}", _parts(3)),
        # halves
        (r"-?(?:hy?|s) ?(?P<a>[12])(?!\d)", _parts(6)),
        (r"(?P<a>[12]) ?hy?(?![a-z])", _parts(6)),
        (rf"(?:the )?(?P<a>{ORDINAL})[ -](?:half(?:[- ]year)?|semester)(?![a-z])", _parts(6)),
        (r"half(?:[- ]year)? (?P<a>[12])(?!\d)", _parts(6)),
        (r"上半年|上半期|上期|상반기", _always(Span(1, 6, by_place=True))),
        (r"下半年|下半期|下期|하반기", _always(Span(7, 12, by_place=True))),
        # the first and the last months of a year
        (rf"(?:the )?first (?P<a>{COUNT}) months", _first(1)),
        (rf"(?:the )?first (?P<a>{COUNT}) quarters", _first(3)),
        (rf"(?:the )?first (?P<a>{COUNT}) days(?: of)?", _first_days, "before"),
        (rf"[首前头頭] ?(?P<a>{_CJK_COUNT}) ?{_COUNTER}?月(?!份)", _first(1)),
        (rf"[首前头頭] ?(?P<a>[二三两兩23]) ?[个個]?{_QUARTER}", _first(3)),
        (rf"(?P<a>{COUNT}) tháng đầu(?: năm)?", _first(1)),
        (r"(?P<a>\d{1,2})m(?![a-z])", _first(1), "before"),
        (rf"(?:the )?(?:last|final) (?P<a>{COUNT}) months", _final(1), "before"),
        (r"(?:the )?(?:last|final)(?P<a>) quarter", _final(3), "before"),
        # all of a year, and its ends
        (r"全年度?|(?:の?[1一])?(?:年间|年間)", _always(WHOLE)),
        (r"(?:cả năm|full[- ]year|(?:the )?whole(?: of)?(?: the)?(?: year)?)(?![a-z])", _always(WHOLE), "before"),
        (r"full[- ]year(?![a-z])", _always(WHOLE), "behind"),
        (r"年初", _always(_BEGINNING)),
        (r"年[底末]", _always(_END)),
        (r"年?初", _always(_BEGINNING), "behind"),
        (r"年?[底末]", _always(_END), "behind"),
        (rf"(?:the )?(?:start|beginning){_OF_YEAR}", _always(_BEGINNING), "before"),
        (rf"(?:the )?(?:year[- ])?end{_OF_YEAR}", _always(_END), "before"),
    )
)
