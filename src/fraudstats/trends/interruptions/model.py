"""Segmented regression around dated interventions."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.interruptions.counterfactual import ImpactResult, counterfactual_table, impact
from fraudstats.trends.interruptions.design import Specification, cycle, intervention_times, span
from fraudstats.trends.interruptions.falsification import FalsificationResult, falsification
from fraudstats.trends.interruptions.segmented import SegmentedFit, fit_segments
from fraudstats.trends.likelihoods.autoregression import AUTOREGRESSIVE
from fraudstats.trends.likelihoods.covariance import COV_TYPES
from fraudstats.trends.likelihoods.glm import FAMILIES
from fraudstats.trends.pooling.draws import pools_draws
from fraudstats.trends.series.exposure import beside, read_exposure
from fraudstats.trends.series.read import as_time_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["InterruptedResult", "interrupted"]

#: Values before and after below which the result is called weak (Penfold and Zhang, 2013).
ENOUGH = 8
#: Degrees of freedom below which there is no result: with one, a 95% interval reaches 13 standard errors either way.
FEWEST_DF = 2
#: Autocorrelation above which robust errors are too small, and what their intervals cover at 0.6
#: (docs/evidence/interrupted-coverage.md).
STRONG = 0.5
#: Values below which autocorrelation is a guess; what was measured begins at 24.
ENOUGH_TO_CORRELATE = 20
COVERS_IF_STRONG = {"HAC-corrected": "86 to 92%", "HAC": "71 to 80%", "HC0": "62 to 72%", "nonrobust": "65 to 78%"}


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
        return counterfactual_table(self, alpha, n_draws, seed)

    def impact(self, n_draws: int = 2000, seed: int = 0) -> ImpactResult:
        """Total of observed minus counterfactual values since the first intervention."""
        return impact(self, n_draws, seed)

    def falsification(self) -> FalsificationResult:
        """Try to break the result: placebo dates, autocorrelation, curvature, onset, number of values.

        The result's ``to_frame()`` holds the placebo dates, its ``checks`` the verdicts.
        """
        return falsification(self)

    def _body(self) -> str:
        what = "ratios" if self.fit.log_link else "differences"
        effects = self.effects().to_string(float_format="{:.4g}".format)
        return f"{super()._body()}\n\nEffects ({what}, slopes per unit of time):\n{effects}\n{self.impact().sentence}"

    def _draw(self, ax: Axes) -> None:
        super()._draw(ax)
        table = self.counterfactual()
        after = self.touched()
        ax.plot(table.time[after], table.counterfactual[after], "--", color="C0", label="without the intervention")
        band = {"color": "C0", "alpha": 0.2, "label": "95% prediction interval"}
        ax.fill_between(table.time[after], table.lower[after], table.upper[after], **band)
        for label, time in self.interventions.items():
            ax.axvline(time, color="grey", linewidth=1)
            ax.annotate(label, (time, 1), xycoords=("data", "axes fraction"), rotation=90, va="top", fontsize="small")


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
    if family not in FAMILIES:
        raise TrendError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    if cov_type not in (known := (*COV_TYPES, AUTOREGRESSIVE)):
        raise TrendError(f"cov_type {cov_type!r} is unknown; choose one of {', '.join(known)}")
    if not (level_change or slope_change):
        raise TrendError(
            "with neither level_change nor slope_change an intervention changes nothing; set one of them to True"
        )
    series = as_time_series(data, time).points("an interrupted series").require(4, "an interrupted series")
    times = intervention_times(interventions, series)
    spec = Specification(family, level_change, slope_change, lag, season, harmonics, cov_type, max_lags)
    if family != "normal":
        exposure = read_exposure(series, exposure)
    elif exposure is not None:
        raise TrendError("normal errors take no exposure; give rates (`as_time_series(data).per_day()`)")
    else:
        exposure = np.ones(len(series.require_equal_windows("an interrupted series with normal errors")))
    columns = None if exog is None else beside(series, exog, "exog")
    fit = fit_segments(series, times, spec, exposure, columns)
    _require_spare(fit)
    weaknesses = tuple(_weaknesses(fit))
    for weakness in weaknesses:
        warnings.warn(weakness, TrendWarning, stacklevel=3)
    return InterruptedResult(**{**vars(fit), "notes": (*weaknesses, *_autocorrelated(fit))})


def _sides(fit: SegmentedFit) -> tuple[int, int]:
    """The number of values before the first intervention, and of those that it touched."""
    seen, after = np.isfinite(fit.series.value), fit.touched()
    return int((seen & ~after).sum()), int((seen & after).sum())


def _require_spare(fit: SegmentedFit) -> None:
    """Refuse a fit that leaves so little to judge chance by that its intervals say nothing."""
    n = sum(_sides(fit))
    if n - len(fit.params) < FEWEST_DF:
        raise TrendError(
            f"{n} values leave {n - len(fit.params)} degree of freedom for {len(fit.params)} parameters, which no "
            "interval can rest on; use months in place of years or a longer series, or compare two counts with "
            "fs.trends.rate_ratio"
        )


def _autocorrelated(fit: SegmentedFit) -> Iterator[str]:
    """A note where robust errors are known to be too small; a model of the autocorrelation needs none."""
    if fit.spec.cov_type == AUTOREGRESSIVE or not fit.scatters or fit.nobs < ENOUGH_TO_CORRELATE:
        return
    if (rho := fit.autocorrelation()) > STRONG:
        yield (
            f"neighbouring errors are strongly correlated (about {rho:.2f}), and 95% intervals by "
            f"{fit.spec.cov_type} errors then cover {COVERS_IF_STRONG[fit.spec.cov_type]}; "
            f"cov_type={AUTOREGRESSIVE!r} allows for it"
        )


def _weaknesses(fit: SegmentedFit) -> Iterator[str]:
    after = fit.touched()
    n_before, n_after = _sides(fit)
    if min(n_before, n_after) < ENOUGH:
        yield (
            f"{n_before} values before and {n_after} after the intervention; with fewer than {ENOUGH} per side "
            "a change can hardly be told from chance"
        )
    spare = n_before + n_after - len(fit.params)
    if spare < 5:
        yield f"{len(fit.params)} parameters leave {spare} degrees of freedom; drop terms"
    if fit.spec.season is not None:
        start, end = span(fit.series)
        seasons = (end[~after].max(initial=start[0]) - start[0]) / cycle(fit.series, fit.spec.season).length
        if seasons < 2 - 1e-9:
            yield f"{seasons:.1f} seasons before the intervention cannot tell it from a change; use two"
