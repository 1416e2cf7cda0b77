"""The Japanese era in which years of one or two digits are counted: after 平成元年, 23年 is 2011.

A year of two digits cannot be one of Reiwa yet. Where that era is named, or none, it is one of our century.

>>> last_era("平成元年から10年まで"), era_of("平成元年から", Setting()).before
('平成', 1988)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fraudstats.printed.bulletin.label import Setting

__all__ = ["Era", "era_of", "last_era"]


class Era(NamedTuple):
    """The name of an era as readings of periods give it, and the year before its first."""

    name: str
    before: int


_ERAS = {"平成": Era("Heisei", 1988), "昭和": Era("Showa", 1925)}
_NAMED = re.compile("平成|昭和|令和")


def last_era(text: str) -> str:
    """The era that a text names last; empty where it names none."""
    names = _NAMED.findall(text)
    return names[-1] if names else ""


def era_of(text: str, setting: Setting) -> Era | None:
    """The era of a year without its name behind a text; None where it is of our century."""
    return _ERAS.get(last_era(text) or setting.era)
