"""The building blocks of a Gaussian prior: linear maps from independent standard normals to the unknowns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["DAYS_PER_MONTH", "Component", "diagonal", "drift", "season", "single", "walk"]

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


def single(name: str, direction: np.ndarray) -> Component:
    """One standard normal along `direction` (D,)."""
    return Component(name, 1, lambda e: e * direction, lambda rows: rows @ direction[:, None])


def diagonal(name: str, sizes: np.ndarray) -> Component:
    """An independent standard normal for each unknown whose entry of `sizes` (D,) is not zero."""
    (where,) = np.nonzero(sizes)
    used = sizes[where]

    def forward(e):
        out = np.zeros((len(e), len(sizes)))
        out[:, where] = e * used
        return out

    return Component(name, len(where), forward, lambda rows: rows[:, where] * used, sizes)


def walk(share: np.ndarray, steps: np.ndarray, extra: int) -> Component:
    """A random walk with steps of size `steps` (T,), times `share` (T,); it leaves out `extra` unknowns."""
    periods = len(share)

    def forward(e):
        return np.pad(share * np.cumsum(steps * e, axis=1), ((0, 0), (0, extra)))

    def adjoint(rows):
        return steps * np.cumsum((share * rows[:, :periods])[:, ::-1], axis=1)[:, ::-1]

    return Component("walk", periods, forward, adjoint)


def drift(share: np.ndarray, steps: np.ndarray, slopes: float, extra: int) -> Component:
    """A walk whose steps are `steps` (T,) times a slope that itself wanders, by `slopes` per period."""
    periods = len(share)

    def forward(e):
        return np.pad(share * np.cumsum(steps * np.cumsum(slopes * e, axis=1), axis=1), ((0, 0), (0, extra)))

    def adjoint(rows):
        back = steps * np.cumsum((share * rows[:, :periods])[:, ::-1], axis=1)[:, ::-1]
        return slopes * np.cumsum(back[:, ::-1], axis=1)[:, ::-1]

    return Component("drift", periods, forward, adjoint)


def season(sizes: np.ndarray, season_of: np.ndarray, extra: int) -> Component:
    """One effect per season, adding up to zero and of unit variance, times `sizes` (T,).

    Neighbouring seasons resemble each other: the variance of a harmonic falls slowly with its frequency.
    """
    count = season_of.max() + 1
    turns = np.arange(1, count // 2 + 1)
    angle = 2 * np.pi / count * np.outer(np.arange(count), turns)
    waves = np.hstack([np.cos(angle), np.sin(angle)]) / np.tile(turns, 2) ** 0.25
    waves = waves[:, np.abs(waves).max(axis=0) > 1e-9]
    waves /= np.sqrt((waves**2).sum(axis=1).mean())
    basis = np.pad(sizes[:, None] * waves[season_of], ((0, extra), (0, 0)))
    return Component("season", basis.shape[1], lambda e: e @ basis.T, lambda rows: rows @ basis)
