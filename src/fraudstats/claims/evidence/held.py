"""What a dataset holds on counts, looked up once for all papers of an audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from functools import cache, cached_property
from typing import Any

from fraudstats.claims.evidence.observation import Observation, observations_of
from fraudstats.claims.evidence.series import Series
from fraudstats.claims.evidence.wholes import wholes_of
from fraudstats.claims.words import bare
from fraudstats.dataset import Dataset
from fraudstats.dates import Window, is_missing

__all__ = ["Held"]


class Held:
    """The series of a dataset, each made when it is first asked for.

    Parameters
    ----------
    dataset : Dataset
    """

    def __init__(self, dataset: Dataset):
        self.dataset = dataset

    def series(
        self, indicator: str, ref_area: str, counterpart_area: str, unit: str, until: dt.date | None = None
    ) -> Series:
        """The observations of a count, in a unit if one is given, and published until a day if one is given."""
        return self._series(indicator, ref_area, counterpart_area, unit, until)

    @cached_property
    def _series(self):
        @cache
        def series(indicator, ref_area, counterpart_area, unit, until):
            if until is None:
                found = observations_of(self.dataset, indicator, ref_area, counterpart_area)
                return Series(one for one in found if unit in ("", one.unit))
            ever = series(indicator, ref_area, counterpart_area, unit, None)
            then = [one for one in ever if one.published is not None and one.published <= until]
            return ever if len(then) == len(ever.observations) else Series(then)

        return series

    def prints(self, observation_id: str) -> tuple[Observation | None, list[Observation]]:
        """An observation, and all prints of its count, unit and window."""
        place = self._places.get(observation_id)
        if place is None:
            return None, []
        series = self._series(*place, None)
        one = next((one for one in series if one.observation_id == observation_id), None)
        if one is None or one.window == Window(None, None):
            return one, []
        return one, [other for other in series if other.window == one.window]

    @cached_property
    def _places(self):
        return {str(row["observation_id"]): _place(row) for row in self.observed.values()}

    @cached_property
    def sources(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of a source -> its record."""
        return {row["source_id"]: row for row in self.dataset.sources.to_dict("records")}

    @cached_property
    def wholes(self) -> Mapping[str, frozenset[str]]:
        """Indicator -> those that contain it."""
        return wholes_of(self.dataset.indicators)

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """Id of a source -> its titles, bare of everything but their words."""
        return {name: (bare(one["title"]), bare(one["title_en"])) for name, one in self.sources.items()}

    @cached_property
    def observed(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of an observation -> its row."""
        return {row["observation_id"]: row for row in self.dataset.observations.to_dict("records")}

    @cached_property
    def areas(self) -> dict[str, str]:
        """Code of an area -> its English name."""
        return {row["ref_area"]: row["name_en"] for row in self.dataset.areas.to_dict("records")}


def _place(row):
    counterpart = "none" if is_missing(row["counterpart_area"]) else row["counterpart_area"]
    return row["indicator"], row["ref_area"], counterpart, row["unit"]
