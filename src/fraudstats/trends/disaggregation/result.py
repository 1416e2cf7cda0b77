"""Totals split into periods: estimates that add up to them, bands, and the regression behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fraudstats.errors import TrendError
from fraudstats.style import ACCENT, PALETTE, band
from fraudstats.trends.disaggregation.autocorrelation import average, given
from fraudstats.trends.disaggregation.layout import Layout
from fraudstats.trends.disaggregation.linear_model import LinearModel
from fraudstats.trends.disaggregation.options import METHODS, Options
from fraudstats.trends.likelihoods.best_prediction import BestPrediction
from fraudstats.trends.likelihoods.mixture import Mixture
from fraudstats.trends.result import TrendResult, check_alpha, interval_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["DisaggregationResult"]

BANDS = ("integrated", "plug-in")
#: Rows of a summary's table.
SHOWN = 24


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class DisaggregationResult(TrendResult):
    """Totals split into periods.

    `params` holds the estimate of each period; ``conf_int()`` gives *prediction* intervals of the periods.

    Attributes
    ----------
    layout : Layout
        The periods, and how each total is made of them.
    options : Options
    rho : float or None
        Autocorrelation of the errors (of their steps: Litterman); None for methods without one.
    linear : LinearModel or None
        The model of the periods; None for pro rata.
    fit : BestPrediction or None
        Its fit under `rho`.
    """

    layout: Layout
    options: Options
    rho: float | None = None
    linear: LinearModel | None = None
    fit: BestPrediction | None = None

    @property
    def method(self) -> str:
        options = self.options
        parts = [METHODS[options.method]]
        if options.is_denton:
            parts.append(f"differences of order {options.difference}")
            parts += [f"{options.criterion}"] if self.layout.columns is not None else []
        if options.rho is not None:
            parts.append(f"rho {'by ' + options.estimator if options.estimator else 'given'}")
        return f"Temporal disaggregation: {', '.join(parts)}; {options.conversion} of the periods"

    @property
    def nobs(self) -> int:
        """The number of totals that are not missing."""
        return len(self.layout.rows)

    @property
    def fittedvalues(self) -> np.ndarray:
        """What the regression, or the indicator, alone makes of each total that is not missing."""
        return self.layout.rows @ self.preliminary.to_numpy()

    @property
    def preliminary(self) -> pd.Series:
        """The periods before the totals are imposed: the regression alone, or the indicator."""
        if self.linear is None or self.fit is None:
            return self.params if self.layout.columns is None else pd.Series(self.layout.columns[:, 0], self._index)
        path = self.linear.offset + self.linear.regressors @ self.fit.coefficients
        return pd.Series(path, self._index)

    @property
    def coefficients(self) -> pd.DataFrame:
        """The regression behind: ``estimate, std_err, t, p_value``, given `rho`; empty for Denton and pro rata."""
        from scipy import stats

        columns = ["estimate", "std_err", "t", "p_value"]
        if self.linear is None or self.fit is None or self.options.is_denton:
            return pd.DataFrame(columns=columns, dtype=float)
        estimate = self.fit.coefficients
        std_err = np.sqrt(self._scale * np.diag(self.fit.coefficient_covariance))
        with np.errstate(divide="ignore", invalid="ignore"):
            t = estimate / std_err
        p = 2 * stats.t.sf(np.abs(t), self.linear.df)
        table = dict(zip(columns, (estimate, std_err, t, p), strict=True))
        return pd.DataFrame(table, index=list(self.linear.names))

    @property
    def llf(self) -> float:
        """Log likelihood of the totals at `rho`; NaN for Denton and pro rata."""
        if self.fit is None or self.options.is_denton:
            return np.nan
        m = self.nobs
        return float(-m / 2 * (1 + np.log(2 * np.pi * self.fit.squares / m)) - self.fit.log_determinant / 2)

    @property
    def rsquared_adj(self) -> float:
        """Adjusted share of the totals' (weighted) variance that the regression explains."""
        if self.linear is None or self.fit is None or self.options.is_denton or not self.options.constant:
            return np.nan
        alone = self.linear.around_mean(0.0 if self.rho is None else self.rho)
        return float(1 - self._scale / (alone.squares / (self.nobs - 1)))

    def conf_int(self, alpha: float = 0.05, autocorrelation: str = "integrated") -> pd.DataFrame:
        """Prediction intervals of the periods, one row each.

        They hold if the errors of the periods are as the method supposes. Missing (NaN) where a method has no error
        model (pro rata), or no total is left to estimate the size of errors from.

        Parameters
        ----------
        alpha : float
        autocorrelation : {"integrated", "plug-in"}
            Average over `rho`, where it is estimated, by its restricted likelihood; or take its estimate as known, as
            most software does, which is too narrow. The same where `rho` is not estimated.
        """
        tail = check_alpha(alpha) / 2
        spread = self._distribution(autocorrelation)
        if spread is None:
            return interval_frame(self._index, np.nan, np.nan)
        lower, upper = spread.quantiles(np.array([tail, 1 - tail])).T
        # In few totals the estimate of rho can lie in the tail of what is likely.
        return interval_frame(self._index, np.minimum(lower, self.params), np.maximum(upper, self.params))

    def to_frame(self, alpha: float = 0.05, autocorrelation: str = "integrated") -> pd.DataFrame:
        """The periods: ``estimate, lower, upper, std_err``."""
        table = self.conf_int(alpha, autocorrelation).assign(estimate=self.params)
        return table.loc[:, ["estimate", "lower", "upper"]].assign(std_err=self._std_err(autocorrelation))

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the periods with their standard errors."""
        std_err = self._std_err("integrated")
        if not np.isfinite(std_err).all():
            raise TrendError("this method gives no standard errors to pool; give `quantity`, or another method")
        return pd.DataFrame({"estimate": self.params, "std_err": std_err})

    def pooling_df(self) -> float:
        """Totals beyond the number of coefficients."""
        return np.inf if self.linear is None else float(self.linear.df)

    @property
    def _index(self) -> pd.Index:
        return self.layout.index

    @property
    def _scale(self) -> float:
        assert self.fit is not None and self.linear is not None
        return 0.0 if self.fit.exact else self.fit.squares / self.linear.df

    def _distribution(self, autocorrelation: str) -> Mixture | None:
        if autocorrelation not in BANDS:
            raise TrendError(f"autocorrelation is {autocorrelation!r}; choose one of {', '.join(BANDS)}")
        if self.linear is None or self.fit is None or self.linear.df < 1:
            return None
        if autocorrelation == "integrated" and self.options.estimator is not None and not self.fit.exact:
            return self._averaged
        return given(self.fit, self.linear)

    @cached_property
    def _averaged(self) -> Mixture:
        assert self.linear is not None
        return average(self.linear, self.options.min_rho)

    def _std_err(self, autocorrelation: str) -> np.ndarray:
        """Root mean squared distance from the estimate, without the stretch of t that `pooling_df` stands for."""
        spread = self._distribution(autocorrelation)
        if spread is None:
            return np.full(len(self._index), np.nan)
        around = spread.scale**2 + (spread.mean - self.params.to_numpy()) ** 2
        return np.sqrt(spread.weight @ around)

    def _body(self) -> str:
        from fraudstats.digits import meaningful

        table = meaningful(self.to_frame(), bands=[("lower", "estimate", "upper")], digits={"std_err": 3})
        parts = [table.to_string(float_format="{:.6g}".format, max_rows=SHOWN)]
        if len(self.coefficients):
            regression = meaningful(self.coefficients, digits={"std_err": 3, "t": 3, "p_value": 3})
            parts += ["", regression.to_string(float_format="{:.6g}".format)]
        if self.rho is not None:
            parts += ["", f"Autocorrelation (rho): {self.rho:.4g}"]
        return "\n".join(parts)

    @property
    def caveats(self) -> tuple[str, ...]:
        """The notes; what trend a series could have shown is no question here."""
        return self.notes

    def _draw(self, ax: Axes) -> None:
        place = _places(self._index)
        level = self.series.complete().value / np.abs(self.layout.rows).sum(axis=1)
        for k, row in enumerate(self.layout.rows):
            inside = place[np.flatnonzero(row)[[0, -1]]]
            ax.plot(inside, [level[k]] * 2, color=PALETTE[0], label="totals, per period" if k == 0 else None)
        ax.plot(place, self.params, color=ACCENT, label="disaggregated")
        ends = self.conf_int()
        if np.isfinite(ends.to_numpy()).any():
            band(ax, place, ends["lower"], ends["upper"], color=ACCENT, label="95% prediction interval")


def _places(index: pd.Index) -> np.ndarray:
    """Middles of the periods in decimal years."""
    if not isinstance(index, pd.PeriodIndex):
        return index.to_numpy(float)
    from fraudstats.trends.series.windows import read_times

    return read_times(index).time
