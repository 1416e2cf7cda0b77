"""What the data covers, and where its sources are weak.

A number is *well sourced* if a source of a strong tier (the issuer's site or state media) prints it. A headline number
should have two independent witnesses; copies of one agency text are one.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from fraudstats.dataset.core import Dataset
from fraudstats.vocabulary import STRONG_TIERS

__all__ = ["HEADLINES", "coverage", "gaps"]

#: Indicators whose numbers should have two independent witnesses.
HEADLINES = (
    "telecom_fraud_cases_solved",
    "telecom_fraud_suspects_caught",
    "telecom_fraud_persons_prosecuted",
    "suspects_handed_over",
)
_KEY = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "value"]


def _numbers(dataset: Dataset) -> pd.DataFrame:
    """One row per printed number of a window: its witnesses and whether a strong source prints it."""
    rows = dataset.observations
    sources = dataset.sources
    strong = set(sources.loc[sources["tier"].isin(STRONG_TIERS), "source_id"])
    rows["strong"] = rows["source_id"].isin(list(strong))
    return rows.groupby(_KEY, dropna=False, as_index=False).agg(
        witnesses=("witness", "nunique"),
        strong=("strong", "any"),
        ids=("observation_id", lambda i: " ".join(sorted(i))),
    )


def coverage(dataset: Dataset) -> pd.DataFrame:
    """What there is, one row per indicator and area.

    Returns
    -------
    data frame
        ``indicator, ref_area, numbers`` (different numbers of different windows), ``first`` and ``last`` (the span of
        the windows), ``well_sourced`` and ``two_witnesses`` (shares of the numbers, from 0 to 1).
    """
    numbers = _numbers(dataset)
    return numbers.groupby(["indicator", "ref_area"], as_index=False).agg(
        numbers=("value", "size"),
        first=("period_start", "min"),
        last=("period_end", "max"),
        well_sourced=("strong", "mean"),
        two_witnesses=("witnesses", lambda w: (w >= 2).mean()),
    )


def gaps(dataset: Dataset, headlines: Collection[str] = HEADLINES, ref_area: str = "CN") -> pd.DataFrame:
    """Headline numbers without a strong source or with a single witness.

    Returns
    -------
    data frame
        The key of each such number, ``witnesses``, ``strong`` and ``ids``.
    """
    numbers = _numbers(dataset)
    weak = ~numbers["strong"] | (numbers["witnesses"] < 2)
    chosen = numbers["indicator"].isin(list(headlines)) & (numbers["ref_area"] == ref_area)
    return numbers.loc[chosen & weak].reset_index(drop=True)
