"""Which indicator a number is one of: what was done, about what, in which unit, by whose statistic.

Each indicator of the word list is scored from 0 to 1. What was done weighs 0.55, what it is about 0.45; a term counts
fully next to the number, less with each clause or number between, and least where only an earlier sentence has it. The
unit must agree. An unknown area costs a quarter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from fraudstats.printed.bulletin.lexicon import lexicon, pattern
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK
from fraudstats.vocabulary import EVENT_UNITS

__all__ = ["Context", "Guess", "guess", "is_about_fraud", "kind_beside", "other_crime"]

_ACTION, _TOPIC = 0.55, 0.45
_ANY = 0.75
_LEAST = 0.5
#: What a term is worth right at the number, far away in its sentence, and in an earlier sentence.
_FULL, _FAR, _EARLIER = 0.97, 0.3, 0.6
#: How many terms on each side of a number are looked at.
_BESIDE = 3
_CLOSE = 0.04
#: How much less a narrow indicator may score than the wider one, before which it goes.
_MARGIN = 0.15


class Guess(NamedTuple):
    """An indicator, its score and its unit; whether it is one of a handover; another one that fits as well."""

    indicator: str | None
    score: float
    unit: str | None = None
    handover: bool = False
    rival: str | None = None


@dataclass(frozen=True)
class Context:
    """A folded sentence, the sentences before it, and the places of its numbers."""

    sentence: str
    before: str
    taken: Sequence[tuple[int, int]]

    def mentions(self, kind: str, name: str) -> list[tuple[int, int]]:
        """The places of a list's terms in the sentence."""
        known = _mentions_of(self.sentence)
        if (kind, name) not in known:
            found = pattern("terms", kind, name).finditer(self.sentence)
            known[kind, name] = [match.span() for match in found]
        return known[kind, name]

    def was_named(self, kind: str, name: str) -> bool:
        """Whether a term of a list stands in the sentences before."""
        known = _named_before(self.before)
        if (kind, name) not in known:
            known[kind, name] = pattern("terms", kind, name).search(self.before) is not None
        return known[kind, name]


@lru_cache(maxsize=2048)
def _mentions_of(_sentence) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """What is found in a sentence, filled as it is asked for."""
    return {}


@lru_cache(maxsize=512)
def _named_before(_text) -> dict[tuple[str, str], bool]:
    return {}


def guess(context: Context, start: int, end: int, units: Sequence[str], area: str | None) -> Guess:
    """The indicator that fits a number of the sentence best; ``units`` empty asks for any unit."""
    scored = []
    for name, entry in _by_area(area):
        if units and not _agrees(entry["unit"], units):
            continue
        score = _score(context, start, end, entry)
        if entry["unit"] not in units and units:
            score *= 0.97
        scored.append((score * (1 if area else 0.75), name, entry))
    scored = sorted((one for one in scored if one[0] >= _LEAST), key=lambda one: -one[0])
    if not scored:
        return Guess(None, 0.0)
    scored = _narrow_first(scored, units)
    score, name, entry = scored[0]
    rival = scored[1][1] if len(scored) > 1 and score - scored[1][0] < _CLOSE else None
    return Guess(name, round(min(score, 1.0), 3), entry["unit"], bool(entry.get("handover")), rival)


def _narrow_first(scored, units):
    """The indicators with a narrow one before the wider one that fits best: complaints ever since, and of a year."""
    best, widest = scored[0][0], scored[0][1]
    for one in scored:
        narrow = one[2].get("before") == widest and best - one[0] < _MARGIN
        if narrow and (not units or one[2]["unit"] in units):
            return [(best, *one[1:]), *(other for other in scored if other[1] not in (one[1], widest))]
    return scored


@cache
def _by_area(area):
    chosen = lexicon("indicators")["indicators"].items()
    home = {"CN-YN": ("CN-YN", "CN"), "GB-EAW": ("GB-EAW", "GB")}.get(area or "", (area,))
    return [
        (name, entry)
        for name, entry in chosen
        if area is None or entry["area"] in home or (entry["area"].startswith("X"))
    ]


def _agrees(unit, units):
    return unit in units or (unit in EVENT_UNITS and bool(EVENT_UNITS & set(units)))


def _score(context, start, end, entry):
    action = _ANY if entry["action"] == "any" else _nearness(context, "actions", entry["action"], start, end)
    if not action:
        return 0.0
    topic = _ANY if entry["topic"] == "any" else _nearness(context, "topics", entry["topic"], start, end)
    return _ACTION * action + _TOPIC * topic if topic and not _is_excluded(entry, context, start, end) else 0.0


def _is_excluded(entry, context, start, end):
    """Whether the clause of a number says what an indicator does not count, or what undid it."""
    if "not" in entry and _excluded(_compiled(entry["not"]), context, start, end):
        return True
    gross = entry["action"] in lexicon("terms")["gross"]
    return gross and _excluded(pattern("cues", "undone"), context, start, end)


@cache
def _compiled(words):
    return re.compile(words)


def _excluded(words, context, start, end):
    first = max((m.end() for m in CLAUSE_MARK.finditer(context.sentence, 0, start)), default=0)
    mark = CLAUSE_MARK.search(context.sentence, end)
    return words.search(context.sentence, first, mark.start() if mark else len(context.sentence)) is not None


def is_about_fraud(context: Context, indicator: str) -> bool:
    """Whether fraud is named in the sentence or before it, where an indicator asks for no topic of its own."""
    if lexicon("indicators")["indicators"][indicator]["topic"] != "any":
        return True
    topics = ("telecom_fraud", "fraud", "myanmar")
    return any(context.mentions("topics", name) or context.was_named("topics", name) for name in topics)


def kind_beside(context: Context, indicator: str, end: int) -> str:
    """A kind of fraud that a sentence names up to the clause of a number, and that its indicator does not count."""
    topic = lexicon("indicators")["indicators"][indicator]["topic"]
    mark = CLAUSE_MARK.search(context.sentence, end)
    last = mark.start() if mark else len(context.sentence)
    own = [] if topic == "any" else list(pattern("terms", "topics", topic).finditer(context.sentence))
    for match in pattern("cues", "kinds").finditer(context.sentence, 0, last):
        if not any(one.start() < match.end() and match.start() < one.end() for one in own):
            return match.group()
    return ""


def other_crime(context: Context, indicator: str, start: int) -> str:
    """Another crime that is named behind the words of an indicator, and before a number; else empty."""
    topic = lexicon("indicators")["indicators"][indicator]["topic"]
    before = context.sentence[:start] if topic == "any" else f"{context.before}\n{context.sentence[:start]}"
    others = list(pattern("cues", "other_crimes").finditer(before))
    if not others:
        return ""
    own = [] if topic == "any" else [m.end() for m in pattern("terms", "topics", topic).finditer(before)]
    return others[-1].group() if others[-1].start() >= max(own, default=0) else ""


def _nearness(context, kind, name, start, end):
    """How near the best term of a list is to a number, from 0 to 1; a longer term is worth a little more."""
    mentions = context.mentions(kind, name)
    place = bisect_right(mentions, (start, start))
    near = mentions[max(0, place - _BESIDE) : place + _BESIDE]
    best = max(
        (_near(context, one[0], one[1], start, end) + min(one[1] - one[0], 12) / 400 for one in near), default=0.0
    )
    if best < _EARLIER and kind == "topics" and context.was_named(kind, name):
        return _EARLIER
    return best


def _near(context, first, last, start, end):
    """How near one term is: less with each clause and number between, and behind the number."""
    left, right = (last, start) if last <= start else (end, first)
    if right < left:
        return _FULL
    marks = len(CLAUSE_MARK.findall(context.sentence, left, right))
    numbers = bisect_left(context.taken, (right,)) - bisect_left(context.taken, (left,))
    score = _FULL - 0.1 * min(marks, 3) - 0.14 * min(numbers, 2) - min((right - left) / 400, 0.1)
    if first >= end:
        score -= 0.33 if marks or numbers else 0.08
    return max(score, _FAR)
