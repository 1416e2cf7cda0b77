"""Leave one bulletin out and predict it: are the bands as wide as they should be, on the real bulletins?

A bulletin about the same window as another says the same thing twice; such twins are left out together, or
the prediction would only copy the other one. Dawid (1984), Present position and potential developments: some
personal views: statistical theory: the prequential approach, *JRSS A* 147; Gneiting, Balabdaoui and Raftery
(2007), Probabilistic forecasts, calibration and sharpness, *JRSS B* 69.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.bands import check_level
from fraudstats.reconciliation.estimate.draws import draw
from fraudstats.reconciliation.estimate.posterior import posterior

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
        these two lies in the central `level`; `twins`: how many others about the same window were left out
        with it.
    level : float
        Probability inside the bands.
    """

    table: pd.DataFrame
    level: float

    @property
    def coverage(self) -> float:
        """Share of the statements that their bands cover; near `level` if the bands are honest."""
        return float(self.table["covered"].mean())

    @property
    def width(self) -> float:
        """Median width of the bands of totals, as a share of the predicted median."""
        totals = self.table[self.table["form"] == "total"]
        return float(((totals["upper"] - totals["lower"]) / totals["median"]).median())

    def to_frame(self) -> pd.DataFrame:
        """A copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """What was found, in words."""
        count = len(self.table)
        spread = 1.645 * np.sqrt(self.level * (1 - self.level) / count)
        low, high = max(self.level - spread, 0), min(self.level + spread, 1)
        return (
            f"Leave-one-out: {self.table['covered'].sum()} of {count} ({self.coverage:.0%}) are in "
            f"their {self.level:.0%} bands; honest bands would cover {low:.0%} to {high:.0%} of so many.\n"
            f"Median width of a band: {self.width:.1%} of the predicted total."
        )

    def __repr__(self):
        return self.summary()

    def plot(self, axes=None):
        """Predictions with their bands beside what was printed, and nominal against actual coverage.

        Parameters
        ----------
        axes : pair of matplotlib.axes.Axes, optional

        Returns
        -------
        numpy.ndarray of matplotlib.axes.Axes
        """
        from fraudstats.reconciliation.plot import plot_calibration

        return plot_calibration(self, axes)


def leave_one_out(result, level=0.9, n=1000, seed=0, n_jobs=None) -> LeaveOneOut:
    """Predict each statement from all the others.

    Parameters
    ----------
    result : fraudstats.reconciliation.result.Reconciliation
        Without contradictions.
    level : float
        Probability inside the bands.
    n, seed : int
        Draws for each prediction, and their seed.
    n_jobs : int, optional
        Workers for joblib; None leaves it to `joblib.parallel_config`.

    Raises
    ------
    ReconcileError
        If the statements contradict each other, or there are fewer than two totals about different windows.
    """
    from joblib import Parallel, delayed
    from tqdm import tqdm

    check_level(level)
    result.sharp  # noqa: B018 - raises if the statements contradict each other
    statements, kinds = result.statements, result.kinds
    functional = np.hstack([statements.window, statements.base, *(mask[:, None] for mask in kinds or ())])
    groups = np.unique(functional, axis=0, return_inverse=True)[1].ravel()
    if len(set(groups[~statements.is_change])) < 2:
        raise ReconcileError(
            "leaving one out takes totals about at least two different windows; with one, nothing predicts it"
        )
    names = tqdm(range(groups.max() + 1), desc="leave one out", delay=2, leave=False, disable=None, unit="window")
    job = delayed(_predict)
    parts = Parallel(n_jobs=n_jobs)(job(statements, groups == g, n, seed, kinds, level) for g in names)
    return LeaveOneOut(pd.concat(parts).loc[statements.ids], level)


def _predict(statements, left_out, n, seed, kinds, level):
    """The rows of the table for one group of twins."""
    believed = posterior(statements, kinds, given=~left_out)
    drawn = draw(believed, n, seed)
    unknowns = np.vstack([drawn.counts, drawn.excess * believed.unit])
    first = np.flatnonzero(left_out)[0]
    predicted = believed.window[first] @ unknowns
    if statements.is_change[first]:
        predicted = predicted / np.maximum(believed.base[first] @ unknowns, 1e-300) - 1
    tail = (1 - level) / 2
    low, middle, high = np.quantile(predicted, [tail, 0.5, 1 - tail])
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
            "covered": np.abs(below + upto - 1) <= level,
            "pit_lower": below,
            "pit_upper": upto,
            "twins": left_out.sum() - 1,
        }
    )
