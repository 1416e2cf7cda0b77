"""The region that the bulletins allow, ready to be sampled: its rows, good coordinates, and a point inside.

Rounded totals make the region a stack of thin slabs, in which months can hardly move one by one. So the
totals themselves become coordinates: a maximal set of linearly independent rows, tightest first. Where
bulletins leave a quantity no freedom at all (an exact count, a total of zero, totals that only just meet),
its row is *fixed*; those hidden equalities are found by the linear program of Freund, Roundy and Todd
(1985, *Identifying the set of always active constraints in a system of linear inequalities by a single linear
program*, MIT working paper 1674).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fraudstats.errors import ReconcileError

__all__ = ["Polytope", "polytope"]

#: Relative width below which a slab counts as an equality: the accuracy of a linear program's solution.
TIGHT = 1e-7


@dataclass(frozen=True, eq=False, repr=False)
class Polytope:
    """Unknowns `z` with ``sides @ z >= limits``; all in one unit near the size of a typical unknown.

    Parameters
    ----------
    sides, limits : numpy.ndarray
        Shapes (R, D) and (R,): every finite side of a statement, and one row per unknown that cannot be
        negative.
    coordinates : numpy.ndarray
        Shape (k, D): independent rows, the fixed ones first, then from tight to loose.
    fixed : int
        How many of the coordinates have no freedom.
    inside : numpy.ndarray
        Shape (D,): a point with all other sides slack.
    """

    sides: np.ndarray
    limits: np.ndarray
    coordinates: np.ndarray
    fixed: int
    inside: np.ndarray

    @property
    def loose(self) -> np.ndarray:
        """Mask of the sides (R,) that are not already decided by the fixed coordinates."""
        return ~_in_span(self.sides, self.coordinates[: self.fixed])


def polytope(
    rows: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    target: ArrayLike,
    counts: int,
    width: ArrayLike | None = None,
    wanted: np.ndarray | None = None,
    wanted_width: np.ndarray | None = None,
) -> Polytope:
    """The polytope of ``lower <= rows @ z <= upper``, whose first unknowns are counts and cannot be negative.

    Parameters
    ----------
    rows, lower, upper : array_like
        Shapes (R, D), (R,), (R,); bounds may be infinite.
    target : array_like
        Shape (D,): roughly where the counts should be; its size sets what "small" means.
    counts : int
        How many of the D unknowns are non-negative counts; they come first.
    width : array_like, optional
        Shape (R,): how much each row can vary, where that is not `upper` minus `lower` (a row whose other
        side is another row).
    wanted : array_like, optional
        Shape (K, D): rows to choose the coordinates from, if not `rows`; how much each can vary is
        `wanted_width`.

    Raises
    ------
    ReconcileError
        If no point satisfies all rows.

    Examples
    --------
    >>> region = polytope([[1, 1], [1, 0]], [10, 2], [10, 4], [5, 5], counts=2)
    >>> region.fixed, region.coordinates.tolist()
    (1, [[1.0, 1.0], [1.0, 0.0]])
    """
    rows, target = np.asarray(rows, float), np.asarray(target, float)
    lower, upper = np.asarray(lower, float), np.asarray(upper, float)
    size = np.abs(rows) @ np.maximum(np.abs(target), 1e-3)
    width = upper - lower if width is None else np.asarray(width, float)
    width = np.where(np.isfinite(width), width, size)
    low, high = np.isfinite(lower), np.isfinite(upper)
    sides = np.vstack([rows[low], -rows[high], np.eye(counts, rows.shape[1])])
    limits = np.concatenate([lower[low], -upper[high], np.zeros(counts)])
    margins = np.concatenate([width[low], width[high], target[:counts]]) / 2
    exact = width <= TIGHT * size
    rigid = np.concatenate([exact[low], exact[high], np.zeros(counts, bool)])
    inside, rigid = _inside(sides, limits, margins, rigid, target, counts)
    if wanted is None or wanted_width is None:
        wanted, wanted_width = rows, width
    order = np.argsort(wanted_width, kind="stable")
    equal = _independent(sides[rigid], np.empty((0, rows.shape[1])), 1e-7)
    # All but parallel rows are bad coordinates; the later one stays a side.
    return Polytope(sides, limits, _independent(wanted[order], equal, 1e-3), len(equal), inside)


def _inside(sides, limits, margins, rigid, target, counts):
    """A point with every side slack but the rigid ones, near `target`; and which sides are rigid."""
    room, _ = _roomiest(sides, limits, np.where(rigid, 0.0, margins), counts)
    if room <= TIGHT:
        rigid = rigid | _always_active(sides, limits, counts)
        room, _ = _roomiest(sides, limits, np.where(rigid, 0.0, margins), counts)
    slack = limits + 0.5 * room * np.where(rigid, 0.0, margins)
    # Least absolute distance to the target, as a share of it: keeps the start out of the corners.
    free = sides.shape[1]
    weight = np.concatenate([np.zeros(free), 1 / np.maximum(np.abs(target), 1e-3)])
    unit = _unit(free)
    blocks = [[sides, None], [unit, unit], [-unit, unit]]
    found = _solve(weight, blocks, np.concatenate([slack, target, -target]), counts)
    return found[:free], rigid


def _roomiest(sides, limits, margins, counts):
    """The largest t up to 1 such that every side can be slack by t times its margin, and such a point."""
    objective = -np.eye(1, sides.shape[1] + 1, sides.shape[1])[0]
    blocks = [[sides, -margins[:, None]], [None, -_unit(1)]]
    found = _solve(objective, blocks, np.append(limits, -1.0), counts)
    return found[-1], found[:-1]


def _always_active(sides, limits, counts):
    """Which sides hold with equality at every point: those that cannot be slack even after scaling up."""
    number, width = sides.shape
    blocks = [
        [sides, -_unit(number), -limits[:, None]],
        [None, -_unit(number), None],
        [None, None, _unit(1)],
    ]
    objective = np.concatenate([np.zeros(width), -np.ones(number), [0.0]])
    least = np.concatenate([np.zeros(number), -np.ones(number), [1.0]])
    return _solve(objective, blocks, least, counts, positive=slice(width, width + number))[width:-1] < 0.5


def _unit(size):
    from scipy.sparse import eye_array

    return eye_array(size, format="csr")


def _solve(objective, blocks, least, counts, positive=slice(0)):
    """Minimise objective @ v with blocks @ v >= least; the first `counts` unknowns are non-negative."""
    from scipy.optimize import linprog
    from scipy.sparse import block_array, csr_array

    rows = [[None if block is None else csr_array(block) for block in row] for row in blocks]
    floor = np.full(len(objective), -np.inf)
    floor[:counts], floor[positive] = 0.0, 0.0
    bounds = np.column_stack([floor, np.full(len(objective), np.inf)])
    matrix = -block_array(rows, format="csr")
    # With presolve, HiGHS sometimes gives up on regions that are nearly flat.
    for presolve in (True, False):
        options = {"presolve": presolve}
        found = linprog(objective, A_ub=matrix, b_ub=-least, bounds=bounds, method="highs", options=options)
        if found.x is not None:
            break
    else:
        raise ReconcileError(
            "the statements contradict each other, so nothing can be drawn; see `contradictions` for "
            "the minimal sets that cannot all hold, then drop or widen one statement of each"
        )
    return found.x


def _independent(rows, chosen, least):
    """`chosen` and those of `rows`, in order, whose angle to all before them has a sine above `least`."""
    picked = list(chosen)
    basis = np.linalg.qr(chosen.T)[0].T if len(chosen) else np.empty((0, rows.shape[1]))
    for row in rows:
        rest = row / (np.linalg.norm(row) or 1.0)
        for _ in range(2):  # twice is enough against rounding
            rest = rest - basis.T @ (basis @ rest)
        if (length := np.linalg.norm(rest)) > least:
            basis = np.vstack([basis, rest / length])
            picked.append(row)
    return np.array(picked).reshape(-1, rows.shape[1])


def _in_span(rows, basis):
    directions = np.linalg.qr(basis.T)[0]
    rest = rows - (rows @ directions) @ directions.T
    return np.linalg.norm(rest, axis=1) <= 1e-9 * np.linalg.norm(rows, axis=1)
