"""Tables of printed numbers: a selection of a dataset, or a series, with windows, ranges and sources."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.dates import Window
from fraudstats.paper_table.flags import flag, flags_explained
from fraudstats.paper_table.model import Column, PaperTable
from fraudstats.paper_table.numbers import MISSING, printed, span
from fraudstats.paper_table.words import Names, common, is_known, spread_notes, state_of, unit_name
from fraudstats.vocabulary import GAP_REASONS

__all__ = ["numbers_of", "selection", "window_words"]

_IMPLIED = "An implied start or end follows from the source, which does not print it."
_RANGE = "Range: the true values that the printed number with its qualifier allows."
_PREFERRED = "Preferred: the number that fraudstats takes where several are printed for one window."


def selection(dataset: Dataset) -> PaperTable:
    """The observations of a dataset, best of a selection of it."""
    return numbers_of(dataset.observations, dataset, state_of(None, dataset))


def numbers_of(rows: pd.DataFrame, dataset: Dataset | None, state: str) -> PaperTable:
    """Printed numbers with their windows, in the order of indicator, area and time.

    Parameters
    ----------
    rows : DataFrame
        Columns of the table of observations, or those of a series.
    dataset : Dataset or None
        Where names and sources are looked up.
    state : str
    """
    names = Names(dataset)
    rows = _in_order(rows)
    sources = list(dict.fromkeys(rows["source_id"])) if "source_id" in rows else []
    parts = [
        *_places(rows, names),
        (Column("Window", is_text=True), [window_words(row) for row in rows.to_dict("records")]),
        *_numbers(rows),
        *([(Column("Source"), [f"[{sources.index(one) + 1}]" for one in rows["source_id"]])] if sources else []),
        *_choice(rows),
    ]
    columns, cells = zip(*parts, strict=True)
    body = tuple(zip(*cells, strict=True))
    return PaperTable(
        _title(rows, names),
        columns,
        body,
        tuple(_notes(rows, columns, body)),
        names.sources(sources),
        state,
    )


def window_words(row: Any) -> str:
    """The window as people write it, and which of its ends are implied."""
    words = Window(row["period_start"], row["period_end"]).words
    implied = [end for end in ("start", "end") if row.get(f"{end}_basis") == "implied"]
    return f"{words} ({', '.join(implied)} implied)" if implied else words


def _in_order(rows):
    order = [
        "indicator",
        "ref_area",
        "counterpart_area",
        "period_end",
        "period_start",
        "published_by",
        "observation_id",
    ]
    known = [column for column in order if column in rows]
    ordered = rows.sort_values(known, kind="stable", ignore_index=True)
    ordered.attrs = dict(rows.attrs)
    return ordered


def _places(rows, names):
    """Columns for what differs: indicator, area, counterpart."""
    for column, label, name in (
        ("indicator", "Indicator", names.indicator),
        ("ref_area", "Area", names.area),
        ("counterpart_area", "Counterpart", names.area),
        ("sub_area", "Part", str),
    ):
        if column in rows and rows[column].nunique(dropna=False) > 1:
            yield Column(label, is_text=True), [name(one) if is_known(one) else MISSING for one in rows[column]]


def _numbers(rows):
    units = list(dict.fromkeys(rows["unit"])) if "unit" in rows else []
    one_unit = unit_name(units[0]) if len(units) == 1 else ""
    records = rows.to_dict("records")
    values = [printed(row["value"], row.get("qualifier")) + flag(row.get("obs_status")) for row in records]
    yield Column("Number", one_unit), values
    if len(units) > 1:
        yield Column("Unit", is_text=True), [unit_name(one) for one in rows["unit"]]
    yield Column("Range", one_unit), [span(row["lower"], row["upper"]) for row in records]
    if "value_text" in rows:
        yield Column("As printed", is_text=True), [str(one) if is_known(one) else MISSING for one in rows["value_text"]]


def _choice(rows):
    if "preferred" in rows and not rows["preferred"].all():
        yield Column("Preferred", is_text=True), ["yes" if one else "no" for one in rows["preferred"]]


def _title(rows, names):
    return names.place(rows.attrs) or names.place(common(rows)) or "Observations"


def _notes(rows, columns, body):
    yield _RANGE
    if "obs_status" in rows:
        yield from flags_explained(rows["obs_status"])
    if any("implied)" in cell for row in body for cell in row):
        yield _IMPLIED
    if any(column.label == "Preferred" for column in columns):
        yield _PREFERRED
    gaps = rows.attrs.get("gaps") or []
    if isinstance(gaps, list) and gaps:
        said = [f"{gap['period']} ({_reason(gap['reason'])})" for gap in gaps]
        yield f"Without a number: {'; '.join(said)}."
    yield from spread_notes(body)


def _reason(reason):
    text = GAP_REASONS.get(reason, reason)
    return text[:1].lower() + text[1:]
