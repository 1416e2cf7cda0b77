"""Outcome of a Mann-Kendall test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends.kendall.corrections import in_words
from fraudstats.trends.kendall.ranges import ScoreRange, score_range
from fraudstats.trends.kendall.scores import Pairs
from fraudstats.trends.kendall.significance import exact_p, tied_groups
from fraudstats.trends.kendall.slopes import critical_distance, sen_bounds
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

__all__ = ["MannKendallResult"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class MannKendallResult(TrendResult):
    """Outcome of :func:`fraudstats.trends.mann_kendall`.

    The numbers are floats for one series, and Series by name for several.

    Attributes
    ----------
    table : DataFrame
        One row per series: ``nobs, s, var_s, z, p_value, tau, slope, intercept``.
    s, var_s, z, p_value : float or Series
        Kendall's score, its variance without trend, the normal score with continuity correction, the p-value.
    tau : float or Series
        Kendall's tau-b, from -1 to 1.
    slope, intercept : float or Series
        Sen's slope per unit of time, and the median line's value at time zero (Conover 1980).
    values : ndarray
        Series x times.
    seasons : ndarray or None
        The season of each time, in a seasonal test.
    correction, max_lags, alternative : str, int or None
        As given to the test.
    exact : bool
        Whether the p-value comes from the exact distribution.
    """

    table: pd.DataFrame
    values: np.ndarray
    seasons: np.ndarray | None
    correction: str | None
    max_lags: int | str | None
    alternative: str
    exact: bool

    @property
    def s(self) -> Any:
        """Kendall's score."""
        return self._column("s")

    @property
    def var_s(self) -> Any:
        """The variance of S without trend."""
        return self._column("var_s")

    @property
    def z(self) -> Any:
        """The normal score with continuity correction."""
        return self._column("z")

    @property
    def p_value(self) -> Any:
        """The p-value of the test."""
        return self._column("p_value")

    @property
    def tau(self) -> Any:
        """Kendall's tau-b."""
        return self._column("tau")

    @property
    def slope(self) -> Any:
        """Sen's slope per unit of time."""
        return self._column("slope")

    @property
    def intercept(self) -> Any:
        """The median line's value at time zero."""
        return self._column("intercept")

    @property
    def method(self) -> str:
        kind = "Mann-Kendall test" if self.seasons is None else "Seasonal Mann-Kendall test"
        return f"{kind}, {self._how}"

    @property
    def _how(self):
        """How the p-value was reached, in print."""
        if self.correction is not None:
            return in_words(self.correction, self.max_lags)
        return "exact" if self.exact else "normal approximation"

    @property
    def s_range(self) -> ScoreRange:
        """Smallest and largest S that the ranges of the values allow (one series with ranges)."""
        time, lower, upper = self._bounded()
        return score_range(lower, upper, Pairs.of(time, self._bounded_seasons()))

    @property
    def p_range(self) -> Interval:
        """Smallest and largest exact p-value over the range of S, for values without ties."""
        reach, seasons = self.s_range, self._bounded_seasons()
        groups = tied_groups(self._bounded()[0][None, :], seasons)[0]
        p = [exact_p(s, groups, self.alternative) for s in (reach.lower, reach.upper)]
        passes_zero = self.alternative == "two-sided" and reach.lower <= 0 <= reach.upper
        return Interval(min(p), 1.0 if passes_zero else max(p))

    @property
    def p_values(self) -> pd.Series:
        """The p-value of each series, by the name of its slope."""
        return pd.Series(self.table["p_value"].to_numpy(), self.params.index)

    @property
    def fittedvalues(self) -> np.ndarray | None:
        """The median line, for one series."""
        return self.intercept + self.slope * self.series.time if len(self.values) == 1 else None

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Interval of Sen's slope: the slopes that the test would not reject (Sen 1968; Gilbert 1987)."""
        seasons = tied_groups(self.values, self.seasons) if self.exact else None
        distance = critical_distance(check_alpha(alpha), self.table["var_s"].to_numpy(), seasons)
        pairs = Pairs.of(self.series.time, self.seasons)
        return interval_frame(self.params.index, *sen_bounds(self.values, pairs, distance))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """Sen's slope with its interval, then the columns of `table`."""
        return super().to_frame(alpha).join(self.table.drop(columns="slope").set_axis(self.params.index))

    def poolable(self) -> pd.DataFrame:
        """The slope, with the standard error that its interval implies, and S with that of its variance."""
        if len(self.values) > 1:
            raise TrendError("several series are not draws of one; give one series, or fs.Draws(table)")
        table = super().poolable()
        table.loc["s"] = float(self.s), float(np.sqrt(self.var_s))
        return table

    def _column(self, name):
        column = self.table[name]
        return column.iloc[0].item() if len(self.values) == 1 else column

    def _bounded(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Times, lower and upper ends of the values that have a lower end."""
        lower, upper = self.series.lower, self.series.upper
        if len(self.values) > 1 or lower is None or upper is None:
            raise TrendError("ranges need one series with `lower` and `upper`, and this has none")
        known = np.isfinite(lower)
        return self.series.time[known], lower[known], upper[known]

    def _bounded_seasons(self):
        lower = self.series.lower
        return None if self.seasons is None or lower is None else self.seasons[np.isfinite(lower)]

    def _body(self):
        if len(self.values) > 1:
            return self.to_frame().to_string(float_format="{:.6g}".format)
        ends = self.conf_int().loc["slope"]
        lines = [
            f"S = {self.s}, Var(S) = {self.var_s:.6g}, z = {self.z:.4f}, tau = {self.tau:.4f}",
            f"p = {format_p(self.p_value)} ({self.alternative})",
            f"Sen's slope = {self.slope:.6g} per unit of time, 95% interval {ends.lower:.6g} to {ends.upper:.6g}",
        ]
        if self.series.has_intervals:
            reach, p = self.s_range, self.p_range
            sharp = "" if reach.sharp else " (outer bounds)"
            lines.append(
                f"the ranges allow S from {reach.lower} to {reach.upper}{sharp}, p from "
                f"{format_p(p.lower)} to {format_p(p.upper)}"
            )
        return "\n".join(lines)
