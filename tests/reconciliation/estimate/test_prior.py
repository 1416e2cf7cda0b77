"""The prior's linear maps: adjoints, covariances, and invariance to the length of a period."""

import numpy as np
import pytest

from fraudstats.reconciliation.estimate.first_guess import first_guess
from fraudstats.reconciliation.estimate.prior import structural_prior

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 2, float)
GUESS = np.linspace(50, 150, 24)


@pytest.fixture(params=[None, 3])
def prior(request):
    return structural_prior(DAYS, np.arange(24) % 12, GUESS, request.param)


def test_adjoints(prior):
    rng = np.random.default_rng(0)
    for part in prior.components:
        e, rows = rng.normal(size=(2, part.size)), rng.normal(size=(3, len(prior.mean)))
        assert rows @ part.forward(e).T == pytest.approx(part.adjoint(rows) @ e.T)


def test_drawn_unknowns_have_the_stated_covariance(prior):
    rng = np.random.default_rng(1)
    drawn = prior.parts(rng.normal(size=(40_000, prior.size)))
    for part, values in zip(prior.components, drawn, strict=True):
        exact = part.covariance_with(np.eye(len(prior.mean)))
        assert np.cov(values.T) == pytest.approx(exact, abs=0.05 * exact.max())


def test_season_sums_to_zero_over_a_year_of_equal_level():
    prior = structural_prior(np.full(12, 30.0), np.arange(12), np.full(12, 10.0))
    (season,) = [part for part in prior.components if part.name == "season"]
    effects = season.forward(np.eye(season.size))
    assert effects.sum(axis=1) == pytest.approx(0, abs=1e-9)
    assert (effects**2).sum(axis=0).mean() == pytest.approx(100)  # unit variance, times the level squared


def test_breaks_and_year_ends_may_be_absent_or_common():
    for breaks, name in ((2, "break"), (None, "year_end")):
        scale = structural_prior(DAYS, np.arange(24) % 12, GUESS, breaks).scales[name]
        weights = np.exp(scale.log_weights)
        assert weights[scale.values == 0].sum() == pytest.approx(weights[scale.values > 0].sum())


def test_year_ends_share_an_effect_and_differ_by_half_of_it():
    prior = structural_prior(np.full(24, 30.0), np.arange(24) % 12, np.full(24, 10.0))
    (part,) = [part for part in prior.components if part.name == "year_end"]
    covariance = part.covariance_with(np.eye(24))
    assert covariance[11, 11] == covariance[23, 23] == pytest.approx(100 * 1.25)
    assert covariance[11, 23] == pytest.approx(100)
    assert np.abs(covariance).sum() == pytest.approx(100 * 4.5)


def test_days_of_one_december_share_their_effect():
    prior = structural_prior(
        np.ones(365), np.repeat(np.arange(12), [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]), np.ones(365)
    )
    (part,) = [part for part in prior.components if part.name == "year_end"]
    covariance = part.covariance_with(np.eye(365))
    assert np.linalg.matrix_rank(covariance) == 1
    assert covariance[-31:, -31:] == pytest.approx(1.25)


def test_a_walk_in_days_wanders_as_far_in_a_year_as_one_in_months():
    spread = []
    for days, count in ((1.0, 365), (365 / 12, 12)):
        prior = structural_prior(np.full(count, days), np.zeros(count, int), np.full(count, 100.0))
        walk = prior.components[1].covariance_with(np.eye(count)[-1:])[0, -1]
        spread.append(np.sqrt(walk) / 100)
    assert spread[0] == pytest.approx(spread[1], rel=0.01)


def test_few_counts_are_expected_to_be_noisy():
    def likeliest(counting):
        noise = structural_prior([30.0] * 12, np.arange(12), [9.0] * 12, counting=counting).scales["noise"]
        return noise.values[noise.log_weights.argmax()]

    assert [likeliest(one) for one in (0.0, 0.05, 1 / 3, 9.0)] == [0.08, 0.08, 0.32, 0.32]


def test_guess_follows_the_level_and_stays_above_zero():
    window = np.kron(np.eye(3), np.ones((1, 12)))
    level = first_guess(window, [120, 1200, 0], [120, 1200, 0], np.full(36, 30.0))
    assert (level > 0).all()
    assert level[12:24].mean() > 5 * level[:6].mean()


def test_guess_of_nothing_but_zeros_is_positive():
    assert (first_guess(np.ones((1, 3)), [0], [0], [31, 28, 31]) > 0).all()


def test_guess_scales_with_the_counts():
    window = np.kron(np.eye(2), np.ones((1, 6)))
    one, thousand = (first_guess(window, [10 * k, 30 * k], [12 * k, np.inf], np.full(12, 30.0)) for k in (1, 1000))
    assert thousand == pytest.approx(1000 * one)
