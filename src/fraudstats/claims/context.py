"""What the rules may look at: the dataset, and the paper's own claims, references and date.

Nothing that was published after a paper counts against it; what was published later may still confirm what it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pandas as pd

from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence import Observation, Series, observations_of
from fraudstats.claims.paper import Paper
from fraudstats.dataset import Dataset
from fraudstats.dates import Window, is_missing

__all__ = ["Context", "Reference"]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the paper's list of references; `found_as` is the source that it was found to be."""

    reference_id: str
    number: int
    title: str | None
    year: int | None
    found_as: str | None


@dataclass(frozen=True)
class Context:
    """The dataset, and one paper's claims and references."""

    dataset: Dataset
    paper: Paper
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]

    @classmethod
    def of(cls, dataset: Dataset, claims: list[Claim], paper: Paper) -> Context:
        """The context of the claims of one paper, which need not be in the dataset."""
        known = set(dataset.sources["source_id"])  # as of a day, what was published later was not to be found
        found = dataset.references.assign(found_as=lambda rows: rows["found_as"].where(rows["found_as"].isin(known)))
        entries = [row for row in _records(found) if row["paper"] == paper.paper_id]
        return cls(
            dataset,
            paper,
            tuple(claim for claim in claims if claim.paper == paper.paper_id),
            tuple(sorted((_reference(row) for row in entries), key=lambda entry: entry.number)),
        )

    @property
    def published(self) -> dt.date | None:
        """The day of the paper; None if it is not known."""
        return self.paper.published

    def knew(self, day: dt.date | None) -> bool:
        """Whether what was published on a day was out when the paper appeared; all was, for a paper without a date."""
        return self.published is None or (day is not None and day <= self.published)

    def series(self, claim: Claim, indicator: str = "") -> Series:
        """The observations of the claim's count in the claim's unit, or of another indicator for its areas."""
        return self._series(*_count(claim, indicator), False)

    def series_then(self, claim: Claim, indicator: str = "") -> Series:
        """Those that were out when the paper appeared, which alone may count against it."""
        return self._series(*_count(claim, indicator), self.published is not None)

    @cached_property
    def _series(self):
        @cache
        def series(indicator, ref_area, counterpart_area, unit, then):
            if then:
                whole = series(indicator, ref_area, counterpart_area, unit, False)
                return Series(one for one in whole if self.knew(one.published))
            found = observations_of(self.dataset, indicator, ref_area, counterpart_area)
            return Series(one for one in found if unit in ("", one.unit))

        return series

    def prints_like(self, row: Mapping[Hashable, Any]) -> list[Observation]:
        """The prints of the count, unit and window of an observation."""
        counterpart = "none" if is_missing(row["counterpart_area"]) else row["counterpart_area"]
        window = Window(row["period_start"], row["period_end"])
        series = self._series(row["indicator"], row["ref_area"], counterpart, row["unit"], False)
        return [one for one in series if window.known and one.window == window]

    @cached_property
    def newest(self) -> dt.date:
        """The day of the newest source."""
        days = self.dataset.sources["published_by"].dropna()
        return dt.date.max if days.empty else days.max().date()

    def is_the_paper(self, source_id: str) -> bool:
        """Whether a source is the paper itself."""
        url = self.paper.url.rstrip("/")
        return source_id == self.paper.paper_id or (
            bool(url) and str(self.sources[source_id]["url"]).rstrip("/") == url
        )

    @cached_property
    def sources(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of a source -> its record."""
        return {row["source_id"]: row for row in _records(self.dataset.sources)}

    @cached_property
    def observed(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of an observation -> its row."""
        return {row["observation_id"]: row for row in _records(self.dataset.observations)}

    @cached_property
    def _areas(self):
        return {row["ref_area"]: row["name_en"] for row in _records(self.dataset.areas)}

    def area(self, code: str) -> str:
        """The English name of an area."""
        return self._areas.get(code, code)


def _count(claim, indicator):
    """What its observations share; a change is in percent, whatever its count is in."""
    unit = "" if indicator or claim.unit == "percent" else claim.unit
    return indicator or claim.indicator, claim.ref_area, claim.counterpart_area, unit


def _records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _reference(row):
    given = {name: None if is_missing(row[name]) else row[name] for name in ("title", "year", "found_as")}
    return Reference(row["reference_id"], int(row["number"]), **given)
