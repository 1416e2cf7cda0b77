import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from fraudstats.trends.likelihoods.normal_ranges import NormalRanges


def ranges(seed, n=9, exact=2, wide=1.0):
    rng = np.random.default_rng(seed)
    values = 0.3 * np.arange(n) + rng.normal(0, 1, n)
    lower, upper = values - wide * rng.uniform(0, 1, n), values + wide * rng.uniform(0, 1, n)
    lower[:exact] = upper[:exact] = values[:exact]
    upper[-1] = np.inf
    return NormalRanges(np.column_stack([np.ones(n), np.arange(n)]), lower, upper, rng.integers(1, 4, n).astype(float))


def loglik(data, params, penalty):
    eta, scale = data.design @ params[:-1], np.exp(params[-1])
    exact = data.lower == data.upper
    chances = stats.norm.cdf(data.upper, eta, scale) - stats.norm.cdf(data.lower, eta, scale)
    with np.errstate(divide="ignore"):
        terms = np.where(exact, stats.norm.logpdf(data.lower, eta, scale), np.log(chances))
    return data.weights @ terms + penalty * params[-1]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.0, 1.0, 3.0]))
def test_no_other_search_climbs_higher(seed, penalty):
    """SciPy's distribution functions, and Nelder and Mead's method from the maximum found and from elsewhere."""
    data = ranges(seed)
    top = data.highest(penalty)
    params = np.append(top.coefficients, top.log_scale)
    assert loglik(data, params, penalty) == pytest.approx(top.height, abs=1e-7)
    options = {"xatol": 1e-7, "fatol": 1e-10, "maxiter": 5000, "maxfev": 5000}
    for start in (params, [0.0, 0.3, 0.0]):
        peer = optimize.minimize(lambda p: -loglik(data, p, penalty), start, method="Nelder-Mead", options=options)
        assert -peer.fun <= top.height + 1e-7


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0, 1, 2]))
def test_a_profile_is_the_maximum_over_the_other_parameters(seed, k):
    data = ranges(seed)
    top = data.highest(1.0)
    params = np.append(top.coefficients, top.log_scale)
    assert data.profile(k, params[k], 1.0) == pytest.approx(top.height, abs=1e-8)
    params[k] += 0.2
    others = np.delete(np.arange(3), k)

    def cost(some):
        params[others] = some
        return -loglik(data, params, 1.0)

    options = {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 5000, "maxfev": 5000}
    peer = optimize.minimize(cost, params[others], method="Nelder-Mead", options=options)
    assert data.profile(k, params[k], 1.0) == pytest.approx(-peer.fun, abs=1e-6)


@pytest.mark.parametrize("unit", [1e-9, 1e12])
def test_the_unit_moves_estimates_and_nothing_else(unit):
    data = ranges(5)
    scaled = NormalRanges(data.design, unit * data.lower, unit * data.upper, data.weights)
    plain, other = data.highest(1.0), scaled.highest(1.0)
    assert other.coefficients / unit == pytest.approx(plain.coefficients, rel=1e-6)
    assert other.log_scale - np.log(unit) == pytest.approx(plain.log_scale, abs=1e-6)
