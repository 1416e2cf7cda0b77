"""From rows with a window and a cell each to the finished frame, and what was decided on the way."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.gaps import period_name
from fraudstats.table.cell import is_total
from fraudstats.table.groups import WINDOW, added, refuse_repeats, without_repeats
from fraudstats.table.numbers import Cell, Reader, refuse_two_readings
from fraudstats.table.options import Options
from fraudstats.table.report import Finding, quoted
from fraudstats.table.roles import looks_named_time
from fraudstats.table.rows import Rows
from fraudstats.table.running import kind_of_total, widened
from fraudstats.table.scale import scale_in, scale_of_notes
from fraudstats.table.sheet import Table
from fraudstats.table.values import holds_numbers, is_change

__all__ = ["finished"]

#: Columns that hold marks of the values beside them.
_MARKS = (
    "flag",
    "flags",
    "status",
    "obs status",
    "marker",
    "markers",
    "symbol",
    "footnote",
    "footnotes",
    "备注",
    "備考",
    "注",
)
_COLUMNS = [
    *WINDOW,
    "value",
    "lower",
    "upper",
    "qualifier",
    "precision",
    "unit",
    "flags",
    "value_text",
    "period_text",
    "row",
]


def finished(table: Table, rows: Rows, options: Options) -> tuple[pd.DataFrame, list[Finding]]:
    """The frame, sorted by period, and the findings.

    Raises
    ------
    TableError
        If nothing can be read, separators can be read in two ways, or rows of one period are left.
    """
    scale, findings = _scale(table, rows, options)
    findings += _widen(rows)
    cells = rows.cells
    reader = Reader(cells["text"], scale, options.thousands, options.decimal)
    first_rows = dict(zip(reversed(cells["text"].tolist()), reversed(cells["row"].tolist()), strict=True))
    refuse_two_readings(reader, table.name, rows.value, first_rows, table.separator == ";")
    data = _with_numbers(rows, reader, scale)
    read, lacking, dropped = _parted(data)
    findings += dropped
    if read.empty:
        raise TableError(_nothing(table.name, rows, dropped))
    findings += _unused(rows, options, read)
    if options.sum:
        read, said = added(read, lacking, table.name, options.by, rows.categories)
    else:
        read, said = without_repeats(read)
        refuse_repeats(read, table.name, options.by, rows.categories, rows.apart)
    findings += said
    frame = read.sort_values([*options.by, *WINDOW], kind="stable").reset_index(drop=True)
    findings += _overlaps(frame, options.by)
    frame = frame[[*options.by, *_COLUMNS]]
    frame.attrs = {"name": rows.value, "source": table.name, "gaps": _gaps(lacking, read)}
    return frame, findings


def _scale(table, rows, options):
    """What the numbers are multiplied by, and who says so."""
    name = rows.value
    if options.unit is not None:
        found, who = scale_in(options.unit), "unit="
    else:
        found, who = (
            scale_in(" ".join(table.levels.get(rows.cells["column"].iloc[0], (name,)) if len(rows.cells) else name)),
            "its header",
        )
        found = found if found.factor > 1 or found.unit else scale_in(name)
        for column in rows.categories if found.factor == 1 else ():
            if rows.cells[column].nunique() == 1 and not found.words:
                labelled = scale_in(rows.cells[column].iloc[0])
                found, who = (
                    (labelled, f"the label {rows.cells[column].iloc[0]!r}") if labelled.factor > 1 else (found, who)
                )
        if found.factor == 1:
            noted = scale_of_notes((*table.title, *table.notes))
            found, who = (noted, "a line outside the table") if noted.factor > 1 else (found, who)
    if found.factor == 1:
        return found, []
    return found, [
        Finding(
            "unit",
            f"{who} says {found.words!r}, so numbers are multiplied by {found.factor:,}",
            "multiplied",
            column=name,
        )
    ]


def _widen(rows):
    """Windows of running totals, by what the header says."""
    kind = kind_of_total(rows.value)
    if not kind:
        return []
    if kind == "cumulative":
        why = (
            "its header says that the numbers add up, and not since when; give start and end if the periods are "
            "not theirs"
        )
        return [Finding("running total", why, "kept", column=rows.value)]
    windows = [window if window is None else widened(window, rows.value) for window in rows.cells["window"]]
    changed = [a != b for a, b in zip(windows, rows.cells["window"], strict=True)]
    rows.cells["window"] = pd.Series(windows, rows.cells.index, dtype=object)
    span = "the twelve months that end with it" if kind == "rolling" else "its year up to its end"
    return [
        Finding("running total", f"its header says {kind}, so each period is {span}", "widened", column=rows.value)
    ] * any(changed)


def _with_numbers(rows, reader, scale):
    cells = rows.cells
    read = pd.DataFrame([reader.cell(text) for text in cells["text"]], columns=list(Cell._fields), index=cells.index)
    read = read.rename(columns={"why": "value_why"})
    data = pd.concat([cells, read], axis=1).rename(columns={"text": "value_text"})
    data["unit"] = scale.unit or (next(iter(reader.units)) if len(reader.units) == 1 else "")
    marks = [one for one in rows.categories if one.lower().strip() in _MARKS]
    flags = zip(data["flags"], data["period_flags"], *(data[one] for one in marks), strict=True)
    data["flags"] = [
        " ".join(filter(None, [own, *period, *(mark.strip() for mark in beside)])) for own, period, *beside in flags
    ]
    for end, name in enumerate(WINDOW):
        days = [tuple(window)[end] if window is not None else None for window in data["window"]]
        data[name] = pd.to_datetime(pd.Series(days, index=data.index, dtype=object)).astype("datetime64[s]")
    return data


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
    rest = [one for one in rows.categories if one not in used and one.lower().strip() not in _MARKS]
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
