"""Which columns of a table are its time, and the label that each row has from them.

Every column that holds time is used, or the table is refused with what could be meant: a month without its year, two
columns that disagree, days as a spreadsheet counts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.label import day_order, reading_of, with_iso_date
from fraudstats.sheets.options import Options
from fraudstats.sheets.report import Finding, some
from fraudstats.sheets.roles import PARTS, named, role_of, with_year, year_label

__all__ = ["Times", "find_times", "named_times", "roles_of"]


@dataclass
class Times:
    """The time of each row.

    Attributes
    ----------
    columns : tuple of str
        What it was read from; empty where a wide table has it in its header.
    labels : DataFrame
        By row: ``label``, or ``start`` and ``end``.
    part : str or None
        The part of a year that the rows name, where the header names the year.
    findings : list of Finding
    """

    columns: tuple[str, ...]
    labels: pd.DataFrame
    part: str | None = None
    findings: list[Finding] = field(default_factory=list)


def roles_of(cells: pd.DataFrame, told: Sequence[str] = (), calendar: object = None) -> dict[str, str]:
    """Column -> what it is for time; columns that are nothing for it are left out."""
    columns = told or list(cells.columns)
    found = {name: role_of(name, cells[name].tolist(), bool(told), calendar) for name in columns}
    return {name: role for name, role in found.items() if role}


def named_times(cells: pd.DataFrame, name: str, time: str | Sequence[str] | None) -> tuple[str, ...]:
    """The columns of time that the user names.

    Raises
    ------
    TableError
        If one is not there.
    """
    told = () if time is None else (time,) if isinstance(time, str) else tuple(time)
    for column in told:
        if column not in cells:
            raise TableError(f"{name} has no column {column!r} for time=; it has {some(cells.columns, 12)}")
    return told


def find_times(cells: pd.DataFrame, name: str, options: Options, wide: bool) -> Times | None:
    """The time of each row; None where no column holds any.

    Parameters
    ----------
    cells : DataFrame
    name : str
        The table, for messages.
    options : Options
    wide : bool
        Whether the header holds periods, so that a part of a year may stand in the rows.

    Raises
    ------
    TableError
        If the columns leave the time open.
    """
    told, dayfirst = named_times(cells, name, options.time), options.dayfirst
    roles = roles_of(cells, told, options.calendar)
    _refuse_serial(cells, name, roles)
    unread = [column for column in told if column not in roles]
    if unread:
        raise TableError(
            f"{name}: time={unread[0]!r} holds no periods: {some(cells[unread[0]].unique(), 3)}; give another column"
        )
    labels = [column for column, role in roles.items() if role in ("label", "ending")]
    pair = _pair(labels, told)
    if pair:
        return _paired(cells, pair, dayfirst, [column for column in roles if column not in pair])
    if labels:
        return _labelled(cells, name, roles, labels, dayfirst)
    return _composed(cells, name, roles, options.published, wide)


def _refuse_serial(cells, name, roles):
    for column in (column for column, role in roles.items() if role == "serial"):
        text = next(text for text in cells[column] if text.strip())
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
        raise TableError(
            f"{name}: the column {column!r} holds days as Excel counts them ({text} is {day}); format the column as "
            f"a date "
            f"and save again, or give df.assign(**{{{column!r}: pd.to_datetime(df[{column!r}].astype(float), unit='D', "
            "origin='1899-12-30')})"
        )


def _pair(labels, told):
    """The columns of starts and of ends."""
    if len(told) == 2 and set(told) == set(labels):
        return told
    starts = [column for column in labels if named(column, "start") and not named(column, "end")]
    ends = [column for column in labels if named(column, "end") and not named(column, "start")]
    return (starts[0], ends[0]) if len(starts) == len(ends) == 1 else None


def _paired(cells, pair, dayfirst, others):
    starts, ends = (_iso(cells[column], dayfirst)[0] for column in pair)
    findings = [_not_needed(column, f"the time is in {pair[0]!r} and {pair[1]!r}") for column in others]
    return Times(pair, pd.DataFrame({"start": starts, "end": ends}), findings=findings)


def _labelled(cells, name, roles, labels, dayfirst):
    """The one column of labels; others must agree with it."""
    read = {column: _label_texts(cells[column], roles[column], dayfirst) for column in labels}
    first, *others = labels
    windows = {column: texts.map(_window) for column, (texts, _) in read.items()}
    for other in others:
        if not (windows[other] == windows[first])[windows[first].notna() & windows[other].notna()].all():
            raise TableError(
                f"{name}: the columns {some(labels)} hold different periods; say which is meant, time={first!r}"
            )
    for column in (column for column, role in roles.items() if role == "year"):
        _agrees(cells, name, column, first, windows[first])
    texts, findings = read[first]
    findings += [_not_needed(column, f"the time is in {first!r}") for column in roles if column != first]
    return Times((first,), pd.DataFrame({"label": texts}), findings=findings)


def _agrees(cells, name, year, column, windows):
    for row, (text, window) in enumerate(zip(cells[year], windows, strict=True)):
        said, there = _window(text), window
        if said and there and not said.overlaps(there):
            raise TableError(
                f"{name}, row {cells.index[row]}: {year!r} says {text!r} and {column!r} says "
                f"{cells[column].iloc[row]!r}; mend "
                f"one, or say which is meant, time={column!r}"
            )


def _label_texts(column, role, dayfirst):
    texts, findings = _iso(column, dayfirst)
    if role == "ending":
        prefix = column.name.replace("_", " ")
        texts = texts.map(lambda text: f"{prefix} {text}" if text.strip() else text)
    return texts, findings


def _iso(column, dayfirst):
    """Dates of numbers in ISO 8601, where the column shows their order."""
    order = day_order(column.tolist()) if dayfirst is None else dayfirst
    texts = column.map(lambda text: with_iso_date(text, order))
    changed = column[(texts != column) & column.str.contains(r"[-/.]", regex=True)]
    if changed.empty:
        return texts, []
    why = f"dates are read with the {'day' if order else 'month'} first" + (
        "" if dayfirst is not None else ", as others in the column show"
    )
    return texts, [Finding("date", why, "read", changed.index[0], str(column.name), changed.iloc[0])]


def _window(text):
    reading = reading_of(text)
    return reading.window if reading else None


def _composed(cells, name, roles, published, wide):
    """Years, alone or with their parts."""
    years = [column for column, role in roles.items() if role == "year"]
    parts = sorted(
        (column for column, role in roles.items() if role in PARTS), key=lambda column: PARTS.index(roles[column])
    )
    if len(years) > 1:
        raise TableError(
            f"{name}: {len(years)} columns hold years, {some(years)}; say which is the time, time={years[0]!r}"
        )
    if not years and not parts:
        return None
    findings = [_not_needed(column, f"{parts[0]!r} says more") for column in parts[1:]]
    if years and not parts:
        texts = cells[years[0]].map(lambda text: year_label(years[0], text))
        return Times((years[0],), pd.DataFrame({"label": texts}), findings=findings)
    part = parts[0]
    if years:
        pairs = zip(cells[years[0]].map(lambda text: year_label(years[0], text)), cells[part], strict=True)
        texts = [
            with_year(year, one, roles[part]) if year.strip() and one.strip() else one or year for year, one in pairs
        ]
        return Times((years[0], part), pd.DataFrame({"label": texts}, cells.index), findings=findings)
    if not wide and published is None:
        raise TableError(
            f"{name}: {part!r} holds {some(cells[part].unique(), 3)}, and no column holds the year; add a column "
            f"'Year', or "
            "say when the table was published, published='2021-12-31'"
        )
    return Times((part,), pd.DataFrame({"label": cells[part]}), roles[part] if wide else None, findings)


def _not_needed(column, why):
    return Finding("column of time", why, "not used", column=column)
