"""Whether a claimed number and a printed one can be the same, and what is to be said of it.

Both are read as ranges. A claim that is true whatever the printed number allows is supported outright; a claim that is
only possible is supported with a caveat; a one-sided claim ("more than 290,000") is decided one-sidedly.
"""

from __future__ import annotations

from math import inf, isclose, isnan

from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence import Observation
from fraudstats.conventions import interval_of, reach
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["agreement", "claimed_range", "computed_ranges", "cut_off_range", "is_near", "same_number_range"]

#: Share of a claimed number beyond which a printed one is another number, however coarsely the claim is rounded.
_NEAR = 0.05


def agreement(claim: Claim, one: Observation) -> str | None:
    """The caveat with which a print of the claimed window supports the claim: "" for none, None if it does not.

    Of a claimed range the printed number itself must be one: a range is the paper's allowance for doubt already.
    """
    if claim.is_range and claim.interval is not None:
        return "" if one.value in claim.interval else None
    if isclose(one.value, claim.value):
        return _said_otherwise(claim, one)
    claimed = claimed_range(claim)
    if one.interval in claimed and is_near(claim, one.value):
        return ""
    if one.interval in claimed and _one_sided(claim):
        return "looser"
    if claimed.overlaps(one.interval):
        return "ranges_overlap"
    return "cut_off" if one.value in cut_off_range(claim) else None


def claimed_range(claim: Claim) -> Interval:
    """The true counts for which the claim holds."""
    if _one_sided(claim) and reach(claim.qualifier)[0] == 0:
        return Interval(claim.value, inf)
    if _rounded(claim):
        return interval_of(claim.value, "rounded", claim.step)[0]
    return claim.interval if claim.interval is not None else Interval.of(claim.value)


def cut_off_range(claim: Claim) -> Interval:
    """The true counts for which a claim holds that was cut off and not rounded."""
    if claim.qualifier in ("", "rounded") and not isnan(claim.step):
        return interval_of(claim.value, "truncated", claim.step)[0]
    return claimed_range(claim)


def computed_ranges(claim: Claim) -> tuple[Interval, Interval]:
    """The values for which a claim holds that was computed: rounded to its last digit, and cut off at it."""
    if claim.is_range or _loose(claim):
        return claimed_range(claim), claimed_range(claim)
    rounded = interval_of(claim.value, "rounded", claim.step)[0]
    return rounded, interval_of(claim.value, "truncated", claim.step)[0]


def same_number_range(claim: Claim) -> Interval:
    """The printed numbers that the claim's own rounding makes its number."""
    if claim.is_range and claim.interval is not None:
        return claim.interval
    below, above = reach(claim.qualifier)
    return (
        Interval.of(claim.value) if _one_sided(claim) or not below + above + _rounded(claim) else claimed_range(claim)
    )


def is_near(claim: Claim, value: float) -> bool:
    """Whether a printed number is about the claimed one."""
    return abs(value - claim.value) <= _NEAR * abs(claim.value)


def _said_otherwise(claim, one):
    """The caveat where one of the two is said with another word."""
    word = claim.qualifier if _loose(claim) else ""
    if one.loose:
        return "" if word == one.qualifier else "qualifier_changed" if word else "qualifier_lost"
    return "qualifier_changed" if _one_sided(claim) and one.qualifier == "exact" else ""


def _loose(claim):
    """Whether a word such as "about" says that the claimed number is not the count itself."""
    return claim.qualifier in QUALIFIERS and QUALIFIERS[claim.qualifier].loose


def _one_sided(claim):
    """Whether the claim says that the count is beyond a number: more than, at least, up to."""
    return claim.qualifier == "more_than" or (claim.qualifier in QUALIFIERS and inf in reach(claim.qualifier))


def _rounded(claim):
    """Whether the number is rounded although no word says so: closing zeros of a count called exact."""
    return claim.qualifier == "exact" and claim.step > 1
