"""Decide a claimed count: is the number printed, for that window, with that certainty?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.observation import Observation, observations_of
from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import listed, printed
from fraudstats.conventions import reach
from fraudstats.dates import Window
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS, TIERS

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("indicator", "ref_area", "value", "qualifier")
#: How an observation's window lies, seen from the claim's, nearest first; see `Window.relation`.
_CLOSENESS = ("equal", "narrower", "wider", "shifted", "announced", "unknown", "apart")
#: Days after an announcement on which outlets print it.
_SAME_NEWS = range(3)

#: What a caveat is: its code, how it is said, and ids of what else it rests on.
_Finding = tuple[str, str, tuple[str, ...]]


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed count."""
    same_unit = [one for one in observations_of(claim, context.dataset) if claim.unit in ("", one.unit)]
    where = {one: _relation(claim, one) for one in same_unit}
    claimed = _claimed_range(claim)
    same_value = [one for one in where if one.value in claimed]
    matches = [one for one in same_value if where[one] != "apart"]
    if not matches:
        return _not_printed(claim, where)
    return _printed_as(claim, _best_first(matches, where, context), where, same_value, context)


def _relation(claim, observation):
    """Where the observation's window lies; ``announced`` if the claim names no more than the day it was announced."""
    where = claim.window.relation(observation.window)
    one_day = claim.window.days == 1 and observation.published is not None
    if where in ("apart", "unknown") and one_day and (observation.published - claim.window.start).days in _SAME_NEWS:
        return "announced"
    return where


def _claimed_range(claim):
    """Printed numbers that a claim's own rounding makes the same number."""
    below, above = reach(claim.qualifier)
    return claim.interval if below and above and claim.interval is not None else Interval.of(claim.value)


def _best_first(matches, where, context):
    """Nearest window first; then with a qualifier, which retellings drop more often than they add; then by tier."""
    tiers = list(TIERS)

    def rank(one):
        tier = context.sources[one.source_id]["tier"]
        return _CLOSENESS.index(where[one]), not one.loose, tiers.index(tier), one.observation_id

    return sorted(matches, key=rank)


def _printed_as(claim, matches, where, same_value, context):
    best = matches[0]
    findings = [
        *_window_caveat(claim, best, where[best]),
        *_qualifier_caveat(claim, best),
        *_other_numbers(claim, best, where),
        *_growth_caveat(claim, best, where, context),
        *_containment_caveat(claim, matches, context),
        *_twin_caveat(best, same_value, where),
    ]
    why = "; ".join([f"{best.words} is printed for {best.window.words}", *(words for _, words, _ in findings)])
    beside = [identifier for *_, identifiers in findings for identifier in identifiers]
    rests_on = dict.fromkeys([*(one.observation_id for one in matches), *beside])
    return Verdict.supported(f"{why}.", rests_on, [code for code, *_ in findings])


def _window_caveat(claim, best, where) -> Iterator[_Finding]:
    if claim.window.end is None and best.window.end is not None:
        yield "as_of_missing", "the claim does not say up to when", ()
    elif where != "equal":
        code = "announcement_day" if where == "announced" else f"window_{where}"
        yield code, f"the claim says {claim.window.words}", ()


def _qualifier_caveat(claim, best) -> Iterator[_Finding]:
    if best.loose and not QUALIFIERS[claim.qualifier].loose:
        yield "qualifier_lost", f"the claim drops {best.qualifier.replace('_', ' ')!r}", ()


def _other_numbers(claim, best, where) -> Iterator[_Finding]:
    """Numbers for just the claimed window (the whole year, where it is left open) that exclude the claimed one."""
    window = _closed(claim.window)
    other = [one for one in where if one.window == window and not one.interval.overlaps(best.interval)]
    if window.known and other:
        code = "restated_later" if where[best] == "equal" else "full_window_differs"
        words = f"for {window.words} {_latest(other).words} is printed"
        yield code, words, tuple(one.observation_id for one in other)


def _closed(window):
    """The window, with the end of its year where it begins with one and its end is not known."""
    start, end = window
    if end is None and start is not None and (start.month, start.day) == (1, 1):
        return Window(start, dt.date(start.year, 12, 31))
    return window


def _growth_caveat(claim, best, where, context) -> Iterator[_Finding]:
    """A running total that was already higher when the paper appeared."""
    if claim.window.end is not None or best.published is None:
        return
    until = context.published or dt.date.max
    later = [
        one
        for one in where
        if one.value > best.value
        and one.published is not None
        and best.published < one.published <= until
        and _starts_no_later(one.window, best.window)
    ]
    if later:
        last = max(later, key=lambda one: (one.value, one.observation_id))
        yield "grown_since", f"by {last.published} it was {last.words}", (last.observation_id,)


def _starts_no_later(window, other):
    return window.start is None or (other.start is not None and window.start <= other.start)


def _containment_caveat(claim, matches, context) -> Iterator[_Finding]:
    """A batch inside another number that the paper gives of the same thing, as if the two could be added."""
    others: dict[float, str] = {}
    for one in context.claims:
        if one.indicator == claim.indicator and one.value != claim.value:
            others.setdefault(one.value, one.name)
    for identifier in dict.fromkeys(one.part_of for one in matches if one.part_of):
        whole = context.observed.get(identifier)
        if whole and whole["indicator"] == claim.indicator and whole["value"] in others:
            words = f"it is a part of the {whole['value']:,.0f} of claim {others[whole['value']]}"
            yield "part_of_another", words, (identifier,)
            return


def _twin_caveat(best, same_value, where) -> Iterator[_Finding]:
    twins = [one for one in same_value if where[one] == "apart" and one.unit == best.unit]
    if twins:
        windows = listed(dict.fromkeys(one.window.words for one in twins))
        yield "same_number_elsewhere", f"it is printed for {windows} too", tuple(one.observation_id for one in twins)


def _not_printed(claim, where):
    claimed = claim.interval or Interval.of(claim.value)
    contrary = [one for one in where if where[one] == "equal" and not one.interval.overlaps(claimed)]
    if contrary:
        why = f"For {claim.window.words} {_latest(contrary).words} is printed."
        return Verdict("contradicted", why, tuple(one.observation_id for one in contrary))
    near = _neighbours(claim, where)
    words = [f"{one.words} for {one.window.words}" for one in near]
    beside = f"; its neighbours are {listed(words)}" if words else ""
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


def _latest(observations):
    """The one published last."""
    return max(observations, key=lambda one: (one.published or dt.date.min, one.observation_id))
