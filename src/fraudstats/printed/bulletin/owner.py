"""Which number a stated change belongs to, and how a "respectively" list is shared out.

A change belongs to the number that it leads to ("up 42 per cent to 1,435 cases"), else to the level before it in the
same sentence, unless a new subject stands between ("370,000 cases were solved, losses fell by 3%"). In a list of as
many changes as levels, each has its own. A change without a level stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fraudstats.printed.bulletin.change import Change
from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.bulletin.lexicon import CJK, pattern
from fraudstats.printed.bulletin.mask import LABEL
from fraudstats.printed.bulletin.quantity import Quantity
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK
from fraudstats.printed.bulletin.subject import clause_start, subject_of, unit_named_by
from fraudstats.printed.bulletin.unit import is_money

__all__ = ["Owned", "beside_lone_changes", "owners_of"]

#: Several times that something is compared with.
_SEVERAL_TIMES = re.compile(
    rf"(?:比|较|与|和|than|with|from|over) ?{LABEL}+(?:(?: ?[、，,及和与] ?|以及| and |, and ){LABEL}+)+"
)
#: From a year before and from the month before, shared out: 同比、环比分别下降5%、3%.
_TWO_TIMES = re.compile(r"(?P<first>同比|按年|环比|按月)[、,，和及与](?P<last>同比|按年|环比|按月)")
_ANOTHER = "the number has another change already"
_SEVERAL = "the number has several changes, each from another time"
_NOUN = re.compile(r" (?:[a-z-]+ )?[a-z-]+")
#: Between a number and a change right behind it: 48.83亿元,年增97%.
_BESIDE = re.compile(
    rf"(?: (?:in|during|for|over) (?:the )?{LABEL}+)?, (?:or )?(?:nearly |almost |about )?(?:an? )?(?:record )?"
    r"|\s?[，,(（]?\s?(?:且|也|并|亦|均)?(?:同步|同比|按年|较(?:去年|上年)(?:同期)?|[年月])?\s?"
)
_AND = re.compile(r"\s?(?:和|及|与|、|以及|\band\b)\s?")
#: Before a list of the parts of a number: 共5602宗,包括631宗游行和4971宗集会.
_CONSISTS_OF = re.compile(r"[，,(（]?(?:其中)?(?:包括|包含)[^，,。；;\d]{0,6}")
#: A comparison before a change, which is no subject: 比去年同期减少1,759宗(6.2%).
_MOVED = re.compile(r"[比较与跟增减升降]")
#: What a number that is compared with counts, which begins no new subject: from 11,523 cases to 19,472.
_COUNTED_NOUN = re.compile(
    r"(?: [a-z-]+){0,3}? (?:cases|incidents|reports|complaints|crimes|offen[cs]es|victims|arrests)\b"
)
#: Before the move of what changed itself: a 5% drop, with the number of cases falling from 89 to 84.
_LABELS = re.compile(f"{LABEL}+")
_OF_THE_SAME = re.compile(r", with the (?:number|total|amount)(?: of(?: [a-z]+){1,3}?)?(?= [a-z]+ing from)")
#: Behind an average: 81 cases per day.
_A_TIME = re.compile(r"(?: [a-z]+){0,3} (?:per|a|each|every) (?:day|week|month)\b|(?: [a-z]+){0,3} (?:daily|monthly)\b")
_EACH = re.compile(r"[，,、](?:いずれも|均|皆|都)")
_THEN_SO_MANY = re.compile(r"[，,](?:共)?(?:有|录得|达到?)")
_PART_JOINT = re.compile(r"[^，,。；;、\d]{0,12}[、和及与,][^，,。；;\d]{0,8}")
#: A share of a whole, which names the whole: 占整体罪案的48.3%.
_WHOLE = re.compile(
    r"[，,]?(?:约?占|accounting for|or \d)[^，,。；;]*?\d(?:%| ?per ?cent)(?: of [^,;.]*)?|[(（][^)）]*[)）]"
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A change and the place of its number among the quantities; None if it stands alone."""

    change: Change
    owner: int | None
    doubts: tuple[str, ...] = ()


def owners_of(
    text: str, quantities: Sequence[Quantity], changes: Sequence[Change], labels: Sequence[Label] = ()
) -> list[Owned]:
    """The number of each change of a masked sentence."""
    found: list[Owned] = []
    taken: set[int] = set()
    of_each: list[Owned] = []
    years = dict(zip(changes, _year_before(text, labels, changes), strict=True))
    for _, group in groupby(changes, key=lambda change: change.group):
        members = list(group)
        owned = (
            _shared(text, quantities, members) if len(members) > 1 else [_single(text, quantities, members[0], taken)]
        )
        found += owned
        of_each += _of_each(text, quantities, owned[0]) if len(owned) == 1 else []
        taken |= {one.owner for one in (*found, *of_each) if one.owner is not None}
        last = found[-2:]
        if len(last) > 1 and _ANOTHER in last[1].doubts and years[last[1].change] and not years[last[0].change]:
            found[-2:] = _exchanged(*last)
    return [*found, *of_each]


def _of_each(text, quantities, owned):
    """The change of the number before it as well, where it is of each: 312件、3億6600万円で、いずれも2倍に増えた."""
    place = owned.owner
    if not place or quantities[place].end > owned.change.start or quantities[place - 1].role != "level":
        return []
    each = _EACH.search(text, quantities[place].end, owned.change.start)
    listed = each and _PART_JOINT.fullmatch(text, quantities[place - 1].end, quantities[place].start)
    return [replace(owned, owner=place - 1)] if listed else []


def _year_before(text, labels, changes):
    """Of each change whether it is said to be from a year before; Chinese and Japanese say so before it."""
    found = []
    for place, one in enumerate(changes):
        left = changes[place - 1].end if place else max(0, one.start - 24)
        right = changes[place + 1].start if place + 1 < len(changes) else min(len(text), one.end + 60)
        start, end = (left, one.end) if CJK.search(text, left, right) else (one.start, right)
        inside = [label for label in labels if start <= label.start < end and label.part == "base"]
        named = any(label.same or pattern("cues", "year_before").search(label.text) for label in inside)
        found.append(named or pattern("cues", "same_year").search(text, start, end) is not None)
    return found


def _exchanged(first, second):
    """Two changes of one number, the second from a year before: it is the number's."""
    return (
        [replace(first, owner=None, doubts=second.doubts), replace(second, owner=first.owner, doubts=first.doubts)]
        if first.owner is not None
        else [first, second]
    )


def beside_lone_changes(quantities: Sequence[Quantity], owned: Sequence[Owned]) -> set[int]:
    """The levels right before and right behind a change that stands alone, which may be theirs after all."""
    levels = [(place, one) for place, one in enumerate(quantities) if one.role == "level"]
    found = set()
    for change in (one.change for one in owned if one.owner is None):
        found |= set([place for place, one in levels if one.end <= change.start][-1:])
        found |= set([place for place, one in levels if one.start >= change.end][:1])
    return found


def _shared(text, quantities, members):
    """A list of changes shared out over the levels before it, or behind it."""
    versus = _versus(text, quantities, members)
    if versus is not None:
        return versus
    shared = pattern("cues", "shared")
    near = text[max(0, members[0].start - 24) : members[-1].end + 24]
    before = [i for i, one in enumerate(quantities) if one.role == "level" and one.end <= members[0].start]
    listed = _last_list(text, quantities, before)
    named = _named_in_a_list(text, quantities, before, members)
    chosen = named or listed[-len(members) :]
    last = max((one.end for one in quantities if one.end <= members[0].start), default=0)
    if len(chosen) < len(members) or (not named and _new_subject(text[last : members[0].start], ())):
        return [Owned(change, None, ("a list of changes without as many numbers",)) for change in members]
    doubts = () if shared.search(near) else ("a list of changes without a word that shares it out",)
    if len(listed) > len(members):
        doubts += ("the list has more numbers than changes",)
    return [Owned(change, owner, doubts) for change, owner in zip(members, chosen, strict=True)]


def _versus(text, quantities, members):
    """Changes of one level, each from another time: 对比2021年及2019年,分别下降13.9%及30.9%."""
    levels = [i for i, one in enumerate(quantities) if one.role == "level" and one.end <= members[0].start]
    if not levels:
        return None
    between = text[quantities[levels[-1]].end : members[0].start]
    two = _TWO_TIMES.search(between)
    if two is not None and len(members) == 2:
        own = 0 if two["first"] in ("同比", "按年") else 1
        return [
            Owned(one, levels[-1], (_SEVERAL,)) if place == own else Owned(one, None, (_ANOTHER,))
            for place, one in enumerate(members)
        ]
    bases = [one for one in quantities[levels[-1] :] if one.role == "base" and one.end <= members[0].start]
    if (
        len(levels) == 1 and len(bases) == len(members) > 1
    ):  # higher than 435 last year and 283 in 2019, or by 50.8 and 131.8 per cent
        return [Owned(one, None if place else levels[-1], (_SEVERAL,)) for place, one in enumerate(members)]
    found = _SEVERAL_TIMES.search(between)
    if found is None or len(re.findall(rf"{LABEL}+", found.group())) != len(members):
        return None
    return [Owned(one, None if place else levels[-1], (_SEVERAL,)) for place, one in enumerate(members)]


def _single(text, quantities, change, taken):
    """The number of a change: the one that it leads to, else the one before it."""
    after = _next_level(text, quantities, change)
    levels = [i for i, one in enumerate(quantities) if one.end <= change.start + 1 and one.role == "level"]
    levels = _without_rates(text, quantities, _without_parts(text, quantities, levels))
    last = max((one.end for one in quantities if one.end <= change.start), default=0)
    beside = levels and levels[-1] not in taken and _BESIDE.fullmatch(text, last, change.start)
    if after is not None and _leads(after[1], "leads") and not (beside and CLAUSE_MARK.search(after[1])):
        return Owned(change, after[0])
    if after is not None and _leads_by_its_subject(text, change, after[1]):
        return Owned(change, after[0], ("the change stands before its number, and may be of something else",))
    again = _named_again(text, quantities, levels, change)
    if again is not None and again not in taken:
        return Owned(change, again)
    if levels and not _new_subject(_between(text, quantities, levels[-1], change), quantities[levels[-1]].units):
        if levels[-1] in taken:
            return Owned(change, None, (_ANOTHER,))
        return Owned(change, levels[-1], _of_words_of_its_own(text, change))
    if after is not None and _leads(after[1], "leads_weakly"):
        return Owned(change, after[0], ("the change stands before its number, and may be of something else",))
    return Owned(change, None)


def _of_words_of_its_own(text, change):
    """A doubt where a clause says in words what rose or fell, and no number is found by them: 一审结案量同比增长."""
    words = subject_of(text, change) if clause_start(text, change) else ""
    own = re.search(r"[\u3040-\u9fff]{2}", words) and not _MOVED.search(words)
    return ("the words before the change may be of another number",) if own else ()


def _without_parts(text, quantities, levels):
    """The levels without the parts that a list behind the last whole one names."""
    for place in range(len(levels) - 1, 0, -1):
        between = text[quantities[levels[place - 1]].end : quantities[levels[place]].start]
        if _CONSISTS_OF.fullmatch(between):
            return levels[:place] if place < len(levels) - 1 else levels
        if not _PART_JOINT.fullmatch(between):
            return levels
    return levels


def _without_rates(text, quantities, levels):
    """The levels without averages of a day or a month behind a total: 18,205 cases, or 81 a day, down 8%."""
    return [place for place in levels if place == levels[0] or not _A_TIME.match(text, quantities[place].number_end)]


def _named_in_a_list(text, quantities, levels, members):
    """The last level of each kind that the subject of a list of changes names: 件数和人数分别下降5%、7%."""
    units = [unit_named_by(part) for part in _AND.split(subject_of(text, members[0]))]
    if len(units) != len(members) or None in units:
        return []
    alike = [[place for place in levels if _has_unit(quantities[place], unit)] for unit in units]
    return [places[-1] for places in alike] if all(alike) else []


def _leads_by_its_subject(text, change, between):
    """Whether a clause with a subject of its own is followed by its number: 香烟数量下跌一成一,有6亿支."""
    subject = subject_of(text, change)
    return len(subject) > 2 and CJK.search(subject) is not None and _THEN_SO_MANY.fullmatch(between) is not None


def _named_again(text, quantities, levels, change):
    """The level whose own words stand again before a change: 一审受理案件3432件..., 一审受理案件同比下降45.05%."""
    start = clause_start(text, change)
    subject = subject_of(text, change)
    if subject.endswith("率"):
        return None
    unit = unit_named_by(subject)
    if unit is not None:
        alike = [place for place in levels if _has_unit(quantities[place], unit)]
        return alike[-1] if alike else None
    for length in (4, 2):
        owner = _level_behind(text, quantities, levels, subject[:length], start) if len(subject) >= length else None
        if owner is not None:
            return owner
    return None


def _has_unit(one, kind):
    return any(is_money(unit) if kind == "money" else unit == kind for unit in one.units)


def _level_behind(text, quantities, levels, words, start):
    """The level behind the last place of some words, and right behind it if they are few; what they compare is none."""
    at = text.rfind(words, 0, start)
    while at >= 0:
        following = next((i for i, one in enumerate(quantities) if one.start > at), None)
        near = following is not None and (len(words) > 2 or quantities[following].start - at < 10)
        if near and following in levels:
            return following
        at = text.rfind(words, 0, at)
    return None


def _next_level(text, quantities, change):
    """The next level behind a change, and the words between without what it is compared with: "from 1,055 to 1,823"."""
    start, words = change.end, ""
    for place, one in enumerate(quantities):
        if one.start >= change.end:
            words += text[start : one.start]
            noun = _COUNTED_NOUN.match(text, one.end) if one.role == "base" else None
            start = noun.end() if noun else one.end
            if one.role == "level":
                return place, words
    return None


def _between(text, quantities, place, change):
    """The words from a level to a change, without amounts of difference, brackets and shares of a whole."""
    start, words = quantities[place].end, ""
    for one in quantities[place + 1 :]:
        rate = _A_TIME.match(text, one.number_end)
        if one.end <= change.start and (one.role == "difference" or rate):
            words += text[start : one.start]
            noun = rate or _NOUN.match(text, one.end)
            start = noun.end() if noun else one.end
    return _WHOLE.sub("", words + text[start : change.start])


def _leads(between, kind):
    between = _LABELS.sub(LABEL, _OF_THE_SAME.sub(", ", between))
    return pattern("cues", kind).fullmatch(between) is not None and not _new_subject(between, ())


def _new_subject(between, units):
    """Whether a new subject stands between a number and a change."""
    mark = CLAUSE_MARK.search(between)
    if mark is None:
        return False
    money = any(map(is_money, units))
    names = ["subject", "subject_counts" if money else "subject_money"] if units else ["subject", "subject_money"]
    return any(pattern("cues", name).search(between, mark.end()) for name in names)


def _last_list(text, quantities, places):
    """Numbers as far back as only short stretches stand between them."""
    chosen = []
    for place in reversed(places):
        if chosen and re.search(r"[。；;]", text[quantities[place].end : quantities[chosen[0]].start]):
            break
        chosen.insert(0, place)
    return chosen
