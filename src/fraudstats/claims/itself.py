"""Hold the counts of a paper against each other, where the data leave them open.

The same bounds that the sources' numbers imply, its own numbers imply as well: parts may not add up to more than their
whole, and one window has one number. Claims that the data refute are not taken as the paper's word, and claims that the
data support are not doubted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fraudstats.amounts import number
from fraudstats.claims.agreement import claimed_range
from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence import Observation, Series
from fraudstats.claims.verdict import Verdict
from fraudstats.vocabulary import NO_SUPPORT

__all__ = ["against_itself"]


def against_itself(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with ``internal_error`` for what was left open and the paper's other claims exclude."""
    paired = list(zip(claims, verdicts, strict=True))
    counts: dict[tuple, list[Claim]] = {}
    for claim, verdict in paired:
        if claim.test == "count" and verdict.verdict not in NO_SUPPORT and claim.interval is not None:
            counts.setdefault(_count(claim), []).append(claim)
    return [_again(claim, verdict, counts.get(_count(claim), [])) for claim, verdict in paired]


def _count(claim):
    return claim.paper, claim.indicator, claim.ref_area, claim.counterpart_area, claim.unit


def _again(claim, verdict, same):
    others = [one for one in same if one is not claim and one.window.known]
    if not (_is_open(verdict) and others and claim.test == "count" and claim.window.known):
        return verdict
    level = (series := Series(_as_printed(others))).implied(claim.window)
    if level is None or level.interval.overlaps(claimed_range(claim)):
        return verdict
    said = (series.printed(claim.window) or level).words
    why = f"The paper's other numbers say {said} for {claim.window.words}, not {number(claim.value)}."
    return Verdict("internal_error", why, level.rests_on)


def _is_open(verdict):
    return verdict.verdict == "untraceable" or "within_bounds" in verdict.caveats


def _as_printed(claims: Iterable[Claim]):
    """Claims as if they were observations."""
    return [
        Observation(
            one.claim_id, one.paper, one.value, one.unit, one.qualifier, claimed_range(one), one.window, one.label,
            None, None,
        )
        for one in claims
    ]  # fmt: skip
