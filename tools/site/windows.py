"""Observations as a page shows them: by window, with printed text, range, issuer, source, and whether preferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fraudstats.amounts import span
from fraudstats.dataset import Dataset
from fraudstats.exports.citation import window_in_days
from tools.site.markup import Markup, link, record_link, table
from tools.site.series import drawn

__all__ = ["Row", "Shown", "observation_table"]

_ORDER = ["period_end", "period_start", "value", "published_by", "observation_id"]
_HEAD = ("Window", "Printed", "Range", "Place", "Issuer", "Source", "Published", "Preferred")
_PLACE = _HEAD.index("Place")


@dataclass(frozen=True, slots=True)
class Row:
    """One observation: what it counts, where, and its cells."""

    indicator: str
    ref_area: str
    cells: tuple[object, ...]


class Shown:
    """A dataset ready for its pages.

    Attributes
    ----------
    dataset : Dataset
    indicators, areas, issuers : dict
        Code -> name in English.
    rows : list of Row
        The observations in the order of their windows.
    pictures : dict
        (Indicator, area) -> the small picture of a series, where there is one.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.indicators: dict[str, str] = dataset.indicators.set_index("indicator")["name_en"].to_dict()
        self.areas: dict[str, str] = dataset.areas.set_index("ref_area")["name_en"].to_dict()
        self.issuers: dict[str, str] = dataset.issuers.set_index("issuer")["name_en"].to_dict()
        self.pictures = drawn(dataset)
        self._sources = dataset.sources.set_index("source_id").to_dict("index")
        ordered = dataset.observations.sort_values(_ORDER).to_dict("records")
        self.rows = [Row(row["indicator"], row["ref_area"], self._cells(row)) for row in ordered]

    def picture(self, indicator: str, area: str) -> Markup:
        """The small picture of a series, or nothing."""
        found = self.pictures.get((indicator, area))
        return found.element() if found else Markup("")

    def by(self, column: str) -> dict[str, list[Row]]:
        """Code of an indicator or area -> its rows."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(getattr(row, column), []).append(row)
        return groups

    def _cells(self, row):
        source = self._sources[row["source_id"]]
        return (
            window_in_days(row),
            record_link(row["value_text"], row["observation_id"], "../"),
            f"{span(row['lower'], row['upper'])} {row['unit'].replace('_', ' ')}",
            self._place(row),
            self.issuers[row["issuer"]],
            link(source["outlet"], source["url"]),
            row["published"],
            "yes" if row["preferred"] else "",
        )

    def _place(self, row):
        other = row["counterpart_area"]
        parts = [row["sub_area"], f"with {self.areas[other]}" if isinstance(other, str) else None]
        return ", ".join(part for part in parts if isinstance(part, str))


def observation_table(rows: Sequence[Row], caption: str) -> Markup:
    """The rows as a table; the column of places is left out where no row has one."""
    kept = [place for place in range(len(_HEAD)) if place != _PLACE or any(row.cells[_PLACE] for row in rows)]
    return table([_HEAD[place] for place in kept], [[row.cells[place] for place in kept] for row in rows], caption)
