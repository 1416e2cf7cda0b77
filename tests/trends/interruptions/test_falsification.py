import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.errors import TrendWarning

matplotlib.use("Agg")


def trends_quietly(*arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrendWarning)
        return trends.interrupted(*arguments, **options)


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


@pytest.mark.parametrize(
    ("stated", "where"), [("2012-07-01", "on"), ("2014-01-01", "18 values before"), ("2012-01-01", "6 values after")]
)
def test_the_onset_is_named_as_the_series_names_it(stated, where):
    """The level halves in July 2012, without a doubt."""
    months = pd.period_range("2010-01", periods=60, freq="M")
    level = np.where(months < pd.Period("2012-07"), 400.0, 200.0)
    counts = pd.Series(level + np.random.default_rng(3).normal(0, 4, 60).round(), months)
    fit = trends.interrupted(counts, interventions=stated, slope_change=False)
    says = fit.falsification().checks.loc["onset", "says"]
    assert says == f"the best-fitting date is 2012-07, {where} the stated one"


def test_few_values_cannot_tell():
    fit = trends_quietly([9, 11, 10, 12, 11, 5, 6, 4, 5], interventions=5, slope_change=False)
    report = fit.falsification()
    assert report.checks.loc["placebo dates", "verdict"] == "cannot tell"
    assert "placebo dates - cannot tell" in report.summary()


def test_a_constant_series_has_no_effect_and_no_scatter():
    fit = trends_quietly([4.0] * 20, interventions=10)
    assert fit.effects().estimate.tolist() == pytest.approx([1, 1])
    assert fit.falsification().checks.loc["autocorrelation", "verdict"] == "cannot tell"


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
