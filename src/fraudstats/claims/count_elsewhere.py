"""Decide a count that nobody prints by numbers of another kind: the whole that it is a part of, and stated changes."""

from __future__ import annotations

from dataclasses import replace

from fraudstats.claims.agreement import claimed_range, cut_off_range
from fraudstats.claims.change import stated_changes
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.count_bounds import misses
from fraudstats.claims.evidence import Level, Series
from fraudstats.claims.verdict import Verdict
from fraudstats.dates import Window
from fraudstats.interval import Interval

__all__ = ["by_stated_changes", "by_wholes"]

#: Share by which a stated change may miss the totals that it compares: of 426 changes in the data 425 miss by less.
_MISS = 0.1


def by_wholes(claim: Claim, context: Context) -> Verdict | None:
    """Impossible if it is more than what is printed of a whole that it is a part of, for this or a longer time."""
    if not claim.window.known:
        return None
    for name in sorted(context.held.wholes.get(claim.indicator, ())):
        whole = context.series_then(replace(claim, indicator=name))
        for window in whole.windows:
            level = whole.printed(window)
            if claim.window in window and level is not None and _is_above(claim, level):
                said = f"It is a part of {name}, of which {level.words} is printed for {window.words}"
                return Verdict("impossible", f"{said}.", level.rests_on)
    return None


def _is_above(claim, level):
    above = misses(claimed_range(claim), level) and misses(cut_off_range(claim), level)
    return above and claimed_range(claim).lower > level.interval.upper


def by_stated_changes(claim: Claim, context: Context) -> Verdict | None:
    """The verdict that stated changes allow, each on the total that it is of."""
    if not claim.window.known:
        return None
    claimed = claimed_range(claim)
    then = _with_changes(claim, context, then=True).implied(claim.window)
    if then is not None and misses(claimed, then) and misses(cut_off_range(claim), then):
        return Verdict("impossible", f"What is printed implies {then.words} for {claim.window.words}.", then.rests_on)
    level = _with_changes(claim, context, then=False).implied(claim.window)
    if level is None or not level.bounded or not claimed.overlaps(level.interval):
        return None
    why = f"What is printed for other times allows it: {level.words} for {claim.window.words}."
    return Verdict.supported(why, level.rests_on, ["within_bounds"])


def _with_changes(claim, context, then):
    """The series of the claim with the totals that stated changes give to windows without a print."""
    series = context.series_then(claim) if then else context.series(claim)
    derived: dict[Window, Level] = {}
    for one in stated_changes(claim, context):
        times = one.interval + 1
        if (then and not context.knew(one.published)) or times.lower <= 0:
            continue
        for window, other, factor in ((one.window, one.base, times), (one.base, one.window, _inverse(times))):
            base = series.printed(other) if window.known and other.known else None
            if base is not None and series.printed(window) is None:
                derived.setdefault(window, _derived(base, factor, one, other))
    return Series(series, derived)


def _inverse(times):
    return Interval(1 / times.upper, 1 / times.lower)


def _derived(base, factor, change, other):
    total = base.interval * factor
    total = Interval(total.lower * (1 - _MISS), total.upper * (1 + _MISS))
    words = f"about {base.interval.midpoint * factor.midpoint:,.0f}" if base.bounded else f"{total.lower:,.0f} or more"
    said = f"{words} ({change.percent:+g}% between it and {base.words} for {other.words})"
    return Level(total, said, (*base.rests_on, change.change_id), False, base.scale)
