"""What a number counts: the classifier behind it, the noun that ends the words behind it, or the noun before it.

>>> counted("", "名嫌疑人")
Counted(units=('persons',), before=0, behind=1, doubt='')
>>> counted("", " telecom and online fraud cases in 2021").units
('cases',)
>>> counted("打掉犯罪团伙", "个").units
('groups',)
>>> counted("", " years") is None
True
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fraudstats.printed.bulletin.lexicon import lexicon, pattern
from fraudstats.printed.bulletin.mask import LABEL, NOISE
from fraudstats.printed.bulletin.money import currency_before, currency_behind

__all__ = ["LOOSE", "MONEY", "UNKNOWN", "Counted", "counted", "is_money", "last_noun"]

NO_CODE = "none"
#: Some money, whose currency nothing at the number says.
MONEY = "money"


def is_money(unit: str) -> bool:
    """Whether a unit is a currency (by its three letters), or some money."""
    return unit == MONEY or len(unit) == 3


LOOSE = "no word beside the number says what it counts"
UNKNOWN = "what is counted has no unit code"
_MORE = r"(?:多|余|来)?(?:以上|以下|左右|余り|あまり|超|近く|ほど|程度|弱|強|强)?の?"
#: Words that end the noun behind an English number, because something else begins.
_STOP = frozenset(
    "in on at for from to by with were was are is be been being has had have that which who whom whose when "
    "while during since between compared than per out as a an the this these last where up down after before "
    "against over under above below about across through until till into involving resulting including "
    "representing following according worth said would could but so if because he she they it there we not "
    "involved left came fled went also nor only nationwide each every via "
    "arrested detained solved seized reported recorded".split()
)
#: Of these, words that a noun may begin with.
_OPENS = frozenset("a an the these those such its their other reported recorded arrested detained".split())
_WORD = re.compile(r"[ -]?([a-z][a-z'’&/-]*|[^\s\w])")
#: Words behind a number that name what it counts, though no list has them: 10,000 house searches.
_NOUNS_OF_ITS_OWN = re.compile(r" (?:[a-z-]+ )?[a-z]{3,}s\b(?<!\bwas)(?<!\bhas)(?<!\bits)")
_OF_THESE = re.compile(r" of (?:the|these|those|them|all|such|its|their|which|whom)\b")
_COPULA = re.compile(r" (?:of (?:them|whom|these|those) )?(?:were|are|was|is|being)\b")
#: The number of complaints about fraud dropped from 2.98 million.
_NUMBER_OF = re.compile(
    r"\bnumber of (?P<what>(?:[a-z-]+ ){0,2}?(?:complaints|reports|victims|people|incidents|arrests|offen[cs]es))\b"
)
_NOT_CLAUSE = r"[^，,。；;、:：\d\n]"


class Counted(NamedTuple):
    """The units that the words allow (empty: counted without a code), what they take, and why they are in doubt."""

    units: tuple[str, ...]
    before: int
    behind: int
    doubt: str = ""


def counted(before: str, behind: str) -> Counted | None:
    """What a number between two stretches of a folded sentence counts.

    Returns
    -------
    Counted or None
        None if it measures something that is not counted, such as years.
    """
    money = _money(before, behind)
    if money is not None:
        return money
    if _never().match(behind):
        return None
    ways = (_classifier(before, behind), _general(before, behind), _english(behind), _noun_right_behind(behind))
    found = next(filter(None, ways), None) or _noun_before(before)
    return found or Counted((), 0, 0, LOOSE)


def _money(before, behind):
    left, taken = currency_before(before)
    right, after = currency_behind(behind)
    if not left and not right:
        return None
    both = tuple(code for code in left if code in right)
    return Counted(both or right or left, taken, after)


@cache
def _never():
    units = lexicon("units")
    return re.compile(rf"\s?(?:{units['never']})|[ -](?:{units['never_english']})\b")


@cache
def _classifiers():
    groups = lexicon("units")["classifiers"]
    return re.compile(rf"\s?{_MORE}(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in groups.items())})")


def _classifier(before, behind):
    match = _classifiers().match(behind)
    if match is None:
        return None
    unit = str(match.lastgroup)
    if unit == "cases" and behind.lstrip().startswith("件") and pattern("units", "things", form="{}$").search(before):
        return Counted((), 0, match.end())
    if unit == NO_CODE:
        found = None if match.group().endswith("次") else _general_unit(before, behind, match.end())
        return found if found and found.units != ("persons",) else Counted((), 0, match.end())
    return Counted((unit,), 0, match.end())


def _general(before, behind):
    match = pattern("units", "general", form=rf"\s?{_MORE}{{}}").match(behind)
    if match is None:
        return None
    return _general_unit(before, behind, match.end()) or Counted((), 0, match.end())


def _general_unit(before, behind, end):
    """The unit of the noun behind a classifier of many things, else of the last noun before the number."""
    stretch = re.match(rf"{_NOT_CLAUSE}{{0,12}}", behind[end:])
    after = _nouns().search(stretch.group() if stretch else "")
    if after and after.lastgroup != MONEY:
        return Counted((str(after.lastgroup),), 0, end)
    left = re.search(rf"{_NOT_CLAUSE}{{0,16}}$", before)
    found = [one for one in _nouns().finditer(left.group() if left else "") if one.lastgroup != MONEY]
    return Counted((str(found[-1].lastgroup),), 0, end) if found else None


@cache
def _nouns():
    return re.compile("|".join(f"(?P<{unit}>{words})" for unit, words in lexicon("units")["nouns"].items()))


@cache
def _english_nouns():
    groups = lexicon("units")["english"]
    return re.compile("|".join(rf"(?P<{unit}>\b(?:{words.replace(' |', '|')})\b)" for unit, words in groups.items()))


def _english(behind):
    """The last noun of the words behind a number, before something else begins."""
    start = 0
    copula = _COPULA.match(behind)
    doubt = LOOSE if copula else ""
    if copula:
        start = copula.end()
    elif _OF_THESE.match(behind):
        start = behind.index(" of ") + 4
    phrase = _phrase(behind, start)
    first, _, rest = phrase.partition(" of ")
    found = list(_english_nouns().finditer(first)) or list(_english_nouns().finditer(rest))
    if not found:
        return Counted((), 0, 0, UNKNOWN) if _NOUNS_OF_ITS_OWN.match(behind) and phrase else None
    unit = str(found[-1].lastgroup)
    return Counted(() if unit == NO_CODE else (unit,), 0, 0, doubt)


def _phrase(behind, start):
    words, place = [], start
    for _ in range(10):
        match = _WORD.match(behind, place)
        if (
            match is None
            or (match[1] in _STOP and (words or match[1] not in _OPENS))
            or match[1] in '，,.;:()—“"!?%'
            or LABEL in match[1]
            or NOISE in match[1]
        ):
            break
        if match[1].endswith("ing") and words and _ends_the_noun(words):
            break  # seven suspects making cards, three offices and targeting citizens
        words.append(match[1])
        place = match.end()
    return " ".join(words)


def _ends_the_noun(words):
    return _english_nouns().search(" ".join(words)) is not None or words[-1] == "and"


def _noun_right_behind(behind):
    """The noun right behind a number without a classifier: 870万群众."""
    match = _nouns().match(behind)
    return Counted((str(match.lastgroup),), 0, 0) if match and match.lastgroup == "persons" else None


def _noun_before(before):
    """The noun right before a number that has no classifier: 抓获嫌疑人37万."""
    left = before[-16:]
    found = [
        m
        for m in _nouns().finditer(left)
        if re.fullmatch(r"(?:数量?|总数|总量|达到?|共计?|有|为|约|是|各|已|\s|:|：|は|が|、)*", left[m.end() :])
    ]
    return Counted((str(found[-1].lastgroup),), 0, 0) if found else None


def last_noun(text: str) -> str | None:
    """The unit of the last noun of a text, for a number that stands alone behind it: that of "number of complaints"."""
    if counted := list(_NUMBER_OF.finditer(text)):
        text = counted[-1]["what"]
    found = [(m.start(), str(m.lastgroup)) for one in (_nouns(), _english_nouns()) for m in one.finditer(text)]
    found = [(place, unit) for place, unit in found if unit != NO_CODE]
    return max(found)[1] if found else None
