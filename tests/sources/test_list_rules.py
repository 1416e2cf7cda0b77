"""An entry of a list is about something that is there, and still needed."""

import datetime as dt

import pytest

from fraudstats.sources import read_raw

TODAY = dt.date(2022, 6, 30)
GAP = "{{id: g, indicator: cases_solved, ref_area: CN, start: {}, end: {}, reason: not_found, why: None., date: {}}}"


@pytest.mark.parametrize(
    ("start", "end", "date", "expected"),
    [
        ("2021-01-01", "2021-11", "2022", "a window without a number, unlike a/"),
        ("2020", "2020", "2023", "a date up to today"),
        ("2020", "2020", "2022-06", None),
    ],
)
def test_a_gap_is_a_window_without_a_number(raw, start, end, date, expected):
    raw.write("gaps.yaml", f"gaps:\n- {GAP.format(start, end, date)}\n")
    problems = read_raw(raw.path, today=TODAY).problems
    assert [problem.file for problem in problems] == (["gaps.yaml"] if expected else [])
    assert all(problem.expected.startswith(expected) for problem in problems)
