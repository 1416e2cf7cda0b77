from inspect import signature

import numpy as np
import pandas as pd
import pytest

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import TrendError

YEARS = pd.period_range("2008", periods=12, freq="Y")


@pytest.fixture
def draws():
    random = np.random.default_rng(1)
    counts = random.poisson(300 * np.exp(0.05 * np.arange(12)))
    return Draws(np.round(counts[:, None] + random.uniform(-20, 20, (12, 5))), index=YEARS)


OPTIONS = {
    "count_trend": {"family": "poisson"},
    "interrupted": {"interventions": "2014-01-01", "slope_change": False},
    "interval_regression": {"family": "poisson"},
    "joinpoint": {"select": "bic3"},
    "mann_kendall": {"alternative": "greater"},
    "state_space": {"freq": "Y"},
    "theil_sen": {},
}


@pytest.mark.parametrize("name", OPTIONS)
def test_draws_are_pooled_with_the_models_arguments(draws, name):
    model, options = getattr(trends, name), OPTIONS[name]
    pooled = model(data=draws, **options)
    by_hand = trends.pool(lambda series: model(series, **options), draws)
    pd.testing.assert_frame_equal(pooled.to_frame(), by_hand.to_frame())
    assert "pooled over 5 draws" in pooled.method


def test_draws_may_be_given_other_times(draws):
    twice = trends.count_trend(draws, 2 * np.arange(12), family="poisson")
    once = trends.count_trend(draws, np.arange(12), family="poisson")
    assert twice.params["slope"] == pytest.approx(once.params["slope"] / 2)
    assert twice.series.labels[-1] == "22"


@pytest.mark.parametrize("name", [name for name in OPTIONS if name != "interrupted"])  # which warns of so few years
def test_a_table_is_never_taken_for_draws(draws, name):
    """DataFrame({"year": ..., "cases": ...}) was pooled as two draws: years averaged with cases."""
    model, options = getattr(trends, name), OPTIONS[name]
    frame = pd.DataFrame({"year": range(2008, 2020), "cases": draws.values[:, 0]})
    result = model(frame, **options)
    assert "pooled" not in result.method and result.nobs == 12 and result.series.name == "cases"
    assert result.series.time.tolist() == list(range(2008, 2020))


@pytest.mark.parametrize("name", ["count_trend", "joinpoint", "interval_regression", "state_space"])
def test_a_wide_table_is_refused_with_the_way_to_say_draws(draws, name):
    model, options = getattr(trends, name), OPTIONS[name]
    for table in (draws.to_frame(), draws.values):
        with pytest.raises(TrendError, match="fs.Draws"):
            model(table, **options)


def test_help_and_keywords_are_those_of_the_model():
    assert list(signature(trends.joinpoint).parameters)[:2] == ["data", "time"]
    assert trends.joinpoint.__doc__.startswith("Joinpoint regression")
    years = range(2001, 2013)
    by_name = trends.joinpoint(data=np.arange(1.0, 13), time=years, select="bic")
    by_place = trends.joinpoint(np.arange(1.0, 13), years, select="bic")
    pd.testing.assert_frame_equal(by_name.segments(), by_place.segments())
