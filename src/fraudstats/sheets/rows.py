"""From a table of texts to rows with a window and a cell each, long or wide."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.groups import chosen, dimensions
from fraudstats.sheets.merged import filled_down
from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding, quoted, some
from fraudstats.sheets.roles import PARTS, looks_named_time, with_year
from fraudstats.sheets.sheet import Table
from fraudstats.sheets.times import Times, find_times, named_times, roles_of
from fraudstats.sheets.values import choose_value, is_change, is_code, refuse_pairs, value_columns
from fraudstats.sheets.wide import find_parts, find_spreads
from fraudstats.sheets.windows import read_windows, why_unread

__all__ = ["Rows", "rows_of"]


@dataclass
class Rows:
    """Rows of one series.

    Attributes
    ----------
    cells : DataFrame
        ``row``, ``column``, ``text`` (of the value), ``window``, ``why``, ``period_text``, ``period_flags``.
    labels : DataFrame
        The other columns of the table, with the same index; they tell series apart, or say nothing.
    value : str
        The column or heading of the values.
    apart : list of str
        The labels that tell series apart.
    findings : list of Finding
    """

    cells: pd.DataFrame
    labels: pd.DataFrame
    value: str
    apart: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def rows_of(table: Table, options: Options) -> Rows:
    """The rows of the series that a table holds, or that the user chose.

    Raises
    ------
    TableError
        If the time or the value is not told.
    """
    cells, name = table.cells, table.name
    if cells.empty:
        raise TableError(f"{name} has no rows below its header ({some(cells.columns, 12)}); give a table with rows")
    told = named_times(cells, name, options.time)
    cells, filled = filled_down(cells, roles_of(cells, told, options.calendar))
    table = replace(table, cells=cells)
    spreads, across = _spreads(table, told, options.calendar)
    if not spreads:
        _refuse_pairs(cells, name, options.value)
    times = find_times(cells, name, options, bool(spreads))
    if times is None and not spreads:
        raise TableError(_no_time(table))
    taken = (*roles_of(cells, (), options.calendar), *(times.columns if times else ()))
    value = choose_value(cells, name, options.value, taken, spreads)
    if value in spreads:
        rows = _wide(table, times, spreads, across, value, options)
    elif times is None or times.part:
        raise TableError(f"{name}: the time of {value!r} is not told; {_no_time(table)}")
    else:
        rows = _long(cells, name, times, value, options)
    return replace(rows, findings=filled + rows.findings)


def _spreads(table, told, calendar):
    """The columns of periods, and the part of a year that they are called by, where the rows hold the years."""
    roles = roles_of(table.cells, told, calendar)
    if set(roles.values()) <= set(PARTS):
        return find_spreads(table, told), ""
    return find_parts(table, tuple(roles)) if list(roles.values()) == ["year"] else ({}, "")


def _refuse_pairs(cells, name, value):
    """Two numbers in each cell explain more than whatever else is missing."""
    for column in [value] if value in cells else [] if value_columns(cells, ()) else cells.columns:
        refuse_pairs(cells, name, column)


def _no_time(table):
    for column in filter(looks_named_time, table.cells.columns):
        text = next((text for text in table.cells[column] if text.strip()), "")
        if text and not is_change(column):
            return (
                f"{table.name}: {column!r} is called like a time, and {quoted(text)} cannot be read as one: "
                f"{why_unread(text)}"
            )
    return (
        f"{table.name} has no column that holds time, and no header of periods; it has "
        f"{some(table.cells.columns, 12)}; say which is "
        "meant, time=, or add a column 'Period'"
    )


def _long(cells, name, times, value, options):
    windows, findings = read_windows(times, times.columns[0], options.published, options.calendar)
    taken = {*times.columns, *([] if value.lower() == "lower" else [value])}  # a lower end is read beside its upper one
    labels = cells.drop(columns=list(taken))
    out = windows.assign(row=cells.index, column=value, text=cells[value])
    apart = dimensions(labels, out["period_text"])
    kept, said = chosen(cells, name, options.where)
    found = times.findings + findings + said
    return Rows(_numbered(out.loc[kept.index]), _numbered(labels.loc[kept.index]), value, apart, found)


def _wide(table, times: Times | None, spreads, across, value, options):
    """The columns under one heading, one below the other."""
    cells, said = chosen(table.cells, table.name, options.where)
    others = [column for stem, columns in spreads.items() if stem != value for column in columns]
    labels: Any = cells.drop(columns=[*others, *spreads[value], *(times.columns if times else ())])
    long = pd.concat([_one_column(cells, column, header) for column, header in spreads[value].items()])
    if times:
        beside = zip(long["header"], times.labels["label"].loc[long.index], strict=True)
        long["header"] = [
            with_year(one, header, across) if across else with_year(header, one, str(times.part))
            for header, one in beside
        ]
    labels, long = _numbered(labels.loc[long.index]), _numbered(long)
    windows, findings = read_windows(
        Times((), long[["header"]].set_axis(["label"], axis=1)), "", options.published, options.calendar
    )
    heading = Finding("header", f"the columns {some(spreads[value], 4)} are periods", "made rows", column=value)
    dropped = [Finding("column", "it is under another heading", "not used", column=one) for one in others]
    apart = [one for one in labels if table.cells[one].nunique() > 1]
    every = [heading, *(times.findings if times else []), *said, *findings, *dropped]
    return Rows(pd.concat([long, windows], axis=1), labels, value or _one_label(labels), apart, every)


def _one_column(cells, column, header):
    """The cells of one column, each a row."""
    return pd.DataFrame({"row": cells.index, "column": column, "text": cells[column], "header": header}, cells.index)


def _numbered(frame: Any) -> Any:
    return frame.reset_index(drop=True)


def _one_label(labels):
    """What a wide table without a heading counts: the label of its only row."""
    words = [labels[one].unique() for one in labels if not is_change(one) and not is_code(one)]
    return next((one[0].strip() for one in words if len(one) == 1 and one[0].strip()), "value")
