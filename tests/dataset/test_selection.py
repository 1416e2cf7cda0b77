"""Selections: dates mean whole months and years, names are understood, nothing is guessed."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError, DateError

LATER = """
observations:
  - {id: full, indicator: cases_solved, ref_area: CN, start: 2021, end: 2021, text: "more than 441,000", value: 441000,
     qualifier: more_than, unit: cases, confidence: high}
  - {id: over, indicator: handed_over, ref_area: CN, counterpart_area: MM, start: unknown, end: 2023-11-21,
     end_implied: the day of the announcement, text: 31000, value: 31000, qualifier: rounded, unit: persons,
     confidence: high}
"""


@pytest.fixture
def ds(raw):
    raw.source("b", LATER, published="2022-12-29")
    raw.source("c", LATER.replace("id: full", "id: whole"), published="unknown")
    raw.source("d", LATER, published="2023-11")
    return raw.dataset()


def ids(dataset):
    return list(dataset.observations["observation_id"])


def test_an_end_given_as_month_or_year_is_its_last_day(ds):
    assert ids(ds.select("cases_solved", end="2021-11")) == ["a/solved"]
    assert ids(ds.select("cases_solved", end="2021-10")) == []
    assert ids(ds.select("cases_solved", start="2021", end="2021")) == ["a/solved", "b/full", "c/whole", "d/full"]
    assert ids(ds.as_of("2022-11")) == ids(ds.as_of("2022-12-28")) == ["a/solved"]
    assert ids(ds.as_of("2022")) == ["a/solved", "b/full", "b/over"]


@pytest.mark.parametrize(
    "end", ["2021-11", "2021-11-30", "Nov 2021", "2021年1-11月", pd.Period("2021-11"), pd.Timestamp("2021-11-30 18:00")]
)
def test_the_shipped_bulletins_of_january_to_november_2021_are_all_selected(end):
    rows = (
        fs.load(release="2026.11.1")
        .select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end=end)
        .observations
    )
    assert len(rows) == 10
    assert (rows["period_end"] == pd.Timestamp("2021-11-30")).sum() > 0


def test_the_shipped_vintage_of_a_year_is_that_of_its_last_day():
    ds = fs.load(release="2026.11.1")
    assert len(ds.as_of("2023").observations) == len(ds.as_of("2023-12-31").observations) == 1219
    assert len(ds.as_of("2023-01-01").observations) == 1005


def test_the_shipped_series_keeps_the_year_that_it_ends_with():
    series = fs.load().series("telecom_fraud_cases_solved", "CN", freq="Y", start="2021", end="2023")
    assert series["period_end"].dt.year.tolist() == [2021, 2022, 2023]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda ds: ds.select(start="soon"), "start: cannot read 'soon' as one period"),
        (lambda ds: ds.select(end=2021), "end: 2021 is a bare number"),
        (lambda ds: ds.select(start=pd.NaT), "start: expected a date"),
        (lambda ds: ds.select(start="2022", end="2021"), "ends before it starts"),
        (lambda ds: ds.series("cases_solved", "CN", end=2021.0), "end: 2021.0 is a bare number"),
        (lambda ds: ds.as_of("13/13/13"), "date: '13/13/13' is no date"),
        (lambda ds: ds.as_of(2023), "date: 2023 is a bare number; write '2021' for a year"),
        (lambda ds: ds.as_of(None), "date: expected a date, .* found None"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused(ds, question, words):
    with pytest.raises(DateError, match=words):
        question(ds)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda ds: ds.select(ref_area="China"), r"no ref_area 'China' in release 2026.1.0; nearest: CN \(China\)$"),
        (lambda ds: ds.select(ref_area="中国"), r"nearest: CN \(China\)"),
        (lambda ds: ds.select(ref_area="cn"), "nearest: CN$"),
        (lambda ds: ds.select(counterpart_area="Myanmar"), r"nearest: MM \(Myanmar\)"),
        (lambda ds: ds.select(ref_area="Laos"), "no ref_area 'Laos' in release 2026.1.0$"),
        (lambda ds: ds.select("Cases solved"), r"nearest: cases_solved \(Cases solved\)"),
        (lambda ds: ds.sources_of("Ministry"), r"that is an issuer \(mps \(Ministry\)\)"),
    ],
)
def test_a_name_given_for_a_code_is_understood(ds, question, words):
    with pytest.raises(DatasetError, match=words):
        question(ds)
