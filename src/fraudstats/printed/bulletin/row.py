"""From the parts of a sentence to a row of the table, with everything that was guessed said in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fraudstats.conventions import interval_of
from fraudstats.printed.bulletin.doubts import before_a_share, doubts_of, is_an_aside, not_of_a_year
from fraudstats.printed.bulletin.indicator import Context, Guess, guess
from fraudstats.printed.bulletin.label import Label
from fraudstats.printed.bulletin.lexicon import lexicon, pattern
from fraudstats.printed.bulletin.money import CURRENCY_OF
from fraudstats.printed.bulletin.owner import Owned
from fraudstats.printed.bulletin.quantity import Quantity
from fraudstats.printed.bulletin.result import BulletinNumber
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK, clause_around
from fraudstats.printed.bulletin.span import Span
from fraudstats.printed.bulletin.spans import spans_of
from fraudstats.printed.bulletin.subject import subject_of
from fraudstats.printed.bulletin.unit import LOOSE, MONEY, UNKNOWN, last_noun
from fraudstats.printed.result import Printed
from fraudstats.vocabulary import EVENT_UNITS

__all__ = ["Row", "Scene", "lone_change", "row_of"]

#: A whole number of at least so much that ends in two zeros was rounded by somebody.
_ROUND_FROM = 1000


#: A sentence about a part of the number before it.
_OF_THOSE = re.compile(r"(?:of|among|amongst|out of) (?:these|them|those|the)|其中|うち|このうち")


#: A rate right before the word of its change; its change is none of a count.
_RATE = re.compile(r"(?:[^增长下降升跌幅，,。；;]率|\brates?)(?:同比|环比|按年|也|均|则|分别| also| has| have)*\s?$")


@dataclass
class Scene:
    """What all rows of a sentence share."""

    context: Context
    area: str | None
    other_side: Callable[[], str | None]
    masked: str
    bases: Sequence[Quantity] = ()
    differences: Sequence[Quantity] = ()
    labels: Sequence[Label] = ()
    scope: str = ""
    bodies: frozenset[str] = frozenset()
    names_its_area: bool = False
    simplified: bool = False
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row whose places are those of the sentence; ``words`` are those around a number, or the subject of a change."""

    start: int
    end: int
    number: BulletinNumber
    change: tuple[int, int] | None
    counts: bool = True
    is_base: bool = False
    words: str = ""


def row_of(scene: Scene, one: Quantity, span: Span, owned: Owned | None, beside_change: bool = False) -> Row:
    """The row of a number; ``beside_change`` says that a change without a number stands next to it."""
    doubts = [*one.doubts, *span.doubts]
    units, guessed = _units(scene, one)
    doubts += guessed
    uncounted = not units and LOOSE not in one.doubts
    found = Guess(None, 0.0) if uncounted else guess(scene.context, one.start, one.end, units, scene.area)
    unit = _a_day(scene, one, _unit(units, found, scene, doubts))
    averaged = unit is not None and unit in lexicon("units")["per_day"].values()
    if (
        unit is not None
        and averaged
        and (daily := guess(scene.context, one.start, one.end, (unit,), scene.area)).unit == unit
    ):
        found = daily
    qualifier = one.qualifier or ("rounded" if averaged else _unqualified(one.printed))
    lower, upper = _range(one.printed, qualifier)
    doubts += doubts_of(scene, one, found, span)
    if owned is None and (beside_change or before_a_share(scene, one)):
        doubts.append("a change beside it may be its own")
    if owned is not None:
        doubts += [*owned.doubts, *owned.change.doubts, *not_of_a_year(scene, one, owned.change, span)]
    number = BulletinNumber(
        one.start, one.end, "", one.printed.value, lower, upper, qualifier, unit, *_meaning(scene, found),
        *_period(span), *_change(owned), sure=not doubts, reason="; ".join(dict.fromkeys(doubts)),
    )  # fmt: skip
    return Row(
        one.start,
        one.end,
        number,
        (owned.change.text_start, owned.change.text_end) if owned else None,
        is_base=one.role != "level" or is_an_aside(scene, one),
        words=_words_around(scene, one),
    )


def _words_around(scene, one):
    """The words of a clause around a number, from the number before it to the one behind it."""
    start, end = clause_around(scene.masked, one.start, one.end)
    left = max((stop for _, stop in scene.context.taken if stop <= one.start), default=0)
    right = min((first for first, _ in scene.context.taken if first >= one.end), default=end)
    return f"{scene.masked[max(start, left) : one.start]}\n{scene.masked[one.end : min(end, right)]}"


def lone_change(scene: Scene, owned: Owned, labels, carried: Span) -> Row:
    """The row of a change without a number."""
    change = owned.change
    place = Quantity(change.start, change.end, change.start, change.end, Printed(0, 1, None, ()), None, (), "level")
    others = [one for one in scene.bases if one.end <= place.start or place.end <= one.start]
    numbers = sorted([*others, place], key=lambda one: one.start)
    span = spans_of(scene.masked, labels, numbers, carried)[numbers.index(place)]
    of_rate = _RATE.search(scene.context.sentence, 0, change.start) is not None
    units = () if of_rate else _subject_units(scene, change)
    found = Guess(None, 0.0) if of_rate else guess(scene.context, change.start, change.end, units, scene.area)
    doubts = ["a change without a number", *owned.doubts, *change.doubts, *span.doubts]
    number = BulletinNumber(
        change.start, change.end, "", None, None, None, None, found.unit or _only(units), *_meaning(scene, found),
        *_period(span), *_change(owned), sure=False, reason="; ".join(dict.fromkeys(doubts)),
    )  # fmt: skip
    words = subject_of(scene.masked, change)
    return Row(change.start, change.end, number, (change.text_start, change.text_end), counts=False, words=words)


def _only(units):
    return units[0] if len(units) == 1 else None


def _subject_units(scene, change):
    """The unit of what rose or fell: the last noun of the words before the change."""
    subject = CLAUSE_MARK.split(scene.context.sentence[: change.start])[-1]
    noun = last_noun(subject)
    home = CURRENCY_OF.get(scene.area or "")
    return ((home,) if home else ()) if noun == MONEY else (noun,) if noun else ()


def _units(scene, one):
    """The units that a number may have, and what was guessed; a bare one takes that of the last noun before it."""
    if one.units == (MONEY,):
        return _some_money(scene)
    if one.units:
        return one.units, []
    if LOOSE in one.doubts:
        noun = last_noun(scene.context.sentence[: one.start])
        if noun == MONEY:
            return _some_money(scene)
        return ((noun,) if noun else scene.before if _OF_THOSE.match(scene.context.sentence) else ()), []
    return (), [UNKNOWN]


def _a_day(scene, one, unit):
    """The unit a day where the clause says that it is an average of days: 平均每日受理530件."""
    per_day = lexicon("units")["per_day"]
    clause = re.split(r"[，,。；;](?!\d{3})", scene.masked[: one.number_start])[-1]
    return per_day[unit] if unit in per_day and pattern("units", "daily").search(clause) else unit


def _some_money(scene):
    home = CURRENCY_OF.get(scene.area or "")
    return ((home,) if home else ()), ["no currency is printed"]


def _unit(units, found: Guess, scene, doubts):
    """One unit of several: that of the indicator, or the currency of the area."""
    settled = len(units) == 1 or scene.area is not None
    if found.unit in EVENT_UNITS and EVENT_UNITS & set(units) and found.unit not in units:
        doubts.append(f"the word says {units[0]}, the indicator counts {found.unit}")
    if found.unit in units and settled:
        return found.unit
    if len(units) < 2:
        return units[0] if units else None
    home = CURRENCY_OF.get(scene.area or "")
    if home in units:
        return home
    if scene.area is None and scene.simplified and "CNY" in units:
        doubts.append("the currency is that of the script")
        return "CNY"
    doubts.append(f"the currency may be {' or '.join(units[:4])}")
    return None


def _unqualified(printed: Printed):
    """Whether a number without a word is a full count or rounded, by the zeros that end it."""
    number = printed.value if printed.value is not None else (printed.ends or (0,))[0]
    if printed.step < 1 or number != int(number):
        return "rounded"
    return "rounded" if printed.step >= 100 and abs(number) >= _ROUND_FROM else "exact"


def _range(printed, qualifier):
    if printed.ends is not None:
        return float(printed.ends[0]), float(printed.ends[1])
    interval = interval_of(float(abs(printed.number)), qualifier, float(printed.step))[0]
    return interval.lower, interval.upper


def _meaning(scene, found):
    """Indicator, its score, area and counterpart area."""
    return found.indicator, found.score, scene.area, scene.other_side() if found.handover else None


def _period(span):
    """Start, end, how each is known, and the label."""
    window = span.window
    start, end = (window.start, window.end) if window is not None else (None, None)
    return start, end, span.start_basis if start else "unknown", span.end_basis if end else "unknown", span.text


def _change(owned):
    """The change, its words (filled in later) and its range."""
    if owned is None:
        return None, "", None, None
    change = owned.change
    return change.fraction, "", change.range.lower, change.range.upper
