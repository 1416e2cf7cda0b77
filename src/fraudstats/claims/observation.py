"""Printed counts as the rules compare them with a claim."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fraudstats.claims.claim import Claim
from fraudstats.claims.words import printed
from fraudstats.dataset import Dataset
from fraudstats.dates import Window, is_missing, last_day
from fraudstats.interval import Interval
from fraudstats.vocabulary import QUALIFIERS

__all__ = ["Observation", "observations_of"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One printed number, its window, and the range of true values that it allows."""

    observation_id: str
    source_id: str
    value: float
    unit: str
    qualifier: str
    interval: Interval
    window: Window
    published: dt.date | None
    part_of: str | None

    @property
    def loose(self) -> bool:
        """Whether it is printed with a word such as "more than"."""
        return QUALIFIERS[self.qualifier].loose

    @property
    def words(self) -> str:
        """The number with its qualifier, as ``more than 370,000``."""
        return printed(self.value, self.qualifier)


def observations_of(claim: Claim, dataset: Dataset) -> list[Observation]:
    """All observations of a claim's indicator and areas."""
    table = dataset.observations
    keep = (table["indicator"] == claim.indicator) & (table["ref_area"] == claim.ref_area)
    if claim.counterpart_area == "none":
        keep &= table["counterpart_area"].isna()
    elif claim.counterpart_area:
        keep &= table["counterpart_area"] == claim.counterpart_area
    return [_observation(row) for row in table.loc[keep].to_dict("records")]


def _observation(row):
    same = ("observation_id", "source_id", "value", "unit", "qualifier")
    return Observation(
        **{name: row[name] for name in same},
        interval=Interval(row["lower"], row["upper"]),
        window=Window(row["period_start"], row["period_end"]),
        published=last_day(row["published_by"]),
        part_of=None if is_missing(row["part_of"]) else row["part_of"],
    )
