"""Two fitted series in one set of estimating equations, so that errors may be correlated between them.

The parameters are the control's, then the differences of the series from the control: the regression with an
interaction of every term with the group (Linden, 2015). Rows of both series at one time have one position in time, so
that robust covariances hold whatever the correlation between them (Driscoll and Kraay, 1998); each series has its own
dispersion. Autoregressive errors are those of the *contrast*, the difference of the two working residuals, and of the
control.

References
----------
Linden, A. (2015). Conducting interrupted time-series analysis for single- and multiple-group comparisons. *Stata
Journal* 15, 480-500.
Driscoll, J. C. and Kraay, A. C. (1998). Consistent covariance matrix estimation with spatially dependent panel data.
*Review of Economics and Statistics* 80, 549-560.
Zellner, A. (1962). An efficient method of estimating seemingly unrelated regressions and tests for aggregation bias.
*Journal of the American Statistical Association* 57, 348-368.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fraudstats.trends.likelihoods.autoregression import Autoregression, autoregression, autoregressive_errors
from fraudstats.trends.likelihoods.covariance import newey_west, newey_west_corrected, rule_of_thumb_lags
from fraudstats.trends.likelihoods.glm import GlmFit
from fraudstats.trends.likelihoods.mixture import Mixture

__all__ = ["Stack", "stack"]

#: The smaller variance of a linear predictor as a share of the larger one, at least: a series without scatter has none.
LEAST_SHARE = 1e-12
#: Correlation between the series beyond which the variance of their contrast is not told from zero.
MOST_CORRELATED = 0.95


@dataclass(frozen=True, eq=False)
class Stack:
    """Control and series, one below the other, each divided by its own dispersion.

    Attributes
    ----------
    control, treated : GlmFit
    x : ndarray
        The design that both were fitted on (n, p).
    rows : array of int
        Position of each row on the regular time grid.
    weights : ndarray
        Inverse variance of each working residual (2, n).
    residuals : ndarray
        Pearson residuals (2, n).
    """

    control: GlmFit
    treated: GlmFit
    x: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    residuals: np.ndarray

    @property
    def design(self) -> np.ndarray:
        """The design of both (2n, 2p): the control's parameters, then the differences."""
        return np.block([[self.x, np.zeros_like(self.x)], [self.x, self.x]])

    @property
    def weight(self) -> np.ndarray:
        """The weights of the rows of both (2n,)."""
        return self.weights.ravel()

    @property
    def scores(self) -> np.ndarray:
        """Contributions of the rows of both to the estimating equations (2n, 2p)."""
        return self.design * (np.sqrt(self.weight) * self.residuals.ravel())[:, None]

    @property
    def bread(self) -> np.ndarray:
        """The inverse of the equations' derivative (2p, 2p)."""
        p = self.x.shape[1]
        scale = self._scales()
        between = np.zeros((p, p))
        return _of_differences(scale[0] * self.control.bread, between, scale[1] * self.treated.bread)

    @property
    def correlation(self) -> float:
        """Correlation of the Pearson residuals of the two series at the same time; 0 if one does not scatter."""
        control, treated = self.residuals
        size = np.sqrt((control @ control) * (treated @ treated))
        return float(control @ treated / size) if size > 0 else 0.0

    def contrast(self) -> tuple[np.ndarray, np.ndarray]:
        """Difference of the working residuals of series and control at each time, and its variance."""
        spread = 1 / np.sqrt(self.weights)
        rho = np.clip(self.correlation, -MOST_CORRELATED, MOST_CORRELATED)
        variance = (spread**2).sum(axis=0) - 2 * rho * spread.prod(axis=0)
        return self.residuals[1] * spread[1] - self.residuals[0] * spread[0], variance

    def autoregression(self) -> Autoregression:
        """First-order autoregressive errors of the contrast."""
        residual, variance = self.contrast()
        return autoregressive_errors(self.x / np.sqrt(variance)[:, None], residual / np.sqrt(variance), self.rows)

    def nonrobust(self) -> tuple[np.ndarray, float]:
        """The models' covariance, the series correlated at the same time (Zellner, 1962), and degrees of freedom."""
        scale = self._scales()
        control, treated = self.x * np.sqrt(self.weights[0])[:, None], self.x * np.sqrt(self.weights[1])[:, None]
        between = (
            self.correlation * scale[0] * self.control.bread @ control.T @ treated @ (scale[1] * self.treated.bread)
        )
        return _of_differences(self.control.cov, between, self.treated.cov), self.treated.df_resid

    def robust(self, cov_type: str, max_lags: int | None) -> tuple[np.ndarray, float | np.ndarray]:
        """Sandwich covariance over times, and degrees of freedom."""
        n, p = self.x.shape
        lags = rule_of_thumb_lags(n) if max_lags is None else max_lags
        rows = np.concatenate([self.rows, self.rows])
        if cov_type == "HAC-corrected":
            cov, df = newey_west_corrected(self, self.design, rows, lags)
        else:
            hac = cov_type == "HAC"
            cov, df = newey_west(self, rows, lags if hac else 0, correction=hac), n - p
        # Of a control without scatter, rounding can leave a variance a little below zero.
        return cov + np.diag(np.maximum(-np.diag(cov), 0)), df

    def autoregressive(self) -> tuple[np.ndarray, np.ndarray, tuple[Mixture, Mixture]]:
        """The parameters under autoregressive errors, their covariance, and what is known of them.

        Control, series and contrast each have their own autocorrelation; the covariance of control and contrast is
        what makes the three agree.
        """
        control, contrast = autoregression(self.control, self.x, self.rows), self.autoregression()
        treated = autoregression(self.treated, self.x, self.rows)
        between = (treated.cov - control.cov - contrast.cov) / 2
        cov = np.block([[control.cov, between], [between.T, contrast.cov]])
        beta = self.control.beta, self.treated.beta - self.control.beta
        known = control.mixture(beta[0]), contrast.mixture(beta[1])
        return np.concatenate(beta) + np.append(control.step, contrast.step), cov, known

    def _scales(self):
        return np.array([self.control.weight[0], self.treated.weight[0]]) / self.weights[:, 0]


def stack(
    control: GlmFit, treated: GlmFit, y_control: np.ndarray, y_treated: np.ndarray, x: np.ndarray, rows: np.ndarray
) -> Stack:
    """Stack two fits on the same design `x` (n, p)."""
    weight = np.array([control.weight, treated.weight])
    scale = np.array([control.scale, treated.scale])
    typical = scale / weight.mean(axis=1)
    largest = typical.max() or 1.0
    scale = np.maximum(typical, LEAST_SHARE * largest) * weight.mean(axis=1)
    residuals = np.array([control.pearson(y_control), treated.pearson(y_treated)])
    return Stack(control, treated, x, rows, weight / scale[:, None], residuals)


def _of_differences(control, between, treated):
    """Covariance of the control's estimates and of the differences, from that of both series' estimates."""
    down = between.T - control
    return np.block([[control, down.T], [down, treated + control - between - between.T]])
