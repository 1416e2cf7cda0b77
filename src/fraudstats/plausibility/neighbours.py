"""A number that is many times, or a small part of, the same count in the windows next to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from fraudstats.dataset import Dataset
from fraudstats.plausibility.result import SERIES, Finding, known_windows, number

__all__ = ["FACTOR", "find"]

#: Ratio of rates per day beyond which neighbours are told apart; official counts seldom move by more in a year or two.
FACTOR = 8.0
#: How many neighbours on each side are looked at; one that is near suffices.
NEAREST = 2
#: Shorter windows are left out: what is counted in a week or a month varies too much.
SHORTEST = 80
#: Numbers below it are left out, for the same reason.
LEAST = 100


def find(dataset: Dataset) -> Iterator[Finding]:
    """Every preferred number that is far from all nearest ones of about the same length before and after it."""
    rows = known_windows(dataset.observations)
    days = (rows["period_end"] - rows["period_start"]).dt.days + 1
    rows = rows.assign(days=days, rate=rows["value"] / days)
    rows = rows.loc[rows["preferred"] & (days >= SHORTEST) & (rows["value"] >= LEAST)]
    for _, group in rows.groupby(SERIES, dropna=False):
        records = group.sort_values("period_end").to_dict("records")
        for place, row in enumerate(records):
            sides = (reversed(records[:place]), records[place + 1 :])
            beside = [other for side in sides for other in islice((o for o in side if _alike(row, o)), NEAREST)]
            if beside and all(abs(np.log(row["rate"] / other["rate"])) > np.log(FACTOR) for other in beside):
                yield Finding(row["observation_id"], "neighbours", f"{_said(row)}, beside {_listed(beside)}")


def _alike(row, other):
    """Whether two windows do not overlap and are of about the same length."""
    apart = row["period_start"] > other["period_end"] or row["period_end"] < other["period_start"]
    return apart and 1 / 1.3 < row["days"] / other["days"] < 1.3


def _said(row):
    return number(row).replace(f" ({row['observation_id']})", "")


def _listed(rows):
    return " and ".join(map(number, rows))
