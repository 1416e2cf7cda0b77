"""What each column is for time: years, parts of a year, whole labels, or the ends of rolling windows.

A column is judged by what its cells read as. Its name decides only where the cells cannot: ``1`` is a quarter under
*Quarter* and a month under *Month*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from fraudstats.printed.marks import split_marks
from fraudstats.sheets.cell import kind_of, plain_words, words_of
from fraudstats.sheets.label import is_label, reading_of, with_iso_date
from fraudstats.sheets.totals import kind_of_total

__all__ = ["PARTS", "looks_named_time", "named", "part_of", "role_of", "with_year", "year_label"]

_NAMES = {
    "year": r"\b(?:years?|yr|jahr|tahun|năm|année|año|ano)\b|年份|年度|年次|西元|民国|民國|^年$|年[别別]|연도|년도",
    "quarter": r"\b(?:quarters?|qtr|q)\b|季|四半期|분기",
    "month": r"\b(?:months?|mths?|mon|bulan|mois|mes)\b|月|월",
    "half": r"\b(?:half|halves|semester|half-year)\b|半年|半期|반기",
}
_TIME = re.compile(
    r"\b(?:dates?|periods?|time|when|weeks?|days?|datetime|timestamp|ending|ended|starts?|ends?|from|until|fy|"
    r"reporting)\b"
    r"|日期|时间|時間|時期|时期|期間|期间|期别|期別|日付|기간|기준"
)
_ENDING = re.compile(
    r"(?:ending|ended|to end|end of|as of|as at|up to|until|截至|截止)(?: on| in)?$"
    r"|\b(?:years?|months|quarters?|weeks?|periods?|half|fy)\b.*\b(?:ending|ended|to)\b(?! date)"
)
_FISCAL = re.compile(r"\b(?:fiscal|financial)\b|\bfy\b|年度")
_START = re.compile(r"\b(?:start|starts|begin|begins|beginning|from|since|first)\b|开始|開始|起始|自$|^起|^从|^從|^自")
_END = re.compile(r"\b(?:end|ends|ending|to|until|till|last|through)\b|结束|結束|终了|終了|截止|^止|^至|^到")
#: Parts of a year, the finest first.
PARTS = ("month", "quarter", "half")
_DIGITS = {"month": "{year}-{n:02d}", "quarter": "{year} Q{n}", "half": "{year} H{n}"}
_MOST = {"month": 12, "quarter": 4, "half": 2}
_SAMPLE = 300


def named(name: str, role: str) -> bool:
    """Whether the name of a column says what it holds; a role is one of year, quarter, month, half, start, end."""
    pattern = {"start": _START, "end": _END, "ending": _ENDING}.get(role) or re.compile(_NAMES[role])
    return pattern.search(words_of(name)) is not None


def looks_named_time(name: str) -> bool:
    """Whether the name of a column says that it holds time of any kind."""
    return _TIME.search(words_of(name)) is not None or any(named(name, role) for role in _NAMES)


def role_of(name: str, texts: Sequence[str], told: bool = False, calendar: Any = None) -> str | None:
    """What a column is for time.

    Parameters
    ----------
    name : str
    texts : sequence of str
        Its cells.
    told : bool
        Whether the user says that it is a column of time.
    calendar : str or Calendar, optional
        Whose years bare numbers may be; as for `fraudstats.period`.

    Returns
    -------
    str or None
        ``year``, ``month``, ``quarter``, ``half``, ``label``, ``ending`` (the name begins the label: *12 months
        ending*), ``serial`` (days as Excel counts them), or None.

    Examples
    --------
    >>> role_of("Quarter", ["1", "2"]), role_of("", ["1H 2021", "1H 2022"]), role_of("State", ["Victoria"])
    ('quarter', 'label', None)
    """
    cells = [text for text in dict.fromkeys(texts) if text.strip()][:_SAMPLE]
    if not cells or (kind_of_total(name) and not told):
        return None
    time = told or looks_named_time(name)
    if named(name, "ending") and _share(cells, lambda text: is_label(with_iso_date(text, None))):
        return "ending"
    if _share(cells, lambda text: kind_of(text) == "year"):
        return "year" if time or _runs(cells) else None
    for part in PARTS:
        if _share(cells, lambda text, part=part: _is_part(text, part, named(name, part))):
            return part
    if _share(cells, lambda text: _is_year(text)):
        return "year"
    if _share(cells, lambda text: kind_of(text) == "number"):
        return _of_numbers(cells, calendar) if time else None
    return "label" if _share(cells, is_label) else None


def year_label(name: str, text: str) -> str:
    """The label of a year in a column: where the column is called a fiscal year, a bare year is one.

    >>> year_label("Year", "2019"), year_label("Financial Year", "2019"), year_label("年度", "2019")
    ('2019', 'FY2019', '2019年度')
    """
    text = with_iso_date(text, None)
    if kind_of(text) != "year" or not (match := _FISCAL.search(words_of(name))):
        return text
    return f"{text.strip()}年度" if match.group() == "年度" else f"FY{text.strip()}"


def part_of(name: str) -> str | None:
    """The part of a year that a name alone says: ``Q1``, ``January``, ``上半年``; None where it says none.

    >>> part_of("Q1"), part_of("Jan"), part_of("Cases")
    ('quarter', 'month', None)
    """
    return next((part for part in PARTS if _is_part(name, part, False)), None)


def with_year(year: str, part: str, kind: str) -> str:
    """The label of a part of a year.

    >>> with_year("2021", "3", "quarter"), with_year("2021", "March", "month"), with_year("令和5年", "1月", "month")
    ('2021 Q3', '2021 march', '令和5年1月')
    """
    year, part = split_marks(plain_words(year))[0], plain_words(part)
    if re.fullmatch(r"0?\d|1[0-2]", part):
        return _DIGITS[kind].format(year=year.removesuffix("年"), n=int(part))
    return f"{year}{part}" if year.endswith("年") else f"{year} {part}"


def _share(cells, test):
    """Whether more than half of the cells pass."""
    return 2 * sum(map(bool, map(test, cells))) > len(cells)


def _is_part(text, part, by_name):
    """Whether a cell is a part of a year, which is a period only with its year."""
    words = plain_words(text)
    if re.fullmatch(r"\d{1,2}", words):
        return by_name and 1 <= int(words) <= _MOST[part]
    if len(words) > 40 or reading_of(text):
        return False
    reading = reading_of(with_year("2021", words, part))
    if reading is None or reading.window.days is None:
        return False
    return {1: "month", 3: "quarter", 6: "half"}.get(round(reading.window.days / 30.4)) == part


def _is_year(text):
    reading = reading_of(text)
    if reading is None or kind_of(text) == "number":
        return False
    start, end = reading.window
    return bool(
        start and end and start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    )


def _runs(cells):
    """Whether years stand in order, each once, as in a first column without a name."""
    years = [int(plain_words(text)[:4]) for text in cells if kind_of(text) == "year"]
    return len(years) > 1 and {b - a for a, b in pairwise(years)} in ({1}, {-1})


def _of_numbers(cells, calendar):
    """What numbers under the name of a time are: months without a hyphen, or days as Excel counts them."""
    if _share(cells, lambda text: with_iso_date(text, None) != text):
        return "label"
    if all(re.fullmatch(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])", plain_words(text)) for text in cells):
        return "label"
    if _share(cells, lambda text: re.fullmatch(r"[2-6]\d{4}(?:\.\d+)?", plain_words(text))):
        return "serial"
    return "label" if calendar is not None and _share(cells, lambda text: reading_of(text, calendar)) else None
