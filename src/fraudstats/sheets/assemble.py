"""From rows with a window and a cell each to the finished frame, and what was decided on the way."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.gaps import period_name
from fraudstats.sheets.cell import is_total
from fraudstats.sheets.groups import WINDOW, added, refuse_repeats, without_repeats
from fraudstats.sheets.numbered import is_mark, with_numbers
from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding, quoted, some
from fraudstats.sheets.roles import looks_named_time
from fraudstats.sheets.rows import Rows
from fraudstats.sheets.sheet import Table
from fraudstats.sheets.totals import kind_of_total, widened
from fraudstats.sheets.units import unit_of
from fraudstats.sheets.values import holds_numbers, is_change

__all__ = ["finished"]

_COLUMNS = [*WINDOW, *"value lower upper qualifier precision unit flags value_text period_text row".split()]


def finished(table: Table, rows: Rows, options: Options) -> tuple[pd.DataFrame, list[Finding]]:
    """The frame, sorted by period, and the findings.

    Raises
    ------
    TableError
        If nothing can be read, separators can be read in two ways, or rows of one period are left.
    """
    _check_by(table.name, rows, options.by)
    scale, findings = unit_of(table, rows, options)
    findings += _widen(table.name, rows)
    data, said = with_numbers(table, rows, options, scale)
    read, lacking, dropped = _parted(data)
    findings += said + dropped
    if read.empty:
        raise TableError(_nothing(table.name, rows, dropped))
    findings += _unused(rows, options, rows.labels.loc[read.index])
    if options.sum:
        read, said = added(read, lacking, rows.labels, table.name, options.by)
    else:
        read, said = without_repeats(read, rows.labels)
        refuse_repeats(read, rows.labels, table.name, options.by, rows.apart)
    findings += said
    kept = rows.labels.loc[read.index, list(options.by)]
    frame = pd.concat([kept, read[_COLUMNS]], axis=1)
    frame = frame.sort_values([*options.by, *WINDOW], kind="stable").reset_index(drop=True)
    findings += _overlaps(frame, options.by)
    frame.attrs = {"name": rows.value, "source": table.name, "gaps": _gaps(lacking, read)}
    return frame, findings


def _check_by(name, rows, by):
    """Refuse columns that cannot keep series apart."""
    for column in by:
        if column not in rows.labels:
            raise TableError(
                f"{name}: by={column!r} is the time or the value; it can be one of {some(rows.labels, 12)}"
            )
        if column in _COLUMNS:
            raise TableError(f"{name}: by={column!r} is called like a column of the result; rename it")


def _refuse_cumulative(name, rows):
    """Refuse parts of years under a header that says that their numbers add up, and not since when."""
    windows = {window for window in rows.cells["window"] if window is not None and window.known}
    if len({window.start for window in windows}) == len(windows) > 1 and all(window.days < 360 for window in windows):
        raise TableError(
            f"{name}: the header of {rows.value!r} says that its numbers add up, and nothing says since when; give "
            f"columns of "
            "start and end, or rename the column if each number is of its own period"
        )
    return []


def _widen(name, rows):
    """Windows of running totals, by what the header says."""
    kind = kind_of_total(rows.value)
    if not kind:
        return []
    if kind == "cumulative":
        return _refuse_cumulative(name, rows)
    windows = [window if window is None else widened(window, rows.value) for window in rows.cells["window"]]
    changed = [a != b for a, b in zip(windows, rows.cells["window"], strict=True)]
    rows.cells["window"] = pd.Series(windows, rows.cells.index, dtype=object)
    span = "the twelve months that end with it" if kind == "rolling" else "its year up to its end"
    return [
        Finding("running total", f"its header says {kind}, so each period is {span}", "widened", column=rows.value)
    ] * any(changed)


def _parted(data: Any) -> tuple[Any, Any, list[Finding]]:
    """The rows that were read, those of a period but without a number, and findings on all not read."""
    has_window = data["window"].notna()
    has_value = data["value_why"] == ""
    said = data[~(has_window & has_value)]
    columns = zip(
        said["row"],
        said["column"],
        said["period_text"],
        said["why"],
        said["value_text"],
        said["value_why"],
        said["missing"],
        strict=True,
    )
    findings = [_dropped(*one) for one in columns]
    return data[has_window & has_value], data[has_window & ~has_value], findings


def _dropped(row, column, period, why, text, value_why, missing):
    if why:
        what = "total" if is_total(period) else "period"
        return Finding(
            what,
            why if period.strip() else f"the row has no period; its value is {quoted(text)}",
            "dropped",
            row,
            text=period,
        )
    if missing:
        return Finding("missing", value_why, "left out", row, column, text)
    return Finding("unread", value_why, "dropped", row, column, text)


def _nothing(name, rows, dropped):
    unread = [one for one in dropped if one.what != "missing"] or dropped
    more = f"; and {len(unread) - 1} more" if len(unread) > 1 else ""
    return (
        f"{name}: no row of {rows.value!r} could be read, such as {unread[0]}{more}" if unread else f"{name}: no rows"
    )


def _unused(rows, options, read):
    """Columns that nothing was taken from, so that nobody thinks they were."""
    used = {*(options.where or {}), *options.by}
    rest = [
        one
        for one in rows.labels
        if one not in used and not is_mark(one) and one.lower().strip() not in ("lower", "upper")
    ]
    return [Finding("column", _why_unused(column, read[column]), "not used", column=column) for column in rest]


def _why_unused(name, column):
    if is_change(name):
        return "a change, a share or a rate is a value only if value= names it"
    if holds_numbers(column):
        return "other numbers are the values"
    if looks_named_time(name):
        return "it is called like a time, and the time is elsewhere"
    return f"all rows say {quoted(column.iloc[0])}" if column.nunique() == 1 else "nothing asks for it"


def _overlaps(frame, by):
    """Windows that share days: a trend would count them twice."""
    found = []
    for _, part in frame.groupby(list(by), sort=False) if by else [(None, frame)]:
        known = part.dropna(subset=WINDOW).sort_values(WINDOW)
        shared = known["period_start"].iloc[1:].to_numpy() <= known["period_end"].cummax().iloc[:-1].to_numpy()
        if shared.any():
            at = int(shared.argmax())
            a, b = known.iloc[at], known.iloc[at + 1]
            tip = _every_year(known)
            found.append(
                Finding(
                    "overlap",
                    f"{int(shared.sum())} periods share days with one before, such as {a['period_text']!r} and "
                    f"{b['period_text']!r}; "
                    f"fs.reconcile takes them, a trend does not{tip}",
                    "kept", b["row"],
                )
            )  # fmt: skip
            break
    return found


def _every_year(known):
    """How to choose windows that do not overlap, where all are years that roll on."""
    days = (known["period_end"] - known["period_start"]).dt.days + 1
    if not days.between(365, 366).all():
        return ""
    month = known["period_end"].iloc[-1].month
    return f" (they are rolling years; one a year is frame[frame.period_end.dt.month == {month}])"


def _gaps(lacking, read):
    """Periods whose cell says that there is no number, with what it says, as `fs.trends` notes them."""
    there = set(read["period_text"])
    return [
        {"period": period_name(window), "reason": f"{text.strip() or 'blank'} in the table"}
        for window, text, period in zip(lacking["window"], lacking["value_text"], lacking["period_text"], strict=True)
        if period not in there and window.known
    ]
