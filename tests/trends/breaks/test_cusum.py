"""The OLS-CUSUM test, against R's strucchange and against all orders."""

from itertools import permutations

import numpy as np
import pytest
from trends.breaks.examples import nile

from fraudstats.errors import TrendError
from fraudstats.trends import cusum


def test_nile_against_strucchange():
    """strucchange's examples: sctest(efp(Nile ~ 1, type = "OLS-CUSUM")), S0 = 2.9518, p-value = 5.409e-08."""
    result = cusum(nile(), null="asymptotic")
    assert result.statistic == pytest.approx(2.9518, abs=5e-5)
    assert result.p_value == pytest.approx(5.409e-08, rel=1e-3)
    assert result.break_label == "1898" == result.process.abs().idxmax()


def test_the_p_value_is_that_of_all_orders_and_the_simulated_one_is_close():
    values = np.array([1.0, 2.2, 0.7, 3.9, 3.1, 4.2, 2.9])
    sums = [np.abs(np.cumsum(np.array(order) - values.mean())).max() for order in permutations(values)]
    expected = np.mean(np.array(sums) >= sums[0] * (1 - 1e-9))
    assert cusum(values, null="permutation").p_value == pytest.approx(expected, abs=1e-12)
    assert cusum(values).null == "simulation"
    assert cusum(values, null="simulation").p_value == pytest.approx(expected, abs=0.06)


def test_nothing_to_test_and_bad_requests():
    assert cusum([2, 2, 2, 2, 2]).p_value == 1 and cusum([2, 2, 2, 2, 2]).statistic == 0
    with pytest.raises(TrendError, match="null is 'exact'"):
        cusum([1, 2, 3, 4], null="exact")
    with pytest.raises(TrendError, match="at least 4 values, got 3"):
        cusum([1, 2, 3])


def test_unit_and_origin_do_not_matter():
    values = np.random.default_rng(1).normal(size=20)
    assert cusum(1e5 + 30 * values).statistic == pytest.approx(cusum(values).statistic)
    assert cusum(1e5 + 30 * values).p_value == cusum(values).p_value
