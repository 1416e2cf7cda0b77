"""The parametric rule of the reference software, against least squares written out here and its published output."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy import stats

from fraudstats.trends import joinpoint
from fraudstats.trends.joinpoints.design import Design, Grid
from fraudstats.trends.joinpoints.fit import Fit, hinges
from fraudstats.trends.joinpoints.intervals import joinpoint_region
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines

TIME = np.arange(1990.0, 2014)


def series(seed, n=24):
    random = np.random.default_rng(seed)
    bent = 0.08 * np.arange(n) - 0.15 * np.maximum(np.arange(n) - 9, 0) + 0.2 * np.maximum(np.arange(n) - 16, 0)
    return 3 + bent + 0.05 * random.normal(size=n), random.uniform(0.2, 4, n)


def brute_force(time, value, weight, joinpoints):
    """Slope variances and degrees of freedom by one least-squares fit of two columns for each segment and time."""
    rows = [row for row in zip(time, value, weight, strict=True) if row[0] not in joinpoints]
    edges, sse, per_unit = [-np.inf, *joinpoints, np.inf], 0.0, []
    for low, high in pairwise(edges):
        t, y, w = np.array([row for row in rows if low < row[0] < high]).T
        x = np.sqrt(w)[:, None] * np.column_stack([np.ones(len(t)), t - 2000])
        sse += np.square(np.sqrt(w) * y - x @ np.linalg.lstsq(x, np.sqrt(w) * y, rcond=None)[0]).sum()
        per_unit.append(np.linalg.inv(x.T @ x)[1, 1])
    df = len(rows) - 2 * (len(joinpoints) + 1)
    return sse / df * np.array(per_unit), df


class TestSlopes:
    @pytest.mark.parametrize(
        "joinpoints", [[], [1999.0], [1999.0, 2006.0], [1998.5, 2006.0], [1993.0, 2000.0, 2007.25]]
    )
    @pytest.mark.parametrize("weighted", [False, True])
    def test_variances_are_those_of_separate_fits_without_the_values_at_joinpoints(self, joinpoints, weighted):
        value, weight = series(1)
        weight = weight if weighted else np.ones(24)
        lines = UnconnectedLines.of(Fit(TIME, value, weight, np.array(joinpoints)))
        variances, df = brute_force(TIME, value, weight, joinpoints)
        assert lines.slope_variances == pytest.approx(variances)
        at_values = sum(t in TIME for t in joinpoints)
        assert lines.df == df == 24 - at_values - 2 * len(joinpoints) - 2

    @pytest.mark.parametrize("log", [True, False])
    def test_intervals_and_p_values_are_students(self, log):
        value, _ = series(2)
        value = np.exp(value) if log else value
        result = joinpoint(value, TIME, log=log, min_joinpoints=2, max_joinpoints=2, select="bic")
        variances, df = brute_force(TIME, np.log(value) if log else value, np.ones(24), result.joinpoints)
        score, half = result.fit.slopes / np.sqrt(variances), stats.t.ppf(0.975, df) * np.sqrt(variances)
        ends = np.array([result.fit.slopes - half, result.fit.slopes + half]).T
        shown = 100 * np.expm1(ends) if log else ends
        assert result.segments()[["lower", "upper"]].to_numpy() == pytest.approx(shown)
        assert result.segments().p_value.tolist() == pytest.approx(2 * stats.t.sf(np.abs(score), df))
        assert df == 24 - 3 * 2 - 2

    def test_standard_errors_are_weights_as_without_a_joinpoint(self):
        value, _ = series(3)
        se = np.random.default_rng(4).uniform(0.5, 2, 24)
        result = joinpoint(np.exp(value), TIME, se=se, min_joinpoints=1, max_joinpoints=1, select="bic")
        variances, df = brute_force(TIME, value, (np.exp(value) / se) ** 2, result.joinpoints)
        half = stats.t.ppf(0.95, df) * np.sqrt(variances)
        assert np.log1p(result.conf_int(0.1).upper[:2] / 100).tolist() == pytest.approx(result.fit.slopes + half)

    def test_poisson_counts_have_a_known_variance(self):
        value, _ = series(5)
        counts = np.round(100 * np.exp(value))
        result = joinpoint(counts, TIME, errors="poisson", min_joinpoints=1, max_joinpoints=1, select="bic")
        lines = UnconnectedLines.of(result.fit)
        away = result.joinpoints[0] > TIME
        mean = np.average(TIME[away], weights=counts[away])
        assert lines.df == np.inf and lines.variance == 1
        assert lines.slope_variances[0] == pytest.approx(1 / (counts[away] @ (TIME[away] - mean) ** 2))

    def test_all_values_at_the_time_of_a_joinpoint_are_left_out(self):
        time = np.repeat(np.arange(8.0), 2)
        lines = UnconnectedLines.of(Fit(time, np.random.default_rng(6).normal(size=16), np.ones(16), np.array([4.0])))
        assert lines.spare == 16 - 2 - 4 and lines.spread.tolist() == [10.0, 4.0]

    def test_published_p_values_have_these_degrees_of_freedom(self):
        """Slopes, their errors and p-values of Polonuevo, 54 values, joinpoints 7 and 66 ("Tabla 3", "Variables de
        estimadores", of a report on dengue in Atlántico, Colombia, by Joinpoint; its data are in Dash-Joinpoint)."""
        time = np.r_[1, 2, 5, 6, 7, 13.0 : 13 + 43, 66, 71:76]
        lines = UnconnectedLines.of(Fit(time, np.sin(time), np.ones(54), np.array([7.0, 66.0])))
        assert lines.df == 46
        slopes, errors, p = [0.400788, 0.139129], [0.222616, 0.165388], [0.078364, 0.404572]
        assert 2 * stats.t.sf(np.divide(slopes, errors), lines.df) == pytest.approx(p, abs=2e-6)


class TestTooFewValues:
    def test_without_a_degree_of_freedom_the_connected_lines_give_the_variance_and_a_note_says_so(self):
        result = joinpoint([10, 12, 15, 11, 9.5], range(5), min_joinpoints=1, max_joinpoints=1, select="bic")
        lines = UnconnectedLines.of(result.fit)
        assert (lines.spare, lines.df) == (0, 1) and lines.variance == pytest.approx(result.fit.variance)
        assert np.isfinite(result.segments()[["lower", "upper"]].to_numpy()).all()
        assert "residual variance of the connected lines (1 degree of freedom)" in result.summary()

    def test_a_segment_of_one_value_is_unbounded_and_the_note_names_what_gives_an_interval(self):
        values, few = [1, 2, 3, 4, 5, 6, 7, 9, 30], {"min_end": 1, "min_joinpoints": 1, "max_joinpoints": 1}
        result = joinpoint(values, range(9), select="bic", **few)
        assert UnconnectedLines.of(result.fit).spare == 9 - 1 - 2 - 1
        assert np.isfinite(result.segments().loc[1, "upper"]) and result.segments().loc[2, "upper"] == np.inf
        assert "segment 2 has values at fewer than two times" in result.summary()
        other = joinpoint(values, range(9), select="bic", interval="quantile", n_resamples=99, **few)
        assert "fewer than two times" not in other.summary()
        assert np.isfinite(other.segments()[["lower", "upper"]].to_numpy()).all()

    def test_segments_of_two_values_lend_no_degree_of_freedom(self):
        lines = UnconnectedLines.of(Fit(TIME[:9], series(7, 9)[0], np.ones(9), np.array([1992.0])))
        assert lines.spare == 4 and lines.spread.tolist() == [0.5, 17.5] and lines.notes == ()


class TestRegion:
    @pytest.mark.parametrize("size, grid, weighted", [(1, 0, False), (2, 0, False), (2, 0, True), (1, 3, True)])
    @pytest.mark.parametrize("seed", [8, 9])
    def test_it_is_lermans_out_to_the_next_grid_point(self, size, grid, weighted, seed):
        value, weight = series(seed)
        weight, value = weight if weighted else np.ones(24), value + 0.1 * np.random.default_rng(seed).normal(size=24)
        design = Design(TIME, weight, Grid(grid), size)
        best = design.best(value[:, None], [size])[size]
        fit = Fit(TIME, value, weight, design.joinpoints(size, best.index[0]))
        sums = {
            chosen: sum_of_squares(value, weight, chosen)
            for chosen in combinations(design.points, size)
            if all(((a < TIME) & (b > TIME)).sum() >= 2 for a, b in pairwise(chosen))
        }
        least, df = min(sums.values()), 24 - 2 * size - 2
        for j, (low, high) in enumerate(joinpoint_region(design, fit, 0.05)):
            points = sorted({chosen[j] for chosen in sums})
            lowest = [min(q for chosen, q in sums.items() if chosen[j] == x) for x in points]
            rise = (np.array(lowest) - least) * df / least
            inside = np.flatnonzero(rise <= size * stats.f.ppf(0.95, size, df))
            assert low == points[max(inside[0] - 1, 0)] and high == points[min(inside[-1] + 1, len(points) - 1)]

    def test_it_ends_where_no_joinpoint_may_lie(self):
        result = joinpoint(np.exp(np.random.default_rng(10).normal(size=12)), range(12), min_joinpoints=1, select="bic")
        ends = result.conf_int().filter(like="joinpoint", axis=0)
        assert ends.lower.min() >= 2 and ends.upper.max() <= 9

    def test_a_known_variance_makes_it_chi_squared(self):
        value, _ = series(11)
        counts = np.round(20 * np.exp(value))
        result = joinpoint(counts, TIME, errors="poisson", min_joinpoints=1, max_joinpoints=1, select="bic")
        (sse,) = result.design.profile(result.fit.value, 1)
        inside = np.flatnonzero(sse * counts.mean() - result.fit.sse <= stats.chi2.ppf(0.95, 1))
        ends = result.conf_int().loc["joinpoint_1"]
        assert ends.tolist() == result.design.points[[inside[0] - 1, inside[-1] + 1]].tolist()


def sum_of_squares(value, weight, joinpoints):
    root = np.sqrt(weight)
    x = root[:, None] * hinges(TIME - 2000, np.array(joinpoints) - 2000)
    return np.square(root * value - x @ np.linalg.lstsq(x, root * value, rcond=None)[0]).sum()
