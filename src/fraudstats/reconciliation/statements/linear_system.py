"""Statements as a system of linear inequalities on the unknown counts of a grid's periods.

Every observation bounds the total of a window, and every stated change bounds the ratio of two totals:

    lower <= W x <= upper                                 (a total)
    (1 + lower) B x <= W x <= (1 + upper) B x             (a change from the base window B)

where x >= 0 holds the T counts and a row of W (of B) holds the share of each period inside the window (the base). All
of them together cut out a polytope; this module holds its rows and nothing else.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.statements.grid import Grid

__all__ = ["Rows", "Statements"]


@dataclass(frozen=True, eq=False, repr=False)
class Rows:
    """The polytope's rows: ``lower <= matrix @ x <= upper``; a change makes up to two rows.

    `owner[r]` is the position of the statement that row r belongs to.
    """

    matrix: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    owner: np.ndarray


@dataclass(frozen=True, eq=False, repr=False)
class Statements:
    """The validated, dated statements on one grid; immutable.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per statement, indexed by its id: ``form`` ("total" or "change"), ``period_start``,
        ``period_end``, ``base_start``, ``base_end`` (NaT for totals), ``lower``, ``upper`` (of the total, or
        of the ratio minus one with the revision budget included), ``source_id``, ``kind``, ``value``,
        ``qualifier``, and whatever else the user's tables held.
    grid : Grid
        The T periods.
    without_window : pandas.DataFrame
        Observations without a known start or end, kept aside, of the same form.

    Notes
    -----
    All arrays follow the table's order and are read-only.
    """

    table: pd.DataFrame
    grid: Grid
    without_window: pd.DataFrame

    def __len__(self):
        return len(self.table)

    def __repr__(self):
        changes = int(self.is_change.sum())
        return f"<{len(self) - changes} totals and {changes} stated changes on {self.grid!r}>"

    @property
    def ids(self) -> pd.Index:
        """The statements' ids, n of them."""
        return self.table.index

    @cached_property
    def is_change(self) -> np.ndarray:
        """Shape (n,): which statements are changes."""
        return _frozen(self.table["form"].to_numpy() == "change")

    @cached_property
    def lower(self) -> np.ndarray:
        """Shape (n,): lower ends."""
        return _frozen(self.table["lower"].to_numpy(float))

    @cached_property
    def upper(self) -> np.ndarray:
        """Shape (n,): upper ends, perhaps ``inf``."""
        return _frozen(self.table["upper"].to_numpy(float))

    @cached_property
    def window(self) -> np.ndarray:
        """Shape (n, T): the share of each period inside each statement's window."""
        return _frozen(self.grid.weights(self.table["period_start"], self.table["period_end"]))

    @cached_property
    def base(self) -> np.ndarray:
        """Shape (n, T): the same for the base windows of changes; zero for totals."""
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

    def position(self, statement: Hashable) -> int:
        """The position of a statement given by its id.

        Raises
        ------
        ReconcileError
            If no statement has that id; the message names the nearest ones.
        """
        try:
            return cast(int, self.ids.get_loc(statement))  # the ids are unique
        except (KeyError, TypeError, pd.errors.InvalidIndexError):
            known = [str(name) for name in self.ids]
            near = difflib.get_close_matches(str(statement), known, n=3, cutoff=0.3) or known[:3]
            raise ReconcileError(
                f"there is no dated statement {statement!r} among the {len(self)}; nearest: {', '.join(near)}"
            ) from None

    def take(self, positions: np.ndarray | slice | list[int]) -> Statements:
        """The statements at these positions (integers or a mask) on the same grid."""
        chosen = np.arange(len(self))[positions]
        return Statements(self.table.iloc[chosen], self.grid, self.without_window)

    def without(self, position: int) -> Statements:
        """All statements but the one at this position."""
        return self.take(np.arange(len(self)) != position)


def _frozen(array):
    array.flags.writeable = False
    return array
