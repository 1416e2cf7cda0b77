"""Bursts: single periods that tower over their neighbours, as campaigns and cleared backlogs make them.

A period holds a burst with a small probability, and then has some two levels on top. Which periods do is a vector of
zeros and ones in every chain. Given the totals the rest is Gaussian, so that a burst more or less changes their
covariance by a matrix of rank one, and its probability is at hand (George and McCulloch, 1993, Variable selection via
Gibbs sampling, *JASA* 88; the same for outliers of a time series: Carter and Kohn, 1994, On Gibbs sampling for state
space models, *Biometrika* 81).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Bursts", "move_bursts"]

#: Possible probabilities of a burst in a period, and their weights before anything is learnt.
CHANCES = np.array([0.0005, 0.005, 0.03])
WEIGHTS = np.array([0.8, 0.15, 0.05])
#: What it adds in units of the local level: mean and standard deviation.
HEIGHT, SPREAD = 2.0, 1.0
#: Tries per move, of periods to be switched and of bursts to be shifted by up to REACH periods: in inverse proportion
#: to the number of totals, since the cost of each grows with its square, between these numbers.
SWITCHES, SHIFTS, REACH = 480, 60, 11
FEWEST, MOST = (4, 1), (24, 3)


@dataclass(frozen=True, eq=False, repr=False)
class Bursts:
    """What bursts add to D unknowns: `height` on average, with standard deviation `spread`; both of shape (D,)."""

    height: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, level: np.ndarray) -> Bursts:
        """Bursts in proportion to a level (D,); none where it is zero."""
        return cls(HEIGHT * level, SPREAD * level)


def move_bursts(
    bursts: Bursts,
    on: np.ndarray,
    totals: np.ndarray,
    precision: np.ndarray,
    away: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Switch and move bursts given the totals, by Metropolis' rule.

    Parameters
    ----------
    bursts : Bursts
    on : numpy.ndarray
        Shape (M, D): which unknowns of each chain hold a burst.
    totals : numpy.ndarray
        Shape (k, D): the totals' rows.
    precision, away : numpy.ndarray
        Shapes (M, k, k) and (M, k): the totals' precision, and what they are away from their means, with these bursts.
    rng : numpy.random.Generator

    Returns
    -------
    on, precision : numpy.ndarray
        Shapes (M, D) and (M, k, k): which unknowns hold a burst now, and the totals' precision with these.
    """
    (possible,) = np.nonzero(bursts.spread)
    if not len(possible):
        return on, precision
    odds = _log_odds(on.sum(axis=1), len(possible), rng)
    chains = _Chains(bursts, odds, on.copy(), totals.T, precision.copy(), away.copy())
    tries = np.clip(np.array([SWITCHES, SHIFTS]) // len(totals), FEWEST, MOST)
    switches = rng.permutation(possible)[: tries[0]]
    shifts = np.full(tries[1], -1)
    # In an order drawn at random the chain of moves is as likely backwards.
    for period in rng.permutation(np.append(switches, shifts)):
        if period < 0:
            chains.shift(rng)
        else:
            chains.switch([np.full(len(on), period)], rng)
    return chains.on, chains.precision


def _log_odds(count, periods, rng):
    """The log-odds of a burst in each chain (M,), drawn given how many of the periods have one."""
    fitting = np.log(WEIGHTS) + count[:, None] * np.log(CHANCES) + (periods - count[:, None]) * np.log1p(-CHANCES)
    chance = CHANCES[np.argmax(fitting + rng.gumbel(size=fitting.shape), axis=1)]
    return np.log(chance / (1 - chance))


@dataclass
class _Chains:
    bursts: Bursts
    odds: np.ndarray
    on: np.ndarray
    columns: np.ndarray
    precision: np.ndarray
    away: np.ndarray

    def shift(self, rng):
        """Move one burst of each chain to a place nearby, where there is none and can be one."""
        every = np.arange(len(self.on))
        old = np.argmax(self.on * rng.random(self.on.shape), axis=1)
        new = old + rng.choice([-1, 1], len(every)) * rng.integers(1, REACH + 1, len(every))
        new = np.where((new >= 0) & (new < self.on.shape[1]), new, old)
        self.switch([old, new], rng, self.on[every, old] & ~self.on[every, new] & (self.bursts.spread[new] > 0))

    def switch(self, periods, rng, allowed: np.ndarray | np.bool | bool = True):
        """Switch a burst in one period (M,) of each chain after another, all of them or none."""
        every = np.arange(len(self.on))
        precision, away, log_ratio = self.precision, self.away, np.zeros(len(self.on))
        for period in periods:
            sign = np.where(self.on[every, period], -1.0, 1.0)
            variance, height = sign * self.bursts.spread[period] ** 2, sign * self.bursts.height[period]
            column = self.columns[period]
            pull = np.matmul(precision, column[..., None])[..., 0]
            size, force = np.einsum("mk,mk->m", pull, column), np.einsum("mk,mk->m", pull, away)
            growth = np.maximum(1 + variance * size, 1e-12)
            log_ratio += sign * self.odds - 0.5 * np.log(growth)
            log_ratio += height * force - 0.5 * height**2 * size
            log_ratio += 0.5 * variance / growth * (force - height * size) ** 2
            precision = precision - (variance / growth)[:, None, None] * pull[:, :, None] * pull[:, None, :]
            away = away - height[:, None] * column
        better = (np.log(rng.random(len(self.on))) < log_ratio) & allowed
        self.precision = np.where(better[:, None, None], precision, self.precision)
        self.away = np.where(better[:, None], away, self.away)
        for period in periods:
            self.on[every[better], period[better]] ^= True
