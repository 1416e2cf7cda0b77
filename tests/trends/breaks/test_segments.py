"""The best segmentations, against R's strucchange and against all segmentations written out."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trends.breaks.examples import nile, real_interest, seatbelt

from fraudstats.errors import TrendError
from fraudstats.trends.breaks.regressors import CHANGES, Regressors
from fraudstats.trends.breaks.segments import best_segmentations, segment_ssr, ssr_of


def all_breaks(n, least, number):
    for breaks in combinations(range(least, n - least + 1), number):
        if all(b - a >= least for a, b in zip((0, *breaks), (*breaks, n), strict=True)):
            yield np.array(breaks)


def test_nile_against_strucchange():
    """strucchange's examples, summary(breakpoints(Nile ~ 1))."""
    regressors = Regressors.of("level", np.arange(100.0))
    found = best_segmentations(nile().to_numpy(), regressors, 15, 5)
    assert [b.tolist() for b in found] == [[], [28], [28, 83], [28, 68, 83], [28, 45, 68, 83], [15, 30, 45, 68, 83]]
    ssr = [ssr_of(nile().to_numpy(), regressors, breaks) for breaks in found]
    assert np.round(ssr).tolist() == [2835157, 1597457, 1552924, 1538097, 1507888, 1659994]


def test_real_interest_rates_against_strucchange():
    """strucchange's examples, breakpoints(RealInt ~ 1, h = 15); three breaks as in Bai and Perron (2003)."""
    values, regressors = real_interest().to_numpy(), Regressors.of("level", np.arange(103.0))
    found = best_segmentations(values, regressors, 15, 5)
    expected = [[], [79], [47, 79], [24, 47, 79], [24, 47, 64, 79], [16, 31, 47, 64, 79]]
    assert [breaks.tolist() for breaks in found] == expected
    ssr = [ssr_of(values, regressors, breaks) for breaks in found]
    assert np.round(ssr, 1).tolist() == [1214.9, 645.0, 456.0, 445.2, 444.9, 449.6]


def test_a_regression_with_lags_against_strucchange():
    """strucchange's examples, breakpoints(y ~ ylag1 + ylag12, h = 0.1) of the seat belt data."""
    values, columns = seatbelt()
    regressors = Regressors(columns[:, :0], columns)
    found = best_segmentations(values, regressors, 18, 8)
    assert [breaks.tolist() for breaks in found[1:6]] == [
        [46],
        [46, 157],
        [46, 70, 157],
        [46, 70, 108, 157],
        [46, 70, 120, 141, 160],
    ]
    assert found[8].tolist() == [18, 46, 70, 89, 107, 125, 144, 162]
    ssr = [ssr_of(values, regressors, breaks) for breaks in found]
    expected = [0.3297, 0.2967, 0.2676, 0.2438, 0.2395, 0.2317, 0.2258, 0.2244, 0.2231]
    assert np.round(ssr, 4).tolist() == expected


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(CHANGES)), st.integers(9, 13), st.integers(0, 10**6), st.floats(0, 1e6))
def test_no_segmentation_is_better(change, n, seed, offset):
    random = np.random.default_rng(seed)
    values = random.normal(size=n) + offset
    regressors = Regressors.of(change, np.sort(random.choice(90, n, replace=False)) + 1990.0)
    found = best_segmentations(values, regressors, 3, 2)
    for number, breaks in enumerate(found):
        best = min(ssr_of(values, regressors, tried) for tried in all_breaks(n, 3, number))
        assert ssr_of(values, regressors, breaks) == pytest.approx(best, rel=1e-6, abs=1e-9)


def test_the_sum_of_squares_of_every_segment():
    random = np.random.default_rng(4)
    values, columns = random.normal(size=11) + 1e4, np.column_stack([np.ones(11), 2000.0 + np.arange(11)])
    ssr = segment_ssr(values, columns)
    for start, end in combinations(range(12), 2):
        rest = values[start:end] - columns[start:end] @ np.linalg.lstsq(columns[start:end], values[start:end])[0]
        assert ssr[start, end] == pytest.approx(rest @ rest if end - start > 2 else 0, rel=1e-6, abs=1e-9)


def test_of_breaks_that_fit_alike_the_earlier_is_taken():
    """0, 0, 1, 2, 2: the 1 fits either level as well."""
    found = best_segmentations(np.array([0.0, 0, 1, 2, 2]) / 3, Regressors.of("level", np.arange(5.0)), 2, 1)
    assert found[1].tolist() == [2]


def test_fewer_breaks_where_there_is_no_room_and_a_refusal_where_there_are_too_many_to_try():
    assert len(best_segmentations(np.arange(7.0), Regressors.of("level", np.arange(7.0)), 2, 5)) == 3
    line = Regressors.of("level_with_trend", np.arange(120.0))
    with pytest.raises(TrendError, match="at most 2,000,000 are. Give a smaller max_breaks or a larger trim"):
        best_segmentations(np.arange(120.0), line, 2, 5)
