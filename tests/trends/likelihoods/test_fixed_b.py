"""Critical values of fixed b.

Kiefer and Vogelsang (2005, Table 1, Bartlett kernel) fit a cubic in b to the simulated quantiles of the limit; for a
mean of many values those computed here are that limit.
"""

import numpy as np
import pytest
from scipy import stats

from fraudstats.trends.likelihoods.fixed_b import FixedB, fixed_b
from fraudstats.trends.likelihoods.glm import fit_glm

#: Two-sided level -> coefficients of 1, b, b^2, b^3.
CUBICS = {
    0.2: (1.2816, 1.3040, 0.5135, -0.3386),
    0.1: (1.6449, 2.1859, 0.3142, -0.3427),
    0.05: (1.9600, 2.9694, 0.4160, -0.5324),
    0.02: (2.3263, 4.1618, 0.5368, -0.9060),
}


def of_mean(n, max_lags):
    x = np.ones((n, 1))
    return fixed_b(fit_glm(x, np.arange(n) % 7.0, family="normal"), x, np.arange(n), max_lags)[0]


@pytest.mark.parametrize("b", [0.02, 0.1, 0.3, 0.5, 1.0])
def test_the_mean_of_many_values_has_the_critical_values_of_kiefer_and_vogelsang(b):
    distribution = of_mean(300, round(300 * b) - 1)
    for alpha, cubic in CUBICS.items():
        assert distribution.critical(alpha) == pytest.approx(np.polyval(cubic[::-1], b), rel=0.02)


def test_the_whole_series_as_bandwidth_has_the_published_quantile():
    """Kiefer and Vogelsang (2002, Econometrica 70): 4.771 at 5%, two-sided, without truncation."""
    assert of_mean(500, 499).critical(0.05) == pytest.approx(4.771, abs=0.01)


@pytest.mark.parametrize("df", [1, 3, 12, 80])
def test_equal_weights_are_students_t(df):
    distribution = FixedB(np.full(df, 1 / df))
    for t in (0.1, 1.0, 2.5, 9.0):
        assert distribution.p_value(t) == pytest.approx(2 * stats.t.sf(t, df), rel=1e-8)
        assert distribution.p_value(-t) == distribution.p_value(t)


def test_no_lags_of_a_mean_are_students_t_of_the_biased_variance():
    """Without lags the variance is that of all values, divided by n in place of n - 1."""
    assert of_mean(9, 0).critical(0.05) == pytest.approx(stats.t.isf(0.025, 8) * np.sqrt(9 / 8), rel=1e-8)


def test_a_slope_of_ten_values_is_rejected_as_often_as_it_says():
    """Simulated: 20,000 series of independent normal values; the standard error of a share of 5% is 0.15 points."""
    n, rng = 10, np.random.default_rng(5)
    x = np.column_stack([np.ones(n), np.arange(n)])
    y = rng.normal(size=(n, 20_000))
    distribution = fixed_b(fit_glm(x, y[:, 0], family="normal"), x, np.arange(n), n - 1)[1]
    hat = np.linalg.pinv(x)
    scores = hat[1][:, None] * (y - x @ (hat @ y))
    kernel = np.clip(1 - np.abs(np.subtract.outer(np.arange(n), np.arange(n))) / n, 0, None)
    t = (hat @ y)[1] / np.sqrt(np.einsum("ir,ij,jr->r", scores, kernel, scores))
    assert np.mean(np.abs(t) > distribution.critical(0.05)) == pytest.approx(0.05, abs=0.005)


def test_what_is_infinite_or_missing_stays_so():
    distribution = of_mean(9, 2)
    assert distribution.p_value(np.inf) == 0 and np.isnan(distribution.p_value(np.nan))
