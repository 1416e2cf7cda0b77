"""A segmented series: levels, slopes and dates with their intervals, as tables and as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import GREY
from fraudstats.trends.arguments import random_generator
from fraudstats.trends.breaks.dates import date_p_values
from fraudstats.trends.breaks.fit import BreakFit
from fraudstats.trends.breaks.intervals import bai_ends, jump_weights, known_ends, profile_ends, std_errors
from fraudstats.trends.breaks.parameters import line_weights, parameter_weights
from fraudstats.trends.breaks.regressors import CHANGES
from fraudstats.trends.breaks.result import draw_breaks
from fraudstats.trends.breaks.selection import SELECT
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BaiPerronResult"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class BaiPerronResult(TrendResult):
    """Outcome of :func:`fraudstats.trends.bai_perron`.

    Attributes
    ----------
    params : Series
        ``level_1, ...``; ``slope`` or ``slope_1, ...`` in a model with lines; and ``break_1, ...``, the time of the
        last value before each break. The level of a segment is its mean; with lines of its own, that of the line in the
        middle of the segment; with a common slope, that of the segment's line in the middle of the series.
    fit : BreakFit
        Least squares with the breaks that were chosen.
    criteria : DataFrame
        By number of breaks: ``ssr``, ``bic``, ``lwz``, and the last value before each break of the best segmentation.
    tests : DataFrame or None
        The sequence of supF tests: ``breaks``, ``segment``, ``supF``, ``p_value``, ``rejected``.
    change, least, select, null, interval, n_draws, n_permutations, seed
        As given to the model, or as it chose.
    """

    fit: BreakFit
    criteria: pd.DataFrame
    tests: pd.DataFrame | None
    change: str
    least: int
    select: str | None
    null: str | None
    interval: str
    n_draws: int
    n_permutations: int
    seed: int

    turn = "break"

    @property
    def method(self) -> str:
        number = len(self.fit.breaks)
        how = "as given" if self.select is None else f"by {SELECT[self.select]}"
        return (
            f"Bai-Perron segmentation, {CHANGES[self.change]}, segments of {self.least} values or more: "
            f"{number} break{'s' * (number != 1)} {how}"
        )

    @property
    def one_trend(self) -> bool:
        """Whether no break was chosen."""
        return self.n_breaks == 0

    @property
    def n_breaks(self) -> int:
        """The number of breaks."""
        return len(self.fit.breaks)

    @property
    def breaks(self) -> np.ndarray:
        """The time of the last value before each break."""
        return self.fit.break_times

    @property
    def break_labels(self) -> list[str]:
        """The same in words: 2021-07 for a series of months."""
        return [str(label) for label in self.fit.seen.labels[self.fit.breaks - 1]]

    @cached_property
    def fittedvalues(self) -> np.ndarray:
        """The fitted levels or lines at the times of the series."""
        return self.fit.predict(self.series.time)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Intervals of levels, slopes and dates, by the method of `interval`.

        The lower end of a date is the earliest time of a last value before the break, the upper end the latest.
        """
        lower, upper = self._ends(parameter_weights(self.fit), check_alpha(alpha))
        time, places = self.fit.seen.time, self._date_ends(alpha)
        ends = [np.concatenate([lower, time[places[:, 0] - 1]]), np.concatenate([upper, time[places[:, 1] - 1]])]
        return interval_frame(self.params.index, *ends)

    def segments(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per segment: ``start, end, nobs, level, lower, upper``; with lines also ``slope`` and its ends."""
        seen, bounds = self.fit.seen, np.array([0, *self.fit.breaks, len(self.fit.seen)])
        table, number = self.to_frame(alpha), len(bounds) - 1
        columns = {"start": seen.labels[bounds[:-1]], "end": seen.labels[bounds[1:] - 1], "nobs": np.diff(bounds)}
        levels = table.iloc[:number].rename(columns={"estimate": "level"}).reset_index(drop=True)
        index = pd.RangeIndex(1, number + 1, name="segment")
        out = pd.concat([pd.DataFrame(columns), levels], axis=1).set_axis(index)
        slopes = table[table.index.str.startswith("slope")]
        if len(slopes):
            repeated = slopes if len(slopes) == number else slopes.iloc[np.zeros(number, int)]
            out[["slope", "slope_lower", "slope_upper"]] = repeated.to_numpy()
        return out

    def shifts(self, alpha: float = 0.05) -> pd.DataFrame:
        """One row per break, in words: when, and how far the level moves.

        Returns
        -------
        DataFrame
            ``last_before`` and ``first_after`` the break; ``earliest`` and ``latest``, the interval of ``last_before``;
            ``shift`` of the fitted level at the break, with ``lower`` and ``upper``.
        """
        labels, at = self.fit.seen.labels, self.fit.breaks
        weights, places = jump_weights(self.fit), self._date_ends(check_alpha(alpha))
        lower, upper = self._ends(weights, alpha)
        columns = {
            "last_before": labels[at - 1],
            "first_after": labels[at],
            "earliest": labels[places[:, 0] - 1],
            "latest": labels[places[:, 1] - 1],
            "shift": weights @ self.fit.beta,
            "lower": lower,
            "upper": upper,
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(1, len(at) + 1, name="break"))

    def date_p_values(self, number: int = 1) -> pd.Series:
        """How well each date of a break, by the last value before it, agrees with the values: exact p-values.

        Dates with p above 0.05 make up the 95% set, which may have gaps; `conf_int` goes from its first to its last.
        Breaks are counted from 1; a number without a break is refused.
        """
        if number not in range(1, self.n_breaks + 1):
            raise TrendError(f"number is {number!r}; there are {self.n_breaks} breaks, counted from 1")
        places, p = self._dates[number - 1]
        return pd.Series(p, self.fit.seen.labels[places - 1], name=f"break_{number}")

    def poolable(self) -> pd.DataFrame:
        """The fitted level at the ``start`` and the ``end`` of the series, whatever the breaks, and standard errors."""
        weights = line_weights(self.fit)
        names = pd.Index(["start", "end"])
        return pd.DataFrame({"estimate": weights @ self.fit.beta, "std_err": std_errors(self.fit, weights)}, names)

    def pooling_times(self) -> tuple[float | str, ...]:
        """The last value before each break, by its label."""
        return tuple(self.break_labels)

    def pooling_df(self) -> float:
        """The degrees of freedom of the segmentation."""
        return self.fit.df

    @cached_property
    def _dates(self):
        """Places and p-values of every break."""
        fit, random = self.fit, random_generator(self.seed)
        return [
            date_p_values(fit.seen.value, fit.regressors, fit.breaks, number, self.least, self.n_draws, random)
            for number in range(self.n_breaks)
        ]

    def _ends(self, weights, alpha):
        if self.interval == "bai":
            return known_ends(self.fit, weights, alpha)
        return profile_ends(self.fit, weights, self.least, alpha)

    def _date_ends(self, alpha) -> np.ndarray:
        """First and last number of values before each break (breaks x 2)."""
        if self.interval == "bai":
            return bai_ends(self.fit, alpha)
        kept = [places[p > alpha] for places, p in self._dates]
        return np.array([(places[0], places[-1]) for places in kept], dtype=int).reshape(-1, 2)

    def _body(self) -> str:
        parts = [super()._body()]
        if self.n_breaks:
            parts += ["", self.shifts().to_string(float_format="{:.6g}".format)]
        if self.tests is not None and len(self.tests):
            parts += ["", self.tests.to_string(index=False, float_format="{:.4g}".format)]
        return "\n".join(parts)

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        draw_breaks(ax, self.fit)
        time = self.fit.seen.time
        for lower, upper in self._date_ends(0.05):
            ax.axvspan(float(time[lower - 1]), float(time[upper]), color=GREY, alpha=0.2, linewidth=0)
