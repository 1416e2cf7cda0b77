"""Segmented regression around dated interventions."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.interruptions.counterfactual import (
    ImpactResult,
    counterfactual_table,
    draw_interventions,
    impact,
    impact_lines,
    projection,
)
from fraudstats.trends.interruptions.design import Specification, intervention_times
from fraudstats.trends.interruptions.falsification import FalsificationResult, falsification
from fraudstats.trends.interruptions.segmented import SegmentedFit, fit_segments, require_known
from fraudstats.trends.interruptions.strength import autocorrelated, require_spare, weaknesses
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import as_time_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["InterruptedResult", "interrupted"]

#: What intervals cover at an autocorrelation of 0.6 (docs/evidence/interrupted-coverage.md).
COVERS_IF_STRONG = {"HAC-corrected": "87 to 91%", "HAC": "75 to 81%", "HC0": "65 to 72%", "nonrobust": "68 to 80%"}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class InterruptedResult(SegmentedFit):
    """A fitted interrupted time series: the regression, its counterfactual, and attempts to break it.

    See :class:`~fraudstats.trends.interruptions.segmented.SegmentedFit` for what it holds.
    """

    def counterfactual(self, alpha: float = 0.05, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
        """What would have come without the interventions, one row per value.

        Returns
        -------
        DataFrame
            ``time, observed, fitted, counterfactual`` and ``lower, upper``: a *prediction* interval, which
            holds a new value with probability ``1 - alpha``; it carries the estimates' uncertainty, the
            scatter of values, and the autocorrelation of residuals.
        """
        return counterfactual_table(projection(self), alpha, n_draws, seed)

    def impact(self, n_draws: int = 2000, seed: int = 0) -> ImpactResult:
        """Total of observed minus counterfactual values since the first intervention, without what it splits."""
        return impact(projection(self), n_draws, seed)

    def falsification(self) -> FalsificationResult:
        """Try to break the result: placebo dates, autocorrelation, curvature, onset, number of values.

        The result's ``to_frame()`` holds the placebo dates, its ``checks`` the verdicts.
        """
        return falsification(self)

    def _body(self) -> str:
        what = "ratios" if self.fit.log_link else "differences"
        effects = self.effects().to_string(float_format="{:.4g}".format)
        head = f"Effects ({what}, slopes per unit of time):"
        return "\n".join([super()._body(), "", head, effects, *impact_lines(self, self.impact)])

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        draw_interventions(ax, self.counterfactual(), self.touched(), self.interventions)


@pools_draws
def interrupted(
    data: Any,
    time: Any = None,
    *,
    interventions: Any,
    family: str = "quasipoisson",
    level_change: bool = True,
    slope_change: bool = True,
    lag: float = 0.0,
    season: int | None = None,
    harmonics: int | None = None,
    exposure: Any = None,
    exog: Any = None,
    cov_type: str = "HAC-corrected",
    max_lags: int | None = None,
) -> InterruptedResult:
    """Estimate how a series changed at dated interventions.

    Parameters
    ----------
    data : TimeSeries, array, Series or DataFrame
        Values in time (see :func:`~fraudstats.trends.as_time_series`). Ranges are read at their midpoints,
        and a note says so; open ranges are refused.
    time : array, optional
        Times, in place of those of `data`.
    interventions : date, number, list of them, or {label: date}
        When each began, in dates or in the units of the series' time. A window that a date splits is
        exposed to the intervention for the share of its days after it.
    family : {"quasipoisson", "poisson", "negbin", "normal", "lognormal"}
        Counts (log-linear), or values with normal errors (additive) or log-normal errors.
    level_change, slope_change : bool
        Whether each intervention may change the level at once, and the slope from then on.
    lag : float
        How much later than its date an intervention takes hold, in units of time (1/12 is a month, if dated).
    season : int, optional
        Rows per cycle (12 for months): adds one term per place in the cycle.
    harmonics : int, optional
        That many pairs of sine and cosine waves in place of one term per place in the cycle.
    exposure : number or array, optional
        What each count is in proportion to; by default the days of the windows. Not for normal errors.
    exog : array or DataFrame, optional
        Further columns, one row per value (a control series, holidays).
    cov_type : {"HAC-corrected", "AR(1)", "HAC", "HC0", "nonrobust"}
        Errors: Newey and West's without their small-sample bias, with Satterthwaite's degrees of freedom; a
        first-order autoregression, by generalised least squares, which moves the estimates, too, and holds where
        autocorrelation is strong; Newey and West's as Stata's ``newey`` has them; robust to heteroscedasticity;
        the model's.
    max_lags : int, optional
        Lags of the two kinds of Newey and West's; by default ``floor(4 (n / 100)^(2/9))``.

    Returns
    -------
    InterruptedResult

    Raises
    ------
    TrendError
        If a date lies outside the series, the terms cannot be told apart on these values, or values less parameters
        are fewer than 2.

    Warns
    -----
    TrendWarning
        If there are fewer than 8 values before or after, under 5 degrees of freedom, or under two seasons
        before.

    References
    ----------
    Wagner, A. K. et al. (2002). Segmented regression analysis of interrupted time series studies in
    medication use research. *Journal of Clinical Pharmacy and Therapeutics* 27, 299-309.
    Lopez Bernal, J., Cummins, S. and Gasparrini, A. (2017). Interrupted time series regression for the
    evaluation of public health interventions: a tutorial. *International Journal of Epidemiology* 46,
    348-355.
    Penfold, R. B. and Zhang, F. (2013). Use of interrupted time series analysis in evaluating health care
    quality improvements. *Academic Pediatrics* 13, S38-S44.

    Examples
    --------
    >>> months = pd.period_range("2020-01", periods=36, freq="M")
    >>> calls = pd.Series([40 + k % 3 for k in range(24)] + [20 + k % 3 for k in range(12)], months)
    >>> fit = interrupted(calls, interventions="2022-01-01", slope_change=False)
    >>> fit.effects().round(2).loc["level 2022-01-01", ["estimate", "lower", "upper"]].tolist()
    [0.51, 0.5, 0.53]
    """
    spec = require_known(Specification(family, level_change, slope_change, lag, season, harmonics, cov_type, max_lags))
    series = as_time_series(data, time).points("an interrupted series").require(4, "an interrupted series")
    times = intervention_times(interventions, series)
    if family != "normal":
        exposure = read_exposure(series, exposure)
    elif exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    else:
        exposure = np.ones(len(series.require_equal_windows("an interrupted series with normal errors")))
    columns = None if exog is None else beside(series, exog, "exog")
    fit = fit_segments(series, times, spec, exposure, columns)
    require_spare(fit)
    weak = tuple(weaknesses(fit))
    for weakness in weak:
        warnings.warn(weakness, TrendWarning, stacklevel=3)
    return InterruptedResult(**{**vars(fit), "notes": (*weak, *autocorrelated(fit, COVERS_IF_STRONG))})
