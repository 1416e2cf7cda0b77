"""The money of a number: the currency before or behind it, and which of several a ``$`` or 元 is.

>>> currency_before("涉款港币"), currency_behind("元人民币")
((('HKD',), 2), (('CNY',), 4))
"""

from __future__ import annotations

import re
from functools import cache

from fraudstats.printed.bulletin.lexicon import fold, lexicon
from fraudstats.vocabulary import UNITS

__all__ = ["CURRENCY_OF", "currency_before", "currency_behind", "is_currency"]

#: Area -> its currency, by which a bare ``$`` or 元 is read.
CURRENCY_OF = {
    "CN": "CNY", "CN-YN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "SG": "SGD", "US": "USD", "AU": "AUD",
    "CA": "CAD", "NZ": "NZD", "JP": "JPY", "MY": "MYR", "IN": "INR", "GB": "GBP", "TH": "THB", "KR": "KRW",
    "ID": "IDR", "PH": "PHP", "VN": "VND",
}  # fmt: skip


@cache
def _currencies() -> dict[str, tuple[str, ...]]:
    """Word -> the currencies that it may name."""
    further = {code: words.split("|") for code, words in lexicon("units")["currencies"].items()}
    found: dict[str, tuple[str, ...]] = {}
    for code, unit in UNITS.items():
        if len(code) == 3 and code.isupper():
            for word in (code.lower(), *map(fold, unit.words), *further.get(code, ())):
                found[word] = tuple(dict.fromkeys((*found.get(word, ()), code)))
    return found


@cache
def _pattern(place: str) -> re.Pattern[str]:
    names = sorted(_currencies(), key=len, reverse=True)
    one = "|".join(rf"(?<![a-z]){re.escape(n)}" if n[0].isalpha() and n.isascii() else re.escape(n) for n in names)
    if place == "before":
        return re.compile(rf"(?P<name>{one})\.?\s?(?:\(\s?)?$")
    closed = "|".join(rf"{re.escape(n)}(?![a-z])" if n[-1].isalpha() and n.isascii() else re.escape(n) for n in names)
    return re.compile(rf"[\s-]?(?P<name>(?:{closed})(?:\s?(?:人民币|港币|新台币|澳门币))?)")


def is_currency(word: str) -> bool:
    """Whether a word, such as the letters before digits, names a currency."""
    return word in _currencies()


def currency_before(text: str) -> tuple[tuple[str, ...], int]:
    """The currencies that the end of a text may name, and how many characters it takes."""
    match = _pattern("before").search(text[-24:])
    return (_currencies()[match["name"]], len(match.group())) if match else ((), 0)


def currency_behind(text: str) -> tuple[tuple[str, ...], int]:
    """The currencies that the beginning of a text may name, and how many characters it takes."""
    match = _pattern("behind").match(text)
    if match is None:
        return (), 0
    name = match["name"]
    known = _currencies()
    if name in known:
        return known[name], match.end()
    whole, addition = next(
        (name[: -len(a)].strip(), a) for a in ("人民币", "新台币", "澳门币", "港币") if name.endswith(a)
    )
    return tuple(code for code in known[whole] if code in known[addition]) or known[whole], match.end()
