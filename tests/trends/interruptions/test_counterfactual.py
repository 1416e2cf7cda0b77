import matplotlib
import numpy as np
import pandas as pd
import pytest

from fraudstats import trends

matplotlib.use("Agg")


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


def test_huge_counts_are_simulated_quickly():
    rng = np.random.default_rng(1)
    fit = trends.interrupted(1e9 * (3 + rng.normal(0, 0.1, 40)), interventions=20)
    table = fit.counterfactual()
    assert ((table.lower < table.counterfactual) & (table.counterfactual < table.upper)).all()


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
    assert impact.summary() == repr(impact) == f"{impact.method}\n{impact.sentence}, p 0.0010"
    assert "95% prediction interval" in impact.sentence
    assert impact.plot().get_xlabel().startswith("total")


@pytest.mark.filterwarnings("ignore::fraudstats.errors.TrendWarning")
@pytest.mark.parametrize("cov_type", ["nonrobust", "HAC-corrected"])
def test_the_interval_is_the_same_wherever_the_years_are_counted_from(cov_type):
    """With years counted from 0 the digits of the interval were those of the processor."""
    counts = [200_000, 322_000, 441_000, 464_000, 437_000, 294_000, 258_000]
    ends = []
    for first in (0, 2019, 10_000_000):
        times = [float(first + year) for year in range(7)]
        fit = trends.interrupted(
            counts, time=times, interventions={"law": first + 3.9}, slope_change=False, cov_type=cov_type
        )
        ends.append(fit.impact().conf_int().loc["difference"].to_numpy())
    np.testing.assert_allclose(ends[1:], [ends[0]] * 2, rtol=1e-6)


@pytest.mark.filterwarnings("ignore::fraudstats.errors.TrendWarning")
def test_the_simulated_ends_are_said_with_the_digits_that_mean_something():
    fit = trends.interrupted([10, 12, 11, 14, 13, 5, 6, 7], interventions=5.0, slope_change=False)
    said = fit.impact().sentence.rpartition("interval ")[2].rstrip(")").split(" to ")
    assert all(len(end.strip("-0").replace(",", "")) <= 3 for end in said)
