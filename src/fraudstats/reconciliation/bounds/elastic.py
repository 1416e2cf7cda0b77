"""How far statements are from being consistent.

The elastic programme lets every row stretch at a price and asks for the cheapest stretch. Its least price is
zero exactly when the statements are consistent; otherwise the rows with a non-zero dual price cannot all hold
(Chinneck, 2008, *Feasibility and Infeasibility in Optimization*, Springer, chapters 6 and 7). A statement
whose stretch is free takes no part, so one model serves any selection, each starting from the last basis.
"""

from __future__ import annotations

import numpy as np

from fraudstats.reconciliation.bounds.cells import Cells
from fraudstats.reconciliation.bounds.linear_programs import LARGEST, linear_program, solve
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["TOLERANCE", "Elastic"]

#: Stretch, relative to the statements' scale, below which they count as consistent.
TOLERANCE = 1e-10
#: Dual price, relative to the price of stretching, that counts as none.
_NO_PRICE = 1e-7


class Elastic:
    """The elastic programme of some statements.

    Examples
    --------
    >>> import pandas as pd
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> statements = read_statements(pd.DataFrame({
    ...     "period_start": ["2021-01", "2021-12", "2021"], "period_end": ["2021-11", "2021-12", "2021"],
    ...     "lower": [370, 60, 400], "upper": [380, 70, 410]}))
    >>> elastic = Elastic(statements)
    >>> elastic.gap()
    20.0
    >>> elastic.conflict(np.array([True, True, True]))
    array([0, 1, 2])
    >>> elastic.conflict(np.array([True, True, False])) is None
    True
    """

    def __init__(self, statements: Statements):
        rows, self.unit = statements.rows, statements.scale / LARGEST
        self.count, self.owner = len(statements), rows.owner
        self.cells = Cells.of(rows.matrix)
        stretch = np.eye(len(rows.owner))
        matrix = np.hstack([self.cells.reduce(rows.matrix), stretch, -stretch])
        self.model = linear_program(matrix, rows.lower / self.unit, rows.upper / self.unit, np.zeros(matrix.shape[1]))

    def gap(self, active: np.ndarray | None = None) -> float:
        """The least total stretch, in counts, that makes the active statements consistent; 0 if they are.

        Parameters
        ----------
        active : numpy.ndarray of bool, optional
            Shape (n,): the statements that take part; by default all.
        """
        price = np.ones(self.count) if active is None else np.asarray(active, float)
        cost = np.concatenate([np.zeros(len(self.cells)), price[self.owner], price[self.owner]])
        least = solve(self.model, cost)
        return float(np.round(least * self.unit, 9)) if least > TOLERANCE * LARGEST else 0.0

    def conflict(self, active: np.ndarray) -> np.ndarray | None:
        """Positions of active statements that cannot all hold, or None if all active ones can."""
        if not self.gap(active):
            return None
        price = np.abs(self.model.getSolution().row_dual)
        return np.unique(self.owner[price > _NO_PRICE])

    def stretch(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A least repair of all statements, in counts.

        Returns
        -------
        down, up : numpy.ndarray
            Shape (rows,): how far each row's lower bound goes down and its upper bound goes up.
        cells : numpy.ndarray
            Shape (K,): cell totals that satisfy the repaired statements.
        """
        self.gap()
        _, moved = self._solution()
        # Among equally small repairs, one that moves few statements: those already moved most become cheaper.
        most = np.bincount(self.owner, moved.sum(axis=0), self.count)
        self.gap(1 - 1e-6 * most / max(most.max(initial=0.0), 1.0))
        cells, (down, up) = self._solution()
        return down, up, cells

    def _solution(self):
        """Cell totals (K,), and stretches down and up (2, rows), in counts."""
        solution = np.asarray(self.model.getSolution().col_value) * self.unit
        return solution[: len(self.cells)], solution[len(self.cells) :].reshape(2, -1)
