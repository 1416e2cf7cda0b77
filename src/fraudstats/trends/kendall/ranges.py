"""What the Mann-Kendall score can be when each value is only known to lie in a range.

Two intervals that do not overlap have a certain order; two that do may have either. The sharp range of S is
not the sum of the ranges of the pairs, because three overlapping intervals cannot always take all their best
signs at once. The best joint choice is a linear ordering problem (Grötschel, Jünger and Reinelt, 1984,
Operations Research 32), small because only overlapping pairs are open; every order that keeps the certain
pairs can be realised by values inside the intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fraudstats.trends.kendall.scores import Pairs

__all__ = ["ScoreRange", "score_range"]

#: For a longer series the exact search is left out and the outer bound is given.
MAX_VALUES = 60


@dataclass(frozen=True)
class ScoreRange:
    """Smallest and largest S; not `sharp` if they are the (safe) sums over the pairs."""

    lower: int
    upper: int
    sharp: bool


def score_range(lower: np.ndarray, upper: np.ndarray, pairs: Pairs) -> ScoreRange:
    """Range of S over all values inside their intervals (intervals that only touch count as ordered).

    Examples
    --------
    The middle value cannot lie both above the first and below the last:

    >>> score_range(np.array([5.0, 0, 0]), np.array([6.0, 10, 4]), Pairs.of(np.arange(3)))
    ScoreRange(lower=-3, upper=-1, sharp=True)
    """
    least, sharp_least = _largest(-upper, -lower, pairs)
    most, sharp_most = _largest(lower, upper, pairs)
    return ScoreRange(-least, most, sharp_least and sharp_most)


def _largest(lower, upper, pairs):
    above = lower[None, :] >= upper[:, None]
    certain = above.astype(int) - above.T
    point = lower == upper
    is_open = ~above & ~above.T & ~np.eye(len(lower), dtype=bool)
    is_open &= ~(point[:, None] & point[None, :])
    wish = np.zeros_like(certain)
    wish[pairs.first, pairs.second] = 1
    best = np.where(is_open, wish - wish.T, certain)
    score = int(best[pairs.first, pairs.second].sum())
    if _is_order(best):
        return score, True
    exact = _ordering(certain, is_open, wish - wish.T)
    return (score, False) if exact is None else (exact, True)


def _is_order(signs):
    """Whether the signs are those of some values: then they are the signs of the row sums."""
    height = signs.sum(axis=0)
    return bool((np.sign(height[None, :] - height[:, None]) == signs).all())


def _ordering(certain, is_open, wish):
    """The best order by integer programming; None if the series is too long for it."""
    if len(certain) > MAX_VALUES:
        return None
    a, b, c = _triples(is_open)
    first, second = np.nonzero(np.triu(is_open))
    column = np.zeros(certain.shape, dtype=int)
    column[first, second] = np.arange(len(first))
    rows = [_term(u, v, column, is_open, certain) for u, v in ((a, b), (b, c), (c, a))]
    fixed = wish[first, second]
    total = _solve(rows, fixed, len(a))
    closed = np.triu(~is_open, 1)
    return round(float(total + (certain * wish * closed).sum()))


def _triples(is_open):
    """Triples a < b < c of which at least two pairs are open, in three equally long arrays."""
    index = np.arange(len(is_open))
    rising = index[:, None] < index
    a, b, c = np.nonzero(rising[:, :, None] & rising[None, :, :])
    keep = is_open[a, b].astype(int) + is_open[b, c] + is_open[a, c] >= 2
    return a[keep], b[keep], c[keep]


def _term(u, v, column, is_open, certain):
    """The sign of x[v] - x[u] as (column, coefficient, constant): 2 y - 1 for an open pair."""
    flip = np.where(u < v, 1, -1)
    low, high = np.minimum(u, v), np.maximum(u, v)
    free = is_open[low, high]
    return column[low, high], np.where(free, 2 * flip, 0), np.where(free, -flip, certain[u, v])


def _solve(rows, wish, triples):
    """Largest sum of wish * sign, no triple running round in a circle."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    number = np.arange(triples)
    columns, coefficients, constants = (np.concatenate([row[k] for row in rows]) for k in range(3))
    matrix = coo_array((coefficients, (np.tile(number, 3), columns)), shape=(triples, len(wish))).tocsr()
    constant: Any = constants.reshape(3, -1).sum(axis=0)  # SciPy's own types say a float
    around = LinearConstraint(matrix, -1 - constant, 1 - constant)
    result = milp(-2.0 * wish, constraints=around, integrality=np.ones(len(wish)), bounds=Bounds(0, 1))
    return -result.fun - wish.sum()
