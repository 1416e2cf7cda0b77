"""Printed counts as the rules compare them with a claim."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fraudstats.amounts import printed
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
    label: str
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


def observations_of(dataset: Dataset, indicator: str, ref_area: str, counterpart_area: str) -> list[Observation]:
    """All observations of an indicator for a whole area.

    Parameters
    ----------
    dataset : Dataset
    indicator, ref_area : str
    counterpart_area : str
        The other country; ``"none"`` for numbers without one. Empty if a claim does not say: numbers without one,
        unless the indicator has them with one only.
    """
    table = dataset.observations
    kin = table.loc[(table["indicator"] == indicator) & (table["ref_area"] == ref_area) & table["sub_area"].isna()]
    alone = kin["counterpart_area"].isna()
    if counterpart_area and counterpart_area != "none":
        kin = kin.loc[kin["counterpart_area"] == counterpart_area]
    elif counterpart_area == "none" or alone.any():
        kin = kin.loc[alone]
    return [_observation(row) for row in kin.to_dict("records")]


def _observation(row):
    same = ("observation_id", "source_id", "value", "unit", "qualifier")
    return Observation(
        **{name: row[name] for name in same},
        interval=Interval(row["lower"], row["upper"]),
        window=Window(row["period_start"], row["period_end"]),
        label="" if is_missing(row["period_text"]) else row["period_text"],
        published=last_day(row["published_by"]),
        part_of=None if is_missing(row["part_of"]) else row["part_of"],
    )
