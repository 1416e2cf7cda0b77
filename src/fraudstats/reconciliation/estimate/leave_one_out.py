"""Leave-one-out prediction of every statement: are the bands as wide as they should be, on the real bulletins?

Two bulletins about the same window say the same thing; such twins are left out together, or the prediction would only
copy the other one. Dawid (1984), Present position and potential developments: some personal views: statistical theory:
the prequential approach, *JRSS A* 147; Gneiting, Balabdaoui and Raftery (2007), Probabilistic forecasts, calibration
and sharpness, *JRSS B* 69.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.bands import check_alpha, tails
from fraudstats.reconciliation.estimate.draws import draw
from fraudstats.reconciliation.estimate.posterior import posterior
from fraudstats.reconciliation.statements.kinds import KindMasks
from fraudstats.reconciliation.statements.linear_system import Statements

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LeaveOneOut", "leave_one_out"]


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """Every statement beside its prediction from all the others.

    Parameters
    ----------
    table : pandas.DataFrame
        Indexed by statement: `form`, `stated_lower`, `stated_upper`; `lower`, `median`, `upper` of the
        prediction (a total, or a ratio minus one); `pit_lower` and `pit_upper`: the probability that the
        prediction gave to values up to either end of the stated interval; `covered`: whether the middle of
        these two lies in the central band; `twins`: how many others about the same window were left out
        with it.
    alpha : float
        Probability outside the bands.
    """

    table: pd.DataFrame
    alpha: float

    @property
    def coverage(self) -> float:
        """Share of the statements that their bands cover; near ``1 - alpha`` if the bands are honest."""
        return float(np.mean(self.table["covered"].to_numpy(bool)))

    @property
    def width(self) -> float:
        """Median width of the bands of totals, as a share of the predicted median."""
        totals = self.table[self.table["form"] == "total"]
        widths = pd.Series(totals["upper"] - totals["lower"]) / totals["median"]
        return cast(float, widths.median())

    def to_frame(self) -> pd.DataFrame:
        """A copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """What was found, in words."""
        count = len(self.table)
        level = 1 - self.alpha
        spread = 1.645 * np.sqrt(level * (1 - level) / count)
        low, high = max(level - spread, 0), min(level + spread, 1)
        return (
            f"Leave-one-out: {self.table['covered'].sum()} of {count} ({self.coverage:.0%}) are in "
            f"their {level:.0%} bands; honest bands would cover {low:.0%} to {high:.0%} of so many.\n"
            f"Median width of a band: {self.width:.1%} of the predicted total."
        )

    def __repr__(self):
        return self.summary()

    def plot(self, axes: Sequence[Axes] | None = None) -> np.ndarray:
        """Predictions with their bands beside what was printed, and nominal against actual coverage.

        Parameters
        ----------
        axes : pair of matplotlib.axes.Axes, optional

        Returns
        -------
        numpy.ndarray of matplotlib.axes.Axes
        """
        from fraudstats.reconciliation.plot import plot_calibration

        return plot_calibration(self.table, self.alpha, axes)


def leave_one_out(
    statements: Statements,
    differing: KindMasks | None = None,
    alpha: float = 0.1,
    n_draws: int = 1000,
    seed: int = 0,
    n_jobs: int | None = None,
) -> LeaveOneOut:
    """Predict each statement from all the others.

    Parameters
    ----------
    statements : Statements
        Without contradictions.
    differing : KindMasks, optional
        As for `posterior`.
    alpha, n_draws, seed, n_jobs
        See `Reconciliation.leave_one_out`.
    """
    from joblib import Parallel, delayed
    from tqdm import tqdm

    check_alpha(alpha)
    functional = np.hstack([statements.window, statements.base, *(mask[:, None] for mask in differing or ())])
    groups = np.unique(functional, axis=0, return_inverse=True)[1].ravel()
    if len(set(groups[~statements.is_change])) < 2:
        raise ReconcileError(
            "leaving one out takes totals about at least two different windows; with one, nothing predicts it"
        )
    names = tqdm(range(groups.max() + 1), desc="leave one out", delay=2, leave=False, disable=None, unit="window")
    job = delayed(_predict)
    parts = Parallel(n_jobs=n_jobs)(job(statements, groups == g, n_draws, seed, differing, alpha) for g in names)
    return LeaveOneOut(pd.concat(cast(list[pd.DataFrame], parts)).loc[statements.ids], alpha)


def _predict(statements, left_out, n_draws, seed, differing, alpha):
    """The rows of the table for one group of twins."""
    believed = posterior(statements, differing, given=~left_out)
    drawn = draw(believed, n_draws, seed)
    unknowns = np.vstack([drawn.counts, drawn.excess * believed.unit])
    first = np.flatnonzero(left_out)[0]
    predicted = believed.window[first] @ unknowns
    if statements.is_change[first]:
        predicted = predicted / np.maximum(believed.base[first] @ unknowns, 1e-300) - 1
    middle, low, high = np.quantile(predicted, [0.5, *tails(alpha)])
    lower, upper = statements.lower[left_out], statements.upper[left_out]
    below = np.array([(predicted < value).mean() for value in lower])
    upto = np.array([(predicted <= value).mean() for value in upper])
    return pd.DataFrame(
        {
            "form": statements.table["form"][left_out],
            "stated_lower": lower,
            "stated_upper": upper,
            "lower": low,
            "median": middle,
            "upper": high,
            "covered": np.abs(below + upto - 1) <= 1 - alpha,
            "pit_lower": below,
            "pit_upper": upto,
            "twins": left_out.sum() - 1,
        }
    )
