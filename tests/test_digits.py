"""Numbers with the digits that mean something: the rule, and that noise of another machine never shows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.digits import meaningful


def rounded(values, **options):
    return meaningful(pd.DataFrame({"x": values}), **options)["x"].tolist()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1_008_597.0, 1_008_597.0),
        (361_400_000_001.0, 361_400_000_001.0),
        (2 / 3, 0.666667),
        (12_345.678, 12_345.7),
        (-0.000123456789, -0.000123457),
        (34.000000000001, 34.0),
        (np.inf, np.inf),
    ],
)
def test_counts_stay_exact_and_fractions_have_six_digits(value, written):
    assert rounded([value]) == [written]


def test_a_missing_number_stays_missing():
    assert np.isnan(rounded([np.nan, 1.5])[0])


def test_other_columns_and_the_table_itself_are_not_touched():
    table = pd.DataFrame({"text": ["a"], "count": [3], "x": [1 / 3]})
    meaningful(table)
    assert table["x"].tolist() == [1 / 3]
    assert meaningful(table)[["text", "count"]].equals(table[["text", "count"]])


def test_an_interval_is_written_to_the_third_digit_of_its_width():
    table = pd.DataFrame({"low": [400_000.2], "mid": [441_483.7], "high": [480_000.9]})
    assert meaningful(table, [("low", "mid", "high")]).iloc[0].tolist() == [400_000, 441_500, 480_000]


def test_a_band_stays_within_its_bounds():
    table = pd.DataFrame(
        {"lower": [10.04], "estimate": [12.3], "upper": [14.96], "lower_bound": [10.04], "upper_bound": [14.96]}
    )
    table.attrs["kind"] = "band"
    row = meaningful(table).iloc[0]
    assert row["lower_bound"] <= row["lower"] <= row["estimate"] <= row["upper"] <= row["upper_bound"]


@given(st.floats(1e-6, 1e12), st.integers(-40, 40))
def test_the_noise_of_another_machine_is_not_written(value, ulps):
    """Two computations of one number agree unless it lies within the noise of a boundary between two roundings."""
    other = value * (1 + ulps * 2.0**-52)
    here, there = rounded([value])[0], rounded([other])[0]
    step = 10.0 ** (np.floor(np.log10(value)) - 5)
    assert here == there or abs(here - there) <= step * (1 + 1e-9)
    boundary = abs(value / step % 1 - 0.5)
    if boundary > 1e-6 and abs(value - round(value)) > 1e-6 * value:
        assert here == there


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_rounding_again_changes_nothing(values):
    once = rounded(values)
    assert rounded(once) == pytest.approx(once, rel=1e-12, abs=1e-300)
