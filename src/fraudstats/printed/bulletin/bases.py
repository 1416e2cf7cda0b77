"""Which numbers of a sentence others are compared with, by the label that stands beside them: 较去年9月601件、3亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.bulletin.lexicon import CJK
from fraudstats.printed.bulletin.mask import LABEL
from fraudstats.printed.bulletin.quantity import Quantity

__all__ = ["TOUCHES", "with_bases"]

_COMPARES = re.compile(r"(?:比|较|相较|于|从|由)$")
#: Between a period and a number: what says that the number is not the one of that period.
_LEFT_THE_BASE = re.compile(r"[，,。；;](?!\d{3})|至|到|[增减升降跌涨多少]|达")
#: Between a label and the number that it is of: 去年の115件, 07年(251億円).
TOUCHES = ("(", "の", "的", "")
#: Between "the same period" and its number: 前年同期間約43億円.
_OF_THE_SAME = re.compile(r"间?[はのがに]?|(?:数字|总数)?(?:则|仅|只)?(?:为|是|有|录得)")
#: Between two numbers of a list that is compared with: 197件375人.
_LIST_JOINT = ("", "、", "和", "及")
#: At the beginning of a sentence about another time: "During the same period last year, 3,530 cases ..."
_OPENS = re.compile(r"\W{0,3}(?:(?:during|in|for|over|by) )?(?:the )?(?:而|在)?")
#: Between a time and its total in brackets: 2021年全体の総額(282億円)を超えた.
_OF_ITS_TOTAL = re.compile(r"(?:全体)?の[^。、\d]{1,8}\(")
#: The same in English: surpassing the 2022 loss amounts of $530 million.
_OF_THAT_TIME = re.compile(r"(?: [a-z]+){1,4} of (?:about |nearly |some )?")
#: A clause about another time: from 2021, when $380 million were lost.
_WHEN = re.compile(
    r"\)?,? \(?(?:when|in which|during which|where|which (?:only )?"
    r"(?:saw|had|recorded|registered|stood at|amounted to|totall?ed|was|were|involve[sd]|came to|reached)"
    r"|it was)\b[^.;]{0,120}"
)
_IN_BRACKETS = re.compile(r"(?: (?:figures?|total|number|level))? \(")
_THEN_A_CHANGE = re.compile(r"\s?[、,，]\s?[+\-▲△]\s?\d[\d.]*\s?%\s?\)")
#: Before a number that something reached, which is no base.
_TO = re.compile(r"\bto (?:(?:about|nearly|some|over) )?$")
#: Between two bases, each with its time: than the 435 cases in the same period last year and 283 in 2019.
_AND_ANOTHER = re.compile(rf"(?: [a-z-]+){{0,4}} (?:the )?{LABEL}+,? and (?:the )?")
_AGAINST = re.compile(r"\bagainst (?:about |nearly |some |over |just )?$")
_LISTED_BASE = re.compile(r"(?: [a-z]+){0,3},? ?(?:in |during |for |over )?")
#: "From" and "with" before a time that the words behind its numbers compare with: 与去年同期受理2738件...比较.
_WITH = re.compile(r"[与和跟]$")
_COMPARED = re.compile(r"[^。；;]*?(?:比较|相比|相较)")


def with_bases(text: str, labels: Sequence[Label], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with those as bases that a clause compares with: 较去年9月601件、3亿元."""
    done: list[Quantity] = []
    for one in quantities:
        before = done[-1] if done else None
        behind = before is not None and (
            ((before.role == "base" or _AGAINST.search(text, 0, one.start)) and _before_a_base(text, labels, one))
            or _before_a_change_in_brackets(text, before, one)
            or _goes_on(text, labels, before, one)
            or _is_another(text, before, one)
        )
        is_base = behind or _behind_a_base(text, labels, one) or _of_another_time(text, labels, one)
        done.append(replace(one, role="base") if is_base else one)
    return done


def _goes_on(text, labels, before, one):
    """Whether a number stands right behind one that another is compared with: 去年同期为197件375人."""
    if before.role != "base" or one.role != "level" or text[before.end : one.start] not in _LIST_JOINT:
        return False
    named = [label for label in labels if label.end <= before.start]
    return bool(named) and named[-1].part == "base"


def _is_another(text, before, one):
    """Whether a number is a second one that is compared with, of a time of its own."""
    joined = before.role == "base" and _AND_ANOTHER.fullmatch(text, before.end, one.start)
    return bool(joined) and LABEL in text[one.end : one.end + 24]


def _of_another_time(text, labels, one):
    """Whether a sentence begins with "the same period" of another year, and names no other period before a number."""
    before = [label for label in labels if label.end <= one.start]
    if one.role != "level" or not before or any(label.part == "main" for label in before) or not before[0].same:
        return False
    opens = _OPENS.fullmatch(text, 0, before[0].start) is not None
    return opens and text[before[0].end : before[0].end + 1] in ("，", ",")


def _before_a_change_in_brackets(text, before, one):
    """Whether a number stands in brackets behind another, with a change of that: 301.5億円(382.9億円、▲21.3%)."""
    opened = before.role == "level" and text[before.end : one.start].strip() == "("
    return opened and _THEN_A_CHANGE.match(text, one.end) is not None


def _before_a_base(text, labels, one):
    """Whether the time that is compared with stands right behind a number: "$11.2 million lost, in the same period"."""
    if _TO.search(text, max(0, one.start - 24), one.start):
        return False
    behind = next((label for label in labels if label.start >= one.end), None)
    return (
        behind is not None and behind.part == "base" and _LISTED_BASE.fullmatch(text, one.end, behind.start) is not None
    )


def _behind_a_base(text, labels, one):
    before = [label for label in labels if label.end <= one.start]
    if one.role != "level" or not before or before[-1].part != "base":
        return False
    if not CJK.search(text):
        return any(words.fullmatch(text, before[-1].end, one.start) for words in (_OF_THAT_TIME, _WHEN, _IN_BRACKETS))
    between = text[before[-1].end : one.start]
    if between in TOUCHES or _OF_ITS_TOTAL.fullmatch(between) or (before[-1].same and _OF_THE_SAME.fullmatch(between)):
        return True
    start = max(0, before[-1].start - 3)
    compares = _COMPARES.search(text, start, before[-1].start) is not None
    compares |= bool(_WITH.search(text, start, before[-1].start) and _COMPARED.match(text, one.end))
    return compares and not _LEFT_THE_BASE.search(between)
