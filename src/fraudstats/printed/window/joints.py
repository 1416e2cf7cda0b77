"""The words that make phrases of years and stretches: from, to, since, until, ending, so far, in the past.

Each pattern is what may stand before, between or behind them; `grammar` says where each one is looked for.
"""

from __future__ import annotations

import re

from fraudstats.printed.window.numerals import COUNT

__all__ = [
    "AND",
    "BETWEEN",
    "CLOSED",
    "DAYS",
    "ENDING",
    "ENDING_CJK",
    "END_OF_IT",
    "FROM",
    "JOINT",
    "JOINT_WORDS",
    "LENGTH",
    "MONTHS",
    "NEXT_YEAR",
    "OF_THE_YEAR",
    "ON",
    "PAIR",
    "PAST",
    "RUN_END",
    "SAME",
    "SAME_END",
    "SINCE",
    "SINCE_END",
    "SO_FAR",
    "SPAN_YEAR",
    "TO_DATE",
    "UNTIL",
    "UNTIL_END",
    "YEAR_SPAN",
    "YEAR_TO_DATE",
    "YEAR_WORD",
    "YTD",
]  # fmt: skip


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives))


# Between a year and its stretch, and the other way round; a bracket that is opened must be closed.
YEAR_SPAN = re.compile(r" ?(?:[-/,:]|\.(?=[\dqh])|(?P<open>\()|的|'s| of| in)? ?")
SPAN_YEAR = re.compile(r"(?: ?(?:[-/,.:]|(?P<open>\()) ?| (?:of|in) (?:the )?(?:year )?| )?")
CLOSED = re.compile(r" ?\)")

# Between the first and the last of a run.
_TO = r" (?:to|through|thru|until|till|hingga|sampai|s\.?d\.?|đến|ถึง)(?: the)? "
#: Also within a stretch, as in 1至11月.
JOINT_WORDS = rf"(?: ?(?:--?|~|ー|至|到|から|까지|부터) ?|{_TO})"
JOINT = re.compile(rf"{JOINT_WORDS}|/(?=\d{{4}}-\d)")
NEXT_YEAR = re.compile(r"(?:次年|翌年|the following year's|next year's) ?")
#: Two years of four digits behind one another have meanings of their own where they are consecutive.
PAIR = re.compile(r"(\d{4}) ?[-/] ?(\d{4})")
FROM = _any(r"(?:(?:for )?the period )?from (?:the )?", r"(?:for )?the period ", "[自从從由] ?", "từ ")
BETWEEN = re.compile(r"between(?: the)? ")
AND = re.compile(r" and (?:the )?")
RUN_END = re.compile(" ?(?:까지|期间|期間|之间|之間|為止|为止|止|まで|間)")

# With one end.
SINCE = _any(r"(?:(?:ever )?since|starting(?: in| from)?|as from) (?:the )?", "[自从從] ?")
SINCE_END = _any(
    r" ?(?:以来|以來|以降|以後|以后|起至今(?!年)|(?<!\d)起|至今(?!年)|迄今|到现在|到現在)",
    r"/ ?(?:unknown|\.\.)",
    " ?- ?(?:present|now|today|date)(?![a-z])",
    r"(?: ?-|,)? ?(?:up )?to (?:the )?(?:present|today)(?: day)?(?![a-z])",
    r"(?: ?-|,)? ?(?:onwards?|and later|to date|until (?:now|today)|to now|till date)(?![a-z])",
)
UNTIL = _any(
    r"(?:as (?:of|at|on)|up ?to|until|till|by|through|sehingga)(?: and including)?(?: the)? ",
    "to (?=the end of |end[- ]of )",
    r"(?:unknown|\.\.) ?/ ?",
    "截(?:[至止]到?|到)(?:昨[天日]|今[天日])? ?",
    "累[计計]?[至到] ?",
    "(?<![\u4e00-\u9fff])直?[至到] ?",
    "迄 ?",
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day,? "
ON = re.compile(rf"(?:on (?:{_WEEKDAY})?|{_WEEKDAY})(?:the )?")
END_OF_IT = re.compile("[底末](?:まで|时点|時点|现在|現在|为止|為止|止)?")
UNTIL_END = re.compile(" ?(?:为止|為止|止|24[时時]|まで|時点|现在|現在|为限)")
TO_DATE = _any(
    "(?:so far|to date|until now|up to now|as of (?:now|today))(?![a-z])",
    "截[至止]到?(?:目前|现在|現在|今)(?:为止|為止)?",
    "到?(?:目前|现在|現在)(?:为止|為止)",
    "迄今(?:为止|為止)?",
    "至今(?!年)",
)
#: Behind a year that goes on: 今年以来截至11月底.
SO_FAR = re.compile(r"(?:以来|以來)? ?,? ?(?P<open>\()?")
YEAR_TO_DATE = _any(
    "(?:(?:so far|to date)(?:,? in)? )?this (?:calendar )?year(?: so far|,? to date)?",
    "(?:今年|本年)(?:以来|以來|至今|迄今|初至今)?",
    "(?P<lone>(?:the )?year[- ]to[- ]date|ytd|年初至今|年初以来|年初以來) ?(?:of |in )?",
)
#: December 2023 quarter: the quarter that ends with it.
LENGTH = re.compile(" (?P<unit>quarter|qtr|half[- ]year|year)(?![a-z]| ?(?:to|end))")
#: 2021 calendar year.
YEAR_WORD = re.compile(" (?:calendar )?year(?![a-z]| ?(?:to|end))")
OF_THE_YEAR = re.compile(r" of the year(?! ?\d)")
YTD = re.compile(r" (?:year[- ]to[- ]date|ytd|to date)(?![a-z])")

SAME = re.compile("(?:the )?(?:same|corresponding) (?:period|month|quarter|time)(?: of| in|,)? (?:the )?")
SAME_END = re.compile(" ?的?同[期月]")

# So many months or days.
#: First letter of a unit -> its months, or its days.
MONTHS, DAYS = {"m": 1, "q": 3, "h": 6, "y": 12, "f": 12}, {"w": 7, "d": 1}
_UNIT = "months?|mths?|m|weeks?|days?|quarters?|half[- ]years?|years?|(?:fiscal|financial) years?|fy"
ENDING = _any(
    rf"(?:the )?(?:rolling |moving |last |past |latest )?(?:(?P<n>{COUNT})[- ]?)?(?P<unit>{_UNIT})(?:[- ]period)?"
    "(?: rolling)? ?"
    "(?:ending|ended|ends|end|to|up to|through)(?: on| in)?(?: the)?(?: quarter| month)?:? (?:of )?",
    r"(?P<short>f?ye|y/e|year[- ]end(?:ed|ing)?):? ",
)
ENDING_CJK = re.compile(rf"(?:的|之|前|止|的前|的过去|的過去|過去|过去)? ?(?P<n>{COUNT}) ?[个個か]?月(?:间|間)?")
PAST = _any(
    rf"(?:the )?(?:past|previous|last|latest|preceding) (?P<n>{COUNT}) (?P<unit>months|weeks|days)",
    "(?:the )?past (?P<one>month|week)",
    rf"(?:过去|過去|最近|近) ?(?P<m>{COUNT}) ?[个個か]?月(?:间|間|来|來)?",
)
