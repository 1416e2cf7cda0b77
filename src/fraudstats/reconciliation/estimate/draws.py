"""Run the chains to convergence and return draws with diagnostics."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from fraudstats.draws import Draws
from fraudstats.errors import ConvergenceWarning, ReconcileError
from fraudstats.reconciliation.estimate.diagnostics import effective_size, rank_rhat, superchains
from fraudstats.reconciliation.estimate.posterior import Posterior
from fraudstats.reconciliation.estimate.sampling import Gibbs, Sample
from fraudstats.reconciliation.statements.grid import Grid

__all__ = ["PosteriorDraws", "draw"]

#: Chains, states kept of each, at least, and sweeps before any is kept.
CHAINS, LENGTH, WARM_UP = 50, 20, 60
#: The chains stop at these thresholds of R-hat and effective sample size, after at most ROUNDS rounds.
RHAT, EFFECTIVE, ROUNDS = 1.01, 400, 4
#: Convergence is judged on at most this many periods, besides all totals.
MONITORED = 150


@dataclass(frozen=True, eq=False, repr=False)
class PosteriorDraws:
    """Draws of all periods of the grid, and how far the chains that made them may be trusted.

    Parameters
    ----------
    counts : numpy.ndarray
        Shape (T, n).
    excess : pandas.DataFrame
        One row per year, n columns: the share by which the kind of bulletin that counts differently exceeds the
        others; no rows without a break.
    scales : pandas.DataFrame
        n rows: the prior's scales behind each draw.
    convergence : pandas.DataFrame
        Columns `rhat` and `ess`: rank R-hat and bulk effective sample size of every total, of (some) periods,
        and of the scales.
    """

    grid: Grid
    counts: np.ndarray
    excess: pd.DataFrame
    scales: pd.DataFrame
    convergence: pd.DataFrame

    def reported(self, attrs: dict | None = None) -> Draws:
        """The draws of the reported periods."""
        return Draws(self.counts[self.grid.span], self.grid.reported.rename("period"), attrs)

    def totals(self, freq: str) -> tuple[pd.PeriodIndex, np.ndarray]:
        """Periods of another frequency and their totals, shape (K, n)."""
        periods, weights = self.grid.windows(freq)
        self.grid.check_holds(periods)
        return periods, weights @ self.counts


@threadpool_limits.wrap(limits=1, user_api="blas")
def draw(posterior: Posterior, n_draws: int = 2000, seed: int = 0) -> PosteriorDraws:
    """Draws from a posterior, the same for the same seed.

    Parameters
    ----------
    posterior : Posterior
        What to draw from.
    n_draws : int
        How many, at least two.
    seed : int

    Warns
    -----
    ConvergenceWarning
        If the chains still disagree after running on several times.
    """
    if not (isinstance(n_draws, int | np.integer) and n_draws > 1):
        raise ReconcileError(f"n_draws must be a whole number from two on, not {n_draws!r}")
    chains = Gibbs(posterior.prior, posterior.region, CHAINS, seed)
    chains.warm_up(WARM_UP)
    length = max(LENGTH, -(-n_draws // CHAINS))
    # Among hundreds of quantities chance alone adds that much to the largest R-hat.
    rhat, effective = RHAT + 80 / (CHAINS * length), min(EFFECTIVE, CHAINS * length / 5)
    turn, agreed = 0, False
    sample, convergence = _round(chains, posterior, length, turn)
    scales = list(posterior.prior.scales)
    while not (agreed := _good(convergence, scales, rhat, effective)) and (turn := turn + 1) < ROUNDS:
        sample, convergence = _round(chains, posterior, length, turn)
    if not agreed:
        _warn(convergence, rhat, effective)
    return _unpack(posterior, sample, n_draws, convergence)


def _round(chains, posterior, length, turn):
    """A run of the chains, three times as long as in the round before, with its diagnostics."""
    sample = chains.run(length, thin=2 * 3**turn)
    return sample, _convergence(posterior, sample)


def _good(convergence, scales, rhat, effective):
    # The scales are not asked for: what they do to the counts is, and a quarter of the size shows that.
    enough = np.where(convergence.index.isin(scales), effective / 4, effective)
    return bool(np.nanmax(convergence["rhat"]) <= rhat and np.nanmin(convergence["ess"] / enough) >= 1)


def _convergence(posterior: Posterior, sample: Sample) -> pd.DataFrame:
    totals = sample.values @ posterior.region.coordinates[posterior.region.fixed :].T
    some = np.unique(np.linspace(0, len(posterior.grid) - 1, MONITORED).astype(int))
    scales = np.log(np.maximum(sample.scales, 1e-9))
    watched = np.concatenate([totals, sample.values[..., some], scales], axis=2)
    names = [f"total {i + 1}" for i in range(totals.shape[2])]
    names += [str(period) for period in posterior.grid.periods[some]] + list(posterior.prior.scales)
    return pd.DataFrame({"rhat": rank_rhat(superchains(watched)), "ess": effective_size(watched)}, index=names)


def _warn(convergence, good_rhat, enough):
    rhat, size = convergence["rhat"], convergence["ess"]
    warnings.warn(
        f"the chains do not agree yet: R-hat is {rhat.max():.3f} (for {rhat.idxmax()}; good: up to "
        f"{good_rhat:.3f}), the smallest effective sample size {size.min():.0f} (good: from {enough:.0f}). "
        "Bands may be off: look for statements that only just meet (`tension`), and compare two seeds",
        ConvergenceWarning,
        stacklevel=3,
    )


def _unpack(posterior: Posterior, sample: Sample, n: int, convergence: pd.DataFrame) -> PosteriorDraws:
    periods, names = len(posterior.grid), list(posterior.prior.scales)
    some = np.linspace(0, np.prod(sample.values.shape[:2]) - 1, n).astype(int)
    values, scales = (np.concatenate(list(a.swapaxes(0, 1)))[some] for a in (sample.values, sample.scales))
    counts = np.maximum(values[:, :periods].T * posterior.unit, 0.0)
    excess = pd.DataFrame(values[:, periods:].T, index=posterior.years)
    return PosteriorDraws(posterior.grid, counts, excess, pd.DataFrame(scales, columns=pd.Index(names)), convergence)
