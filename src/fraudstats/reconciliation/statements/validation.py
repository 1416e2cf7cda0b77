"""From a user's tables to clean ones: dates read, bounds checked, every problem reported at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.conventions import apply_convention
from fraudstats.reconciliation.statements.grid import first_day, last_day

__all__ = ["read_changes", "read_observations"]

WINDOW = ["period_start", "period_end"]
BASE = ["base_start", "base_end"]
BOUNDS = ["lower", "upper"]
DETAILS = {"source_id": "", "kind": "", "value": np.nan, "qualifier": ""}
#: Columns in which one selection must hold one value: mixing definitions is never meant.
SINGLE = ["indicator", "ref_area", "counterpart_area", "unit"]


def read_observations(observations, convention="given") -> pd.DataFrame:
    """The observations as statements of form "total", indexed by id.

    Rows without a printed start or end keep NaT there.

    Raises
    ------
    ReconcileError
        Listing every problem found.
    """
    table = apply_convention(_frame(observations, "observations"), convention)
    table = _identified(table, "observation_id")
    table = _require(table, [*WINDOW, *BOUNDS], "observations")
    problems = _mixed(table)
    table = _clean(table, WINDOW, problems)
    for column in BASE:
        table[column] = pd.Series(pd.NaT, table.index, dtype="datetime64[us]")
    for name, row in table[table["upper"] < 0].iterrows():
        problems.append(f"{name}: the upper bound {row['upper']:g} is negative; a count cannot be")
    _raise(problems)
    table["lower"] = table["lower"].clip(lower=0.0)
    return table.assign(form="total")


def read_changes(changes, taken, revision_budget=0.0) -> pd.DataFrame:
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
    """
    table = _identified(_frame([] if changes is None else changes, "changes"), "change_id", taken)
    table = _require(table, [*WINDOW, *BASE, *BOUNDS], "changes")
    problems = []
    table = _clean(table, [*WINDOW, *BASE], problems)
    table = table.assign(revision_budget=table.get("revision_budget", revision_budget))
    budget = pd.to_numeric(table["revision_budget"], errors="coerce").fillna(revision_budget)
    for name in table.index[~budget.between(0, 1, inclusive="left")]:
        problems.append(f"{name}: the revision budget {budget[name]:g} is not a fraction from 0 up to 1")
    for name, row in table.iterrows():
        if row[[*WINDOW, *BASE]].isna().any():
            problems.append(f"{name}: a stated change needs all four dates of its window and its base")
        if row["upper"] < -1:
            problems.append(f"{name}: a change of at most {row['upper']:g} would make a total negative")
    _raise(problems)
    table["lower"] = (1 + table["lower"].clip(lower=-1.0)) * (1 - budget) - 1
    table["upper"] = (1 + table["upper"]) * (1 + budget) - 1
    return table.assign(form="change", revision_budget=budget)


def _frame(rows, name):
    try:
        return pd.DataFrame(rows).copy()
    except (ValueError, TypeError):
        raise ReconcileError(
            f"{name} must be a table (a pandas DataFrame), but a {type(rows).__name__} was given"
        ) from None


def _identified(table, column, taken=()):
    """Index the table by its id column, else by its own labels; no id may stand for two statements."""
    if column in table:
        table = table.set_index(column)
    elif column == "change_id" and not all(isinstance(label, str) for label in table.index):
        table = table.set_index(pd.Index([f"change-{label}" for label in table.index]))
    repeated = table.index[table.index.duplicated()].union(table.index[table.index.isin(taken)])
    if len(repeated):
        raise ReconcileError(
            f"{len(repeated)} ids stand for more than one statement, such as {repeated[0]!r}: make the index "
            f"(or the column {column}) unique"
        )
    return table.rename_axis("statement")


def _require(table, columns, name):
    missing = [column for column in columns if column not in table]
    if missing and table.empty:
        return table.reindex(columns=list(dict.fromkeys([*table.columns, *columns])))
    if missing:
        raise ReconcileError(
            f"{name} lacks the columns {', '.join(missing)}; it has {', '.join(map(str, table.columns)) or 'none'}"
        )
    return table


def _mixed(table):
    found = {name: table[name].dropna().unique() for name in SINGLE if name in table}
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
        read = last_day if column.endswith("end") else first_day
        table[column] = _read_dates(table[column], read, problems)
    stated = table[BOUNDS]
    for column in BOUNDS:
        table[column] = pd.to_numeric(table[column], errors="coerce").astype(float)
    for first, last in zip(dates[::2], dates[1::2], strict=True):
        for name, row in table[table[first] > table[last]].iterrows():
            problems.append(f"{name}: {first} {row[first]:%Y-%m-%d} is after {last} {row[last]:%Y-%m-%d}")
    for name, row in stated[table[BOUNDS].isna().any(axis=1)].iterrows():
        problems.append(f"{name}: lower {row['lower']} and upper {row['upper']} must be numbers (or inf)")
    for name, row in table[(table["lower"] > table["upper"]) | np.isposinf(table["lower"])].iterrows():
        problems.append(f"{name}: lower {row['lower']:g} is not a bound below upper {row['upper']:g}")
    return table


def _read_dates(column, read, problems):
    days = []
    for name, text in column.items():
        try:
            days.append(read(text))
        except ReconcileError as error:
            problems.append(f"{name}: {column.name} {error}")
            days.append(pd.NaT)
    return pd.Series(days, column.index, dtype="datetime64[us]")


def _raise(problems):
    if problems:
        listing = "\n".join(f"  - {problem}" for problem in problems)
        raise ReconcileError(f"the tables hold {len(problems)} problem(s):\n{listing}")
