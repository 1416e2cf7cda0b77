"""Leave-one-out prediction of every statement: are the bands as wide as they should be, on the real bulletins?

Two bulletins about the same window say the same thing; such twins are left out together, or the prediction would only
copy the other one. A prediction is of what a bulletin prints, so it carries the `discrepancy` between bulletins, learnt
from the other predictions. Dawid (1984), Present position and potential developments: some personal views: statistical
theory: the prequential approach, *JRSS A* 147; Gneiting, Balabdaoui and Raftery (2007), Probabilistic forecasts,
calibration and sharpness, *JRSS B* 69.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError, ReconcileWarning
from fraudstats.html_face import html_of_summary
from fraudstats.reconciliation.estimate.bands import check_alpha, tails
from fraudstats.reconciliation.estimate.discrepancy import (
    SCALES,
    chance_up_to,
    log_likelihoods,
    others_weights,
    with_discrepancy,
)
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
    discrepancy : pandas.Series
        How far bulletins miss each other beyond their printed ranges: the probability of each scale of
        Student's t (on 4 degrees of freedom), as a share of a total.
    """

    table: pd.DataFrame
    alpha: float
    discrepancy: pd.Series

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

    @property
    def _missed(self):
        """The mean scale of the discrepancy."""
        return float(self.discrepancy.index.to_numpy(float) @ self.discrepancy.to_numpy(float))

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
            f"Median width of a band: {self.width:.1%} of the predicted total.\n"
            f"Beyond their ranges bulletins miss each other by {self._missed:.1%} (scale of Student's t), which is in "
            "these bands and not in those of `estimate`."
        )

    def __repr__(self):
        return self.summary()

    def _repr_html_(self) -> str:
        return html_of_summary(self.summary())

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

        return plot_calibration(self.table.sort_values("median"), self.alpha, axes)


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

    Warns
    -----
    ReconcileWarning
        If no total touches the base of a change.
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
    _say_where_a_base_meets_nothing(statements)
    names = tqdm(range(groups.max() + 1), desc="leave one out", delay=2, leave=False, disable=None, unit="window")
    job = delayed(_predict)
    predicted = Parallel(n_jobs=n_jobs)(job(statements, groups == g, n_draws, seed, differing) for g in names)
    likelihoods = np.array([_likelihoods(statements, groups == g, draws) for g, draws in enumerate(predicted)])
    rng, parts = np.random.default_rng(seed), []
    for g, (draws, weights) in enumerate(zip(predicted, others_weights(likelihoods), strict=True)):
        parts.append(_row(statements, groups == g, draws, weights, alpha, rng))
    learnt = others_weights(np.vstack([likelihoods, np.zeros(len(SCALES))]))[-1]
    discrepancy = pd.Series(learnt, pd.Index(SCALES, name="scale"), name="probability")
    return LeaveOneOut(pd.concat(parts).loc[statements.ids], alpha, discrepancy)


def _say_where_a_base_meets_nothing(statements):
    """Name the changes whose base no total touches: without them the prior alone says how high it was."""
    touched = (statements.window[~statements.is_change] > 0).any(axis=0)
    lost = statements.is_change & ~(statements.base[:, touched] > 0).any(axis=1)
    if lost.any():
        first = statements.table[lost].sort_values("base_start").iloc[0]
        warnings.warn(
            f"no total touches the base of {', '.join(map(str, statements.ids[lost]))} (the first begins on "
            f"{first['base_start']:%Y-%m-%d}), so their predictions rest on the prior; if there are totals of earlier "
            f"years, select from {first['base_start'].year - 1} on, and pass start= to report a shorter span",
            ReconcileWarning,
            stacklevel=3,
        )


def _predict(statements, left_out, n_draws, seed, differing):
    """Draws of the total, or of the ratio, that a group of twins is about."""
    believed = posterior(statements, differing, given=~left_out)
    drawn = draw(believed, n_draws, seed)
    unknowns = np.vstack([drawn.counts, drawn.excess * believed.unit])
    first = np.flatnonzero(left_out)[0]
    totals = believed.window[first] @ unknowns
    return totals / np.maximum(believed.base[first] @ unknowns, 1e-300) if statements.is_change[first] else totals


def _stated(statements, left_out):
    """The ranges of a group of twins, of ratios where they are changes, and of how many totals each is made."""
    changed = statements.is_change[left_out].any()
    return statements.lower[left_out] + changed, statements.upper[left_out] + changed, 1 + changed


def _likelihoods(statements, left_out, predicted):
    """The log-probability of what a group says, by scale of discrepancy; twins count as one."""
    lower, upper, totals = _stated(statements, left_out)
    return np.mean([log_likelihoods(predicted, *ends, totals) for ends in zip(lower, upper, strict=True)], axis=0)


def _row(statements, left_out, predicted, weights, alpha, rng):
    """The rows of the table for one group of twins."""
    lower, upper, totals = _stated(statements, left_out)
    middle, low, high = np.quantile(with_discrepancy(predicted, weights, rng, totals), [0.5, *tails(alpha)])
    below, upto = (np.array([chance_up_to(predicted, end, weights, totals) for end in ends]) for ends in (lower, upper))
    return pd.DataFrame(
        {
            "form": statements.table["form"][left_out],
            "stated_lower": statements.lower[left_out],
            "stated_upper": statements.upper[left_out],
            "lower": low - (totals - 1),
            "median": middle - (totals - 1),
            "upper": high - (totals - 1),
            "covered": np.abs(below + upto - 1) <= 1 - alpha,
            "pit_lower": below,
            "pit_upper": upto,
            "twins": left_out.sum() - 1,
        }
    )
