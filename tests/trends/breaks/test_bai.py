"""Bai's distribution and interval, against published points, R's strucchange and a simulation."""

import numpy as np
import pytest
from trends.breaks.examples import nile

from fraudstats.trends import bai_perron
from fraudstats.trends.breaks.bai import argmax_cdf, bai_interval


def test_the_points_of_bai():
    """Bai, 1997, Review of Economics and Statistics 79: 7.7 (90%) and 11 (95% interval) with equal sides."""
    assert argmax_cdf(7.7) == pytest.approx(0.95, abs=5e-4) and argmax_cdf(11.0) == pytest.approx(0.975, abs=5e-4)


@pytest.mark.parametrize(("xi", "phi"), [(1, 1), (1, 3), (1, 0.2), (0.7, 2.5)])
def test_it_is_a_distribution_function(xi, phi):
    points = np.linspace(-60, 60, 241)
    chances = np.array([argmax_cdf(x, xi, phi) for x in points])
    assert (np.diff(chances) > -1e-12).all() and ((chances >= 0) & (chances <= 1)).all()
    assert argmax_cdf(-1e-9, xi, phi) == pytest.approx(argmax_cdf(1e-9, xi, phi), abs=1e-4)
    assert argmax_cdf(-2000, xi, phi) == pytest.approx(0, abs=1e-9)
    assert argmax_cdf(4000, xi, phi) == pytest.approx(1, abs=1e-9)


def test_unequal_variances_against_a_simulated_process():
    random, step, points = np.random.default_rng(0), 0.02, 3000
    drift = step * np.arange(1, points + 1) / 2
    sides = [np.cumsum(random.normal(0, np.sqrt(step * v), (2000, points)), axis=1) - drift for v in (1, 2)]
    before, after = (side.max(axis=1) for side in sides)
    first = -step * (sides[0].argmax(axis=1) + 1)
    at = np.where(np.maximum(before, 0) > after, first, step * (sides[1].argmax(axis=1) + 1))
    for x in (-4, -1, 1, 4, 10):
        assert (at <= x).mean() == pytest.approx(argmax_cdf(x, 1, 2), abs=0.035)


def test_nile_against_strucchange():
    """strucchange's examples: confint(breakpoints(Nile ~ 1)) is 25 to 32, that is 1895 to 1902."""
    before, after = nile().to_numpy()[:28], nile().to_numpy()[28:]
    found = bai_interval(28, after.mean() - before.mean(), (before.var(), after.var()), 0.05)
    assert found == (25, 32)


def test_an_exact_fit_has_an_interval_of_one_place_and_no_jump_has_none():
    assert bai_interval(4, 2.0, (0.0, 1.0), 0.05) == (4, 4)
    assert bai_interval(4, 0.0, (1.0, 1.0), 0.05) == (-np.inf, np.inf)


def test_a_segment_without_scatter_takes_the_variance_of_all():
    result = bai_perron([1.0, 1, 1, 1, 4, 7, 3, 8, 2, 6], breaks=1, trim=4, interval="bai")
    lower, upper = result.conf_int().loc["break_1"]
    assert lower < result.breaks[0] < upper
