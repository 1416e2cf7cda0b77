from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.errors import DateError, TrendError, TrendWarning

matplotlib.use("Agg")
DATA = Path(__file__).parents[1] / "data"
# Cigarette sales in California, packs a head, 1970-2000 (Abadie, Diamond and Hainmueller, 2010).
CALIFORNIA = [
    123.0,
    121.0,
    123.5,
    124.4,
    126.7,
    127.1,
    128.0,
    126.4,
    126.1,
    121.9,
    120.2,
    118.6,
    115.4,
    110.8,
    104.8,
]
CALIFORNIA += [
    102.8,
    99.7,
    97.5,
    90.1,
    82.4,
    77.8,
    68.7,
    67.5,
    63.4,
    58.6,
    56.4,
    54.5,
    53.8,
    52.3,
    47.2,
    41.6,
]


@pytest.fixture
def sicily():
    frame = pd.read_csv(DATA / "sicily.csv")
    return frame.aces.to_numpy(float), {"time": np.arange(1, 60), "exposure": frame.stdpop.to_numpy()}


def test_smoking_ban_step_as_published(sicily):
    """Lopez Bernal et al. (2017): RR 0.894 (95% CI 0.864 to 0.925), Poisson with the population as offset."""
    counts, options = sicily
    fit = trends.interrupted(
        counts, interventions=37, family="poisson", slope_change=False, cov_type="nonrobust", **options
    )
    assert fit.effects().iloc[0][["estimate", "lower", "upper"]].round(3).tolist() == [0.894, 0.865, 0.925]
    # R 4.2.2, glm of the authors' code.
    assert fit.params.tolist() == pytest.approx([-6.243150910, 0.004944992, -0.111628443], rel=1e-6)
    assert fit.bse.tolist() == pytest.approx([0.01118935261, 0.00049922955, 0.01722476506], rel=1e-5)


def test_smoking_ban_with_seasons_as_published(sicily):
    """Lopez Bernal et al. (2017): RR 0.885 (0.839 to 0.933), two harmonics, quasi-Poisson."""
    counts, options = sicily
    fit = trends.interrupted(
        counts, interventions=37, slope_change=False, season=12, harmonics=2, cov_type="nonrobust", **options
    )
    level = fit.params["level 37"], fit.bse["level 37"]
    assert np.exp(level[0]).round(3) == 0.885
    assert np.exp(level[0] + np.array([-1.96, 1.96]) * level[1]).round(3).tolist() == [0.839, 0.933]
    assert fit.fit.scale == pytest.approx(2.2621864, rel=1e-5)


def test_smoking_ban_with_a_slope_against_r(sicily):
    """The slope of R is counted from month 36, ours from 37, so the levels differ by one slope."""
    counts, options = sicily
    fit = trends.interrupted(counts, interventions=37, season=12, harmonics=2, cov_type="nonrobust", **options)
    assert fit.params["slope 37"] == pytest.approx(0.0014822280, rel=1e-5)
    assert fit.params["level 37"] - fit.params["slope 37"] == pytest.approx(-0.1318591712, rel=1e-6)
    assert fit.bse["slope 37"] == pytest.approx(0.00185463163, rel=1e-5)


def test_california_tobacco_control_as_published():
    """Linden (2015), Stata Journal 15, itsa with newey, lag(1): level -20.06 (4.72), slope -1.49 (0.44)."""
    fit = trends.interrupted(
        CALIFORNIA, np.arange(1970, 2001), interventions=1989, family="normal", cov_type="HAC", max_lags=1
    )
    assert fit.params[["trend", "level 1989", "slope 1989"]].round(4).tolist() == [-1.7795, -20.0581, -1.4947]
    assert fit.bse[["trend", "level 1989", "slope 1989"]].round(4).tolist() == [0.3834, 4.7244, 0.4368]
    assert fit.params["intercept"] + 1970 * fit.params["trend"] == pytest.approx(132.2263, abs=0.01)
    assert fit.df_resid == 27


def test_seat_belt_law_against_statsmodels():
    frame = pd.read_csv(DATA / "seatbelts.csv")
    time = np.arange(1, 193)
    fit = trends.interrupted(
        frame.drivers, time, interventions=170, slope_change=False, season=12, cov_type="HAC", max_lags=6
    )
    seasons = np.eye(12)[(time - 1) % 12][:, 1:]
    x = np.column_stack([np.ones(192), time, frame.law, seasons])
    peer = sm.GLM(frame.drivers, x, family=sm.families.Poisson()).fit(
        cov_type="HAC", cov_kwds={"maxlags": 6, "use_correction": True}
    )
    assert fit.params["level 170"] == pytest.approx(peer.params["x2"], rel=1e-7)
    assert fit.bse["level 170"] == pytest.approx(peer.bse["x2"], rel=1e-6)
    assert fit.effects().estimate["level 170"] == pytest.approx(np.exp(peer.params["x2"]))


def test_windows_split_by_a_date_are_exposed_for_their_share():
    years = pd.period_range("2012", periods=12, freq="Y")
    rng = np.random.default_rng(4)
    fit = trends_quietly(pd.Series(rng.poisson(400, 12), years), interventions="2018-07-02", slope_change=True)
    level, slope = fit.design["level 2018-07-02"], fit.design["slope 2018-07-02"]
    assert level.tolist()[:6] == [0] * 6
    assert level.iloc[6] == pytest.approx(183 / 365)
    assert level.tolist()[7:] == [1] * 5
    # Averages over the year of the time since 2 July 2018.
    assert slope.iloc[6] == pytest.approx((183 / 365) ** 2 / 2)
    assert slope.iloc[7] == pytest.approx(183 / 365 + 0.5)


def trends_quietly(*arguments, **options):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrendWarning)
        return trends.interrupted(*arguments, **options)


def test_several_interventions_by_name():
    months = pd.period_range("2019-01", periods=72, freq="M")
    mean = 300 * np.where(np.arange(72) < 30, 1, 0.8) * np.where(np.arange(72) < 50, 1, 1.5)
    counts = pd.Series(np.random.default_rng(1).poisson(mean), months)
    events = {"operation": "2023-03-01", "law": "2021-07-01"}
    fit = trends.interrupted(counts, interventions=events, slope_change=False)
    assert fit.effect_columns == ["level law", "level operation"]
    assert fit.effects().estimate.tolist() == pytest.approx([0.8, 1.5], rel=0.05)
    assert fit.impact().observed == counts.iloc[30:].sum()


def test_a_lag_is_a_later_date():
    months = pd.period_range("2019-01", periods=48, freq="M")
    counts = pd.Series(np.random.default_rng(2).poisson(200, 48), months)
    lagged = trends.interrupted(counts, interventions="2021-01-01", lag=1.0)
    later = trends.interrupted(counts, interventions="2022-01-01")
    assert lagged.params.tolist() == pytest.approx(later.params.tolist())


def test_prediction_intervals_cover_new_values_and_bands_of_the_mean_do_not():
    """No intervention effect, so the values after are new draws: 95% of them lie in a 95% interval."""
    rng = np.random.default_rng(11)
    inside, in_mean_band, total = 0, 0, 0
    for _ in range(25):
        counts = rng.negative_binomial(20, 20 / (20 + 300 * np.exp(0.01 * np.arange(48))))
        fit = trends.interrupted(counts, np.arange(48), interventions=30, family="negbin", cov_type="nonrobust")
        table = fit.counterfactual(n_draws=300, seed=1).iloc[30:]
        x = fit.without()[30:]
        half = 1.96 * np.sqrt(np.einsum("ti,ij,tj->t", x, fit.cov, x))
        centre = table.counterfactual
        inside += ((table.lower <= table.observed) & (table.observed <= table.upper)).sum()
        in_mean_band += (np.abs(np.log(table.observed / centre)) <= half).sum()
        total += len(table)
    assert inside / total == pytest.approx(0.95, abs=0.04)
    assert in_mean_band / total < 0.85


def test_the_counterfactual_is_the_fit_before_the_intervention():
    months = pd.period_range("2019-01", periods=48, freq="M")
    fit = trends.interrupted(pd.Series(np.random.default_rng(2).poisson(200, 48), months), interventions="2021-01-01")
    table = fit.counterfactual(n_draws=100)
    assert table.fitted[:24].tolist() == pytest.approx(table.counterfactual[:24].tolist())
    assert table.fitted[24:].tolist() != pytest.approx(table.counterfactual[24:].tolist())
    assert table.equals(fit.counterfactual(n_draws=100))
    assert not table.equals(fit.counterfactual(n_draws=100, seed=5))
    expected = (table.observed - table.counterfactual)[24:].sum()
    assert fit.impact(n_draws=100).difference == pytest.approx(expected)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.floats(-50, 2000), st.sampled_from(["quasipoisson", "normal"]))
def test_shifting_time_changes_no_effect(seed, shift, family):
    values = np.random.default_rng(seed).poisson(100, 30)
    here = trends.interrupted(values, np.arange(30), interventions=15, family=family)
    there = trends.interrupted(values, np.arange(30) + shift, interventions=15 + shift, family=family)
    assert there.effects().to_numpy() == pytest.approx(here.effects().to_numpy(), rel=1e-5, abs=1e-7)


def test_an_invented_date_fails_the_falsification():
    """A series that wanders: placebo dates are 'significant' all over, and the report says so."""
    walk = 1000 + np.cumsum(np.random.default_rng(3).normal(0, 30, 80))
    fit = trends.interrupted(walk, interventions=60, family="normal", slope_change=False, cov_type="nonrobust")
    report = fit.falsification()
    assert report.checks.loc["placebo dates", "verdict"] == "failed"
    assert report.checks.loc["autocorrelation", "verdict"] == "failed"
    assert "autocorrelation - failed" in report.summary()
    assert (report.p_values < 0.05).mean() > 0.2


def test_a_real_step_passes_the_falsification():
    rng = np.random.default_rng(8)
    counts = rng.poisson(np.where(np.arange(80) < 50, 400, 280))
    fit = trends.interrupted(counts, np.arange(80), interventions=50, slope_change=False)
    report = fit.falsification()
    assert set(report.checks.loc[["number of values", "placebo dates", "onset"], "verdict"]) == {"passed"}
    assert report.placebo.index.size == 50 - 4 - 3
    assert report.to_frame(0.1).columns.tolist() == ["estimate", "lower", "upper", "p_value", "time", "term"]
    narrow, wide = report.conf_int(0.5), report.conf_int(0.05)
    assert (narrow.upper - narrow.lower < wide.upper - wide.lower).all()
    assert report.poolable().columns.tolist() == ["estimate", "std_err"]
    assert report.nobs == 80
    assert report.plot().get_ylabel() == "effect"


def test_a_weak_series_is_called_weak():
    with pytest.warns(TrendWarning) as caught:
        fit = trends.interrupted([9, 11, 10, 12, 11, 5, 6, 4], interventions=5)
    assert [str(w.message)[:30] for w in caught] == [note[:30] for note in fit.notes]
    assert "5 values before and 3 after" in fit.notes[0]
    assert "4 degrees of freedom" in fit.notes[1]
    assert "chance" in fit.summary()
    with pytest.warns(TrendWarning, match="seasons before"):
        months = pd.period_range("2020-01", periods=40, freq="M")
        trends.interrupted(
            pd.Series(np.arange(40) % 12 + 20.0, months), interventions="2021-03-01", season=12, harmonics=1
        )


def test_summary_and_plot(sicily):
    counts, options = sicily
    fit = trends.interrupted(counts, interventions={"smoking ban": 37}, slope_change=False, **options)
    assert "prediction interval" in fit.summary()
    ax = fit.plot()
    band = next(c for c in ax.collections if c.get_label() == "95% prediction interval")
    assert band.get_paths()[0].get_extents().x0 == 37
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize(
    "interventions, options, says",
    [
        (50, {}, "outside the series"),
        (-1, {}, "outside the series"),
        ([], {}, "no intervention"),
        (5, {"level_change": False, "slope_change": False}, "changes nothing"),
        (5, {"family": "student"}, "choose one of"),
        (5, {"season": 4, "harmonics": 0}, "harmonics is 0"),
        (5, {"season": 4, "harmonics": 3}, "1 to 2"),
        (5, {"harmonics": 1}, "need `season`"),
        (5, {"season": 1}, "rows in a cycle"),
        (5, {"season": "dummies"}, "rows in a cycle"),
        (5, {"season": 4, "harmonics": 1, "lag": 10}, "nothing distinguishes"),
        ([5, 5.0], {}, "told apart"),
        (5, {"family": "normal", "exposure": 2}, "no exposure"),
    ],
)
def test_what_cannot_be_fitted_is_refused(interventions, options, says):
    with pytest.raises(TrendError, match=says):
        trends.interrupted(np.arange(10) % 3 + 5.0, interventions=interventions, **options)


def test_a_date_that_cannot_be_read_is_refused():
    with pytest.raises(DateError, match="intervention: 'soon' is no date"):
        trends.interrupted(np.arange(10.0), interventions="soon")


def test_a_season_counts_rows_so_windows_are_equal():
    frame = pd.DataFrame({
        "period_start": pd.date_range("2010-01-01", periods=12, freq="YS"),
        "period_end": [*pd.date_range("2010-12-31", periods=11, freq="YE"), pd.Timestamp("2021-11-30")],
        "value": np.arange(12.0) % 5 + 3,
    })  # fmt: skip
    with pytest.raises(TrendError, match="windows must have one length"):
        trends.interrupted(frame, interventions="2016-01-01", season=2)


def test_a_season_of_months_begins_in_january_whatever_the_first_month():
    months = pd.period_range("2019-04", periods=48, freq="M")
    values = np.where(months.month == 4, 50.0, 20.0) + np.arange(48) % 5
    fit = trends.interrupted(pd.Series(values, months), interventions="2021-07-01", season=12, slope_change=False)
    assert [name for name in fit.params.index if name.startswith("season")] == [f"season {k}" for k in range(1, 12)]
    assert fit.design["season 3"].to_numpy().nonzero()[0].tolist() == [0, 12, 24, 36]


def test_a_season_of_days_is_a_week():
    days = pd.date_range("2023-12-25", periods=70, freq="D")
    frame = pd.DataFrame({"period_start": days, "period_end": days, "value": 20.0 + np.arange(70) % 7})
    fit = trends.interrupted(frame, interventions="2024-02-01", season=7, slope_change=False)
    terms = fit.design[[f"season {k}" for k in range(1, 7)]].to_numpy()
    assert (terms[7:] == terms[:-7]).all()
    assert terms.sum(axis=0).tolist() == [10] * 6


def test_few_values_cannot_tell():
    fit = trends_quietly([9, 11, 10, 12, 11, 5, 6, 4, 5], interventions=5, slope_change=False)
    report = fit.falsification()
    assert report.checks.loc["placebo dates", "verdict"] == "cannot tell"
    assert "placebo dates - cannot tell" in report.summary()


def test_one_value_after_is_judged_by_the_scatter_before():
    """Newey and West's error ignores the scatter of the one value, which its own dummy fits exactly."""
    counts = np.random.default_rng(0).poisson(30, 12)
    corrected, plain, model = (
        trends_quietly(counts, interventions=11, slope_change=False, cov_type=c).bse["level 11"]
        for c in ("HAC-corrected", "HAC", "nonrobust")
    )
    assert plain < 0.8 * corrected
    assert corrected == pytest.approx(model, rel=0.5)
    with pytest.raises(TrendError, match="no degree of freedom"):
        trends_quietly(counts[:4], interventions=2)


def test_a_constant_series_has_no_effect_and_no_scatter():
    fit = trends_quietly([4.0] * 20, interventions=10)
    assert fit.effects().estimate.tolist() == pytest.approx([1, 1])
    assert fit.falsification().checks.loc["autocorrelation", "verdict"] == "cannot tell"


def test_huge_counts_are_simulated_quickly():
    rng = np.random.default_rng(1)
    fit = trends.interrupted(1e9 * (3 + rng.normal(0, 0.1, 40)), interventions=20)
    table = fit.counterfactual()
    assert ((table.lower < table.counterfactual) & (table.counterfactual < table.upper)).all()


def test_an_interval_too_wide_for_any_number_ends_at_infinity():
    """Seven yearly totals of solved cases: the level long before the first year has no finite upper end."""
    years = pd.Series(
        [200_000, 322_000, 441_000, 464_000, 437_000, 294_000, 258_000], pd.period_range("2019", periods=7, freq="Y")
    )
    with pytest.warns(TrendWarning):
        result = trends.interrupted(years, interventions={"law in force": "2022-12-01"}, slope_change=False)
    assert result.ratios().loc["intercept", "upper"] == np.inf
    assert "level law in force" in result.summary()


@pytest.mark.parametrize("level", [4.0, 1e-9, 3e11])
@pytest.mark.parametrize("family", ["quasipoisson", "normal", "lognormal"])
def test_no_scatter_is_seen_at_any_scale(level, family):
    """Residuals of the size of rounding errors are none: no check can tell, whatever the processor rounds to."""
    fit = trends_quietly(level * (1 + 0.25 * np.arange(20)), interventions=10, family="normal")
    assert not fit.scatters
    fit = trends_quietly(np.full(20, level), interventions=10, family=family)
    assert not fit.scatters
    assert (fit.residuals() == 0).all()
    assert set(fit.falsification().checks.verdict.iloc[1:]) == {"cannot tell"}


def test_small_scatter_is_still_scatter():
    values = 1e6 + np.random.default_rng(0).normal(0, 1e-3, 20)
    assert trends_quietly(values, interventions=10, family="normal").scatters


def test_the_same_model_on_other_rows_and_dates():
    rng = np.random.default_rng(5)
    counts, control = rng.poisson(200, 40), rng.normal(size=40)
    fit = trends.interrupted(counts, np.arange(40), interventions=20, exog=control, exposure=np.full(40, 2.0))
    rows = np.arange(30)
    peer = trends.interrupted(
        counts[:30], rows, interventions={"placebo": 12}, exog=control[:30], exposure=np.full(30, 2.0)
    )
    again = fit.refit(rows, {"placebo": 12.0})
    assert again.params.to_dict() == pytest.approx(peer.params.to_dict())
    bent = fit.refit(more=np.arange(40.0) ** 2)
    assert bent.params.index.tolist() == [*fit.params.index, "x2"]
    assert fit.refit(lag=2.0).params.tolist() == pytest.approx(
        trends.interrupted(
            counts, np.arange(40), interventions=20, exog=control, exposure=np.full(40, 2.0), lag=2.0
        ).params.tolist()
    )


def test_an_impact_is_a_result():
    months = pd.period_range("2019-01", periods=48, freq="M")
    counts = np.random.default_rng(2).poisson(np.where(np.arange(48) < 24, 200, 120))
    impact = trends.interrupted(pd.Series(counts, months), interventions="2021-01-01", slope_change=False).impact()
    assert impact.params["difference"] == pytest.approx(impact.observed - impact.counterfactual)
    narrow, wide = impact.to_frame(0.5).iloc[0], impact.to_frame(0.05).iloc[0]
    assert wide.lower < narrow.lower < narrow.estimate < narrow.upper < wide.upper < 0
    assert impact.p_values["difference"] == pytest.approx(2 / 2001)
    assert impact.nobs == 24
    assert impact.poolable().std_err.item() == pytest.approx((wide.upper - wide.lower) / 3.92, rel=0.1)
    assert "95% prediction interval" in str(impact.summary())
    assert impact.plot().get_xlabel().startswith("total")


def test_ranges_enter_by_their_midpoints_and_open_ones_are_refused():
    frame = pd.DataFrame({"year": np.arange(2000, 2020), "value": 100.0, "lower": 100.0, "upper": 140.0})
    frame[["value", "lower", "upper"]] += (np.arange(20) % 3)[:, None]
    fit = trends.interrupted(frame, interventions=2010, exposure=1)
    assert fit.series.value[0] == 120
    assert any("midpoint" in note for note in fit.notes)
    frame.loc[3, "upper"] = np.inf
    with pytest.raises(TrendError, match="2003 is open"):
        trends.interrupted(frame, interventions=2010)
