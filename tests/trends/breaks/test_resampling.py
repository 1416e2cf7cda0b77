"""Permutations counted and drawn, against all of them written out."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.errors import TrendError
from fraudstats.trends.breaks.resampling import (
    autoregressions,
    choose_null,
    null_series,
    on_grid,
    p_of_larger,
    partial_sum_p,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=3, max_size=6), st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_all_orders_are_counted_ties_included(values, bounds):
    scores = len(values) * np.array(values, float) - sum(values)
    limits = np.array(bounds[: len(values) - 1], float) * 2
    crossed = [(np.abs(np.cumsum(order)[:-1]) >= limits).any() for order in permutations(scores)]
    assert partial_sum_p(scores, limits, 1, np.random.default_rng(0)) == pytest.approx(np.mean(crossed), abs=1e-12)


def test_drawn_permutations_agree_with_counted_ones(monkeypatch):
    random = np.random.default_rng(3)
    scores = random.normal(size=12)
    scores -= scores.mean()
    limits = np.full(11, 3.5)
    counted = partial_sum_p(scores, limits, 1, random)
    monkeypatch.setattr("fraudstats.trends.breaks.resampling.EXACT", 5)
    assert partial_sum_p(scores, limits, 20_000, random) == pytest.approx(counted, abs=0.012)


def test_a_place_without_a_bound_is_not_looked_at():
    scores = np.array([3.0, -1, -1, -1])
    assert partial_sum_p(scores, np.array([np.inf, np.inf, np.inf]), 1, np.random.default_rng(0)) == 0
    assert partial_sum_p(scores, np.array([3.0, np.inf, np.inf]), 1, np.random.default_rng(0)) == pytest.approx(1 / 4)


def test_autoregressions_have_their_correlation_from_the_first_value_on_and_skip_missing_places():
    series = autoregressions(0.6, np.array([0, 1, 3]), 40_000, np.random.default_rng(1))
    correlation = np.corrcoef(series.T)
    assert correlation[0, 1] == pytest.approx(0.6, abs=0.02) and correlation[1, 2] == pytest.approx(0.36, abs=0.02)
    assert series.var(axis=0) == pytest.approx(1 / (1 - 0.36), rel=0.03)


def test_permuted_residuals_are_the_same_numbers():
    residuals = np.array([3.0, -1, 0, -2])
    drawn = null_series(residuals, None, "permutation", 5, np.random.default_rng(0))
    assert (np.sort(drawn, axis=1) == np.sort(residuals)).all() and len({tuple(row) for row in drawn}) > 1
    assert np.isnan(on_grid(np.array([1.0, 2]), np.array([0, 2]))[0, 1])


def test_the_observed_series_counts_as_one_of_its_permutations():
    assert p_of_larger(5.0, np.array([1.0, 5, 7])) == 3 / 4
    assert p_of_larger(9.0, np.array([1.0, 5, 7])) == 1 / 4


def test_seven_values_have_too_few_orders_for_a_level_but_not_for_residuals_of_a_line():
    assert choose_null(None, "level", 7, 1) == "simulation" and choose_null(None, "level", 8, 1) == "permutation"
    assert choose_null(None, "level_and_slope", 7, 1) == "permutation"
    assert choose_null("permutation", "level", 7, 1) == "permutation"
    with pytest.raises(TrendError, match="null is 'bootstrap'; expected one of permutation"):
        choose_null("bootstrap", "level", 9, 1)
    with pytest.raises(TrendError, match="n_permutations is 0"):
        choose_null(None, "level", 9, 0)
