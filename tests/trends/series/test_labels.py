"""Times as tables label them: everything that `fraudstats.period` reads, and a question where it asks."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import TrendError
from fraudstats.trends import as_time_series

YEARS_TO_MARCH = ["2021-04-01/2022-03-31", "2022-04-01/2023-03-31"]


def both(labels):
    """The series of a list, and of a table with a column of labels."""
    return as_time_series([1, 2], labels), as_time_series(pd.DataFrame({"period": labels, "n": [1, 2]}))


@pytest.mark.parametrize(
    ("labels", "words", "days"),
    [
        (["2021年1-11月", "Jan-Nov 2022"], ["2021-01-01/2021-11-30", "2022-01-01/2022-11-30"], [334, 334]),
        (["1H 2021", "2H 2021"], ["2021-01-01/2021-06-30", "2021-07-01/2021-12-31"], [181, 184]),
        (["Jan-20", "Feb-20"], ["2020-01", "2020-02"], [31, 29]),
        (["平成30年", "令和元年"], ["2018", "2019"], [365, 365]),
        (["Apr 2021 to Mar 2022 [note 28]", "Apr 2022 to Mar 2023"], YEARS_TO_MARCH, [365, 365]),
        (["year ending March 2022", "year ending March 2023"], YEARS_TO_MARCH, [365, 365]),
        (["31-12-2017", "31-12-2018"], ["2017", "2018"], [365, 365]),
    ],
)
def test_labels_are_read(labels, words, days):
    for series in both(labels):
        assert (list(series.labels), list(series.days)) == (words, days)


def test_a_month_that_looks_like_a_fiscal_year_stays_a_month_among_months():
    for series in both(["2011-11", "2011-12"]):
        assert list(series.days) == [30, 31]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["03/04/2021", "03/05/2021"], "2021-03-04; or 2021-04-03"),
        (["FY2018", "FY2019"], "'FY2018' may mean.*fs.period"),
        (["since 2018", "since 2019"], "'since 2018', which is no window with both ends"),
        (["1-9月", "1-11月"], "published="),
    ],
)
def test_what_a_label_leaves_open_is_said(labels, message):
    with pytest.raises(TrendError, match=message):
        both(labels)


def test_labels_that_need_a_calendar_become_windows_first():
    for series in both([fs.period(label, calendar="uk") for label in ("2021/22", "2022/23")]):
        assert list(series.labels) == YEARS_TO_MARCH


def test_a_window_without_an_end_is_no_time():
    with pytest.raises(TrendError, match="no window with both ends"):
        both([fs.Window("2021"), fs.Window("2022", "unknown")])
