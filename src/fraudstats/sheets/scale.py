"""What the words of a header say about its numbers: their unit, and that they are thousands or millions of it.

>>> scale_in("Total Amount Lost (S$ Million)")
Scale(factor=1000000, unit='SGD', words='million')
>>> scale_in("被害総額（千円）").factor, scale_in("Number ('000)").factor, scale_in("Cases per 100,000").factor
(1000, 1000, 1)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from fraudstats.printed.numerals import CJK_UNITS, WORD_UNITS
from fraudstats.printed.words import units_in
from fraudstats.sheets.cell import plain_words

__all__ = ["Scale", "scale_in", "scale_of_notes"]

#: A hundred is a word of rates; single letters need a currency or brackets beside them.
_WORDS = "|".join(sorted((word for word in WORD_UNITS if len(word) > 1 and word != "hundred"), key=len, reverse=True))
_MONEY = (
    r"(?:[a-z]{,2}\$|[£€¥₹฿₩]|\b(?:usd?|hkd|sgd|aud|cad|twd|nzd|myr|inr|gbp|eur|thb|krw|idr|jpy|php|vnd|cny|rmb|r[ms]))"
)
_ENGLISH = re.compile(
    rf"(?<![a-z])(?P<word>{_WORDS})(?![a-z])|{_MONEY}\s?(?P<letter>m|k|b|tn?)(?!\w)|[(\[\s](?P<lone>m|k)[)\]]"
)
_ZEROS = re.compile(r"(?<![\d.,])[,']?000'?s?(?![\d,])")
_CJK = re.compile(
    r"(?<![每\d〇一二三四五六七八九])(?P<cjk>[十百千万萬亿億兆]+)"
    r"(?=\s?(?:[元円圓圆件宗起名個个户人]|美元|港元|港币|港幣|新元|新台|人民|日元|澳元)|\)|\]|$)"
)
_RATE = re.compile(
    r"(?:per|/)\s?(?:1[\d, ]*0{2,}|\d+ ?(?:k|m)\b|thousand|million|capita|head|hundred|inhabitant|population|person)|"
    r"每[一十百千万\d]"
    r"|人口|‰|10万人|t[ỷỉ] lệ"
)
_UNIT_NOTE = re.compile(
    r"(?:\bunits?\b|单位|單位|単位)\s?[:=]?|\bin (?=thousands|millions|billions|lakhs|crores|'000)|\(in |^\(?[£$€¥]"
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What numbers are multiplied by, and their unit.

    Attributes
    ----------
    factor : int
    unit : str
        A code of `fraudstats.vocabulary.UNITS`; empty where the words name none or several.
    words : str
        The words that say the factor.
    """

    factor: int = 1
    unit: str = ""
    words: str = ""


def scale_in(text: str) -> Scale:
    """The scale and the unit that a text names; a rate per so many is not scaled."""
    words = re.sub(r"([$£€¥])(?=[a-z])", r"\1 ", plain_words(text))
    if _RATE.search(words):
        return Scale()
    units = units_in(words)[0]
    unit = units[0] if len(units) == 1 else ""
    for pattern in (_ENGLISH, _CJK, _ZEROS):
        if match := pattern.search(words):
            said = next((part for part in match.groups() if part), "") or match.group()
            return Scale(_factor(said), unit, said)
    return Scale(1, unit)


def scale_of_notes(lines: Iterable[str]) -> Scale:
    """The scale that a title or a note gives for the whole table, such as *Unit: S$ million* or *(in thousands)*."""
    for line in lines:
        words = plain_words(line)
        if len(words) < 120 and (match := _UNIT_NOTE.search(words)):
            found = scale_in(words[match.start() :])
            if found.factor > 1:
                return found
    return Scale()


def _factor(said):
    if said[0] in CJK_UNITS:
        return prod(CJK_UNITS[character] for character in said)
    word = said if said in WORD_UNITS else said.removesuffix("s")
    return {"t": 10**12}.get(word) or WORD_UNITS.get(word, 1000)
