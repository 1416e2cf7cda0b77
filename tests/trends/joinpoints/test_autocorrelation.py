"""Autocorrelated errors, against generalised least squares of statsmodels and covariances written out here."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series, compare_joinpoints, joinpoint
from fraudstats.trends.joinpoints.autocorrelation import estimated
from fraudstats.trends.joinpoints.fit import Fit, hinges
from fraudstats.trends.joinpoints.unconnected import UnconnectedLines
from fraudstats.trends.joinpoints.whitened import Whitening, lag_unit

YEARS = np.arange(1995, 2015)


def autoregression(seed, n, rho):
    error = np.random.default_rng(seed).normal(size=n)
    for k in range(1, n):
        error[k] = rho * error[k - 1] + np.sqrt(1 - rho**2) * error[k]
    return error


def rates(seed=0, rho=0.5):
    time = np.arange(20)
    return 30 * np.exp(0.06 * time - 0.1 * np.maximum(time - 11, 0) + 0.04 * autoregression(seed, 20, rho))


def covariance(time, rho):
    return rho ** np.abs(time[:, None] - time)


class TestWhitening:
    @pytest.mark.parametrize("rho", [-0.4, 0.3, 0.9])
    def test_it_is_the_root_of_the_inverse_covariance_with_gaps_and_weights(self, rho):
        time, weight = np.array([1.0, 2, 3, 6, 7]), np.array([1.0, 2, 1, 3, 1])
        errors = Whitening(time, weight, rho)
        matrix = errors.white(np.eye(5))
        lags = np.abs(time[:, None] - time)
        expected = rho**lags / np.sqrt(np.outer(weight, weight))
        assert matrix.T @ matrix == pytest.approx(np.linalg.inv(expected))
        assert errors.coloured(matrix) == pytest.approx(np.eye(5))
        assert errors.log_determinant == pytest.approx(-0.5 * np.linalg.slogdet(rho**lags)[1])

    def test_months_are_equal_steps_and_gaps_are_whole(self):
        months = pd.period_range("2021-01", periods=12, freq="M").delete(5)
        time = as_time_series(pd.Series(range(11), months)).time
        assert np.rint(np.diff(time) / lag_unit(time)).tolist() == [1, 1, 1, 1, 2, 1, 1, 1, 1, 1]

    def test_uneven_steps_are_refused(self):
        with pytest.raises(TrendError, match="equal steps"):
            joinpoint(np.arange(1.0, 9), [0, 1, 2, 3.5, 4, 5, 6, 7], rho=0.3)


class TestFit:
    @pytest.mark.parametrize("rho", [-0.3, 0.3, 0.6])
    def test_the_search_is_exhaustive_generalised_least_squares(self, rho):
        value, v = rates(1), covariance(YEARS, rho)
        result = joinpoint(value, YEARS, rho=rho, select="bic")
        for size in (0, 1, 2):
            sets = [at for at in combinations(YEARS[2:-2], size) if all(b - a > 2 for a, b in pairwise(at))]
            fits = [sm.GLS(np.log(value), hinges(YEARS - 2005.0, np.array(at) - 2005.0), sigma=v).fit() for at in sets]
            best = min(fits, key=lambda fit: fit.ssr)
            assert result.criteria.sse[size] == pytest.approx(best.ssr)
        one = joinpoint(value, YEARS, rho=rho, select="bic", min_joinpoints=1, max_joinpoints=1)
        columns = hinges(YEARS - 2005.0, one.joinpoints - 2005.0)
        known = sm.GLS(np.log(value), columns, sigma=v).fit()
        assert one.fit.slopes == pytest.approx(np.cumsum(known.params[1:]))

    def test_without_joinpoints_intervals_are_those_of_statsmodels(self):
        value = rates(2)
        result = joinpoint(value, YEARS, rho=0.4, max_joinpoints=0)
        known = sm.GLS(np.log(value), sm.add_constant(YEARS - 2005.0), sigma=covariance(YEARS, 0.4)).fit()
        assert result.segments()[["lower", "upper"]].to_numpy()[0] == pytest.approx(100 * np.expm1(known.conf_int()[1]))
        assert result.p_values["apc_1"] == pytest.approx(known.pvalues[1])

    def test_slopes_have_the_variances_of_unconnected_lines_with_correlated_errors(self):
        """The value at the joinpoint is left out, and its neighbours are two steps apart."""
        value = np.log(rates(3))
        fit = Fit(YEARS.astype(float), value, np.ones(20), np.array([2006.0]), correlated=(0.5, 1.0))
        kept = YEARS != 2006
        after = YEARS[kept] > 2006
        x = np.column_stack([~after, ~after * (YEARS[kept] - 2000.0), after, after * (YEARS[kept] - 2010.0)])
        known = sm.GLS(value[kept], x.astype(float), sigma=covariance(YEARS[kept], 0.5)).fit()
        lines = UnconnectedLines.of(fit)
        assert np.sqrt(lines.slope_variances) == pytest.approx(known.bse[[1, 3]])
        assert lines.df == known.df_resid == 15
        average = np.array([11, 8]) / 19
        expected = average @ known.cov_params()[np.ix_([1, 3], [1, 3])] @ average
        assert lines.average_variance(average) == pytest.approx(expected)

    def test_zero_is_no_correlation(self):
        value = rates(4)
        one, two = (joinpoint(value, YEARS, rho=rho, n_permutations=99) for rho in (None, 0.0))
        pd.testing.assert_frame_equal(one.to_frame(), two.to_frame())
        pd.testing.assert_frame_equal(one.tests, two.tests)

    def test_refits_draw_correlated_errors(self):
        result = joinpoint(rates(5), YEARS, rho=0.8, max_joinpoints=0, interval="quantile", n_resamples=2000)
        plain = joinpoint(rates(5), YEARS, max_joinpoints=0, interval="quantile", n_resamples=2000)
        spread = [
            np.subtract(*r.conf_int().loc["apc_1", ["upper", "lower"]]) / np.sqrt(r.fit.variance)
            for r in (result, plain)
        ]
        x = sm.add_constant(YEARS - 2005.0)
        exact = np.sqrt(
            np.linalg.inv(x.T @ np.linalg.inv(covariance(YEARS, 0.8)) @ x)[1, 1] / np.linalg.inv(x.T @ x)[1, 1]
        )
        assert spread[0] / spread[1] == pytest.approx(exact, rel=0.15)

    def test_the_permutation_test_keeps_its_level(self):
        """Straight lines at rho 0.6, one joinpoint at 5%: of 200, 4 to 18 are bent (99%); without rho, a third."""
        time, bent = np.arange(16), np.zeros(2)
        for seed in range(200):
            value = np.exp(0.1 * time + 0.05 * autoregression(seed, 16, 0.6))
            for k, rho in enumerate((0.6, None)):
                bent[k] += len(joinpoint(value, time, rho=rho, max_joinpoints=1, n_permutations=99).joinpoints)
        assert 3 <= bent[0] <= 18 and bent[1] > 35


class TestEstimate:
    def test_it_has_the_largest_restricted_likelihood(self):
        """The normal density of contrasts free of lines and joinpoints, by its covariance."""
        value = np.log(rates(6))
        fit = Fit(YEARS.astype(float), value, np.ones(20), np.array([2006.0]))
        rho = estimated(fit, 1.0)
        columns = np.column_stack([hinges(YEARS - 2005.0, [1.0]), YEARS > 2006])
        contrasts = np.linalg.qr(columns, mode="complete")[0][:, 4:].T

        def density(r):
            v = contrasts @ covariance(YEARS, r) @ contrasts.T
            z = contrasts @ value
            scale = z @ np.linalg.solve(v, z) / 16
            return stats.multivariate_normal(np.zeros(16), scale * v).logpdf(z)

        found = np.array([density(r) for r in np.arange(-0.5, 0.951, 0.01)])
        assert rho == pytest.approx(np.arange(-0.5, 0.951, 0.01)[found.argmax()])

    def test_a_long_series_shows_its_correlation(self):
        value = np.exp(0.02 * np.arange(400) + 0.1 * autoregression(7, 400, 0.6))
        result = joinpoint(value, range(400), rho="estimate", max_joinpoints=0)
        assert result.fit.correlated[0] == pytest.approx(0.6, abs=0.1)

    def test_it_is_said_and_fewer_joinpoints_are_found(self):
        result = joinpoint(rates(8), YEARS, rho="estimate", n_permutations=99)
        assert f"autocorrelation {result.fit.correlated[0]:g} estimated" in result.summary()
        assert "autocorrelation 0.4 given" in joinpoint(rates(8), YEARS, rho=0.4, n_permutations=99).summary()


class TestRefusals:
    @pytest.mark.parametrize(
        "options, words",
        [
            ({"rho": 1.0}, "expected a number between -1 and 1, or 'estimate'"),
            ({"rho": "reml"}, "expected a number between -1 and 1, or 'estimate'"),
            ({"rho": 0.3, "se": np.ones(20)}, "need constant errors"),
            ({"rho": 0.3, "exposure": 1.0}, "need constant errors"),
            ({"rho": 0.3, "grid": "continuous", "select": "bic"}, "need constant errors and a grid"),
        ],
    )
    def test_what_cannot_be_had_is_refused(self, options, words):
        with pytest.raises(TrendError, match=words):
            joinpoint(rates(), YEARS, **options)

    def test_delta_intervals_and_comparisons_are_refused(self):
        result = joinpoint(rates(), YEARS, rho=0.3, select="bic3")
        with pytest.raises(TrendError, match="does not allow for a jump, a season or autocorrelation"):
            result.aapc(interval="delta")
        with pytest.raises(TrendError, match="cannot be compared"):
            compare_joinpoints(result, result)
