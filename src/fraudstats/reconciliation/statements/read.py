"""The users' tables as statements on a grid."""

from __future__ import annotations

import warnings
from collections.abc import Hashable
from typing import Any

import pandas as pd

from fraudstats.errors import ReconcileError, ReconcileWarning
from fraudstats.reconciliation.statements.grid import Grid
from fraudstats.reconciliation.statements.linear_system import Statements
from fraudstats.reconciliation.statements.printed_bounds import GIVEN
from fraudstats.reconciliation.statements.validation import SINGLE, read_changes, read_observations

__all__ = ["read_statements"]


def read_statements(
    observations: Any,
    changes: Any = None,
    freq: str = "M",
    start: Any = None,
    end: Any = None,
    convention: str = GIVEN,
    revision_budget: float = 0.0,
) -> Statements:
    """Validate the user's tables and lay their statements on a grid.

    Parameters are those of `fraudstats.reconciliation.reconcile`.

    Raises
    ------
    ReconcileError
        Listing every problem found in the tables; or if nothing dated is left.

    Warns
    -----
    ReconcileWarning
        If no total touches the base of a change.

    Examples
    --------
    >>> table = pd.DataFrame({"period_start": ["2021-01-01"], "period_end": ["2021-11-30"],
    ...                       "lower": [370_000], "upper": [380_000]})
    >>> statements = read_statements(table)
    >>> statements.window.sum(axis=1), statements.grid.freq
    (array([11.]), 'M')
    """
    observed = read_observations(observations, convention)
    changed = read_changes(changes, observed.index, revision_budget, convention)
    dated = observed["period_start"].notna() & observed["period_end"].notna()
    parts = [part for part in (observed.loc[dated], changed) if len(part)]
    table = pd.DataFrame(pd.concat(parts or [observed.loc[dated]]))
    if table.empty:
        raise ReconcileError(
            f"nothing to reconcile: {len(observed)} observations and {len(changed)} changes were given, none "
            "of them with both a period_start and a period_end; widen the selection"
        )
    table = table.reindex(columns=list(dict.fromkeys([*observed.columns, *changed.columns])))
    days = table[["period_start", "period_end", "base_start", "base_end"]].stack()
    grid = Grid.covering(days.min(), days.max(), freq, start, end)
    table.attrs = _attrs(observations, changes, table)
    statements = Statements(table, grid, observed.loc[~dated])
    _say_where_a_base_meets_nothing(statements)
    return statements


def _say_where_a_base_meets_nothing(statements: Statements) -> None:
    """Name the changes whose base no total touches: the level there is the prior's guess alone."""
    touched = (statements.window[~statements.is_change] > 0).any(axis=0)
    lost = statements.is_change & ~(statements.base[:, touched] > 0).any(axis=1)
    if not touched.any() or not lost.any():
        return
    first = statements.table[lost].sort_values("base_start").iloc[0]
    warnings.warn(
        f"no total touches the base of {', '.join(map(str, statements.ids[lost]))} (the first begins on "
        f"{first['base_start']:%Y-%m-%d}), so these changes say little about the counts; select from "
        f"{first['base_start'].year - 1} on, and pass start= to report a shorter span",
        ReconcileWarning,
        stacklevel=4,
    )


def _attrs(observations: Any, changes: Any, table: pd.DataFrame) -> dict[Hashable, Any]:
    """The attrs of the tables; and indicator, area and unit where the rows have but one."""
    given = [getattr(part, "attrs", {}) for part in (changes, observations)]
    single = {name: table[name].dropna().map(str).unique() for name in SINGLE if name in table}
    about: dict[Hashable, Any] = {name: values[0] for name, values in single.items() if len(values) == 1}
    return about | given[0] | given[1]
