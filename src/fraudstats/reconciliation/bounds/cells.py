"""Cells: runs of periods that no statement tells apart.

Statements bound only a cell's total, so the engines work with one unknown per cell, however many periods there are: a
year of days under two bulletins is a handful of cells.

>>> cells = Cells.of(np.array([[1, 1, 1, 0], [0, 0, 1, 0]]))
>>> cells.starts
array([0, 2, 3])
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Cells"]


@dataclass(frozen=True, eq=False)
class Cells:
    """A partition of T periods into K runs.

    Parameters
    ----------
    starts : numpy.ndarray
        Shape (K,): the first period of each cell, ascending from 0.
    periods : int
        T.
    """

    starts: np.ndarray
    periods: int

    @classmethod
    def of(cls, matrix: np.ndarray) -> Cells:
        """The coarsest cells whose columns of `matrix` (rows, T) are equal."""
        matrix = np.asarray(matrix)
        differs = (matrix[:, 1:] != matrix[:, :-1]).any(axis=0)
        return cls(np.append(0, np.flatnonzero(differs) + 1), matrix.shape[1])

    def __len__(self):
        return len(self.starts)

    @property
    def edges(self) -> np.ndarray:
        """K + 1 period numbers: where cells begin, and T."""
        return np.append(self.starts, self.periods)

    def reduce(self, matrix: np.ndarray) -> np.ndarray:
        """One column of `matrix` (rows, T) for each cell: shape (rows, K)."""
        return matrix[:, self.starts]

    def extremes(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The smallest and the largest weight within each cell, two arrays of shape (rows, K).

        A cell's total may sit in any of its periods, so a window's smallest total weighs each cell with the
        smallest weight found in it, and its largest total with the largest.
        """
        lowest = np.minimum.reduceat(weights, self.starts, axis=1)
        return lowest, np.maximum.reduceat(weights, self.starts, axis=1)
