from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.state_spaces.cumulator import assign_slots

VARIANCES = ["sigma2.irregular", "sigma2.level"]
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def nile():
    volume = sm.datasets.nile.load_pandas().data["volume"].to_numpy(float)
    return trends.state_space(volume, np.arange(1871, 1971))


@pytest.fixture(scope="module")
def drivers():
    frame = pd.read_csv(DATA / "seatbelts.csv")
    return frame.assign(drivers=np.log(frame.drivers), petrol_price=np.log(frame.petrol_price))


def test_nile_variances_as_published(nile):
    """Durbin and Koopman (2012), section 2.10 and table 2.1: 15099, 1469.1, log likelihood -632.54."""
    assert nile.params.tolist() == pytest.approx([15099, 1469.1], rel=5e-4)
    assert nile.llf == pytest.approx(-632.5456, abs=1e-3)


def test_nile_smoothed_and_forecast_as_published(nile):
    """Durbin and Koopman (2012), figure 2.2 and 2.6; the level's variance ends where it began, at 4032."""
    assert nile.states.level.iloc[0] == pytest.approx(1111.67, abs=0.1)
    assert nile.states.level_se.iloc[[0, -1]].to_numpy() ** 2 == pytest.approx([4032.2, 4032.2], rel=1e-3)
    ahead = nile.forecast(10, alpha=0.5, variances="plug-in")
    assert ahead["estimate"].tolist() == pytest.approx([798.37] * 10, abs=0.1)
    assert ahead.std_err.iloc[0] ** 2 == pytest.approx(4032.2 + 1469.2 + 15098.5, rel=1e-3)
    assert (np.diff(ahead.std_err**2)) == pytest.approx(np.full(9, 1469.1), rel=1e-3)


def test_uk_drivers_as_published(drivers):
    """Commandeur and Koopman (2007), sections 2.2 and 3.2: log likelihood a value 0.6451960, 0.6247935."""
    level = trends.state_space(drivers.drivers, model="local_level")
    assert level.params.tolist() == pytest.approx([0.00222157, 0.0118660], rel=1e-3)
    assert level.llf / 192 == pytest.approx(0.6451960, abs=1e-6)
    trend = trends.state_space(drivers.drivers, model="local_trend")
    assert trend.params.tolist() == pytest.approx([0.0021181, 0.0121284, 0], rel=1e-3, abs=1e-9)
    assert trend.llf / 192 == pytest.approx(0.6247935, abs=1e-6)
    assert any("slope" in note for note in trend.notes)


def test_seat_belt_law_and_petrol_as_published(drivers):
    """Commandeur and Koopman (2007), section 7.3: petrol -0.2767, law -0.2376 (a fall of 21.1%).

    Finding S15: these coefficients had no public access.
    """
    fit = trends.state_space(drivers.drivers, season=12, exog=drivers[["petrol_price", "law"]])
    assert fit.params.index.tolist() == [*VARIANCES, "sigma2.seasonal", "beta.petrol_price", "beta.law"]
    assert fit.params.tolist()[:3] == pytest.approx([0.00403, 0.000268, 0], rel=0.01, abs=1e-6)
    assert fit.params.tolist()[3:] == pytest.approx([-0.2767, -0.2376], abs=2e-4)


def test_coefficients_agree_with_statsmodels():
    """Estimates at equal variances, and intervals close to Wald's, which take the variances as known."""
    rng = np.random.default_rng(8)
    step = (np.arange(80) >= 50).astype(float)
    values = np.cumsum(rng.normal(0, 0.5, 80)) + rng.normal(0, 2, 80) - 6 * step
    fit = trends.state_space(values, exog=step)
    options = {"exog": step, "mle_regression": False, "use_exact_diffuse": True}
    peer = sm.tsa.UnobservedComponents(values, "llevel", **options).smooth(fit.params[VARIANCES])
    assert fit.params["beta.x1"] == pytest.approx(peer.smoothed_state[-1, -1], rel=1e-6)
    ends, std_err = fit.conf_int().loc["beta.x1"], np.sqrt(peer.smoothed_state_cov[-1, -1, -1])
    assert ends.upper - ends.lower == pytest.approx(2 * 1.96 * std_err, rel=0.2)
    assert fit.p_values["beta.x1"] < 0.01 and "beta.x1" in fit.summary()
    assert np.isnan(fit.p_values["sigma2.level"])


def test_fixed_variances_agree_with_statsmodels(nile):
    """Finding S15: variances could not be fixed. The peer is statsmodels' ``fix_params``."""
    fit = trends.state_space(nile.series, fixed={"sigma2.level": 1000})
    model = sm.tsa.UnobservedComponents(nile.series.value, "llevel", use_exact_diffuse=True)
    with model.fix_params({"sigma2.level": 1000}):
        peer = model.fit(disp=0)
    assert fit.params["sigma2.level"] == 1000
    assert fit.params["sigma2.irregular"] == pytest.approx(peer.params[0], rel=1e-3)
    assert fit.llf == pytest.approx(peer.llf + np.log(2 * np.pi) / 2, abs=1e-4)
    assert fit.conf_int().loc["sigma2.level"].isna().all()
    assert "sigma2.level fixed" in fit.method
    whole = trends.state_space(nile.series, fixed=nile.params.to_dict())
    assert whole.llf == pytest.approx(nile.llf)
    known, peer = whole.forecast(3), nile.forecast(3, variances="plug-in")
    assert known.to_numpy() == pytest.approx(peer.to_numpy(), rel=1e-6)  # nothing is left to integrate


def random_windows(rng, n_periods):
    """Windows of months, overlapping at will, none the sum of others; a random walk plus noise."""
    first = rng.integers(0, n_periods - 1, 9)
    last = np.minimum(first + rng.integers(0, 14, 9), n_periods - 1)
    x = 100 + np.cumsum(rng.normal(0, 5, n_periods)) + rng.normal(0, 8, n_periods)
    months = pd.period_range("2019-01", periods=n_periods, freq="M")
    rows, covered = {}, np.zeros((0, n_periods))
    for a, b in zip(first, last, strict=True):
        inside = (np.arange(n_periods) >= a) & (np.arange(n_periods) <= b)
        if np.linalg.matrix_rank(np.vstack([covered, inside])) > len(covered):
            rows[a, b], covered = x[inside].sum(), np.vstack([covered, inside])
    return pd.DataFrame(
        [(months[a].start_time, months[b].end_time.normalize(), v) for (a, b), v in rows.items()],
        columns=["period_start", "period_end", "value"],
    )


def dense(fit, variances):
    """The same model as one big Gaussian regression: diffuse likelihood, smoothed level, its variance."""
    n, value = len(fit.grid.index), fit.series.value
    a = np.zeros((len(value), n))
    for row, first, last, shares in zip(a, fit.grid.first, fit.grid.last, fit.grid.weights, strict=True):
        row[first : last + 1] = shares
    steps = np.tril(np.ones((n, n)), -1)
    walk = variances[1] * steps @ steps.T
    v = a @ (variances[0] * np.eye(n) + walk) @ a.T
    x = a.sum(axis=1, keepdims=True)
    inverse = np.linalg.inv(v)
    information = (x.T @ inverse @ x).item()
    start = (x.T @ inverse @ value).item() / information
    residual = value - x[:, 0] * start
    llf = -0.5 * ((len(value) - 1) * np.log(2 * np.pi) + np.linalg.slogdet(v)[1] + np.log(information))
    llf -= 0.5 * residual @ inverse @ residual
    gain = walk @ a.T @ inverse
    level = start + gain @ residual
    lost = 1 - (gain @ x)[:, 0]
    variance = np.diag(walk - gain @ a @ walk) + lost**2 / information
    return llf, level, variance


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_windows_agree_with_one_big_regression(seed):
    frame = random_windows(np.random.default_rng(seed), 30)
    fit = trends.state_space(frame, freq="M")
    for variances in ([64.0, 25.0], [10.0, 0.5]):
        assert fit._loglik()(np.array(variances)) == pytest.approx(dense(fit, variances)[0], abs=1e-6)
    if (fit.params > 0).all():
        _, level, variance = dense(fit, fit.params.to_numpy())
        assert fit.states.level.to_numpy() == pytest.approx(level, abs=1e-4)
        assert fit.states.level_se.to_numpy() ** 2 == pytest.approx(variance, rel=1e-4, abs=1e-3)


def test_without_windows_it_is_the_model_of_statsmodels():
    rng = np.random.default_rng(3)
    values = np.cumsum(np.cumsum(rng.normal(0, 1, 60))) + rng.normal(0, 5, 60)
    values[[7, 20, 21]] = np.nan
    fit = trends.state_space(values, model="local_trend")
    peer = sm.tsa.UnobservedComponents(values, "lltrend", use_exact_diffuse=True)
    assert fit.llf == pytest.approx(peer.loglike(fit.params) + np.log(2 * np.pi), abs=1e-6)
    assert fit.llf >= peer.fit(disp=0).llf + np.log(2 * np.pi) - 1e-3
    assert fit.states.level.to_numpy() == pytest.approx(peer.smooth(fit.params).smoothed_state[0], rel=1e-6)


def test_years_and_months_in_one_series():
    """Two years known as totals, then months: the level of the years is a twelfth of them."""
    months = pd.period_range("2022-01", periods=12, freq="M")
    rng = np.random.default_rng(2)
    monthly = pd.DataFrame({
        "period_start": months.start_time,
        "period_end": months.end_time.normalize(),
        "value": 100 + rng.normal(0, 4, 12),
    })  # fmt: skip
    yearly = pd.DataFrame({
        "period_start": pd.to_datetime(["2020-01-01", "2021-01-01"]),
        "period_end": pd.to_datetime(["2020-12-31", "2021-12-31"]), "value": [1200.0, 1206.0],
    })  # fmt: skip
    fit = trends.state_space(pd.concat([yearly, monthly]))
    assert len(fit.grid.index) == 36
    assert "cumulators" in fit.method
    assert fit.states.level["2020"].mean() == pytest.approx(100, abs=3)
    assert fit.fittedvalues[0] == pytest.approx(1200, abs=40)
    assert fit.forecast(3).index[0] == pd.Period("2023-01", "M")


def test_part_months_count_by_their_days():
    frame = pd.DataFrame({
        "period_start": ["2023-06-13", "2023-11-01", "2024-01-01", "2024-03-01", "2024-05-01"],
        "period_end": ["2023-10-31", "2023-12-31", "2024-02-29", "2024-04-30", "2024-05-31"],
        "value": [480.0, 205, 190, 210, 99],
    })  # fmt: skip
    fit = trends.state_space(frame)
    assert fit.grid.weights[0] == pytest.approx([18 / 30, 1, 1, 1, 1])
    assert fit.grid.index[0] == pd.Period("2023-06", "M")


def test_rounding_is_noise_of_a_uniform_error():
    values = np.array([100.0, 110, 105, 120, 118, 130, 128, 140])
    frame = pd.DataFrame({"time": range(8), "lower": values - 6, "upper": values + 6})
    fit = trends.state_space(frame)
    assert fit.windows.noise == pytest.approx(np.full(8, 12.0))
    exact = trends.state_space(values)
    assert fit._loglik()(np.array([1.0, 50])) == pytest.approx(exact._loglik()(np.array([13.0, 50])))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 1000))
def test_scaled_values_scale_the_variances(seed, factor):
    values = np.cumsum(np.random.default_rng(seed).normal(0, 1, 25)) + np.random.default_rng(seed + 1).normal(0, 1, 25)
    plain, scaled = trends.state_space(values), trends.state_space(factor * values)
    assert scaled.llf + 24 * np.log(factor) == pytest.approx(plain.llf, abs=1e-3)
    assert scaled.forecast(1)["estimate"].item() == pytest.approx(
        factor * plain.forecast(1)["estimate"].item(), rel=0.01, abs=1e-2 * factor
    )


def test_a_profile_interval_ends_where_the_likelihood_has_fallen(nile):
    lower, upper = nile.conf_int().loc["sigma2.level"]
    loglik = nile._loglik()
    for end in (lower, upper):
        best = max(loglik(np.array([v, end])) for v in np.linspace(9000, 22000, 400))
        assert 2 * (nile.llf - best) == pytest.approx(3.8415, abs=0.02)
    steady = trends.state_space(100 + np.random.default_rng(1).normal(0, 3, 30))
    assert steady.conf_int().loc["sigma2.level", "lower"] == 0


def test_logarithms():
    values = np.exp(np.cumsum(np.random.default_rng(5).normal(0, 0.1, 30)) + 4)
    fit, peer = trends.state_space(values, log=True), trends.state_space(np.log(values))
    assert fit.llf == pytest.approx(peer.llf)
    assert fit.forecast(4)["upper"].tolist() == pytest.approx(np.exp(peer.forecast(4)["upper"]).tolist())
    assert fit.fittedvalues == pytest.approx(np.exp(peer.fittedvalues))


def test_regressors_need_their_future():
    step = (np.arange(30) >= 15).astype(float)
    values = 50 - 10 * step + np.random.default_rng(0).normal(0, 2, 30)
    fit = trends.state_space(values, exog=step)
    with pytest.raises(TrendError, match="2 periods ahead"):
        fit.forecast(2)
    ahead = fit.forecast(2, exog=[0, 1])["estimate"]
    assert ahead.iloc[0] - ahead.iloc[1] == pytest.approx(10, abs=2)


def test_slots_never_overlap():
    rng = np.random.default_rng(9)
    first = rng.integers(0, 40, 60)
    last = first + rng.integers(0, 12, 60)
    slots = assign_slots(first, last)
    covered = [(slot, t) for slot, a, b in zip(slots, first, last, strict=True) for t in range(a, b + 1)]
    assert len(covered) == len(set(covered))
    open_at_once = max(((first <= t) & (t <= last)).sum() for t in range(52))
    assert slots.max() + 1 == open_at_once


@pytest.mark.parametrize(
    "data, options, says",
    [
        ([1.0, 2], {}, "at least 3"),
        ([1.0, 2, 3, 5], {"model": "arima"}, "local_level, local_trend"),
        ([1.0, 0, 3, 5], {"log": True}, "above zero"),
        ([1.0, 2, 3, 5], {"time": [0, 1, 2.5, 4]}, "equally spaced"),
        ([1.0, 2, 3, 5], {"season": 1}, "2 or more"),
        ([1.0, 2, 3, 5], {"exog": [1, 2]}, "one row for each"),
        ([1.0, 2, 3, 5], {"fixed": {"sigma2.slope": 0}}, "choose from sigma2.irregular, sigma2.level"),
        ([1.0, 2, 3, 5], {"fixed": {"sigma2.level": -1}}, "0 or more"),
        ([1.0, 2, 3, 5], {"fixed": {"sigma2.level": 0, "sigma2.irregular": 0}}, "leave one free"),
    ],
)
def test_what_cannot_be_fitted_is_refused(data, options, says):
    with pytest.raises(TrendError, match=says):
        trends.state_space(data, **options)


def test_logarithms_of_sums_are_refused():
    frame = random_windows(np.random.default_rng(0), 30)
    with pytest.raises(TrendError, match="logarithm of a sum"):
        trends.state_space(frame, log=True, freq="M")
    with pytest.raises(TrendError, match="choose one of Y, Q, M, D"):
        trends.state_space(frame, freq="W")


def test_summary(nile):
    assert "Local level (exact diffuse maximum likelihood)" in nile.summary()
    assert "Last period" in nile.summary()
    with pytest.raises(TrendError, match="horizon"):
        nile.forecast(0)


def test_a_printed_lower_end_is_not_the_middle_of_its_range():
    values = np.array([100.0, 110, 105, 120, 118, 130, 128, 140])
    printed = pd.DataFrame({"time": range(8), "value": values - 6, "lower": values - 6, "upper": values + 6})
    fit = trends.state_space(printed)
    assert fit.windows.value == pytest.approx(values)
    assert [note for note in fit.notes if note.endswith("with the variance of a uniform error")]
    printed.loc[2, "upper"] = np.inf
    with pytest.raises(TrendError, match="is open"):
        trends.state_space(printed)


def test_what_is_pooled_are_the_last_states(nile):
    table = nile.poolable()
    assert table.loc["level"].tolist() == pytest.approx([798.37, np.sqrt(4032.2)], rel=1e-3)
    assert nile.to_frame(0.5).columns.tolist() == ["estimate", "lower", "upper"]
