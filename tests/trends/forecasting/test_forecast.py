import matplotlib
import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends.forecasting.forecasters import FORECASTERS, forecaster

matplotlib.use("Agg")
VALUES = [12.0, 15, 14, 18, 17, 21, 20, 24]


def test_naive_and_drift_against_the_textbook():
    """Hyndman and Athanasopoulos (2021), section 5.5: sigma sqrt(h), and sigma sqrt(h (1 + h / (T - 1)))."""
    change = np.diff(VALUES)
    naive = trends.forecast(VALUES, horizon=3, method="naive")
    assert naive.params.tolist() == pytest.approx([24, 24, 24])
    half = stats.t.ppf(0.9, 7) * np.sqrt((change**2).mean() * np.arange(1, 4))
    assert naive.conf_int(0.2).upper.to_numpy() == pytest.approx(24 + half, rel=2e-3)
    drift = trends.forecast(VALUES, horizon=3, method="drift")
    assert drift.params.tolist() == pytest.approx(24 + change.mean() * np.arange(1, 4))
    h = np.arange(1, 4)
    half = stats.t.ppf(0.9, 6) * change.std(ddof=1) * np.sqrt(h * (1 + h / 7))
    assert drift.conf_int(0.2).upper.to_numpy() == pytest.approx(drift.params + half, rel=2e-3)


def test_seasonal_naive_repeats_the_last_cycle():
    values = np.array([1.0, 2, 3, 4, 11, 12, 13, 14, 15])
    ahead = trends.forecast(values, horizon=5, method="seasonal_naive", season=4)
    assert ahead.params.tolist() == pytest.approx([12, 13, 14, 15, 12])
    assert ahead.conf_int().diff(axis=1).upper.iloc[4] > ahead.conf_int().diff(axis=1).upper.iloc[0]


def test_linear_trend_against_statsmodels():
    import statsmodels.api as sm

    x = sm.add_constant(np.arange(8.0))
    peer = sm.OLS(VALUES, x).fit().get_prediction(np.array([[1, 8.0], [1, 9.0]])).summary_frame(alpha=0.2)
    ahead = trends.forecast(VALUES, horizon=2, method="linear_trend")
    assert ahead.params.to_numpy() == pytest.approx(peer["mean"])
    ends = peer[["obs_ci_lower", "obs_ci_upper"]].to_numpy()
    assert ahead.conf_int(0.2).to_numpy() == pytest.approx(ends, rel=2e-3)


def test_local_level_is_that_of_state_space():
    ahead = trends.forecast(VALUES, horizon=4, method="local_level")
    peer = trends.state_space(VALUES).forecast(4, alpha=0.2)
    assert ahead.params.to_numpy() == pytest.approx(peer["estimate"])
    assert ahead.conf_int(0.2).to_numpy() == pytest.approx(peer[["lower", "upper"]].to_numpy(), rel=2e-3)


@pytest.mark.parametrize("method", FORECASTERS)
def test_every_method_gives_equally_probable_values_and_waits_for_missing_ones(method):
    values = np.array([*VALUES, np.nan, 25, np.nan])
    ensemble = forecaster(method)(values, 3, 4, None)
    assert ensemble.shape == (3, 999)
    assert np.isfinite(ensemble).all()


def test_a_gap_at_the_end_lengthens_the_step():
    """The last value is two periods old: one step ahead is two steps from it."""
    here = trends.forecast([*VALUES, np.nan], horizon=1, method="drift").params.item()
    assert here == pytest.approx(trends.forecast(VALUES, horizon=2, method="drift").params.iloc[1])


def test_logarithms_keep_forecasts_above_zero():
    falling = [100.0, 60, 55, 30, 22, 9, 6]
    assert trends.forecast(falling, horizon=6, method="drift").conf_int().lower.min() < 0
    assert trends.forecast(falling, horizon=6, method="drift", log=True).conf_int().lower.min() > 0


def test_count_trend_predicts_counts_with_their_scatter():
    counts = np.random.default_rng(3).poisson(20 * np.exp(0.05 * np.arange(30)))
    ahead = trends.forecast(counts, horizon=2, method="count_trend")
    ensemble = ahead.ensembles["count_trend"]
    assert (ensemble == np.round(ensemble)).all()
    assert ahead.params.iloc[0] == pytest.approx(20 * np.exp(0.05 * 30), rel=0.2)
    assert ensemble.std() > np.sqrt(ensemble.mean())


def test_baselines_stand_beside_every_forecast():
    months = pd.period_range("2023-01", periods=8, freq="M")
    ahead = trends.forecast(pd.Series(VALUES, months), horizon=2)
    assert ahead.to_frame().columns.tolist() == ["estimate", "lower", "upper", "naive", "drift"]
    assert ahead.params.index.tolist() == [pd.Period("2023-09", "M"), pd.Period("2023-10", "M")]
    assert {"naive", "drift"} == set(ahead.baselines().columns.get_level_values(0))
    assert "naive" in ahead.summary()
    ahead.plot()
    matplotlib.pyplot.close("all")


def test_a_callable_may_forecast():
    def last_three(values, horizon, season, rng):
        return rng.choice(values[-3:], (horizon, 50))

    ahead = trends.forecast(VALUES, horizon=2, method=last_three, seed=4)
    assert set(np.unique(ahead.ensembles["last_three"])) <= set(VALUES[-3:])
    assert ahead.params.equals(trends.forecast(VALUES, horizon=2, method=last_three, seed=4).params)


@pytest.mark.parametrize(
    "values, options, says",
    [
        (VALUES, {"horizon": 0}, "1 or more"),
        (VALUES, {"horizon": 2, "method": "oracle"}, "choose one of naive"),
        ([3.0, 0, 2, 1], {"horizon": 2, "log": True}, "above zero"),
        ([3.0], {"horizon": 1, "method": "naive"}, "at least 2 values"),
        (VALUES, {"horizon": 2, "method": "seasonal_naive"}, "needs `season`"),
        (VALUES, {"horizon": 2, "method": "seasonal_naive", "season": 9}, "more than one cycle"),
        (VALUES, {"horizon": 2, "method": lambda *a: np.ones(3)}, "finite values are expected"),
    ],
)
def test_what_cannot_be_forecast_is_refused(values, options, says):
    with pytest.raises(TrendError, match=says):
        trends.forecast(values, **options)


def test_the_level_of_the_table_is_that_of_the_intervals():
    ahead = trends.forecast(VALUES, horizon=2, method="drift")
    assert ahead.to_frame(0.5)[["lower", "upper"]].equals(ahead.conf_int(0.5))
    assert ahead.poolable().std_err.to_numpy() == pytest.approx(ahead.ensembles["drift"].std(axis=1))


def test_ranges_are_forecast_from_their_midpoints():
    frame = pd.DataFrame({"year": range(2015, 2023), "value": VALUES, "lower": VALUES, "upper": np.array(VALUES) + 2})
    ahead = trends.forecast(frame, horizon=1, method="naive")
    assert ahead.params.item() == 25
    assert any("midpoint" in note for note in ahead.notes)


def test_unequal_windows_are_refused():
    frame = pd.DataFrame({
        "period_start": ["2020-01-01", "2021-01-01", "2022-01-01"],
        "period_end": ["2020-12-31", "2021-12-31", "2022-11-30"], "value": [5.0, 6, 7],
    })  # fmt: skip
    with pytest.raises(TrendError, match="334"):
        trends.forecast(frame, horizon=1)
    eleven = frame.assign(period_end=["2020-11-30", "2021-11-30", "2022-11-30"])
    with pytest.raises(TrendError, match="state_space"):
        trends.forecast(eleven, horizon=1)
