import numpy as np
import pytest
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import compare_joinpoints, joinpoint

YEARS = np.arange(2000, 2018)


def series(slopes=(0.08, -0.04), level=10.0, seed=0, noise=0.03):
    rise = slopes[0] * (YEARS - 2000) + (slopes[1] - slopes[0]) * np.maximum(YEARS - 2009, 0)
    return level * np.exp(rise + noise * np.random.default_rng(seed).normal(size=len(YEARS)))


def fitted(**kwargs):
    return joinpoint(series(**kwargs), YEARS, select="bic3", max_joinpoints=2)


class TestCompare:
    def test_same_shape_at_two_levels(self):
        models = fitted(seed=1), fitted(seed=2, level=30)
        assert compare_joinpoints(*models, n_permutations=199).p_value > 0.05
        assert compare_joinpoints(*models, hypothesis="coincident", n_permutations=199).p_value == pytest.approx(
            1 / 200
        )

    def test_one_trend_twice(self):
        assert (
            compare_joinpoints(fitted(seed=1), fitted(seed=2), hypothesis="coincident", n_permutations=199).p_value
            > 0.05
        )

    def test_different_slopes(self):
        found = compare_joinpoints(fitted(seed=1), fitted(seed=2, slopes=(0.02, 0.05)), n_permutations=199)
        assert found.p_value == pytest.approx(1 / 200) and "parallel" in found.summary()

    def test_without_joinpoints_the_f_statistic_is_that_of_two_regressions(self):
        first, second = (
            joinpoint(series(seed=s, slopes=(b, b)), YEARS, max_joinpoints=0) for s, b in ((1, 0.05), (2, 0.06))
        )
        found = compare_joinpoints(first, second, n_permutations=999)
        y = np.log(np.concatenate([series(seed=1, slopes=(0.05, 0.05)), series(seed=2, slopes=(0.06, 0.06))]))
        group, time = np.repeat([0.0, 1.0], 18), np.tile(YEARS - 2000.0, 2)
        null, full = (
            np.linalg.lstsq(np.column_stack(x), y, rcond=None)[1][0]
            for x in ([np.ones(36), group, time], [np.ones(36), group, time, group * time])
        )
        expected = (null - full) / (full / 32)
        assert found.statistic == pytest.approx(expected)
        assert found.p_value == pytest.approx(stats.f.sf(expected, 1, 32), abs=0.03)

    def test_series_are_fitted_with_the_options(self):
        import pandas as pd

        first, second = (pd.Series(series(seed=s), index=YEARS) for s in (1, 2))
        found = compare_joinpoints(first, second, n_permutations=99, select="bic", max_joinpoints=1)
        assert found.nobs == 36 and found.to_frame().columns[:3].tolist() == ["estimate", "lower", "upper"]
        assert found.params["F"] == found.statistic and len(found.plot().lines) == 4

    @pytest.mark.parametrize(
        "kwargs, words", [({"hypothesis": "equal"}, "'equal'"), ({"n_joinpoints": 9}, "too short for 9")]
    )
    def test_bad_requests_are_named(self, kwargs, words):
        with pytest.raises(TrendError, match=words):
            compare_joinpoints(fitted(), fitted(), **kwargs)

    def test_scales_must_agree(self):
        linear = joinpoint(series(), YEARS, log=False, select="bic")
        with pytest.raises(TrendError, match="log-linear and the other linear"):
            compare_joinpoints(fitted(), linear)
