"""Windows written in every style and read back; other readers of dates agree; no text is fatal or slow."""

import datetime as dt
from calendar import monthrange

import pandas as pd
import pytest
from dateutil.parser import parse
from effort import lines_run
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed import PeriodReading, find_periods, period

NAMES = "January February March April May June July August September October November December".split()
CJK = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
DIGITS = "〇一二三四五六七八九"

years = st.integers(1900, 2100)
months = st.integers(1, 12)


def last_of(year, month):
    return dt.date(year, month, monthrange(year, month)[1])


def in_digits(year):
    return "".join(DIGITS[int(digit)] for digit in str(year))


YEAR_STYLES = (
    "{y}|{y}年|CY{y}|year {y}|calendar year {y}|{y}年全年|{c}年|民國{r}年|พ.ศ. {b}|{b} BE|{y}년|{y} (p)"
).split("|")
MONTH_STYLES = (
    "{y}-{m:02d}|{y}/{m:02d}|{m:02d}/{y}|{y}年{m}月|{y}年{m:02d}月份|{name} {y}|{short} {y}|{short}. {y}|{y} {short}"
    "|{y}-{short}|{y}M{m:02d}|{c}年{k}月|{y}년 {m}월|tháng {m} năm {y}|民國{r}年{m}月|{short}-{yy:02d}"
).split("|")
RUN_STYLES = (
    "{y}年{m}-{n}月|{y}年{m}月至{n}月|{y}年{m}～{n}月|{name} to {other} {y}|{short}–{oshort} {y}|{y} {short}-{oshort}"
    "|from {name} {y} to {other} {y}|{c}年{k}月至{l}月|{y}-{m:02d}/{y}-{n:02d}|{y}年（{k}月至{l}月）"
    "|between {name} and {other} {y}"
).split("|")


def fields(year, month, other):
    return {
        "y": year, "yy": year % 100, "c": in_digits(year), "r": year - 1911, "b": year + 543, "m": month, "n": other,
        "k": CJK[month - 1], "l": CJK[other - 1], "name": NAMES[month - 1], "short": NAMES[month - 1][:3],
        "other": NAMES[other - 1], "oshort": NAMES[other - 1][:3],
    }  # fmt: skip


@given(st.sampled_from(YEAR_STYLES), st.integers(1913, 2100))
def test_a_year_is_read_back(style, year):
    assert period(style.format(**fields(year, 1, 1))) == Window(str(year))


@given(st.sampled_from(MONTH_STYLES), st.integers(1969, 2068), months)
def test_a_month_is_read_back(style, year, month):
    if style == "{y}/{m:02d}" and month == (year + 1) % 100:
        return  # 2000/01 may be two years
    if "{r}" not in style or year > 1911:
        assert period(style.format(**fields(year, month, 1))) == Window(f"{year}-{month:02d}")


@given(st.sampled_from(RUN_STYLES), years, st.integers(1, 11), st.data())
def test_a_run_of_months_is_read_back(style, year, month, data):
    other = data.draw(st.integers(month + 1, 12))
    expected = Window(dt.date(year, month, 1), last_of(year, other))
    assert period(style.format(**fields(year, month, other))) == expected


@given(years, months, st.sampled_from([1, 2, 3, 6, 9, 12, 18]))
def test_so_many_months_to_a_month_are_read_back(year, month, count):
    found = period(f"{count} months to {NAMES[month - 1]} {year}")
    first = pd.Period(year=year, month=month, freq="M") - (count - 1)
    assert found == Window(first.start_time.date(), last_of(year, month))


@given(
    years,
    st.integers(1, 4),
    st.sampled_from(["{y}Q{q}", "Q{q} {y}", "{y}-Q{q}", "{q}Q{y}", "{y}年第{q}季度", "{y} q{q}"]),
)
def test_quarters_are_those_of_pandas(year, quarter, style):
    expected = pd.Period(f"{year}Q{quarter}")
    found = period(style.format(y=year, q=quarter))
    assert found == Window(expected.start_time.date(), expected.end_time.date())


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d %Y", "%Y/%m/%d", "%d-%b-%Y", "%A"]),
)
def test_days_are_those_of_dateutil(day, style):
    written = day.strftime(style)
    if style == "%A":
        with pytest.raises(PeriodError):
            period(written)
    else:
        assert period(written) == Window(parse(written).date())


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)), months)
def test_a_month_without_its_year_is_over_by_the_publication_or_asked_about(published, month):
    try:
        found = period(f"{month}月", published=published)
    except PeriodError as refusal:
        assert month == published.month
        assert [reading.window.start.year for reading in refusal.readings] == [published.year - 1, published.year]
    else:
        assert found.end <= published < last_of(found.end.year + 1, month)


# No text is fatal


@given(st.text(max_size=80))
def test_any_text_is_a_window_or_a_refusal(text):
    for calendar in (None, "TW", "GB", "JP"):
        try:
            assert isinstance(period(text, published="2024-05-17", calendar=calendar), Window)
        except PeriodError as refusal:
            assert len(str(refusal)) < 4000


PIECES = (
    "2021 2017/18 FY18 107 年 年度 月 日 1 12 31 - – / . ( ) to from since 截至 底 以来 Jan may Q1 H2 上半年 首 個月 "
    "今年 去年 last months ending year 民國 令和 พ.ศ. 2561 , ' of the first ten quarter 至 and between unknown p * "
    "[note 1] 9999 0 00 29 February"
).split()


@given(
    st.lists(st.sampled_from([*PIECES, " "]), max_size=12), st.sampled_from([None, "GB", "TW", "JP", "TH", "US", "CN"])
)
def test_any_words_of_the_grammar_are_a_window_or_a_refusal(pieces, calendar):
    text = "".join(pieces)
    for published in (None, "2024-02-29"):
        try:
            period(text, published=published, calendar=calendar)
        except PeriodError as refusal:
            assert str(refusal)
        for start, end, reading in find_periods(text, published, calendar):
            assert 0 <= start < end <= len(text)
            assert isinstance(reading, PeriodReading | PeriodError)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "2021年1-",
        "january ",
        "-",
        " ",
        "(",
        "截至",
        "from 2021 to ",
        "\u0301",
        "the first ",
        "2021/",
        "ม.ค.",
        "一",
    ],
)
def test_the_work_of_a_search_grows_with_the_text_alone(piece):
    short, long = ((piece * length)[:length] for length in (1000, 8000))
    find_periods(short)
    assert lines_run(find_periods, long) < 10 * max(lines_run(find_periods, short), 1000)
