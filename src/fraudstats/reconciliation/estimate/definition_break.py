"""Do bulletins of one kind count something else than the others?

China's full-year totals of solved cases exceed what the eleven-month bulletins lead one to expect: the
December that they imply is twice to three times an ordinary month. A crime wave every December is one
reading; that the annual count is a wider one (cases of earlier years solved, provinces' late returns) is
another. Here the second is a model: every bulletin of the kind in question counts the months' total plus a
share of the year's usual count. The shares have a common size and vary around it from year to year; a size of
zero, "no break", is one of the possibilities, so that its posterior probability says how strongly the
bulletins speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.errors import ReconcileError
from fraudstats.reconciliation.estimate.bands import check_level

__all__ = ["KindBreak", "kind_break", "kind_masks"]


@dataclass(frozen=True, eq=False)
class KindBreak:
    """The estimated break between bulletins of one kind and all others.

    Parameters
    ----------
    kind : str
        The kind that may count something else.
    probability : float
        Posterior probability of a break, starting from one half.
    level : float
        Probability inside the bands.
    by_year : pandas.DataFrame
        One row a year: `lower`, `median`, `upper` of the excess, as a share of the year's usual count.
    draws : numpy.ndarray
        Shape (years, n): draws behind them.
    """

    kind: str
    probability: float
    level: float
    by_year: pd.DataFrame
    draws: np.ndarray

    @property
    def size(self) -> pd.Series:
        """`lower`, `median`, `upper` of the mean excess over the years."""
        tail = (1 - self.level) / 2
        band = np.quantile(self.draws.mean(axis=0), [tail, 0.5, 1 - tail])
        return pd.Series(band, ["lower", "median", "upper"], name="size")

    def to_frame(self) -> pd.DataFrame:
        """The table `by_year`."""
        return self.by_year.copy()

    def summary(self) -> str:
        """What was found, in words."""
        size = self.size
        lines = [
            f"Break between kinds: does a {self.kind} bulletin count more than the months it covers?",
            f"Probability of a break: {self.probability:.1%} (before the data: 50%).",
            f"Excess, mean of {len(self.by_year)} year(s): {size['median']:+.1%} "
            f"({self.level:.0%} band {size['lower']:+.1%} to {size['upper']:+.1%}).",
        ]
        lines += [
            f"  {year}: {row['median']:+.1%} ({row['lower']:+.1%} to {row['upper']:+.1%})"
            for year, row in self.by_year.iterrows()
        ]
        return "\n".join(lines)

    def __repr__(self):
        return self.summary()


def kind_break(result, kind="full_year", level=0.9, n=2000, seed=0) -> KindBreak:
    """Detect and estimate a break between bulletins of one kind and all others.

    Parameters
    ----------
    result : fraudstats.reconciliation.result.Reconciliation
    kind : str
        A value of the column `kind`; ``"full_year"`` also takes every unlabelled window of whole calendar
        years.
    level : float
        Probability inside the bands.
    n, seed : int
        Draws, and their seed.

    Raises
    ------
    ReconcileError
        If there are no bulletins of this kind, no others to compare them with, or the others contradict each
        other.
    """
    tail = (1 - check_level(level)) / 2
    drawn = result.with_other_kind(kind).sample(n, seed)
    excess = drawn.excess.quantile([tail, 0.5, 1 - tail], axis=1).T.set_axis(["lower", "median", "upper"], axis=1)
    return KindBreak(kind, float((drawn.scales["break"] > 0).mean()), level, excess, drawn.excess.to_numpy())


def kind_masks(statements, kind) -> tuple[np.ndarray, np.ndarray]:
    """Which windows (n,) and which bases of changes (n,) belong to a kind of bulletin.

    Raises
    ------
    ReconcileError
        If none or all of them do.
    """
    table = statements.table
    labels = table["kind"].fillna("").astype(str).to_numpy()
    window = base = labels == kind
    if kind == "full_year":
        unlabelled = labels == ""
        window = window | unlabelled & _whole_years(table["period_start"], table["period_end"])
        base = base | unlabelled & _whole_years(table["base_start"], table["base_end"])
    if not window.any() or window.all():
        known = ", ".join(sorted({"full_year", *labels} - {""}))
        raise ReconcileError(
            f"{window.sum()} of {len(window)} bulletins are of the kind {kind!r}, so there is nothing to "
            f"compare; kinds here: {known}"
        )
    return window, base & statements.is_change


def _whole_years(start, end):
    first = (start.dt.month == 1) & (start.dt.day == 1)
    return (first & (end.dt.month == 12) & (end.dt.day == 31)).to_numpy()
