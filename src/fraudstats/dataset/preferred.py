"""Which of several printed numbers to use when one must be used.

All observations stay. Among those of one indicator, area and closed window, one is *preferred*, by this rule:

1. a curator's choice, recorded in the raw file with its reason;
2. a later restatement: an observation with SDMX status R, or one published after another whose range it leaves, from a
   source at least as strong;
3. the strongest tier: issuer's site, state media, other media, repost;
4. a number printed with its qualifier before one without (retellings drop "more than" more often than they add it);
5. the finer printed unit; then the earlier publication; then the id.

The first step at which the choice differs from the others is recorded as the reason.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from fraudstats.vocabulary import QUALIFIERS, TIERS

__all__ = ["KEY", "with_preferred"]

#: What two numbers must share for one to replace the other.
KEY = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "unit"]
_RANK_OF = {tier: rank for rank, tier in enumerate(TIERS)}
_LOOSE = [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]
_STEPS = ("restatement", "tier", "qualifier", "precision", "earlier publication", "id")


def with_preferred(
    observations: pd.DataFrame, tier_of: pd.Series, chosen: pd.Series, errata: Collection[str] = ()
) -> pd.DataFrame:
    """The observations with columns ``preferred`` (bool) and ``preferred_reason``.

    Parameters
    ----------
    observations : data frame
    tier_of : Series
        Source id -> tier.
    chosen : Series
        Observation id -> a curator's reason, for the few that a curator chose.
    errata : collection of str
        Ids of observations that their sources seem to have printed wrongly; they are never preferred.

    Notes
    -----
    An observation whose window has an unknown end is never preferred: nobody can say that it counts the same time.
    """
    table = observations.assign(preferred=False, preferred_reason=pd.Series(index=observations.index, dtype="str"))
    tiers = table.loc[:, "source_id"].map(tier_of).map(_RANK_OF)
    dated = table.dropna(subset=["period_start", "period_end"])
    dated = dated.loc[~dated["observation_id"].isin(list(errata))]
    for _, group in dated.groupby(KEY, dropna=False, sort=False):
        best, reason = _choice(group, tiers, chosen)
        table.loc[best, ["preferred", "preferred_reason"]] = [True, reason]
    return table


def _choice(group, tiers, chosen):
    if len(group) == 1:
        return group.index[0], "the only one"
    by_hand = group[group["observation_id"].isin(chosen.index)]
    if not by_hand.empty:
        return by_hand.index[0], f"curator: {chosen[by_hand['observation_id'].iloc[0]]}"
    ranks = pd.DataFrame(
        {
            "restatement": _restated(group, tiers),
            "tier": tiers[group.index],
            "qualifier": ~group["qualifier"].isin(_LOOSE),
            "precision": group["precision"].where(group["qualifier"] != "exact", 0),
            "earlier publication": group["published_by"].fillna(pd.Timestamp.max.normalize()),
            "id": group["observation_id"],
        }
    ).sort_values(list(_STEPS))
    first = ranks.iloc[0]
    decisive = next(step for step in _STEPS if (ranks[step] != first[step]).any())
    return ranks.index[0], decisive


def _restated(group, tiers):
    """1 for a number that a later and no weaker source restated, else 0."""
    restated = pd.Series(0, index=group.index)
    for index, row in zip(group.index, group.to_dict("records"), strict=True):
        later = group[
            (group["published_by"] > row["published_by"])
            & ((group["lower"] > row["upper"]) | (group["upper"] < row["lower"]))
            & (tiers[group.index] <= tiers[index])
        ]
        formal = group[(group["obs_status"] == "R") & (group.index != index)]
        restated[index] = int(not later.empty or (row["obs_status"] != "R" and not formal.empty))
    return restated
