"""Tables of revisions: what was first printed of each window, what came of it, and whether it was news or noise."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dates import Window
from fraudstats.errors import PaperTableError
from fraudstats.paper_table.adapters.estimates import rows_of
from fraudstats.paper_table.flags import flag, flags_explained
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import column, number, p_value, percent, span
from fraudstats.paper_table.numbers import sentence as full
from fraudstats.paper_table.words import Names, common, plain, spread_notes, state_of

__all__ = ["news_or_noise", "revisions"]

_MEANING = (
    "Revision: latest less first print, as a share of the first. Allowed: the range of it that the two printed numbers "
    "allow. Days: from the first print to the latest."
)


def revisions(result: Any, *, every: bool = False, dataset: Dataset | None = None) -> PaperTable:
    """A row per window that was revised (or per window of all, with ``every``)."""
    table = result.sizes(every=every)
    if table.empty:
        raise PaperTableError("no window was revised, so there is nothing to print; every=True prints all windows")
    names, rows = Names(dataset), table.to_dict("records")
    cells = [_cells(row) for row in rows]
    columns = (
        Column("Window"), Column("First print"), Column("Latest"), Column("Revision", "%"), Column("Allowed", "%"),
        Column("Days"), Column("Outcome", is_text=True),
    )  # fmt: skip
    flags = flags_explained([*table["status_before"], *table["status_after"]])
    return PaperTable(
        _title(table, names),
        columns,
        rows_of([_label(row, table, names) for row in rows], cells),
        (_MEANING, *map(full, result.summary().split("\n")), *flags, *spread_notes(cells)),
        state=state_of(None, dataset),
    )


def news_or_noise(result: Any, *, alpha: float = 0.05, dataset: Dataset | None = None) -> PaperTable:
    """Both regressions of the revisions, a row each."""
    table = result.to_frame()
    numbers = ["intercept", "intercept_error", "slope", "slope_error", "f"]
    parts = [column(table[name]) for name in numbers]
    cells = [list(row) for row in zip(*parts, map(p_value, table["p_value"]), strict=True)]
    heads = ("Intercept", "SE", "Slope", "SE", f"F(2, {result.n - 2})", "p")
    names = [f"{plain(row['hypothesis'])}: on the {row['regressor']}" for row in table.to_dict("records")]
    columns = (Column("Hypothesis"), *map(Column, heads))
    notes = (full(result.summary(alpha)), "SE: standard error.", *spread_notes(cells))
    return PaperTable(
        "Are revisions news or noise?", columns, rows_of(names, cells), notes, state=state_of(None, dataset)
    )


def _cells(row):
    first = number(row["first"]) + flag(row["status_before"])
    latest = number(row["latest"]) + flag(row["status_after"])
    allowed = span(100 * row["revision_lower"], 100 * row["revision_upper"], 1)
    return [first, latest, percent(row["relative_revision"]), allowed, str(row["days"]), row["outcome"]]


def _label(row, table, names):
    parts = [names.indicator(row["indicator"])] if table["indicator"].nunique() > 1 else []
    parts += [names.area(row["ref_area"])] if table["ref_area"].nunique() > 1 else []
    counterparts = table["counterpart_area"]
    if counterparts.nunique(dropna=False) > 1 and pd.notna(row["counterpart_area"]):
        parts.append(names.area(row["counterpart_area"]))
    if table["sub_area"].nunique(dropna=False) > 1 and pd.notna(row["sub_area"]):
        parts.append(row["sub_area"])
    return ", ".join([*parts, Window(row["period_start"], row["period_end"]).words])


def _title(table, names):
    of = names.place(common(table))
    return f"Revisions of {of}" if of else "Revisions"
