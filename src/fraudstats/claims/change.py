"""Decide a claimed rate of growth between two windows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from math import isnan

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.count_bounds import REVISIONS
from fraudstats.claims.evidence import Level
from fraudstats.claims.verdict import Verdict
from fraudstats.claims.words import share
from fraudstats.conventions import change_interval_of
from fraudstats.dates import Window, is_missing, last_day
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["NEEDS", "claimed_change", "decide", "decide_by_totals", "stated_changes"]

#: What a claim must give.
NEEDS = ("indicator", "ref_area", "value")
_TOLERANCE = 1e-9
_COARSE = 10.0


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that a source states: in percent, where its window lies seen from the claim's, its range as a share."""

    change_id: str
    percent: float
    qualifier: str
    window: Window
    base: Window
    relation: str
    interval: Interval
    published: dt.date | None
    observation_id: str


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed percentage change; where nothing else speaks of it, the paper's own print does."""
    verdict = _decide_either_way(claim, context, _stated(claim, context, own=False))
    if verdict.verdict != "untraceable":
        return verdict
    own = [one for one in _stated(claim, context, own=True) if one.interval.overlaps(claimed_change(claim))]
    if not own or own[0].relation not in _USABLE:
        return verdict
    why = f"{own[0].percent:+g}% is printed for {own[0].window.words} by the paper itself and no other source."
    return Verdict.supported(why, [one.change_id for one in own], ["own_source"])


def decide_by_totals(claim: Claim, context: Context) -> Verdict:
    """The verdict by the totals of the two windows alone, whatever changes are stated."""
    return _decide_either_way(claim, context, [])


def _decide_either_way(claim, context, kin):
    """The verdict on a change; one printed without a word for its direction is a rise, and if that is not so a fall."""
    rise = _decide(claim, context, kin)
    if claim.aspect != "either" or rise.supports:
        return rise
    fall = _decide(replace(claim, value=-claim.value, interval=None), context, kin)
    if fall.supports:
        return Verdict.supported(
            f"{fall.why[:-1]}; the claim does not say which way.", fall.rests_on, [*fall.caveats, "direction_unsaid"]
        )
    return rise if fall.verdict != "untraceable" else fall


def _decide(claim, context, kin):
    claimed = claimed_change(claim)
    stated = [one for one in kin if one.relation in _USABLE and one.interval.overlaps(claimed)]
    if stated:
        return _as_stated(claim, claimed, stated, context)
    contrary = [one for one in kin if one.relation == "equal" and context.knew(one.published)]
    return _by_totals(claim, claimed, context) or _as_contradicted(contrary) or _not_found(claim)


#: Where the window of a stated change may lie, nearest first, to be the one that a claim means.
_USABLE = ("equal", "narrower", "open", "undated")


def claimed_change(claim: Claim) -> Interval:
    """The changes for which the claim holds, as shares; a percentage is rounded to its last digit."""
    word = claim.qualifier if claim.qualifier in QUALIFIERS and QUALIFIERS[claim.qualifier].loose else "rounded"
    if claim.interval is not None and claim.is_range:
        return claim.interval * 0.01
    lower, upper = change_interval_of(claim.value, word, _step(claim))[0]
    return Interval(lower - _TOLERANCE, upper + _TOLERANCE)


def _step(claim):
    """The last printed digit, of a number without its text the last one that is not zero behind the point."""
    return 10.0 ** -len(f"{claim.value:g}".partition(".")[2]) if isnan(claim.step) else claim.step


def _as_stated(claim, claimed, stated, context):
    best = min(stated, key=lambda one: (_USABLE.index(one.relation), QUALIFIERS[one.qualifier].loose, one.change_id))
    totals = _implied(claim, context, then=True)
    caveats, said = [], f"{best.percent:+g}% is printed for {best.window.words}"
    if best.relation == "narrower":
        caveats.append("window_narrower")
        said += f", where the claim says {claim.window.words}"
    elif best.relation == "open":
        caveats.append("as_of_missing")
        said += "; the claim does not say up to when"
    elif best.relation == "undated":
        caveats.append("window_missing")
        said += "; the claim does not say for what time"
    if _is_coarse(claim) and not best.interval.overlaps(_to_the_digit(claim)):
        caveats.append("rounded_coarsely")
        said += ", which the claim rounds to the ten"
    roughly = _or_rounded(claim, claimed)
    if totals is not None and not totals.interval.overlaps(roughly):
        caveats.append("full_window_differs")
        said += f"; the totals printed for the whole windows allow {share(totals.interval)}"
    restated = _restated(claim, best, roughly, context)
    if restated is not None:
        caveats.append("restated_later")
        said += f"; the number behind it was later given as {restated.words}"
    used = [*(totals.rests_on if totals else ()), *((restated.observation_id,) if restated else ())]
    return Verdict.supported(f"{said}.", [*(one.change_id for one in stated), *used], caveats)


def _is_coarse(claim):
    """Whether a percentage ends in a zero, which may be a digit or rounded: "50%" was said of 46.8."""
    return not claim.is_range and _step(claim) >= _COARSE


def _to_the_digit(claim):
    return change_interval_of(claim.value, "rounded", 1.0)[0]


def _cut_off(claim, claimed):
    """The changes for which the claim holds if its last digit was cut off; all the same where a word says more."""
    if claim.is_range or (claim.qualifier in QUALIFIERS and QUALIFIERS[claim.qualifier].loose):
        return claimed
    return change_interval_of(claim.value, "truncated", _step(claim))[0]


def _or_rounded(claim, claimed):
    """The changes that the claim allows, or that are rounded to its number: "nearly 206%" was said of 206.03."""
    lower, upper = change_interval_of(claim.value, "rounded", _step(claim))[0]
    return Interval(min(lower, claimed.lower), max(upper, claimed.upper))


def _restated(claim, best, roughly, context):
    """A later print of the number whose change is stated, by which the change is another one."""
    own, prints = context.held.prints(best.observation_id)
    before = context.series(claim).printed(best.base) if best.base.known else None
    if own is None or own.published is None or before is None or before.interval.lower <= 0:
        return None
    later = [one for one in prints if one.published is not None and one.published > own.published]
    changed = [one for one in later if not (one.interval / before.interval - 1).overlaps(roughly)]
    return next((one for one in changed if context.knew(one.published)), None)


def _by_totals(claim, claimed, context):
    """The verdict by the totals of the two windows: printed, else bounded by those of others."""
    everything, cut_off = _implied(claim, context, then=False), _cut_off(claim, claimed)
    if everything is not None and (everything.interval.overlaps(claimed) or everything.interval.overlaps(cut_off)):
        caveats = [] if everything.interval.overlaps(claimed) else ["cut_off"]
        if everything.printed:
            said = f"The totals printed for both windows allow {share(everything.interval)}."
            return Verdict.supported(said, everything.rests_on, caveats)
        if everything.bounded:
            said = f"What is printed for other times allows {share(everything.interval)}: {everything.words}."
            return Verdict.supported(said, everything.rests_on, [*caveats, "within_bounds"])
        return None
    then = _implied(claim, context, then=True)
    if then is None or then.interval.overlaps(claimed) or then.interval.overlaps(cut_off):
        return None
    if then.printed:
        said = f"The totals printed for both windows allow {share(then.interval)}."
        return Verdict("contradicted", said, then.rests_on)
    if claimed.lower > then.interval.upper + REVISIONS or claimed.upper < then.interval.lower - REVISIONS:
        said = f"What is printed implies {share(then.interval)}: {then.words}."
        return Verdict("impossible", said, then.rests_on)
    return None


def _as_contradicted(contrary):
    if not contrary:
        return None
    last = max(contrary, key=lambda one: (one.published or dt.date.min, one.change_id))
    why = f"{last.percent:+g}% is printed for {last.window.words}."
    return Verdict("contradicted", why, tuple(one.change_id for one in contrary))


def _not_found(claim):
    if not claim.window.known:
        unsaid = "up to when" if claim.window.start is not None else "for what time"
        return Verdict("untraceable", f"No source prints this change, and the claim does not say {unsaid}.")
    return Verdict("untraceable", "No source prints this change, nor totals for both windows.")


def stated_changes(claim: Claim, context: Context) -> list[_Change]:
    """All changes that other sources state of the claim's count."""
    return _stated(claim, context, own=False)


def _stated(claim: Claim, context: Context, own: bool) -> list[_Change]:
    """All changes that other sources state of the claim's count, or those that the paper itself states."""
    changes = context.dataset.changes
    kin = changes.loc[(changes["indicator"] == claim.indicator) & (changes["ref_area"] == claim.ref_area)]
    kin = kin.loc[kin["sub_area"].isna() & (kin["source_id"].map(context.is_the_paper).astype(bool) == own)]
    if claim.counterpart_area == "none":
        kin = kin.loc[kin["counterpart_area"].isna()]
    elif claim.counterpart_area:
        kin = kin.loc[kin["counterpart_area"] == claim.counterpart_area]
    return [_change(row, claim) for row in kin.to_dict("records")]


def _change(row, claim):
    window, base = Window(row["period_start"], row["period_end"]), Window(row["base_start"], row["base_end"])
    return _Change(
        row["change_id"],
        row["percent"],
        row["qualifier"],
        window,
        base,
        _relation(claim, window, base),
        Interval(row["lower"], row["upper"]),
        last_day(row["published_by"]),
        "" if is_missing(row["observation_id"]) else row["observation_id"],
    )


def _relation(claim, window, base):
    """Where the windows of a stated change lie, seen from the claim's: ``open`` if the claim names its start alone."""
    if claim.window == Window(None, None):
        return "undated"
    if claim.window.end is None:
        return "open" if claim.window.start == window.start else "apart"
    same_base = not (claim.base.known and base.known) or base in claim.base
    return claim.window.relation(window) if same_base else "apart"


def _implied(claim: Claim, context: Context, then: bool) -> Level | None:
    """The range of change that the totals of the two windows allow."""
    if not (claim.window.known and claim.base.known):
        return None
    series = context.series_then(claim) if then else context.series(claim)
    after, before = series.level(claim.window), series.level(claim.base)
    if after is None or before is None or before.interval.lower <= 0:
        return None
    words = f"{after.words} ({claim.window.words}) over {before.words} ({claim.base.words})"
    ids = tuple(dict.fromkeys([*after.rests_on, *before.rests_on]))
    ratio = after.interval / before.interval - 1
    return Level(ratio, words, ids, after.printed and before.printed, ratio.upper)
