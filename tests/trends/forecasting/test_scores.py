import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.trends.forecasting.scores import crps_ensemble, diebold_mariano, naive_scale


def test_crps_of_normal_quantiles_is_the_closed_form():
    """Gneiting and Raftery (2007), equation 21: sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi))."""
    ensemble = 10 + 3 * stats.norm.ppf((np.arange(999) + 0.5) / 999)
    for y in (4.0, 10.0, 17.5):
        z = (y - 10) / 3
        closed = 3 * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))
        assert crps_ensemble(ensemble, y) == pytest.approx(closed, rel=2e-3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=1, max_size=12), st.floats(-100, 100))
def test_crps_is_the_difference_of_mean_distances(ensemble, y):
    x = np.array(ensemble)
    slow = np.abs(x - y).mean() - np.abs(x[:, None] - x).mean() / 2
    assert crps_ensemble(x, y) == pytest.approx(slow, abs=1e-9)


def test_crps_of_many_forecasts_at_once():
    rng = np.random.default_rng(0)
    ensembles, observed = rng.normal(size=(5, 20)), rng.normal(size=5)
    each = [crps_ensemble(e, y) for e, y in zip(ensembles, observed, strict=True)]
    assert crps_ensemble(ensembles, observed) == pytest.approx(each)


def test_naive_scale():
    assert naive_scale(np.array([1.0, 3, 2, np.nan, 5])) == 1.5
    assert naive_scale(np.array([1.0, 5, 2, 9]), season=2) == 2.5
    assert np.isnan(naive_scale(np.ones(4)))


def test_diebold_mariano_of_one_step_is_a_paired_t_test():
    rng = np.random.default_rng(1)
    a, b = rng.gamma(2, size=30), rng.gamma(2.5, size=30)
    d = a - b
    statistic = d.mean() / np.sqrt(d.var(ddof=1) / 30)
    assert diebold_mariano(a, b) == pytest.approx(2 * stats.t.sf(abs(statistic), 29))


def test_diebold_mariano_says_nothing_of_few_or_equal_losses():
    assert np.isnan(diebold_mariano([1, 2, 3], [2, 3, 5]))
    assert np.isnan(diebold_mariano(np.ones(9), np.ones(9)))


def test_diebold_mariano_has_its_level():
    rng = np.random.default_rng(2)
    rejected = [diebold_mariano(rng.normal(size=25), rng.normal(size=25)) < 0.05 for _ in range(800)]
    assert np.mean(rejected) == pytest.approx(0.05, abs=0.02)
