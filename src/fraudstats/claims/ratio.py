"""Decide how many times one window's count is said to be another's."""

from __future__ import annotations

from fraudstats.amounts import span
from fraudstats.claims.agreement import computed_ranges
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.derived import computed, decide_derived
from fraudstats.claims.verdict import Verdict

__all__ = ["NEEDS", "decide"]

#: What a claim must give; the base is the same window of the year before, unless it is given.
NEEDS = ("indicator", "ref_area", "value", "period_start", "period_end", "base_start", "base_end")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed multiple: 2 for "twice as many as the year before"."""

    def derive(then):
        series = context.series_then(claim) if then else context.series(claim)
        after, before = series.level(claim.window), series.level(claim.base)
        if after is None or before is None or before.interval.lower <= 0 or not after.bounded:
            return None
        times = after.interval / before.interval
        words = f"{after.words} ({claim.window.words}) is {span(*times)} times {before.words} ({claim.base.words})"
        return computed(times, words, after, before)

    missing = f"The sources do not say what was counted in both {claim.window.words} and {claim.base.words}."
    return decide_derived(computed_ranges(claim), derive, missing)
