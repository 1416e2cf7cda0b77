"""The part that results of regressions share: standard errors, tests and intervals from a covariance matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from fraudstats.trends.likelihoods.mixture import Mixture
from fraudstats.trends.result import TrendResult, check_alpha, from_interval, interval_frame

__all__ = ["WaldResult"]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class WaldResult(TrendResult):
    """A fitted regression.

    Attributes
    ----------
    cov : ndarray
        Covariance of `params`.
    df_resid : float or ndarray
        Degrees of freedom of the t intervals, one, or one per estimate; infinite for normal ones.
    llf : float
        Log likelihood; NaN where the method has none.
    mixtures : tuple of Mixture
        What is known of the estimates, a mixture of t distributions for each run of them, where that is no single t
        distribution (``"AR(1)"``); none otherwise.
    """

    cov: np.ndarray
    df_resid: float | np.ndarray = np.inf
    llf: float = np.nan
    mixtures: tuple[Mixture, ...] = ()

    @property
    def bse(self) -> pd.Series:
        """Standard errors of the estimates."""
        return pd.Series(np.sqrt(np.diag(self.cov)), self.params.index)

    @property
    def p_values(self) -> pd.Series:
        """Two-sided p-values of the estimates being zero."""
        from scipy import stats

        if self.mixtures:
            below = np.concatenate([each.probabilities(np.zeros(each.mean.shape[1])) for each in self.mixtures])
            return pd.Series(2 * np.minimum(below, 1 - below), self.params.index)
        return pd.Series(2 * stats.t.sf(np.abs(self.params / self.bse), self.df_resid), self.params.index)

    def cov_params(self) -> pd.DataFrame:
        """Covariance of the estimates, labelled."""
        return pd.DataFrame(self.cov, self.params.index, self.params.index)

    def conf_int(self, alpha: float = 0.05) -> pd.DataFrame:
        """Wald intervals (Student's t where a scale was estimated): columns ``lower`` and ``upper``."""
        if self.mixtures:
            tail = check_alpha(alpha) / 2
            ends = np.concatenate([each.quantiles(np.array([tail, 1 - tail])) for each in self.mixtures])
            return interval_frame(self.params.index, *ends.T)
        half = self._critical(alpha) * self.bse
        return interval_frame(self.params.index, self.params - half, self.params + half)

    def ratios(self, alpha: float = 0.05) -> pd.DataFrame:
        """Exponentials of the estimates and their intervals: rate ratios, for models with a log link."""
        ends = self.conf_int(alpha).assign(estimate=self.params)[["estimate", "lower", "upper"]]
        with np.errstate(over="ignore"):  # an end that no number holds is infinite
            return cast(pd.DataFrame, np.exp(ends))

    def to_frame(self, alpha: float = 0.05) -> pd.DataFrame:
        """The estimates as a table: ``estimate``, ``lower``, ``upper``, ``std_err``, ``p_value``."""
        return super().to_frame(alpha).assign(std_err=self.bse, p_value=self.p_values)

    def poolable(self) -> pd.DataFrame:
        """What is pooled over draws: the estimates with their standard errors (from intervals, if not Student's)."""
        if not self._student:
            return from_interval(self.to_frame())
        return pd.DataFrame({"estimate": self.params, "std_err": self.bse})

    def pooling_df(self) -> float:
        """The smallest degrees of freedom behind the standard errors of `poolable`."""
        if not self._student:
            return np.inf
        df = float(np.min(self.df_resid))
        return np.inf if np.isnan(df) else df

    @property
    def _student(self) -> bool:
        """Whether estimates less their true values, divided by their standard errors, have t distributions."""
        return not self.mixtures

    def _line_ends(self, design: np.ndarray, alpha: float) -> np.ndarray:
        """Ends (2, n) of the pointwise intervals of the linear predictor, from the first columns of the covariance."""
        from scipy import stats

        size = design.shape[1]
        deviation = np.sqrt(np.einsum("ij,jk,ik->i", design, self.cov[:size, :size], design))
        half = stats.t.ppf(1 - check_alpha(alpha) / 2, self.pooling_df()) * deviation
        line = design @ self.params.to_numpy()[:size]
        return np.array([line - half, line + half])

    def _critical(self, alpha: float) -> np.ndarray:
        from scipy import stats

        return stats.t.ppf(1 - check_alpha(alpha) / 2, self.df_resid)
