"""Records in words, and the table of what is covered."""

import pytest

from fraudstats.dataset import coverage, describe_indicator, describe_source, gaps
from fraudstats.errors import DatasetError

COPY = """
observations:
  - {id: solved, indicator: cases_solved, ref_area: CN, start: 2021-01, end: 2021-11, end_implied: as in the original,
     text: 37万, value: 370000, qualifier: rounded, unit: cases, confidence: medium, note: The copy drops the qualifier.}
  - {id: year, indicator: cases_solved, ref_area: CN, start: 2020, end: unknown, text: 32.2万, value: 322000,
     qualifier: rounded, unit: cases, confidence: medium}
"""


@pytest.fixture
def ds(raw):
    raw.source("b", COPY, tier="repost")
    raw.source("c", COPY.replace("id: year", "id: again"), tier="repost", witness="other-witness")
    return raw.dataset()


def test_an_indicator_in_words(ds):
    text = describe_indicator(ds, "cases_solved")
    assert "Cases solved · 破案   [cases_solved]" in text
    assert "* CN       2021-01-01 to 2021-11-30" in text
    assert "370,000  [370,000, 380,000]  37万余起  (a, state_media)" in text
    assert "2021-01-01 to (2021-11-30)" in text, "an implied end stands in parentheses"
    assert "2020-01-01 to unknown" in text
    assert "The copy drops the qualifier." in text


def test_an_unknown_indicator_or_source_names_the_nearest(ds):
    with pytest.raises(DatasetError, match="nearest: cases_solved"):
        describe_indicator(ds, "case_solved")
    with pytest.raises(DatasetError, match="no such id"):
        describe_source(ds, "zz")


def test_a_source_in_words(ds):
    text = describe_source(ds, "a")
    assert "issuer     Ministry" in text
    assert "cases_solved: 37万余起 (2021-01-01 to 2021-11-30)" in text
    assert "cases_solved: +44.2% (2021-01-01 to 2021-11-30)" in text


def test_coverage_counts_witnesses_not_copies(ds):
    (row,) = coverage(ds).itertuples()
    assert (row.indicator, row.numbers, row.well_sourced, row.two_witnesses) == ("cases_solved", 2, 0.5, 1.0)
    (gap,) = gaps(ds, headlines=["cases_solved"]).itertuples()
    assert (gap.value, gap.witnesses, gap.strong) == (322_000, 2, False)


def test_jupyter_shows_release_span_and_tables(raw):
    from xml.etree import ElementTree

    dataset = raw.dataset()
    shown = ElementTree.fromstring(dataset.as_of("2022-06-30")._repr_html_())
    caption = "fraudstats dataset 2026.1.0 as of 2022-06-30; windows from 2021-01-01 to 2021-11-30"
    assert shown.findtext("caption") == caption
    assert [row.findtext("td/code") for row in shown.iter("tr")][1:] == list(dataset.names)
    assert [row[1].text for row in shown.iter("tr")][1:3] == ["1", "1"]
    assert "unknown to unknown" in dataset.as_of("1990-01-01")._repr_html_()
