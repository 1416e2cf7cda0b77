"""Counts beside their populations: the date of each population is said, and what has none is named."""

import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError

POPULATIONS = ("resident_population", "resident_population_on_day", "registered_population_on_day")
INDICATOR = """\
- {{id: {0}, name_en: P, name_zh: 人口, definition: P., counted: c, unit: {1}, iccs: none, iccs_reason: No., topic: t}}
"""


def number(indicator, unit, when, text, more=""):
    return (
        f"  - {{id: {indicator}-{when}, indicator: {indicator}, ref_area: CN, start: {when}, end: {when}, "
        f"text: '{text}', value: {text.replace(',', '')}, qualifier: exact, unit: {unit}, confidence: high{more}}}\n"
    )


@pytest.fixture
def ds(raw):
    kinds = "".join(INDICATOR.format(one, "persons") for one in POPULATIONS) + INDICATOR.format("losses", "CNY")
    raw.spoil("indicators:\n", "indicators:\n" + kinds, "indicators.yaml")
    rows = [number("cases_solved", "cases", year, "10") for year in (2018, 2019, 2020, 2021, 2022)]
    rows += [number("handed_over", "persons", 2020, "7")]
    rows += [number("losses", "CNY", 2020, "400")]
    rows += [number("resident_population", "persons", 2020, "2,000")]
    note = ", note: end of the year rather than its middle"
    rows += [number("resident_population", "persons", 2021, "2,500", note)]
    rows += [number("resident_population_on_day", "persons", "2022-12-31", "4,000")]
    rows += [number("resident_population_on_day", "persons", "2022-10-01", "5,000")]
    rows += [number("registered_population_on_day", "persons", "2022-07-01", "6,000")]
    rows += [number("registered_population_on_day", "persons", "2019-12-31", "8,000")]
    raw.source("b", "observations:\n" + "".join(rows))
    (raw.path / "sources/mps/a.yaml").unlink()
    return raw.dataset()


def test_each_count_has_a_population_and_says_of_when(ds):
    table = ds.rate_table({"CN": "cases_solved"}, per=1000)
    assert table["rate"].dropna().to_dict() == {"CN 2019": 1.25, "CN 2020": 5, "CN 2021": 4, "CN 2022": 2}
    assert table["population_date"].to_dict() == {
        "CN 2018": "",
        "CN 2019": "2019-12-31",
        "CN 2020": "middle of 2020",
        "CN 2021": "end of 2021",
        "CN 2022": "2022-10-01",  # residents before registered persons, then the nearest day
    }
    assert table["population_indicator"].tolist()[1:] == [
        "registered_population_on_day",
        "resident_population",
        "resident_population",
        "resident_population_on_day",
    ]


def test_a_count_without_a_population_stays_with_the_reason(ds):
    row = ds.rate_table({"CN": "cases_solved"}).loc["CN 2018"]
    assert row["value"] == 10 and row[["rate", "population"]].isna().all()
    assert row["missing"] == "no resident_population of CN for 2018 in the data"
    assert (ds.rate_table({"CN": "cases_solved"}, start="2019")["missing"] == "").all()


def test_both_sources_of_a_row_are_given(ds):
    row = ds.rate_table({"CN": "cases_solved"}, start="2020", end="2020").iloc[0]
    assert row[["observation_id", "source_id"]].tolist() == ["b/cases_solved-2020", "b"]
    assert row[["population_ids", "population_source_ids"]].tolist() == ["b/resident_population-2020", "b"]


def test_indicators_are_named_and_kept_apart(ds):
    table = ds.rate_table({"CN": ["cases_solved", "handed_over"]}, start="2020", end="2020", per=1000)
    assert table["what"].to_dict() == {
        "CN 2020 cases_solved": "Cases solved",
        "CN 2020 handed_over": "Suspects handed over",
    }
    assert table["rate"].tolist() == [5, 3.5] and set(table.attrs["gaps"]) == {"CN cases_solved", "CN handed_over"}


@pytest.mark.parametrize(
    "counts, options, words",
    [
        ({}, {}, "give areas and their indicators"),
        ("CN", {}, "give areas and their indicators"),
        ({"CN": "losses"}, {}, "losses is money .CNY."),
        ({"CN": "cases_solved"}, {"per": 0}, "per must be a positive number"),
        ({"CN": "cases_solved"}, {"freq": "M"}, "cases_solved of CN: no observation"),
        ({"CN": "resident_population_on_day"}, {"freq": None}, "resident_population_on_day of CN: "),
    ],
)
def test_what_makes_no_table_is_refused(ds, counts, options, words):
    if options.get("freq", "") is None:
        options = options | {"start": "2030"}
    with pytest.raises(DatasetError, match=words):
        ds.rate_table(counts, **options)


def test_the_shipped_table_agrees_with_per_population():
    shipped = fs.load()
    table = shipped.rate_table(
        {"HK": "deception_cases_reported", "TW": "fraud_cases_recorded"}, start="2015", end="2017"
    )
    series = shipped.series("deception_cases_reported", "HK", freq="Y", start="2015", end="2017")
    assert table["rate"].iloc[:3].tolist() == pytest.approx(shipped.per_population(series)["value"].tolist())
    assert table.loc["TW 2016", "population_date"] == "end of 2016"
    assert len(shipped.sources_of(table["population_source_ids"].tolist())) == 2
