"""Bulletins as linear statements on the unknown counts of a grid's periods.

Every observation bounds the total of a window, and every stated change bounds the ratio of two totals:

    lower <= W x <= upper                                 (a total)
    (1 + lower) B x <= W x <= (1 + upper) B x             (a change from the base window B)

where x >= 0 holds the T counts and a row of W (of B) holds the share of each period inside the window (the
base). All of them together cut out a polytope; this module holds its rows and nothing else.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.statements.grid import Grid
from fraudstats.reconciliation.statements.validation import read_changes, read_observations

__all__ = ["Rows", "Statements", "read_statements"]


@dataclass(frozen=True, eq=False)
class Rows:
    """The polytope's rows: ``lower <= matrix @ x <= upper``; a change makes up to two rows.

    `owner[r]` is the position of the statement that row r belongs to.
    """

    matrix: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    owner: np.ndarray


@dataclass(frozen=True, eq=False)
class Statements:
    """The validated, dated statements on one grid; immutable.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a statement, indexed by its id: ``form`` ("total" or "change"), ``period_start``,
        ``period_end``, ``base_start``, ``base_end`` (NaT for totals), ``lower``, ``upper`` (of the total, or
        of the ratio minus one with the revision budget included), ``source_id``, ``kind``, ``value``,
        ``qualifier``, and whatever else the user's tables held.
    grid : Grid
        The T periods.
    undated : pandas.DataFrame
        Observations without a printed start or end, kept aside, of the same form.

    Notes
    -----
    The arrays `lower`, `upper`, `is_change` have shape (n,), `window` and `base` shape (n, T); `base` is zero
    for totals. They follow the table's order and are read-only.
    """

    table: pd.DataFrame
    grid: Grid
    undated: pd.DataFrame

    def __len__(self):
        return len(self.table)

    @property
    def ids(self) -> pd.Index:
        return self.table.index

    @cached_property
    def is_change(self) -> np.ndarray:
        return _frozen(self.table["form"].to_numpy() == "change")

    @cached_property
    def lower(self) -> np.ndarray:
        return _frozen(self.table["lower"].to_numpy(float))

    @cached_property
    def upper(self) -> np.ndarray:
        return _frozen(self.table["upper"].to_numpy(float))

    @cached_property
    def window(self) -> np.ndarray:
        return _frozen(self.grid.weights(self.table["period_start"], self.table["period_end"]))

    @cached_property
    def base(self) -> np.ndarray:
        base = np.zeros((len(self), len(self.grid)))
        changes = self.table[self.is_change]
        base[self.is_change] = self.grid.weights(changes["base_start"], changes["base_end"])
        return _frozen(base)

    @cached_property
    def scale(self) -> float:
        """A typical size of the totals: the largest finite bound, or 1 if there is none above zero."""
        ends = np.concatenate([self.lower[~self.is_change], self.upper[~self.is_change]])
        return float(ends[np.isfinite(ends)].max(initial=0.0)) or 1.0

    @cached_property
    def rows(self) -> Rows:
        """The polytope's rows, totals first, then the lower and the upper side of each change."""
        totals, changes = np.flatnonzero(~self.is_change), np.flatnonzero(self.is_change)
        bounded = changes[np.isfinite(self.upper[changes])]
        above = self.window[changes] - (1 + self.lower[changes, None]) * self.base[changes]
        below = self.window[bounded] - (1 + self.upper[bounded, None]) * self.base[bounded]
        none = np.full(len(bounded), -np.inf), np.full(len(changes), np.inf)
        return Rows(
            matrix=_frozen(np.vstack([self.window[totals], above, below])),
            lower=_frozen(np.concatenate([self.lower[totals], np.zeros(len(changes)), none[0]])),
            upper=_frozen(np.concatenate([self.upper[totals], none[1], np.zeros(len(bounded))])),
            owner=_frozen(np.concatenate([totals, changes, bounded])),
        )

    def position(self, statement) -> int:
        """The position of a statement given by its id.

        Raises
        ------
        ReconcileError
            If no statement has that id; the message names the nearest ones.
        """
        try:
            return int(self.ids.get_loc(statement))
        except (KeyError, TypeError, pd.errors.InvalidIndexError):
            known = [str(name) for name in self.ids]
            near = difflib.get_close_matches(str(statement), known, n=3, cutoff=0.3) or known[:3]
            raise ReconcileError(
                f"there is no dated statement {statement!r} among the {len(self)}; nearest: {', '.join(near)}"
            ) from None

    def take(self, positions) -> Statements:
        """The statements at these positions (integers or a mask) on the same grid."""
        chosen = np.arange(len(self))[positions]
        return Statements(self.table.iloc[chosen], self.grid, self.undated)

    def without(self, position) -> Statements:
        """All statements but the one at this position."""
        return self.take(np.arange(len(self)) != position)


def read_statements(
    observations, changes=None, freq="M", start=None, end=None, convention="given", revision_budget=0.0
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
    changed = read_changes(changes, observed.index, revision_budget)
    dated = observed["period_start"].notna() & observed["period_end"].notna()
    table = pd.concat([part for part in (observed[dated], changed) if len(part)] or [observed[dated]])
    if table.empty:
        raise ReconcileError(
            f"nothing to reconcile: {len(observed)} observations and {len(changed)} changes were given, none "
            "of them with both a period_start and a period_end; widen the selection"
        )
    table = table.reindex(columns=list(dict.fromkeys([*observed.columns, *changed.columns])))
    days = table[["period_start", "period_end", "base_start", "base_end"]].stack()
    grid = Grid.covering(days.min(), days.max(), freq, start, end)
    return Statements(table, grid, observed[~dated])


def _frozen(array):
    array.flags.writeable = False
    return array
