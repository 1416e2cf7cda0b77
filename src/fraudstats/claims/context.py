"""What the rules may look at: the dataset, and the paper's own claims, references and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from fraudstats.claims.claim import Claim
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
    """The dataset, and one paper's claims and references; `published` is None for a paper of unknown date."""

    dataset: Dataset
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    published: dt.date | None

    @classmethod
    def of(cls, dataset: Dataset, claims: list[Claim], paper: str) -> Context:
        """The context of the claims of one paper, which need not be in the dataset."""
        published = dataset.sources.set_index("source_id")["published_by"].get(paper)
        known = set(dataset.sources["source_id"])  # as of a day, what was published later was not to be found
        found = dataset.references.assign(found_as=lambda rows: rows["found_as"].where(rows["found_as"].isin(known)))
        entries = [row for row in _records(found) if row["paper"] == paper]
        return cls(
            dataset,
            tuple(claim for claim in claims if claim.paper == paper),
            tuple(sorted((_reference(row) for row in entries), key=lambda entry: entry.number)),
            last_day(published),
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


def _records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _reference(row):
    given = {name: None if is_missing(row[name]) else row[name] for name in ("title", "year", "found_as")}
    return Reference(row["reference_id"], int(row["number"]), **given)
