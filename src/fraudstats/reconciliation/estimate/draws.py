"""Draws of the months: the chains run until they agree, and what they say of themselves."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.diagnostics import ConvergenceWarning, effective_size, rank_rhat
from fraudstats.reconciliation.estimate.sampling import Gibbs
from fraudstats.reconciliation.statements.grid import Grid

__all__ = ["Draws", "draw"]

#: At least this many states are kept of each of at most (and at least) so many chains.
LENGTH, CHAINS, WARM_UP = 20, (25, 100), 60
#: Chains run on until R-hat and effective size are this good, at most this often.
RHAT, EFFECTIVE, ROUNDS = 1.01, 400, 4
#: Convergence is judged on at most this many periods, besides all totals.
MONITORED = 150


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of all periods of the grid, and how far the chains that made them may be trusted.

    Parameters
    ----------
    counts : numpy.ndarray
        Shape (T, n).
    excess : pandas.DataFrame
        One row a year, n columns: the share by which the other kind of bulletin exceeds; no rows without a
        break.
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

    def frame(self) -> pd.DataFrame:
        """The reported periods x draws."""
        return pd.DataFrame(self.counts[self.grid.span], index=self.grid.reported.rename("period"))

    def totals(self, freq) -> tuple[pd.PeriodIndex, np.ndarray]:
        """Periods of another frequency and their totals, shape (K, n)."""
        periods, weights = self.grid.windows(freq)
        self.grid.check_holds(periods)
        return periods, weights @ self.counts


def draw(posterior, n=2000, seed=0) -> Draws:
    """Draws from a posterior, the same for the same seed.

    Parameters
    ----------
    posterior : fraudstats.reconciliation.estimate.posterior.Posterior
        What to draw from.
    n : int
        How many.
    seed : int

    Warns
    -----
    ConvergenceWarning
        If the chains still disagree after running on several times.
    """
    if not (isinstance(n, (int, np.integer)) and n > 0):
        raise ReconcileError(f"the number of draws must be a whole number above zero, not {n!r}")
    count = int(np.clip(n // LENGTH, *CHAINS))
    chains = Gibbs(posterior.prior, posterior.region, count, seed)
    chains.warm_up(WARM_UP)
    length = max(LENGTH, -(-n // count))
    # Among hundreds of quantities of many short chains, chance alone adds that much to the largest R-hat.
    rhat, effective = RHAT + 3.5 / np.sqrt(count) / length, min(EFFECTIVE, count * length / 2)
    for turn in range(ROUNDS):
        sample = chains.run(length, thin=2 * 3**turn)
        convergence = _convergence(posterior, sample)
        if convergence["rhat"].max() <= rhat and convergence["ess"].min() >= effective:
            break
    else:
        _warn(convergence, rhat, effective)
    return _unpack(posterior, sample, n, convergence)


def _convergence(posterior, sample):
    totals = sample.values @ posterior.region.coordinates[posterior.region.fixed :].T
    some = np.unique(np.linspace(0, len(posterior.grid) - 1, MONITORED).astype(int))
    scales = np.log(np.maximum(sample.scales, 1e-9))
    watched = np.concatenate([totals, sample.values[..., some], scales], axis=2)
    names = [f"total {i + 1}" for i in range(totals.shape[2])]
    names += [str(period) for period in posterior.grid.periods[some]] + list(posterior.prior.names)
    return pd.DataFrame({"rhat": rank_rhat(watched), "ess": effective_size(watched)}, index=names)


def _warn(convergence, good_rhat, enough):
    rhat, size = convergence["rhat"], convergence["ess"]
    warnings.warn(
        f"the chains do not agree yet: R-hat is {rhat.max():.3f} (for {rhat.idxmax()}; good: up to "
        f"{good_rhat:.3f}), the smallest effective sample size {size.min():.0f} (good: from {enough:.0f}). "
        "Bands may be off: look for statements that only just meet (`tension`), and compare two seeds",
        ConvergenceWarning,
        stacklevel=3,
    )


def _unpack(posterior, sample, n, convergence):
    periods, names = len(posterior.grid), list(posterior.prior.names)
    some = np.linspace(0, np.prod(sample.values.shape[:2]) - 1, n).astype(int)
    values, scales = (np.concatenate(list(a.swapaxes(0, 1)))[some] for a in (sample.values, sample.scales))
    counts = np.maximum(values[:, :periods].T * posterior.unit, 0.0)
    excess = pd.DataFrame(values[:, periods:].T, index=posterior.years)
    return Draws(posterior.grid, counts, excess, pd.DataFrame(scales, columns=names), convergence)
