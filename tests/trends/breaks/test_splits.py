"""F statistics of one break, against R's strucchange and against two regressions written out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trends.breaks.examples import nile, seatbelt

from fraudstats.trends.breaks.regressors import CHANGES, Regressors
from fraudstats.trends.breaks.splits import Splits, f_summaries


def ssr(values, design):
    return np.square(values - design @ np.linalg.lstsq(design, values, rcond=None)[0]).sum()


def test_nile_against_strucchange():
    """strucchange 1.5-1, tests/strucchange-tests.Rout.save: sup.F = 75.93, ave.F = 21.215, exp.F = 33.759."""
    splits = Splits.of(Regressors.of("level", np.arange(100.0)), 15)
    f = splits.f_statistics(nile().to_numpy()[None, :])
    assert f_summaries(f)[0] == pytest.approx([75.93, 21.215, 33.759], abs=0.0005 + 0.005)
    assert splits.places[f[0].argmax()] == 28


def test_a_regression_with_lags_against_strucchange():
    """strucchange's examples: Fstats(y ~ ylag1 + ylag12, from = 0.1), exp.F = 6.4247."""
    values, columns = seatbelt()
    f = Splits.of(Regressors(columns[:, :0], columns), 18).f_statistics(values[None, :])
    assert f_summaries(f)[0, 2] == pytest.approx(6.4247, abs=5e-5)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(CHANGES)), st.integers(8, 20), st.integers(0, 10**6))
def test_each_statistic_is_that_of_two_regressions(change, n, seed):
    random = np.random.default_rng(seed)
    values, time = random.normal(5, 2, (2, n)), np.sort(random.choice(200, n, replace=False)).astype(float)
    regressors = Regressors.of(change, time)
    splits = Splits.of(regressors, 3)
    found = splits.f_statistics(values)
    for series, row in zip(values, found, strict=True):
        null = ssr(series, regressors.design([]))
        for place, f in zip(splits.places, row, strict=True):
            design = regressors.design([place])
            broken = ssr(series, design)
            assert f == pytest.approx((null - broken) / (broken / (n - design.shape[1])), rel=1e-6, abs=1e-8)


def test_nothing_to_explain_is_zero_and_an_exact_fit_is_large_but_a_number():
    splits = Splits.of(Regressors.of("level", np.arange(8.0)), 2)
    f = splits.f_statistics(np.array([[3.1] * 8, [1e9] * 4 + [1e9 + 1] * 4]))
    assert (f[0] == 0).all() and f[1].max() == pytest.approx(6e12) and np.isfinite(f_summaries(f)).all()


def test_the_exponential_mean_does_not_overflow():
    f = np.array([[2000.0, 1000, 0]])
    assert f_summaries(f)[0].tolist() == pytest.approx([2000, 1000, 1000 - np.log(3)])
