"""Table of growth between windows: a row per pair, ranges that hold for certain."""

from __future__ import annotations

from typing import Any

from fraudstats.dataset import Dataset
from fraudstats.paper_table.adapters.estimates import rows_of
from fraudstats.paper_table.adapters.trends import notes_of, title_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import number, percent, span
from fraudstats.paper_table.words import Names, spread_notes, state_of

__all__ = ["growth"]

_RANGE = "The range is what the printed numbers allow; nothing is estimated."


def growth(result: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """Growth with its range, and per year, in per cent; the compound growth in a note."""
    table = result.to_frame()
    whole = result.compound_interval
    compound = f"Compound growth per year: {percent(result.compound)}%, range {_span(whole.lower, whole.upper)}%."
    cells = [_cells(row) for row in table.to_dict("records")]
    heads = (
        Column("Windows"), Column("Before"), Column("After"), Column("Growth", "%"), Column("Range", "%"),
        Column("Per year", "%"),
    )  # fmt: skip
    return PaperTable(
        title_of(result, Names(dataset)),
        heads,
        rows_of(table.index, cells),
        (*notes_of(result), compound, _RANGE, *spread_notes(cells)),
        state=state_of(result.series.release, dataset),
    )


def _cells(row):
    values = [number(row["base_value"]), number(row["value"])]
    return [*values, percent(row["estimate"]), _span(row["lower"], row["upper"]), percent(row["per_year"])]


def _span(lower, upper):
    return span(100 * lower, 100 * upper, 1)
