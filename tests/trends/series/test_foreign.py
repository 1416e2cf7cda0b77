"""Inputs as people have them: one column, tables of other libraries, dates; and values that are no numbers of a series.

Statistics review, S12: a one-column table was taken for draws, an n x 1 array and a polars table were refused with a
misleading text, `datetime.date` was refused as time, and truth values and complex numbers were accepted.
"""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest
from one_series import CASES, MODELS, YEARS

from fraudstats import trends
from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series, backtest, growth, mann_kendall, rate_ratio


@cache
def written_out(name):
    return getattr(trends, name)(CASES, YEARS, **MODELS[name]).to_frame()


@pytest.mark.parametrize("name", MODELS)
def test_one_column_is_one_series(name):
    model, options = getattr(trends, name), MODELS[name]
    expected = written_out(name)
    indexed = pd.DataFrame({"cases": CASES}, index=pd.Index(YEARS))
    pd.testing.assert_frame_equal(model(indexed, **options).to_frame(), expected)
    column = model(np.array(CASES)[:, None], YEARS, **options).to_frame()
    pd.testing.assert_frame_equal(column, expected)


@pytest.mark.parametrize("name", MODELS)
def test_a_polars_table_is_read(name):
    polars = pytest.importorskip("polars")
    model, options = getattr(trends, name), MODELS[name]
    expected = written_out(name)
    table = polars.DataFrame({"year": YEARS, "cases": CASES})
    pd.testing.assert_frame_equal(model(table, **options).to_frame(), expected)
    columns = model(table["cases"], table["year"], **options).to_frame()
    pd.testing.assert_frame_equal(columns, expected)


def test_dates_of_polars_and_tables_of_pyarrow_are_read():
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    days = [dt.date(year, 1, 1) for year in YEARS]
    for table in (polars.DataFrame({"date": days, "n": CASES}), pyarrow.table({"date": days, "n": CASES})):
        assert as_time_series(table).time.tolist() == YEARS


def test_a_wide_polars_table_is_several_series():
    polars = pytest.importorskip("polars")
    table = polars.DataFrame({"a": [1, 2, 3, 4], "b": [4, 3, 2, 1]})
    assert mann_kendall(table, [2001, 2002, 2003, 2004]).s.to_dict() == {"a": 6, "b": -6}
    both = polars.DataFrame({"a": CASES, "b": [-case for case in CASES]})
    assert set(backtest(both, YEARS, methods=["linear_trend"]).errors["series"]) == {"a", "b"}
    assert trends.regional_mann_kendall(both, YEARS).s == 0


@pytest.mark.parametrize("make", [list, np.array, lambda days: pd.Index(days, dtype=object)])
def test_a_list_of_dates_is_time(make):
    days = make([dt.date(year, 1, 1) for year in YEARS])
    assert as_time_series(CASES, days).time.tolist() == YEARS


@pytest.mark.parametrize("odd", [True, np.True_, 1 + 0j, np.complex128(2j)])
def test_truth_values_and_complex_numbers_are_refused(odd):
    given = [
        [odd, 3, 5, 4],
        np.array([odd] * 4),
        pd.Series([odd] * 4, index=[2001, 2002, 2003, 2004]),
        pd.DataFrame({"year": [2001, 2002, 2003, 2004], "value": [odd] * 4}),
        np.array([[odd, odd]] * 4),
    ]
    for data in given:
        with pytest.raises(TrendError, match="no count or amount"):
            mann_kendall(data)


def test_truth_values_are_refused_as_times_and_as_counts():
    with pytest.raises(TrendError, match="no count or amount"):
        as_time_series([1, 2], [False, True])
    with pytest.raises(TrendError, match="whole number"):
        rate_ratio([True, 3])
    assert as_time_series(pd.Series([1, None, 3], dtype="Int64")).nobs == 2, "missing numbers are numbers"


class TestConstantSeries:
    """Statistics review, edge cases: `backtest` gave NaN without a word, and "better than naive"."""

    def test_no_change_at_all(self):
        result = backtest([4.0] * 14, methods=["linear_trend"])
        assert "nothing changes before any origin" in result.notes[0]
        assert result.scores.loc["naive", "mae"] == 0
        assert result.scores.loc["linear_trend", "verdict"].startswith("not compared with naive")
        assert "better than naive" not in result.summary()
        assert result.to_frame().loc["naive", ["estimate", "lower", "upper"]].isna().all()

    def test_no_change_at_first(self):
        result = backtest([4.0] * 8 + [5, 6, 5, 7, 8, 7], methods=["linear_trend"], min_train=6)
        assert "3 of 8 origins are not in MASE" in result.notes[0]
        assert np.isfinite(result.to_frame()[["estimate", "lower", "upper"]].to_numpy()).all()


class TestGrowthFromZero:
    """Statistics review, edge cases: growth of 0 to 0 gave [-1, inf] without a word."""

    def test_it_is_said(self):
        result = growth([0, 0, 5], time=[2019, 2020, 2021])
        assert result.ranges().iloc[0].tolist() == [-1, np.inf]
        assert "from zero to zero no growth is defined" in result.notes[0] and "(2019 to 2020)" in result.notes[0]

    def test_not_where_nothing_is_zero(self):
        assert growth([1, 2], time=[2019, 2020]).notes == ()


def test_four_values_are_no_interrupted_series():
    """Statistics review, edge cases: four values gave a ratio from 0 to 7,424."""
    with pytest.raises(TrendError, match="4 values leave 1 degree of freedom for 3 parameters"):
        trends.interrupted([5, 6, 8, 9], interventions=2, slope_change=False)
