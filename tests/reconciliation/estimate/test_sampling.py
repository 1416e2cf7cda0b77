"""The chains against what can be computed otherwise: rejection sampling, exact Gaussian conditionals."""

import numpy as np
import pytest
from scipy import stats

from fraudstats.reconciliation.estimate.polytope import polytope
from fraudstats.reconciliation.estimate.prior import structural_prior
from fraudstats.reconciliation.estimate.sampling import Gibbs

T = 4
GUESS = np.full(T, 1.0)


def one_scale(walk=0.3, noise=0.3):
    """A prior over four periods without a season, at one point of the grid."""
    prior = structural_prior(np.full(T, 30.0), np.zeros(T, int), GUESS)
    wanted = np.abs(np.log(prior.scales / [walk, 0.001, noise])).sum(axis=1)
    return prior.keep([np.argmin(wanted)])


def covariance(prior):
    parts = [part.covariance_with(np.eye(len(prior.mean))) for part in prior.components]
    return np.tensordot(prior.component_scales()[0] ** 2, np.array(parts), axes=1)


def run(prior, rows, lower, upper, draws=200, chains=100):
    region = polytope(rows, lower, upper, GUESS, counts=T)
    gibbs = Gibbs(prior, region, chains, seed=1)
    gibbs.warm_up(60)
    return gibbs.run(draws).values.reshape(-1, T)


def by_rejection(prior, rows, lower, upper, size=4_000_000):
    rng = np.random.default_rng(2)
    wild = prior.mean + rng.standard_normal((size, T)) @ np.linalg.cholesky(covariance(prior)).T
    totals = wild @ np.transpose(rows)
    return wild[(wild >= 0).all(axis=1) & (totals >= lower).all(axis=1) & (totals <= upper).all(axis=1)]


@pytest.mark.parametrize(
    ("rows", "lower", "upper"),
    [
        # overlapping windows, one of them the sum of two others
        ([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 0], [1, 1, 1, 1]], [1, 1.4, 0.3, 1.9], [1.3, 1.8, 0.6, 2.6]),
        # one-sided, with non-negativity at work
        ([[1, 1, 1, 1], [0, 1, 0, 0]], [1.2, 0.0], [np.inf, 0.15]),
        # a ratio: periods three and four exceed 1.5 times the first two
        ([[-1.5, -1.5, 1, 1], [1, 1, 1, 1]], [0.0, 2.0], [np.inf, 3.0]),
    ],
)
def test_same_distribution_as_rejection_sampling(rows, lower, upper):
    prior = one_scale()
    drawn, exact = run(prior, rows, lower, upper), by_rejection(prior, rows, lower, upper)
    assert len(exact) > 1000
    for period in range(T):
        # thinned to near independence; a tenth of a percent of false alarms
        assert stats.ks_2samp(drawn[::5, period], exact[:, period]).pvalue > 1e-3
    assert np.corrcoef(drawn.T) == pytest.approx(np.corrcoef(exact.T), abs=0.06)


def test_exact_totals_give_the_gaussian_conditional():
    prior, rows = one_scale(walk=0.02, noise=0.02), np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])
    drawn = run(prior, rows, [2.0, 2.4], [2.0, 2.4])
    sigma = covariance(prior)
    gain = sigma @ rows.T @ np.linalg.inv(rows @ sigma @ rows.T)
    mean = prior.mean + gain @ ([2.0, 2.4] - rows @ prior.mean)
    rest = sigma - gain @ rows @ sigma
    assert drawn @ rows.T == pytest.approx(np.tile([2.0, 2.4], (len(drawn), 1)), abs=1e-12)
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=3e-4)
    assert np.cov(drawn.T) == pytest.approx(rest, abs=0.05 * rest.max())


def test_scales_are_weighted_by_the_likelihood_of_exact_totals():
    prior = structural_prior(np.full(T, 30.0), np.zeros(T, int), GUESS)
    rows, totals = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]), np.array([1.0, 1.02, 1.01])
    region = polytope(rows, totals, totals, GUESS, counts=T)
    gibbs = Gibbs(prior, region, 200, seed=3)
    gibbs.warm_up(40)
    drawn = gibbs.run(100).scales.reshape(-1, len(prior.names))
    weights = np.empty(len(prior.scales))
    for point in range(len(weights)):
        sigma = rows @ covariance(prior.keep([point])) @ rows.T
        weights[point] = stats.multivariate_normal(rows @ prior.mean, sigma).logpdf(totals)
    weights = np.exp(weights + prior.log_weights - (weights + prior.log_weights).max())
    expected = weights @ np.log(prior.scales) / weights.sum()
    assert np.log(drawn).mean(axis=0) == pytest.approx(expected, abs=0.05)


def test_a_sliver_across_the_coordinates_is_still_explored():
    # Two windows with wide ranges, whose difference is nearly fixed: single coordinates can hardly move.
    rows = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, -1, -1]]
    drawn = run(one_scale(), rows, [1.0, 1.0, 0.0], [3.0, 3.0, 0.001], draws=40)
    halves = drawn[:, :2].sum(axis=1).reshape(40, 100)
    assert halves[:20].std() == pytest.approx(halves[20:].std(), rel=0.1)
    assert halves.std() > 0.3


def test_same_seed_same_draws():
    arguments = one_scale(), [[1, 1, 1, 1]], [3.0], [3.5]
    assert np.array_equal(run(*arguments, draws=3), run(*arguments, draws=3))
