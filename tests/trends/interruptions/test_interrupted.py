import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.interruptions.model import COVERS_IF_STRONG

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


def trends_quietly(*arguments, **options):
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


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.floats(-50, 2000), st.sampled_from(["quasipoisson", "normal"]))
def test_shifting_time_changes_no_effect(seed, shift, family):
    values = np.random.default_rng(seed).poisson(100, 30)
    here = trends.interrupted(values, np.arange(30), interventions=15, family=family)
    there = trends.interrupted(values, np.arange(30) + shift, interventions=15 + shift, family=family)
    assert there.effects().to_numpy() == pytest.approx(here.effects().to_numpy(), rel=1e-5, abs=1e-7)


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


def yearly(values, law="2022-12-01"):
    """Totals of years up to 2025, with a step at a law that one of them holds."""
    years = pd.period_range(end="2025", periods=len(values), freq="Y")
    return trends.interrupted(pd.Series(values, years), interventions={"law": law}, slope_change=False)


@pytest.mark.filterwarnings("ignore::fraudstats.errors.TrendWarning")
def test_a_window_that_the_date_splits_is_on_neither_side():
    """The law of 1 December is in force for 31 of the 365 days of 2022, and 2022 is no year after it."""
    fit = yearly([200, 322, 441, 464, 437, 294, 258])
    assert fit.design["level law"].tolist() == pytest.approx([0, 0, 0, 31 / 365, 1, 1, 1])
    assert fit.touched().tolist() == [False] * 3 + [True] * 4
    assert fit.wholly_after().tolist() == [False] * 4 + [True] * 3
    assert "3 values before and 3 after the intervention, and 1 that it splits; with fewer than 8" in fit.notes[0]
    assert "4 degrees of freedom" in fit.notes[1], "it is a value all the same"
    impact = fit.impact()
    assert (impact.observed, impact.nobs, impact.n_split) == (437 + 294 + 258, 3, 1)
    assert "Since the first intervention, without the 1 value that it splits: 989 observed" in fit.summary()


@pytest.mark.filterwarnings("ignore::fraudstats.errors.TrendWarning")
def test_a_date_between_two_windows_splits_none():
    fit = yearly([200, 322, 441, 464, 437, 294, 258], law="2023-01-01")
    assert "4 values before and 3 after the intervention; with fewer than 8" in fit.notes[0]
    assert "Since the first intervention: 989 observed" in fit.summary()


@pytest.mark.filterwarnings("ignore::fraudstats.errors.TrendWarning")
def test_with_no_value_wholly_after_there_is_no_total_since():
    fit = yearly([20, 32, 44, 46, 43, 29], law="2025-03-01")
    assert "5 values before and 0 after the intervention, and 1 that it splits" in fit.notes[0]
    assert "Since the first" not in fit.summary()
    with pytest.raises(TrendError, match="no value lies wholly after"):
        fit.impact()


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


def test_an_interval_too_wide_for_any_number_ends_at_infinity():
    """Seven yearly totals of solved cases: the level long before the first year has no finite upper end."""
    years = pd.Series(
        [200_000, 322_000, 441_000, 464_000, 437_000, 294_000, 258_000], pd.period_range("2019", periods=7, freq="Y")
    )
    with pytest.warns(TrendWarning):
        result = trends.interrupted(years, interventions={"law in force": "2022-12-01"}, slope_change=False)
    assert result.ratios().loc["intercept", "upper"] == np.inf
    assert "level law in force" in result.summary()


def test_ranges_enter_by_their_midpoints_and_open_ones_are_refused():
    frame = pd.DataFrame({"year": np.arange(2000, 2020), "value": 100.0, "lower": 100.0, "upper": 140.0})
    frame[["value", "lower", "upper"]] += (np.arange(20) % 3)[:, None]
    fit = trends.interrupted(frame, interventions=2010, exposure=1)
    assert fit.series.value[0] == 120
    assert any("midpoint" in note for note in fit.notes)
    frame.loc[3, "upper"] = np.inf
    with pytest.raises(TrendError, match="2003 is open"):
        trends.interrupted(frame, interventions=2010)


def autocorrelated(rho, n=72, seed=5):
    """Amounts with a fall of 0.2 in the logarithm after 40, and AR(1) errors."""
    rng, errors = np.random.default_rng(seed), np.zeros(n)
    for t in range(1, n):
        errors[t] = rho * errors[t - 1] + rng.normal(0, 0.05)
    return np.exp(6 - 0.2 * (np.arange(n) >= 40) + errors)


def test_strong_autocorrelation_is_noted_with_the_coverage_to_expect():
    """Finding S8: at 0.6 the default covered 87 to 90%, and nothing said so."""
    for rho, noted in ((0.8, True), (0.0, False)):
        options = {"interventions": 40, "family": "lognormal"}
        fit = trends.interrupted(autocorrelated(rho), np.arange(72), **options)
        assert any("HAC-corrected errors then cover 87 to 91%" in note for note in fit.notes) == noted
        modelled = trends.interrupted(autocorrelated(rho), np.arange(72), cov_type="AR(1)", **options)
        assert not any("correlated" in note for note in modelled.notes)
        assert modelled.falsification().checks.verdict["autocorrelation"] == "passed"


def test_what_is_said_of_coverage_is_what_was_measured():
    """The notes' shares are the ends of the rows of rho = 0.6 in docs/evidence/interrupted-coverage.md."""
    text = (Path(__file__).parents[3] / "docs/evidence/interrupted-coverage.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    head, strong = rows[0], [row for row in rows if row[1] == "0.6" and len(row) == len(rows[0])]
    for cov_type, said in COVERS_IF_STRONG.items():
        shares = [float(row[head.index(cov_type)].split("%")[0]) for row in strong]
        assert said == f"{min(shares):.0f} to {max(shares):.0f}%"


def test_autoregressive_errors_move_the_whole_result():
    values = autocorrelated(0.8)
    plain, modelled = (
        trends.interrupted(values, np.arange(72), interventions=40, family="lognormal", cov_type=cov_type)
        for cov_type in ("nonrobust", "AR(1)")
    )
    assert modelled.bse["level 40"] > 1.3 * plain.bse["level 40"]
    assert modelled.fittedvalues == pytest.approx(np.exp(modelled.design.to_numpy() @ modelled.params))
    assert not np.allclose(modelled.fittedvalues, plain.fittedvalues)
    assert "AR(1) errors" in modelled.method
    table = modelled.counterfactual(n_draws=200)
    assert (table.lower < table.counterfactual).all()
    with pytest.raises(TrendError, match=r"HAC-corrected, AR\(1\)"):
        trends.interrupted(values, np.arange(72), interventions=40, cov_type="AR1")


def test_seven_values_cannot_show_autocorrelation():
    with pytest.warns(TrendWarning):
        fit = trends.interrupted([131, 200, 322, 441, 464, 437, 294], np.arange(7), interventions=4, slope_change=False)
    assert fit.autocorrelation() > 0.5
    assert not any("correlated" in note for note in fit.notes)
