"""The least widening of bounds that makes all statements consistent."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fraudstats.reconciliation.bounds.elastic import TOLERANCE, Elastic
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["repair_table", "repaired"]


def repaired(statements: Statements) -> Statements:
    """The statements with the bounds of some widened by the least total number of counts.

    A total's bound moves by its stretch. A change's bound moves by the stretch as a share of the base's
    total. Either moves a hair further (a count, or a millionth of the scale if that is more), so that the
    counts keep some freedom.

    Examples
    --------
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> both = read_statements(pd.DataFrame({
    ...     "period_start": ["2021", "2021"], "period_end": ["2021", "2021"],
    ...     "lower": [5, 9], "upper": [6, 12]}))
    >>> Elastic(repaired(both)).gap()
    0.0
    """
    elastic, owner = Elastic(statements), statements.rows.owner
    down, up, cells = elastic.stretch()
    base = elastic.cells.reduce(statements.base) @ cells
    share = np.where(base > 0, 1 / np.where(base > 0, base, 1), np.where(statements.is_change, np.inf, 1.0))
    hair, least = max(1.0, 1e-6 * statements.scale), TOLERANCE * statements.scale
    lower, upper = statements.lower.copy(), statements.upper.copy()
    for row in np.flatnonzero(down > least):
        lower[owner[row]] -= (down[row] + hair) * share[owner[row]]
    for row in np.flatnonzero(up > least):
        upper[owner[row]] += (up[row] + hair) * share[owner[row]]
    floor = np.where(statements.is_change, -1.0, 0.0)
    table = statements.table.assign(lower=np.maximum(lower, floor), upper=upper)
    return Statements(table, statements.grid, statements.without_window)


def repair_table(statements: Statements) -> pd.DataFrame:
    """The bounds that the least repair moves, as stated and as repaired."""
    bounds, moved = statements.table[["source_id", "lower", "upper"]], repaired(statements).table
    table = bounds.assign(repaired_lower=moved["lower"], repaired_upper=moved["upper"])
    moves = (table["lower"] != table["repaired_lower"]) | (table["upper"] != table["repaired_upper"])
    return table.loc[moves]
