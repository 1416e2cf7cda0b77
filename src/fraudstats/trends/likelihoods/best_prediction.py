"""Generalised least squares under a known covariance, and the best linear unbiased prediction of what goes with it.

References
----------
Goldberger, A. S. (1962). Best linear unbiased prediction in the generalized linear regression model. *Journal of the
American Statistical Association* 57, 369-375.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

__all__ = ["BestPrediction"]


class BestPrediction:
    """Observations and targets as one Gaussian vector, whose regressors have unknown (diffuse) coefficients.

    Parameters
    ----------
    value : ndarray
        The n observations.
    regressors : ndarray
        What each row is in proportion to: (n + targets) x m; m may be 0.
    covariance : ndarray
        Of observations and targets, which come last; up to a scale where that is unknown.

    Attributes
    ----------
    n : int
        Number of observations.
    squares : float
        Weighted sum of squared residuals; never quite 0, so that its logarithm is finite.
    log_determinants : float
        What the covariance and the regressors add to the restricted log likelihood.
    mean, spread : ndarray
        Best prediction of each target, and its standard error where the scale is 1.
    """

    def __init__(self, value: np.ndarray, regressors: np.ndarray, covariance: np.ndarray):
        from scipy import linalg

        n, m = len(value), regressors.shape[1]
        self.n = n
        self._factor = linalg.cholesky(covariance[:n, :n], lower=True, check_finite=False)
        columns = np.column_stack([regressors[:n], value, covariance[:n, n:]])
        white = linalg.solve_triangular(self._factor, columns, lower=True, check_finite=False)
        self._basis, self._root = np.linalg.qr(white[:, :m])
        along = self._basis.T @ white[:, m:]
        rest = white[:, m:] - self._basis @ along
        self._along, self._size = along[:, 0], float(white[:, m] @ white[:, m])
        self.squares = max(float(rest[:, 0] @ rest[:, 0]), 1e-24 * self._size, 1e-300)
        self.log_determinants = -np.log(np.diag(self._factor)).sum() - np.log(np.abs(np.diag(self._root))).sum()
        lead = self._solved(regressors[n:].T, transposed=True)
        gap = lead - along[:, 1:]
        self.mean = lead.T @ self._along + rest[:, 1:].T @ rest[:, 0]
        around = np.diag(covariance)[n:] - (white[:, m + 1 :] ** 2).sum(axis=0)
        self.spread = np.sqrt(np.maximum(around + (gap**2).sum(axis=0), 0))
        self._rest = rest[:, 0]

    @property
    def exact(self) -> bool:
        """Whether the observations follow the regressors without any error."""
        return self.squares <= max(1e-20 * self._size, 1e-300)

    @property
    def log_determinant(self) -> float:
        """Logarithm of the determinant of the observations' covariance."""
        return 2 * float(np.log(np.diag(self._factor)).sum())

    @cached_property
    def coefficients(self) -> np.ndarray:
        """Generalised least squares estimates."""
        return self._solved(self._along)

    @cached_property
    def coefficient_covariance(self) -> np.ndarray:
        """Covariance of the estimates where the scale is 1."""
        inverse = self._solved(np.eye(len(self._root)))
        return inverse @ inverse.T

    def share(self, covariance: np.ndarray) -> float:
        """What a covariance adds to the expected squares."""
        white = self._whitened(covariance)
        return float(np.trace(white) - np.einsum("ik,ij,jk->", self._basis, white, self._basis))

    def slopes(self, derivative: np.ndarray) -> tuple[float, float]:
        """How `squares` and `log_determinant` change with a parameter of the covariance, given its derivative by it."""
        white = self._whitened(derivative)
        return -float(self._rest @ white @ self._rest), float(np.trace(white))

    def _whitened(self, covariance):
        from scipy import linalg

        n = len(self._factor)
        half = linalg.solve_triangular(self._factor, covariance[:n, :n], lower=True, check_finite=False)
        return linalg.solve_triangular(self._factor, half.T, lower=True, check_finite=False)

    def _solved(self, columns, transposed=False):
        from scipy import linalg

        if not (len(self._root) and columns.size):
            return np.zeros_like(columns)
        root = self._root.T if transposed else self._root
        return linalg.solve_triangular(root, columns, lower=transposed, check_finite=False)
