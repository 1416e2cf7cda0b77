"""The chains against what can be computed otherwise: rejection sampling, exact Gaussian conditionals."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats

from fraudstats.reconciliation.estimate.bursts import CHANCES, WEIGHTS, Bursts
from fraudstats.reconciliation.estimate.polytope import polytope
from fraudstats.reconciliation.estimate.prior import Scale, structural_prior
from fraudstats.reconciliation.estimate.sampling import Gibbs

T = 4
GUESS = np.full(T, 1.0)


def plain(walk=0.3, noise=0.3):
    """A prior over four periods without a season and without bursts, its scales known."""
    prior = structural_prior(np.full(T, 30.0), np.zeros(T, int), GUESS)
    known = {"walk": walk, "drift": 0.001, "noise": noise}
    return replace(
        prior,
        scales={name: Scale(np.array([value]), np.zeros(1)) for name, value in known.items()},
        bursts=Bursts.of(np.zeros(T)),
    )


def covariance(prior, choice=(0, 0, 0)):
    parts = [part.covariance_with(np.eye(len(prior.mean))) for part in prior.components]
    return np.tensordot(prior.variances(np.array([choice]))[0], np.array(parts), axes=1)


def run(prior, rows, lower, upper, draws=200, chains=100):
    return sample(prior, polytope(rows, lower, upper, GUESS, counts=T), draws, chains).values.reshape(-1, T)


def sample(prior, region, draws=100, chains=200):
    gibbs = Gibbs(prior, region, chains, seed=1)
    gibbs.warm_up(60)
    return gibbs.run(draws)


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
    prior = plain()
    drawn, exact = run(prior, rows, lower, upper), by_rejection(prior, rows, lower, upper)
    assert len(exact) > 1000
    for period in range(T):
        # thinned to near independence; a tenth of a percent of false alarms
        assert stats.ks_2samp(drawn[::5, period], exact[:, period]).pvalue > 1e-3
    assert np.corrcoef(drawn.T) == pytest.approx(np.corrcoef(exact.T), abs=0.06)


def test_exact_totals_give_the_gaussian_conditional():
    prior, rows = plain(walk=0.02, noise=0.02), np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])
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
    prior = replace(prior, bursts=Bursts.of(np.zeros(T)))
    rows, totals = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]), np.array([1.0, 1.02, 1.01])
    drawn = sample(prior, polytope(rows, totals, totals, GUESS, counts=T)).scales.reshape(-1, 3)
    choices = np.array(list(product(*(range(len(scale.values)) for scale in prior.scales.values()))))
    weights = np.array(
        [
            stats.multivariate_normal(rows @ prior.mean, rows @ covariance(prior, choice) @ rows.T).logpdf(totals)
            for choice in choices
        ]
    ) + prior.log_weight(choices)
    weights = np.exp(weights - weights.max())
    expected = weights @ np.log(prior.chosen(choices)) / weights.sum()
    assert np.log(drawn).mean(axis=0) == pytest.approx(expected, abs=0.06)


def test_bursts_are_as_probable_as_bayes_rule_makes_them():
    # One known total of three periods, the first of which stands high; every pattern of bursts can be enumerated.
    prior = replace(plain(walk=0.05, noise=0.1), bursts=Bursts.of(GUESS))
    rows, totals = np.array([[1.0, 0, 0, 0], [0, 1, 1, 1]]), np.array([1.75, 3.6])
    gibbs = Gibbs(prior, polytope(rows, totals, totals, GUESS, counts=T), 300, seed=5)
    gibbs.warm_up(60)
    seen = []
    for _ in range(150):
        gibbs.sweep()
        seen.append(gibbs.shape.on.copy())
    share = np.mean(seen, axis=(0, 1))
    patterns = np.array(list(product([0, 1], repeat=T)))
    log_weights = []
    for on in patterns:
        spread = rows @ (covariance(prior) + np.diag(on * prior.bursts.spread**2)) @ rows.T
        fit = stats.multivariate_normal(rows @ (prior.mean + on * prior.bursts.height), spread).logpdf(totals)
        chance = WEIGHTS @ (CHANCES ** on.sum() * (1 - CHANCES) ** (T - on.sum()))
        # The months must not be negative: a share of the Gaussian given the totals.
        log_weights.append(fit + np.log(chance) + np.log(positive(prior, on, rows, totals)))
    weights = np.exp(log_weights - np.max(log_weights))
    assert share == pytest.approx(weights @ patterns / weights.sum(), abs=0.02)
    assert 0.05 < share[0] < 0.95


def positive(prior, on, rows, totals, size=20_000):
    """The probability that no period is negative, given the totals and the bursts."""
    sigma = covariance(prior) + np.diag(on * prior.bursts.spread**2)
    gain = sigma @ rows.T @ np.linalg.inv(rows @ sigma @ rows.T)
    mean = prior.mean + on * prior.bursts.height
    mean = mean + gain @ (totals - rows @ mean)
    root = np.linalg.cholesky(sigma - gain @ rows @ sigma + 1e-10 * np.eye(T))
    wild = mean + np.random.default_rng(6).standard_normal((size, T)) @ root.T
    return np.mean((wild > -1e-3).all(axis=1))


def test_a_sliver_across_the_coordinates_is_still_explored():
    # Two windows with wide ranges, whose difference is nearly fixed: single coordinates can hardly move.
    rows = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, -1, -1]]
    drawn = run(plain(), rows, [1.0, 1.0, 0.0], [3.0, 3.0, 0.001], draws=40)
    halves = drawn[:, :2].sum(axis=1).reshape(40, 100)
    assert halves[:20].std() == pytest.approx(halves[20:].std(), rel=0.1)
    assert halves.std() > 0.3


def test_totals_that_others_cut_across_are_moved_more_often():
    def crossed(*rows):
        region = polytope(rows, [1.0, 1.0, 2.5][: len(rows)], [2.0, 2.0, 3.5][: len(rows)], GUESS, counts=T)
        return list(region.coordinates[Gibbs(plain(), region, 2).crossed].sum(axis=1))

    assert crossed([1, 1, 0, 0], [0, 0, 1, 0]) == []
    assert crossed([1, 1, 0, 0], [0, 0, 1, 0], [1, 1, 1, 0]) == [2.0, 1.0]


def test_same_seed_same_draws():
    arguments = plain(), [[1, 1, 1, 1]], [3.0], [3.5]
    assert np.array_equal(run(*arguments, draws=3), run(*arguments, draws=3))
