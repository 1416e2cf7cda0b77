"""The discrepancy between bulletins: probabilities against simulation, scales that are known and are learnt."""

import numpy as np
import pytest

from fraudstats.reconciliation.estimate.discrepancy import (
    DF,
    SCALES,
    chance_up_to,
    log_likelihoods,
    others_weights,
    with_discrepancy,
)


def sure_of(scale):
    return np.isclose(SCALES, scale).astype(float)


@pytest.mark.parametrize("totals", [1, 2])
@pytest.mark.parametrize("scale", [0.0025, 0.02])
def test_probabilities_are_those_of_what_is_drawn(scale, totals):
    rng = np.random.default_rng(0)
    predicted = rng.normal(1000, 10, 200_000)
    printed = with_discrepancy(predicted, sure_of(scale), rng, totals)
    for value in (970, 995, 1000, 1030):
        assert chance_up_to(predicted, value, sure_of(scale), totals) == pytest.approx(
            np.mean(printed <= value), abs=5e-3
        )
    found = log_likelihoods(predicted, 990, 995, totals)[np.isclose(SCALES, scale)]
    assert np.exp(found[0]) == pytest.approx(np.mean((printed > 989.5) & (printed < 995.5)), abs=5e-3)


@pytest.mark.parametrize("scale", [0.001, 0.01, 0.04])
def test_a_known_scale_is_learnt_and_its_predictions_cover(scale):
    rng = np.random.default_rng(1)
    truths = rng.uniform(1e4, 1e5, 60)
    predicted = truths[:, None] * rng.normal(1, 0.002, (60, 1)) * rng.normal(1, 0.002, (60, 400))
    printed = truths * (1 + scale * rng.standard_t(DF, 60))
    likelihoods = np.array([log_likelihoods(*row) for row in zip(predicted, printed - 1, printed + 1, strict=True)])
    weights = others_weights(likelihoods)
    learnt = np.exp(weights.mean(axis=0) @ np.log(SCALES))
    assert scale / 1.8 < learnt < scale * 1.8
    pit = [chance_up_to(*row) for row in zip(predicted, printed, weights, strict=True)]
    assert np.mean(np.abs(np.array(pit) - 0.5) < 0.45) == pytest.approx(0.9, abs=0.08)


def test_one_bulletin_far_off_does_not_widen_the_others():
    rng = np.random.default_rng(2)
    predicted = rng.normal(1e4, 20, (20, 400))
    likelihoods = np.array([log_likelihoods(row, 9_990, 10_010) for row in predicted])
    without = others_weights(likelihoods)[0] @ SCALES
    likelihoods[7] = log_likelihoods(predicted[7], 11_990, 12_010)
    assert others_weights(likelihoods)[0] @ SCALES < 2 * without
    assert others_weights(likelihoods)[7] @ SCALES == pytest.approx(without, rel=0.2)
