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
from fraudstats.claims.evidence import Held, Observation, Series
from fraudstats.claims.paper import Paper
from fraudstats.claims.words import bare
from fraudstats.dataset import Dataset
from fraudstats.dates import is_missing, last_day

__all__ = ["Context", "Reference"]

#: Letters of a title that no two documents have by chance.
_TELLING = 30


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
        """The observations of the claim's count in the claim's unit, or of another indicator for its areas.

        Without those that the paper itself prints, which say no more than its claims do.
        """
        return self._of_others(self.held.series(*_count(claim, indicator)))

    def series_then(self, claim: Claim, indicator: str = "") -> Series:
        """Those that were out when the paper appeared, which alone may count against it."""
        return self._of_others(self.held.series(*_count(claim, indicator), self.published))

    def own(self, claim: Claim) -> list[Observation]:
        """The observations of the claim's count that the paper itself prints."""
        return [one for one in self.held.series(*_count(claim, "")) if self.is_the_paper(one.source_id)]

    def _of_others(self, series):
        """The observations of a series that others print; the series itself if the paper is none of its sources."""
        others = [one for one in series if not self.is_the_paper(one.source_id)]
        return series if len(others) == len(series.observations) else Series(others)

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
        return source_id in self._itself

    @cached_property
    def _itself(self):
        """The sources that are the paper: by its id, else by its address, or by a title that begins with its title."""
        if self.paper.paper_id in self.sources:
            return {self.paper.paper_id}
        title, url = bare(self.paper.title), self.paper.url.rstrip("/")
        by_title = {
            name
            for name, titles in self.held.titles.items()
            if len(title) >= _TELLING and any(one.startswith(title) for one in titles)
        }
        return by_title | {name for name, one in self.sources.items() if url and str(one["url"]).rstrip("/") == url}

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
