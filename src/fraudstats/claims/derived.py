"""Decide a number that a paper computed from counts: the same is computed from what is printed, as a range.

A rule says what is computed (`Derived`); whether the claim agrees is decided here, in one way for all. Both counts
printed and the ranges meeting is support; bounds that meet is support with a caveat; only numbers that were out when
the paper appeared can refute it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fraudstats.claims.count_bounds import REVISIONS
from fraudstats.claims.evidence import Level
from fraudstats.claims.verdict import Verdict
from fraudstats.interval import Interval

__all__ = ["Derived", "computed", "decide_derived"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed from counts.

    Attributes
    ----------
    interval : Interval
        The values that are possible.
    words : str
        How it is computed, in numbers, with its result.
    rests_on : tuple of str
        Ids of the observations.
    printed : bool
        Whether every count in it is printed for its own window.
    """

    interval: Interval
    words: str
    rests_on: tuple[str, ...]
    printed: bool


def computed(interval: Interval, words: str, *levels: Level) -> Derived:
    """A number computed from the totals of windows."""
    ids = dict.fromkeys(identifier for level in levels for identifier in level.rests_on)
    return Derived(interval, words, tuple(ids), all(level.printed for level in levels))


def decide_derived(
    claimed: tuple[Interval, Interval], derive: Callable[[bool], Derived | None], missing: str
) -> Verdict:
    """The verdict on a computed number.

    Parameters
    ----------
    claimed : two intervals
        The values for which the claim holds if it was rounded, and if it was cut off.
    derive : callable
        Computes the number from everything (False), or from what was out when the paper appeared (True).
    missing : str
        What to say where it cannot be computed.
    """
    found = derive(False)
    if found is None:
        return Verdict("untraceable", missing)
    if any(map(found.interval.overlaps, claimed)):
        caveats = [] if found.interval.overlaps(claimed[0]) else ["cut_off"]
        if found.printed:
            return Verdict.supported(f"{found.words}.", found.rests_on, caveats)
        why = f"What is printed allows it: {found.words}."
        return Verdict.supported(why, found.rests_on, [*caveats, "within_bounds"])
    then = derive(True)
    if then is None or any(map(then.interval.overlaps, claimed)):
        why = f"{found.words}, by numbers that were printed after the paper and are not held against it."
        return Verdict("untraceable", why, found.rests_on)
    if then.printed:
        return Verdict("contradicted", f"{then.words}.", then.rests_on)
    slack = REVISIONS * max(abs(then.interval.lower), abs(then.interval.upper))
    if claimed[0].lower > then.interval.upper + slack or claimed[1].upper < then.interval.lower - slack:
        return Verdict("impossible", f"What is printed implies {then.words}.", then.rests_on)
    return Verdict(
        "untraceable", f"{then.words}, which the claim misses by no more than revisions move.", then.rests_on
    )
