"""Hold the numbers of a paper against each other, where the data leave them open.

The same bounds that the sources' numbers imply, its own numbers imply as well: parts may not add up to more than their
whole, one window has one number, and a change, a share or a mean follows from the counts. Claims that the data refute
are not taken as the paper's word, and claims that the data support are not doubted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from fraudstats.amounts import number
from fraudstats.claims import change, difference, direction, mean, ratio, share
from fraudstats.claims.agreement import claimed_range
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.evidence import Observation, Series
from fraudstats.claims.verdict import Verdict
from fraudstats.vocabulary import NO_SUPPORT

__all__ = ["against_itself"]

#: Kinds of claim that follow from counts -> the rule that computes them.
_DERIVED = MappingProxyType(
    {
        "change": change.decide_by_totals,
        **{rule.__name__.rpartition(".")[2]: rule.decide for rule in (difference, direction, mean, ratio, share)},
    }
)


def against_itself(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], contexts: Mapping[str, Context]
) -> list[Verdict]:
    """The verdicts, with ``internal_error`` for what was left open and the paper's other claims exclude."""
    paired = list(zip(claims, verdicts, strict=True))
    counts: dict[tuple, list[tuple[Claim, Verdict]]] = {}
    for claim, verdict in paired:
        if claim.test == "count" and verdict.verdict not in NO_SUPPORT and claim.interval is not None:
            counts.setdefault(_count(claim), []).append((claim, verdict))
    return [_again(claim, verdict, counts, contexts.get(claim.paper)) for claim, verdict in paired]


def _count(claim, indicator=""):
    return claim.paper, indicator or claim.indicator, claim.ref_area, claim.counterpart_area


def _again(claim, verdict, counts, context):
    if not (_is_open(verdict) and claim.window.known):
        return verdict
    if claim.test in _DERIVED:
        found = _DERIVED[claim.test](claim, cast("Any", _OwnCounts(counts)))
        if found.verdict in NO_SUPPORT:
            return Verdict("internal_error", f"The paper's own numbers: {found.why}", found.rests_on)
        return verdict
    if claim.test != "count":
        return verdict
    same = [(one, found) for one, found in counts.get(_count(claim), []) if one is not claim and one.unit == claim.unit]
    others = [one for one, _ in same if one.window.known]
    return _of_other_windows(claim, others) or _of_another_window(claim, verdict, same, context) or verdict


def _of_other_windows(claim, others):
    level = (series := Series(_as_printed(others))).implied(claim.window)
    if level is None or level.interval.overlaps(claimed_range(claim)):
        return None
    said = (series.printed(claim.window) or level).words
    why = f"The paper's other numbers say {said} for {claim.window.words}, not {number(claim.value)}."
    return Verdict("internal_error", why, level.rests_on)


def _of_another_window(claim, verdict, same, context):
    """A number that the paper gives, better supported, for a part of the time; for the whole another one is printed."""
    whole = context.series(claim).printed(claim.window) if context is not None else None
    if whole is None or whole.interval.overlaps(claimed_range(claim)):
        return None
    for one, found in same:
        if (
            one.value == claim.value
            and _rank(found) > _rank(verdict)
            and claim.window.relation(one.window) == "narrower"
        ):
            why = (
                f"The paper gives the same number for {one.window.words}; for {claim.window.words} it is {whole.words}."
            )
            return Verdict("internal_error", why, (one.claim_id, *whole.rests_on))
    return None


def _rank(verdict):
    return 0 if verdict.verdict == "untraceable" else 1 if "within_bounds" in verdict.caveats else 2


def _is_open(verdict):
    return _rank(verdict) < 2 and verdict.verdict not in NO_SUPPORT


class _OwnCounts:
    """The counts that a paper gives, where a rule looks for those of the sources."""

    def __init__(self, counts):
        self._counts = counts

    def series(self, claim: Claim, indicator: str = "") -> Series:
        """The paper's counts of the claim's indicator, or of another one."""
        found = [one for one, _ in self._counts.get(_count(claim, indicator), []) if one.window.known]
        return Series(_as_printed(found))

    series_then = series


def _as_printed(claims: Iterable[Claim]):
    """Claims as if they were observations."""
    return [
        Observation(
            one.claim_id, one.paper, one.value, one.unit, one.qualifier, claimed_range(one), one.window, one.label,
            None, None,
        )
        for one in claims
    ]  # fmt: skip
