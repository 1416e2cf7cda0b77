"""Lower and upper ends of many printed numbers at once, under a named convention.

The rules are those of `fraudstats.conventions`, applied to the rows of a table. A further convention, "given", takes
the columns `lower` and `upper` as they are.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, cast

import numpy as np
import pandas as pd

from fraudstats.conventions import change_ranges_of, needs_step, ranges_of, reach
from fraudstats.errors import CodeError, ReconcileError
from fraudstats.vocabulary import CONVENTIONS

__all__ = ["GIVEN", "as_numbers", "with_printed_bounds", "with_printed_change_bounds"]

#: The convention that reads no printed number.
GIVEN = "given"
#: Rows that a refusal names.
_SHOWN = 10


def with_printed_bounds(table: pd.DataFrame, convention: str = GIVEN) -> pd.DataFrame:
    """The table with `lower` and `upper` read anew from `value`, `qualifier` and `precision`.

    Parameters
    ----------
    table : pandas.DataFrame
        `precision` is the last printed unit (10,000 for 37万). It is not needed where the qualifier says all, as
        "exact" does.
    convention : {"given", "printed", "truncated", "conservative"}

    Raises
    ------
    CodeError
        If the convention or a qualifier is not known.
    ReconcileError
        If a column, or what a row has in it, is missing.

    Examples
    --------
    >>> row = pd.DataFrame({"value": [370_000], "qualifier": ["more_than"], "precision": [10_000]})
    >>> with_printed_bounds(row, "printed")[["lower", "upper"]].values.tolist()
    [[370000.0, 380000.0]]
    >>> with_printed_bounds(row, "conservative")[["lower", "upper"]].values.tolist()
    [[370000.0, inf]]
    """
    _check_convention(convention)
    if convention == GIVEN:
        return table
    return _read(table, "value", ranges_of, convention)


def with_printed_change_bounds(table: pd.DataFrame, convention: str = GIVEN) -> pd.DataFrame:
    """The stated changes with `lower` and `upper`, as fractions, read anew from `percent`, `qualifier` and `precision`.

    Parameters
    ----------
    table : pandas.DataFrame
        `precision` is the last printed unit in percentage points.
    convention : {"given", "printed", "truncated", "conservative"}

    Raises
    ------
    CodeError
        If the convention or a qualifier is not known.
    ReconcileError
        If a column, or what a row has in it, is missing.

    Examples
    --------
    >>> row = pd.DataFrame({"percent": [-30], "qualifier": ["more_than"], "precision": [10]})
    >>> with_printed_change_bounds(row, "printed")[["lower", "upper"]].values.tolist()
    [[-0.4, -0.3]]
    """
    _check_convention(convention)
    if convention == GIVEN or table.empty:
        return table
    return _read(table, "percent", change_ranges_of, convention)


def as_numbers(column: Any) -> pd.Series:
    """A column as floats; what is no number is NaN."""
    return cast(pd.Series, pd.to_numeric(column, errors="coerce")).astype(float)


def _read(table, column, ranges, convention):
    """The table with its ends read from the printed numbers of a column."""
    _check_columns(table, column, convention)
    number, unit = (as_numbers(table.reindex(columns=[c])[c]).to_numpy() for c in (column, "precision"))
    below, above = _reaches(table["qualifier"], convention)
    _check_rows(table, {column: np.isnan(number), **_unread(below, above, unit)}, convention)
    lower, upper, _ = ranges(number, table["qualifier"].tolist(), unit, convention)
    return table.assign(lower=lower, upper=upper)


def _check_convention(convention):
    known = (GIVEN, *CONVENTIONS)
    if convention not in known:
        near = get_close_matches(str(convention), known, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise CodeError(f"unknown convention {convention!r}; {meant}choose one of {', '.join(known)}")


def _check_columns(table, column, convention):
    missing = [name for name in (column, "qualifier") if name not in table]
    if not missing and "precision" not in table:
        below, above = _reaches(table["qualifier"], convention)
        missing = ["precision"] if (needs_step(below) | needs_step(above)).any() else []
    if missing:
        raise ReconcileError(
            f"the convention {convention!r} reads the columns {column}, qualifier and precision, but the table "
            f"lacks {', '.join(missing)}; add what is missing, or use convention='given' with lower and upper"
        )


def _unread(below, above, unit):
    """Column -> the rows that lack what it should say."""
    needed = needs_step(below) | needs_step(above)
    return {"qualifier": np.isnan(below), "precision": needed & np.isnan(unit)}


def _check_rows(table, unread, convention):
    lacking = [(name, column) for column, rows in unread.items() for name in table.index[rows]]
    if lacking:
        more = f"\n  and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
        listing = "".join(f"\n  - {name}: {column} is missing or cannot be read" for name, column in lacking[:_SHOWN])
        raise ReconcileError(
            f"the convention {convention!r} reads every row anew from its printed number; fill in what is missing, or "
            f"use convention='given' with lower and upper:{listing}{more}"
        )


def _reaches(qualifiers, convention):
    """Shape (n,) twice: how many printed units below and above the value the truth may lie; NaN without a qualifier."""
    blank = qualifiers.isna() | (qualifiers == "")
    table = {code: reach(code, convention) for code in qualifiers[~blank].unique()}
    ends = np.full((len(qualifiers), 2), np.nan)
    ends[~blank.to_numpy()] = np.array([table[code] for code in qualifiers[~blank]], float).reshape(-1, 2)
    return ends.T
