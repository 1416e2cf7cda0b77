"""Truncated normals against SciPy's distribution functions."""

import numpy as np
import pytest
from scipy import stats

from fraudstats.reconciliation.estimate.truncated_normal import truncated_normal


@pytest.mark.parametrize(
    ("lower", "upper"),
    [(-1, 2), (-np.inf, -3), (3, np.inf), (-np.inf, np.inf), (8, 9), (-30, -29.9), (0.5, 0.5001), (-40, 40)],
)
def test_follows_the_truncated_normal(lower, upper):
    draws = truncated_normal(np.zeros(20_000), 1.0, lower, upper, np.random.default_rng(1))
    assert ((draws >= lower) & (draws <= upper)).all()
    assert stats.kstest(draws, stats.truncnorm(lower, upper).cdf).pvalue > 1e-3


def test_location_and_scale():
    draws = truncated_normal(np.full(20_000, 100.0), 10.0, 95.0, 130.0, np.random.default_rng(2))
    assert stats.kstest(draws, stats.truncnorm(-0.5, 3, 100, 10).cdf).pvalue > 1e-3


@pytest.mark.parametrize(("lower", "upper"), [(1e6, 1e6 + 1), (-1e9, -1e8), (5, 5), (1e100, np.inf)])
def test_stays_finite_and_inside_however_far_the_tail(lower, upper):
    draws = truncated_normal(np.zeros(100), 1.0, lower, upper, np.random.default_rng(3))
    assert np.isfinite(draws).all()
    assert ((draws >= lower) & (draws <= upper)).all()
