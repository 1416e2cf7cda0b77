"""What the rules may look at: the dataset, and the paper's own claims, references and date.

Nothing that was published after a paper counts against it; what was published later may still confirm what it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence import Held, Series
from fraudstats.claims.paper import Paper
from fraudstats.dataset import Dataset
from fraudstats.dates import is_missing, last_day

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

    held: Held
    paper: Paper
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]

    @classmethod
    def of(cls, held: Held, claims: list[Claim], paper: Paper) -> Context:
        """The context of the claims of one paper, which need not be in the dataset."""
        dataset = held.dataset
        known = set(dataset.sources["source_id"])  # as of a day, what was published later was not to be found
        found = dataset.references.assign(found_as=lambda rows: rows["found_as"].where(rows["found_as"].isin(known)))
        entries = [row for row in _records(found) if row["paper"] == paper.paper_id]
        return cls(
            held,
            paper,
            tuple(claim for claim in claims if claim.paper == paper.paper_id),
            tuple(sorted((_reference(row) for row in entries), key=lambda entry: entry.number)),
        )

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.held.dataset

    @property
    def published(self) -> dt.date | None:
        """The day of the paper; None if it is not known."""
        return self.paper.published

    def knew(self, day: dt.date | None) -> bool:
        """Whether what was published on a day was out when the paper appeared; all was, for a paper without a date."""
        return self.published is None or (day is not None and day <= self.published)

    def series(self, claim: Claim, indicator: str = "") -> Series:
        """The observations of the claim's count in the claim's unit, or of another indicator for its areas."""
        return self.held.series(*_count(claim, indicator))

    def series_then(self, claim: Claim, indicator: str = "") -> Series:
        """Those that were out when the paper appeared, which alone may count against it."""
        return self.held.series(*_count(claim, indicator), self.published)

    def knew_source(self, source_id: str) -> bool:
        """Whether a source was out when the paper appeared."""
        return self.knew(last_day(self.sources[source_id]["published_by"]))

    @cached_property
    def newest(self) -> dt.date:
        """The day of the newest source."""
        days = self.dataset.sources["published_by"].dropna()
        return dt.date.max if days.empty else days.max().date()

    def is_the_paper(self, source_id: str) -> bool:
        """Whether a source is the paper itself."""
        if self.paper.paper_id in self.sources:
            return source_id == self.paper.paper_id
        url = self.paper.url.rstrip("/")
        return bool(url) and str(self.sources[source_id]["url"]).rstrip("/") == url

    @property
    def sources(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of a source -> its record."""
        return self.held.sources

    @property
    def observed(self) -> dict[str, Mapping[Hashable, Any]]:
        """Id of an observation -> its row."""
        return self.held.observed

    def area(self, code: str) -> str:
        """The English name of an area."""
        return self.held.areas.get(code, code)


def _count(claim, indicator):
    """What its observations share; a change is in percent, whatever its count is in."""
    unit = "" if indicator or claim.test == "change" else claim.unit
    return indicator or claim.indicator, claim.ref_area, claim.counterpart_area, unit


def _records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _reference(row):
    given = {name: None if is_missing(row[name]) else row[name] for name in ("title", "year", "found_as")}
    return Reference(row["reference_id"], int(row["number"]), **given)
