"""Estimates under first-order autoregressive errors.

Finding S8: 95% intervals by robust errors covered 87 to 90% of level changes at an autocorrelation of 0.6. What these
cover is in tests/trends/interruptions/test_interrupted_coverage.py.
"""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from threadpoolctl import threadpool_info, threadpool_limits

from fraudstats.trends import interrupted
from fraudstats.trends.likelihoods.autoregression import autoregression, autoregressive_fit
from fraudstats.trends.likelihoods.glm import fit_glm


def series(n, rho, seed=0):
    """A line with a step, and AR(1) errors; design and values."""
    rng, time = np.random.default_rng(seed), np.arange(n)
    errors = rng.normal(0, 1, n)
    for t in range(1, n):
        errors[t] += rho * errors[t - 1]
    x = np.column_stack([np.ones(n), time / n, time >= n // 2])
    return x, x @ [10.0, 2, -3] + errors


def test_long_series_agree_with_statsmodels_glsar():
    """Feasible GLS takes the autocorrelation as known; in 400 values it nearly is."""
    x, y = series(400, 0.6)
    fit = fit_glm(x, y, family="normal")
    found = autoregression(fit, x, np.arange(400))
    model = sm.GLSAR(y, x, rho=1)
    peer = model.iterative_fit(20)
    assert found.rho == pytest.approx(model.rho.item(), abs=0.015)
    assert fit.beta + found.step == pytest.approx(peer.params, abs=0.1 * peer.bse.max())
    assert np.sqrt(np.diag(found.cov)) == pytest.approx(peer.bse, rel=0.05)
    # No more than the spread of the estimates and of their errors over the autocorrelation widens an interval then.
    lower, upper = found.mixture(fit.beta).quantiles(np.array([0.025, 0.975])).T
    assert upper - lower == pytest.approx(2 * 1.96 * np.sqrt(np.diag(found.cov)), rel=0.03)


def test_a_fit_is_moved_by_the_step():
    x, y = series(30, 0.5)
    fit, rows = fit_glm(x, y, family="normal"), np.arange(30)
    moved, cov, known = autoregressive_fit(fit, x, np.zeros(30), rows)
    found = autoregression(fit, x, rows)
    np.testing.assert_array_equal(moved.beta, fit.beta + found.step)
    np.testing.assert_array_equal(cov, found.cov)
    np.testing.assert_array_equal(known.mean, found.mixture(fit.beta).mean)
    assert known.weight @ known.mean == pytest.approx(moved.beta)
    assert moved.mu == pytest.approx(x @ moved.beta)


def test_given_one_autocorrelation_it_is_generalised_least_squares(monkeypatch):
    """One point of the grid, 0, and then statsmodels' GLS at each point."""
    from fraudstats.trends.likelihoods import autoregression as module

    x, y = series(30, 0.5)
    fit, rows = fit_glm(x, y, family="normal"), np.delete(np.arange(33), [4, 5, 20])
    monkeypatch.setattr(module, "_points", lambda n: 1)
    alone = autoregression(fit, x, rows)
    assert alone.step == pytest.approx(np.zeros(3), abs=1e-9)
    assert alone.cov == pytest.approx(fit.cov)
    assert alone.mixture(fit.beta).df == alone.df == 27
    apart = np.abs(np.subtract.outer(rows, rows))
    step, cov, _ = module._given(0.7**apart, x, y - fit.mu)
    peer = sm.GLS(y, x, sigma=0.7**apart).fit()
    assert fit.beta + step == pytest.approx(peer.params)
    assert cov == pytest.approx(peer.cov_params())


def given(x, y):
    """Weight of each autocorrelation, (1 + rho) REML, and estimates and errors given it, by statsmodels' GLS."""
    heights, means, scales = [], [], []
    for rho in np.linspace(-0.975, 0.975, 40):
        correlation = rho ** np.abs(np.subtract.outer(range(len(y)), range(len(y))))
        gls = sm.GLS(y, x, sigma=correlation).fit()
        volume = np.linalg.slogdet(correlation)[1] + np.linalg.slogdet(x.T @ np.linalg.solve(correlation, x))[1]
        heights.append(np.log1p(rho) - (volume + gls.df_resid * np.log(gls.ssr)) / 2)
        means.append(gls.params)
        scales.append(gls.bse)
    weight = np.exp(heights - np.max(heights))
    return weight / weight.sum(), np.array(means), np.array(scales)


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_intervals_at_every_level_are_those_of_the_mixture(rho):
    """Finding: of 20 values about a line, degrees of freedom were 0.2 to 0.7 and intervals a hundred times too wide."""
    _, y = series(20, rho, seed=3)
    fit = interrupted(y, np.arange(20), interventions=10, family="normal", slope_change=False, cov_type="AR(1)")
    weight, means, scales = given(fit.design.to_numpy(), y)
    for alpha in (0.01, 0.05, 0.1, 0.5):
        for mean, scale, (lower, upper) in zip(means.T, scales.T, fit.conf_int(alpha).to_numpy(), strict=True):
            assert weight @ stats.t.cdf((lower - mean) / scale, 17) == pytest.approx(alpha / 2, rel=2e-3)
            assert weight @ stats.t.sf((upper - mean) / scale, 17) == pytest.approx(alpha / 2, rel=2e-3)


def test_p_values_and_intervals_agree():
    _, y = series(20, 0.6, seed=3)
    fit = interrupted(y, np.arange(20), interventions=10, family="normal", cov_type="AR(1)")
    for name, p in fit.p_values.items():
        assert np.abs(fit.conf_int(p).loc[name]).min() == pytest.approx(0, abs=1e-3 * fit.bse[name])


def test_intervals_of_a_plain_line_are_not_endless():
    """Finding: Satterthwaite's degrees of freedom had a median of 0.5 to 1.5 on a line at n = 20."""
    wider = []
    for seed in range(20):
        _, y = series(20, 0.0, seed)
        fits = [
            interrupted(y, np.arange(20), interventions=10, family="normal", slope_change=False, cov_type=cov_type)
            for cov_type in ("AR(1)", "nonrobust")
        ]
        widths = [np.ptp(fit.conf_int().to_numpy()[1:], axis=1) for fit in fits]
        wider.append(widths[0] / widths[1])
    assert np.median(wider) < 1.7 and np.max(wider) < 8


def test_restricted_likelihood_has_little_of_the_bias_of_residuals():
    """Cheang and Reinsel (2000): with 24 values the lag-one correlation of residuals is about 0.3 where it is 0.6."""
    found = []
    for seed in range(60):
        x, y = series(24, 0.6, seed)
        fit = fit_glm(x, y, family="normal")
        residual = y - fit.mu
        found.append((residual[1:] @ residual[:-1] / (residual @ residual), autoregression(fit, x, np.arange(24)).rho))
    raw, restricted = np.mean(found, axis=0)
    assert raw < 0.45
    assert restricted > raw + 0.1


def test_it_stays_on_one_thread(monkeypatch):
    """Finding: of 72 values with two threads on a busy machine, 0.75 s a call in place of 0.007 s."""
    from fraudstats.trends.likelihoods import autoregression as module

    seen, points = [], module._points
    monkeypatch.setattr(module, "_points", lambda n: seen.extend(threadpool_info()) or points(n))
    x, y = series(30, 0.5)
    with threadpool_limits(2, user_api="blas"):
        autoregression(fit_glm(x, y, family="normal"), x, np.arange(30))
    assert {pool["num_threads"] for pool in seen if pool["user_api"] == "blas"} == {1}
