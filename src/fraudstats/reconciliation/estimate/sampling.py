"""Draws from a Gaussian prior confined to the polytope of the bulletins.

The state of a chain is (scales, bursts, totals y, standard normals e). Without the bulletins, the totals ``y = A z``
of the coordinates and the rest ``r = z - E[z | y]`` are independent, so one vector of unknowns is put
together as (Hoffman and Ribak, 1991, Constrained realizations of Gaussian fields, *Astrophysical Journal*
380)::

    z = u + K (y - A u),    u = mean + scale * F e,    K = cov(z, A z) cov(A z)^-1

A sweep leaves the target distribution unchanged in three steps, for all chains at once:

1. in turn the scales or the bursts given the totals, by Metropolis' rule on their exact Gaussian density; kept if the
   months that they make of the same normals are allowed;
2. the normals: elliptical slice sampling (Murray, Adams and MacKay, 2010, *AISTATS* 9), which for independent
   normals under linear limits needs no tuning; where no limit is near, it is a fresh draw;
3. the totals: along each coordinate in turn a univariate normal, cut to what every side of the polytope
   leaves (Geweke, 1991; Gelfand, Smith and Lee, 1992, Bayesian analysis of constrained parameter and
   truncated data problems, *JASA* 87). Where dependent bulletins make the region slanted, the principal axes
   of the chains' own cloud, fixed after the warm-up, are further directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from fraudstats.reconciliation.estimate.bursts import move_bursts
from fraudstats.reconciliation.estimate.polytope import Polytope
from fraudstats.reconciliation.estimate.prior import Prior
from fraudstats.reconciliation.estimate.stacks import inverse, mixed, solve_lower
from fraudstats.reconciliation.estimate.truncated_normal import truncated_normal

__all__ = ["Gibbs", "Sample"]

#: How often each scale is tried in a move: in inverse proportion to the number of totals, up to a few times.
PASSES, MOST_PASSES = 90, 5
#: How often more a sweep moves the totals that other statements cut across, the only slow ones.
FURTHER = 1


@dataclass(frozen=True, eq=False, repr=False)
class Sample:
    """What the chains visited.

    Parameters
    ----------
    values : numpy.ndarray
        Shape (chains, draws, D): the unknowns.
    scales : numpy.ndarray
        Shape (chains, draws, J): the prior's scales with each of them.
    """

    values: np.ndarray
    scales: np.ndarray


@dataclass(frozen=True, eq=False, repr=False)
class Shape:
    """What makes the unknowns of each chain Gaussian: one of M shapes each.

    Parameters
    ----------
    choice : numpy.ndarray
        Shape (M, J): which value each scale has.
    on : numpy.ndarray
        Shape (M, D): which unknowns hold a burst.
    variances : numpy.ndarray
        Shape (M, C): the squared scales of the components.
    precision : numpy.ndarray
        Shape (M, k, k): of the totals.
    """

    choice: np.ndarray
    on: np.ndarray
    variances: np.ndarray
    precision: np.ndarray

    def replaced(self, where: np.ndarray, other: Shape) -> Shape:
        """The shapes of another in some chains (M,)."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("choice", "on", "variances", "precision"))
        return Shape(*(np.where(where.reshape(-1, *[1] * (a.ndim - 1)), b, a) for a, b in pairs))


class Gibbs:
    """Many chains over one polytope, as one array.

    Parameters
    ----------
    prior : Prior
        In the polytope's unit.
    region : Polytope
        Where the draws must lie.
    chains : int
        M, the number of chains.
    seed : int or numpy.random.Generator
        The same seed gives the same draws.
    """

    def __init__(self, prior: Prior, region: Polytope, chains: int = 100, seed: int | np.random.Generator = 0):
        self.rng = np.random.default_rng(seed)
        self.prior, self.region, self.totals = prior, region, region.coordinates
        self.low, self.high, others = _box(region)
        # Most sides touch few unknowns: those of single counts only one.
        self.sides, self.limits = csr_array(region.sides[others]), region.limits[others]
        self.columns = self.sides.T.toarray()
        self.centre = self.totals @ prior.mean
        self.cross = np.array([part.covariance_with(self.totals) for part in prior.components])  # (C, k, D)
        self.shared = self.cross @ self.totals.T  # (C, k, k)
        self.onto_sides = np.array([part @ self.sides.T for part in self.cross])  # (C, k, R)
        self.crossed = _crossed(self.columns.T, self.totals, region.fixed)
        self.axes, self.turn = np.empty((0, len(self.totals))), False
        self._start(chains)

    # --- what depends on scales and bursts

    def _shape(self, choice, on):
        variances = self.prior.variances(choice)
        return Shape(choice, on, variances, inverse(self._covariance(variances, self._of_bursts(on))))

    def _of_bursts(self, on):
        """What bursts add to cov(A z), shape (M, k, k)."""
        (some,) = np.nonzero(on.any(axis=0))
        rows = self.totals[:, some] * self.prior.bursts.spread[some]
        return (rows * on[:, None, some]) @ rows.T

    def _covariance(self, variances, of_bursts):
        """cov(A z), shape (M, k, k)."""
        covariance = mixed(variances, self.shared) + of_bursts
        # Totals that hang together at some scales would leave it singular.
        np.einsum("mkk->mk", covariance)[...] *= 1 + 1e-12
        return covariance

    def _away(self, on):
        """The totals less their means, shape (M, k)."""
        return self.y - self.centre - (on * self.prior.bursts.height) @ self.totals.T

    # --- the state

    def _start(self, chains):
        """All chains at the inner point, without bursts, with scales drawn at random (none of them zero)."""
        self.y = np.tile(self.totals @ self.region.inside, (chains, 1))
        choice = np.stack([self._any_scale(scale, chains) for scale in self.prior.scales.values()], axis=1)
        self.shape = self._shape(choice, np.zeros((chains, len(self.prior.mean)), bool))
        pieces, away = [], self.region.inside - self.prior.mean
        for part, variance in zip(self.prior.components, self.shape.variances.T, strict=True):
            pieces.append(np.zeros((chains, part.size)))
            if part.diagonal is not None:
                (where,) = np.nonzero(part.diagonal)
                pieces[-1] = away[where] / part.diagonal[where] / np.sqrt(variance)[:, None]
        self.normals = np.hstack([*pieces, self.rng.standard_normal(self.shape.on.shape)])
        self.parts = self._parts(self.normals)

    def _any_scale(self, scale, chains):
        weights = np.where(scale.values > 0, np.exp(scale.log_weights), 0.0)
        return self.rng.choice(len(weights), chains, p=weights / weights.sum())

    def _parts(self, normals):
        """The components and, last, the bursts at unit scale, shape (C + 1, M, D)."""
        return np.concatenate(
            [
                self.prior.parts(normals[:, : self.prior.size]),
                [normals[:, self.prior.size :] * self.prior.bursts.spread],
            ]
        )

    def _unknowns(self, shape, parts):
        """z of every chain, shape (M, D), for shapes and parts that may differ from the state's."""
        u = self.prior.mean + np.einsum("mc,cmd->md", np.sqrt(shape.variances), parts[:-1])
        return self._onto_totals(shape, u + shape.on * (self.prior.bursts.height + parts[-1]))

    def _z(self):
        return self._unknowns(self.shape, self.parts)

    def _onto_totals(self, shape, u):
        """The unknowns u + K (y - A u), whose totals are y."""
        weight = np.einsum("mkl,ml->mk", shape.precision, self.y - u @ self.totals.T)
        z = u + sum(shape.variances[:, [j]] * (weight @ cross) for j, cross in enumerate(self.cross))
        return z + shape.on * self.prior.bursts.spread**2 * (weight @ self.totals)

    def _slack(self, z):
        return z @ self.sides.T - self.limits

    # --- the three steps

    def _move_scales(self):
        """Each scale in turn, by Metropolis' rule given the totals; kept where the unknowns are allowed."""
        choice, away, of_bursts = self.shape.choice.copy(), self._away(self.shape.on), self._of_bursts(self.shape.on)
        sizes = np.array([len(scale.values) for scale in self.prior.scales.values()])
        (open_,) = np.nonzero(sizes > 1)
        log_density = self._log_density(choice, away, of_bursts)
        # In an order drawn at random the chain of moves is as likely backwards.
        for j in self.rng.permutation(np.tile(open_, np.clip(PASSES // len(self.totals), 1, MOST_PASSES))):
            proposed = choice.copy()
            proposed[:, j] = (choice[:, j] + self.rng.integers(1, sizes[j], len(choice))) % sizes[j]
            log_proposed = self._log_density(proposed, away, of_bursts)
            better = np.log(self.rng.random(len(choice))) < log_proposed - log_density
            choice[better] = proposed[better]
            log_density = np.where(better, log_proposed, log_density)
        self._accept(self._shape(choice, self.shape.on))

    def _log_density(self, choice, away, of_bursts):
        """Of scales together with the totals of every chain, up to a constant: shape (M,)."""
        factor = np.linalg.cholesky(self._covariance(self.prior.variances(choice), of_bursts))
        distance = solve_lower(factor, away)
        spread = np.log(np.einsum("mkk->mk", factor)).sum(axis=1)
        return self.prior.log_weight(choice) - spread - 0.5 * np.square(distance).sum(axis=1)

    def _move_bursts(self):
        shape = self.shape
        away, bursts = self._away(shape.on), self.prior.bursts
        on, precision = move_bursts(bursts, shape.on, self.totals, shape.precision, away, self.rng)
        self._accept(Shape(shape.choice, on, shape.variances, precision))

    def _accept(self, shape):
        """Take on a shape where the unknowns that it makes of the same normals and totals are allowed."""
        allowed = (self._slack(self._unknowns(shape, self.parts)) >= 0).all(axis=1)
        self.shape = self.shape.replaced(allowed, shape)

    def _move_normals(self):
        fresh = self.rng.standard_normal(self.normals.shape)
        parts = self._parts(fresh)
        angle = self.rng.uniform(0, 2 * np.pi, len(self.y))
        low, high = angle - 2 * np.pi, angle.copy()
        for _ in range(60):
            turned = np.cos(angle)[:, None] * self.parts + np.sin(angle)[:, None] * parts
            bad = (self._slack(self._unknowns(self.shape, turned)) < 0).any(axis=1)
            if not bad.any():
                break
            low, high = np.where(bad & (angle < 0), angle, low), np.where(bad & (angle >= 0), angle, high)
            angle = np.where(bad, self.rng.uniform(low, high), angle)
        else:
            angle = np.where(bad, 0.0, angle)  # the bracket has shrunk onto the state itself
        self.normals = np.cos(angle)[:, None] * self.normals + np.sin(angle)[:, None] * fresh
        self.parts = self._parts(self.normals)

    def _move_totals(self):
        directions = np.vstack([np.eye(len(self.totals))[self.region.fixed :], self.axes])
        precision, slope, slack = self.shape.precision, self._slope(), self._slack(self._z())
        force = np.einsum("mkl,ml->mk", precision, self._away(self.shape.on))
        pulls, climbs = self._along(precision), self._along(slope)
        for turn in [*range(len(directions)), *np.tile(self.crossed, FURTHER)]:
            direction, pull, climb = directions[turn], pulls[turn], climbs[turn]
            (along,) = np.nonzero(direction)
            size = direction[along]
            spread = 1 / np.sqrt(pull[:, along] @ size)
            ratio = climb / np.maximum(slack, 1e-300)
            with np.errstate(divide="ignore"):
                lower, upper = -1 / ratio.max(axis=1, initial=0.0), -1 / ratio.min(axis=1, initial=-0.0)
            y = self.y[:, along]
            ends = (self.low[along] - y) / size, (self.high[along] - y) / size
            lower = np.minimum(np.maximum(lower, np.minimum(*ends).max(axis=1)), 0.0)
            upper = np.maximum(np.minimum(upper, np.maximum(*ends).min(axis=1)), 0.0)
            step = truncated_normal(-(force[:, along] @ size) * spread**2, spread, lower, upper, self.rng)
            slack += step[:, None] * climb
            force += step[:, None] * pull
            self.y[:, along] += step[:, None] * size

    def _along(self, rows):
        """Rows (M, k, n) of the totals' coordinates along all directions of movement: d arrays of shape (M, n)."""
        return [*rows[:, self.region.fixed :].swapaxes(0, 1), *np.einsum("dk,mkn->dmn", self.axes, rows)]

    def _slope(self):
        """Change of each side per unit of each total, shape (M, k, R)."""
        slope = self.shape.precision @ mixed(self.shape.variances, self.onto_sides)
        chains, periods = np.nonzero(self.shape.on)
        pulls = np.einsum("nkl,nl->nk", self.shape.precision[chains], self.totals.T[periods])
        reach = self.columns[periods] * np.square(self.prior.bursts.spread[periods])[:, None]
        for chain, pull, side in zip(chains, pulls, reach, strict=True):
            slope[chain] += np.multiply.outer(pull, side)
        slope[np.abs(slope) < 1e-10] = 0.0
        return slope

    def sweep(self) -> None:
        """Move every chain once."""
        # Each of these two needs the precision anew, which takes long for many totals: they take turns.
        self.turn = not self.turn
        if self.turn:
            self._move_scales()
        else:
            self._move_bursts()
        self._move_normals()
        self._move_totals()

    # --- running

    def warm_up(self, sweeps: int) -> None:
        """Forget the start, and learn along which axes the region is long."""
        for _ in range(sweeps // 2):
            self.sweep()
        self.axes = self._long_axes()
        for _ in range(sweeps - sweeps // 2):
            self.sweep()

    def _long_axes(self):
        """Directions in which the totals vary together much more than apart."""
        free = self.y[:, self.region.fixed :]
        sd = free.std(axis=0)
        if free.shape[1] < 2 or not sd.all():
            return np.empty((0, len(self.totals)))
        size, axes = np.linalg.eigh(np.corrcoef(free.T))
        # Pure chance among M chains gives eigenvalues up to (1 + sqrt(k / M))^2.
        chance = (1 + np.sqrt(free.shape[1] / len(free))) ** 2
        long = (axes[:, size > 1.2 * chance].T * sd)[::-1][:10]
        return np.pad(long, ((0, 0), (self.region.fixed, 0)))

    def run(self, draws: int, thin: int = 1) -> Sample:
        """Keep every `thin`-th state of each chain, `draws` of them."""
        values, scales = [], []
        for _ in range(draws):
            for _ in range(thin):
                self.sweep()
            # Once more onto the totals: exact ones are then met to the last digits.
            values.append(self._onto_totals(self.shape, self._z()))
            scales.append(self.prior.chosen(self.shape.choice))
        return Sample(np.stack(values, axis=1), np.stack(scales, axis=1))


def _box(region):
    """The ends (k,) between which the sides parallel to a coordinate hold it, and a mask of the other loose sides."""
    length = np.linalg.norm(region.coordinates, axis=1)
    along = region.sides @ region.coordinates.T / length**2
    alone = np.isclose(np.abs(along) * length, np.linalg.norm(region.sides, axis=1)[:, None], rtol=1e-12, atol=0)
    low, high = np.full(len(length), -np.inf), np.full(len(length), np.inf)
    for side, coordinate in zip(*np.nonzero(alone), strict=True):
        end, sign = region.limits[side] / along[side, coordinate], along[side, coordinate]
        if sign > 0:
            low[coordinate] = max(low[coordinate], end)
        else:
            high[coordinate] = min(high[coordinate], end)
    return low, high, region.loose & ~alone.any(axis=1)


def _crossed(sides, totals, fixed):
    """The free coordinates (counted from the first of them) that have a part in a side of several unknowns."""
    several = sides[(np.abs(sides) > 1e-12).sum(axis=1) > 1]
    parts = np.linalg.lstsq(totals.T, several.T)[0][fixed:]
    return np.flatnonzero((np.abs(parts) > 1e-6).any(axis=1))
