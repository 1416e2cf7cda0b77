"""What a test of one change at an unknown time returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import GREY
from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ChangeTestResult", "draw_breaks", "in_words"]

#: Null distributions in print.
WORDS = {
    "permutation": "permutation",
    "simulation": "simulated normal errors",
    "AR(1)": "simulated AR(1) errors",
    "asymptotic": "asymptotic",
}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ChangeTestResult(TrendResult):
    """A test of one change at an unknown time.

    Attributes
    ----------
    params : Series
        The test statistics, by name; the first is that of `p_value`.
    table : DataFrame
        One row per statistic: ``p_value`` by the null distribution that was chosen, ``asymptotic_p_value`` beside it.
    fit : BreakFit
        Least squares with the change where it is most likely.
    null : str
        How the distribution without a change was found.
    n_permutations, seed : int
        As given to the test.
    """

    table: pd.DataFrame
    fit: BreakFit
    null: str
    n_permutations: int
    seed: int

    @property
    def statistic(self) -> float:
        """The test statistic."""
        return float(self.params.iloc[0])

    @property
    def p_value(self) -> float:
        """How often a series without a change has a statistic as large."""
        return float(self.table["p_value"].iloc[0])

    @property
    def p_values(self) -> pd.Series:
        """The p-value of each statistic."""
        return self.table.loc[:, "p_value"]

    @property
    def break_time(self) -> float:
        """The time of the last value before the change, where it is most likely."""
        return float(self.fit.break_times[0])

    @property
    def break_label(self) -> str:
        """The same in words: 2021-07 for a series of months."""
        return str(self.fit.seen.labels[self.fit.breaks[0] - 1])

    @property
    def means(self) -> pd.Series:
        """The mean ``before`` and ``after`` the change."""
        value, at = self.fit.seen.value, int(self.fit.breaks[0])
        return pd.Series({"before": value[:at].mean(), "after": value[at:].mean()})

    @cached_property
    def fittedvalues(self) -> np.ndarray:
        """Least squares with the change, at the times of the series."""
        return self.fit.predict(self.series.time)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Missing: a test statistic has no interval; `bai_perron` has those of dates and levels."""
        check_alpha(alpha)
        return interval_frame(self.params.index, np.nan, np.nan)

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The statistics, without intervals, and their p-values."""
        return super().to_frame(alpha).join(self.table)

    def poolable(self) -> pd.DataFrame:
        """Refused: a test estimates nothing that could be averaged."""
        raise TrendError("a test has no estimate to pool over draws; fs.trends.bai_perron(draws) pools levels")

    def _body(self) -> str:
        lines = [
            f"{name} = {value:.6g}, p = {format_p(p)} ({in_words(self.null)}), {format_p(asymptotic)} (asymptotic)"
            for (name, value), (p, asymptotic) in zip(self.params.items(), self.table.to_numpy(float), strict=True)
        ]
        return "\n".join([*lines, self._where])

    @property
    def _where(self) -> str:
        means, at = self.means, int(self.fit.breaks[0])
        return (
            f"most likely after {self.break_label}: mean {means['before']:.6g} of {at} values before, "
            f"{means['after']:.6g} of {self.nobs - at} after"
        )

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        draw_breaks(ax, self.fit)


def in_words(null: str) -> str:
    """A null distribution in print.

    >>> in_words("AR(1)")
    'simulated AR(1) errors'
    """
    return WORDS[null]


def draw_breaks(ax: Axes, fit: BreakFit) -> None:
    """A line between the values before and after each break."""
    time = fit.seen.time
    for number, at in enumerate(fit.breaks):
        label = "change" if number == 0 else "_nolegend_"
        ax.axvline(float(time[at - 1] + time[at]) / 2, color=GREY, linewidth=1, linestyle="--", label=label)
