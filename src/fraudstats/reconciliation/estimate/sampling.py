"""Draws from a Gaussian prior confined to the polytope of the bulletins.

The state of a chain is (scales, totals y, standard normals e). Without the bulletins, the totals ``y = A z``
of the coordinates and the rest ``r = z - E[z | y]`` are independent, so one vector of unknowns is put
together as (Hoffman and Ribak, 1991, Constrained realizations of Gaussian fields, *Astrophysical Journal*
380)::

    z = u + K (y - A u),    u = mean + scale * F e,    K = cov(z, A z) cov(A z)^-1

A sweep leaves the target distribution unchanged in three steps, for all chains at once:

1. the scales given the totals: their exact probabilities on the grid, kept if the months they imply are
   allowed;
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

from fraudstats.reconciliation.estimate.polytope import Polytope
from fraudstats.reconciliation.estimate.prior import Prior
from fraudstats.reconciliation.estimate.truncated_normal import truncated_normal

__all__ = ["Gibbs", "Sample"]

#: Grid points less probable than this, relative to the best one, are left out.
NEGLIGIBLE = 1e-5
#: Numbers that the table of directions may hold.
BUDGET = 3e7


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
        self.region, self.totals = region, region.coordinates
        # Most sides touch few unknowns: those of single counts only one.
        self.sides, self.limits = csr_array(region.sides[region.loose]), region.limits[region.loose]
        self.prior = self._likely(prior)
        self._tabulate()
        self._start(chains)

    # --- what depends on the scales only

    def _covariances(self, prior):
        """cov(A z) at each grid point, shape (G, k, k)."""
        parts = [part.covariance_with(self.totals) @ self.totals.T for part in prior.components]
        return np.tensordot(prior.component_scales() ** 2, np.array(parts), axes=1)

    def _likely(self, prior):
        """The prior without the grid points that these totals all but rule out."""
        y, k = self.totals @ self.region.inside, len(self.totals)
        covariances = self._covariances(prior)
        error = np.diag((0.02 * np.abs(self.totals) @ np.abs(prior.mean)) ** 2)
        weights = prior.log_weights + _log_density(y - self.totals @ prior.mean, covariances + error)
        order = np.argsort(-weights, kind="stable")
        keep = weights[order] > weights.max() + np.log(NEGLIGIBLE)
        most = max(1, int(BUDGET / max(k * len(self.limits), 1)))
        return prior.keep(order[keep][:most])

    def _tabulate(self):
        prior, A = self.prior, self.totals
        self.variances = prior.component_scales() ** 2
        self.cross = np.array([part.covariance_with(A) for part in prior.components])  # (C, k, D)
        covariances = self._covariances(prior)
        self.precision = np.linalg.inv(covariances)
        self.log_const = prior.log_weights - 0.5 * np.linalg.slogdet(covariances)[1]
        self.centre = A @ prior.mean
        onto_sides = np.tensordot(self.variances, [part @ self.sides.T for part in self.cross], axes=1)
        self.slope = self.precision @ onto_sides  # (G, k, R): change of each side per unit of each total
        self._aim(np.eye(len(A))[self.region.fixed :])

    def _aim(self, directions):
        """Prepare to move the totals along these directions, shape (d, k)."""
        self.directions = directions
        self.climb = np.ascontiguousarray((directions @ self.slope).swapaxes(0, 1))  # (d, G, R)
        self.climb[np.abs(self.climb) < 1e-10] = 0.0
        self.pull = np.ascontiguousarray((directions @ self.precision).swapaxes(0, 1))  # (d, G, k)
        self.spread = 1 / np.sqrt(np.einsum("dgk,dk->dg", self.pull, directions))

    # --- the state

    def _start(self, chains):
        """All chains at the inner point, with scales drawn at random (none of them zero, if that can be)."""
        inside = self.region.inside
        self.y = np.tile(self.totals @ inside, (chains, 1))
        flexible = (self.variances > 0).all(axis=1)
        self.theta = self._propose_scales(flexible if flexible.any() else ~flexible)
        self.normals = np.zeros((chains, self.prior.size))
        scale = np.sqrt(self.variances[self.theta])
        scale[scale == 0] = np.inf
        offset, stop = 0, 0
        for j, part in enumerate(self.prior.components):
            offset, stop = stop, stop + part.size
            if part.diagonal is not None:
                (where,) = np.nonzero(part.diagonal)
                away = (inside - self.prior.mean)[where] / part.diagonal[where]
                self.normals[:, offset:stop] = away / scale[:, [j]]
        self.parts = self.prior.parts(self.normals)

    def _unknowns(self, theta, parts):
        """z of every chain, shape (M, D), for scales and parts that may differ from the state's."""
        u = self.prior.mean + np.einsum("mc,cmd->md", np.sqrt(self.variances[theta]), parts)
        return self._onto_totals(theta, u)

    def _onto_totals(self, theta, u):
        """The unknowns u + K (y - A u), whose totals are y."""
        gap = self.y - u @ self.totals.T
        weight = np.einsum("mkl,ml->mk", self.precision[theta], gap)
        return u + sum(self.variances[theta, j, None] * (weight @ cross) for j, cross in enumerate(self.cross))

    def _slack(self, z):
        return z @ self.sides.T - self.limits

    # --- the three steps

    def _propose_scales(self, among: np.ndarray | np.bool | bool = True):
        """Grid points (`among` those of a mask) drawn from their probabilities given the totals."""
        away = self.y - self.centre
        size = np.einsum("gmk,mk->gm", away @ self.precision, away)
        log_p = np.where(among, self.log_const, -np.inf)[:, None] - 0.5 * size
        return np.argmax(log_p + self.rng.gumbel(size=log_p.shape), axis=0)

    def _move_scales(self):
        theta = self._propose_scales()
        allowed = (self._slack(self._unknowns(theta, self.parts)) >= 0).all(axis=1)
        self.theta = np.where(allowed, theta, self.theta)

    def _move_normals(self):
        fresh = self.rng.standard_normal(self.normals.shape)
        parts = self.prior.parts(fresh)
        angle = self.rng.uniform(0, 2 * np.pi, len(self.y))
        low, high = angle - 2 * np.pi, angle.copy()
        for _ in range(60):
            turned = np.cos(angle)[:, None] * self.parts + np.sin(angle)[:, None] * parts
            bad = (self._slack(self._unknowns(self.theta, turned)) < 0).any(axis=1)
            if not bad.any():
                break
            low, high = np.where(bad & (angle < 0), angle, low), np.where(bad & (angle >= 0), angle, high)
            angle = np.where(bad, self.rng.uniform(low, high), angle)
        else:
            angle = np.where(bad, 0.0, angle)  # the bracket has shrunk onto the state itself
        self.normals = np.cos(angle)[:, None] * self.normals + np.sin(angle)[:, None] * fresh
        self.parts = self.prior.parts(self.normals)

    def _move_totals(self):
        slack = self._slack(self._unknowns(self.theta, self.parts))
        force = np.einsum("mkl,ml->mk", self.precision[self.theta], self.y - self.centre)
        for i, direction in enumerate(self.directions):
            climb, spread = self.climb[i, self.theta], self.spread[i, self.theta]
            ratio = climb / np.maximum(slack, 1e-300)
            up, down = ratio.max(axis=1), ratio.min(axis=1)
            with np.errstate(divide="ignore"):
                lower, upper = -1 / np.abs(np.maximum(up, 0)), 1 / np.abs(np.minimum(down, 0))
            step = truncated_normal(-(force @ direction) * spread**2, spread, lower, upper, self.rng)
            slack += step[:, None] * climb
            force += step[:, None] * self.pull[i, self.theta]
            self.y += step[:, None] * direction

    def sweep(self) -> None:
        """Move every chain once."""
        self._move_scales()
        self._move_normals()
        self._move_totals()

    # --- running

    def warm_up(self, sweeps: int) -> None:
        """Forget the start, and learn along which axes the region is long."""
        for _ in range(sweeps // 2):
            self.sweep()
        self._aim(np.vstack([np.eye(len(self.totals))[self.region.fixed :], self._long_axes()]))
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
            values.append(self._onto_totals(self.theta, self._unknowns(self.theta, self.parts)))
            scales.append(self.prior.scales[self.theta])
        return Sample(np.stack(values, axis=1), np.stack(scales, axis=1))


def _log_density(away, covariances):
    """Log density of N(0, covariance) at one point, up to a constant, for a stack of covariances."""
    solved = np.linalg.solve(covariances, away[:, None])[..., 0]
    return -0.5 * (solved @ away + np.linalg.slogdet(covariances)[1])
