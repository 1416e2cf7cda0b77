"""The qualifier of a number in a sentence: a word right before it or right behind it.

Words that belong to the number may stand between, as in "more than a total of 3,000".

>>> qualifier_around("more than a total of ", "3,000", " suspects")
Found(code='more_than', before=21, behind=0, other=None)
>>> qualifier_around("被害額は", "487亿", "円近くにのぼり").code
'nearly'
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fraudstats.printed.bulletin.lexicon import lexicon
from fraudstats.printed.words import AT_NUMBER, AT_UNIT, qualifiers_at

__all__ = ["Found", "qualifier_around"]

_REACH_BEFORE, _REACH_BEHIND = 42, 16
#: What may stand between the qualifier and the number; ``N`` is the number.
_BEFORE = re.compile(
    r"[\s\"“'‘「(]*(?:(?:an?|the|its?) )?(?:(?:total|sum|estimated|staggering|whopping|record|combined|reported|"
    r"additional|value|further|potential|cumulative|collective)[\s,]*)*(?:(?:of|worth|at|to|the) ?)*(?:an? )?"
    r"(?:达到?|到|共计?|合共|人民币|总共|为|有|是|了|は|の|に)?(?:新台币|人民币|港币)?\s*"
    r"(?:[a-z]{0,4} ?[$£€₹¥฿₱₩₫]|rm|rs\.?|mop|vnd|php|nt|idr|rp|p|inr|sgd|hkd|usd|aud|cad)?\s*(?=[NU])"
)
#: Qualifiers that stand behind their number; before one they belong to something else (倍以上の35件).
_ONLY_BEHIND = re.compile(
    "以上|以下|以内|左右|上下|有余|余|多|强|弱|程度|前[后後]|ほど|近く|を?超え|を?突破|を?上回|余り|あまり|くらい|ぐらい|足らず|[+]"
)
#: These, and one that stands on either side: 100万円超.
_BEHIND_CJK = re.compile(f"{_ONLY_BEHIND.pattern}|超(?!过|過)")
_BEHIND = re.compile(r"[NU]\s?[^\W\d_a-zと]{0,4}?(?:\([^()\d]{0,8}\))?[をにの]?\s?")
#: Before "up to" and "over" they are part of the verb.
_MOVED = re.compile(r"\b(?:went|goes|gone|going|shot|moved|climbed|rose|jumped|handed|handing|turned|taken) $")
#: Behind the number, "up to" is a rise: up to $6.64 million from $3.28 million.
_FROM_A_LEVEL = re.compile(r"(?: ?(?:million|billion|trillion|m|bn))? from (?:just |about |the )?")
#: Before it as well: losses were up to $3.9 million.
_WERE = re.compile(r"\b(?:were|was) $")
#: Before "more than" they make it a comparison: 37 per cent more than the 256,592 cases.
_OF_A_CHANGE = re.compile(r"(?:%|per ?cent|\btimes|\bfold) $")
#: No qualifier is parted from its number by one.
_MARK = re.compile(r"[,，。；;、：:!?？\n]")
#: English words that qualify the number before them; any other belongs to the next one.
_BEHIND_ENGLISH = re.compile(r"or (?:so|more|fewer|less)|-odd|plus|and (?:above|over)")


class Found(NamedTuple):
    """The code of a qualifier, the characters it takes before and behind the number, and another that disagrees."""

    code: str | None
    before: int
    behind: int
    other: str | None


def qualifier_around(before: str, number: str, behind: str) -> Found:
    """The qualifier of a number between two stretches of a folded sentence."""
    before, behind = _MARK.split(before[-_REACH_BEFORE:])[-1], _MARK.split(behind[:_REACH_BEHIND])[0]
    bare = AT_UNIT if number[:1] in "百千万亿" else AT_NUMBER
    words = f"{before}{bare}{behind}"
    place = len(before)
    here = [found for found in (*qualifiers_at(words), *_further(words)) if _touches(words, place, *found[1:])]
    here.sort(key=lambda found: (found[1] > place, -found[1] if found[1] <= place else found[1]))
    if not here:
        return Found(None, 0, 0, None)
    code, start, end = here[0]
    other = next((found[0] for found in here[1:] if found[0] != code), None)
    return Found(code, place - start if start < place else 0, end - place - 1 if end > place else 0, other)


def _touches(words, place, start, end):
    """Whether only words that belong to the number stand between it and its qualifier."""
    if end <= place:
        if _OF_A_CHANGE.search(words, 0, start) or words[start : end + 1] == "最多の":
            return False
        if _ONLY_BEHIND.match(words, start) or _MOVED.search(words, max(0, start - 10), start):
            return False
        if words[start:end].endswith(" than") and words.startswith(" the ", end):
            return False  # still less than the 280 cases of 2019
        if words.startswith("up to", start) and (
            _FROM_A_LEVEL.match(words, place + 1) or _WERE.search(words, 0, start)
        ):
            return False
        match = _BEFORE.match(words, end)
        return match is not None and match.end() == place
    if start > place:
        english = words[start].isascii() and words[start].isalpha()
        if not (_BEHIND_ENGLISH.fullmatch(words, start, end) if english else _BEHIND_CJK.match(words, start)):
            return False
        return _BEHIND.fullmatch(words, place, start) is not None
    return True


def _further(words):
    """The qualifiers of running text."""
    return [(code, m.start(), m.end()) for code, one in _patterns() for m in one.finditer(words)]


@cache
def _patterns():
    return [(code, re.compile(one)) for code, one in lexicon("cues")["qualifiers"].items()]
