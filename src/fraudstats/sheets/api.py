"""The front door: a table as people hold it in, one row per period with its range out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from fraudstats.errors import TableError, TableWarning
from fraudstats.printed import Calendar
from fraudstats.sheets.assemble import finished
from fraudstats.sheets.given import as_table
from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding, some
from fraudstats.sheets.result import Tidy
from fraudstats.sheets.rows import rows_of
from fraudstats.sheets.sheet import Table

__all__ = ["tidy"]


def tidy(
    data: Any,
    *,
    time: str | Sequence[str] | None = None,
    value: str | None = None,
    where: Mapping[str, Any] | None = None,
    by: str | Sequence[str] = (),
    sum: bool = False,
    unit: str | None = None,
    published: Any = None,
    calendar: str | Calendar | None = None,
    dayfirst: bool | None = None,
    thousands: str | None = None,
    decimal: str | None = None,
    sheet: str | int | None = None,
    encoding: str | None = None,
    header: int | Sequence[int] | str | None = "infer",
) -> Tidy:
    """Make one row per period of a table as people hold it, and say what was done.

    Time is found in one column of labels, in a year with a quarter or a month, in a start and an end, in the index, or
    across the header. Labels are read by `fs.period`, numbers by `fs.parse_printed`, so that qualifiers, ranges
    and flags stay. What cannot be told is refused with what could be meant; a row that cannot be read is left out and
    reported, and the rest is read.

    Parameters
    ----------
    data : str, Path, file, Table, DataFrame or Series
        A file is read by `read_table`.
    time : str or sequence of str, optional
        The columns of time, where several could be meant.
    value : str, optional
        The column of the values, or the heading of columns of periods; needed where several could be meant.
    where : mapping, optional
        Column -> the value, or the list of values, of the rows to take.
    by : str or sequence of str
        Columns that keep series apart; they stay in the frame.
    sum : bool
        Whether rows of one period are added up. Where a part is missing, the sum is at least that of the others.
    unit : str, optional
        What the numbers are, in place of what the header says: ``"S$ million"`` multiplies, ``"cases"`` does not.
    published : date, optional
        Says the year of labels that have none; as for `fs.period`.
    calendar : str or Calendar, optional
        Whose fiscal years; as for `fs.period`.
    dayfirst : bool, optional
        Whether 03/04/2021 is the third of April; by default as other dates of the column show.
    thousands, decimal : str, optional
        As for `fs.parse_printed`. Numbers that can be read in two ways are refused until one is given.
    sheet, encoding, header
        As for `read_table`, where a file is given.

    Returns
    -------
    Tidy
        Which `fs.trends` and `fs.reconcile` take; with ``frame`` and ``report``.

    Raises
    ------
    TableError
        If the time, the value or the rows meant are not told, or nothing can be read.

    Warns
    -----
    TableWarning
        If rows could not be read; the report names each.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"Period": ["1H 2021", "1H 2022"], "Scam cases": ["7,746", "13,576"]})
    >>> tidy(table).frame[["period_start", "period_end", "value", "qualifier"]]
      period_start period_end    value qualifier
    0   2021-01-01 2021-06-30   7746.0     exact
    1   2022-01-01 2022-06-30  13576.0     exact
    """
    table = as_table(data, sheet=sheet, encoding=encoding, header=header)
    by = (by,) if isinstance(by, str) else tuple(by)
    options = Options(time, value, where, by, sum, unit, published, calendar, dayfirst, thousands, decimal)
    for column in by:
        if column not in table.cells:
            raise TableError(f"{table.name} has no column {column!r} for by=; it has {some(table.cells.columns, 12)}")
    rows = rows_of(table, options)
    frame, findings = finished(table, rows, options)
    every = (*table.findings, *rows.findings, *findings)
    frame.attrs["notes"] = _notes(table, every)
    _warn(table, every, len(rows.cells))
    return Tidy(frame, rows.value, table.name, every)


def _notes(table: Table, findings: Sequence[Finding]) -> tuple[str, ...]:
    """What a result that rests on the frame should say."""
    said = ("unit", "unread", "period", "odd date", "uneven sums", "sum", "row", "repeat", "running total", "rounding")
    notes = [str(one) for one in findings if one.what in said]
    more = len(notes) - 5
    return (*notes[:5], *([f"{table.name}: {more} more decisions, see its report"] if more > 0 else []))


def _warn(table, findings, number):
    lost = [one for one in findings if one.what in ("unread", "period", "row") and one.done == "dropped"]
    if lost:
        warnings.warn(
            f"{table.name}: {len(lost)} of {number} rows could not be read, such as {lost[0]}; the report names each",
            TableWarning,
            3,
        )
