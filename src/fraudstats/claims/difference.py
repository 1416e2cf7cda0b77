"""Decide by how much a count is said to have risen or fallen between two windows."""

from __future__ import annotations

from dataclasses import replace

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
    """The verdict on a claimed difference; one that is said to be a fall may be given below zero or in words."""

    def derive(then):
        series = context.series_then(claim) if then else context.series(claim)
        after, before = series.level(claim.window), series.level(claim.base)
        if after is None or before is None or not (after.bounded and before.bounded):
            return None
        rise = after.interval - before.interval
        words = f"{after.words} ({claim.window.words}) less {before.words} ({claim.base.words}) is {span(*rise)}"
        return computed(rise, words, after, before)

    missing = f"The sources do not say what was counted in both {claim.window.words} and {claim.base.words}."
    return decide_derived(_claimed(claim), derive, missing)


def _claimed(claim):
    """The differences for which the claim holds; a fall is below zero."""
    rounded, cut_off = computed_ranges(replace(claim, value=abs(claim.value)))
    return (-rounded, -cut_off) if claim.aspect == "down" or claim.value < 0 else (rounded, cut_off)
