"""Segmented regression of a series and a control around dated interventions."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError, TrendWarning
from fraudstats.style import GREY
from fraudstats.trends.interruptions.balance import balance
from fraudstats.trends.interruptions.comparison import ControlledFit, fit_comparison
from fraudstats.trends.interruptions.counterfactual import (
    ImpactResult,
    counterfactual_table,
    draw_interventions,
    impact,
    impact_lines,
)
from fraudstats.trends.interruptions.counterparts import pair, read_control
from fraudstats.trends.interruptions.design import Specification, intervention_times
from fraudstats.trends.interruptions.falsification import FalsificationResult, falsification
from fraudstats.trends.interruptions.segmented import require_known
from fraudstats.trends.interruptions.strength import autocorrelated, require_spare, weaknesses
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.series.exposure import read_exposure
from fraudstats.trends.series.read import as_time_series
from fraudstats.trends.series.time_series import TimeSeries

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ControlledResult", "controlled_interrupted"]

#: What intervals cover at an autocorrelation of 0.6 (docs/evidence/controlled-coverage.md).
COVERS_IF_STRONG = {"HAC-corrected": "88 to 91%", "HAC": "73 to 79%", "HC0": "71 to 75%", "nonrobust": "77 to 78%"}
METHOD = "a controlled interrupted series"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class ControlledResult(ControlledFit):
    """A series against its control: the regression, its counterfactual, and attempts to break it.

    See :class:`~fraudstats.trends.interruptions.comparison.ControlledFit` for what it holds.
    """

    def counterfactual(self, alpha: float = 0.05, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
        """What would have come if the series had changed as the control did, one row per value.

        Returns
        -------
        DataFrame
            ``time, observed, fitted, counterfactual`` and ``lower, upper``: a *prediction* interval, as that of
            :meth:`InterruptedResult.counterfactual`.
        """
        return counterfactual_table(self.projection(), alpha, n_draws, seed)

    def impact(self, n_draws: int = 2000, seed: int = 0) -> ImpactResult:
        """Total of observed minus counterfactual values since the first intervention, without what it splits."""
        return impact(self.projection(), n_draws, seed)

    def falsification(self) -> FalsificationResult:
        """Try to break the result: was the control like the series before, and all that `interrupted` tries.

        Placebo dates, curvature and onset are those of the difference between series and control.
        """
        return falsification(self, balance(self))

    def _body(self) -> str:
        what = "ratios of ratios" if self.fit.log_link else "differences of differences"
        effects = self.effects().to_string(float_format="{:.4g}".format)
        head = f"Effects beyond the control ({what}, slopes per unit of time):"
        return "\n".join([super()._body(), "", head, effects, *impact_lines(self, self.impact)])

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        carried = self.difference_before() + self.offset[1] - self.offset[0]
        value = self.control.value * np.exp(carried) if self.fit.log_link else self.control.value + carried
        ax.plot(self.control.time, value, ".", color=GREY, label="control, at the level of the series")
        draw_interventions(ax, self.counterfactual(), self.touched(), self.interventions)


@pools_draws
def controlled_interrupted(
    data: Any,
    time: Any = None,
    *,
    control: Any,
    interventions: Any,
    family: str = "quasipoisson",
    level_change: bool = True,
    slope_change: bool = True,
    lag: float = 0.0,
    season: int | None = None,
    harmonics: int | None = None,
    exposure: Any = None,
    control_exposure: Any = None,
    cov_type: str = "HAC-corrected",
    max_lags: int | None = None,
) -> ControlledResult:
    """Estimate how a series changed at dated interventions beyond a control that they did not reach.

    Both series have a level and a trend before, and a change of level and slope at each date; an effect is how the
    change of the series differs from that of the control. What happened to both at the date (another way of counting,
    a pandemic) is no effect.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Values in time (see :func:`~fraudstats.trends.as_time_series`). Ranges are read at their midpoints,
        and a note says so; open ranges are refused.
    time : array, optional
        Times, in place of those of `data`.
    control : array, Series, DataFrame or TimeSeries
        What the interventions did not reach, counted over the same windows; an array or list has one value per row of
        the data, in their order. Where either series has no value, both are left out.
    interventions : date, number, list of them, or {label: date}
        When each began, in dates or in the units of the series' time. A window that a date splits is
        exposed to the intervention for the share of its days after it.
    family : {"quasipoisson", "poisson", "negbin", "normal", "lognormal"}
        Counts (log-linear), or values with normal errors (additive) or log-normal errors, of both series; each has its
        own dispersion.
    level_change, slope_change : bool
        Whether each intervention may change the level at once, and the slope from then on.
    lag : float
        How much later than its date an intervention takes hold, in units of time (1/12 is a month, if dated).
    season : int, optional
        Rows per cycle (12 for months): adds one term per place in the cycle, to both series.
    harmonics : int, optional
        That many pairs of sine and cosine waves in place of one term per place in the cycle.
    exposure, control_exposure : number or array, optional
        What each count is in proportion to, one number or one per row of its own series; by default the days of the
        windows. Not for normal errors.
    cov_type : {"HAC-corrected", "AR(1)", "HAC", "HC0", "nonrobust"}
        Errors, as in :func:`~fraudstats.trends.interrupted`; all allow for any correlation between the two series at
        the same time (and, Newey and West's, nearby). "AR(1)" models the difference of the two series' errors.
    max_lags : int, optional
        Lags of the two kinds of Newey and West's; by default ``floor(4 (n / 100)^(2/9))``, n the number of times.

    Returns
    -------
    ControlledResult

    Raises
    ------
    TrendError
        If the control cannot be matched to the data, a date lies outside the series, the terms cannot be told apart on
        these values, or times less terms are fewer than 2.

    Warns
    -----
    TrendWarning
        If there are fewer than 8 values before or after, under 5 degrees of freedom, or under two seasons
        before.

    References
    ----------
    Linden, A. (2015). Conducting interrupted time-series analysis for single- and multiple-group comparisons. *Stata
    Journal* 15, 480-500.
    Lopez Bernal, J., Cummins, S. and Gasparrini, A. (2018). The use of controls in interrupted time series studies of
    public health interventions. *International Journal of Epidemiology* 47, 2082-2093.

    Examples
    --------
    >>> months = pd.period_range("2020-01", periods=36, freq="M")
    >>> here = pd.Series([40 + k % 3 for k in range(24)] + [20 + k % 3 for k in range(12)], months)
    >>> there = pd.Series([80 + k % 4 for k in range(24)] + [60 + k % 4 for k in range(12)], months)
    >>> fit = controlled_interrupted(here, control=there, interventions="2022-01-01", slope_change=False)
    >>> fit.effects().round(2).loc["level 2022-01-01", ["estimate", "lower", "upper"]].tolist()
    [0.68, 0.66, 0.69]
    """
    spec = require_known(Specification(family, level_change, slope_change, lag, season, harmonics, cov_type, max_lags))
    series = as_time_series(data, time).points(METHOD)
    partner = read_control(control, series)
    exposures = _exposures(series, partner, exposure, control_exposure, family)
    series, partner, rows = pair(series, partner)
    series.require(4, METHOD)
    times = intervention_times(interventions, series)
    own, other = exposures
    fit = fit_comparison(series, partner, times, spec, np.array([np.where(rows < 0, 1.0, other[rows]), own]))
    require_spare(fit)
    weak = tuple(weaknesses(fit))
    for weakness in weak:
        warnings.warn(weakness, TrendWarning, stacklevel=3)
    return ControlledResult(**{**vars(fit), "notes": (*weak, *autocorrelated(fit, COVERS_IF_STRONG))})


def _exposures(series: TimeSeries, control: TimeSeries, exposure: Any, control_exposure: Any, family: str):
    """Exposures of the series and of the control, each in the order of its own times."""
    if family != "normal":
        return read_exposure(series, exposure), read_exposure(control, control_exposure)
    if exposure is not None or control_exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    return np.ones(len(series.require_equal_windows(f"{METHOD} with normal errors"))), np.ones(len(control))
