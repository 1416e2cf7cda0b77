"""Whose year: fiscal years by calendar, and bare years of an era."""

import pytest

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed import CALENDARS, Calendar, period, read_period
from fraudstats.printed.window.calendars import calendar_of


@pytest.mark.parametrize(
    ("label", "calendar", "start", "end"),
    [
        ("2017/18", "uk", "2017-04", "2018-03"),
        ("2017-18", "India", "2017-04", "2018-03"),
        ("2017-2018", "GB", "2017-04", "2018-03"),
        ("FY2018-19", "IN", "2018-04", "2019-03"),
        ("FY17/18", "Hong Kong", "2017-04", "2018-03"),
        ("2018-19 financial year", "australia", "2018-07", "2019-06"),
        ("2018-19", "New Zealand", "2018-07", "2019-06"),
        ("FY2018", "us", "2017-10", "2018-09"),
        ("FY21", "us", "2020-10", "2021-09"),
        ("FY2018", "singapore", "2018-04", "2019-03"),
        ("Q1 FY2021", "us", "2020-10", "2020-12"),
        ("FY2017/18 Q4", "uk", "2018-01", "2018-03"),
        ("2017/18 H2", "uk", "2017-10", "2018-03"),
        ("2021年度", "japan", "2021-04", "2022-03"),
        ("2021年度", "china", "2021-01", "2021-12"),
        ("2022-23年度", "HK", "2022-04", "2023-03"),
        ("FY2561", "thailand", "2017-10", "2018-09"),
        ("107年", "roc", "2018-01", "2018-12"),
        ("107", "taiwan", "2018-01", "2018-12"),
        ("107年1至9月", "TW", "2018-01", "2018-09"),
        ("107Q1", "TW", "2018-01", "2018-03"),
        ("107.1-9", "TW", "2018-01", "2018-09"),
        ("113/06", "TW", "2024-06", "2024-06"),
        ("2561", "thai", "2018-01", "2018-12"),
        ("11/2560", "thai", "2017-11", "2017-11"),
        ("R6", "japan", "2024-01", "2024-12"),
        ("H30", "JP", "2018-01", "2018-12"),
        ("FY2018-FY2020", "us", "2017-10", "2020-09"),
        ("2015/16-2019/20", "uk", "2015-04", "2020-03"),
        ("2015-16 to 2019-20", "uk", "2015-04", "2020-03"),
        ("2011/12", "uk", "2011-04", "2012-03"),
        ("2011-11", "uk", "2011-11", "2011-11"),
        ("2021", "uk", "2021-01", "2021-12"),
        ("Q1 2021", "us", "2021-01", "2021-03"),
        ("2017/18", "April-March", "2017-04", "2018-03"),
        ("2017/18", "fiscal year Jul-Jun", "2017-07", "2018-06"),
        ("2017/18", Calendar("a bank", starts=11), "2017-11", "2018-10"),
    ],
)
def test_a_calendar_settles_it(label, calendar, start, end):
    assert period(label, calendar=calendar) == Window(start, end)


def test_the_reading_names_the_calendar_that_was_used():
    assert read_period("2017/18", calendar="uk").calendar == "GB"
    assert read_period("民國107年").calendar == "TW"
    assert read_period("2021", calendar="uk").calendar == ""


@pytest.mark.parametrize(
    ("label", "calendar"),
    [
        ("FY2018", "uk"),
        ("2011-12", "uk"),
        ("2017/18", "china"),
        ("FY1975", "us"),
        ("24年", "japan"),
        ("2021年度", "uk"),
    ],
)
def test_what_a_calendar_leaves_open_is_refused(label, calendar):
    with pytest.raises(PeriodError) as refusal:
        period(label, calendar=calendar)
    assert refusal.value.readings


def test_a_month_that_looks_like_a_fiscal_year_is_a_month_until_a_calendar_is_given():
    assert period("2011-12") == Window("2011-12")
    with pytest.raises(PeriodError, match="December 2011"):
        period("2011-12", calendar="uk")


def test_an_unknown_calendar_is_refused_with_those_that_there_are():
    with pytest.raises(PeriodError) as refusal:
        period("2017/18", calendar="narnia")
    assert all(code in str(refusal.value) for code in CALENDARS)
    with pytest.raises(PeriodError):
        calendar_of("April-May")


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=lambda calendar: calendar.code)
def test_every_calendar_is_found_by_each_of_its_names_and_says_its_source(calendar):
    assert calendar.source and calendar.named in ("start", "end", "both") and 1 <= calendar.starts <= 12
    for name in (calendar.code, *calendar.names):
        for written in (name, name.upper(), f"{name} fiscal year"):
            assert calendar_of(written) is calendar
