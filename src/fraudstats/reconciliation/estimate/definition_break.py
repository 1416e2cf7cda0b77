"""Do bulletins of one kind count something else than the others?

China's full-year totals of solved cases exceed what the eleven-month bulletins lead one to expect: the December that
they imply is twice to three times an ordinary month. A crime wave every December is one reading; that the annual count
is a wider one (cases of earlier years solved, provinces' late returns) is another. Here the second is a model: every
bulletin of the kind in question counts the months' total plus a share of the year's usual count. The shares have a
common size and vary around it from year to year; a size of zero, "no break", is one of the possibilities, so that its
posterior probability says how strongly the bulletins speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.html_face import html_of_summary
from fraudstats.reconciliation.estimate.bands import BAND, tails
from fraudstats.reconciliation.estimate.draws import PosteriorDraws

__all__ = ["DefinitionBreak", "definition_break"]


@dataclass(frozen=True, eq=False)
class DefinitionBreak:
    """The estimated break between bulletins of one kind and all others.

    Parameters
    ----------
    kind : str
        The kind that may count something else.
    probability : float
        Posterior probability of a break, starting from one half.
    alpha : float
        Probability outside the bands.
    by_year : pandas.DataFrame
        One row per year: `estimate`, `lower`, `upper` of the excess, as a share of the year's usual count.
    excess : numpy.ndarray
        Shape (years, n): the draws behind them.
    """

    kind: str
    probability: float
    alpha: float
    by_year: pd.DataFrame
    excess: np.ndarray

    @property
    def size(self) -> pd.Series:
        """`estimate`, `lower`, `upper` of the mean excess over the years."""
        band = np.quantile(self.excess.mean(axis=0), [0.5, *tails(self.alpha)])
        return pd.Series(band, BAND, name="size")

    def to_frame(self) -> pd.DataFrame:
        """The table `by_year`."""
        return self.by_year.copy()

    def summary(self) -> str:
        """What was found, in words."""
        size = self.size
        lines = [
            f"Break between kinds: does a {self.kind} bulletin count more than the months it covers?",
            f"Probability of a break: {self.probability:.1%} (before the data: 50%).",
            f"Excess, mean of {len(self.by_year)} year(s): {size['estimate']:+.1%} "
            f"({1 - self.alpha:.0%} band {size['lower']:+.1%} to {size['upper']:+.1%}).",
        ]
        lines += [
            f"  {year}: {row['estimate']:+.1%} ({row['lower']:+.1%} to {row['upper']:+.1%})"
            for year, row in self.by_year.iterrows()
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return html_of_summary(self.summary())

    def __repr__(self):
        return self.summary()


def definition_break(drawn: PosteriorDraws, kind: str, alpha: float = 0.1) -> DefinitionBreak:
    """The break between bulletins of one kind and all others.

    Parameters
    ----------
    drawn : PosteriorDraws
        Of a posterior in which bulletins of this kind count something else.
    kind : str
    alpha : float
        Probability outside the bands.
    """
    by_year = drawn.excess.quantile([0.5, *tails(alpha)], axis=1).T.set_axis(BAND, axis=1)
    probability = float(np.mean(drawn.scales["break"].to_numpy() > 0))
    return DefinitionBreak(kind, probability, alpha, by_year, drawn.excess.to_numpy())
