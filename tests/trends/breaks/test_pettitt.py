"""Pettitt's test, against his example and against all orders."""

from itertools import permutations

import numpy as np
import pytest
from trends.breaks.examples import PAGE, nile

from fraudstats.errors import TrendError
from fraudstats.trends import pettitt
from fraudstats.trends.breaks.pettitt import rank_scores


def largest_u(values):
    """Pettitt's definition: signs of differences, summed over pairs before and after each time."""
    return max(abs(np.sign(values[:t, None] - values[t:]).sum()) for t in range(1, len(values)))


def test_the_example_of_pettitt():
    """Table 1 of Pettitt (1979); K = 232, p = 0.0146, change after 17, as R's wq (pett) has it."""
    result = pettitt(PAGE, null="asymptotic")
    assert result.statistic == 232 and result.p_value == pytest.approx(0.0146, abs=5e-5)
    assert result.break_time == 16  # the seventeenth value; times are counted from zero
    assert pettitt(PAGE, n_permutations=999).p_value < 0.0146


def test_nile_changes_after_1898():
    result = pettitt(nile(), n_permutations=99)
    assert result.break_label == "1898" and result.statistic == largest_u(nile().to_numpy())
    assert result.shift == np.median(nile().to_numpy()[28:, None] - nile().to_numpy()[:28])


@pytest.mark.parametrize("values", [[1, 2, 2, 5, 4, 7, 7], [3, 1, 2, 6, 4, 5], [1, 1, 1, 2, 2, 2]])
def test_the_p_value_is_that_of_all_orders_ties_included(values):
    values = np.array(values, float)
    every = [largest_u(np.array(order)) >= largest_u(values) for order in permutations(values)]
    assert pettitt(values).p_value == pytest.approx(np.mean(every), abs=1e-12)
    assert pettitt(values).statistic == largest_u(values)


def test_partial_sums_of_the_scores_are_pettitts_u():
    values = np.random.default_rng(0).integers(0, 6, (5, 9)).astype(float)
    for row, scores in zip(values, rank_scores(values), strict=True):
        assert scores.cumsum()[:-1].tolist() == [np.sign(row[:t, None] - row[t:]).sum() for t in range(1, 9)]


def test_a_monotone_transformation_changes_nothing_but_the_shift():
    values = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3])
    plain, other = pettitt(values), pettitt(np.exp(values))
    assert (plain.statistic, plain.p_value, plain.break_time) == (other.statistic, other.p_value, other.break_time)


def test_autocorrelation_is_allowed_for():
    values = np.cumsum(np.random.default_rng(5).normal(size=25))
    assert pettitt(values, null="AR(1)").p_value > 5 * pettitt(values).p_value


def test_what_does_not_apply_is_refused():
    with pytest.raises(TrendError, match="null is 'simulation'; expected one of permutation, AR"):
        pettitt(PAGE, null="simulation")
    assert pettitt([4, 4, 4, 4, 4]).p_value == 1
    assert any("no order of 6 values" in note for note in pettitt([1, 2, 3, 7, 8, 9]).notes)
