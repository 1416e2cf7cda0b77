import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends.interruptions.controlled import COVERS_IF_STRONG

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def sales():
    """Cigarette sales, packs a head, of California and the mean of 38 states (Abadie et al., 2010)."""
    table = pd.read_csv(DATA / "cigarettes.csv", index_col="year")
    return table["California"], table.drop(columns="California").mean(axis=1)


@pytest.fixture(scope="module")
def pair():
    """Counts of two areas that share their shocks, and fall together after 24 of 40 months; the first falls by more."""
    rng = np.random.default_rng(4)
    months = pd.period_range("2020-01", periods=40, freq="M")
    shock, after = rng.normal(0, 0.05, 40), np.arange(40) >= 24
    here, there = (rng.poisson(m * np.exp(shock - 0.3 * after)) for m in (90_000 * np.where(after, 0.7, 1), 400_000))
    return pd.Series(here, months), pd.Series(there, months)


def quietly(*args, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrendWarning)
        return trends.controlled_interrupted(*args, **options)


def test_california_against_other_states_as_published(sales):
    """Linden's itsa, treatid(3) trperiod(1989), 38 states as controls: coefficients printed in the help of his
    `power multi_itsa` (SSC s459461, 2025)."""
    fit = quietly(sales[0], control=sales[1], interventions=1989, family="normal", cov_type="HAC", max_lags=1)
    control, series = fit.params.iloc[:4].to_numpy(), fit.params.iloc[:4].to_numpy() + fit.params.iloc[4:].to_numpy()
    assert control[:3] == pytest.approx([135.4995, -0.5477701, -17.25168], rel=1e-6)
    assert control[1] + control[3] == pytest.approx(-1.051279, rel=1e-6)
    assert series[:3] == pytest.approx([132.2258, -1.779474, -20.0581], rel=2e-6)
    assert series[1] + series[3] == pytest.approx(-3.274126, rel=1e-6)
    assert fit.params["level 1989"] == pytest.approx(-2.806417, rel=1e-6)


def stacked(y, x):
    """The regression of both with all interactions, as a Stata user writes it."""
    both = np.concatenate(y)
    zero = np.zeros_like(x)
    return both, np.block([[x, zero], [x, x]]), np.tile(np.arange(len(x)), 2)


def segments(n, at):
    time = np.arange(n, dtype=float)
    return np.column_stack([np.ones(n), time, time >= at, np.maximum(time - at, 0)])


def test_hac_errors_are_driscoll_and_kraays_of_statsmodels(sales):
    y, x, time = stacked([sales[1], sales[0]], segments(31, 19))
    peer = sm.OLS(y, x).fit(
        cov_type="hac-groupsum", cov_kwds={"time": time, "maxlags": 1, "use_correction": False, "df_correction": False}
    )
    fit = quietly(sales[0], control=sales[1], interventions=1989, family="normal", cov_type="HAC", max_lags=1)
    assert fit.params.to_numpy() == pytest.approx(peer.params, rel=1e-8)
    assert fit.bse.to_numpy() == pytest.approx(peer.bse * np.sqrt(31 / 27), rel=1e-7)


@pytest.mark.parametrize("cov_type", ["nonrobust", "HC0", "HAC", "HAC-corrected", "AR(1)"])
def test_additive_effects_are_those_of_the_difference_of_the_series(sales, cov_type):
    """With the same regressors in both, the joint regression with errors correlated at each time is that of the
    difference (Zellner, 1962)."""
    joint = quietly(sales[0], control=sales[1], interventions=1989, family="normal", cov_type=cov_type)
    alone = trends.interrupted(sales[0] - sales[1], interventions=1989, family="normal", cov_type=cov_type)
    terms = ["level 1989", "slope 1989"]
    assert joint.params[terms].to_numpy() == pytest.approx(alone.params[terms].to_numpy(), rel=1e-6)
    assert joint.bse[terms].to_numpy() == pytest.approx(alone.bse[terms].to_numpy(), rel=1e-6)
    ends = joint.conf_int().loc[terms].to_numpy(), alone.conf_int().loc[terms].to_numpy()
    assert ends[0] == pytest.approx(ends[1], rel=1e-6)


def test_ratios_of_ratios_against_statsmodels(pair):
    """Poisson regression with group interactions, robust over times."""
    y, x, time = stacked([pair[1], pair[0]], segments(40, 24)[:, :3])
    days = np.tile(pair[0].index.days_in_month, 2)
    peer = sm.GLM(y, x, family=sm.families.Poisson(), offset=np.log(days)).fit(
        cov_type="hac-groupsum", cov_kwds={"time": time, "maxlags": 0, "use_correction": False, "df_correction": False}
    )
    fit = quietly(
        pair[0], control=pair[1], interventions="2022-01-01", slope_change=False, family="poisson", cov_type="HC0"
    )
    # Time is in decimal years there, and in rows here, which differ a little.
    assert fit.effects().estimate.iloc[0] == pytest.approx(np.exp(peer.params[5]), rel=1e-3)
    assert fit.bse["level 2022-01-01"] == pytest.approx(peer.bse[5], rel=0.02)


def test_a_shock_to_both_is_no_effect(pair):
    here, there = pair
    fit = quietly(here, control=there, interventions="2022-01-01", slope_change=False)
    assert fit.effects().estimate.iloc[0] == pytest.approx(0.7, abs=0.01)
    alone = trends.interrupted(here, interventions="2022-01-01", slope_change=False)
    assert alone.effects().upper.iloc[0] < 0.7
    # What they share drops out, so that the interval is shorter than without the control.
    width = fit.effects().upper - fit.effects().lower
    assert width.iloc[0] < 0.8 * (alone.effects().upper - alone.effects().lower).iloc[0]


@settings(max_examples=8, deadline=None)
@given(st.floats(0.1, 50), st.integers(0, 10**6))
def test_the_size_of_the_control_changes_no_ratio(times, seed):
    rng = np.random.default_rng(seed)
    here, there = rng.poisson(500, 30), rng.poisson(900, 30)
    one, other = (quietly(here, control=there * k, interventions=15) for k in (1.0, times))
    assert other.effects().to_numpy() == pytest.approx(one.effects().to_numpy(), rel=1e-5)


def test_the_counterfactual_follows_the_controls_change(sales):
    here, there = sales
    fit = quietly(here, control=there, interventions=1989, family="normal")
    table = fit.counterfactual()
    before, after = table.time < 1989, table.time >= 1989
    assert table.counterfactual[before].to_numpy() == pytest.approx(table.fitted[before].to_numpy())
    effect = fit.params["level 1989"] + fit.params["slope 1989"] * (table.time[after] - 1989)
    assert (table.fitted - table.counterfactual)[after].to_numpy() == pytest.approx(effect.to_numpy())
    impact = fit.impact()
    assert impact.difference == pytest.approx((table.observed - table.counterfactual)[after].sum())
    lower, upper = impact.conf_int().loc["difference"]
    assert lower < impact.difference < upper


def test_the_balance_before_is_judged(sales):
    """Linden (2015) discards the average of all states as a control: trends before differ."""
    checks = quietly(sales[0], control=sales[1], interventions=1989, family="normal").falsification().checks
    assert checks.verdict["control's trend before"] == "failed" and checks.verdict["control's level before"] == "passed"
    assert checks.statistic["control's trend before"] == pytest.approx(-1.2317, abs=1e-4)
    assert "by the end it makes -13.5" in checks.says["control's trend before"]
    assert {"placebo dates", "onset", "curved trend before", "autocorrelation"} < set(checks.index)


def test_times_decide_which_values_belong_together(pair):
    here, there = pair
    whole = quietly(here, control=there, interventions="2022-01-01")
    shuffled = quietly(here, control=there.sample(frac=1, random_state=2), interventions="2022-01-01")
    listed = quietly(here, control=there.tolist(), interventions="2022-01-01")
    for other in (shuffled, listed):
        pd.testing.assert_frame_equal(whole.to_frame(), other.to_frame())
    longer = pd.concat([pd.Series([4000.0], pd.period_range("2019-12", periods=1, freq="M")), there.astype(float)])
    cut = quietly(here, control=longer.drop(longer.index[4]), interventions="2022-01-01")
    assert cut.nobs == 39 and any("2 values have no counterpart" in note for note in cut.notes)


def test_a_control_without_any_scatter_leaves_the_series_as_it_is():
    here = np.random.default_rng(3).poisson(300, 24)
    fit = quietly(here, control=[50.0] * 24, interventions=12)
    alone = trends.interrupted(here, interventions=12)
    assert fit.effects().to_numpy() == pytest.approx(alone.effects().to_numpy(), rel=1e-3)
    both = quietly([80.0] * 24, control=[50.0] * 24, interventions=12)
    assert both.falsification().checks.verdict["placebo dates"] == "cannot tell"


def test_strong_autocorrelation_of_the_difference_is_noted_with_what_intervals_cover():
    rng = np.random.default_rng(11)
    errors = rng.normal(0, 0.06, 48)
    for t in range(1, 48):
        errors[t] += 0.9 * errors[t - 1]
    here, there = 5000 * np.exp(errors), np.full(48, 9000.0) + rng.normal(0, 50, 48)
    fit = quietly(here, control=there, interventions=30, family="lognormal")
    assert any(f"then cover {COVERS_IF_STRONG['HAC-corrected']}; cov_type='AR(1)'" in note for note in fit.notes)
    modelled = quietly(here, control=there, interventions=30, family="lognormal", cov_type="AR(1)")
    assert not any("correlated" in note for note in modelled.notes)
    assert modelled.bse["level 30"] != pytest.approx(fit.bse["level 30"], rel=0.05)


def test_a_short_pair_is_called_weak():
    with pytest.warns(TrendWarning, match="4 values before and 4 after"):
        trends.controlled_interrupted(
            [9, 11, 10, 12, 5, 6, 4, 5], control=[20, 22, 21, 19, 20, 23, 20, 21], interventions=4, slope_change=False
        )


@pytest.mark.parametrize(
    "options, says",
    [
        ({"control": [1, 2, 3]}, "3 values without times, and the series 24"),
        ({"control": np.ones((24, 2))}, "2 columns; give one series"),
        ({"control": pd.Series(range(24), pd.period_range("2020-01", periods=24, freq="M"))}, "the other plain times"),
        ({"control": pd.Series(np.arange(24.0), np.arange(100, 124))}, "no window in common"),
        ({"control": "deaths"}, "control=df"),
        ({"control": Draws(np.ones((24, 3)), np.arange(24.0))}, "the control is many draws"),
        ({"control": [5.0] * 24, "family": "normal", "control_exposure": 2}, "normal errors take no exposure"),
        ({"control": [5.0] * 24, "family": "gamma"}, "family 'gamma' is unknown"),
        ({"control": [5.0] * 24, "cov_type": "HC3"}, "choose one of nonrobust"),
        ({"control": [5.0] * 24, "interventions": 40}, "lies outside the series"),
        ({"control": [np.nan] * 21 + [5.0] * 3}, "at least 4 values, got 3"),
    ],
)
def test_what_cannot_be_compared_is_refused(options, says):
    values = np.random.default_rng(1).poisson(50, 24)
    with pytest.raises(TrendError, match=says):
        quietly(values, **{"interventions": 12, **options})
