"""Decide a claimed rate of growth between two windows."""

from __future__ import annotations

from fraudstats.claims.count import observations_of
from fraudstats.claims.verdict import Verdict
from fraudstats.claims.windows import relation
from fraudstats.claims.words import window_words
from fraudstats.interval import Interval

__all__ = ["decide"]


def decide(claim, context) -> Verdict:
    """The verdict on a claimed percentage change."""
    stated = _stated(claim, context.dataset)
    implied, used = _implied(claim, context.dataset)
    holds = implied is None or implied.overlaps(claim.value / 100)
    if stated.empty:
        return _without_print(claim, implied, used, holds)
    best = stated.sort_values(["relation", "change_id"]).iloc[0]
    caveats, said = [], f"{best.percent:+g}% is printed for {window_words(best.period_start, best.period_end)}"
    if best.relation != "equal":
        caveats.append(f"window_{best.relation}")
        said += f", where the claim says {window_words(claim.period_start, claim.period_end)}"
    if not holds:
        caveats.append("full_window_differs")
        said += f"; the totals printed for the whole windows allow {implied:.1%}"
    return Verdict.supported(f"{said}.", [*stated["change_id"], *used], caveats)


def _without_print(claim, implied, used, holds):
    if implied is None:
        return Verdict("untraceable", "No source prints this change, nor totals for both windows.")
    said = f"The totals printed for both windows allow {implied:.1%}."
    return Verdict.supported(said, used) if holds else Verdict("contradicted", said, tuple(used))


def _stated(claim, dataset):
    """Stated changes of about the claimed size, for windows inside the claimed ones."""
    changes = dataset.changes
    kin = changes[(changes["indicator"] == claim.indicator) & (changes["ref_area"] == claim.ref_area)].copy()
    kin["relation"] = [
        relation(claim.period_start, claim.period_end, c.period_start, c.period_end) for c in kin.itertuples()
    ]
    tolerance = 1e-9
    near = (kin["lower"] - tolerance <= claim.value / 100) & (claim.value / 100 <= kin["upper"] + tolerance)
    return kin[near & kin["relation"].isin(["equal", "narrower"])]


def _implied(claim, dataset):
    """The range of change that the totals for exactly the claimed windows allow, and their ids."""
    observations = observations_of(claim, dataset)
    after = _total(observations, claim.period_start, claim.period_end)
    before = _total(observations, claim.base_start, claim.base_end)
    if after is None or before is None:
        return None, []
    return after[0] / before[0] - 1, [*after[1], *before[1]]


def _total(observations, start, end):
    """The range that covers every total printed for a window, and the ids."""
    rows = observations[(observations["period_start"] == start) & (observations["period_end"] == end)]
    rows = rows[rows["lower"] > 0]
    if rows.empty:
        return None
    return Interval(rows["lower"].min(), rows["upper"].max()), list(rows["observation_id"])
