"""Forecasts that are averaged over the variances.

Finding S7: with variances taken as known, 95% intervals of up to 30 values covered 86 to 92%. How much the
average covers is in tests/trends/forecasting/test_forecast_coverage.py; here is whether it is the average.
"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.likelihoods.mixture import Mixture
from fraudstats.trends.state_spaces import predictive

TAILS = np.array([0.025, 0.5, 0.975])


def walk(n, seed=0):
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(0, 1, n)) + rng.normal(0, 1, n)


def test_quantiles_of_a_mixture_have_their_probabilities():
    mixture = Mixture(np.array([[0.0, 5], [3, 5]]), np.array([[1.0, 2], [2, 2]]), np.array([0.3, 0.7]), 4)
    levels = np.array([0.0005, 0.1, 0.5, 0.9, 0.9995])
    for column, quantiles in enumerate(mixture.quantiles(levels)):
        one = Mixture(mixture.mean[:, [column]], mixture.scale[:, [column]], mixture.weight, 4)
        found = [one.probabilities(np.array([x])).item() for x in quantiles]
        assert found == pytest.approx(levels, rel=1e-3)
    assert mixture.quantiles(levels)[1] == pytest.approx(5 + 2 * stats.t.ppf(levels, 4))


def test_a_random_walk_alone_has_the_t_interval_of_its_steps():
    """Hyndman and Athanasopoulos (2021), section 5.5, with Student's t: the naive forecast."""
    values = walk(12)
    ahead = trends.state_space(values, fixed={"sigma2.irregular": 0}).forecast(3)
    half = stats.t.ppf(0.975, 11) * np.sqrt((np.diff(values) ** 2).mean() * np.arange(1, 4))
    assert ahead["estimate"].to_numpy() == pytest.approx(values[-1])
    assert ahead.upper.to_numpy() == pytest.approx(values[-1] + half)


def test_a_fixed_level_has_the_t_interval_of_a_mean():
    values = np.random.default_rng(1).normal(50, 3, 9)
    ahead = trends.state_space(values, fixed={"sigma2.level": 0}).forecast(2)
    half = stats.t.ppf(0.975, 8) * values.std(ddof=1) * np.sqrt(1 + 1 / 9)
    assert ahead.lower.to_numpy() == pytest.approx(values.mean() - half)
    assert ahead.std_err.to_numpy() == pytest.approx(half / stats.t.ppf(0.975, 8) * np.sqrt(8 / 6))


def test_the_average_is_that_of_brute_force():
    """Every ratio as one Gaussian regression with explicit inverses, on the same grid."""
    y, horizon = walk(14), 2
    n, one = len(y), np.ones(len(y))
    steps = np.tril(np.ones((n + horizon, n + horizon)))
    parts = []
    for (irregular, level), prior in predictive._ratios(["irregular", "level"], n):
        full = irregular * np.eye(n + horizon) + level * steps @ steps.T
        inverse = np.linalg.inv(full[:n, :n])
        information = one @ inverse @ one
        centre = one @ inverse @ y / information
        squares = (y - centre) @ inverse @ (y - centre)
        gain = full[n:, :n] @ inverse
        spread = np.diag(full)[n:] - np.einsum("hi,hi->h", gain, full[n:, :n]) + (1 - gain @ one) ** 2 / information
        height = prior * squares ** (-(n - 1) / 2) / np.sqrt(np.linalg.det(full[:n, :n]) * information)
        parts.append((centre + gain @ (y - centre), np.sqrt(spread * squares / (n - 1)), height))
    mean, scale, height = (np.array(column) for column in zip(*parts, strict=True))
    brute = Mixture(mean, scale, height / height.sum(), n - 1).quantiles(TAILS)
    ahead = trends.state_space(y).forecast(horizon)
    assert ahead[["lower", "estimate", "upper"]].to_numpy() == pytest.approx(brute, rel=1e-5)


@pytest.mark.parametrize("model, season", [("local_level", None), ("local_trend", None), ("local_level", 4)])
def test_a_finer_grid_changes_little(monkeypatch, model, season):
    ends = [trends.state_space(walk(40), model=model, season=season).forecast(3)]
    points = predictive._points
    monkeypatch.setattr(predictive, "_points", lambda *sizes: 2 * points(*sizes))
    ends.append(trends.state_space(walk(40), model=model, season=season).forecast(3))
    coarse, fine = (table[["lower", "upper"]].to_numpy() for table in ends)
    assert np.abs(coarse - fine).max() < 0.02 * np.diff(fine).max()


def test_tiny_rounding_is_no_rounding():
    """The scale on a grid, beside the closed form."""
    values = 100 + walk(20)
    exact = trends.state_space(values).forecast(3)
    rounded = pd.DataFrame({"time": range(20), "lower": values - 1e-3, "upper": values + 1e-3})
    ahead = trends.state_space(rounded).forecast(3)
    assert ahead[["lower", "upper"]].to_numpy() == pytest.approx(exact[["lower", "upper"]].to_numpy(), abs=0.05)


def test_rounding_that_explains_everything_leaves_little_scatter():
    printed = pd.DataFrame({"time": range(12), "lower": [100.0] * 12, "upper": [110.0] * 12})
    ahead = trends.state_space(printed).forecast(1)
    assert 90 < ahead.lower.item() < 105 < ahead.upper.item() < 120


def test_intervals_are_wider_than_those_of_known_variances_and_meet_them_in_long_series():
    def widths(n):
        fit = trends.state_space(walk(n, 3))
        both = (fit.forecast(1, variances=kind) for kind in ("integrated", "plug-in"))
        return [(table.upper - table.lower).item() for table in both]

    integrated, known = widths(12)
    assert integrated > 1.05 * known
    integrated, known = widths(400)
    assert integrated == pytest.approx(known, rel=0.02)


def test_a_total_beside_its_parts_is_counted_once():
    months = pd.period_range("2022-01", periods=12, freq="M")
    monthly = pd.DataFrame({
        "period_start": months.start_time, "period_end": months.end_time.normalize(), "value": 100 + walk(12)
    })  # fmt: skip
    year = pd.DataFrame({
        "period_start": [months[0].start_time], "period_end": [months[-1].end_time.normalize()],
        "value": [monthly.value.sum()],
    })  # fmt: skip
    alone, beside = (trends.state_space(table, freq="M").forecast(2) for table in (monthly, pd.concat([monthly, year])))
    assert beside.to_numpy() == pytest.approx(alone.to_numpy(), rel=1e-6)


def test_what_cannot_be_forecast_is_refused():
    fit = trends.state_space(walk(20), exog=np.arange(20) > 9)
    with pytest.raises(TrendError, match="integrated, plug-in"):
        fit.forecast(1, exog=[1], variances="known")
    with pytest.raises(TrendError, match="one column for each"):
        fit.forecast(1, exog=[[1, 2]])
