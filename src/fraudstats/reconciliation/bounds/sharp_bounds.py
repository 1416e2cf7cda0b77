"""Sharp bounds of any windows, by whichever engine suits them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.reconciliation.bounds.elastic import TOLERANCE, Elastic
from fraudstats.reconciliation.bounds.linear_programs import LinearPrograms
from fraudstats.reconciliation.bounds.shortest_paths import ShortestPaths
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["SharpBounds"]


class SharpBounds:
    """What the statements imply for the total of a window, without any model.

    Shortest paths answer for windows of whole periods as long as all statements are totals of whole periods;
    linear programs answer for everything else.

    Parameters
    ----------
    statements : Statements
    """

    def __init__(self, statements: Statements):
        self.statements = statements
        self.paths = ShortestPaths(statements) if ShortestPaths.applies(statements) else None

    @cached_property
    def programs(self) -> LinearPrograms:
        """The engine for everything that shortest paths do not answer."""
        return LinearPrograms(self.statements)

    @cached_property
    def consistent(self) -> bool:
        """Whether counts exist that satisfy all statements."""
        if self.paths is not None:
            return self.paths.cycle >= -TOLERANCE * self.statements.scale
        return Elastic(self.statements).gap() == 0

    def windows(self, starts: Any, ends: Any) -> tuple[np.ndarray, np.ndarray]:
        """The sharp bounds of many windows.

        Parameters
        ----------
        starts, ends : sequences of k pandas timestamps
            First and last days. Days beyond the grid hold unknown counts, so that such a window has no upper
            bound.

        Returns
        -------
        lower, upper : numpy.ndarray
            Shape (k,).

        Raises
        ------
        Infeasible
            If the statements contradict each other (where linear programs are needed).
        """
        starts, ends = pd.DatetimeIndex(starts), pd.DatetimeIndex(ends)
        weights = self.statements.grid.weights(starts, ends)
        lower, upper = np.zeros(len(weights)), np.full(len(weights), np.inf)
        touched = weights.any(axis=1)
        whole = touched & np.isin(weights, (0, 1)).all(axis=1) if self.paths is not None else np.zeros_like(touched)
        if self.paths is not None and whole.any():
            first = weights[whole].argmax(axis=1)
            stop = first + weights[whole].sum(axis=1).astype(int)
            lower[whole], upper[whole] = self.paths.bounds(first, stop)
        if (rest := touched & ~whole).any():
            lower[rest], upper[rest] = self.programs.bounds(weights[rest])
        return lower, np.where(self.statements.grid.holds(starts, ends), upper, np.inf)
