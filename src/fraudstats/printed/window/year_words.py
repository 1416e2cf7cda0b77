"""How years are written: ``2021年``, ``CY2021``, ``二〇二四年``, ``民國107年``, ``พ.ศ. 2561``, ``FY2018``, ``2017/18``.

Each line of `YEARS` is one writing: its pattern, and what makes a year of a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fraudstats.printed.window.eras import BUDDHIST, COMMON_YEARS, ERAS, short_year
from fraudstats.printed.window.months import MONTH_NAME
from fraudstats.printed.window.numerals import CJK_DIGITS, CJK_YEAR, whole, year_digits
from fraudstats.printed.window.parts import Year
from fraudstats.printed.window.years import Fiscal, Lettered, Numbered, Pair, Relative

__all__ = ["SHORT", "YEARS", "beside_thai"]

_WORDS = {word: era for era in ERAS for word in era.words}
_ERA = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
#: In Japanese 年中 is "in the year"; in Chinese it is its middle.
_ERA_OF_JAPAN = "|".join(word for era in ERAS if era.letter for word in era.words if not word.isascii())
_LETTERS = {era.letter: era for era in ERAS if era.letter}
_AFTER = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True) if word.isascii() and len(word) < 5)
_FISCAL = r"(?:f\.?y\.?|(?:fiscal|financial)[ -]years?|fiscal|ปีงบประมาณ(?: พ\.ศ\.)?)"
_FISCAL_CJK = "(?:財政|财政|會計|会计|会計|事業)?年度|財年|财年|년도|회계연도"
_YEAR = "년|年"
_BEFORE = r"(?:the )?(?:calendar |full[ -]|whole |entire )?year:? |calendar |cy ?'?|tahun |năm |ปี ?(?:พ\.ศ\. ?)?"


def _era_year(match: re.Match[str]) -> Year:
    written = match["n"]
    value = year_digits(written) if re.fullmatch(f"{CJK_DIGITS}{{2,4}}", written) else whole(written)
    number = Numbered(value, 0, _WORDS[match["era"]])
    return Fiscal(number) if (match.groupdict().get("sign") or "").endswith("度") else number


def _lettered(match: re.Match[str]) -> Year:
    number = Numbered(whole(match["n"]), 0, _LETTERS[match["letter"]])
    if not match["sign"]:
        return Lettered(number)
    return Fiscal(number) if match["sign"].endswith("度") else number


def _plain(match: re.Match[str]) -> Year:
    digits = match["n"]
    era = BUDDHIST if int(digits) > 2400 and beside_thai(match.string, match.end()) else None
    return Numbered(int(digits), len(digits), era)


def _cjk(match: re.Match[str]) -> Year:
    return Numbered(year_digits(match["n"]), 4)


def _fiscal(match: re.Match[str]) -> Year | None:
    digits, second = match["n"], match["m"]
    first = int(digits) if len(digits) > 2 else short_year(int(digits))
    if not second:
        era = BUDDHIST if first > 2400 and beside_thai(match.string, match.end()) else None
        return Fiscal(Numbered(int(digits), len(digits), era, short=len(digits) == 2))
    return Pair(first, fiscal=True) if int(second) % 100 == (first + 1) % 100 else None


def beside_thai(text: str, place: int) -> bool:
    """Whether Thai words stand around a year, which is then counted as Thailand counts."""
    return re.search("[ก-๛]", text[max(0, place - 16) : place + 12]) is not None


def _pair(match: re.Match[str]) -> Year | None:
    first, second = int(match["n"]), match["m"]
    if first not in COMMON_YEARS or second not in (f"{first + 1}", f"{(first + 1) % 100:02d}"):
        return None
    like_month = match["sign"] == "-" and len(second) == 2 and 1 <= int(second) <= 12
    return Pair(first, like_month=like_month)


def _lone(match: re.Match[str]) -> Year:
    return Numbered(int(match["n"]), len(match["n"]), lone=True)


def _short(match: re.Match[str]) -> Year:
    return Numbered(int(match["n"]), 2, short=True)


def _eastern(match: re.Match[str]) -> Year:
    return Fiscal(Numbered(int(match["n"]), len(match["n"])), eastern=True)


def _this(_: re.Match[str]) -> Year:
    return Relative(0)


def _last(_: re.Match[str]) -> Year:
    return Relative(-1)


def _vague(_: re.Match[str]) -> Year:
    return Relative(-1, vague=True)


_ERA_NUMBER = rf"元|\d{{1,4}}|{CJK_DIGITS}{{2,4}}|{CJK_YEAR}"
_SECOND = r"(?:\d{4}|\d{2})(?!\d)"
_PAIRED = rf"(?P<n>\d{{4}}) ?[-/] ?(?P<m>{_SECOND})"
YEARS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Year | None]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?P<before>{_BEFORE})?(?P<n>\d{{4}})(?!\d)(?: ?(?:{_YEAR}))?", _plain),
        (rf"(?P<before>)(?P<n>\d{{1,3}}) ?(?:{_YEAR})", _plain),
        (r"(?P<n>\d{2,3})(?!\d)", _lone),
        (rf"(?P<n>{CJK_DIGITS}{{4}}) ?年", _cjk),
        (
            rf"(?P<era>{_ERA})(?: year)? ?(?P<n>{_ERA_NUMBER})(?!\d) ?(?P<sign>年度?|년)?",
            _era_year,
        ),
        (rf"(?P<era>{_ERA_OF_JAPAN}) ?(?P<n>{_ERA_NUMBER}) ?年中", _era_year),
        (rf"(?P<n>\d{{1,4}}) ?(?P<era>{_AFTER})(?![a-z])", _era_year),
        (r"(?P<letter>[mtshr])\.?(?P<n>元|\d{1,2})(?!\d) ?(?P<sign>年度?)?", _lettered),
        (rf"(?<!\d{{4}}[-/])(?P<n>\d{{2}})(?=-(?:{MONTH_NAME})(?![- ]\d)|[- ]?[qh][1-4](?!\d))", _short),
        (r"(?:'|cy ?'?)(?P<n>\d{2})(?!\d)", _short),
        (rf"(?P<n>\d{{4}}|(?<!\d{{4}}[-/])\d{{1,3}}) ?(?:{_FISCAL_CJK})", _eastern),
        (rf"(?:the )?{_FISCAL} ?'?(?P<n>\d{{2,4}})(?!\d)(?: ?[-/] ?'?(?P<m>{_SECOND}))?", _fiscal),
        (rf"{_PAIRED} ?(?:{_FISCAL_CJK})", _fiscal),
        (rf"{_PAIRED} {_FISCAL}(?![a-z])", _fiscal),
        (rf"(?P<n>\d{{4}})(?P<m>) {_FISCAL}(?![a-z])", _fiscal),
        (r"(?P<n>\d{4}) ?(?P<sign>[-/]) ?(?P<m>\d{4}|\d{2})(?![\d/]|-\d{1,2}(?!\d))", _pair),
        (r"(?:the )?(?:this year|(?:current|this) (?:calendar )?year)|今年|ことし|本年(?!度)|올해", _this),
        (r"(?:the )?last year|去年|昨年|작년", _last),
        (r"(?:the )?(?:(?:previous|prior|past|preceding) (?:survey )?year|year (?:before|prior))|上年|前年", _vague),
    )
)
#: Two digits that are a year because of what stands before them.
SHORT = re.compile(r"'?(?P<n>\d{2})(?!\d)")
