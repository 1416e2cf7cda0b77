"""A change that a later sentence states: "8,403 cases were reported. This is a rise of 16 per cent."

It joins a number of the sentence before if that sentence left one number of the same indicator without a change, or if
it begins by pointing back. It stays in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fraudstats.printed.bulletin.row import Row
from fraudstats.vocabulary import EVENT_UNITS

__all__ = ["joined"]

#: A sentence that begins by pointing at the number before it.
_POINTS_BACK = re.compile(
    r"(?:this|that|it|which|these|这|该数字|此数|同比|较|比|これは|前年(?:同期)?比|nearly an?|almost an?)"
    r"|(?:the|these) (?:data|figures?|numbers?|totals?|cases|losses) (?:is|are|was|were|represents?|marks?|shows?)\b"
    r"|.{0,120}\b(?:the|this|that) (?:number|figure|total|sum) (?:is|was|were|represent|mark)"
)
#: A sentence of less than so many characters speaks of one thing: "Incidents rose 25.3 percent."
_SHORT = 60
_DOUBT = "its change is stated in a later sentence"


def joined(before: Sequence[Row], rows: Sequence[Row], sentence: str) -> tuple[list[Row], list[Row]]:
    """The rows of a sentence and of the next one, with changes of the next joined to the numbers that they are of."""
    first, second = list(before), []
    points_back = _POINTS_BACK.match(sentence) is not None
    short = len(sentence) < _SHORT
    lone = [row for row in rows if not row.counts]
    for row in rows:
        back = points_back and row is lone[0] and not any(other.counts for other in second) if lone else False
        place = _owner(first, row, back, short) if not row.counts else None
        if place is None:
            second.append(row)
        else:
            first[place] = _with_change(first[place], row)
    if any(not row.counts for row in second):
        first = [_in_doubt(row) for row in first]
    return first, second


def _in_doubt(row):
    """A number without a change before a sentence whose change found no other is not sure."""
    if not row.counts or row.number.change is not None:
        return row
    reason = "; ".join(filter(None, (row.number.reason, "a change in the next sentence may be its own")))
    return replace(row, number=replace(row.number, sure=False, reason=reason))


def _owner(rows, change, points_back, short):
    """The place of the number that a change is of, if there is just one."""
    free = [
        place
        for place, row in enumerate(rows)
        if row.counts
        and row.number.change is None
        and not row.is_base
        and (points_back or _one_window(row.number, change.number))
    ]
    same = [
        place
        for place in free
        if rows[place].number.indicator and rows[place].number.indicator == change.number.indicator
    ]
    if len(same) == 1:
        return same[0]
    if points_back and free:
        return free[-1]
    unit = change.number.unit if short else None
    alike = [place for place in free if unit and _counts_alike(rows[place].number.unit, unit)]
    return alike[0] if len(alike) == 1 else None


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
