"""The names of the months, as tables of several languages print them."""

from __future__ import annotations

import re

from fraudstats.printed.window.letters import plain_letters

__all__ = ["MONTH_NAME", "month_named"]

#: Language -> for each month its names, separated by spaces.
_NAMES = {
    "English": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec",
    ),
    "Malay and Indonesian": (
        "januari", "februari", "mac maret", "april", "mei", "juni", "julai juli", "ogos agustus ogo agu", "september",
        "oktober okt", "november", "disember desember dis des",
    ),
    "Thai": (
        "มกราคม ม.ค.", "กุมภาพันธ์ ก.พ.", "มีนาคม มี.ค.", "เมษายน เม.ย.", "พฤษภาคม พ.ค.", "มิถุนายน มิ.ย.", "กรกฎาคม ก.ค.",
        "สิงหาคม ส.ค.", "กันยายน ก.ย.", "ตุลาคม ต.ค.", "พฤศจิกายน พ.ย.", "ธันวาคม ธ.ค.",
    ),
}  # fmt: skip
_NUMBERS = {
    plain_letters(name).text: month
    for months in _NAMES.values()
    for month, names in enumerate(months, start=1)
    for name in names.split()
}
_FIRST = {plain_letters(month.split()[0]).text for months in _NAMES.values() for month in months}


def _any_of(names: list[str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


_WHOLE = rf"{_any_of([name for name in _NUMBERS if name in _FIRST])}(?![a-z])"
_SHORT = rf"{_any_of([name for name in _NUMBERS if name not in _FIRST and not name.endswith('.')])}(?![a-z])\.?"
_POINTED = _any_of([name for name in _NUMBERS if name.endswith(".")])
#: One name of a month; an abbreviation may have its point.
MONTH_NAME = f"(?:{_WHOLE}|{_SHORT}|{_POINTED})"


def month_named(name: str) -> int:
    """The number of the month with a name that `MONTH_NAME` found."""
    return _NUMBERS[name] if name in _NUMBERS else _NUMBERS[name.rstrip(".")]
