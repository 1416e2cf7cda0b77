import re

import joblib
import matplotlib
import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import DrawsError, TrendError
from fraudstats.trends.pooling.pool import pool
from fraudstats.trends.pooling.rubin import rubin

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def draws():
    rng = np.random.default_rng(1)
    months = pd.period_range("2018-01", periods=48, freq="M")
    truth = np.exp(8 + np.linspace(0, 1, 48) + rng.normal(0, 0.05, 48))
    values = truth[:, None] * np.exp(rng.normal(0, 0.1, (48, 40)))
    return Draws(values, months, {"release": "2026.11.0"})


def some(draws, number):
    """The first draws."""
    return Draws(draws.to_frame().iloc[:, :number])


def test_rubins_rules_by_hand():
    """Rubin (1987), section 3.1; Barnard and Rubin (1999), equation 3, worked through for three draws."""
    estimates = pd.DataFrame({"b": [1.0, 2.0, 4.5]})
    table = rubin(estimates, pd.DataFrame({"b": [1.0, 0.5, 0.5]}), df=20).loc["b"]
    within, between = (1 + 0.25 + 0.25) / 3, np.var([1, 2, 4.5], ddof=1)
    total = within + 4 / 3 * between
    share = 4 / 3 * between / total
    old, observed = 2 / share**2, 21 / 23 * 20 * (1 - share)
    df = old * observed / (old + observed)
    r = share / (1 - share)
    assert table[["estimate", "within", "between", "share"]].tolist() == pytest.approx([2.5, within, between, share])
    assert table.std_err == pytest.approx(np.sqrt(total))
    assert table.df == pytest.approx(df)
    assert table.fmi == pytest.approx((r + 2 / (df + 3)) / (r + 1))


def test_rubins_rules_against_r():
    """R 4.2.2, mitools 2.4, MIcombine of these estimates and variances."""
    estimates = pd.DataFrame({"q": [26.5, 27.3, 26.1, 27.9, 26.8]})
    variances = pd.DataFrame({"q": [0.90, 0.95, 0.85, 1.00, 0.92]})
    table = rubin(estimates, np.sqrt(variances)).loc["q"]
    expected = [26.92, 1.2306096050, 26.3177341530, 0.4314801378]
    assert table[["estimate", "std_err", "df", "fmi"]].tolist() == pytest.approx(expected, rel=1e-9)


def test_equal_draws_change_nothing():
    years = pd.Series([100.0, 120, 130, 160, 170, 210], pd.period_range("2015", periods=6, freq="Y"))
    one = trends.count_trend(years)
    pooled = pool(trends.count_trend, Draws(pd.concat([years] * 10, axis=1)))
    assert pooled.params.tolist() == pytest.approx(one.params.tolist())
    assert pooled.bse.tolist() == pytest.approx(one.bse.tolist())
    assert pooled.table.share.tolist() == pytest.approx([0, 0], abs=1e-12)
    observed = 5 / 7 * 4
    assert pooled.table.df.tolist() == pytest.approx([observed, observed])


def test_more_rounding_takes_a_larger_share():
    rng = np.random.default_rng(3)
    years = np.array([1000.0, 1200, 1300, 1600, 1700, 2100])
    shares = [
        pool(trends.count_trend, Draws(years[:, None] + rng.uniform(-w, w, (6, 60))), family="poisson").table.share[
            "slope"
        ]
        for w in (1, 30, 150)
    ]
    assert shares[0] < 0.01
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.5


@pytest.mark.parametrize(
    "model, options, names",
    [
        (trends.count_trend, {"family": "negbin"}, ["intercept", "slope"]),
        (
            trends.interrupted,
            {"interventions": "2020-06-01", "slope_change": False},
            ["intercept", "trend", "level 2020-06-01"],
        ),
        (trends.state_space, {}, ["level"]),
        (trends.interval_regression, {"family": "lognormal"}, ["intercept", "slope", "log_scale"]),
        (trends.mann_kendall, {}, ["slope", "s"]),
        (trends.theil_sen, {}, ["slope", "s"]),
    ],
)
def test_every_model_pools(draws, model, options, names):
    pooled = pool(model, some(draws, 6), **options)
    assert pooled.params.index.tolist() == names
    ends = pooled.conf_int()
    assert ((ends.lower < pooled.params) & (pooled.params < ends.upper)).all()
    assert ((pooled.table.share > 0) & (pooled.table.share < 1)).all()


def test_state_space_level_is_that_of_each_draw(draws):
    pooled = pool(trends.state_space, some(draws, 3))
    levels = [trends.state_space(draw).states.level.iloc[-1] for draw in some(draws, 3)]
    assert pooled.estimates["level"].tolist() == pytest.approx(levels)
    assert pooled.params["level"] == pytest.approx(np.mean(levels))


def test_joinpoints_as_frequencies():
    """A bend at 2015 that noise sometimes hides: the share of draws that find it, and where."""
    rng = np.random.default_rng(5)
    years = np.arange(2005, 2025)
    bent = np.exp(5 + 0.05 * np.minimum(years - 2005, 10) - 0.05 * np.maximum(years - 2015, 0))
    draws = Draws(bent[:, None] * np.exp(rng.normal(0, 0.08, (20, 12))), index=years)
    options = {"max_joinpoints": 1, "select": "bic"}
    pooled = pool(trends.joinpoint, draws, **options)
    each = [trends.joinpoint(draw.to_numpy(), years, **options) for draw in draws]
    found = [len(fit.joinpoints) for fit in each]
    assert pooled.n_joinpoints.sum() == pytest.approx(1)
    assert pooled.n_joinpoints[1] == pytest.approx(np.mean(found))
    assert pooled.joinpoints.sum() == pytest.approx(np.mean(found))
    assert pooled.joinpoints.idxmax() == pytest.approx(2015, abs=1)
    change = np.log1p([fit.aapc().estimate / 100 for fit in each])
    assert pooled.params["log_aapc"] == pytest.approx(change.mean())
    assert "Number of joinpoints, share of draws" in pooled.summary()
    assert re.search(r"\nJoinpoints, share of draws: (20\d\d: \d+%(, )?)+\n", pooled.summary()), "a year is whole"


def test_draws_that_bend_say_nothing_of_the_power_of_one_line():
    """The scatter about one line is not that of a fit with a bend or a step (docs/trends/power.md)."""
    noise = np.random.default_rng(4).normal(0, 0.5, (8, 20))
    straight, bent = (
        Draws(np.array(one)[:, None] + noise)
        for one in ([10, 13, 15, 21, 23, 31, 34, 46], [10, 15, 22, 34, 50, 40, 33, 26])
    )
    options = {"max_joinpoints": 1, "n_permutations": 99}
    assert "Power:" in pool(trends.joinpoint, straight, **options).summary()
    assert "Power:" not in pool(trends.joinpoint, bent, **options).summary()
    assert "Power:" in pool(trends.count_trend, bent).summary()
    assert "Power:" not in pool(trends.interrupted, bent, interventions=4, slope_change=False).summary()


def test_the_summary_has_the_digits_that_mean_something(draws):
    header, row = pool(trends.count_trend, some(draws, 6)).summary().splitlines()[3:5]
    cells = dict(zip(header.split(), row.split()[1:], strict=True))
    digits = {name: len(text.strip("-0.").replace(".", "")) for name, text in cells.items()}
    assert all(digits[name] <= 2 for name in ("std_err", "share", "fmi")), row


def test_months_become_whole_years_only(draws):
    pooled = pool(trends.count_trend, Draws(draws.to_frame().iloc[3:]), freq="Y")
    assert pooled.series.labels.tolist() == ["2019", "2020", "2021"]
    assert pooled.series.value[0] == pytest.approx(draws.to_frame().loc["2019"].sum().mean())
    with pytest.raises(DrawsError, match="PeriodIndex"):
        pool(trends.count_trend, Draws(draws.values), freq="Y")


def test_a_quantity_of_ones_own(draws):
    def doubling_time(result):
        slope, error = result.params["slope"], result.bse["slope"]
        return pd.DataFrame({"estimate": np.log(2) / slope, "std_err": np.log(2) * error / slope**2}, index=["years"])

    pooled = pool(trends.count_trend, draws, quantity=doubling_time)
    assert pooled.params["years"] == pytest.approx(np.log(2) / (12 / 47), rel=0.1)


def test_an_option_of_the_model_may_have_any_name(draws):
    pooled = pool(trends.state_space, some(draws, 3), model="local_trend")
    assert pooled.params.index.tolist() == ["level", "slope"]


def test_workers_change_no_number(draws):
    one = pool(trends.count_trend, draws)
    with joblib.parallel_config(backend="threading", n_jobs=2):
        two = pool(trends.count_trend, draws)
    pd.testing.assert_frame_equal(one.table, two.table)


def test_summary_and_plot(draws):
    pooled = pool(trends.count_trend, some(draws, 8))
    text = pooled.summary()
    assert "pooled over 8 draws by Rubin's rules" in text
    assert "data release 2026.11.0" in text
    assert "rounding and overlapping windows cause" in text
    assert "8 draws are few" in text
    pooled.plot()
    matplotlib.pyplot.close("all")


def test_a_failing_draw_is_named(draws):
    bad = draws.to_frame()
    bad[7] = -1.0
    with pytest.raises(TrendError, match="draw 7: counts cannot be negative"):
        pool(trends.count_trend, Draws(bad))


@pytest.mark.parametrize("table", [None, 3.0, [1, 2, 3], np.ones((4, 3)), pd.DataFrame(np.ones((4, 3)))])
def test_anything_but_draws_is_refused_with_the_way_to_make_them(table):
    with pytest.raises(TrendError, match=r"fs\.Draws\(table\)"):
        pool(trends.count_trend, table)


def test_the_protocol(draws):
    pooled = pool(trends.count_trend, some(draws, 8))
    t = (pooled.params / pooled.bse).abs()
    assert pooled.p_values.tolist() == pytest.approx((2 * stats.t.sf(t, pooled.table.df)).tolist())
    wide = pooled.to_frame(alpha=0.01)
    assert wide.columns[:3].tolist() == ["estimate", "lower", "upper"]
    assert (wide.upper > pooled.to_frame().upper).all()
    pd.testing.assert_frame_equal(pooled.poolable(), pooled.table[["estimate", "std_err"]])
    with pytest.raises(AttributeError):
        pooled.model = "other"


@pytest.mark.slow
def test_coverage_with_rounded_counts():
    """Counts printed to a hundred: the pooled interval covers the slope, one that ignores it does not."""
    rng = np.random.default_rng(9)
    time, slope, pooled_hits, naive_hits = np.arange(6), 0.05, 0, 0
    for _ in range(30):
        counts = rng.poisson(400 * np.exp(slope * time))
        printed = np.round(counts / 100) * 100
        draws = Draws(printed[:, None] + rng.uniform(-50, 50, (6, 20)))
        lower, upper = pool(trends.count_trend, draws, family="poisson").conf_int().loc["slope"]
        pooled_hits += lower <= slope <= upper
        lower, upper = trends.count_trend(printed, family="poisson").conf_int().loc["slope"]
        naive_hits += lower <= slope <= upper
    assert pooled_hits / 30 >= 0.9
    assert naive_hits < pooled_hits
