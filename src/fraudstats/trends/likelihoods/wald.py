"""Results whose uncertainty is a covariance matrix: regressions of every kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fraudstats.trends.result import TrendResult, check_alpha, interval_frame

__all__ = ["WaldResult"]


@dataclass(kw_only=True, repr=False, eq=False)
class WaldResult(TrendResult):
    """A fitted regression.

    Attributes
    ----------
    cov : ndarray
        Covariance of `params`.
    df_resid : float or ndarray
        Degrees of freedom of the t intervals, one or one for each estimate; infinite for normal ones.
    llf : float
        Log likelihood; NaN where the method has none.
    """

    cov: np.ndarray
    df_resid: float | np.ndarray = np.inf
    llf: float = np.nan

    @property
    def bse(self) -> pd.Series:
        """Standard errors of the estimates."""
        return pd.Series(np.sqrt(np.diag(self.cov)), self.params.index)

    @property
    def pvalues(self) -> pd.Series:
        """Two-sided p-values of the estimates being zero."""
        from scipy import stats

        return pd.Series(2 * stats.t.sf(np.abs(self.params / self.bse), self.df_resid), self.params.index)

    def cov_params(self) -> pd.DataFrame:
        """Covariance of the estimates, labelled."""
        return pd.DataFrame(self.cov, self.params.index, self.params.index)

    def conf_int(self, alpha=0.05) -> pd.DataFrame:
        """Wald intervals (Student's t where a scale was estimated): columns ``lower`` and ``upper``."""
        half = self._critical(alpha) * self.bse
        return interval_frame(self.params.index, self.params - half, self.params + half)

    def ratios(self, alpha=0.05) -> pd.DataFrame:
        """Exponentials of the estimates and their intervals: rate ratios, for models with a log link."""
        ends = self.conf_int(alpha).assign(estimate=self.params)[["estimate", "lower", "upper"]]
        with np.errstate(over="ignore"):  # an end that no number holds is infinite
            return np.exp(ends)

    def to_frame(self) -> pd.DataFrame:
        """The estimates as a table: ``estimate``, ``lower``, ``upper`` (95%), ``std_err``, ``p_value``."""
        return super().to_frame().assign(std_err=self.bse, p_value=self.pvalues)

    def _critical(self, alpha):
        from scipy import stats

        return stats.t.ppf(1 - check_alpha(alpha) / 2, self.df_resid)
