"""What may change at a break: the level, the level around a line that goes on, or the level and the slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fraudstats.errors import TrendError

__all__ = ["CHANGES", "Regressors", "read_trim"]

CHANGES = {
    "level": "change of level",
    "level_with_trend": "change of level around a common trend",
    "level_and_slope": "change of level and slope",
}


@dataclass(frozen=True, eq=False)
class Regressors:
    """The columns of the regression.

    Attributes
    ----------
    fixed : ndarray
        Columns whose coefficients are the same throughout, (n, p).
    changing : ndarray
        Columns whose coefficients change at every break, (n, q).
    """

    fixed: np.ndarray
    changing: np.ndarray

    @classmethod
    def of(cls, change: str, time: np.ndarray) -> Regressors:
        """The columns of a kind of change; time is counted from its mean.

        >>> Regressors.of("level_with_trend", np.array([2020.0, 2021, 2022])).fixed.ravel()
        array([-1.,  0.,  1.])
        """
        if change not in CHANGES:
            raise TrendError(f"change is {change!r}; expected one of {', '.join(CHANGES)}")
        one, line = np.ones((len(time), 1)), (time - time.mean())[:, None]
        if change == "level_with_trend":
            return cls(line, one)
        return cls(one[:, :0], one if change == "level" else np.hstack([one, line]))

    def __len__(self) -> int:
        return len(self.changing)

    def part(self, start: int, end: int) -> Regressors:
        """The rows `start` to `end` - 1."""
        return Regressors(self.fixed[start:end], self.changing[start:end])

    def design(self, breaks: Sequence[int] | np.ndarray) -> np.ndarray:
        """All columns of the regression: the fixed ones, then those of one segment after the other.

        Parameters
        ----------
        breaks : sequence of int
            How many values lie before each break.

        >>> Regressors.of("level", np.arange(4.0)).design([1])
        array([[1., 0.],
               [0., 1.],
               [0., 1.],
               [0., 1.]])
        """
        segment = np.searchsorted(breaks, np.arange(len(self)), side="right")
        blocks = [np.where((segment == k)[:, None], self.changing, 0.0) for k in range(len(breaks) + 1)]
        return np.hstack([self.fixed, *blocks])


def read_trim(trim: float, n: int, q: int) -> int:
    """The fewest values of a segment.

    Parameters
    ----------
    trim : float
        A share of the values below one half, or a whole number of values.
    n, q : int
        The number of values, and of coefficients that change. A share never means fewer than ``q + 1`` values, since
        fewer are fitted exactly.

    >>> read_trim(0.15, 100, 1), read_trim(0.15, 7, 1), read_trim(3, 7, 1)
    (15, 2, 3)
    """
    is_number = isinstance(trim, (int, float, np.number)) and not isinstance(trim, (bool, np.bool_))
    if is_number and 0 < trim < 0.5:
        least = max(int(np.floor(trim * n + 1e-9)), q + 1)
    elif is_number and trim >= 1 and float(trim).is_integer():
        least = int(trim)
        if least < q:
            raise TrendError(f"trim is {trim} values, and a segment has {q} coefficients; give {q} or more")
    else:
        raise TrendError(
            f"trim is {trim!r}; expected a share of the values above 0 and below 0.5 (0.15), or a number of values, "
            "1 or more"
        )
    if n < 2 * least:
        raise TrendError(
            f"{n} values make no two segments of {least} values each; use a longer series, or a smaller trim"
        )
    return least
