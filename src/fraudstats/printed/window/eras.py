"""Years counted from other beginnings: the Republic of China, the eras of Japan, the Buddhist era.

A year of an era is a year of the common calendar plus a constant. The Japanese eras begin and end within a year;
statistics that name a year by its era count the whole year, which `Era.partial` says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["BUDDHIST", "COMMON_YEARS", "ERAS", "Era", "common_years", "short_year"]


@dataclass(frozen=True, slots=True)
class Era:
    """A way to number years.

    Attributes
    ----------
    name : str
        As messages write it.
    before : int
        The year before its year 1.
    words : tuple of str
        What stands before the number, in plain letters.
    calendar : str
        The calendar that settles it for a number that stands alone; see `CALENDARS`.
    began, ended : date or None
        Of an era of Japan; the last one is open.
    letter : str
        Its initial, as tables of Japan print it.
    longest : int
        Years that an open era may reach; no era of Japan had more than 64.
    """

    name: str
    before: int
    words: tuple[str, ...]
    calendar: str = ""
    began: dt.date | None = None
    ended: dt.date | None = None
    letter: str = ""
    longest: int = 9999

    def year(self, number: int) -> int | None:
        """The year of the common calendar; None where the era has no such year, or nothing was counted in it."""
        year = self.before + number
        there = number >= 1 and (year <= self.ended.year if self.ended else number <= self.longest)
        return year if there and year in COMMON_YEARS else None

    def partial(self, year: int) -> str:
        """Why a year of the era is not a whole one; empty where it is."""
        for day, verb in ((self.began, "began"), (self.ended, "ended")):
            if day is not None and day.year == year:
                return f"the era {self.name} {verb} on {day}; statistics that name {year} by it count the whole year"
        return ""


#: Years in which something may have been counted; the Buddhist era is far behind them.
COMMON_YEARS = range(1800, 2201)

_day = dt.date.fromisoformat
COMMON = Era("common era", 0, ("公元", "西元", "西曆", "西历", "西暦", "ad", "a.d.", "ce", "c.e."))
ROC = Era(
    "Republic of China", 1911, ("中華民國", "中华民国", "民國", "民国", "r.o.c.", "roc", "minguo"), "TW"
)  # fmt: skip
BUDDHIST = Era(
    "Buddhist era", -543, ("พ.ศ.", "พศ", "พุทธศักราช", "b.e.", "be", "buddhist era", "佛曆", "佛历", "仏暦"), "TH"
)
_JAPAN = (
    Era("Meiji", 1867, ("明治", "meiji"), "JP", _day("1868-01-25"), _day("1912-07-30"), "m"),
    Era("Taisho", 1911, ("大正", "taisho"), "JP", _day("1912-07-30"), _day("1926-12-25"), "t"),
    Era("Showa", 1925, ("昭和", "showa"), "JP", _day("1926-12-25"), _day("1989-01-07"), "s"),
    Era("Heisei", 1988, ("平成", "heisei"), "JP", _day("1989-01-08"), _day("2019-04-30"), "h"),
    Era("Reiwa", 2018, ("令和", "reiwa"), "JP", _day("2019-05-01"), None, "r", 64),
)
ERAS = (COMMON, ROC, BUDDHIST, *_JAPAN)


def common_years(number: int, digits: int) -> list[tuple[int, Era | None]]:
    """The years that a number may mean when no word says how it is counted, each with its era.

    None for an era is the common calendar. A number of four digits that is a common year means that alone.

    >>> [(year, era.name if era else "") for year, era in common_years(24, 2)]
    [(2024, ''), (1935, 'Republic of China'), (1891, 'Meiji'), (1949, 'Showa'), (2012, 'Heisei'), (2042, 'Reiwa')]
    """
    if digits == 4:
        known: list[tuple[int, Era | None]] = [(number, None)] if number in COMMON_YEARS else []
        return known or _by_eras(number, BUDDHIST)
    short: list[tuple[int, Era | None]] = [(short_year(number), None)] if digits == 2 else []
    return short + _by_eras(number, ROC, *_JAPAN)


def short_year(number: int) -> int:
    """The year that two digits mean: 1969 to 2068, as in the C library and `time.strptime`."""
    return number + (1900 if number >= 69 else 2000)


def _by_eras(number: int, *eras: Era) -> list[tuple[int, Era | None]]:
    return [(year, era) for era in eras if (year := era.year(number)) is not None]
