"""The building blocks of a Gaussian prior: linear maps from independent standard normals to the unknowns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["DAYS_PER_MONTH", "Component", "diagonal", "drift", "season", "single", "walk", "year_end"]

DAYS_PER_MONTH = 365.2425 / 12


@dataclass(frozen=True, repr=False)
class Component:
    """One linear part of a Gaussian vector: `scale * forward(e)` with independent standard normal `e`.

    Parameters
    ----------
    name : str
        The scale that it uses; ``"level"`` has the fixed scale 1.
    size : int
        How many standard normals it takes.
    forward : callable
        (M, size) -> (M, D): M vectors of standard normals to M vectors of unknowns.
    adjoint : callable
        (M, D) -> (M, size): the transpose of `forward`.
    diagonal : numpy.ndarray or None
        Shape (D,), where `forward` merely multiplies (zero where it does not reach); else None.
    """

    name: str
    size: int
    forward: Callable[[np.ndarray], np.ndarray]
    adjoint: Callable[[np.ndarray], np.ndarray]
    diagonal: np.ndarray | None = None

    def covariance_with(self, rows: np.ndarray) -> np.ndarray:
        """Covariance (unit scale) of all D unknowns with the totals `rows` (k, D): shape (k, D)."""
        return self.forward(self.adjoint(rows))

    def wider(self, extra: int) -> Component:
        """The same component of D + `extra` unknowns, the last of which it does not reach."""
        return Component(
            self.name,
            self.size,
            lambda e: np.pad(self.forward(e), ((0, 0), (0, extra))),
            lambda rows: self.adjoint(rows[:, : rows.shape[1] - extra]),
            None if self.diagonal is None else np.pad(self.diagonal, (0, extra)),
        )


def single(name: str, direction: np.ndarray) -> Component:
    """One standard normal along `direction` (D,)."""
    return linear(name, direction[:, None])


def linear(name: str, basis: np.ndarray) -> Component:
    """A standard normal for each column of `basis` (D, size)."""
    return Component(name, basis.shape[1], lambda e: e @ basis.T, lambda rows: rows @ basis)


def diagonal(name: str, sizes: np.ndarray) -> Component:
    """An independent standard normal for each unknown whose entry of `sizes` (D,) is not zero."""
    (where,) = np.nonzero(sizes)
    used = sizes[where]

    def forward(e):
        out = np.zeros((len(e), len(sizes)))
        out[:, where] = e * used
        return out

    return Component(name, len(where), forward, lambda rows: rows[:, where] * used, sizes)


def walk(share: np.ndarray, steps: np.ndarray) -> Component:
    """A random walk with steps of size `steps` (T,), times `share` (T,)."""
    return Component(
        "walk",
        len(share),
        lambda e: share * np.cumsum(steps * e, axis=1),
        lambda rows: steps * _cumsum_from_the_end(share * rows),
    )


def drift(share: np.ndarray, steps: np.ndarray, slopes: float) -> Component:
    """A walk whose steps are `steps` (T,) times a slope that itself wanders, by `slopes` per period."""
    return Component(
        "drift",
        len(share),
        lambda e: share * np.cumsum(steps * np.cumsum(slopes * e, axis=1), axis=1),
        lambda rows: slopes * _cumsum_from_the_end(steps * _cumsum_from_the_end(share * rows)),
    )


def season(sizes: np.ndarray, season_of: np.ndarray) -> Component:
    """One effect per season, of equal and unit variance and adding up to zero, times `sizes` (T,)."""
    count = season_of.max() + 1
    effects = (np.eye(count) - 1 / count) * np.sqrt(count / (count - 1))
    return linear("season", sizes[:, None] * effects[season_of])


def year_end(sizes: np.ndarray, last: np.ndarray) -> Component:
    """An effect of the periods `last` (T,) that end a year: one for all years, and half of it again for each."""
    year = np.cumsum(last & ~np.append(False, last[:-1]))
    each = (year[:, None] == np.arange(1, year[-1] + 1)) / 2
    return linear("year_end", (sizes * last)[:, None] * np.column_stack([np.ones(len(last)), each]))


def _cumsum_from_the_end(rows: np.ndarray) -> np.ndarray:
    return np.cumsum(rows[:, ::-1], axis=1)[:, ::-1]
