"""Numbers that the issuer's own site excludes."""

from __future__ import annotations

from collections.abc import Iterator

from fraudstats.dataset import Dataset
from fraudstats.dataset.preferred import errata_of
from fraudstats.plausibility.notes import DECLARED
from fraudstats.plausibility.result import SERIES, Finding, known_windows, number
from fraudstats.vocabulary import TIERS

__all__ = ["find"]

_STRONGEST = next(iter(TIERS))


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every number read elsewhere whose range leaves that of its issuer's own site for the same window.

    Numbers of another status (provisional and revised ones), errata and declared contradictions are left out.
    """
    rows = known_windows(dataset.observations)
    tier_of = dataset.sources.set_index("source_id").loc[:, "tier"]
    rows = rows.assign(tier=rows["source_id"].map(tier_of))
    rows = rows.loc[~rows["observation_id"].isin(errata_of(dataset.corrections))]
    own = rows.loc[rows["tier"] == _STRONGEST]
    key = [*SERIES, "issuer", "period_start", "period_end", "obs_status"]
    pairs = rows.loc[rows["tier"] != _STRONGEST].merge(own, on=key, suffixes=("", "_own"))
    pairs = pairs.loc[(pairs["lower"] > pairs["upper_own"]) | (pairs["upper"] < pairs["lower_own"])]
    declared = [pairs[note].str.contains(DECLARED, na=False) for note in ("note", "note_own")]
    pairs = pairs.loc[~(declared[0] | declared[1])]
    for id_, group in pairs.groupby("observation_id"):
        row = group.iloc[0].to_dict()
        site = row | {"value_text": row["value_text_own"], "observation_id": row["observation_id_own"]}
        yield Finding(str(id_), "issuer", f"{row['value_text']}, but the issuer's site has {number(site)}")
