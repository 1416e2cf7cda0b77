"""Which statements come from bulletins of one kind, such as full-year ones."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["FULL_YEAR", "KindMasks", "kind_masks"]

#: The kind that also takes every unlabelled window of whole calendar years.
FULL_YEAR = "full_year"


class KindMasks(NamedTuple):
    """Masks of n statements: whose window, and whose base, is counted by bulletins of one kind."""

    window: np.ndarray
    base: np.ndarray

    @property
    def either(self) -> np.ndarray:
        """Mask (n,) of the statements that involve the kind at all."""
        return self.window | self.base


def kind_masks(statements: Statements, kind: str) -> KindMasks:
    """Which windows (n,) and which bases of changes (n,) belong to a kind of bulletin.

    Raises
    ------
    ReconcileError
        If none or all of them do.
    """
    table = statements.table
    labels = table["kind"].fillna("").astype(str).to_numpy()
    window = base = labels == kind
    if kind == FULL_YEAR:
        unlabelled = labels == ""
        window = window | unlabelled & _whole_years(table, "period_start", "period_end")
        base = base | unlabelled & _whole_years(table, "base_start", "base_end")
    if not window.any() or window.all():
        known = ", ".join(sorted({FULL_YEAR, *labels} - {""}))
        raise ReconcileError(
            f"{window.sum()} of {len(window)} bulletins are of the kind {kind!r}, so there is nothing to "
            f"compare; kinds here: {known}"
        )
    return KindMasks(window, base & statements.is_change)


def _whole_years(table: pd.DataFrame, start_column: str, end_column: str) -> np.ndarray:
    start, end = table[start_column], table[end_column]
    first = (start.dt.month == 1) & (start.dt.day == 1)
    return (first & (end.dt.month == 12) & (end.dt.day == 31)).to_numpy()
