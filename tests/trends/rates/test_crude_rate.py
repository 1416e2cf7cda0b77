"""Crude rates: ranges beside intervals, ratios of areas, and what is not compared."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson

import fraudstats as fs
from fraudstats.errors import TrendError
from fraudstats.interval import Interval
from fraudstats.trends import crude_rate, rate, rate_ratio


def table(**columns):
    rows = {"value": [10.0, 30, 50], "lower": [10.0, 28, 50], "upper": [10.0, 32, np.inf]}
    rows |= {"population_lower": [1e5, 2e5, 1e5], "population_upper": [1e5, 2.2e5, 1e5], "indicator": ["a", "a", "b"]}
    return pd.DataFrame(rows | columns, index=["HK 2023", "SG 2023", "JP 2023"])


@pytest.mark.parametrize("method, theirs", [("exact", "exact-c"), ("score", "score")])
def test_against_statsmodels(method, theirs):
    """statsmodels' confint_poisson of ten cases among 250,000 persons."""
    result = crude_rate(10, population=250_000, method=method)
    expected = 1e5 * np.array(confint_poisson(10, 250_000, method=theirs))
    assert tuple(result.conf_int().iloc[0]) == pytest.approx(tuple(expected)) and result.params["rate"] == 4


def test_against_the_exact_rate_that_phe_prints():
    """PHEindicatormethods, introduction: one event among 150 persons, per 100,000 (666.6667, 16.87854 to 3714.429)."""
    printed = (666.6667, 16.87854, 3714.429)
    assert tuple(crude_rate(1, population=150).to_frame().iloc[0, :3]) == pytest.approx(printed, rel=1e-6)


def test_the_range_is_the_quotient_of_ranges_and_the_interval_holds_it():
    result = crude_rate(Interval(90, 110), population=Interval(1000, 2000), per=100)
    assert result.ranges().iloc[0].tolist() == [90 / 20, 110 / 10]
    low, high = rate(90).conf_int().iloc[0, 0], rate(110).conf_int().iloc[0, 1]
    assert result.conf_int().iloc[0].tolist() == pytest.approx([low / 20, high / 10])
    assert result.to_frame().columns.tolist() == ["estimate", "lower", "upper", "lower_range", "upper_range"]


@given(st.integers(0, 50), st.integers(0, 20), st.integers(1, 1000), st.integers(0, 500))
def test_no_count_or_population_of_the_ranges_has_an_interval_outside(count, width, people, more):
    wide = crude_rate(Interval(count, count + width), population=Interval(people, people + more)).conf_int().iloc[0]
    for low, high in ((count, people), (count, people + more), (count + width, people), (count + width, people + more)):
        one = crude_rate(low, population=high).conf_int().iloc[0]
        assert wide["lower"] <= one["lower"] * (1 + 1e-12) and one["upper"] <= wide["upper"] * (1 + 1e-12)


def test_a_count_without_an_upper_end_has_a_rate_without_one():
    result = crude_rate([Interval(50, np.inf)], population=1e5)
    assert result.ranges().iloc[0].tolist() == [50, np.inf] and result.conf_int()["upper"].item() == np.inf
    assert result.plot() is not None
    with pytest.raises(TrendError, match="no standard error"):
        result.poolable()


def test_a_table_brings_its_populations_labels_and_indicators():
    result = crude_rate(table())
    assert result.params.round(2).to_dict() == {"HK 2023": 10, "SG 2023": 14.29, "JP 2023": 50}
    assert result.to_frame()["indicator"].tolist() == ["a", "a", "b"]
    assert any("different things are counted: a, b" in note for note in result.notes)
    own = table().drop(columns=["population_lower", "population_upper"])
    people = pd.Series({"JP 2023": 1e5, "HK 2023": 1e5, "SG 2023": 2.1e5})
    assert crude_rate(own, population=people).params["JP 2023"] == 50


def test_rows_without_a_count_or_a_population_are_named():
    result = crude_rate(table(population_lower=[1e5, np.nan, 1e5]))
    assert result.nobs == 2 and any("left out: SG 2023" in note for note in result.notes)


def test_ratios_hold_every_population_of_the_ranges():
    result = crude_rate(table().iloc[:2])
    ratio = result.compare("HK 2023")
    assert ratio["estimate"].item() == pytest.approx(30 / 2.1 / 10)
    lowest = rate_ratio([Interval(28, 32), 10], exposure=[2.2e5, 1e5]).conf_int()["lower"].item()
    highest = rate_ratio([Interval(28, 32), 10], exposure=[2e5, 1e5]).conf_int()["upper"].item()
    assert ratio[["lower", "upper"]].to_numpy().tolist() == [[lowest, highest]]
    assert ratio[["indicator", "reference_indicator"]].iloc[0].tolist() == ["a", "a"]


def test_the_ratio_of_plain_counts_is_rate_ratio_exact_and_mid_p():
    for method in ("exact", "midp"):
        ratio = crude_rate([21, 11], population=[3011, 800], method=method).compare(0).iloc[0]
        expected = rate_ratio([11, 21], exposure=[800, 3011], method=method)
        assert tuple(ratio) == pytest.approx((expected.ratio, *expected.conf_int().iloc[0]))


def test_different_indicators_are_compared_only_if_that_is_said():
    result = crude_rate(table(upper=[10, 32, 60]))
    with pytest.raises(TrendError, match="HK 2023 counts a and JP 2023 b.*across_indicators=True"):
        result.compare("HK 2023")
    assert result.compare("HK 2023", across_indicators=True)["indicator"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    "bad, words",
    [
        (lambda: crude_rate(3), "population is missing"),
        (lambda: crude_rate(3, population=0), "population of rate is 0"),
        (lambda: crude_rate(3, population="many"), "above zero"),
        (lambda: crude_rate(3, population=True), "above zero"),
        (lambda: crude_rate([3, 4], population=[1, 2, 3]), "2 counts and 3 populations"),
        (lambda: crude_rate(pd.Series([3], ["a"]), population=pd.Series([9], ["b"])), "see 'a'"),
        (lambda: crude_rate(2.5, population=9), "whole number"),
        (lambda: crude_rate(np.nan, population=9), "whole number"),
        (lambda: crude_rate([], population=9), "no count"),
        (lambda: crude_rate(3, population=9, method="wald"), "choose one of exact"),
        (lambda: crude_rate(3, population=9, per=-1), "per is -1"),
        (lambda: crude_rate(3, population=9).conf_int(1), "alpha"),
        (lambda: crude_rate(0, population=9).poolable(), "no standard error"),
        (lambda: crude_rate(table(), population=5), "has populations of its own"),
        (lambda: crude_rate(table().drop(columns="upper")), "no upper"),
        (lambda: crude_rate(table().drop(columns="population_upper")), "give population="),
        (lambda: crude_rate(table(lower=np.nan)), "no row of the table"),
        (lambda: crude_rate(table().set_axis(["a", "a", "b"])), "'a' occurs twice"),
        (lambda: crude_rate(table()).compare("US"), "'US' is no row"),
        (lambda: crude_rate(table()).compare("HK 2023", across_indicators=True), "count JP 2023 has no upper end"),
    ],
)
def test_what_has_no_rate_is_refused(bad, words):
    with pytest.raises(TrendError, match=words):
        bad()


def test_the_shipped_table_of_rates_is_taken_as_it_is():
    ds = fs.load()
    counts = ds.rate_table({"HK": "deception_cases_reported"}, start="2016", end="2020")
    result = crude_rate(counts)
    pd.testing.assert_series_equal(result.params, counts["rate"], check_names=False, rtol=1e-12)
    ranges = result.ranges()
    assert ranges["lower"].tolist() == pytest.approx(counts["rate_lower"].tolist())
    assert ranges["upper"].tolist() == pytest.approx(counts["rate_upper"].tolist())
    assert result.compare("HK 2016").loc["HK 2020", "lower"] > 1.9
