"""Windows, ranges and tables of observations, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from tools.site.markup import Markup, link, record_link, table

__all__ = ["Names", "observation_table"]

_ORDER = ["period_end", "period_start", "value", "published_by", "observation_id"]


class Names:
    """The names behind the codes of a dataset, and the sources behind its numbers."""

    def __init__(self, dataset: Dataset) -> None:
        self.indicators: dict[str, str] = dataset.indicators.set_index("indicator")["name_en"].to_dict()
        self.areas: dict[str, str] = dataset.areas.set_index("ref_area")["name_en"].to_dict()
        self.issuers: dict[str, str] = dataset.issuers.set_index("issuer")["name_en"].to_dict()
        self.sources: dict[str, dict[Any, Any]] = dataset.sources.set_index("source_id").to_dict("index")


def observation_table(rows: pd.DataFrame, names: Names, caption: str) -> Markup:
    """Observations, ordered by window: printed text, range, issuer, source, preferred or not."""
    head = ("Window", "Printed", "Range", "Place", "Issuer", "Source", "Published", "Preferred")
    cells = [_cells(row, names) for row in rows.sort_values(_ORDER).to_dict("records")]
    place = head.index("Place")
    if not any(row[place] for row in cells):
        head = (*head[:place], *head[place + 1 :])
        cells = [(*row[:place], *row[place + 1 :]) for row in cells]
    return table(head, cells, caption)


def _cells(row: Mapping[Any, Any], names: Names) -> tuple[object, ...]:
    source = names.sources[row["source_id"]]
    return (
        _window(row),
        record_link(row["value_text"], row["observation_id"], "../"),
        _range(row),
        _place(row, names),
        names.issuers[row["issuer"]],
        link(source["outlet"], source["url"]),
        row["published"],
        "yes" if row["preferred"] else "",
    )


def _window(row):
    first, last = (_day(row, end) for end in ("start", "end"))
    return f"{first} to {last}"


def _day(row, end):
    day = row[f"period_{end}"]
    if pd.isna(day):
        return "unknown"
    return f"{day:%Y-%m-%d}" + (" (implied)" if row[f"{end}_basis"] == "implied" else "")


def _range(row):
    lower, upper = row["lower"], row["upper"]
    if lower == upper:
        return f"{lower:,.10g} {_unit(row)}"
    return f"{lower:,.10g} {'or more' if upper == inf else f'to {upper:,.10g}'} {_unit(row)}"


def _unit(row):
    return row["unit"].replace("_", " ")


def _place(row, names):
    other = row["counterpart_area"]
    parts = [row["sub_area"], f"with {names.areas[other]}" if isinstance(other, str) else None]
    return ", ".join(part for part in parts if isinstance(part, str))
