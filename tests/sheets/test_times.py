"""Where the time of a table is, and what each row's label means."""

import pandas as pd
import pytest
from sheets.texts import done, periods, tidied

import fraudstats as fs
from fraudstats.errors import TableError, TableWarning

YEARS = ["2019-01-01/2019-12-31", "2020-01-01/2020-12-31"]
QUARTERS = ["2019-01-01/2019-03-31", "2019-04-01/2019-06-30"]
MONTHS = ["2019-01-01/2019-01-31", "2019-02-01/2019-02-28"]
HALVES = ["2019-01-01/2019-06-30", "2020-01-01/2020-06-30"]


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Year,Cases\n2019,5\n2020,6\n", YEARS),
        (",Cases\n2019,5\n2020,6\n", YEARS),
        ("年份,案件\n2019年,5\n2020年,6\n", YEARS),
        ("年度,件数\n平成31年,5\n令和2年,6\n", YEARS),
        ("Quarter,Year,Cases\n1,2019,5\n2,2019,6\n", QUARTERS),
        ("Year,Qtr,Cases\n2019,Q1,5\n2019,Q2,6\n", QUARTERS),
        ("Period,Cases\nQ1 2019,5\nQ2 2019,6\n", QUARTERS),
        ("Year,Month,Cases\n2019,1,5\n2019,2,6\n", MONTHS),
        ("year,month,cases\n2019,January,5\n2019,Feb,6\n", MONTHS),
        ("年,月,件\n2019年,1月,5\n2019年,2月,6\n", MONTHS),
        ("month,cases\n201901,5\n201902,6\n", MONTHS),
        ("StartOfMonth,cases\n2019-01-01,5\n2019-02-01,6\n", MONTHS),
        ("日期,件\n2019/1/31,5\n2019/2/28,6\n", MONTHS),
        ("Period,Cases\n1H 2019,5\n1H 2020,6\n", HALVES),
        ("from,to,Cases\n2019-01,2019-06,5\n2020-01,2020-06,6\n", HALVES),
        ("period_start,period_end,value\n2019-01-01,2019-06-30,5\n2020-01-01,2020-06-30,6\n", HALVES),
        ("期間,件\n二零一九年（一月至六月),5\n二零二零年（一月至六月),6\n", HALVES),
        ("Year ending,Cases\nDecember 2019,5\nDecember 2020,6\n", YEARS),
        ("12 months ending,Cases\n31-12-2019,5\n31-12-2020,6\n", YEARS),
        ("Year ending March,n\n2019,5\n2020,6\n", ["2018-04-01/2019-03-31", "2019-04-01/2020-03-31"]),
        ("Year to March,n\n2019,5\n", ["2018-04-01/2019-03-31"]),
        ("12 months to,n\nJune 2020,6\n", ["2019-07-01/2020-06-30"]),
        ("Month,n\n2019.01,5\n2019.02,6\n", MONTHS),
        ("week ending,cases\n2021-01-03,5\n2021-01-10,9\n", ["2020-12-28/2021-01-03", "2021-01-04/2021-01-10"]),
        ("Period,Cases\nApr 2017 to Mar 2018 [note 28],5\n", ["2017-04-01/2018-03-31"]),
        ("Year,Cases\n1895,5\n1896,6\n", ["1895-01-01/1895-12-31", "1896-01-01/1896-12-31"]),
    ],
)
def test_the_time_is_found_and_read(text, windows):
    assert periods(tidied(text)) == windows


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        (",2019,2020\nFraud,5,6\n", YEARS),
        ("Month,2019,2020\nJan,5,6\n", ["2019-01-01/2019-01-31", "2020-01-01/2020-01-31"]),
        ("Year,Q1,Q2\n2019,5,6\n", QUARTERS),
        ("Year,Jan,Feb,Total\n2019,5,6,11\n", MONTHS),
        ("Offence,Cases 2019,Cases 2020\nFraud,5,6\n", YEARS),
        ("Offence,cases_2019,cases_2020\nFraud,5,6\n", YEARS),
        ("指標,2019年件数,2020年件数,増減\n詐欺,5,6,+1\n", YEARS),
        ("\ufeff,二零一九年（一月至六月),二零二零年（一月至六月）,比較\n詐  騙,19 897,20 760,+863\n", HALVES),
    ],
)
def test_periods_across_the_header_become_rows(text, windows):
    table = tidied(text)
    assert periods(table) == windows
    assert "header" in table.report["what"].tolist()


def test_a_month_without_its_year_is_asked_for_or_seen_from_the_publication():
    text = "Month,Cases\nJan,5\nFeb,6\n"
    with pytest.raises(
        TableError, match=r"'Month' holds 'Jan', 'Feb', and no column holds the year; add a column 'Year'"
    ):
        tidied(text)
    assert periods(tidied(text, published="2019-12-31")) == MONTHS


def test_years_written_once_for_the_rows_below_are_filled_and_said():
    table = tidied("Year,Month,Cases\n2019,1,5\n,2,6\n")
    assert periods(table) == MONTHS
    assert done(table, "merged cells") == [(None, "filled")]
    with pytest.warns(TableWarning, match="row 3: period dropped, the row has no period; its value is '6'"):
        assert len(tidied("Year,n\n2019,5\n,6\n2020,7\n")) == 2


def test_fiscal_years_need_their_calendar():
    text = "Year,Cases\n2017/18,5\n2018/19,6\n"
    with pytest.raises(TableError, match=r"may mean both 2017 and 2018 .*fiscal year of GB"):
        tidied(text)
    assert periods(tidied(text, calendar="GB")) == ["2017-04-01/2018-03-31", "2018-04-01/2019-03-31"]


def test_a_bare_year_in_a_column_of_fiscal_years_is_one():
    text = "Financial year,n\n2019,5\n2020,6\n"
    with pytest.raises(TableError, match="period 'FY2019' dropped, it may mean the fiscal year of"):
        tidied(text)
    assert periods(tidied(text, calendar="US"))[0] == "2018-10-01/2019-09-30"
    assert periods(tidied("年度,件数\n2019,5\n2020,6\n", calendar="JP"))[0] == "2019-04-01/2020-03-31"


def test_the_order_of_day_and_month_is_taken_from_the_column_or_asked_for():
    assert periods(tidied("Month ending,n\n31/01/2019,5\n28/02/2019,6\n")) == MONTHS
    text = "date,n\n01/02/2019,5\n01/03/2019,6\n"
    with pytest.raises(TableError, match="dayfirst=True or dayfirst=False"):
        tidied(text)
    assert periods(tidied(text, dayfirst=True))[0] == "2019-02-01/2019-02-28"
    assert periods(tidied(text, dayfirst=False))[0] == "2019-01-02/2019-01-02"


def test_one_odd_date_among_the_ends_of_months_is_left_out_with_a_warning():
    ends = ["2020-01-31", "2020-02-29", "2020-03-30", "2020-04-30", "2020-05-31", "2020-06-30"]
    with pytest.warns(TableWarning, match="1 of 6 rows could not be read, such as row 4"):
        table = tidied("date,n\n" + "".join(f"{day},5\n" for day in ends))
    assert len(table) == 5
    assert "does not end a month as the other dates do" in table.report["why"].str.cat()


def test_one_odd_date_among_rolling_years_is_read_as_printed_and_said():
    ends = ["31-03-2017", "30-06-2017", "30-09-2017", "30-12-2017", "31-03-2018"]
    table = tidied("12 months ending,Offences\n" + "".join(f"{day},{5 + i}\n" for i, day in enumerate(ends)))
    assert periods(table)[3] == "2016-12-31/2017-12-30"
    assert done(table, "odd date") == [(5, "read as printed")]
    (overlap,) = table.report[table.report["what"] == "overlap"]["why"]
    assert "4 periods share days" in overlap
    assert "fs.reconcile takes them, a trend does not" in overlap


@pytest.mark.parametrize(
    ("header", "first"),
    [("Rolling 12 months", "2018-04-01/2019-03-31"), ("Cases (year to date)", "2019-01-01/2019-03-31")],
)
def test_running_totals_have_the_windows_that_their_header_says(header, first):
    table = tidied(f"Month,{header}\n2019-03,5\n2019-04,6\n")
    assert periods(table)[0] == first
    assert done(table, "running total") == [(None, "widened")]


def test_cumulative_numbers_that_do_not_say_since_when_are_refused():
    with pytest.raises(
        TableError, match="its numbers add up, and nothing says since when; give columns of start and end"
    ):
        tidied("Month,Cumulative cases\n2019-01,5\n2019-02,9\n")


def test_columns_of_time_that_disagree_are_refused_and_those_that_agree_are_said():
    text = "Year,Month,Cases\n2019,2019-01,5\n{},2019-02,6\n"
    with pytest.raises(
        TableError, match=r"row 3: 'Year' says '2020' and 'Month' says '2019-02'; mend one.*time='Month'"
    ):
        tidied(text.format(2020))
    table = tidied(text.format(2019))
    assert periods(table) == MONTHS
    assert done(table, "column of time") == [(None, "not used")]


def test_two_columns_of_labels_are_one_time_or_refused():
    assert periods(tidied("Period,Label,n\n2019-01,Jan 2019,5\n2019-02,Feb 2019,6\n")) == MONTHS
    with pytest.raises(
        TableError, match="'Period', 'Published' hold different periods; say which is meant, time='Period'"
    ):
        tidied("Period,Published,n\n2019-01,2019-03-05,5\n2019-02,2019-04-05,6\n")


def test_a_broken_label_costs_its_row_alone():
    with pytest.warns(TableWarning, match=r"1 of 100 rows could not be read, such as row 51: period 'x' dropped"):
        table = tidied("Year,n\n" + "".join(f"{'x' if i == 49 else 1900 + i},{i + 1}\n" for i in range(100)))
    assert len(table) == 99


def test_without_time_the_columns_are_named():
    with pytest.raises(
        TableError, match=r"no column that holds time.*it has 'Region', 'Cases'; say which is meant, time="
    ):
        tidied("Region,Cases\nNorth,5\nSouth,6\n")
    with pytest.raises(TableError, match="time='Region' holds no periods: 'North', 'South'"):
        tidied("Region,Cases\nNorth,5\nSouth,6\n", time="Region")
    with pytest.raises(TableError, match="has no column 'Year' for time="):
        tidied("Region,Cases\nNorth,5\nSouth,6\n", time="Year")


def test_a_start_that_is_not_printed_stays_unknown():
    table = tidied("截至,案件\n2021-11,5\n2022-11,6\n")
    assert table["period_start"].isna().all()
    assert "no start is printed" in table.report["why"].tolist()
    assert "unknown to 2022-11-30" in repr(table)
    both = pd.concat([table.frame, tidied("Year,n\n2021,7\n").frame], ignore_index=True)
    assert len(fs.reconcile(both).without_window) == 2


@pytest.mark.parametrize(
    "index",
    [pd.period_range("2019", periods=2, freq="Y"), pd.DatetimeIndex(["2019-12-31", "2020-12-31"]), [2019, 2020]],
)
def test_an_index_of_time_is_used(index):
    table = fs.tidy(pd.DataFrame({"n": [5, 6]}, index=index))
    assert periods(table) == YEARS
    assert done(table, "index") == [(None, "read as column")]
    assert fs.tidy(pd.Series([5, 6], index=index, name="n"))["value"].tolist() == [5, 6]
