"""Counts per head and money at one year's prices or in dollars, by hand and for the shipped data."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError

INDICATORS = """\
- {id: resident_population, name_en: P, name_zh: 人口, definition: P., counted: persons, unit: persons, iccs: none,
   iccs_reason: No offence., topic: test}
- {id: consumer_price_index, name_en: P, name_zh: 物价, definition: P., counted: index, unit: index, iccs: none,
   iccs_reason: No offence., topic: test}
- {id: exchange_rate_per_usd, name_en: P, name_zh: 汇率, definition: P., counted: rate, unit: per_usd, iccs: none,
   iccs_reason: No offence., topic: test}
- {id: losses, name_en: L, name_zh: 损失, definition: L., counted: money, unit: CNY, iccs: "0701", topic: test}
"""


def number(indicator, unit, year, text, qualifier="exact", end=""):
    value = float(text.replace(",", ""))
    return (
        f"  - {{id: {indicator}-{year}, indicator: {indicator}, ref_area: CN, start: {year}, end: {end or year}, "
        f"text: '{text}', value: {value}, qualifier: {qualifier}, unit: {unit}, confidence: high}}\n"
    )


def money(ds):
    return ds.series("losses", "CN")


@pytest.fixture
def ds(raw):
    raw.spoil("indicators:\n", "indicators:\n" + INDICATORS, "indicators.yaml")
    rows = [
        number("resident_population", "persons", 2020, "2,000"),
        number("resident_population", "persons", 2021, "2,500"),
    ]
    rows += [number("consumer_price_index", "index", 2020, "100"), number("consumer_price_index", "index", 2021, "125")]
    rows += [
        number("exchange_rate_per_usd", "per_usd", 2020, "5"),
        number("exchange_rate_per_usd", "per_usd", 2021, "8"),
    ]
    rows += [number("cases_solved", "cases", 2020, "10"), number("losses", "CNY", 2020, "400")]
    rows += [number("cases_solved", "cases", 2021, "390", "rounded"), number("losses", "CNY", 2021, "500")]
    raw.source("b", "observations:\n" + "".join(rows))
    (raw.path / "sources/mps/a.yaml").unlink()
    return raw.dataset()


def test_a_count_per_head_is_a_range_divided_by_a_range(ds):
    rate = ds.per_population(ds.series("cases_solved", "CN"), per=1000)
    assert rate["value"].tolist() == [5, 156]
    assert rate[["lower", "upper"]].to_numpy().tolist() == [[5, 5], [154, 158]]
    assert set(rate["unit"]) == {"cases per 1,000 residents"}
    assert rate["divisor_ids"].tolist() == ["b/resident_population-2020", "b/resident_population-2021"]
    assert rate.attrs["scale"] == "per 1,000 residents"


def test_the_width_of_the_divisor_widens_the_rate(raw):
    raw.spoil("indicators:\n", "indicators:\n" + INDICATORS, "indicators.yaml")
    rows = number("resident_population", "persons", 2020, "2,000", "rounded") + number(
        "cases_solved", "cases", 2020, "10"
    )
    raw.source("b", "observations:\n" + rows)
    ds = raw.dataset()
    rate = ds.per_population(ds.series("cases_solved", "CN", end="2020"), per=1000)
    assert rate[["lower", "upper"]].to_numpy().tolist() == [pytest.approx([10 / 2.5, 10 / 1.5])]


def test_money_at_the_prices_of_a_year(ds):
    real = ds.at_prices_of(ds.series("losses", "CN"), 2020)
    assert real["value"].tolist() == [400, 400]
    assert set(real["unit"]) == {"CNY at prices of 2020"}
    assert real["divisor_ids"].tolist()[1] == "b/consumer_price_index-2021 b/consumer_price_index-2020"


def test_money_in_dollars(ds):
    dollars = ds.in_us_dollars(ds.series("losses", "CN"))
    assert dollars["value"].tolist() == [80, 62.5]
    assert set(dollars["unit"]) == {"USD"}


def test_money_per_head_rests_on_rates_and_residents(ds):
    rate = ds.per_population(ds.in_us_dollars(money(ds)), per=1)
    assert rate["value"].tolist() == [400 / 5 / 2000, 500 / 8 / 2500]
    assert rate["divisor"].tolist() == [5 * 2000, 8 * 2500]
    assert set(rate["unit"]) == {"USD per 1 residents"} and rate.attrs["scale"] == "USD per 1 residents"
    assert rate["divisor_ids"].tolist()[0] == "b/exchange_rate_per_usd-2020 b/resident_population-2020"
    assert ds.sources_of(rate)["source_id"].tolist() == ["b"]


def test_a_part_of_an_area_has_residents_of_its_own():
    shipped = fs.load()
    series = shipped.series("illegal_entrants_detained", "MM", sub_area="Myawaddy", accept=("overlap", "length"))
    with pytest.raises(
        DatasetError, match="the series is of Myawaddy, a part of MM whose residents are not in the data"
    ):
        shipped.per_population(series)


def test_a_window_of_two_years_takes_their_mean_by_days(ds, raw):
    raw.source("c", "observations:\n" + number("losses", "CNY", "2020-07-01", "600", end="2021-06-30"))
    longer = raw.dataset().series("losses", "CN", accept="overlap")
    dollars = raw.dataset().in_us_dollars(longer).set_index("period_end")
    mean = (184 * 5 + 181 * 8) / 365
    assert dollars.loc["2021-06-30", "divisor"] == pytest.approx(mean)
    assert dollars.loc["2021-06-30", "value"] == pytest.approx(600 / mean)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda ds, s: ds.at_prices_of(s, 2020), "the series counts cases, and only money has prices"),
        (lambda ds, s: ds.in_us_dollars(s), "the series counts cases"),
        (lambda ds, s: ds.per_population(s, per=0), "per must be a positive number of residents"),
        (lambda ds, s: ds.per_population(s, per="x"), "per must be a positive number of residents"),
        (
            lambda ds, s: ds.per_population(ds.per_population(s)),
            "the series is per head already: cases per 100,000 res",
        ),
        (lambda ds, s: ds.in_us_dollars(ds.in_us_dollars(money(ds))), r"was converted before \(its unit is USD\)"),
        (lambda ds, s: ds.at_prices_of(ds.in_us_dollars(money(ds)), 2020), "was converted before"),
        (lambda ds, s: ds.in_us_dollars(ds.at_prices_of(money(ds), 2020)), "was converted before"),
        (lambda ds, s: ds.in_us_dollars(money(ds).assign(unit="USD")), "of CN is in US dollars already"),
        (
            lambda ds, s: ds.in_us_dollars(money(ds), rate="resident_population"),
            "is no exchange rate; choose one of ex",
        ),
        (
            lambda ds, s: ds.at_prices_of(money(ds), 2020, index="exchange_rate_per_usd"),
            "is no index of prices; choose",
        ),
        (
            lambda ds, s: ds.at_prices_of(money(ds), "2020"),
            "the year of the prices must be a whole number, such as 2020",
        ),
        (lambda ds, s: ds.select("losses").in_us_dollars(money(ds)), "there is none for this area .a selection, or an"),
        (lambda ds, s: ds.per_population(s.assign(period_start=pd.NaT)), "a window with an unknown end has no year"),
        (lambda ds, s: ds.per_population(s.drop(columns="unit")), "a series as ds.series"),
        (lambda ds, s: ds.per_population(pd.DataFrame(s)), "does not say its area"),
    ],
)
def test_what_cannot_be_scaled_is_refused(ds, question, words):
    series = ds.series("cases_solved", "CN")
    if "its area" in words:
        series.attrs = {}
    with pytest.raises(DatasetError, match=words):
        question(ds, series)


def test_a_year_without_a_divisor_names_those_that_have_one():
    ds = fs.load()
    with pytest.raises(DatasetError, match=r"no resident_population of CN for 2025 in the data; there is 2011 to 2024"):
        ds.per_population(ds.series("telecom_fraud_cases_solved", "CN", freq="Y"))


def test_the_shipped_rates_rest_on_numbers_with_sources():
    ds = fs.load()
    solved = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", end="2024")
    rate = ds.per_population(solved)
    assert len(ds.sources_of(rate["divisor_ids"].tolist())) == 1
    assert (rate["lower"] <= rate["value"]).all() and (rate["value"] <= rate["upper"] * (1 + 1e-9)).all()
    assert fs.trends.growth(rate).nobs == len(rate)
