"""What ranges allow without any model of errors: lines through all of them, and least-squares lines of values in them.

Both are exact. The coefficients of lines that pass through every range form a polyhedron, whose extent is a linear
programme. A least-squares coefficient is a weighted sum of the values, so it is largest where each value lies at the
end of its range that its weight prefers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.likelihoods.glm import standardised

__all__ = ["AllowedLines", "allowed_lines", "least_squares_bounds"]

#: A line may miss a range by this share of the widest range, which is what the solver's arithmetic leaves open.
SLACK = 1e-6


@dataclass(frozen=True, eq=False)
class AllowedLines:
    """The lines that pass through all ranges; there are some.

    Attributes
    ----------
    lower, upper : ndarray
        Smallest and largest value of each coefficient among them; infinite where open ranges do not stop it.
    middle : ndarray
        The line midway between the two with the smallest and the largest second coefficient (the slope), itself one
        of them; NaN if a slope is unbounded.
    clear : float
        How far one of them can keep from the ends of all ranges at once, as a share of the widest range; 0 where every
        line touches an end, or passes through an exact value.
    """

    lower: np.ndarray
    upper: np.ndarray
    middle: np.ndarray
    clear: float


def allowed_lines(design: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> AllowedLines | None:
    """The lines through all ranges, or None if no line passes through them all.

    Examples
    --------
    >>> time = np.column_stack([np.ones(3), [0.0, 1, 2]])
    >>> lines = allowed_lines(time, np.array([0.0, 1, 2]), np.array([1.0, 2, 3]))
    >>> lines.lower[1].round(6).item(), lines.upper[1].round(6).item(), lines.middle.round(6).tolist()
    (0.5, 1.5, [0.5, 1.0])
    >>> allowed_lines(time, np.array([0.0, 5, 0]), np.array([1.0, 6, 1])) is None
    True
    """
    z, back = standardised(design)
    low, high = np.where(np.isfinite(lower), lower, upper), np.where(np.isfinite(upper), upper, lower)
    centre = np.linalg.lstsq(z, (low + high) / 2, rcond=None)[0]
    unit = (high - low).max() or np.abs(high).max() or 1.0
    rows, ends = _inequalities(z, (lower - z @ centre) / unit, (upper - z @ centre) / unit)
    clear = _clearance(rows, ends)
    if clear is None or clear < -SLACK:
        return None
    ends = ends + max(-clear, 0.0)
    extremes = [[_extreme(sign * direction, rows, ends) for direction in back] for sign in (1, -1)]
    at = [[back @ (centre + unit * np.nan_to_num(line, posinf=0.0)) for line in side] for side in extremes]
    bounded = np.array([[np.isfinite(line).all() for line in side] for side in extremes])
    index = np.arange(len(back))
    smallest = np.where(bounded[0], np.array(at[0])[index, index], -np.inf)
    largest = np.where(bounded[1], np.array(at[1])[index, index], np.inf)
    slope = min(1, len(back) - 1)
    middle = (at[0][slope] + at[1][slope]) / 2 if bounded[:, slope].all() else np.full(len(back), np.nan)
    return AllowedLines(smallest, largest, middle, max(clear, 0.0))


def least_squares_bounds(
    design: np.ndarray, lower: np.ndarray, upper: np.ndarray, weights: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Smallest and largest value of each least-squares coefficient when every value may lie anywhere in its range.

    The bounds are sharp: each is reached with every value at one end of its range.

    Examples
    --------
    >>> time = np.column_stack([np.ones(3), [0.0, 1, 2]])
    >>> least_squares_bounds(time, np.array([0.0, 1, 2]), np.array([1.0, 2, 3]))[0].round(6).tolist()
    [-0.166667, 0.5]
    """
    z, back = standardised(design)
    root = np.sqrt(np.ones(len(z)) if weights is None else weights)
    shares = back @ np.linalg.pinv(z * root[:, None]) * root
    # A weight of nothing (the middle year in a slope) is not let spoil a bound by arithmetic or an open range.
    shares[np.abs(shares) < 1e-12 * np.abs(shares).max(axis=1, keepdims=True)] = 0.0
    by_ends = np.stack([_times(shares, lower), _times(shares, upper)])
    return by_ends.min(axis=0).sum(axis=1), by_ends.max(axis=0).sum(axis=1)


def _times(shares, ends):
    """Shares times ends, in which nothing of an infinite end is nothing."""
    with np.errstate(invalid="ignore"):
        return np.where(shares == 0, 0.0, shares * ends)


def _inequalities(z, lower, upper):
    """Rows and ends of ``rows @ line <= ends``, for the ends that are finite."""
    below, above = np.isfinite(lower), np.isfinite(upper)
    return np.vstack([z[above], -z[below]]), np.concatenate([upper[above], -lower[below]])


def _clearance(rows, ends):
    """The largest distance (negative: the smallest miss) that a line can keep from all ends; None without an answer."""
    from scipy.optimize import linprog

    cost = np.append(np.zeros(rows.shape[1]), -1.0)
    bounds = [(None, None)] * rows.shape[1] + [(None, 1.0)]
    found = linprog(cost, np.column_stack([rows, np.ones(len(rows))]), ends, bounds=bounds)
    return -found.fun if found.status == 0 else None


def _extreme(cost, rows, ends):
    """The line at which `cost` is smallest; infinite if it has no smallest value."""
    from scipy.optimize import linprog

    found = linprog(cost, rows, ends, bounds=(None, None))
    return found.x if found.status == 0 else np.full(len(cost), np.inf)
