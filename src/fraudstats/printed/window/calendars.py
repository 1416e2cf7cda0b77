"""Whose year: when a fiscal year begins, which of its two years names it, and how bare years are counted.

``2017/18`` is April to March in London and July to June in Canberra; ``FY2018`` ends in 2018 in Washington and begins
in 2018 in Singapore; 113 is a year in Taipei. None of it can be seen in the label, so whoever knows says it once.
The rules are those of the state's own accounts, with the text that lays them down; a police force, a bank or a company
may count otherwise, which a `Calendar` of one's own says.

>>> calendar_of("uk").starts, calendar_of("Hong Kong").code, calendar_of("Apr-Mar").starts
(4, 'HK', 4)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fraudstats.errors import PeriodError
from fraudstats.printed.window.letters import plain_letters
from fraudstats.printed.window.months import MONTH_NAME, month_named

__all__ = ["CALENDARS", "Calendar", "calendar_of"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A country's or an issuer's years.

    Attributes
    ----------
    code : str
        An area code of ISO 3166 where it is a country's.
    starts : int
        The month in which a fiscal year begins; 1 where it is the calendar year.
    named : str
        The year that a fiscal year named by one year means: ``"start"``, ``"end"``, or ``"both"`` where people use
        either, so that ``FY2018`` is refused.
    names : tuple of str
        Further names.
    source : str
        What lays it down.
    since : int
        The first year in which a fiscal year began like this; names of earlier ones are refused.
    counts : str
        The era by which bare years are counted (see `ERAS`); empty for the common one.
    """

    code: str
    starts: int = 1
    named: str = "both"
    names: tuple[str, ...] = ()
    source: str = ""
    since: int = 1
    counts: str = ""


_TABLE = (
    Calendar("GB", 4, "both", ("uk", "united kingdom", "britain", "england"),
             "Interpretation Act 1978, schedule 1: twelve months ending with 31 March"),
    Calendar("IN", 4, "both", ("india",), "General Clauses Act 1897, section 3(21): from the first day of April"),
    Calendar("HK", 4, "both", ("hong kong", "香港"), "Public Finance Ordinance (Cap. 2): from 1 April to 31 March"),
    Calendar("SG", 4, "start", ("singapore",),
             "Financial Procedure Act 1966, section 2; the Constitution, article 142, names FY 2000 by its beginning"),
    Calendar("CA", 4, "both", ("canada",), "Financial Administration Act, section 2: from 1 April to 31 March"),
    Calendar("JP", 4, "start", ("japan", "japanese", "日本", "reiwa"),
             "Public Finance Act (財政法), article 11: from 1 April to 31 March", 1886),
    Calendar("AU", 7, "both", ("australia",), "Acts Interpretation Act 1901, section 2B: twelve months from 1 July"),
    Calendar("NZ", 7, "both", ("new zealand",), "Public Finance Act 1989, section 2: twelve months to 30 June", 1989),
    Calendar("US", 10, "end", ("usa", "united states", "united states of america", "federal"),
             "31 U.S.C. 1102: from 1 October to 30 September, named by the year in which it ends", 1976),
    Calendar("TH", 10, "end", ("thailand", "thai", "buddhist", "buddhist era", "be"),
             "from 1 October to 30 September, named by the following year (Statistical Yearbook Thailand 2022)", 1961,
             "Buddhist era"),
    Calendar("CN", 1, "start", ("china", "mainland", "mainland china", "中国", "中國"),
             "Budget Law (预算法), article 18: the calendar year"),
    Calendar("TW", 1, "start", ("taiwan", "roc", "minguo", "republic of china", "台灣", "臺灣", "民國"),
             "Budget Act (預算法), article 12: the calendar year, named by the year of the Republic", 2001,
             "Republic of China"),
    Calendar("KR", 1, "start", ("korea", "south korea"), "National Finance Act, article 2: the calendar year"),
    Calendar("gregorian", 1, "start", ("common", "western", "calendar", "iso"), "January to December"),
)  # fmt: skip

#: Code -> calendar.
CALENDARS: Mapping[str, Calendar] = MappingProxyType({calendar.code: calendar for calendar in _TABLE})
_BY_NAME = {name.lower(): calendar for calendar in _TABLE for name in (calendar.code, *calendar.names)}
_NO_NAME = re.compile(r"\b(?:the|fiscal|financial|years?|government)\b|(?<=[a-z]) calendar\b")
_MONTHS = re.compile(rf"(?P<first>{MONTH_NAME}) ?(?:-|to) ?(?P<last>{MONTH_NAME})")


def calendar_of(value: str | Calendar | None) -> Calendar | None:
    """The calendar that somebody names: a `Calendar`, an area code, a country, or its months (``"April-March"``).

    Raises
    ------
    PeriodError
        If there is no such calendar; the message lists them.
    """
    if value is None or isinstance(value, Calendar):
        return value
    name = re.sub(r"[ _]+", " ", _NO_NAME.sub(" ", plain_letters(str(value)).text)).strip(" -")
    if name.replace("-", " ") in _BY_NAME:
        return _BY_NAME[name.replace("-", " ")]
    months = _MONTHS.fullmatch(name)
    if months and (month_named(months["first"]) - month_named(months["last"])) % 12 == 1:
        return Calendar(name, month_named(months["first"]))
    known = ", ".join(f"{calendar.code!r} ({calendar.names[0]})" for calendar in _TABLE)
    raise PeriodError(str(value), f"for calendar= one of {known}, months such as 'April-March', or a Calendar")
