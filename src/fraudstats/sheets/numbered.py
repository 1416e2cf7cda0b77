"""Rows with their cells read: numbers with ranges, units, flags, and the days of their windows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.sheets.cell import words_of
from fraudstats.sheets.groups import WINDOW
from fraudstats.sheets.numbers import Cell, Reader, refuse_two_readings
from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding
from fraudstats.sheets.rows import Rows
from fraudstats.sheets.scale import Scale
from fraudstats.sheets.sheet import Table
from fraudstats.sheets.values import has_ends

__all__ = ["is_mark", "with_numbers"]

#: Names of columns that hold marks of the values beside them, in words.
_MARKS = {*"flag flags status marker markers symbol footnote footnotes 备注 備考 注".split(), "obs status", "obs flag"}
_ENDS = ("lower", "upper")


def is_mark(name: str) -> bool:
    """Whether a column holds marks of the values beside it."""
    return words_of(name).strip() in _MARKS


def with_numbers(table: Table, rows: Rows, options: Options, scale: Scale) -> tuple[Any, list[Finding]]:
    """The rows with `value`, `lower`, `upper`, `qualifier`, `precision`, `unit`, `flags` and `value_why`; and findings.

    Raises
    ------
    TableError
        If numbers can be read in two ways.
    """
    cells = rows.cells
    reader = Reader(cells["text"], scale, options.thousands, options.decimal)
    first = dict(zip(reversed(cells["text"].tolist()), reversed(cells["row"].tolist()), strict=True))
    refuse_two_readings(reader, table.name, rows.value, first, table.separator == ";")
    read = pd.DataFrame([reader.cell(text) for text in cells["text"]], columns=list(Cell._fields), index=cells.index)
    data = pd.concat([cells, read.rename(columns={"why": "value_why"})], axis=1).rename(columns={"text": "value_text"})
    data["unit"] = scale.unit or (next(iter(reader.units)) if len(reader.units) == 1 else "")
    data["flags"] = _flags(data, rows.labels)
    _take_ends(data, rows, reader)
    for end, name in enumerate(WINDOW):
        days = [tuple(window)[end] if window is not None else None for window in data["window"]]
        data[name] = pd.to_datetime(pd.Series(days, index=data.index, dtype=object)).astype("datetime64[s]")
    return data, _rounding(reader, rows.value)


def _rounding(reader, name):
    """What the zeros say that end every number of the column."""
    if reader.finest is None or reader.finest <= 1:
        return []
    why = f"all numbers are multiples of {reader.finest:,}, so they are read as rounded to it"
    return [Finding("rounding", why, "read", column=name)]


def _flags(data, labels):
    """Marks of the number, of its period, and of the columns of marks."""
    beside = [labels[name] for name in labels.columns if is_mark(name)]
    marks = zip(data["flags"], data["period_flags"], *beside, strict=True)
    return [" ".join(filter(None, [own, *period, *map(str.strip, more)])) for own, period, *more in marks]


def _take_ends(data, rows, reader):
    """The ends of ranges from columns `lower` and `upper`, where the table has both."""
    labels = rows.labels
    names = {name.lower().strip(): name for name in labels.columns}
    if not has_ends({*names, rows.value.lower().strip()}):
        return
    for end in _ENDS:
        column = labels[names[end]]
        ends = Reader(column, reader.scale, reader.thousands, reader.decimal)
        given = [float("inf") if text.strip() in ("inf", "∞") else ends.cell(text).value for text in column]
        data[end] = pd.Series(given, data.index).fillna(data[end])
    known = data["value_why"].ne("") & data["missing"].astype(bool) & data[list(_ENDS)].notna().all(axis=1)
    data.loc[known, "value_why"], data.loc[known, "missing"] = "", False
    if rows.value == names["lower"]:
        data["value"], data["qualifier"] = float("nan"), ""
        data["value_text"] = labels[names["lower"]] + " to " + labels[names["upper"]]
