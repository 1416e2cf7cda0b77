"""Sharp bounds by linear programs: stated changes, part-months, any statement at all.

The smallest and the largest total of a window over the polytope are two linear programs (Manski, 2003,
*Partial Identification of Probability Distributions*, Springer). The model is passed to HiGHS once; each
further bound only changes the costs and starts from the last basis (Huangfu and Hall, 2018, *Parallelizing
the dual revised simplex method*, Mathematical Programming Computation 10).

Counts are scaled so that the largest bound is a thousand, which keeps the solver's tolerances meaningful.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np

from fraudstats.errors import Infeasible, ReconcileError
from fraudstats.reconciliation.bounds.cells import Cells
from fraudstats.reconciliation.statements.linear_system import Statements

__all__ = ["LARGEST", "LinearPrograms", "linear_program", "ratio_range", "solve"]

#: The largest bound after scaling.
LARGEST = 1000.0
#: Primal simplex (strategy 4): when only the costs change, the last basis stays feasible for it.
OPTIONS = {
    "output_flag": False,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 4,
    "threads": 1,
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}


def linear_program(matrix: np.ndarray, lower: np.ndarray, upper: np.ndarray, cost: np.ndarray) -> Any:
    """A HiGHS model of: minimise cost @ y subject to lower <= matrix @ y <= upper and y >= 0."""
    import highspy

    rows, columns = np.nonzero(matrix)
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.row_lower_, lp.row_upper_ = lower, upper
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = np.zeros(len(cost)), np.full(len(cost), np.inf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.searchsorted(rows, np.arange(len(matrix) + 1))
    lp.a_matrix_.index_, lp.a_matrix_.value_ = columns, matrix[rows, columns]
    # The base class: the public one prints a banner to the console before it can be told not to.
    model = cast(Any, highspy.Highs.__base__)()
    for name, value in OPTIONS.items():
        model.setOptionValue(name, value)
    model.passModel(lp)
    return model


def solve(model: Any, cost: np.ndarray) -> float:
    """The least cost, from the last basis; ``-inf`` if unbounded.

    Raises
    ------
    Infeasible
        If no point satisfies the model.
    """
    from highspy import HighsModelStatus as Status

    model.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    model.run()
    if model.getModelStatus() not in (Status.kOptimal, Status.kUnbounded):
        # A verdict other than these is trusted only if it does not come from an old basis.
        model.clearSolver()
        model.run()
    status = model.getModelStatus()
    if status == Status.kOptimal:
        return model.getInfo().objective_function_value
    if status == Status.kUnbounded:
        return -np.inf
    if status == Status.kInfeasible:
        raise Infeasible("the statements contradict each other, so no counts satisfy them all")
    raise ReconcileError(
        f"the linear program ended with {model.modelStatusToString(status)!r}: statements that only just "
        "meet are the usual cause; widen the tightest of them by a count"
    )


class LinearPrograms:
    """The engine for any statements: one model, many bounds.

    Examples
    --------
    >>> import pandas as pd
    >>> from fraudstats.reconciliation.statements.read import read_statements
    >>> statements = read_statements(
    ...     pd.DataFrame({"period_start": ["2021"], "period_end": ["2021"], "lower": [100], "upper": [110]}),
    ...     pd.DataFrame({"period_start": ["2022"], "period_end": ["2022"], "base_start": ["2021"],
    ...                   "base_end": ["2021"], "lower": [0.5], "upper": [0.6]}))
    >>> lower, upper = LinearPrograms(statements).bounds(statements.grid.weights("2022", "2022")[None])
    >>> float(lower[0]), float(upper[0])
    (150.0, 176.0)
    """

    def __init__(self, statements: Statements):
        self.rows = rows = statements.rows
        self.unit = statements.scale / LARGEST
        self.digits = 12 - int(np.ceil(np.log10(statements.scale)))
        self.cells = Cells.of(rows.matrix)
        reduced, cost = self.cells.reduce(rows.matrix), np.zeros(len(self.cells))
        self.model = linear_program(reduced, rows.lower / self.unit, rows.upper / self.unit, cost)

    def bounds(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The smallest and largest values of `weights @ counts`.

        Parameters
        ----------
        weights : numpy.ndarray
            Shape (k, T), none negative.

        Returns
        -------
        lower, upper : numpy.ndarray
            Shape (k,); `upper` is ``inf`` where nothing bounds it.

        Raises
        ------
        Infeasible
            If the statements contradict each other.
        """
        lowest, highest = self.cells.extremes(np.asarray(weights, float))
        lower, upper = np.empty(len(lowest)), np.empty(len(lowest))
        # From each window to a similar one, the last basis is nearly right.
        order = np.lexsort((highest.sum(axis=1), highest.argmax(axis=1)))
        for window in order:
            lower[window] = solve(self.model, lowest[window])
        for window in order:
            upper[window] = -solve(self.model, -highest[window])
        # The solver's last digits are noise: a trillionth of the scale.
        lower, upper = (np.round(ends * self.unit, self.digits) + 0.0 for ends in (lower, upper))
        return np.maximum(np.minimum(lower, upper), 0.0), upper

    @contextmanager
    def without(self, position: int) -> Iterator[LinearPrograms]:
        """Leave one statement out for a while."""
        rows = np.flatnonzero(self.rows.owner == position)
        for row in rows:
            self.model.changeRowBounds(int(row), -np.inf, np.inf)
        try:
            yield self
        finally:
            for row in rows:
                ends = self.rows.lower[row] / self.unit, self.rows.upper[row] / self.unit
                self.model.changeRowBounds(int(row), *map(float, ends))


def ratio_range(statements: Statements, window: np.ndarray, base: np.ndarray) -> tuple[float, float]:
    """The smallest and largest ratio of two windows' totals that the statements allow.

    The ratio is made linear by scaling the counts so that the base's total is one (Charnes and Cooper, 1962,
    *Programming with linear fractional functionals*, Naval Research Logistics Quarterly 9).

    Parameters
    ----------
    statements : Statements
    window, base : numpy.ndarray
        Shape (T,): weights of the two windows.

    Returns
    -------
    lower, upper : float
        From 0 up to ``inf``, which is also given where the base can only be zero.
    """
    rows, unit = statements.rows, statements.scale / LARGEST
    matrix = np.vstack([rows.matrix, window, base])
    reduced = Cells.of(matrix).reduce(matrix)
    sides = rows.lower / unit, rows.upper / unit
    blocks = [np.column_stack([reduced[:-2][np.isfinite(b)], -b[np.isfinite(b)]]) for b in sides]
    sizes = [len(block) for block in blocks]
    low, high = (np.append(np.repeat(ends, sizes), 1.0) for ends in ([0.0, -np.inf], [np.inf, 0.0]))
    cost = np.append(reduced[-2], 0.0)
    model = linear_program(np.vstack([*blocks, np.append(reduced[-1], 0.0)]), low, high, cost)
    try:
        return max(round(solve(model, cost), 9), 0.0), round(-solve(model, -cost), 9)
    except Infeasible:
        return 0.0, np.inf
