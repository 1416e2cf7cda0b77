"""Sharp bounds of every window at once, for statements on whole periods without stated changes.

Let S_j be the cumulative count up to node j. Every statement is then a pair of difference constraints,
S_b - S_a <= upper and S_a - S_b <= -lower, and counts are not negative, S_a - S_b <= 0 for a < b. The
tightest bound on S_b - S_a that all constraints imply together is the length of the shortest path from a to
b, and a negative cycle is a contradiction (Dechter, Meiri and Pearl, 1991, *Temporal constraint networks*,
Artificial Intelligence 49). With whole-number bounds, whole-number counts attain it.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from fraudstats.reconciliation.bounds.cells import Cells
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["ShortestPaths"]


class ShortestPaths:
    """The engine for totals of whole periods.

    Parameters
    ----------
    statements : Statements
        Must satisfy `ShortestPaths.applies`.

    Examples
    --------
    >>> import pandas as pd
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> paths = ShortestPaths(read_statements(pd.DataFrame({
    ...     "period_start": ["2021-01", "2021-01"], "period_end": ["2021-11", "2021-12"],
    ...     "lower": [370_000, 441_000], "upper": [380_000, 442_000]})))
    >>> [float(end[0]) for end in paths.bounds([11], [12])]  # December
    [61000.0, 72000.0]
    """

    def __init__(self, statements: Statements):
        self.statements = statements
        self.cells = Cells.of(statements.window)

    @staticmethod
    def applies(statements: Statements) -> bool:
        """Whether all statements are totals of whole periods."""
        return not statements.is_change.any() and bool(np.isin(statements.window, (0, 1)).all())

    @cached_property
    def distances(self) -> np.ndarray:
        """Shape (K + 1, K + 1): the sharp upper bounds of S_b - S_a between cell edges (Floyd-Warshall)."""
        distance = self._arcs()
        through = np.empty_like(distance)
        for node in range(len(distance)):
            np.add(distance[:, node, None], distance[node], out=through)
            np.minimum(distance, through, out=distance)
        return distance

    @property
    def cycle(self) -> float:
        """The smallest closed walk found; below zero if the statements contradict each other."""
        return float(self.distances.diagonal().min())

    def bounds(self, first: np.ndarray | list[int], stop: np.ndarray | list[int]) -> tuple[np.ndarray, np.ndarray]:
        """The sharp bounds of the totals from period `first` up to `stop` (exclusive), arrays of numbers."""
        edges = self.cells.edges
        first, stop = np.asarray(first), np.asarray(stop)
        outer = np.searchsorted(edges, first, "right") - 1, np.searchsorted(edges, stop)
        inner = np.searchsorted(edges, first), np.searchsorted(edges, stop, "right") - 1
        lower = np.where(inner[0] < inner[1], -self.distances[inner[1], inner[0]], 0.0)
        return lower + 0.0, self.distances[outer]

    def _arcs(self):
        edges, window = self.cells.edges, self.statements.window > 0
        first = np.searchsorted(edges, window.argmax(axis=1))
        stop = np.searchsorted(edges, len(self.statements.grid) - window[:, ::-1].argmax(axis=1))
        arcs = np.full((len(edges), len(edges)), np.inf)
        arcs[np.tril_indices_from(arcs)] = 0.0
        np.minimum.at(arcs, (first, stop), self.statements.upper)
        np.minimum.at(arcs, (stop, first), -self.statements.lower)
        return arcs
