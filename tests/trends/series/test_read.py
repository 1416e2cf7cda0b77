import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats import Interval
from fraudstats.draws import Draws
from fraudstats.errors import DateError, TrendError
from fraudstats.trends import as_time_series


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
        assert np.isnan(series.value[0]) and series.nobs == 1 and list(series.time) == [0, 1]

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

    def test_the_note_on_dates_says_how_they_were_read(self):
        quarters = pd.Series([1, 2], index=pd.to_datetime(["2021-03-31", "2021-06-30"]))
        assert as_time_series(quarters).notes == ("the dates are read as the quarters that they end",)

    def test_one_odd_date_among_quarters_is_named(self):
        """The UK's file prints 30-12-2017 for 31-12-2017, and a whole index lost its windows without a word."""
        index = pd.to_datetime(["2017-06-30", "2017-09-30", "2017-12-30", "2018-03-31"])
        series = as_time_series(pd.Series([1, 2, 3, 4], index=index))
        assert series.days is None and "2017-12-30 neither begins nor ends a month" in series.notes[0]

    @pytest.mark.parametrize(
        "labels, words, days",
        [
            (["2020-02", "2020-03"], ["2020-02", "2020-03"], [29, 31]),
            (["2021Q1", "2021-Q2"], ["2021-01-01/2021-03-31", "2021-04-01/2021-06-30"], [90, 91]),
            (["2021-01-01", "2022-01-01"], ["2021", "2022"], [365, 365]),
            (["2021-01/2021-11", "2022-01/2022-11"], ["2021-01-01/2021-11-30", "2022-01-01/2022-11-30"], [334, 334]),
        ],
    )
    def test_labels_as_text_are_read(self, labels, words, days):
        for given in (as_time_series([1, 2], labels), as_time_series(pd.DataFrame({"period": labels, "n": [1, 2]}))):
            assert list(given.labels) == words and list(given.days) == days

    def test_an_end_given_as_a_month_is_its_last_day(self):
        series = as_time_series(windows(("2021-01", "2021-11"), ("2022", "2022"), value=[1, 2]))
        assert list(series.days) == [334, 365]


class TestTables:
    @pytest.mark.parametrize("column", ["year", "Year", "YEAR", "date", "Month", "period", "quarter"])
    def test_a_table_of_time_and_numbers_is_one_series(self, column):
        """DataFrame({"year": ..., "cases": ...}) was pooled as two draws; `Year`, `date` and others were ignored."""
        series = as_time_series(pd.DataFrame({column: ["2021-01-01", "2020-01-01", "2022-01-01"], "cases": [5, 3, 8]}))
        assert series.time.tolist() == [2020, 2021, 2022] and series.value.tolist() == [3, 5, 8]
        assert series.name == "cases" and "the rows were sorted by time" in series.notes

    def test_numbers_in_a_column_of_years_are_years(self):
        assert as_time_series(pd.DataFrame({"Year": [2001, 2003], "cases": [1, 2]})).time.tolist() == [2001, 2003]
        for strange in ([107, 108], [2561, 2562], [1, 2]):
            with pytest.raises(TrendError, match="no years of the common calendar"):
                as_time_series(pd.DataFrame({"year": strange, "cases": [1, 2]}))

    def test_an_index_that_states_time_is_read_beside_one_column(self):
        frame = pd.DataFrame({"cases": [1, 2]}, index=pd.period_range("2021-01", periods=2, freq="M"))
        assert list(as_time_series(frame).days) == [31, 28]

    def test_a_plain_index_numbers_the_rows_where_nothing_looks_like_time(self):
        assert as_time_series(pd.DataFrame({"cases": [4, 5]})).time.tolist() == [0, 1]

    def test_the_column_of_time_may_be_named(self):
        series = as_time_series(pd.DataFrame({"Jahr": [2020, 2021, 2022], "value": [1, 2, 3]}), "Jahr")
        assert series.time.tolist() == [2020, 2021, 2022] and series.notes == ()
        with pytest.raises(TrendError, match="no column 'Jahrgang'"):
            as_time_series(pd.DataFrame({"Jahr": [2020, 2021, 2022], "value": [1, 2, 3]}), "Jahrgang")

    def test_columns_that_are_not_used_are_named(self):
        frame = pd.DataFrame({"year": [2020, 2021], "value": [1, 2], "population": [9, 9], "area": ["SG", "SG"]})
        assert as_time_series(frame).notes == ("columns not used: 'population', 'area'",)

    @pytest.mark.parametrize(
        "columns, words",
        [
            ({"period_start": ["2021-01", "2021-04"], "value": [1, 2]}, "give both period_start and period_end"),
            (
                {"year": [2020, 2020], "quarter": [1, 2], "value": [1, 2]},
                "from_fields.*quarter=df\\['quarter'\\], freq='Q'",
            ),
            ({"Year": [2020, 2020], "month": [1, 2], "value": [1, 2]}, "month=df\\['month'\\], freq='M'"),
            ({"date": ["2020", "2021"], "time": [1, 2], "value": [1, 2]}, "2 columns hold time"),
            ({"Jahr": [2020, 2021, 2022], "value": [1, 2, 3]}, "'Jahr' looks like time.*time='Jahr'"),
            ({"reportingMonth": ["2020-01", "2020-02"], "value": [1, 2]}, "'reportingMonth' looks like time"),
            ({"published": pd.to_datetime(["2020-01-05", "2021-02-03"]), "value": [1, 2]}, "'published' looks like"),
            ({"year": ["2017/18", "2018/19"], "value": [1, 2]}, "'2017/18'"),
            ({"date": ["31-12-17", "31-12-18"], "value": [1, 2]}, "'31-12-17', which is no time.*four digits"),
            ({"date": ["2017", "2018-01"], "value": [1, 2]}, "mixes years, months and days"),
            ({"year": [2020, 2020], "value": [1, 2]}, "2020 occurs 2 times"),
            ({"year": [2020, 2021], "cases": [1, 2], "deaths": [3, 4]}, "Which one.*'year', 'cases'.*fs.Draws"),
            ({"year": [2020, 2021], "cases": ["1,000", "2,000"]}, "fs.parse_printed"),
        ],
    )
    def test_what_could_be_read_in_two_ways_or_not_at_all_is_refused_with_what_was_seen(self, columns, words):
        with pytest.raises(TrendError, match=words):
            as_time_series(pd.DataFrame(columns))

    def test_a_column_and_an_index_of_time_are_refused_together(self):
        frame = pd.DataFrame({"year": [2020, 2021], "n": [1, 2]}, index=pd.period_range("2020", periods=2, freq="Y"))
        with pytest.raises(TrendError, match="both the column 'year' and the index"):
            as_time_series(frame)

    def test_levels_of_an_index_are_refused_with_the_way_to_join_them(self):
        index = pd.MultiIndex.from_tuples([(2020, 1), (2020, 2)], names=["Year", "Quarter"])
        with pytest.raises(TrendError, match="PeriodIndex.from_fields"):
            as_time_series(pd.Series([1, 2], index=index))

    def test_a_date_that_does_not_exist_is_refused_by_the_calendar(self):
        with pytest.raises(DateError, match="period_start of row 0"):
            as_time_series(windows(("2021-02-30", "2021-03-31"), value=[1]))


class TestBands:
    """`estimate("Y")` of a reconciliation was taken for certain ranges."""

    BAND = pd.DataFrame(
        {"estimate": [2, 3], "lower": [1, 2], "upper": [3, 4]}, index=pd.period_range("2020", periods=2, freq="Y")
    )

    @pytest.mark.parametrize("extra", ["estimate", "lower_bound", "median"])
    def test_a_band_is_never_taken_for_ranges(self, extra):
        with pytest.raises(TrendError, match="credible band.*draws"):
            as_time_series(self.BAND.rename(columns={"estimate": extra}))

    def test_a_frame_that_says_it_is_a_band_is_believed(self):
        frame = self.BAND.drop(columns="estimate")
        assert as_time_series(frame).has_intervals
        frame.attrs["kind"] = "band"
        with pytest.raises(TrendError, match="not bounds of a number"):
            as_time_series(frame)

    def test_medians_alone_are_read_with_a_note(self):
        medians = self.BAND["estimate"].copy()
        medians.attrs["kind"] = "band"
        assert "pool its draws" in as_time_series(medians).notes[0]


class TestOrder:
    YEARS, COUNTS = list(range(2010, 2020)), [5, 3, 9, 2, 7, 8, 12, 11, 15, 14]

    def test_values_come_first(self):
        assert as_time_series(self.COUNTS, self.YEARS).value.tolist() == self.COUNTS

    def test_exchanged_values_and_times_are_refused_with_both_readings(self):
        with pytest.raises(TrendError, match=r"values = 2010, 2011.*times = 5, 3.*model\(values, years\)"):
            as_time_series(self.YEARS, self.COUNTS)
        with pytest.raises(TrendError, match="look like years"):
            as_time_series(self.YEARS, sorted(self.COUNTS))
        with pytest.raises(TrendError, match="look like years, and no times"):
            as_time_series(self.YEARS)

    def test_times_that_fall_are_refused_unless_they_are_years(self):
        with pytest.raises(TrendError, match="times do not increase: values = 1, 2, 3 and times = 3, 1, 2"):
            as_time_series([1, 2, 3], [3, 1, 2])
        assert as_time_series([1, 2, 3], [2021, 2019, 2020]).notes == ("the rows were sorted by time",)

    def test_counts_that_rise_by_one_are_counts_where_an_index_gives_their_time(self):
        index = pd.period_range("2015", periods=4, freq="Y")
        assert as_time_series(pd.Series([2000, 2001, 2002, 2003], index)).value[0] == 2000


class TestPoints:
    def series(self, **columns):
        return as_time_series(pd.DataFrame({"year": [2023, 2024, 2025], **columns}))

    def test_exact_numbers_stay_as_they_are(self):
        series = self.series(value=[1, 2, 3], lower=[1, 2, 3], upper=[1, 2, 3])
        assert series.points("a model") is series

    def test_a_range_enters_by_its_midpoint_and_the_note_names_both_numbers(self):
        series = self.series(value=[1e6, 5, 6], lower=[1e6, 4, 6], upper=[2e6, 6, 6]).points("a model")
        assert series.value.tolist() == [1.5e6, 5, 6] and series.upper[0] == 2e6
        (note,) = series.notes
        assert (
            note == "2 ranges enter by their midpoints (2023: 1,500,000, printed 1,000,000); "
            "the width of a range is not in the intervals"
        )
        assert series.points("a model").notes == series.notes

    def test_an_open_range_is_refused_with_its_row_and_what_to_do(self):
        series = self.series(value=[1, 2, 3], lower=[1, 2, 3], upper=[1, np.inf, 3])
        with pytest.raises(TrendError, match="a model needs.*2024 is open: 2 to inf.*interval_regression.*draws"):
            series.points("a model")
        left = series.points("a model", open_ranges="missing")
        assert np.isnan(left.value[1]) and left.nobs == 2 and "open: 2024" in left.notes[0]

    def test_a_missing_row_is_no_open_range(self):
        series = self.series(value=[1, np.nan, 3], lower=[1, np.nan, 3], upper=[2, np.nan, 3])
        assert series.points("a model").nobs == 2


class TestRefusing:
    @pytest.mark.parametrize(
        "data, words",
        [
            ([], "empty"),
            (5, "a series is expected"),
            ([1, "many"], "'many' where a number"),
            (np.ones((3, 2)), "one column.*fs.Draws"),
            (Draws(np.ones((3, 2))), "fs.trends.pool"),
            (pd.DataFrame({"cases": ["many", "few"]}), "a column of numbers `value`"),
            (pd.DataFrame(np.ones((2, 9))), "3, 4 and 4 more.*fs.Draws"),
            (pd.DataFrame({"lower": [1]}), "both `lower` and `upper`"),
            (pd.DataFrame({"lower": [3], "upper": [2]}), "exceeds"),
            ([1, np.inf], "infinite"),
            (pd.Series([1, 2], index=[np.nan, 1]), "time is missing"),
            (pd.Series([1, 2], index=["a", "b"]), "the index holds 'a', which is no time"),
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
        assert as_time_series(months).require_equal_windows("a test").nobs == 12
        with pytest.raises(TrendError, match="334 days and 2022-01-01/2022-12-31 has 365"):
            as_time_series(windows(*TWO, value=[1, 2])).require_equal_windows("a test")

    def test_rates_need_windows(self):
        rates = as_time_series(windows(*TWO, value=[334, 730])).per_day()
        assert rates.value.tolist() == [1, 2] == rates.per_day().value.tolist()
        assert rates.require_equal_windows("a test") is rates
        with pytest.raises(TrendError, match="need windows"):
            as_time_series([1, 2]).per_day()


FALLING = {2018: 464_000, 2019: 437_000, 2020: 294_000, 2021: 258_000, 2022: 131_000}


def test_a_mapping_is_read_from_time_to_value():
    series = as_time_series(FALLING)
    assert series.time.tolist() == list(FALLING)
    assert series.value.tolist() == list(FALLING.values())
    backwards = as_time_series(dict(reversed(FALLING.items())))
    assert backwards.value.tolist() == series.value.tolist(), "sorted by time"


@pytest.mark.parametrize("model", [fs.trends.mann_kendall, fs.trends.theil_sen, fs.trends.count_trend])
def test_a_falling_mapping_falls_in_every_model(model):
    assert (
        model(FALLING).to_frame()["estimate"].iloc[-1]
        == model(list(FALLING.values()), list(FALLING)).to_frame()["estimate"].iloc[-1]
    )
    assert fs.trends.mann_kendall(FALLING).s == -10


@pytest.mark.parametrize(
    ("data", "time", "words"),
    [
        ({"year": [2018, 2019], "cases": [1, 2]}, None, "'year' holds several values; make a table of columns"),
        (FALLING, [1, 2, 3, 4, 5], "so no further time can be given"),
        ({"a": 1, "b": 2}, None, "time holds 'a'"),
    ],
)
def test_a_mapping_of_something_else_is_refused(data, time, words):
    with pytest.raises(TrendError, match=words):
        as_time_series(data, time)


def test_a_gap_is_noted_once_however_often_the_series_is_read():
    ds = fs.load()
    series = as_time_series(ds.series("telecom_fraud_cases_solved", "CN", freq="Y"))
    assert as_time_series(as_time_series(series)).notes == series.notes
    assert sum("2018" in note for note in series.notes) == 1
