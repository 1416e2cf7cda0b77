"""A column that looks like time is used, or the table is refused with what reads it."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series

YEARS = {"year": [2019, 2020, 2021], "n": [5, 6, 8]}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {**YEARS, "qtr": ["Q1", "Q2", "Q1"]},
            "'year' holds time, and 'qtr' looks like time as well.*fs.tidy.df. read both",
        ),
        (
            {**YEARS, "Label": ["1H 2019", "1H 2020", "1H 2021"]},
            "'year' holds time, and 'Label' looks like time as well",
        ),
        ({"Year": [2019, 2019, 2020], "Quarter": [1, 2, 1], "n": [5, 6, 8]}, "2 columns hold time.*let fs.tidy"),
        ({"Period": ["2017/18", "2018/19"], "n": [5, 6]}, "no time that can be read.*fs.tidy reads tables"),
        ({**YEARS, "Cases": ["8,977", "14,481", "—"]}, "'n' holds numbers, and 'Cases' printed ones.*value='n'"),
        ({"12 months ending": ["2019-06-30", "2019-09-30", "2019-12-31"], "n": [5, 6, 8]}, "looks like time.*fs.tidy"),
        (
            {"date": ["2019-06-30", "2019-09-30", "2019-12-31"], "Rolling year total": [5, 6, 8]},
            "a running total.*fs.tidy",
        ),
        ({"Region": ["North"], "2019": [5], "2020": [6]}, r"the header holds periods \('2019', '2020'\).*fs.tidy"),
        ({"year": [2019, 2020, 2020], "n": [5, 6, 8]}, "the time 2020 occurs 2 times.*fs.tidy"),
        ({"year": [2019, 2020], "a": [5, 6], "b": [5, 6]}, r"fs.tidy\(df, value='a'\)"),
        ({"year": [2019, 2020], "n": ["37万余", "n/a"]}, "a table of printed text is read by fs.tidy"),
    ],
)
def test_what_is_not_used_is_refused(columns, message):
    with pytest.raises(TrendError, match=message):
        as_time_series(pd.DataFrame(columns))


def test_an_index_of_years_and_a_column_of_quarters_are_two_times():
    frame = pd.DataFrame({"Quarter": [1, 2, 3], "n": [5, 6, 8]}, index=pd.Index([2019, 2020, 2021]))
    with pytest.raises(TrendError, match="the index holds time, and 'Quarter' looks like time|both"):
        as_time_series(frame.rename(columns={"Quarter": "Qtr"}).assign(Qtr=["Q1", "Q2", "Q3"]))


def test_a_change_between_years_is_no_time():
    series = as_time_series(pd.DataFrame({**YEARS, "Year-on-Year Change": ["", "+20%", "+33%"]}))
    assert series.notes == ("columns not used: 'Year-on-Year Change'",)


def test_a_window_that_is_there_twice_is_called_so():
    twice = pd.DataFrame({"period_start": ["2019"] * 2, "period_end": ["2019"] * 2, "value": [5, 6]})
    with pytest.raises(TrendError, match=r"the time 2019 occurs twice.*fs.tidy\(df, where="):
        as_time_series(twice)


def test_time_beside_windows_is_named():
    frame = pd.DataFrame(
        {"period_start": ["2019", "2020"], "period_end": ["2019", "2020"], "value": [5, 6], "month": [1, 2]}
    )
    assert as_time_series(frame).notes == ("columns not used: 'month'",)


def test_what_was_decided_about_a_table_is_in_the_notes_of_the_model():
    frame = pd.DataFrame({"Year": [2019, 2020, 2021, 2022], "Losses (S$ m)": [1.5, 2.5, 3.5, None]})
    notes = as_time_series(fs.tidy(frame)).notes
    assert any("numbers are multiplied by 1,000,000" in note for note in notes)
    assert "numbers are multiplied by 1,000,000" in fs.trends.mann_kendall(fs.tidy(frame)).summary()
