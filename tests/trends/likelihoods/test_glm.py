import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.glm import fit_glm


@pytest.fixture
def counts():
    rng = np.random.default_rng(7)
    time = np.arange(40.0)
    exposure = rng.uniform(20, 400, 40)
    mu = exposure * np.exp(-1 + 0.03 * time)
    return (
        np.column_stack([np.ones(40), time]),
        rng.negative_binomial(4, 4 / (4 + mu)).astype(float),
        np.log(exposure),
    )


def test_poisson_agrees_with_statsmodels(counts):
    x, y, offset = counts
    peer = sm.GLM(y, x, family=sm.families.Poisson(), offset=offset).fit()
    fit = fit_glm(x, y, offset)
    assert fit.beta == pytest.approx(peer.params, abs=1e-9)
    assert fit.cov == pytest.approx(peer.cov_params(), rel=1e-7)
    assert fit.llf == pytest.approx(peer.llf)


def test_negative_binomial_agrees_with_statsmodels(counts):
    x, y, offset = counts
    peer = sm.NegativeBinomial(y, x, offset=offset).fit(disp=0, maxiter=200)
    fit = fit_glm(x, y, offset, "negbin")
    assert [*fit.beta, fit.alpha] == pytest.approx(peer.params, rel=1e-4)
    assert fit.llf == pytest.approx(peer.llf, abs=1e-6)
    assert fit.alpha_se == pytest.approx(peer.bse[-1], rel=1e-3)


def test_lognormal_is_the_normal_model_of_logarithms(counts):
    x, y, offset = counts
    y = y + 1
    fit, peer = fit_glm(x, y, offset, "lognormal"), sm.OLS(np.log(y) - offset, x).fit()
    assert fit.beta == pytest.approx(peer.params)
    assert fit.cov == pytest.approx(peer.cov_params())
    assert fit.llf == pytest.approx(peer.llf - np.log(y).sum())


def test_calendar_years_do_not_harm_precision():
    """The design 1, 2000..2059 has a condition number of 1e5; squared, it would show."""
    time, rng = np.arange(2000.0, 2060), np.random.default_rng(2)
    y = rng.poisson(np.exp(3 + 0.02 * (time - 2030))).astype(float)
    far = fit_glm(np.column_stack([np.ones(60), time]), y)
    near = fit_glm(np.column_stack([np.ones(60), time - 2030]), y)
    assert far.beta[1] == pytest.approx(near.beta[1], rel=1e-10)
    assert far.cov[1, 1] == pytest.approx(near.cov[1, 1], rel=1e-10)
    assert far.mu == pytest.approx(near.mu, rel=1e-10)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["poisson", "negbin", "normal", "lognormal"]))
def test_a_further_column_never_lowers_the_likelihood(seed, family):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(20), np.arange(20), rng.normal(size=20)])
    y = rng.poisson(30 * np.exp(rng.normal(0, 0.5, 20))) + 1.0
    small, large = (fit_glm(x[:, :k], y, None, family).llf for k in (2, 3))
    assert large >= small - 1e-6


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 100))
def test_scaled_exposure_moves_only_the_intercept(seed, factor):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(15), np.arange(15)])
    y, offset = rng.poisson(40, 15).astype(float), np.log(rng.uniform(1, 2, 15))
    plain, scaled = fit_glm(x, y, offset), fit_glm(x, y, offset + np.log(factor))
    assert scaled.beta[0] == pytest.approx(plain.beta[0] - np.log(factor), abs=1e-7)
    assert scaled.beta[1] == pytest.approx(plain.beta[1], abs=1e-8)
    assert scaled.cov == pytest.approx(plain.cov, rel=1e-5, abs=1e-12)


def test_underdispersed_counts_have_alpha_zero():
    x = np.column_stack([np.ones(10), np.arange(10)])
    y = np.round(np.exp(4 + 0.1 * np.arange(10)))
    fit = fit_glm(x, y, None, "negbin")
    assert fit.alpha == 0
    assert fit.beta == pytest.approx(fit_glm(x, y).beta)


@pytest.mark.parametrize(
    "y, family, says",
    [
        ([1, -2, 3, 4], "poisson", "negative"),
        ([0, 0, 0, 0], "poisson", "every count is zero"),
        ([1, 0, 3, 4], "lognormal", "above zero"),
        ([1, 2, 3, 4], "gamma", "choose one of"),
        ([5, 4, 0, 0], "poisson", "without a maximum"),
    ],
)
def test_impossible_values_are_refused(y, family, says):
    x = np.column_stack([np.ones(4), [0, 0, 1, 1]])
    with pytest.raises(TrendError, match=says):
        fit_glm(x, np.array(y, float), None, family)


def test_collinear_columns_are_refused():
    time = np.arange(6.0)
    with pytest.raises(TrendError, match="told apart"):
        fit_glm(np.column_stack([np.ones(6), time, 2 * time + 1]), np.arange(6.0) + 1)
    with pytest.raises(TrendError, match="cannot carry"):
        fit_glm(np.eye(3)[:2], np.ones(2))
