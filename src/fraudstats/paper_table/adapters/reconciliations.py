"""Tables of a reconciliation: what is certain, what is estimated, what contradicts, and how well it predicts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.errors import PaperTableError
from fraudstats.paper_table.adapters.estimates import rows_of
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import bands, number, percent, span
from fraudstats.paper_table.words import Names, level, spread_notes, state_of

__all__ = ["band_table", "bounds", "bounds_frame", "contradictions", "definition_break", "leave_one_out"]

_CERTAIN = "Bounds: every total between them is possible under all bulletins, and none outside; no model is used."
_BAND = "Estimate: median. The band holds the total with the probability given, under the model of fs.reconcile."
_SIDES = (("lower", "upper"), ("implied_lower", "implied_upper"))
_REPAIRED = "The bulletins contradict each other; the bounds rest on the least repair, which widens: {}."


def bounds(result: Any, *, freq: str = "Y", dataset: Dataset | None = None) -> PaperTable:
    """What the bulletins imply for each period, without any model."""
    if result.contradictions and result.repair_rule != "least":
        raise PaperTableError(
            f"the bulletins contradict each other ({result.contradictions.headline()}), so nothing is certain; give "
            "fs.table(result.contradictions), or reconcile with repair='least'"
        )
    table, names = result.bounds_table(freq), Names(dataset)
    made = bounds_frame(table, names, state_of(table.attrs.get("release"), dataset, table.attrs.get("fingerprint")))
    reported = result.grid.reported
    given = f"{len(result.statements)} statements, {reported[0]} to {reported[-1]}; {result.contradictions.headline()}."
    repair = [_REPAIRED.format(", ".join(map(str, result.repair.index)))] if result.contradictions else []
    kept = result.without_window
    aside = [f"Kept aside, without a known start or end: {', '.join(map(str, kept.index))}."] if len(kept) else []
    notes = (_CERTAIN, f"Reconciliation of {given}", *repair, *aside, *made.notes[1:])
    return PaperTable(made.title, made.columns, made.rows, notes, made.sources, made.state)


def bounds_frame(table: pd.DataFrame, names: Names, state: str) -> PaperTable:
    """The frame of ``bounds_table()``."""
    cells = [[_ends(row["lower"], row["upper"])] for row in table.to_dict("records")]
    title = names.place(table.attrs) or "Bounds of each period"
    columns = (Column("Period"), Column("Certain bounds"))
    return PaperTable(title, columns, rows_of(table.index, cells), (_CERTAIN, *spread_notes(cells)), state=state)


def band_table(table: pd.DataFrame, names: Names, state: str) -> PaperTable:
    """The frame of ``estimate()``: estimate and band, and the certain bounds beside them."""
    middle, band = bands(table)
    certain = [_ends(row["lower_bound"], row["upper_bound"]) for row in table.to_dict("records")]
    cells = [list(row) for row in zip(middle, band, certain, strict=True)]
    share = level(table.attrs.get("alpha", 0.1))
    columns = (Column("Period"), Column("Estimate"), Column(f"{share} band"), Column("Certain bounds"))
    title = names.place(table.attrs) or "Estimate of each period"
    notes = (_BAND, _CERTAIN, *spread_notes(cells))
    return PaperTable(title, columns, rows_of(table.index, cells), notes, state=state)


def contradictions(found: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """Every minimal set of bulletins that cannot all hold, what each says, and what the others of its set imply."""
    table = found.to_frame()
    if table.empty:
        raise PaperTableError("there are no contradictions, so there is no table of them")
    cells = [
        [str(row["statement"]), *(_said(row, *ends) for ends in _SIDES), number(round(row["gap"], 6))]
        for row in table.to_dict("records")
    ]
    columns = (
        Column("Contradiction"), Column("Bulletin", is_text=True), Column("It says"), Column("The others imply"),
        Column("Gap"),
    )  # fmt: skip
    said = ("Gap: the least total by which the bounds of a set would have to widen.", *spread_notes(cells))
    notes = (f"{found.headline()}.", *said)
    return PaperTable(
        "Contradictions", columns, rows_of(table["contradiction"], cells), notes, state=state_of(None, dataset)
    )


def definition_break(result: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """The excess of one kind of bulletin over the others, year by year, in per cent."""
    table = 100 * result.to_frame()
    table.loc["Mean of the years"] = 100 * result.size
    middle, band = bands(table)
    columns = (Column("Year"), Column("Excess", "%"), Column(f"{level(result.alpha)} band", "%"))
    rows = rows_of(table.index, [list(row) for row in zip(middle, band, strict=True)])
    notes = (f"Probability of a break: {percent(result.probability)}%.",)
    title = f"Excess of bulletins of kind {result.kind} over the months that they cover"
    return PaperTable(title, columns, rows, notes, state=state_of(None, dataset))


def leave_one_out(result: Any, *, dataset: Dataset | None = None) -> PaperTable:
    """Every bulletin beside its prediction from all the others."""
    table = result.to_frame()
    is_change = table["form"] == "change"
    names = ["stated_lower", "stated_upper", "lower", "median", "upper"]
    scaled = table[names].where(~is_change, 100 * table[names])
    middle, band = bands(scaled, "lower", "median", "upper")
    cells = [
        [_ends(stated["stated_lower"], stated["stated_upper"]), point, ends, "yes" if covered else "no"]
        for stated, point, ends, covered in zip(scaled.to_dict("records"), middle, band, table["covered"], strict=True)
    ]
    columns = (
        Column("Bulletin"), Column("It says"), Column("Predicted"), Column(f"{level(result.alpha)} band"),
        Column("In the band", is_text=True),
    )  # fmt: skip
    labels = [f"{name} (%)" if changed else str(name) for name, changed in zip(table.index, is_change, strict=True)]
    notes = (f"{int(table['covered'].sum())} of {len(table)} are in their bands ({percent(result.coverage, 0)}%).",)
    return PaperTable(
        "Each bulletin predicted from all the others",
        columns,
        rows_of(labels, cells),
        notes,
        state=state_of(None, dataset),
    )


def _ends(lower, upper):
    """A range of counts, to whole numbers where they are large."""
    places = 0 if max(abs(one) for one in (lower, upper) if abs(one) != float("inf")) >= 100 else None
    return span(lower, upper, places)


def _said(row, lower, upper):
    if row[lower] != row[lower]:
        return span(row[lower], row[upper])
    return _ends(row[lower], row[upper])
