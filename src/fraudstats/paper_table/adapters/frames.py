"""Tables of data frames: those of this package are known by their attributes and columns, any other as it is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.errors import PaperTableError
from fraudstats.paper_table.adapters.estimates import as_percent, estimates, rows_of
from fraudstats.paper_table.adapters.observations import numbers_of
from fraudstats.paper_table.adapters.reconciliations import band_table, bounds_frame
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import MISSING, column, number, span
from fraudstats.paper_table.words import Names, is_known, plain, spread_notes, state_of

__all__ = ["frame"]

_PRINTED = {"period_start", "period_end", "value", "lower", "upper", "value_text"}
_RATES = {"what", "rate", "rate_lower", "rate_upper", "population"}
_BAND = {"estimate", "lower", "upper"}


def frame(table: pd.DataFrame, *, alpha: float = 0.05, dataset: Dataset | None = None) -> PaperTable:
    """The table of a frame: of a reconciliation, of printed numbers, of rates, of estimates, or of anything."""
    if table.empty:
        raise PaperTableError("the data frame has no rows, so there is nothing to print; select more")
    names, kind = Names(dataset), table.attrs.get("kind")
    state = state_of(table.attrs.get("release"), dataset, table.attrs.get("fingerprint"))
    if kind == "band":
        return band_table(table, names, state)
    if kind == "bounds" and {"lower", "upper"} == set(table.columns):
        return bounds_frame(table, names, state)
    if set(table.columns) >= _PRINTED:
        return numbers_of(table, dataset, state)
    if set(table.columns) >= _RATES:
        return _rates(table, names, state)
    if set(table.columns) >= _BAND:
        return _estimates(as_percent(table), alpha, names, state)
    return _plain(table, names, state)


def _rates(table, names, state):
    """Counts beside their populations, as `Dataset.rate_table` gives them."""
    per = table.attrs.get("per")
    heading = f"Rate per {number(per)}" if per else "Rate"
    rows = [_rate_cells(row, names) for row in table.to_dict("records")]
    columns = (
        Column("Count"), Column("Area", is_text=True), Column("What is counted", is_text=True), Column("Number"),
        Column("Population"), Column("Population of", is_text=True), Column(heading), Column("Range"),
    )  # fmt: skip
    missing = [f"{label}: {why}." for label, why in table["missing"].items() if why]
    notes = ("Range: what the printed counts and populations allow; the chance in the counts is not in it.", *missing)
    return PaperTable(
        "Counts, populations and rates", columns, rows_of(table.index, rows), (*notes, *spread_notes(rows)), state=state
    )


def _rate_cells(row, names):
    what = [names.area(row["ref_area"]), row["what"], number(row["value"]), number(row["population"])]
    ends = span(row["rate_lower"], row["rate_upper"], 1)
    return [*what, str(row["population_date"]) or MISSING, number(row["rate"], 1), ends]


def _estimates(table, alpha, names, state):
    heads, cells = estimates(table, alpha)
    columns = (Column(plain(table.index.name or "Parameter")), *heads)
    title = names.place(table.attrs) or "Estimates"
    notes = ("CI: confidence interval.", *spread_notes(cells))
    return PaperTable(title, columns, rows_of([plain(name) for name in table.index], cells), notes, state=state)


def _plain(table, names, state):
    parts = [_column(table.iloc[:, place], str(name)) for place, name in enumerate(_labels(table))]
    heads, cells = zip(*parts, strict=True)
    rows = rows_of(map(_said, table.index), list(zip(*cells, strict=True)))
    columns = (Column(plain(table.index.name or "Row")), *heads)
    return PaperTable(names.place(table.attrs) or "Table", columns, rows, tuple(spread_notes(rows)), state=state)


def _labels(table):
    return [", ".join(map(str, filter(None, name))) if isinstance(name, tuple) else name for name in table.columns]


def _column(values, name):
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return Column(plain(name)), column(values)
    return Column(plain(name), is_text=True), [_said(one) if is_known(one) else MISSING for one in values]


def _said(value):
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
