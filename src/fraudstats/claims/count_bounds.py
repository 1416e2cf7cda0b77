"""Decide a count that nobody prints by what the prints of other windows imply: sums, parts, running totals."""

from __future__ import annotations

import datetime as dt
import re
from math import isfinite

from fraudstats.amounts import number
from fraudstats.claims.agreement import claimed_range, cut_off_range, is_near
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.evidence import Level, Series
from fraudstats.claims.verdict import Verdict
from fraudstats.dates import Window
from fraudstats.interval import Interval

__all__ = ["REVISIONS", "by_bounds", "misses"]

#: Share of the largest number behind a bound by which ministries revise theirs; nothing is impossible by less.
REVISIONS = 0.01
#: Words of a claim about any year.
_ANNUAL = re.compile(r"\bannual|\byearly|\b(?:per|a|each|every) year\b|每年|年均|毎年", re.IGNORECASE)
#: How long ago the last known year may be, seen from the paper, to speak of an unnamed year.
_RECENT = dt.timedelta(days=2 * 366)


def by_bounds(claim: Claim, series: Series, context: Context) -> Verdict | None:
    """The verdict that sharp bounds allow; None where they say too little."""
    if claim.window.known:
        return _of_window(claim, series, context)
    if claim.window.start is not None:
        return _of_open_window(claim, series, context)
    if claim.window.end is None and _ANNUAL.search(claim.label):
        return _of_any_year(claim, context)
    return None


def misses(claimed: Interval, level: Level) -> bool:
    """Whether a range lies beyond what is known of a total, by more than revisions move."""
    slack = REVISIONS * level.scale
    return claimed.lower > level.interval.upper + slack or claimed.upper < level.interval.lower - slack


def _of_window(claim, series, context):
    claimed, level = claimed_range(claim), series.implied(claim.window)
    if level is None:
        return None
    then = context.series_then(claim).implied(claim.window)
    if then is not None and misses(claimed, then) and misses(cut_off_range(claim), then):
        return Verdict("impossible", f"What is printed implies {then.words} for {claim.window.words}.", then.rests_on)
    if level.interval in claimed:
        caveats = [] if all(is_near(claim, end) for end in level.interval) else ["looser"]
        why = f"What is printed implies {level.words} for {claim.window.words}."
        return Verdict.supported(why, level.rests_on, caveats)
    if level.bounded and (claimed.overlaps(level.interval) or cut_off_range(claim).overlaps(level.interval)):
        why = f"What is printed for other times allows it: {level.words} for {claim.window.words}."
        return Verdict.supported(why, level.rests_on, ["within_bounds"])
    return None


def _of_open_window(claim, series, context):
    """A running total of which the paper does not say up to when: any end until the paper's own day is allowed."""
    start, claimed = claim.window.start, claimed_range(claim)
    ends = sorted({one.end for one in series.windows if one.end >= start and context.knew(one.end)}, reverse=True)
    levels = ((end, series.implied(Window(start, end))) for end in ends)
    last, level = next(((end, level) for end, level in levels if level and level.bounded), (None, None))
    if level is None or claimed.lower > level.interval.upper:
        return None
    why = f"What is printed allows it, up to some day until {last}: {level.words}; the claim does not say up to when."
    return Verdict.supported(why, level.rests_on, ["as_of_missing", "within_bounds"])


def _of_any_year(claim, context):
    """A number of an unnamed year that no known year comes near, if the years known are recent."""
    then, claimed = context.series_then(claim), claimed_range(claim)
    years = [one for one in then.windows if one.is_year]
    levels = {one: level for one in years if (level := then.printed(one)) is not None}
    today = context.published or context.newest
    if not levels or today - max(one.end for one in years) > _RECENT:
        return None
    if not all(misses(claimed, level) for level in levels.values()):
        return None
    low = min(level.interval.lower for level in levels.values())
    high = max(level.interval.upper for level in levels.values() if isfinite(level.interval.upper))
    if claimed.overlaps(Interval(low, high)):
        return None
    near = min(levels, key=lambda one: abs(levels[one].interval.midpoint - claim.value))
    span = f"{years[0].words} to {years[-1].words}"
    why = (
        f"No year from {span} comes near it: {number(low)} to {number(high)}, nearest {levels[near].words} in "
        f"{near.words}."
    )
    return Verdict("contradicted", why, tuple(one for level in levels.values() for one in level.rests_on))
