"""A whole that is smaller than its parts: batches of it, or what a part of the area or a single counterpart counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.plausibility.result import SERIES, Finding, known_windows, number

__all__ = ["find"]


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every number that its own parts exceed."""
    observations = dataset.observations
    yield from _batches(observations)
    yield from _places(known_windows(observations))


def _batches(observations):
    """Batches that do not overlap in time cannot add up to more than the number that contains them."""
    whole_of = observations.set_index("observation_id")
    for whole, parts in known_windows(observations.loc[observations["part_of"].notna()]).groupby("part_of"):
        if whole not in whole_of.index:
            continue  # it was withdrawn, or left out by a selection
        row = whole_of.loc[whole]
        for unit, same in parts.groupby("unit"):
            least = most_disjoint(same)
            if unit == row["unit"] and least > row["upper"]:
                words = f"{row['value_text']}, but batches of it that do not overlap add to {least:,.0f} or more"
                yield Finding(str(whole), "parts", words)


def most_disjoint(parts: pd.DataFrame) -> float:
    """The largest sum of lower ends over windows that do not overlap (weighted interval scheduling).

    J. Kleinberg and E. Tardos (2006), Algorithm Design, section 6.1.
    """
    rows = parts.sort_values("period_end")[["period_start", "period_end", "lower"]].to_numpy()
    ends, best = [row[1] for row in rows], [0.0]
    for start, _, lower in rows:
        best.append(max(best[-1], best[bisect_left(ends, start)] + lower))
    return best[-1]


def _places(rows):
    """What a place within the area, or one counterpart, counts within the window of the whole cannot exceed it."""
    whole = rows.loc[rows["counterpart_area"].isna() & rows["sub_area"].isna() & rows["preferred"]]
    parts = rows.loc[rows["counterpart_area"].notna() | rows["sub_area"].notna()]
    pairs = parts.merge(whole, on=["indicator", "ref_area", "unit"], suffixes=("", "_whole"))
    inside = (pairs["period_start"] >= pairs["period_start_whole"]) & (pairs["period_end"] <= pairs["period_end_whole"])
    for _, pair in pairs.loc[inside & (pairs["lower"] > pairs["upper_whole"])].iterrows():
        place = " and ".join(str(pair[c]) for c in SERIES[2:4] if pd.notna(pair[c]))
        words = f"{pair['value_text_whole']}, but {place} alone counts {number(pair.to_dict())}"
        yield Finding(pair["observation_id_whole"], "parts", words)
