"""The numbers of a sentence that count something, each with its place, qualifier, unit and part in the sentence.

A number is a level (what was counted), a base (what the level is compared with, as in "up from 15,949") or a difference
("an increase of 1,281 cases"). Percentages and multiples are no quantities; `changes` reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fraudstats.errors import PrintedError
from fraudstats.printed.bulletin.lexicon import CJK, pattern
from fraudstats.printed.bulletin.mask import LABEL, NOISE, PERCENT
from fraudstats.printed.bulletin.money import is_currency
from fraudstats.printed.bulletin.qualifier import qualifier_around
from fraudstats.printed.bulletin.unit import LOOSE, MONEY, UNKNOWN, counted, is_money, last_noun
from fraudstats.printed.ranges import read_range
from fraudstats.printed.refusals import not_a_count
from fraudstats.printed.result import Printed
from fraudstats.printed.separators import Separators
from fraudstats.printed.single import numbers_in, read_single
from fraudstats.printed.tokens import Run

__all__ = ["Quantity", "is_share", "quantities_in"]

_SEPARATORS = Separators(told=False)
_SHARE = re.compile(
    r"[\s-]?(?:%|per ?cent\b|percent\b|pct\b|pc\b|パーセント|个百分点|‰"
    r"|(?:\s?(?:及|和|与|、|and|、)\s?\d[\d.]*)+\s?(?:%|per ?cent\b|倍)"
    r"|成(?![员功年人立果都交])|割(?!合)|倍|-?fold\b| times\b|x\b)"
)
_JOINED = re.compile(
    r"(?P<unit>\s?[^\W\d_]{0,3})\s?(?:[-~至]|到(?=[\d$])| to (?=[\d$£€rhs])| and (?=[\d$£€rhs]))\s?[a-z]{0,2}\$?\s?"
)
#: A bare number that is the subject of a sentence counts what was named before: "21 were identified".
_SUBJECT_OF = re.compile(
    r"(?: or \d[\d.]*(?:%| ?per ?cent))?"
    r"(?: of the (?=\d)| (?:of (?:them|whom|these|those) )?(?:who|were|was|are|have|had|has|involving)\b)"
)
#: Several bare numbers in brackets are a list of counts: card fraud (916), and obscene messages (232).
_IN_BRACKETS = re.compile(r"(?<=[a-z] )\(\d{2,3}\)")
#: What makes a bare number of three digits a count: "to 773, up from 739".
_LEADS_TO_A_NUMBER = re.compile(
    r"(?:\b(?:to|from|of|was|were|another|further|reached|totall?ed|and|than|with|at|about|nearly|over|against)"
    r"|[至到为由从达有及和、:：]) ?$"
)
#: Before a conversion: 10億元(約2億美元).
_OPENED = re.compile(r"\s?\((?:about |or |equivalent to |约|折合|相当于)?")
#: Around an amount by which something changed: up 3.32 billion yen from 2018.
_UP = re.compile(r"\b(?:up|down) (?:by )?(?:about |nearly |some |over )?$")
_FROM_A_TIME = re.compile(rf"(?: [a-z]+)?(?: \([^()]*\))? (?:from|on|since|compared (?:with|to)) (?:the )?{LABEL}")
#: An amount in brackets behind the word of a change: a 14% increase (more than $1 billion).
_OF_A_CHANGE = re.compile(
    r"(?:increase|decrease|rise|drop|fall|decline|reduction|jump|surge|growth|up|down|%|per ?cent|[增减升降跌幅]) ?\($"
)
#: Before two numbers that are no range: from 5 to 7, decreased by HK$30 million to HK$9.15 billion.
_MOVES_BY = re.compile(r"\b(?:from|(?:[a-z]+ed|rose|fell|grew|up|down) by) (?:about )?[a-z]{0,3}[^\w\s]?$")
_MILLIONS = re.compile("million|billion|trillion|亿")
#: How far from an amount a bare number may stand that is one as well.
_NEAR = 40
#: A computer can hold the square of it.
_MOST = 1e60
#: A number that is a name in quotation marks: “4·01”, "110".
_QUOTED = re.compile(r"[^\"“”]{0,3}[\"”]")
_LISTED = re.compile(r"(?: or \d[\d.]*(?:%| ?per ?cent))?\s?(?:及|和|、|与|以及|,? ?and|,? ?or|,| to)\s?[a-z]{0,3}\$?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts something.

    Attributes
    ----------
    start, end : int
        Place in the sentence, with qualifier, currency and classifier.
    number_start, number_end : int
        Place of the number alone.
    printed : Printed
    qualifier : str or None
    units : tuple of str
        Unit codes that the words allow; empty where what is counted has none.
    role : str
        ``level``, ``base``, ``difference``, or ``conversion``: the amount before it in another currency.
    doubts : tuple of str
        What was guessed.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    printed: Printed
    qualifier: str | None
    units: tuple[str, ...]
    role: str
    doubts: tuple[str, ...] = ()


def quantities_in(text: str) -> tuple[list[Quantity], list[str]]:
    """The quantities of a masked sentence, from left to right, and what could not be read."""
    found: list[Quantity] = []
    problems: list[str] = []
    runs = [run for run in numbers_in(text) if not is_share(text, run)]
    skip = -1
    for number, run in enumerate(runs):
        if run.start < skip:
            continue
        left = found[-1].end if found else 0
        follower = runs[number + 1] if number + 1 < len(runs) else None
        try:
            one = _range(text, run, follower, left) or _quantity(text, run, left)
            _refuse_beyond_counts(run, one)
        except PrintedError as error:
            problems.append(f"{run.text}: expected {error.expected}")
            continue
        if one is not None and one.start >= left:
            found.append(one)
            skip = one.end
    return _with_conversions(text, _with_differences(text, _with_units_of_the_next(text, found))), problems


def _refuse_beyond_counts(run, one):
    if one is not None and max(map(abs, one.printed.ends or (one.printed.number,))) > _MOST:
        raise PrintedError(run.text, f"a number up to {_MOST:.0e}: nothing that is counted comes near it")


def _with_conversions(text, found):
    """An amount in brackets right behind one in another currency is the same money: £257.5 million ($338.6 million)."""
    done: list[Quantity] = []
    for one in found:
        before = done[-1] if done else None
        if before and _is_converted(text, before, one):
            units = ("USD",) if len(one.units) > 1 and "USD" in one.units else one.units
            role = "difference" if before.role == "difference" else "conversion"
            one = replace(one, role=role, units=units)
        done.append(one)
    return done


def _is_converted(text, before, one):
    if not (before.units and one.units and is_money(before.units[0]) and is_money(one.units[0])):
        return False
    in_brackets = _OPENED.fullmatch(text, before.end, one.start) and text.startswith(")", one.end)
    return bool(in_brackets) and before.units != one.units


def _with_differences(text, found):
    """A list that begins with a difference goes on with them: 分别增加122宗及493宗."""
    done: list[Quantity] = []
    for one in found:
        before = done[-1] if done else None
        if (
            before
            and before.role == "difference"
            and one.role == "level"
            and _LISTED.fullmatch(text, before.end, one.start)
            and text[before.end : one.start].strip(" hkusntarm$£€") != "to"  # by $30 million to $9 billion
            and not (text[before.end : one.start] == "," and CJK.search(text[before.start : before.end]))
        ):
            one = replace(one, role="difference")
        done.append(one)
    return done


def _with_units_of_the_next(text, found):
    """A list of numbers may name its unit once, behind the last: 3,570万及3,790万澳门元."""
    done: list[Quantity] = []
    for one in reversed(found):
        following = done[-1] if done else None
        if following and LOOSE in one.doubts and not one.units and _LISTED.fullmatch(text, one.end, following.start):
            one = replace(one, units=following.units, doubts=following.doubts)
        done.append(one)
    return _with_units_of_the_one_before(text, done[::-1])


def _with_units_of_the_one_before(text, found):
    """A bare number counts what the number before it counts: "5,700 people were prosecuted, and over 7,200 ..."."""
    done: list[Quantity] = []
    for one in found:
        before = done[-1] if done else None
        if LOOSE in one.doubts and not one.units and before and before.units and before.units[0].islower():
            noun = last_noun(text[before.end : one.start])
            one = replace(one, units=(noun,) if noun == MONEY else before.units)
        elif LOOSE in one.doubts and not one.units and before and _is_more_money(text, before, one):
            one = replace(one, units=before.units)
        done.append(one)
    return done


def _is_more_money(text, before, one):
    """Whether a bare number of millions stands behind an amount: 700 million baht in 2018 and 1.2 billion in 2019."""
    scaled = _MILLIONS.search(text[one.number_start : one.number_end])
    between = text[before.end : one.number_start]
    alone = last_noun(between) is None and len(between) < _NEAR and before.units and is_money(before.units[0])
    return bool(scaled and alone)


def is_share(text: str, run: Run) -> bool:
    """Whether a number is a percentage, tenths or a multiple."""
    return _SHARE.match(text, run.end) is not None or text[max(0, run.start - 2) : run.start].rstrip()[-1:] == PERCENT


def _quantity(text, run, left):
    before, behind = text[max(left, run.start - 60) : run.start], text[run.end : run.end + 90]
    what = counted(before, behind)
    if what is None or _is_too_little(text, run, what) or ("," not in run.text and _is_part_of_a_name(before, behind)):
        return None
    doubts = [what.doubt] if what.doubt else []
    units = what.units
    prefix, suffix = before[len(before) - what.before :], behind[: what.behind]
    clean = f"{prefix}{run.text}{suffix}" if units and (len(units[0]) == 3 or units == ("kg",)) else run.text
    expected = not_a_count(clean)
    if expected:
        raise PrintedError(run.text, expected)
    printed = read_single(run.text, clean, _SEPARATORS)
    qualifier = qualifier_around(text[max(left, run.start - 60) : run.start], run.text, behind)
    if qualifier.other or (qualifier.code and printed.qualifier and printed.qualifier != qualifier.code):
        doubts.append("two qualifiers disagree")
    start = run.start - max(what.before, qualifier.before)
    end = run.end + max(what.behind, qualifier.behind)
    role = _role(text[max(0, start - 70) : start], text[end : end + 40])
    return Quantity(
        start, end, run.start, run.end, printed, printed.qualifier or qualifier.code, units, role, tuple(doubts)
    )


def _range(text, run, follower, left):
    """Two numbers that are the ends of a range: 3.5万至4万."""
    if follower is None:
        return None
    joint = _JOINED.fullmatch(text, run.end, follower.start)
    if joint is None or _MOVES_BY.search(text, max(0, run.start - 30), run.start):
        return None
    unit = joint["unit"].strip()
    if unit and (first := counted("", unit)) is not None and first.behind < len(unit):
        return None  # a verb stands between: 由9宗增加至22宗
    if " and " in joint.group() and "between" not in text[max(0, run.start - 24) : run.start]:
        return None
    high = _quantity(text, follower, left)
    low = counted(text[max(left, run.start - 30) : run.start], text[run.end : run.end + 4])
    if high is not None and not high.units and low and low.units and is_money(low.units[0]):
        high = replace(high, units=low.units, doubts=())  # VND8-10 trillion
    if high is None or not high.units or high.printed.value is None:
        return None
    start = run.start - (low.before if low else 0)
    clean = text[start : high.end]
    printed = read_range(clean, f"between {clean}" if " and " in clean else clean, _SEPARATORS)
    qualifier = qualifier_around(text[max(left, run.start - 60) : run.start], run.text, "")
    return Quantity(
        min(start, run.start - qualifier.before), high.end, run.start, follower.end, printed,
        printed.qualifier or qualifier.code, high.units, high.role, high.doubts,
    )  # fmt: skip


def _role(before, behind):
    before = before.replace(LABEL, "LABEL")
    if pattern("cues", "difference_before", form="{}$").search(before):
        return "difference"
    if _OF_A_CHANGE.search(before) and behind.startswith(")"):
        return "difference"
    if pattern("cues", "difference_behind").match(behind):
        return "difference"
    if _UP.search(before) and _FROM_A_TIME.match(behind):
        return "difference"
    if pattern("cues", "base_number_behind").match(behind):
        return "base"
    return "base" if _compares(before) else "level"


def _compares(before):
    """Whether the words before a number compare with it; "from" does so only behind a rise, a fall or a level."""
    match = pattern("cues", "base_number", form="{}$").search(before)
    if match is None or not match.group().startswith("from"):
        return match is not None
    return pattern("cues", "moves").search(before, 0, match.start()) is not None


def _is_too_little(text, run, what):
    """Whether a small number in words, or a number without anything that it counts, is too little to be a count."""
    kinds = {token.kind for token in run.tokens}
    if not what.doubt:
        return run.text in ("一", "〇", "零", "one", "zero")
    if kinds <= {"cjk", "word", "article", "several"} or run.text == "十":
        return True
    if what.doubt == UNKNOWN and "digits" in kinds:
        return False
    if what.units or kinds & {"unit", "scale", "letter"} or re.search(r"\d[, ]\d{3}", run.text):
        return False
    if len(run.text) > 1 and _SUBJECT_OF.match(text, run.end):
        return False
    if len(run.text) > 1 and _IN_BRACKETS.match(text, run.start - 1) and len(_IN_BRACKETS.findall(text)) > 1:
        return False
    return len(run.text) < 2 or not _LEADS_TO_A_NUMBER.search(text[max(0, run.start - 24) : run.start])


def _is_part_of_a_name(before, behind):
    return (
        bool(re.search(r"[a-z]-?\Z", before) or (re.search(r"[\"“][^\"”]{0,3}$", before) and _QUOTED.match(behind)))
        and not re.search(r"(?:rm|rs\.?|mop|vnd|php|nt|idr|rp|inr|us|hk|s|p)\s?\$?$", before)
        and not is_currency(re.split(r"[^a-z]", before)[-1])
        and not behind.startswith(("名", "起"))
    ) or (before.endswith(NOISE) and behind[:1] == NOISE)
