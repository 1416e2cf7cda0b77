import numpy as np
import pandas as pd
import pytest

from fraudstats import Interval
from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series
from fraudstats.trends.series.read import as_matrix


def windows(*spans, **columns):
    return pd.DataFrame({"period_start": [a for a, _ in spans], "period_end": [b for _, b in spans], **columns})


TWO = [("2021-01-01", "2021-11-30"), ("2022-01-01", "2022-12-31")]


class TestReading:
    def test_a_plain_list_is_numbered_from_zero(self):
        series = as_time_series([5, 7, 9])
        assert list(series.time) == [0, 1, 2] and list(series.value) == [5, 7, 9]
        assert series.days is None and not series.has_intervals

    def test_yearly_periods_have_the_year_as_time_and_days_as_exposure(self):
        index = pd.period_range("2019", periods=2, freq="Y")
        series = as_time_series(pd.Series([1, 2], index=index, name="cases"))
        assert list(series.time) == [2019, 2020]
        assert list(series.days) == [365, 366]
        assert series.name == "cases" and list(series.labels) == ["2019", "2020"]

    def test_months_are_labelled_as_months(self):
        series = as_time_series(pd.Series([1, 2], index=pd.period_range("2021-12", periods=2, freq="M")))
        assert list(series.labels) == ["2021-12", "2022-01"]

    def test_unlike_windows_sit_at_their_middle(self):
        series = as_time_series(windows(*TWO, value=[1, 2]))
        assert series.time == pytest.approx([2021 + 334 / 365 / 2, 2022.5])

    def test_rows_are_sorted_by_time_with_all_their_columns(self):
        frame = windows(TWO[1], TWO[0], value=[2, 1], lower=[1.5, 1], upper=[2.5, 1])
        series = as_time_series(frame)
        assert list(series.value) == [1, 2] and list(series.upper) == [1, 2.5]
        assert list(series.labels) == ["2021-01-01/2021-11-30", "2022-01-01/2022-12-31"]

    @pytest.mark.parametrize(
        "dates, days", [(["2020-01-01", "2022-01-01"], [366, 365]), (["2020-02-29", "2020-04-30"], [29, 30])]
    )
    def test_dates_that_begin_or_end_periods_stand_for_them(self, dates, days):
        assert list(as_time_series(pd.Series([1, 2], index=pd.to_datetime(dates))).days) == days

    def test_other_dates_are_points_in_time(self):
        series = as_time_series(pd.Series([1, 2], index=pd.to_datetime(["2021-07-02", "2022-01-01"])))
        assert series.days is None and series.time == pytest.approx([2021 + 182 / 365, 2022])

    def test_intervals_fill_a_missing_value_and_exact_values_fill_missing_ends(self):
        series = as_time_series(windows(*TWO, value=[np.nan, 7], lower=[1, np.nan], upper=[2, np.nan]))
        assert list(series.value) == [1.5, 7]
        assert list(series.lower) == [1, 7] and list(series.upper) == [2, 7]

    def test_an_unbounded_interval_has_no_value_but_keeps_its_time(self):
        series = as_time_series([Interval(1, np.inf), 3])
        assert np.isnan(series.value[0]) and series.n == 1 and list(series.time) == [0, 1]

    def test_release_travels(self):
        frame = windows(*TWO, value=[1, 2])
        frame.attrs["release"] = "2026.11.0"
        assert as_time_series(frame).release == "2026.11.0"

    @pytest.mark.parametrize("column", ["time", "year"])
    def test_a_time_column_is_read(self, column):
        assert list(as_time_series(pd.DataFrame({column: [2001, 2003], "value": [1, 2]})).time) == [
            2001,
            2003,
        ]

    def test_nullable_and_text_numbers_are_read(self):
        assert np.isnan(as_time_series(pd.Series([1, None], dtype="Int64")).value[1])
        assert list(as_time_series(["1", "2.5"]).value) == [1, 2.5]

    def test_draws_are_read_as_a_matrix(self):
        months = pd.period_range("2021-01", periods=3, freq="M")
        times, matrix, names = as_matrix(pd.DataFrame(np.arange(6).reshape(3, 2), index=months[::-1]))
        assert list(times.value) == [4.5, 2.5, 0.5] and matrix[0].tolist() == [4, 5]
        assert len(names) == 2 and list(times.days) == [31, 28, 31]


class TestRefusing:
    @pytest.mark.parametrize(
        "data, words",
        [
            ([], "empty"),
            (5, "a series is expected"),
            ([1, "many"], "'many' where a number"),
            (np.ones((3, 2)), "one column"),
            (pd.DataFrame({"cases": [1, 2]}), "a column `value`"),
            (pd.DataFrame(np.ones((2, 9))), "3, 4 and 4 more"),
            (pd.DataFrame({"lower": [1]}), "both `lower` and `upper`"),
            (pd.DataFrame({"lower": [3], "upper": [2]}), "exceeds"),
            ([1, np.inf], "infinite"),
            (pd.Series([1, 2], index=[np.nan, 1]), "time is missing"),
            (pd.Series([1, 2], index=["a", "b"]), "time holds 'a'"),
            (windows(("2021-02-01", "2021-01-01"), value=[1]), "before its start"),
            (windows(("2021-01-01", None), value=[1]), "both ends"),
            (windows(("2021-01-01", "2021-12-31"), ("2021-06-01", "2022-01-31"), value=[1, 2]), "overlap"),
        ],
    )
    def test_bad_input_is_named(self, data, words):
        with pytest.raises(TrendError, match=words):
            as_time_series(data)

    def test_lengths_must_agree(self):
        with pytest.raises(TrendError, match="2 values and 3 times"):
            as_time_series([1, 2], time=[1, 2, 3])

    def test_unequal_windows_are_refused_and_months_are_not(self):
        months = pd.Series(range(12), index=pd.period_range("2021-01", periods=12, freq="M"))
        assert as_time_series(months).require_equal_windows("a test").n == 12
        with pytest.raises(TrendError, match="334 days and 2022-01-01/2022-12-31 has 365"):
            as_time_series(windows(*TWO, value=[1, 2])).require_equal_windows("a test")

    def test_rates_need_windows(self):
        rates = as_time_series(windows(*TWO, value=[334, 730])).per_day()
        assert rates.value.tolist() == [1, 2] == rates.per_day().value.tolist()
        assert rates.require_equal_windows("a test") is rates
        with pytest.raises(TrendError, match="need windows"):
            as_time_series([1, 2]).per_day()
