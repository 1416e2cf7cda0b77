import numpy as np
import pytest

from fraudstats.trends.disaggregation.covariances import (
    Autoregressive,
    AutoregressiveCorrelation,
    IntegratedAutoregressive,
    Walk,
)


@pytest.mark.parametrize("kind", [Autoregressive, AutoregressiveCorrelation, IntegratedAutoregressive])
@pytest.mark.parametrize("rho", [-0.6, 0.0, 0.3, 0.95])
def test_the_derivative_is_that_of_the_covariance(kind, rho):
    errors, step = kind(6), 1e-6
    slope = (errors.covariance(rho + step) - errors.covariance(rho - step)) / (2 * step)
    np.testing.assert_allclose(errors.derivative(rho), slope, rtol=1e-6, atol=1e-6)


def test_a_walk_has_independent_differences_from_a_start_at_zero():
    for order in (1, 2, 3):
        difference = np.linalg.matrix_power(np.eye(7) - np.eye(7, k=-1), order)
        np.testing.assert_allclose(difference @ Walk(7, order).covariance(0.0) @ difference.T, np.eye(7), atol=1e-9)


def test_an_autoregression_has_shocks_of_unit_variance():
    shocks = np.eye(6) - 0.7 * np.eye(6, k=-1)
    np.testing.assert_allclose((shocks @ Autoregressive(6).covariance(0.7) @ shocks.T)[1:, 1:], np.eye(5), atol=1e-12)
