"""Every method but pro rata as one linear model of the periods, of which only totals are seen.

The periods are ``offset + regressors @ coefficients + error``. The offset is a preliminary series, the coefficients are
unknown, and the error has the covariance ``stretch * Q * stretch``. The best linear unbiased prediction of the
periods, given the totals, is

- Denton (1971) of order h: the indicator as offset, no regressors, Q of errors whose h-th differences are independent
  from a start at zero; `stretch` is the indicator where movements are kept in proportion;
- Denton-Cholette: the same, with a polynomial of order h - 1 as regressors, so that the start is free (Dagum and
  Cholette, 2006, section 6.2);
- Chow and Lin (1971), Fernandez (1981), Litterman (1983): the indicators (and a constant) as regressors, and Q of an
  autoregression, of a walk, and of a walk whose steps are an autoregression.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fraudstats.errors import TrendError
from fraudstats.trends.disaggregation.covariances import Autoregressive, Errors, IntegratedAutoregressive, Walk
from fraudstats.trends.disaggregation.layout import Layout
from fraudstats.trends.disaggregation.options import Options
from fraudstats.trends.likelihoods.best_prediction import BestPrediction

__all__ = ["LinearModel", "linear_model"]


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A linear model of n periods and the m totals that are seen of them.

    Attributes
    ----------
    value : ndarray
        The totals, m.
    rows : ndarray
        How they are made of the periods, m x n.
    offset, stretch : ndarray
        A known part of each period, and what its error is in proportion to.
    regressors : ndarray
        n x p; p may be 0.
    names : tuple of str
        Names of the regressors.
    errors : Errors
    """

    value: np.ndarray
    rows: np.ndarray
    offset: np.ndarray
    stretch: np.ndarray
    regressors: np.ndarray
    names: tuple[str, ...]
    errors: Errors

    @property
    def df(self) -> int:
        """Totals beyond the number of coefficients."""
        return len(self.value) - self.regressors.shape[1]

    def predict(self, rho: float) -> BestPrediction:
        """The periods, less their offset, under one autocorrelation."""
        whole = self._stretched(self.errors.covariance(rho))
        across = self.rows @ whole
        covariance = np.block([[across @ self.rows.T, across], [across.T, whole]])
        return BestPrediction(self._rest, np.vstack([self.rows @ self.regressors, self.regressors]), covariance)

    def explain(self, rho: float) -> BestPrediction:
        """The totals alone under one autocorrelation."""
        return BestPrediction(self._rest, self.rows @ self.regressors, self._of_totals(self.errors.covariance(rho)))

    def around_mean(self, rho: float) -> BestPrediction:
        """The totals alone with a constant in their own place of all regressors (for the share that these explain)."""
        return BestPrediction(self.value, np.ones((len(self.value), 1)), self._of_totals(self.errors.covariance(rho)))

    def derivative(self, rho: float) -> np.ndarray:
        """Derivative of the totals' covariance by the autocorrelation."""
        return self._of_totals(self.errors.derivative(rho))

    def with_errors(self, errors: Errors) -> LinearModel:
        """The same model with other errors."""
        return replace(self, errors=errors)

    @property
    def _rest(self):
        return self.value - self.rows @ self.offset

    def _stretched(self, covariance):
        return self.stretch[:, None] * covariance * self.stretch

    def _of_totals(self, covariance):
        rows = self.rows * self.stretch
        return rows @ covariance @ rows.T


def linear_model(value: np.ndarray, layout: Layout, options: Options) -> LinearModel:
    """The model of a method, or an error for an indicator or totals that it cannot use."""
    model = _denton(value, layout, options) if options.is_denton else _regression(value, layout, options)
    return _identified(model)


def _denton(value, layout, options) -> LinearModel:
    n, h = len(layout.index), options.difference
    offset = np.zeros(n) if layout.columns is None else _only_column(layout, options)
    proportional = layout.columns is not None and options.criterion == "proportional"
    stretch = offset / np.abs(offset).mean() if proportional else np.ones(n)
    free = h if options.method == "denton_cholette" else 0
    place = np.linspace(-1, 1, n)[:, None] ** np.arange(free)
    names = tuple(f"start {k + 1}" for k in range(free))
    return LinearModel(value, layout.rows, offset, stretch, stretch[:, None] * place, names, Walk(n, h))


def _only_column(layout, options):
    if layout.columns.shape[1] > 1:
        raise TrendError(
            f"method {options.method!r} keeps the movements of one indicator, and {len(layout.names)} are given "
            f"({', '.join(layout.names)}); give one, or use 'chow_lin', which weighs several"
        )
    column = layout.columns[:, 0]
    same = np.sign(column) == (np.sign(column[0]) or 1)
    if options.criterion == "proportional" and not same.all():
        bad = layout.index[np.flatnonzero(~same)[0]]
        raise TrendError(
            f"criterion 'proportional' needs an indicator that is nowhere zero and does not change its sign; in {bad} "
            "it does; use criterion='additive'"
        )
    return column


def _regression(value, layout, options) -> LinearModel:
    n = len(layout.index)
    columns = [np.ones((n, 1))] * bool(options.constant)
    columns += [layout.columns] if layout.columns is not None else []
    names = ("constant",) * bool(options.constant) + layout.names
    errors = {
        "chow_lin": Autoregressive(n),
        "fernandez": Walk(n, 1),
        "litterman": IntegratedAutoregressive(n),
    }[options.method]
    return LinearModel(value, layout.rows, np.zeros(n), np.ones(n), np.hstack(columns), names, errors)


def _identified(model: LinearModel) -> LinearModel:
    seen = model.rows @ model.regressors
    m, p = seen.shape
    if m < p or (m == p and not model.names[0].startswith("start")):
        raise TrendError(
            f"{m} totals cannot tell {p} coefficients ({', '.join(model.names)}) and their error; use more totals, "
            "fewer indicators, or method 'denton_cholette'"
        )
    size = np.linalg.norm(seen, axis=0)
    if (size == 0).any() or np.linalg.matrix_rank(seen / size, tol=1e-10) < p:
        raise TrendError(
            f"the coefficients of {', '.join(model.names)} cannot be told apart: an indicator is zero or constant in "
            "all totals, or a combination of others; leave one out, or use constant=False"
        )
    return model
