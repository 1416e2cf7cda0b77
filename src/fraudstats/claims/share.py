"""Decide what share of another count a count is said to be."""

from __future__ import annotations

from fraudstats.claims.agreement import computed_ranges
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.derived import computed, decide_derived
from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import share
from fraudstats.interval import Interval

__all__ = ["NEEDS", "decide"]

#: What a claim must give: the part, and as its subject the indicator of the whole.
NEEDS = ("indicator", "subject", "ref_area", "value", "period_start", "period_end")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed share in percent: the part over the whole, both of the claimed window."""

    def derive(then):
        series = context.series_then if then else context.series
        part, whole = (series(claim, name).level(claim.window) for name in (claim.indicator, claim.subject))
        if part is None or whole is None or whole.interval.lower <= 0 or not part.bounded:
            return None
        ratio = part.interval / whole.interval
        ratio = Interval(min(ratio.lower, 1), min(ratio.upper, 1))
        return computed(ratio, f"{part.words} of {whole.words} for {claim.window.words} is {share(ratio)}", part, whole)

    missing = f"The sources do not give {claim.indicator} and {claim.subject} for {claim.window.words}."
    return decide_derived(_claimed(claim), derive, missing)


def _claimed(claim):
    """The shares for which the claim holds; "more than 40%" reaches to the whole."""
    rounded, cut_off = computed_ranges(claim)
    return _of_whole(rounded), _of_whole(cut_off)


def _of_whole(percent):
    return Interval(min(percent.lower, 100) / 100, min(percent.upper, 100) / 100)
