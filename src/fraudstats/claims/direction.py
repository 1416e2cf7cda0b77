"""Decide whether a count rose or fell, where a paper says no more."""

from __future__ import annotations

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.spans import first_and_last
from fraudstats.claims.verdict import Verdict
from fraudstats.errors import DatasetError

__all__ = ["NEEDS", "decide"]

#: What a claim must give; ``aspect`` is ``up`` or ``down``.
NEEDS = ("indicator", "ref_area", "aspect", "period_start", "period_end")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a rise or a fall to the claimed window from its base; of a span of years, from first to last."""
    if claim.aspect not in ("up", "down"):
        raise DatasetError(f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of a direction; choose up or down")
    before, after = first_and_last(claim.window, claim.base)
    found = _change(context.series(claim), before, after)
    if found is None:
        return Verdict("untraceable", f"The sources do not say which of {before.words} and {after.words} had more.")
    if found[0] == claim.aspect:
        return Verdict.supported(found[1], found[2])
    then = _change(context.series_then(claim), before, after)
    if then is None or then[0] == claim.aspect:
        return Verdict("untraceable", f"{found[1][:-1]}, as was printed after the paper.", found[2])
    return Verdict("contradicted", then[1], then[2])


def _change(series, before, after):
    """The direction in which a count certainly moved, the sentence that says so, and the ids; None if unknown."""
    levels = series.level(before), series.level(after)
    if None in levels:
        return None
    first, last = levels
    moved = last.interval - first.interval
    if moved.lower <= 0 <= moved.upper:
        return None
    word = "up" if moved.lower > 0 else "down"
    why = f"It went {word}, from {first.words} for {before.words} to {last.words} for {after.words}."
    return word, why, tuple(dict.fromkeys([*first.rests_on, *last.rests_on]))
