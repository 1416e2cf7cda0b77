"""The Japanese era in which years of one or two digits are counted: after 平成元年, 23年 is 2011.

A year of two digits cannot be one of Reiwa yet. Where that era is named, or none, it is one of our century.

>>> last_era("平成元年から10年まで"), era_of("平成元年から", Setting()).before
('平成', 1988)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fraudstats.printed.bulletin.label import Setting

__all__ = ["Era", "era_of", "last_era", "year_of_one_digit"]


class Era(NamedTuple):
    """The name of an era as readings of periods give it, and the year before its first."""

    name: str
    before: int


_ERAS = {"平成": Era("Heisei", 1988), "昭和": Era("Showa", 1925)}
_REIWA = Era("Reiwa", 2018)
_NAMED = re.compile("平成|昭和|令和")


def last_era(text: str) -> str:
    """The era that a text names last; empty where it names none."""
    names = _NAMED.findall(text)
    return names[-1] if names else ""


def era_of(text: str, setting: Setting) -> Era | None:
    """The era of a year without its name behind a text; None where it is of our century."""
    return _ERAS.get(last_era(text) or setting.era)


def year_of_one_digit(number: int, text: str, setting: Setting) -> int | None:
    """The year that a number of one digit is behind a text; None where no era is named: 令和5年は...6年は."""
    name = last_era(text) or setting.era
    return number + _ERAS.get(name, _REIWA).before if name else None
