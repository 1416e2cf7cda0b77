import joblib
import matplotlib
import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.errors import TrendError

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def walk():
    return np.cumsum(np.random.default_rng(6).normal(size=60))


def test_scores_by_hand():
    values = np.array([1.0, 2, 4, 3, 5, 6, 8, 7])
    test = trends.backtest(values, methods="naive", min_train=6)
    rows = test.errors[test.errors.method == "naive"]
    assert rows.origin.tolist() == [6, 7]
    assert rows.error.tolist() == pytest.approx([2, -1])
    scale = np.abs(np.diff(values[:6])).mean(), np.abs(np.diff(values[:7])).mean()
    assert test.mase["naive"] == pytest.approx((2 / scale[0] + 1 / scale[1]) / 2)
    assert test.scores.loc["naive", ["mae", "rmse"]].tolist() == pytest.approx([1.5, np.sqrt(2.5)])


def test_nothing_after_the_origin_is_seen():
    """A method that reports what it was given must never see the value that it is scored on."""
    seen = []

    def spy(values, horizon, season, rng):
        seen.append(len(values))
        return np.full((horizon, 2), values[-1])

    trends.backtest(np.arange(12.0), methods={"spy": spy}, horizon=3, min_train=8)
    assert seen == [8, 9, 10, 11]


def test_a_random_walk_is_not_beaten_and_its_intervals_hold(walk):
    test = trends.backtest(walk, methods=["local_level", "linear_trend"], min_train=20)
    verdicts = test.scores.verdict
    assert verdicts["linear_trend"].startswith("does not beat naive")
    assert not verdicts["local_level"].startswith("beats")
    assert test.scores.coverage["naive"] == pytest.approx(0.95, abs=0.07)
    assert test.scores.skill["naive"] == 0
    assert verdicts["naive"] == ""


def test_a_steady_line_is_beaten():
    values = 10 * np.arange(40.0) + np.random.default_rng(0).normal(0, 3, 40)
    test = trends.backtest(values, methods=["linear_trend"], horizon=2)
    assert test.scores.verdict["linear_trend"].startswith("beats naive")
    assert test.scores.index[0] == "linear_trend"
    assert "beats naive" in test.summary()


def test_too_few_origins_are_said_to_be_so():
    values = 10 * np.arange(9.0) + np.random.default_rng(0).normal(0, 1, 9)
    test = trends.backtest(values, methods=["linear_trend"], min_train=7)
    assert "too few origins" in test.scores.verdict["linear_trend"]


def test_horizons_are_scored_apart(walk):
    test = trends.backtest(walk, methods=[], horizon=3, min_train=20, step=4)
    assert test.by_step().columns.tolist() == [1, 2, 3]
    assert test.by_step().loc["naive", 3] > test.by_step().loc["naive", 1]
    assert test.errors.groupby("method").size().nunique() == 1
    lower, upper = test.conf_int().loc["naive"]
    assert lower < test.mase["naive"] < upper


def test_several_series_and_missing_values(walk):
    frame = pd.DataFrame(
        {"a": walk[:30], "b": 2 * walk[:30] + 5}, index=pd.period_range("2020-01", periods=30, freq="M")
    )
    frame.iloc[25, 0] = np.nan
    test = trends.backtest(frame, methods=["local_level"], min_train=20)
    assert set(test.errors.series) == {"a", "b"}
    assert len(test.errors) == 3 * (9 + 10)
    both = test.errors.query("origin < 25 and method == 'naive'").pivot(
        index="origin", columns="series", values="scaled"
    )
    assert both.a.tolist() == pytest.approx(both.b.tolist())


def test_a_season_adds_its_baseline():
    months = np.arange(60)
    values = 50 + 20 * np.sin(2 * np.pi * months / 12) + np.random.default_rng(1).normal(0, 2, 60)
    test = trends.backtest(values, methods=[], season=12, min_train=36, step=3)
    assert test.scores.index[0] == "seasonal_naive"


def test_the_same_seed_gives_the_same_numbers_anywhere(walk):
    def bootstrap(values, horizon, season, rng):
        return values[-1] + np.cumsum(rng.choice(np.diff(values), (horizon, 200)), axis=0)

    one = trends.backtest(walk, methods={"bootstrap": bootstrap}, min_train=50, seed=3)
    with joblib.parallel_config(backend="threading", n_jobs=2):
        two = trends.backtest(walk, methods={"bootstrap": bootstrap}, min_train=50, seed=3)
    pd.testing.assert_frame_equal(one.errors, two.errors)
    other = trends.backtest(walk, methods={"bootstrap": bootstrap}, min_train=50, seed=4)
    assert not one.errors.equals(other.errors)


def test_plot(walk):
    ax = trends.backtest(walk, methods=[], horizon=3, min_train=40).plot()
    assert ax.get_ylabel() == "mean absolute scaled error"
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize(
    "options, says",
    [({"min_train": 60}, "no origin"), ({"methods": ["oracle"]}, "choose one of"), ({"alpha": 3}, "alpha")],
)
def test_bad_options_are_refused(walk, options, says):
    with pytest.raises(TrendError, match=says):
        trends.backtest(walk, **options)


def test_the_protocol(walk):
    test = trends.backtest(walk, methods="drift", min_train=40)
    table = test.to_frame(0.5)
    assert table.columns.tolist()[:3] == ["estimate", "lower", "upper"]
    assert table.estimate.is_monotonic_increasing
    assert table.lower.loc["naive"] > test.conf_int(0.05).lower["naive"]
    assert np.isnan(test.p_values["naive"]) and 0 <= test.p_values["drift"] <= 1
    assert not hasattr(test, "params")
    half = (test.conf_int(0.05).upper - test.mase)["naive"] / test.poolable().std_err["naive"]
    assert half == pytest.approx(2.093, abs=1e-3)  # t with 19 degrees of freedom
