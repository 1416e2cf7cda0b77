"""Records in words."""

import pytest

from fraudstats.dataset import describe_indicator, describe_source
from fraudstats.errors import DatasetError

COPY = """
observations:
  - {id: solved, indicator: cases_solved, ref_area: CN, start: 2021-01, end: 2021-11, end_implied: as in the original,
     text: 37万, value: 370000, qualifier: rounded, unit: cases, confidence: medium,
     note: The copy drops the qualifier.}
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
    assert "2021-01-01 to (2021-11-30)" in text, "an implied end is in parentheses"
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
