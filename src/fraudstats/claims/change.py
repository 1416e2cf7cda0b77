"""Decide a claimed rate of growth between two windows."""

from __future__ import annotations

from dataclasses import dataclass

from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.observation import observations_of
from fraudstats.claims.verdict import Verdict
from fraudstats.dataset import Dataset
from fraudstats.dates import Window
from fraudstats.interval import Interval

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("indicator", "ref_area", "value", "period_start", "period_end", "base_start", "base_end")
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that a source states: in percent, where its window lies seen from the claim's, its range as a share."""

    change_id: str
    percent: float
    window: Window
    relation: str
    interval: Interval


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a claimed percentage change."""
    stated = _stated(claim, context.dataset)
    implied, used = _implied(claim, context.dataset)
    holds = implied is None or implied.overlaps(claim.value / 100)
    if not stated:
        return _not_stated(implied, used, holds)
    best = min(stated, key=lambda change: (change.relation, change.change_id))
    caveats, said = [], f"{best.percent:+g}% is printed for {best.window.words}"
    if best.relation != "equal":
        caveats.append(f"window_{best.relation}")
        said += f", where the claim says {claim.window.words}"
    if not holds:
        caveats.append("full_window_differs")
        said += f"; the totals printed for the whole windows allow {implied:.1%}"
    return Verdict.supported(f"{said}.", [*(change.change_id for change in stated), *used], caveats)


def _not_stated(implied, used, holds):
    if implied is None:
        return Verdict("untraceable", "No source prints this change, nor totals for both windows.")
    said = f"The totals printed for both windows allow {implied:.1%}."
    return Verdict.supported(said, used) if holds else Verdict("contradicted", said, tuple(used))


def _stated(claim: Claim, dataset: Dataset) -> list[_Change]:
    """Stated changes of about the claimed size, for windows inside the claimed ones."""
    changes = dataset.changes
    kin = changes.loc[(changes["indicator"] == claim.indicator) & (changes["ref_area"] == claim.ref_area)]
    share = Interval(claim.value / 100 - _TOLERANCE, claim.value / 100 + _TOLERANCE)
    stated = [_change(row, claim) for row in kin.to_dict("records")]
    return [one for one in stated if one.relation in ("equal", "narrower") and one.interval.overlaps(share)]


def _change(row, claim):
    window = Window(row["period_start"], row["period_end"])
    interval = Interval(row["lower"], row["upper"])
    return _Change(row["change_id"], row["percent"], window, claim.window.relation(window), interval)


def _implied(claim: Claim, dataset: Dataset) -> tuple[Interval | None, list[str]]:
    """The range of change that the totals for exactly the claimed windows allow, and their ids."""
    observations = observations_of(claim, dataset)
    after, before = _total(observations, claim.window), _total(observations, claim.base)
    if after is None or before is None:
        return None, []
    return after[0] / before[0] - 1, [*after[1], *before[1]]


def _total(observations, window):
    """The range that covers every total printed for a window, and the ids."""
    found = [one for one in observations if window.known and one.window == window and one.interval.lower > 0]
    if not found:
        return None
    lower, upper = min(one.interval.lower for one in found), max(one.interval.upper for one in found)
    return Interval(lower, upper), [one.observation_id for one in found]
