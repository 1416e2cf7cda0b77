"""R-hat and effective sizes against series whose values are known in theory."""

import numpy as np
import pytest

from fraudstats.reconciliation.estimate.diagnostics import effective_size, rank_rhat

RNG = np.random.default_rng(0)


def autoregressive(phi, chains=8, length=4000):
    noise, path = RNG.normal(size=(length, chains)), np.zeros((length, chains))
    path[0] = noise[0] / np.sqrt(1 - phi**2)
    for now in range(1, length):
        path[now] = phi * path[now - 1] + noise[now]
    return path.T


@pytest.mark.parametrize("phi", [-0.4, 0.0, 0.5, 0.9])
def test_effective_size_of_an_autoregression(phi):
    # integrated autocorrelation time of an AR(1): (1 + phi) / (1 - phi)
    draws = autoregressive(phi)
    assert effective_size(draws) == pytest.approx(draws.size * (1 - phi) / (1 + phi), rel=0.2)


def test_rhat_sees_a_shift_a_spread_and_a_trend_and_nothing_else():
    good = RNG.normal(size=(8, 500))
    shifted, wider = good + np.repeat([0, 1], 4)[:, None], good * np.repeat([1, 3], 4)[:, None]
    drifting = good + np.linspace(0, 2, 500)
    assert rank_rhat(good) < 1.01
    assert min(rank_rhat(shifted), rank_rhat(wider), rank_rhat(drifting)) > 1.1


def test_heavy_tails_do_not_break_them():
    draws = RNG.standard_cauchy(size=(8, 500))
    assert rank_rhat(draws) < 1.02
    assert effective_size(draws) == pytest.approx(4000, rel=0.15)


def test_many_quantities_at_once_and_constant_ones():
    draws = np.stack([RNG.normal(size=(4, 100)), np.ones((4, 100))], axis=2)
    assert rank_rhat(draws)[1] == 1
    assert effective_size(draws)[1] == 400
    assert effective_size(draws)[0] == effective_size(draws[..., 0])
