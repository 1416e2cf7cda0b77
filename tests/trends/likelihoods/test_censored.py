from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.trends.likelihoods.censored import log_count_interval, log_normal_interval


@settings(max_examples=60, deadline=None)
@given(st.floats(-8, 8), st.floats(0.01, 5))
def test_normal_intervals_against_scipy(lower, width):
    expected = stats.norm.cdf(lower + width) - stats.norm.cdf(lower)
    assert np.exp(log_normal_interval(lower, lower + width)) == pytest.approx(expected, rel=1e-6, abs=1e-14)


def test_normal_intervals_are_symmetric_and_open_ends_are_tails():
    assert log_normal_interval(30.0, 31.0) == pytest.approx(log_normal_interval(-31.0, -30.0))
    assert log_normal_interval(5.0, np.inf) == pytest.approx(stats.norm.logsf(5))
    assert log_normal_interval(-np.inf, 5.0) == pytest.approx(stats.norm.logcdf(5))
    assert log_normal_interval(-np.inf, np.inf) == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.integers(0, 60), st.floats(0.1, 250), st.sampled_from([0.0, 0.02, 0.5, 3.0]))
def test_count_intervals_are_sums_of_masses(lower, width, mu, alpha):
    k = np.arange(lower, lower + width + 1)
    law = stats.poisson(mu) if alpha == 0 else stats.nbinom(1 / alpha, 1 / (1 + alpha * mu))
    # The geometric tail takes over below 1e-200 and is allowed an error of a tenth in the probability there.
    exact = np.logaddexp.reduce(law.logpmf(k))
    tolerance = 1e-6 if exact > np.log(1e-199) else 0.1
    assert log_count_interval(lower, lower + width, mu, alpha) == pytest.approx(exact, abs=tolerance)


@pytest.mark.parametrize("mu", [1e5, 3.6e5, 3.75e5, 4.5e5])
def test_large_counts_far_from_the_mean_stay_finite(mu):
    k = np.arange(370_000, 380_000)
    exact = np.logaddexp.reduce(stats.poisson(mu).logpmf(k))
    assert log_count_interval(370_000, 379_999, mu) == pytest.approx(exact, rel=1e-6, abs=1e-9)


def test_open_ended_counts():
    assert log_count_interval(5, np.inf, 3.0) == pytest.approx(stats.poisson(3).logsf(4))
    assert log_count_interval(0, np.inf, 3.0) == pytest.approx(0, abs=1e-12)
    assert log_count_interval(7, 7, 3.0) == pytest.approx(stats.poisson(3).logpmf(7))


@pytest.mark.parametrize("alpha", ["1e-3", "1e-6", "1e-9", "1e-12", "1e-15"])
def test_a_negative_binomial_close_to_poisson_keeps_its_digits(alpha):
    """Against the sum of masses in 60 digits; a likelihood that had lost them found alpha = e-29 better than 0."""
    with localcontext(prec=60):
        size, mu = 1 / Decimal(alpha), Decimal(460)
        share = mu / (size + mu)
        mass, masses = (1 - share) ** size, []
        for k in range(441):
            masses.append(mass)
            mass *= (size + k) / (k + 1) * share
        expected = float(sum(masses[400:]).ln())
    assert log_count_interval(400, 440, 460.0, float(alpha)) == pytest.approx(expected, abs=1e-12)
