"""Decide a claimed count: is the number printed, for that window, with that certainty? If not, can it be true?

First a print of the claimed window is looked for that agrees, then the same number for another window, then what the
prints of all other windows imply together. Only then do contrary prints decide, and only those that were out when the
paper appeared.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fraudstats.amounts import listed, printed
from fraudstats.claims.agreement import agreement, claimed_range, is_near, same_number_range
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.count_bounds import by_bounds
from fraudstats.claims.count_caveats import findings
from fraudstats.claims.count_elsewhere import by_stated_changes, by_wholes
from fraudstats.claims.evidence import Observation
from fraudstats.claims.verdict import Verdict
from fraudstats.dates import Window
from fraudstats.interval import Interval
from fraudstats.vocabulary import CAVEATS, TIERS

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("indicator", "ref_area", "value", "qualifier")
#: How an observation's window lies, seen from the claim's, nearest first; see `Window.relation`.
_CLOSENESS = ("equal", "narrower", "wider", "shifted", "announced", "unknown", "apart")
#: Days after an announcement on which outlets print it.
_SAME_NEWS = range(3)


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed count; where nothing else speaks of it, the paper's own print in the data does."""
    verdict = _by_others(claim, context)
    same = [one for one in context.own(claim) if one.window == claim.window and agreement(claim, one) is not None]
    if verdict.verdict != "untraceable" or not same:
        return verdict
    why = f"{same[0].words} is printed for {same[0].window.words} by the paper itself and no other source."
    return Verdict.supported(why, [one.observation_id for one in same], ["own_source"])


def _by_others(claim, context):
    series = context.series(claim)
    if not series.observations:
        return by_wholes(claim, context) or _not_counted(claim, context)
    where = {one: _relation(claim, one) for one in series}
    grades = {one: agreement(claim, one) for one in where if where[one] == "equal"}
    agreeing = [one for one, grade in grades.items() if grade is not None]
    if agreeing:
        return _printed_as(claim, _best_first(claim, agreeing, grades, context), where, grades, context)
    implied = by_bounds(claim, series, context)
    if implied is not None and implied.verdict == "supported":
        return implied
    matches = [one for one in where if where[one] not in ("equal", "apart") and _same_number(claim, one)]
    if matches:
        return _printed_as(claim, _nearest_first(matches, where, context), where, grades, context)
    return (
        _contrary(claim, list(grades), context)
        or implied
        or by_wholes(claim, context)
        or by_stated_changes(claim, context)
        or _not_printed(claim, where, series)
    )


def _relation(claim, observation):
    """Where the observation's window lies; ``announced`` if the claim names no more than the day it was announced."""
    if claim.window == observation.window == Window(None, None):
        return "equal" if claim.label and claim.label.lower() == observation.label.lower() else "unknown"
    where = claim.window.relation(observation.window)
    if where == "equal" and not claim.window.known and not _same_number(claim, observation):
        return "unknown"  # what is not known of both may differ
    one_day = claim.window.days == 1 and observation.published is not None
    if where in ("apart", "unknown") and one_day and (observation.published - claim.window.start).days in _SAME_NEWS:
        return "announced"
    return where


def _same_number(claim, one):
    """Whether a claim's own rounding makes a print of another window the same number."""
    return one.value in same_number_range(claim) and is_near(claim, one.value)


def _best_first(claim, agreeing, grades, context):
    """Those that need no caveat first, then by the order of the caveats; then those known, near and well sourced."""
    order = ["", *CAVEATS]
    return sorted(
        agreeing, key=lambda one: (order.index(grades[one]), *_distance(claim, one, context), one.observation_id)
    )


def _nearest_first(matches, where, context):
    """Nearest window first; then with a qualifier, which retellings drop more often than they add; then by tier."""
    return sorted(
        matches,
        key=lambda one: (_CLOSENESS.index(where[one]), not one.loose, _tier(one, context), one.observation_id),
    )


def _distance(claim, one, context):
    return not context.knew(one.published), abs(one.value - claim.value), _tier(one, context)


def _tier(one, context):
    return list(TIERS).index(context.sources[one.source_id]["tier"])


def _printed_as(claim, matches, where, grades, context):
    best = matches[0]
    found = findings(claim, matches, where, grades.get(best, ""), context)
    why = "; ".join([f"{best.words} is printed for {best.window.words}", *(words for _, words, _ in found)])
    beside = [identifier for *_, identifiers in found for identifier in identifiers]
    rests_on = dict.fromkeys([*(one.observation_id for one in matches), *beside])
    return Verdict.supported(f"{why}.", rests_on, [code for code, *_ in found])


def _contrary(claim, equal, context):
    """The verdict where prints of just the claimed window were out, and none agrees."""
    known = [one for one in equal if context.knew(one.published)]
    if not known:
        return None
    ids = tuple(one.observation_id for one in known)
    low, high = (min(known, key=lambda one: one.interval.lower), max(known, key=lambda one: one.interval.upper))
    window = claim.window.words if claim.window != Window(None, None) else claim.label
    between = claimed_range(claim).overlaps(Interval(low.interval.lower, high.interval.upper))
    if between and not low.interval.overlaps(high.interval):
        why = f"For {window} sources disagree: {low.words} and {high.words} are printed, and the claim lies between."
        return Verdict("sources_disagree", why, ids)
    last = max(known, key=lambda one: (one.published or dt.date.min, one.observation_id))
    return Verdict("contradicted", f"For {window} {last.words} is printed.", ids)


def _not_counted(claim, context):
    """The verdict where nothing in the data is of this count and unit."""
    units = sorted({one.unit for one in context.series(replace(claim, unit=""))})
    if units:
        why = f"The sources count it in {listed(units)}; the claim is in {claim.unit}, so the two are not compared."
        return Verdict("untraceable", why)
    place = f" with {context.area(claim.counterpart_area)}" if claim.counterpart_area not in ("", "none") else ""
    why = f"No source in the dataset prints {claim.indicator} for {context.area(claim.ref_area)}{place}."
    return Verdict("untraceable", why)


def _not_printed(claim, where, series):
    near = _neighbours(claim, where)
    words = [f"{one.words} for {one.window.words}" for one in near]
    beside = f"; its neighbours are {listed(words)}" if words else ""
    later = series.printed(claim.window) if claim.window.known else None
    if later is not None:
        beside = f"; {later.words} was printed later for {claim.window.words}, which is not held against it"
        near = [one for one in where if where[one] == "equal"]
    why = f"No source in the dataset prints {printed(claim.value, claim.qualifier)}{beside}."
    return Verdict("untraceable", why, tuple(one.observation_id for one in near))


def _neighbours(claim, where) -> list[Observation]:
    """The nearest printed numbers below and above, whose windows end (or were announced) in or soon after the claim."""
    start, end = claim.window
    if start is None or end is None:
        return []
    until = end + dt.timedelta(days=366)
    close = [one for one in where if (day := one.window.end or one.published) is not None and start <= day <= until]
    below = [one for one in close if one.value < claim.value]
    above = [one for one in close if one.value > claim.value]
    return [
        *([max(below, key=lambda one: one.value)] if below else []),
        *([min(above, key=lambda one: one.value)] if above else []),
    ]
