"""What is covered, and by how many independent witnesses."""

import pytest

from fraudstats.dataset import coverage, gaps

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


def test_coverage_counts_witnesses_not_copies(ds):
    (row,) = coverage(ds).itertuples()
    assert (row.indicator, row.numbers, row.well_sourced, row.two_witnesses) == ("cases_solved", 2, 0.5, 1.0)
    (gap,) = gaps(ds, headlines=["cases_solved"]).itertuples()
    assert (gap.value, gap.witnesses, gap.strong) == (322_000, 2, False)
