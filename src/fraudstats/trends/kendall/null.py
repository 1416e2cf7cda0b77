"""The exact distribution of Kendall's S when there is no trend, ties included.

With D comparable pairs, S = D - 2 * (inversions), and the inversions of all arrangements of n values with
groups of t_1, t_2, ... equal ones are counted by the q-multinomial coefficient
``[n]! / ([t_1]! [t_2]! ...)`` with ``[i] = 1 + q + ... + q^(i-1)`` (MacMahon, 1916, *Combinatory Analysis*).
Without ties this is Kendall's recursion (1938, Biometrika 30). Whole numbers throughout, so exact.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

__all__ = ["critical_score", "score_distribution", "tail"]


@lru_cache(maxsize=4096)
def score_distribution(seasons: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """Probabilities of S = -D, -D + 2, ..., D.

    Parameters
    ----------
    seasons : tuple of tuple of int
        Sizes of the groups of equal values, ones included, by season; seasons are independent.

    Examples
    --------
    Four different values: S is 6 in one of 24 arrangements.

    >>> (score_distribution(((1, 1, 1, 1),)) * 24).round(9).tolist()
    [1.0, 3.0, 5.0, 6.0, 5.0, 3.0, 1.0]
    """
    distribution = np.ones(1)
    for groups in seasons:
        counts = _inversions(groups)
        total = sum(counts)
        distribution = np.convolve(distribution, [count / total for count in counts])
    return distribution


def tail(s: int, seasons: tuple[tuple[int, ...], ...]) -> float:
    """The probability of a score of at least `s`."""
    distribution = score_distribution(seasons)
    first = max(0, -(-(int(s) + len(distribution) - 1) // 2))
    return min(1.0, float(distribution[first:].sum()))


def critical_score(alpha: float, seasons: tuple[tuple[int, ...], ...]) -> int | None:
    """The smallest attainable score whose tail probability is at most `alpha`; None if there is none."""
    distribution = score_distribution(seasons)
    tails = np.cumsum(distribution[::-1])
    inside = int(np.searchsorted(tails, alpha * (1 + 1e-12), side="right"))
    return None if inside == 0 else (len(distribution) - 1) - 2 * (inside - 1)


def _inversions(groups):
    counts = [1]
    for size in range(2, sum(groups) + 1):
        counts = _times_run(counts, size)
    for group in groups:
        for size in range(2, group + 1):
            counts = _over_run(counts, size)
    return counts


def _times_run(counts, size):
    """The polynomial times 1 + q + ... + q^(size - 1), as a running sum of `size` terms."""
    padded = [0] * size + counts + [0] * (size - 1)
    out, running = [], 0
    for new, old in zip(padded[size:], padded, strict=False):
        running += new - old
        out.append(running)
    return out


def _over_run(counts, size):
    """The inverse of `_times_run`; exact, for a factor that is contained."""
    out = []
    for k in range(len(counts) - size + 1):
        value = counts[k] - (counts[k - 1] if k else 0) + (out[k - size] if k >= size else 0)
        out.append(value)
    return out
