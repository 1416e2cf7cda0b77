"""Where does a trend of counts, shares or amounts bend (or jump), and by how much?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import PALETTE
from fraudstats.trends.bends.bend_test import BendTestResult, check_changes, run_test
from fraudstats.trends.bends.profile import Profile
from fraudstats.trends.bends.regression import Regression, read_regression
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.result import TrendResult, check_alpha, format_p, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FreeBendResult", "free_bend"]

METHOD = "a trend with a free bend"
#: Coefficients by name: the columns are constant, time, and what changes.
SLOPES = {"slope_before": (0, 1, 0), "slope_after": (0, 1, 1), "slope_change": (0, 0, 1)}
#: Values that leave two degrees of freedom to a bend with a jump.
FEWEST = 7
#: Residuals below this share of the values are rounding errors of the arithmetic.
ROUNDING = 1e-9
#: Places of the test of a change at all.
POINTS = 10


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class FreeBendResult(TrendResult):
    """A fitted trend with one change at an estimated time.

    `params` holds ``bend`` (its time) and, where the slope changes, ``slope_before``, ``slope_after``,
    ``slope_change``; else ``slope``; where the level changes, ``level_change``. Slopes are per unit of time, on the
    scale of the link: logarithms of rate ratios for counts, of odds ratios for shares.

    Attributes
    ----------
    profile : Profile
        The deviance over all places of the change.
    slope_change, level_change : bool
        As given to the function.
    existence : BendTestResult
        Is there a change at all? The pseudo-score test, two-sided.
    """

    profile: Profile
    existence: BendTestResult
    slope_change: bool
    level_change: bool

    @property
    def regression(self) -> Regression:
        """What was fitted."""
        return self.profile.regression

    @property
    def method(self) -> str:
        what = "bend and jump" if self.slope_change and self.level_change else "bend" if self.slope_change else "jump"
        return f"Trend with a free {what} ({self.regression.family}), profile likelihood"

    @property
    def one_trend(self) -> bool:
        """Not: the slope or the level changes."""
        return False

    @property
    def bend(self) -> float:
        """The estimated time of the change."""
        return float(self.params.iloc[0])

    @property
    def dispersion(self) -> float:
        """Factor on the variance of the family (of normal errors, their variance); 1 where it is taken as known."""
        return self.profile.dispersion

    @property
    def deviance(self) -> float:
        """Of the fitted model."""
        return float(self.profile.best.deviance[0])

    @property
    def df_resid(self) -> int:
        """Values minus parameters, the time of the change among these."""
        return self.profile.df

    @property
    def bse(self) -> pd.Series:
        """Standard errors of the linearised model (Muggeo 2003, as R's ``segmented``); none of the time of a jump."""
        cov = self.profile.covariance()
        found = {name: np.sqrt(row @ cov[: len(row), : len(row)] @ row) for name, row in self._directions.items()}
        return pd.Series({"bend": np.nan if self.level_change else np.sqrt(cov[-1, -1]), **found})

    @property
    def p_values(self) -> pd.Series:
        """Of slopes being zero, and of no change at all (which has one p-value, of `existence`); of times none."""
        slopes = {n: self.profile.p_value(row) for n, row in self._directions.items() if not n.endswith("_change")}
        changes = {n: self.existence.p_value for n in self.params.index if str(n).endswith("_change")}
        return pd.Series({"bend": np.nan, **slopes, **changes}).reindex(self.params.index)

    @property
    def fittedvalues(self) -> np.ndarray:
        """Expected values (medians, of log-normal ones) at the times of the series."""
        design = self.profile.designs(np.array([self.bend]))[0]
        return self.regression.expected(design @ self.profile.best.beta[0])

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Profile likelihood intervals: columns ``lower`` and ``upper``; see the guide on how often they hold.

        Where the data exclude no bend on a side, the interval of the time ends with the series.
        """
        rows = [self.profile.interval(check_alpha(alpha))]
        rows += [self.profile.coefficient(row, alpha) for row in self._directions.values()]
        return interval_frame(self.params.index, *np.transpose(rows))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The estimates as a table: ``estimate``, ``lower``, ``upper``, ``std_err``, ``p_value``."""
        return super().to_frame(alpha).assign(std_err=self.bse, p_value=self.p_values)

    def ratios(self, alpha: float = 0.05) -> pd.DataFrame:
        """Exponentials of slopes and jumps with their intervals: rate ratios of counts, odds ratios of shares."""
        if self.regression.family == "normal":
            raise TrendError("slopes of normal errors are differences, not logarithms of ratios; see to_frame()")
        with np.errstate(over="ignore"):
            return cast(pd.DataFrame, np.exp(TrendResult.to_frame(self, alpha).drop(index="bend")))

    @property
    def _directions(self) -> dict[str, np.ndarray]:
        return _directions(self.slope_change, self.level_change)

    def _body(self) -> str:
        return (
            f"{super()._body()}\n\nNo change at all: p = {format_p(self.existence.p_value)} ({self.existence.method})"
        )

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        lower, upper = self.profile.interval(0.05)
        ax.axvspan(lower, upper, color=PALETTE[2], alpha=0.2, linewidth=0, label="95% interval of the change")


@pools_draws
def free_bend(
    data: Any,
    time: Any = None,
    *,
    family: str | None = None,
    trials: Any = None,
    exposure: Any = None,
    slope_change: bool = True,
    level_change: bool = False,
) -> FreeBendResult:
    """Estimate at which time a (log-, logit-) linear trend bends, or jumps, and by how much.

    Parameters
    ----------
    data : TimeSeries, array, Series, DataFrame or Draws
        Counts, successes or amounts in time (see :func:`~fraudstats.trends.as_time_series`). Ranges are read at their
        midpoints, and a note says so; open ranges are refused, missing values are left out. Draws are pooled.
    time : array or str, optional
        Times of the values, or the column that holds them.
    family : {"quasipoisson", "poisson", "quasibinomial", "binomial", "normal", "lognormal"}, optional
        Counts (log link) or successes of trials (logit link), with a variance that is that of their distribution or a
        multiple of it; amounts. By default quasi-Poisson, with `trials` quasi-binomial.
    trials : number or array, optional
        Trials behind each number of successes: amounts lost of which a part was recovered, persons tried.
    exposure : number or array, optional
        What each count is in proportion to; by default the days of the windows.
    slope_change, level_change : bool
        Whether the slope changes (a bend, by default), the level (a jump), or both. A jump lies between two values,
        and no value says where; the middle stands for it.

    Returns
    -------
    FreeBendResult

    Raises
    ------
    TrendError
        With fewer than 7 values, values that are no counts or more than their trials, or options that do not go
        together.

    Notes
    -----
    The bend is the maximum of the likelihood over all times from the second value to the last but one, found gap by
    gap (Hudson 1966), so that no starting value matters. Intervals are by profile likelihood, with an F limit where the
    dispersion is estimated.

    References
    ----------
    Muggeo, V. M. R. (2003). Estimating regression models with unknown break-points. *Statistics in Medicine* 22,
    3055-3071.
    Hudson, D. J. (1966). Fitting segmented curves whose join points have to be estimated. *Journal of the American
    Statistical Association* 61, 1097-1129.

    Examples
    --------
    >>> years, convicted = range(2012, 2022), [52, 55, 49, 54, 57, 64, 71, 78, 83, 90]
    >>> result = free_bend(convicted, years, trials=100)
    >>> round(result.bend, 1)
    2015.6
    """
    check_changes(slope_change, level_change)
    regression = read_regression(data, time, family, trials, exposure, FEWEST, METHOD)
    profile = Profile(regression, slope_change, level_change)
    _require_scatter(profile)
    # With a place in each gap the average of a jump would be a straight line.
    n_points = POINTS + (len(regression.y) == POINTS)
    existence = run_test(regression, "pscore", "two-sided", slope_change, level_change, n_points)
    estimates = {n: float(row @ profile.best.beta[0]) for n, row in _directions(slope_change, level_change).items()}
    result = FreeBendResult(
        series=regression.series,
        params=pd.Series({"bend": profile.place, **estimates}),
        profile=profile,
        existence=existence,
        slope_change=slope_change,
        level_change=level_change,
    )
    return replace(result, notes=(*existence.notes, *_notes(result)))


def _require_scatter(profile: Profile) -> None:
    """Refuse what has no interval: a likelihood without a maximum, and values on the line itself."""
    regression, best = profile.regression, profile.best
    if regression.runs_away(profile.designs(np.array([profile.place])), best)[0]:
        raise TrendError(
            f"values of zero (or of all trials) on one side of {profile.place:.6g} leave a slope without a bound; use "
            "longer windows, leave out the values before the first event, or take fs.trends.bend_test"
        )
    residual = np.abs(regression.y - best.mu[0]).max()
    if not regression.known_dispersion and residual <= ROUNDING * np.abs(regression.y).max():
        raise TrendError(
            f"the values lie exactly on a line that is straight or bends at {profile.place:.6g}, so nothing tells "
            "how far chance reaches; without scatter there is nothing to estimate"
        )


def _directions(slope_change, level_change):
    """Names of the coefficients, and what of the columns (constant, time, slope, level) each is made of."""
    if not slope_change:
        return {"slope": np.array([0.0, 1, 0]), "level_change": np.array([0.0, 0, 1])}
    tail = [0.0] * level_change
    found = {name: np.array([*row, *tail], float) for name, row in SLOPES.items()}
    return {**found, "level_change": np.array([0.0, 0, 0, 1])} if level_change else found


def _notes(result: FreeBendResult) -> Iterator[str]:
    profile = result.profile
    lower, upper = profile.interval(0.05)
    ends = [str(result.series.labels[k]) for k, end in ((0, lower), (-1, upper)) if end == profile.times[k]]
    if ends:
        yield (
            f"the 95% interval of the time of the change reaches the end of the series ({' and '.join(ends)}): no "
            "value excludes a change as early or as late"
        )
    if result.existence.p_value > 0.05 and not result.level_change:
        yield (
            f"a straight line explains the values as well (p = {format_p(result.existence.p_value)}), so that the time "
            "and the size of the change may be chance"
        )
