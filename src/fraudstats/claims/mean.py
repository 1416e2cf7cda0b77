"""Decide what is said to have been counted per day, week, month or year of a window."""

from __future__ import annotations

from types import MappingProxyType

from fraudstats.amounts import span
from fraudstats.claims.agreement import computed_ranges
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.derived import computed, decide_derived
from fraudstats.claims.verdict import Verdict
from fraudstats.errors import DatasetError

__all__ = ["NEEDS", "decide"]

#: What a claim must give; ``aspect`` is the length of time, a day if nothing is said.
NEEDS = ("indicator", "ref_area", "value", "period_start", "period_end")
#: Length of time -> its days.
_DAYS = MappingProxyType({"day": 1.0, "week": 7.0, "month": 365.2425 / 12, "year": 365.2425})


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed mean: the total of the window over its days."""
    length = claim.aspect or "day"
    if length not in _DAYS:
        raise DatasetError(
            f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of a mean; choose from {', '.join(_DAYS)}"
        )

    def derive(then):
        series = context.series_then(claim) if then else context.series(claim)
        level = series.level(claim.window)
        if level is None or not level.bounded or not claim.window.days:
            return None
        mean = level.interval * (_DAYS[length] / claim.window.days)
        words = f"{level.words} in the {claim.window.days} days of {claim.window.words} is {span(*mean)} a {length}"
        return computed(mean, words, level)

    missing = f"The sources do not say what was counted in {claim.window.words}."
    return decide_derived(computed_ranges(claim), derive, missing)
