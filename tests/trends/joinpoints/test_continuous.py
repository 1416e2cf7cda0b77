"""Joinpoints between observations: published estimates, and never a worse fit than any grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import joinpoint
from fraudstats.trends.joinpoints.continuous import ContinuousSearch
from fraudstats.trends.joinpoints.design import Design, Grid
from fraudstats.trends.joinpoints.fit import Fit

CRITERION = {"grid": "continuous", "select": "bic3", "log": False}


def searched(time, value, weight, size, grid=None):
    """The sum of squares (weights of mean one) and joinpoints of the continuous search and of the observations."""
    grid = grid or Grid()
    design = Design(time, weight, grid, size)
    best = design.best(value[:, None], [size])[size]
    start = design.joinpoints(size, best.index[0])
    found = ContinuousSearch(time, value, weight, grid).best(start, best.sse[0])
    return Fit(time, value, weight, found).sse / weight.mean(), found, best.sse[0]


class TestPublished:
    def test_hinkleys_blood_factor(self):
        """D. V. Hinkley, 1971, "Inference in two-phase regression", JASA 66: two lines, all digits that he prints.

        The data as in segreg (stevelill/segreg, BSD), whose Hudson's algorithm gives the same.
        """
        time = [2.0, 2.52288, 3, 3.52288, 4, 4.52288, 5, 5.52288, 6, 6.52288, 7, 7.52288, 8, 8.52288, 9]
        value = [0.370483, 0.537970, 0.607684, 0.723323, 0.761856, 0.892063, 0.956707, 0.940349]
        value += [0.898609, 0.953850, 0.990834, 0.890291, 0.990779, 1.050865, 0.982785]
        result = joinpoint(value, time, min_joinpoints=1, max_joinpoints=1, **CRITERION)
        assert result.joinpoints.round(3).tolist() == [4.652]
        assert result.predict(result.joinpoints).round(4).tolist() == [0.918]
        assert result.fit.slopes[0].round(4) == 0.1935
        assert round(result.fit.sse / (15 - 4), 5) == 0.00166

    @pytest.mark.parametrize(
        "value, joinpoints",
        [
            ([1.5, 0.5, 0, 0, 0, 0, 0, 0.5, 1.5], [1.5, 6.5]),
            ([3.5, 2.5, 1.5, 0.5, 0, 0, 0, 0.5, 1.5], [3.5, 6.5]),
            ([2, 1, 0, 0, 0, 0.5, 1.5, 2.5, 3.5], [2, 4.5]),
            ([2, 1, 0, 0, 0, 1, 2, 3, 4], [2, 4]),
        ],
    )
    def test_corners_sides_and_inner_points(self, value, joinpoints):
        """Exact cases of segreg's tests (stevelill/segreg, two_bkpt_segreg_examples)."""
        time, value = np.arange(9.0), np.array(value, float)
        sse, found, _ = searched(time, value, np.ones(9), 2)
        assert found == pytest.approx(joinpoints) and sse == pytest.approx(0, abs=1e-12)


class TestNeverWorseThanAGrid:
    @given(seed=st.integers(0, 10**6), n=st.integers(8, 14), size=st.integers(1, 2), between=st.integers(1, 5))
    @settings(deadline=None, max_examples=25)
    def test_for_any_times_weights_and_values(self, seed, n, size, between):
        random = np.random.default_rng(seed)
        time = np.cumsum(random.uniform(0.2, 2, n)) if seed % 2 else np.arange(n, dtype=float)
        value, weight = random.normal(size=n), random.uniform(0.2, 3, n)
        sse, found, at_values = searched(time, value, weight, size)
        grid = Design(time, weight, Grid(between), size).best(value[:, None], [size])[size].sse[0]
        assert sse <= min(grid, at_values) * (1 + 1e-7)
        before, after = (np.searchsorted(time, found, side) for side in ("left", "right"))
        assert before[0] >= 2 and n - after[-1] >= 2 and (before[1:] - after[:-1] >= 2).all()

    @pytest.mark.parametrize("seed", range(4))
    def test_a_very_fine_grid_comes_as_near_as_it_is_fine(self, seed):
        random = np.random.default_rng(seed)
        time = np.arange(12.0)
        value = 0.4 * np.maximum(time - 5.3, 0) + random.normal(size=12)
        sse, *_ = searched(time, value, np.ones(12), 1)
        fine = Design(time, np.ones(12), Grid(200), 1).best(value[:, None], [1])[1].sse[0]
        assert sse <= fine * (1 + 1e-7) and fine == pytest.approx(sse, rel=5e-3)

    def test_three_joinpoints_and_wider_distances(self):
        random = np.random.default_rng(8)
        time, value = np.arange(18.0), random.normal(size=18)
        grid = Grid(0, 3, 3)
        sse, found, _ = searched(time, value, np.ones(18), 3, grid)
        fine = Design(time, np.ones(18), Grid(3, 3, 3), 3).best(value[:, None], [3])[3].sse[0]
        assert sse <= fine * (1 + 1e-7) and len(found) == 3

    def test_a_bend_at_an_observation_is_found_there(self):
        time = np.arange(14.0)
        _, found, _ = searched(time, np.maximum(time - 6, 0) - 2 * np.maximum(time - 10, 0), np.ones(14), 2)
        assert found.tolist() == [6, 10]


class TestModel:
    def test_the_region_of_a_joinpoint_holds_it_and_ends_at_observations(self):
        time = np.arange(24.0)
        value = 0.5 * np.maximum(time - 11.4, 0) + 0.2 * np.random.default_rng(1).normal(size=24)
        result = joinpoint(value, time, **CRITERION)
        low, high = result.conf_int().loc["joinpoint_1"]
        (found,) = result.joinpoints
        assert low < found < high and {low, high} <= set(time) and found not in time
        q = result.design.profile(value, 1)[0]
        limit = result.fit.sse * (1 + stats.f.ppf(0.95, 1, 20) / 20)
        inside = result.design.points[q <= limit]
        assert low == min(inside.min() - 1, np.floor(found)) and high == max(inside.max() + 1, np.ceil(found))

    def test_slopes_have_all_observations_in_their_lines(self):
        """A joinpoint between observations deletes none: n - 2k - 2 degrees of freedom."""
        time = np.arange(24.0)
        value = 0.5 * np.maximum(time - 11.4, 0) + 0.2 * np.random.default_rng(1).normal(size=24)
        result = joinpoint(value, time, **CRITERION)
        first = stats.linregress(time[:12], value[:12])
        rest = stats.linregress(time[12:], value[12:])
        residual = np.concatenate(
            [
                value[:12] - first.intercept - first.slope * time[:12],
                value[12:] - rest.intercept - rest.slope * time[12:],
            ]
        )
        half = stats.t.ppf(0.975, 20) * np.sqrt(residual @ residual / 20 / (12 * time[:12].var()))
        assert 11 < result.joinpoints[0] < 12
        assert result.segments().loc[1, "upper"] - result.fit.slopes[0] == pytest.approx(half)

    def test_criteria_fall_or_stay_against_the_grid(self):
        value, years = np.exp(np.random.default_rng(3).normal(size=16).cumsum() / 5), range(2000, 2016)
        one = joinpoint(value, years, select="wbic").criteria.sse
        two = joinpoint(value, years, select="wbic", grid="continuous").criteria.sse
        assert (two <= one * (1 + 1e-9)).all() and two[2] < one[2]

    @pytest.mark.parametrize(
        "options, words",
        [
            ({}, "too slow for thousands of permutations"),
            ({"select": "bic", "interval": "quantile"}, "too slow for thousands"),
            ({"select": "bic", "jump": 5}, "cannot hold a jump or a season"),
            ({"select": "bic", "min_end": 1}, "a line of its own"),
        ],
    )
    def test_what_cannot_be_had_is_refused_with_what_can(self, options, words):
        with pytest.raises(TrendError, match=words):
            joinpoint(np.arange(1.0, 13), range(12), grid="continuous", **options)

    def test_other_words_and_quantiles_of_the_average_are_refused(self):
        with pytest.raises(TrendError, match="'hudson'; expected a number of points, times, or 'continuous'"):
            joinpoint(np.arange(1.0, 13), range(12), grid="hudson", select="bic")
        with pytest.raises(TrendError, match="not refitted"):
            joinpoint(np.exp(np.sin(np.arange(12))), range(12), grid="continuous", select="bic").aapc(
                interval="quantile"
            )

    def test_too_many_places_are_refused_with_a_remedy(self):
        time = np.arange(200.0)
        with pytest.raises(TrendError, match="too many to search between; lower max_joinpoints"):
            ContinuousSearch(time, np.sin(time), np.ones(200), Grid()).best(np.arange(5.0), 1.0)
