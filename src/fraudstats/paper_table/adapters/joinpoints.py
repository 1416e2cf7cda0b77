"""Tables of joinpoint models, as joinpoint papers print them: a row per trend, per joinpoint, and the average."""

from __future__ import annotations

from typing import Any

from fraudstats.dataset import Dataset
from fraudstats.paper_table.adapters.estimates import estimates, rows_of
from fraudstats.paper_table.adapters.trends import marks, notes_of, times_of, title_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import sentence as full
from fraudstats.paper_table.words import Names, plain, state_of
from fraudstats.trends.joinpoints.names import time_name

__all__ = ["joinpoints", "joinpoints_by"]

_ANNUAL = "APC: annual percent change. AAPC: average annual percent change. CI: confidence interval."
_PER_UNIT = "APC: percent change per unit of time. AAPC: its average. CI: confidence interval."


def joinpoints(result: Any, *, alpha: float = 0.05, stars: bool = False, dataset: Dataset | None = None) -> PaperTable:
    """The trends, the joinpoints and the average change of one series."""
    heads, names, cells = _rows(result, alpha, stars)
    notes = [*notes_of(result), *_meaning(result), *marks(stars, cells)]
    state = state_of(result.series.release, dataset)
    columns, rows = (Column("Trend"), *heads), rows_of(names, cells)
    return PaperTable(title_of(result, Names(dataset)), columns, rows, tuple(notes), state=state)


def joinpoints_by(
    result: Any, *, alpha: float = 0.05, stars: bool = False, dataset: Dataset | None = None
) -> PaperTable:
    """The same for every group of a table."""
    heads, rows = [], []
    for label, fit in result.fits.items():
        heads, names, cells = _rows(fit, alpha, stars)
        group = ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)
        rows += rows_of([group] * len(cells), [[name, *row] for name, row in zip(names, cells, strict=True)])
    first = next(iter(result.fits.values()))
    columns = (Column(plain(" and ".join(result.by))), Column("Trend", is_text=True), *heads)
    said = [f"{full(result.method)} n = {result.nobs} in all.", *map(full, result.notes)]
    notes = (*said, *_meaning(first), *marks(stars, rows))
    name = first.series.name
    title = Names(dataset).indicator(name) if name else result.method
    return PaperTable(title, columns, tuple(rows), notes, state=state_of(first.series.release, dataset))


def _rows(result, alpha, stars):
    """Headings, names and cells: the changes and their average as numbers, the joinpoints as times."""
    table = result.to_frame(alpha)
    heads, cells = estimates(table.drop(columns=["start", "end"]), alpha, marked=stars)
    names = []
    for place, (name, row) in enumerate(zip(table.index, table.to_dict("records"), strict=True)):
        names.append(_name(result, str(name), row))
        if str(name).startswith("joinpoint_"):
            cells[place][:2] = times_of(result.series, row)
    return heads, names, cells


def _name(result, name, row):
    ends = [time_name(result.series, row[end]) for end in ("start", "end") if row[end] == row[end]]
    when = f", {' to '.join(ends)}" if ends else ""
    unit = " (%)" if result.response.log else ""
    kind, _, number = name.partition("_")
    if kind in ("apc", "slope"):
        return f"{'APC' if kind == 'apc' else 'Slope'}{when}{unit}"
    if kind in ("aapc", "average"):
        return f"{'AAPC' if kind == 'aapc' else 'Average slope'}{when}{unit}"
    return f"Joinpoint {number}" if kind == "joinpoint" else f"{plain(name)}{unit}"


def _meaning(result):
    if not result.response.log:
        return ["CI: confidence interval."]
    return [_ANNUAL if result.series.start is not None else _PER_UNIT]
