"""Which number a stated change belongs to, and how a "respectively" list is shared out.

A change belongs to the number that it leads to ("up 42 per cent to 1,435 cases"), else to the level before it in the
same sentence, unless a new subject stands between ("370,000 cases were solved, losses fell by 3%"). In a list of as
many changes as levels, each has its own. A change without a level stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fraudstats.printed.bulletin.change import Change
from fraudstats.printed.bulletin.lexicon import pattern
from fraudstats.printed.bulletin.quantity import Quantity
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK

__all__ = ["Owned", "owners_of"]

#: A share of a whole, which names the whole: 占整体罪案的48.3%.
_WHOLE = re.compile(r"[，,]?(?:约?占|accounting for|or \d)[^，,。；;]*?\d(?:%| ?per ?cent)|[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class Owned:
    """A change and the place of its number among the quantities; None if it stands alone."""

    change: Change
    owner: int | None
    doubts: tuple[str, ...] = ()


def owners_of(text: str, quantities: Sequence[Quantity], changes: Sequence[Change]) -> list[Owned]:
    """The number of each change of a masked sentence."""
    found: list[Owned] = []
    taken: set[int] = set()
    for _, group in groupby(changes, key=lambda change: change.group):
        members = list(group)
        owned = (
            _shared(text, quantities, members) if len(members) > 1 else [_single(text, quantities, members[0], taken)]
        )
        taken |= {one.owner for one in owned if one.owner is not None}
        found += owned
    return found


def _shared(text, quantities, members):
    """A list of changes shared out over the levels before it, or behind it."""
    shared = pattern("cues", "shared")
    near = text[max(0, members[0].start - 24) : members[-1].end + 24]
    before = [i for i, one in enumerate(quantities) if one.role == "level" and one.end <= members[0].start]
    chosen = _last_list(text, quantities, before)[-len(members) :]
    if len(chosen) < len(members):
        return [Owned(change, None, ("a list of changes without as many numbers",)) for change in members]
    doubts = () if shared.search(near) else ("a list of changes without a word that shares it out",)
    return [Owned(change, owner, doubts) for change, owner in zip(members, chosen, strict=True)]


def _leads(between):
    return pattern("cues", "leads").fullmatch(between) is not None and not _new_subject(between)


def _last_list(text, quantities, places):
    """Numbers as far back as only short stretches stand between them."""
    chosen = []
    for place in reversed(places):
        if chosen and re.search(r"[。；;]", text[quantities[place].end : quantities[chosen[0]].start]):
            break
        chosen.insert(0, place)
    return chosen


def _single(text, quantities, change, taken):
    after = next((i for i, one in enumerate(quantities) if one.start >= change.end), None)
    if after is not None and quantities[after].role == "level" and _leads(text[change.end : quantities[after].start]):
        return Owned(change, after)
    levels = [i for i, one in enumerate(quantities) if one.end <= change.start + 1 and one.role == "level"]
    if not levels:
        return Owned(change, None)
    owner = levels[-1]
    if _new_subject(_WHOLE.sub("", text[quantities[owner].end : change.start])):
        return Owned(change, None)
    doubts = ("the number has another change already",) if owner in taken else ()
    return Owned(change, None if doubts else owner, doubts)


def _new_subject(between):
    """Whether a new subject stands between a number and a change."""
    mark = CLAUSE_MARK.search(between)
    return mark is not None and pattern("cues", "subject").search(between, mark.end()) is not None
