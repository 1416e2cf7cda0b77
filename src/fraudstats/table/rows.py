"""From a table of texts to rows with a window and a cell each, long or wide."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.table.groups import chosen, dimensions
from fraudstats.table.options import Options
from fraudstats.table.report import Finding, some
from fraudstats.table.roles import PARTS, with_year
from fraudstats.table.sheet import Table
from fraudstats.table.times import Times, find_times, roles_of
from fraudstats.table.values import choose_value, is_change, refuse_pairs, value_columns
from fraudstats.table.wide import find_spreads, made_long
from fraudstats.table.windows import read_windows

__all__ = ["Rows", "rows_of"]


@dataclass
class Rows:
    """Rows of one series.

    Attributes
    ----------
    cells : DataFrame
        ``row``, ``column``, ``text`` (of the value), ``window``, ``why``, ``period_text``, ``period_flags``, and the
        categories.
    value : str
        The column or heading of the values.
    time : tuple of str
        The columns of time; empty where it is in the header.
    categories : list of str
        All other columns.
    apart : list of str
        Those of them that tell series apart.
    findings : list of Finding
    """

    cells: pd.DataFrame
    value: str
    time: tuple[str, ...]
    categories: list[str]
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
    told = (options.time,) if isinstance(options.time, str) else tuple(options.time or ())
    parts_only = set(roles_of(cells, told).values()) <= set(PARTS)
    spreads = find_spreads(table, told) if parts_only else {}
    if not spreads:
        _refuse_pairs(cells, name, options.value)
    times = find_times(cells, name, options.time, options.published, options.dayfirst, bool(spreads))
    if times is None and not spreads:
        raise TableError(_no_time(table))
    taken = times.columns if times else ()
    value = choose_value(cells, name, options.value, taken, spreads)
    if value in spreads:
        return _wide(table, times, spreads, value, options)
    if times is None or times.part:
        raise TableError(f"{name}: the time of {value!r} is not told; {_no_time(table)}")
    return _long(cells, name, times, value, options)


def _refuse_pairs(cells, name, value):
    """Two numbers in each cell explain more than whatever else is missing."""
    for column in [value] if value in cells else [] if value_columns(cells, ()) else cells.columns:
        refuse_pairs(cells, name, column)


def _no_time(table):
    return (
        f"{table.name} has no column that holds time, and no header of periods; it has "
        f"{some(table.cells.columns, 12)}; say which is "
        "meant, time=, or add a column 'Period'"
    )


def _long(cells, name, times, value, options):
    windows, findings = read_windows(times, times.columns[0], options.published, options.calendar)
    out = cells.assign(row=cells.index, column=value, text=cells[value])
    out = pd.concat([out.drop(columns=[value]), windows], axis=1)
    kept, said = chosen(out, name, options.where)
    categories = [one for one in cells.columns if one not in (value, *times.columns)]
    apart = dimensions(out, categories)
    found = times.findings + findings + said
    return Rows(kept.reset_index(drop=True), value, times.columns, categories, apart, found)


def _wide(table, times: Times | None, spreads, value, options):
    """The columns under one heading, one below the other."""
    cells, said = chosen(table.cells, table.name, options.where)
    others = [column for stem, columns in spreads.items() if stem != value for column in columns]
    part, kind = (times.columns[0], str(times.part)) if times else (None, "")
    long = made_long(cells.drop(columns=others), spreads[value])
    long.insert(0, "row", long.index)
    long = long.reset_index(drop=True)
    labels = long["header"]
    if part:
        labels = pd.Series([with_year(year, one, kind) for year, one in zip(labels, long[part], strict=True)])
    spread = Times((), pd.DataFrame({"label": labels}))
    windows, findings = read_windows(spread, "", options.published, options.calendar)
    out = pd.concat([long.drop(columns=["header"]), windows], axis=1)
    categories = [one for one in cells.columns if one not in (part, *spreads[value], *others)]
    heading = Finding("header", f"the columns {some(spreads[value], 4)} are periods", "made rows", column=value)
    dropped = [Finding("column", "it is under another heading", "not used", column=one) for one in others]
    apart = [one for one in categories if table.cells[one].nunique() > 1]
    every = [heading, *(times.findings if times else []), *said, *findings, *dropped]
    return Rows(out, value or _one_label(cells, categories), (part,) if part else (), categories, apart, every)


def _one_label(cells, categories):
    """What a wide table without a heading counts: the label of its only row."""
    labels = [
        cells[one].iloc[0]
        for one in categories
        if not is_change(one) and cells[one].nunique() == 1 and cells[one].iloc[0].strip()
    ]
    return labels[0] if labels else "value"
