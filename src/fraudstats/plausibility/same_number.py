"""A number of a closed window that another indicator has as a running total: often one statement under two names."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.plausibility.result import Finding, known_windows, number, window

__all__ = ["find"]

#: Smaller numbers, and those of fewer significant digits, coincide by chance.
LEAST, DIGITS = 1000, 2
#: How long before, and after, the number the running total may have been published.
BEFORE, AFTER = pd.Timedelta(days=550), pd.Timedelta(days=180)


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every number of a closed window that equals a longer or open count of another indicator of the area."""
    rows = dataset.observations
    rows = rows.loc[(rows["value"] >= LEAST) & (_digits(rows["value"]) >= DIGITS)]
    closed = known_windows(rows.loc[rows["preferred"]])
    key = ["ref_area", "unit", "value"]
    pairs = closed.merge(rows, on=key, suffixes=("", "_other"))
    pairs = pairs.loc[(pairs["indicator"] != pairs["indicator_other"]) & (pairs["witness"] != pairs["witness_other"])]
    since = pairs["published_by"] - pairs["published_by_other"]
    pairs = pairs.loc[(since <= BEFORE) & (since >= -AFTER) & _wider(pairs)]
    for id_, group in pairs.groupby("observation_id"):
        row = group.iloc[0].to_dict()
        other = {name.removesuffix("_other"): value for name, value in row.items() if name.endswith("_other")}
        words = f"{row['indicator']} {row['value_text']} for {window(row)}; {other['indicator']} has {number(other)}"
        yield Finding(str(id_), "same_number", words)


def _digits(values):
    """How many significant digits each number has."""
    return values.map(lambda value: len(f"{value:.15g}".rstrip("0").replace(".", "")))


def _wider(pairs):
    """Whether the other window has an unknown end, or contains this one and more."""
    start, end = pairs["period_start_other"], pairs["period_end_other"]
    contains = (start <= pairs["period_start"]) & (end >= pairs["period_end"])
    longer = (end - start) > (pairs["period_end"] - pairs["period_start"])
    return start.isna() | end.isna() | (contains & longer)
