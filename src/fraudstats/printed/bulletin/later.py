"""A change that a later sentence states: "8,403 cases were reported. This is a rise of 16 per cent."

It joins a number of a sentence not far before if that left one number without a change that its subject names, or one
of the same indicator, or if the sentence begins by pointing back. It stays in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fraudstats.printed.bulletin.doubts import share_in
from fraudstats.printed.bulletin.lexicon import CJK, pattern
from fraudstats.printed.bulletin.row import Row
from fraudstats.printed.bulletin.subject import unit_named_by
from fraudstats.printed.bulletin.unit import is_money
from fraudstats.vocabulary import EVENT_UNITS

__all__ = ["REACH", "joined"]

#: How many sentences, with the one that is read, a change and its number may lie apart.
REACH = 3
#: A sentence of less than so many characters speaks of one thing: "Incidents rose 25.3 percent."
_SHORT = 60
_LATER = "a change in a later sentence may be its own"
_DOUBT = "its change is stated in a later sentence"
_WORD = re.compile(r"[a-z]{3,}")
#: Words of a subject that say nothing of what is counted.
_EMPTY = frozenset(
    "the this that these those number numbers figure figures total overall also have has had was were been are and for"
    " of while but however meanwhile amount reported recorded there year compared with same period by its which".split()
)
_EMPTY_CJK = re.compile(r"(?:总?数量?|量|人数|宗数|件数|案数|总额|金额|也|均|亦|则|共|的|の|は|も|が)+$")


def joined(recent: Sequence[Sequence[Row]], rows: Sequence[Row], sentence: str) -> list[list[Row]]:
    """The rows of the last sentences and of the next, with changes of the next joined to their numbers."""
    before, own = [list(one) for one in recent], []
    for row, at in zip(rows, _owners(before, rows, sentence), strict=True):
        if at is None:
            own.append(row)
        else:
            before[at[0]][at[1]] = _with_change(before[at[0]][at[1]], row)
    lone = [row.number.unit for row in own if not row.counts]
    lone += [None] if len(own) < len(rows) or _hangs(rows, sentence) else []
    for at, told in enumerate(before if lone else []):
        near = at == len(before) - 1
        before[at] = [_in_doubt(row) if near or None in lone or row.number.unit in lone else row for row in told]
    return [*before, own]


def _hangs(rows, sentence):
    """Whether a percentage or a multiple stands before any number of a sentence, and so may be of one before."""
    share = share_in(sentence)
    return share is not None and not any(row.counts for row in rows if row.start < share)


def _owners(before, rows, sentence):
    """Of each row the sentence and the place of the number that it is a change of; None for a number."""
    shared = _shared(before, rows, sentence)
    if shared:
        return shared
    found, taken = [], set()
    back = pattern("cues", "points_back").match(sentence) is not None
    for place, row in enumerate(rows):
        first = back and place == 0
        beside = [other for other in rows if other.counts and not other.is_base]
        at = None if row.counts else _owner(before, row, beside, first, len(sentence) < _SHORT, taken)
        taken.add(at)
        found.append(at)
    return found


def _shared(before, rows, sentence):
    """A list of changes, each of the numbers of the sentence before: "Both were up, by 12% and 30% respectively"."""
    if len(rows) < 2 or any(row.counts for row in rows) or not before:
        return None
    free = [place for place, row in enumerate(before[-1]) if _is_free(row)]
    both = pattern("cues", "shared").search(sentence) and pattern("cues", "points_back_at_all").search(sentence)
    return [(len(before) - 1, place) for place in free] if both and len(free) == len(rows) else None


def _owner(before, change, beside, points_back, short, taken):
    """The place of the number that a change is of, if there is just one and its own sentence has none of the kind."""
    kind = unit_named_by(change.words)
    if kind and any(_is_kind(row.number.unit, kind) for row in beside):
        return None
    for at in reversed(range(len(before))):
        free = [(at, place) for place, row in enumerate(before[at]) if _is_free(row) and (at, place) not in taken]
        same_time = [(at, place) for _, place in free if _one_window(before[at][place].number, change.number)]
        nearest = at == len(before) - 1
        if nearest and (chosen := _beside(before, free if points_back else same_time, change, points_back, short)):
            return chosen
        if (chosen := _by_subject(before, same_time, change)) is not None:
            return chosen
        if before[at] and points_back:
            return None
    return None


def _beside(before, free, change, points_back, short):
    """The number of the sentence right before: of the same indicator, or the last one if the next points back."""
    rows = {place: before[place[0]][place[1]] for place in free}
    same = [
        place for place, row in rows.items() if row.number.indicator and row.number.indicator == change.number.indicator
    ]
    if len(same) == 1:
        return same[0]
    if points_back and free:
        return _of_unit(rows, change) if unit_named_by(change.words) else free[-1]
    unit = change.number.unit if short else None
    alike = [place for place, row in rows.items() if unit and _counts_alike(row.number.unit, unit)]
    return alike[0] if len(alike) == 1 else None


def _of_unit(rows, change):
    """The last number of the kind that the subject of a change names: "The number of cases fell"."""
    unit = unit_named_by(change.words)
    alike = [place for place, row in rows.items() if unit and _is_kind(row.number.unit, unit)]
    return alike[-1] if alike else None


def _by_subject(before, free, change):
    """The number whose own words the subject of a change repeats, or the only one of the kind that it names."""
    rows = {place: before[place[0]][place[1]] for place in free}
    unit = unit_named_by(change.words)
    if unit is not None:
        named = [place for place, row in rows.items() if _is_kind(row.number.unit, unit)]
    else:
        named = [place for place, row in rows.items() if _repeats(change, row, row.words)]
        if len(named) > 1:  # 354 phone scams and 906 internet scams: what a number counts stands behind it
            named = [place for place in named if _repeats(change, rows[place], rows[place].words.split("\n")[-1])]
    return named[0] if len(named) == 1 else None


def _repeats(change, row, words):
    """Whether all words of a subject stand among those beside a number."""
    unit = change.number.unit
    if unit and row.number.unit and not _counts_alike(unit, row.number.unit):
        return False
    if CJK.search(change.words):
        core = _EMPTY_CJK.sub("", change.words)
        return len(core) > 1 and core in words
    said = _stems(change.words)
    return bool(said) and said <= _stems(words)


def _stems(words):
    return {word.rstrip("s") for word in _WORD.findall(words) if word not in _EMPTY}


def _is_kind(unit, kind):
    """Whether a unit is of a kind of `subject_of`: cases, persons or money."""
    if kind == "money":
        return unit is not None and is_money(unit)
    return unit is not None and _counts_alike(unit, kind)


def _is_free(row):
    return row.counts and row.number.change is None and not row.is_base


def _in_doubt(row):
    """A number without a change before a sentence whose change found no other is not sure."""
    if not row.counts or row.number.change is not None:
        return row
    if _LATER in row.number.reason:
        return row
    reason = "; ".join(filter(None, (row.number.reason, _LATER)))
    return replace(row, number=replace(row.number, sure=False, reason=reason))


def _counts_alike(first, second):
    """Whether two units count the same: both events, or the same."""
    return first == second or {first, second} <= EVENT_UNITS


def _one_window(first, second):
    return (first.period_start, first.period_end) == (second.period_start, second.period_end)


def _with_change(row, change):
    number = replace(
        row.number,
        **{name: getattr(change.number, name) for name in ("change", "change_lower", "change_upper", "change_text")},
        sure=False,
        reason="; ".join(filter(None, (row.number.reason, _DOUBT))),
    )
    return replace(row, number=number)
