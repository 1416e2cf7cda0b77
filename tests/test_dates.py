"""The calendar: what a date means as a beginning and as an end, and how windows lie to each other."""

import copy
import datetime as dt
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.dates import Window, first_day, is_missing, last_day
from fraudstats.errors import DateError

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))
TEXTS = DAYS.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"]))
OPPOSITE = {"narrower": "wider", "wider": "narrower"}


@st.composite
def windows(draw, unknown=True):
    """A window; now and then with an end that is not known."""
    start, end = sorted((draw(DAYS), draw(DAYS)))
    if unknown:
        start, end = draw(st.sampled_from([(start, end), (start, end), (None, end), (start, None), (None, None)]))
    return Window(start, end)


@pytest.mark.parametrize(
    ("given_", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2021-11 ", "2021-11-01", "2021-11-30"),
        ("2021-11-30", "2021-11-30", "2021-11-30"),
        (pd.Period("2021Q2"), "2021-04-01", "2021-06-30"),
        (pd.Timestamp("2021-11-30 23:59"), "2021-11-30", "2021-11-30"),
        (dt.datetime(2021, 11, 30, 8), "2021-11-30", "2021-11-30"),
        (dt.date(2021, 11, 30), "2021-11-30", "2021-11-30"),
        (np.datetime64("2021-11-30T08"), "2021-11-30", "2021-11-30"),
    ],
)
def test_what_a_date_means(given_, first, last):
    assert (str(first_day(given_)), str(last_day(given_))) == (first, last)


@pytest.mark.parametrize("value", [None, float("nan"), np.nan, pd.NaT, pd.NA, np.datetime64("NaT", "D")])
def test_what_is_missing_is_no_date(value):
    assert is_missing(value)
    assert first_day(value) is None
    assert last_day(value) is None


@pytest.mark.parametrize("value", [0, "", "unknown", "2021", dt.date(2021, 1, 1), np.array([1.0, np.nan])])
def test_what_is_there_is_not_missing(value):
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (2023, "is a bare number"),
        (2023.0, "is a bare number"),
        (np.int64(2023), "is a bare number"),
        (True, "is a bare number"),
        ("soon", "is no date"),
        ("", "is no date"),
        ("unknown", "is no date"),
        ("30.11.2021", "is no date"),
        ("20211130", "needs hyphens"),
        ("2021-13", "does not exist in the calendar"),
        ("2021-00", "does not exist in the calendar"),
        ("2021-11-00", "does not exist in the calendar"),
        ("2021-02-29", "does not exist in the calendar"),
        ("0000", "does not exist in the calendar"),
        ([2021], "is no date"),
    ],
)
@pytest.mark.parametrize("read", [first_day, last_day])
def test_what_cannot_be_read_is_refused_with_the_spelling(read, value, why):
    with pytest.raises(DateError) as refused:
        read(value, "start")
    assert str(refused.value).startswith(f"start: {value!r} {why}; write '2021' for a year")
    assert isinstance(refused.value, ValueError)


@given(TEXTS)
def test_a_first_day_is_never_after_the_last_day(text):
    first, last = first_day(text), last_day(text)
    assert first <= last
    assert f"{first}".startswith(text)
    assert f"{last}".startswith(text)
    following = last + dt.timedelta(days=1)
    assert not f"{following}".startswith(text)


def test_a_window_is_a_value():
    window = Window("2021-01", "2021-11")
    assert window == Window("2021-01-01", dt.date(2021, 11, 30)) == Window.of(window)
    assert len({window, Window.of("2021-01/2021-11"), Window("2021")}) == 2
    assert repr(window) == "Window('2021-01-01', '2021-11-30')"
    assert eval(repr(Window(None, "2021"))) == Window("unknown", "2021-12-31")
    assert pickle.loads(pickle.dumps(window)) == copy.deepcopy(window) == window
    start, end = window
    assert (start, end) == (dt.date(2021, 1, 1), dt.date(2021, 11, 30))
    with pytest.raises(AttributeError):
        window.start = end


def test_days_and_whether_both_ends_are_known():
    assert (Window("2024").days, Window("2024-02-29").days, Window(None, "2024").days) == (366, 1, None)
    assert (Window("2024").known, Window("2024", None).known, Window(None).known) == (True, False, False)


@pytest.mark.parametrize(("start", "end"), [("2021-12", "2021-11"), ("2021-11-02", "2021-11-01")])
def test_a_window_that_ends_before_it_starts_is_refused(start, end):
    with pytest.raises(DateError, match="ends before it starts; exchange the two"):
        Window(start, end)


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("2021-04/2021-09", "equal"),
        ("2021-05", "narrower"),
        ("2021-04", "narrower"),
        ("2021-09", "narrower"),
        ("2021", "wider"),
        ("2021-01/2021-09", "wider"),
        ("2021-04/2021-12", "wider"),
        ("2021-01/2021-04", "shifted"),
        ("2021-09/2021-10", "shifted"),
        ("2021-01/2021-03", "apart"),
        ("2021-10", "apart"),
        (("unknown", "2021-09"), "unknown"),
        (("unknown", "2021-03"), "apart"),
        (("2021-10", None), "apart"),
        ((None, None), "unknown"),
    ],
)
def test_relation(other, relation):
    assert Window("2021-04", "2021-09").relation(other) == relation


def test_two_windows_that_nobody_knows_are_not_known_to_be_equal():
    assert Window(None).relation(Window(None)) == "unknown"
    assert Window(None, "2021").relation(Window(None, "2021")) == "equal"


@given(windows(), windows())
def test_relation_seen_from_the_other_side(a, b):
    relation = a.relation(b)
    assert b.relation(a) == OPPOSITE.get(relation, relation)
    assert (b in a) == (relation in ("equal", "narrower"))
    assert a.overlaps(b) == b.overlaps(a)
    assert not a.known or a.relation(a) == "equal"


@given(windows(unknown=False), windows(unknown=False))
def test_shares_agree_with_relations(a, b):
    share = a.share_of(b)
    assert 0 <= share <= 1
    assert (share > 0) == a.overlaps(b)
    assert (share == 1) == (b in a)
    assert share * b.days == pytest.approx(b.share_of(a) * a.days), "both are the days that they share"


@given(windows(unknown=False), st.integers(0, 600))
def test_shares_of_the_parts_of_a_window_add_up_to_one(whole, at):
    cut = min(whole.end, whole.start + dt.timedelta(days=at))
    parts = [Window(whole.start, cut)]
    if cut < whole.end:
        parts.append(Window(cut + dt.timedelta(days=1), whole.end))
    assert sum(part.share_of(whole) for part in parts) == pytest.approx(1)


@pytest.mark.parametrize("ends", [(None, "2021"), ("2021", None), (None, None)])
def test_a_share_needs_known_ends(ends):
    for one, other in ((Window("2021"), ends), (Window(*ends), "2021")):
        with pytest.raises(DateError, match="needs windows of known ends"):
            one.share_of(other)


def test_a_window_of_what_is_no_text_and_no_pair():
    assert Window.of(dt.date(2021, 6, 13)) == Window("2021-06-13")
    assert Window.of(pd.Period("2021-06")) == Window("2021-06")
    assert Window.of(["2021-01", "2021-03"]) == Window("2021-01", "2021-03")
    assert Window.of(None) == Window(None, None)
    for wrong in (("2021",), ("2021", "2022", "2023"), "2021/2022/2023", 2021):
        with pytest.raises(DateError):
            Window.of(wrong)


def test_whole_years_and_months_are_known_as_such():
    assert Window("2021").is_year
    assert Window("2024-02").is_month
    for window in (Window("2021-01", "2021-11"), Window(None, "2021"), Window("2021-01-02", "2021-12-31")):
        assert not window.is_year
        assert not window.is_month


@given(windows())
def test_a_year_before_keeps_months_and_order(window):
    before = window.a_year_before()
    for then, now in zip(before, window, strict=True):
        assert (then is None) == (now is None)
        assert then is None or (then.year, then.month) == (now.year - 1, now.month)


def test_years_later_keeps_the_last_day_of_a_month_the_last():
    assert Window("2023-02").years_later(1) == Window("2024-02")
    assert Window("2024-02").years_later(-3) == Window("2021-02")
    assert Window("2024-02-29", "2024-03-05").years_later(1) == Window("2025-02-28", "2025-03-05")
    assert Window("2023-02-28", "2023-03-05").years_later(1) == Window("2024-02-28", "2024-03-05"), "it begins there"
    with pytest.raises(ValueError, match="year"):
        Window("2021").years_later(-2021)


def test_a_year_before_a_leap_day():
    assert Window("2024-02-29").a_year_before() == Window("2023-02-28")
    assert Window("2021-02-01", "2021-02-28").a_year_before() == Window("2020-02")
    assert Window(None, "2024-02").a_year_before() == Window(None, "2023-02-28")


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window("2021"), "2021"),
        (Window("2019", "2021"), "2019-2021"),
        (Window("2021-06"), "June 2021"),
        (Window("2021-01", "2021-11"), "January-November 2021"),
        (Window("2020-12", "2021-01"), "December 2020-January 2021"),
        (Window("2021-06-13"), "2021-06-13"),
        (Window("2021-01-01", "2021-11-29"), "2021-01-01 to 2021-11-29"),
        (Window(None, "2021-11-29"), "an unknown start to 2021-11-29"),
        (Window("2021-11-29", None), "2021-11-29 to an unknown end"),
        (Window(None), "an unknown start to an unknown end"),
    ],
)
def test_words(window, words):
    assert window.words == words
