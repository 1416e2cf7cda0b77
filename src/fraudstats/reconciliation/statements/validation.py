"""From a user's tables to clean ones: dates read, bounds checked, every problem reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.dates import first_day, last_day
from fraudstats.errors import DateError, ReconcileError
from fraudstats.reconciliation.statements.exact_values import with_ends
from fraudstats.reconciliation.statements.printed_bounds import (
    GIVEN,
    as_numbers,
    with_printed_bounds,
    with_printed_change_bounds,
)
from fraudstats.reconciliation.statements.unused import refuse_other_times, say_unused
from fraudstats.sheets import Tidy
from fraudstats.vocabulary import UNKNOWN

__all__ = ["SINGLE", "read_changes", "read_observations"]

WINDOW = ["period_start", "period_end"]
BASE = ["base_start", "base_end"]
BOUNDS = ["lower", "upper"]
#: Columns that need not be given, and what is taken where they are missing.
DETAILS = {"source_id": "", "kind": "", "value": np.nan, "qualifier": ""}
#: Columns in which one selection must hold one value: mixing definitions is never meant.
SINGLE = ["indicator", "ref_area", "counterpart_area", "unit"]
#: Table -> its columns, what one row is.
NEEDED = {
    "observations": ([*WINDOW, *BOUNDS], "one row per bulletin"),
    "changes": ([*WINDOW, *BASE, *BOUNDS], "one row per stated change"),
}


def read_observations(observations: Any, convention: str = GIVEN) -> pd.DataFrame:
    """The observations as statements of form "total", indexed by id.

    Rows without a known start or end keep NaT there.

    Raises
    ------
    ReconcileError
        Listing every problem found.
    """
    table = with_printed_bounds(_identified(_frame(observations, "observations"), "observation_id"), convention)
    table = _require(table, "observations")
    problems = _mixed(table)
    table = _clean(table, WINDOW, problems)
    for column in BASE:
        table[column] = pd.Series(pd.NaT, table.index, dtype="datetime64[us]")
    for name, upper in table.loc[table["upper"] < 0, "upper"].items():
        problems.append(f"{name}: the upper bound {upper:g} is negative; a count cannot be")
    _raise(problems)
    table["lower"] = table["lower"].clip(lower=0.0)
    return table.assign(form="total")


def read_changes(changes: Any, taken: pd.Index, revision_budget: float = 0.0, convention: str = GIVEN) -> pd.DataFrame:
    """The stated changes as statements of form "change", their base's revision budget included.

    A base that may have been revised by up to a fraction b since the change was printed widens the ratio of
    totals from [1 + lower, 1 + upper] to [(1 + lower)(1 - b), (1 + upper)(1 + b)].

    Parameters
    ----------
    changes : pandas.DataFrame or None
        A column `revision_budget` overrides the argument row by row.
    taken : pandas.Index
        Ids in use.
    revision_budget : float
        The fraction b, from 0 up to 1.
    convention : str
        As for `fraudstats.reconciliation.reconcile`.
    """
    table = with_printed_change_bounds(_identified(_frame(changes, "changes"), "change_id", taken), convention)
    table = _require(table, "changes")
    problems = []
    table = _clean(table, [*WINDOW, *BASE], problems)
    table = table.assign(revision_budget=table.get("revision_budget", revision_budget))
    budget = as_numbers(table["revision_budget"]).fillna(revision_budget)
    for name, share in budget.loc[~budget.between(0, 1, inclusive="left")].items():
        problems.append(f"{name}: the revision budget {share:g} is not a fraction from 0 up to 1")
    for name in table.index[table[[*WINDOW, *BASE]].isna().any(axis=1)]:
        problems.append(f"{name}: a stated change needs all four dates of its window and its base")
    for name, upper in table.loc[table["upper"] < -1, "upper"].items():
        problems.append(f"{name}: a change of at most {upper:g} would make a total negative")
    _raise(problems)
    table["lower"] = (1 + table["lower"].clip(lower=-1.0)) * (1 - budget) - 1
    table["upper"] = (1 + table["upper"]) * (1 + budget) - 1
    return table.assign(form="change", revision_budget=budget)


def _frame(rows, name):
    """A copy as a data frame: of a data frame, of columns by name, of a list of rows by name, or of nothing."""
    if rows is None:
        return pd.DataFrame()
    rows = rows.frame if isinstance(rows, Tidy) else rows
    by_row = isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)
    if isinstance(rows, pd.DataFrame | Mapping) or by_row:
        try:
            table = pd.DataFrame(rows).copy()
        except ValueError as error:
            raise ReconcileError(f"{name} cannot be taken as a table ({error}); {_wanted(name)}") from None
        if not table.columns.is_unique:
            twice = table.columns[table.columns.duplicated()][0]
            raise ReconcileError(f"two columns of {name} are called {twice!r}; rename one")
        return table
    if isinstance(rows, tuple) and any(isinstance(part, pd.DataFrame) for part in rows):
        raise ReconcileError(
            f"{name} is a tuple of {len(rows)} tables; put a star before it: reconcile(*ds.select(...).bulletins())"
        )
    size = f" of {len(rows)}" if isinstance(rows, list | tuple) else ""
    raise ReconcileError(f"{name} must be a table, but a {type(rows).__name__}{size} was given; {_wanted(name)}")


def _wanted(name):
    columns, row = NEEDED[name]
    return (
        f"give a data frame of {row} with the columns {', '.join(columns)}, such as "
        "`observations, changes = ds.select(...).bulletins()`; fs.tidy makes one of a table as people hold it"
    )


def _identified(table, column, taken=()):
    """Index the table by its id column, else by its own labels; no id may be that of two statements."""
    if column in table:
        table = table.set_index(column)
    elif column == "change_id" and not all(isinstance(label, str) for label in table.index):
        table = table.set_index(pd.Index([f"change-{label}" for label in table.index]))
    repeated = table.index[table.index.duplicated()].union(table.index[table.index.isin(taken)])
    if len(repeated):
        raise ReconcileError(
            f"{len(repeated)} ids are those of more than one statement, such as {repeated[0]!r}: make the index "
            f"(or the column {column}) unique"
        )
    return table.rename_axis("statement")


def _require(table, name):
    columns, _ = NEEDED[name]
    missing = [column for column in columns if column not in table]
    if missing and table.empty:
        return table.reindex(columns=list(dict.fromkeys([*table.columns, *columns])))
    refuse_other_times(table, name)
    if missing == BOUNDS and "value" in table:
        table, missing = with_ends(table), []
    if missing:
        has = ", ".join(map(str, table.columns)) or "none"
        raise ReconcileError(f"{name} lacks the columns {', '.join(missing)}; it has {has}; {_wanted(name)}")
    say_unused(table, name)
    return table


def _mixed(table):
    found = {name: table[name].dropna().map(str).unique() for name in SINGLE if name in table}
    return [
        f"the observations mix {len(values)} values of {name} ({', '.join(map(str, values[:4]))}): select "
        f"one, or drop the column if they are one and the same count"
        for name, values in found.items()
        if len(values) > 1
    ]


def _clean(table, dates, problems):
    """Dates as timestamps, bounds as floats, details present; what is wrong is added to `problems`."""
    for name, default in DETAILS.items():
        table[name] = pd.Series(table.get(name, default), table.index).fillna(default)
    for column in dates:
        table[column] = _read_dates(table[column], problems)
    stated = table[BOUNDS]
    for column in BOUNDS:
        table[column] = as_numbers(table[column])
    for first, last in zip(dates[::2], dates[1::2], strict=True):
        reversed_ = table.loc[table[first] > table[last], [first, last]]
        for name, start, end in reversed_.itertuples(name=None):
            problems.append(f"{name}: {first} {start:%Y-%m-%d} is after {last} {end:%Y-%m-%d}")
    for name, lower, upper in stated[table[BOUNDS].isna().any(axis=1)].itertuples(name=None):
        problems.append(f"{name}: lower {lower} and upper {upper} must be numbers (or inf)")
    apart = (table["lower"] > table["upper"]) | np.isposinf(table["lower"])
    for name, lower, upper in table.loc[apart, BOUNDS].itertuples(name=None):
        problems.append(f"{name}: lower {lower:g} is not a bound below upper {upper:g}")
    return table


def _read_dates(column, problems):
    """The column as days; a blank or "unknown" date is a missing one."""
    read = last_day if column.name.endswith("end") else first_day
    days = []
    for name, date in column.items():
        try:
            days.append(None if isinstance(date, str) and date.strip() in ("", UNKNOWN) else read(date, column.name))
        except DateError as error:
            problems.append(f"{name}: {error}")
            days.append(None)
    return pd.Series(pd.to_datetime(days), column.index).astype("datetime64[us]")


def _raise(problems):
    if problems:
        listing = "\n".join(f"  - {problem}" for problem in problems)
        raise ReconcileError(f"the tables hold {len(problems)} problem(s):\n{listing}")
