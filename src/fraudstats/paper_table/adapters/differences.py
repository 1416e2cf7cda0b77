"""Table of what differs between two states of the data."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.errors import PaperTableError
from fraudstats.paper_table.adapters.estimates import rows_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import MISSING, number, percent
from fraudstats.paper_table.words import Names, spread_notes, state_of

__all__ = ["difference"]


def difference(result: Any) -> PaperTable:
    """Every number that was added, removed or changed, and why."""
    table = result.table
    if table.empty:
        raise PaperTableError("no number differs between the two datasets, so there is nothing to print")
    cells = [_cells(row) for row in table.to_dict("records")]
    words = [Column(label, is_text=True) for label in ("Change", "Column", "Before", "After")]
    columns = (Column("Number"), *words, Column("Difference", "%"), Column("Reason", is_text=True))
    counts = ", ".join(f"{count} {change}" for change, count in result.counts().items())
    return PaperTable(
        f"Difference between {result.before.state} and {result.after.state}",
        columns,
        rows_of(table["id"], cells),
        (f"{counts}.", *spread_notes(cells)),
        state=state_of(None, Names(result.after).dataset),
    )


def _cells(row):
    words = [_said(row[name]) for name in ("column", "before", "after")]
    return [row["change"], *words, percent(row["relative"]), _said(row["reason"])]


def _said(value):
    if value is None or pd.isna(value):
        return MISSING
    return number(value) if isinstance(value, int | float) else str(value) or MISSING
