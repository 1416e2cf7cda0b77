"""Series as they would be without a break: permuted, simulated, or simulated with autocorrelation.

The largest partial sum of a permuted series needs no random numbers where the series is short: whether an order of the
values has crossed a bound depends only on the *set* of values that came before, so all n! orders are counted over the
2^n sets.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.kendall.autocorrelation import LARGEST, lag_one

__all__ = [
    "EXACT",
    "NULLS",
    "TOO_FEW_ORDERS",
    "autoregressions",
    "choose_null",
    "null_series",
    "on_grid",
    "p_of_larger",
    "partial_sum_p",
    "read_null",
]

NULLS = ("permutation", "simulation", "AR(1)", "asymptotic")
#: Series of up to this many values have their permutations counted; beyond, some are drawn.
EXACT = 16
#: Among this many values or fewer no order is rare enough for a permutation of them to reject a constant level at 5%.
TOO_FEW_ORDERS = 7
#: Statistics closer than this, relatively, are equal.
TIE = 1e-9


def read_null(null: str, allowed: tuple[str, ...], n_permutations: int) -> None:
    """Refuse an unknown null distribution and a number of permutations below one."""
    if null not in allowed:
        raise TrendError(f"null is {null!r}; expected one of {', '.join(allowed)}")
    whole = isinstance(n_permutations, (int, np.integer)) and not isinstance(n_permutations, bool)
    if not whole or n_permutations < 1:
        raise TrendError(f"n_permutations is {n_permutations!r}; at least one is needed")


def choose_null(null: str | None, change: str, n: int, n_permutations: int) -> str:
    """The null distribution asked for, or the one that holds its size in series of this length."""
    if null is None:
        null = "simulation" if change == "level" and n <= TOO_FEW_ORDERS else "permutation"
    read_null(null, NULLS, n_permutations)
    return null


def null_series(
    residuals: np.ndarray, rows: np.ndarray | None, null: str, number: int, random: np.random.Generator
) -> np.ndarray:
    """Series without a break (`number` x times), up to the regression that the statistics take out.

    Parameters
    ----------
    residuals : ndarray
        What the regression without a break leaves, (n,).
    rows : ndarray of int or None
        The position of each value on the regular grid of times, which autocorrelation needs.
    null : {"permutation", "simulation", "AR(1)"}
        Permuted residuals; independent normal numbers; a first-order autoregression with the residuals' coefficient,
        as estimated: corrected for its bias the test would hardly ever reject, since a change looks like
        autocorrelation.
    """
    if null == "permutation":
        return random.permuted(np.tile(residuals, (number, 1)), axis=1)
    if null == "simulation":
        return random.standard_normal((number, len(residuals)))
    if rows is None:
        raise TrendError("null='AR(1)' needs equally spaced times; add the missing times with value NaN")
    coefficient = float(np.clip(lag_one(on_grid(residuals, rows))[0], 0, LARGEST))
    return autoregressions(coefficient, rows, number, random)


def on_grid(residuals: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The residuals at their positions on the regular grid of times, missing between them (1 x positions)."""
    grid = np.full((1, rows[-1] + 1), np.nan)
    grid[0, rows] = residuals
    return grid


def autoregressions(coefficient: float, rows: np.ndarray, number: int, random: np.random.Generator) -> np.ndarray:
    """Stationary first-order autoregressions with unit innovations, at the positions `rows` (number x rows)."""
    noise = random.standard_normal((number, rows[-1] + 1))
    noise[:, 0] /= np.sqrt(1 - coefficient**2)
    for k in range(1, noise.shape[1]):
        noise[:, k] += coefficient * noise[:, k - 1]
    return noise[:, rows]


def p_of_larger(observed: float, drawn: np.ndarray) -> float:
    """The share of statistics that are as large, the observed one counted in."""
    return (1 + np.count_nonzero(drawn >= observed * (1 - TIE))) / (1 + len(drawn))


def partial_sum_p(scores: np.ndarray, bounds: np.ndarray, n_permutations: int, random: np.random.Generator) -> float:
    """How likely a permutation of `scores` has a partial sum at or beyond its bound, on either side.

    Parameters
    ----------
    scores : ndarray
        Numbers that add up to zero, (n,).
    bounds : ndarray
        The bound of the sum of the first 1, 2, ..., n - 1 scores; infinite where there is none.
    n_permutations : int
        Permutations drawn if there are more than `EXACT` scores; else all are counted.

    Examples
    --------
    Of the orders of 1, 2 and -3, four begin with the -3 or end with it.

    >>> partial_sum_p(np.array([1.0, 2, -3]), np.array([3.0, 3]), 1, np.random.default_rng(0))
    0.6666666666666666
    """
    limits = bounds * (1 - TIE)
    if len(scores) <= EXACT:
        return _counted(scores, limits)
    sums = random.permuted(np.tile(scores, (n_permutations, 1)), axis=1).cumsum(axis=1)[:, :-1]
    return (1 + np.count_nonzero((np.abs(sums) >= limits).any(axis=1))) / (1 + n_permutations)


def _counted(scores, limits):
    """The same over all orders: of each set of scores, the share of its orders that crossed a bound."""
    n = len(scores)
    total = np.zeros(1)
    for score in scores:
        total = np.append(total, total + score)
    size, layers = _sets(n)
    limit = np.concatenate([[np.inf], limits, [np.inf]])
    crossed = (np.abs(total) >= limit[size]).astype(float)
    for sets, smaller in layers:
        before = crossed[smaller].mean(axis=1)
        crossed[sets] = np.where(crossed[sets] == 1, 1.0, before)
    return float(min(crossed[-1], 1.0))


@lru_cache(maxsize=2)
def _sets(n: int) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """The size of each set of n things, and of each size from 1 on the sets, and these sets without one thing each."""
    every = np.arange(2**n)
    size = (every[:, None] >> np.arange(n) & 1).sum(axis=1)
    layers = []
    for count in range(1, n + 1):
        sets = every[size == count]
        members = np.nonzero(sets[:, None] >> np.arange(n) & 1)[1].reshape(-1, count)
        layers.append((sets, sets[:, None] ^ (1 << members)))
    return size, layers
