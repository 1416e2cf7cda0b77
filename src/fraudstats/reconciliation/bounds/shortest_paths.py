"""Sharp bounds of every window at once, for statements on whole periods without stated changes.

Let S_j be the cumulative count up to node j. Every statement is then a pair of difference constraints,
S_b - S_a <= upper and S_a - S_b <= -lower, and counts are not negative, S_a - S_b <= 0 for a < b. The
tightest bound on S_b - S_a that all constraints imply together is the length of the shortest path from a to
b, and a negative cycle is a contradiction (Dechter, Meiri and Pearl, 1991, *Temporal constraint networks*,
Artificial Intelligence 49). With whole-number bounds, whole-number counts attain it.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from itertools import pairwise

import numpy as np

from fraudstats.reconciliation.bounds.cells import Cells
from fraudstats.reconciliation.bounds.elastic import TOLERANCE
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

    def chains(self, first: int, stop: int) -> tuple[dict[int, int], dict[int, int]]:
        """The statements that add up to the lower and to the upper bound of a total: position -> 1, or -1 if taken off.

        Both are shortest paths with as few statements as possible; empty where nothing bounds the total.
        """
        edges = self.cells.edges
        outer = np.searchsorted(edges, first, "right") - 1, np.searchsorted(edges, stop)
        inner = np.searchsorted(edges, first), np.searchsorted(edges, stop, "right") - 1
        lower = self._chain(int(inner[1]), int(inner[0])) if inner[0] < inner[1] else {}
        return {position: -sign for position, sign in lower.items()}, self._chain(int(outer[0]), int(outer[1]))

    def _chain(self, start, goal):
        """The statements on a shortest path between two nodes, found breadth first along arcs that lie on one."""
        if np.isinf(self.distances[start, goal]):
            return {}
        arcs, left, came_from = self._arcs(), self.distances[:, goal], {start: start}
        waiting = deque([start])
        while goal not in came_from:
            node = waiting.popleft()
            on_a_path = np.isclose(arcs[node] + left, left[node], rtol=1e-12, atol=TOLERANCE * self.statements.scale)
            for nearer in map(int, np.flatnonzero(on_a_path)):
                if nearer not in came_from:
                    came_from[nearer] = node
                    waiting.append(nearer)
        path = [goal]
        while path[-1] != start:
            path.append(came_from[path[-1]])
        steps = [(a, b) for a, b in pairwise(path[::-1]) if a < b or arcs[a, b] < 0]
        return {self._statement(a, b, arcs[a, b]): 1 if a < b else -1 for a, b in steps}

    def _statement(self, start, stop, length):
        """The position of a statement whose bound is the arc between two nodes."""
        nodes, bounds = self._nodes, (self.statements.upper if start < stop else -self.statements.lower)
        between = (nodes[0] == min(start, stop)) & (nodes[1] == max(start, stop)) & (bounds == length)
        return int(np.flatnonzero(between)[0])

    @cached_property
    def _nodes(self):
        """The nodes at which each statement's window begins and stops."""
        edges, window = self.cells.edges, self.statements.window > 0
        first = np.searchsorted(edges, window.argmax(axis=1))
        return first, np.searchsorted(edges, len(self.statements.grid) - window[:, ::-1].argmax(axis=1))

    def _arcs(self):
        edges, (first, stop) = self.cells.edges, self._nodes
        arcs = np.full((len(edges), len(edges)), np.inf)
        arcs[np.tril_indices_from(arcs)] = 0.0
        np.minimum.at(arcs, (first, stop), self.statements.upper)
        np.minimum.at(arcs, (stop, first), -self.statements.lower)
        return arcs
