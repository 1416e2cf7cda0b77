"""The users' tables as statements on a grid."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from fraudstats.errors import ReconcileError
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
    return Statements(table, grid, observed.loc[~dated])


def _attrs(observations: Any, changes: Any, table: pd.DataFrame) -> dict[Hashable, Any]:
    """The attrs of the tables; and indicator, area and unit where the rows have but one."""
    given = [getattr(part, "attrs", {}) for part in (changes, observations)]
    single = {name: table[name].dropna().map(str).unique() for name in SINGLE if name in table}
    about: dict[Hashable, Any] = {name: values[0] for name, values in single.items() if len(values) == 1}
    return about | given[0] | given[1]
