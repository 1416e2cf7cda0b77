"""Labels that say several things or none: refused, with every reading and with what would settle it."""

import pytest

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed import period, read_period


def refused(label, **given):
    with pytest.raises(PeriodError) as refusal:
        period(label, **given)
    return refusal.value


@pytest.mark.parametrize(
    ("label", "windows"),
    [
        ("03/04/2021", {("2021-03-04", "2021-03-04"), ("2021-04-03", "2021-04-03")}),
        ("2561", {("2018-01-01", "2018-12-31")}),
        ("107", {("2018-01-01", "2018-12-31")}),
        ("107年1至9月", {("2018-01-01", "2018-09-30")}),
        ("2021年度", {("2021-01-01", "2021-12-31"), ("2021-04-01", "2022-03-31")}),
        ("Nov-Mar 2022", {("2021-11-01", "2022-03-31"), ("2022-11-01", "2023-03-31")}),
        ("202101", {("2021-01-01", "2021-01-31")}),
        ("20210115", {("2021-01-15", "2021-01-15")}),
        (
            "2017/18",
            {
                ("2017-01-01", "2018-12-31"),
                ("2017-04-01", "2018-03-31"),
                ("2017-07-01", "2018-06-30"),
                ("2017-10-01", "2018-09-30"),
            },
        ),
    ],
)
def test_every_reading_is_shown(label, windows):
    found = refused(label)
    assert {tuple(map(str, reading.window)) for reading in found.readings} == windows
    for reading in found.readings:
        assert str(reading) in str(found)
    assert found.text == label


@pytest.mark.parametrize(
    "label",
    [
        "2017-18", "2017-2018", "2017/2018", "FY2018", "FY 2017-18", "FY17/18", "2018-19 financial year", "2011/12",
        "2021/2022",
        "2022-23年度", "24年1-9月", "Q1 FY2021", "2022-23 Q4",
    ],
)  # fmt: skip
def test_several_readings_are_a_question(label):
    assert len(refused(label).readings) > 1


@pytest.mark.parametrize("label", ["Jan 21", "21-Jan", "Jan23", "Mar 18"])
def test_a_month_and_two_digits_are_a_day_or_a_year(label):
    assert len(refused(label).readings) == 2
    assert len(refused(label, published="2024-03-31").readings) == 2


def test_what_to_write_or_give_is_said():
    assert "calendar='TW'" in str(refused("107年"))
    assert "unless it counts something" in str(refused("107"))
    assert "'2021-03-04' or '2021-04-03'" in str(refused("03/04/2021"))
    assert "calendar='GB'" in str(refused("2017/18"))
    assert "'2017/18' or '2018/19'" in str(refused("FY2018", calendar="uk"))
    assert "calendar='JP'" in str(refused("R6"))
    assert "published=" in str(refused("去年"))
    assert "needs the one that it is compared with" in str(refused("去年同期"))


@pytest.mark.parametrize(
    ("label", "published"),
    [
        ("1至9月", "2017-09-20"),
        ("11月", "2022-11-20"),
        ("截至11月底", "2022-11-20"),
        ("全年", "2022-12-28"),
        ("上半年", "2022-06-25"),
    ],
)
def test_a_run_that_ends_within_the_month_of_publication_may_be_this_or_last_years(label, published):
    first, second = refused(label, published=published).readings
    assert second.window.end.year - first.window.end.year == 1
    assert second.window.end.isoformat() > published


@pytest.mark.parametrize("label", ["previous year", "上年", "the year before"])
def test_the_year_before_may_be_seen_from_the_year_that_a_text_is_about(label):
    readings = refused(label, published="2022-02-17").readings
    assert {reading.window for reading in readings} == {Window("2021"), Window("2020")}


@pytest.mark.parametrize(
    "label", ["1月份", "1-9月", "上半年", "去年", "this year", "截至目前", "近12个月", "since May", "last month"]
)
def test_what_is_seen_from_the_publication_asks_for_it(label):
    assert "published=" in refused(label).expected


@pytest.mark.parametrize(
    "label",
    [
        "", " ", "-", "n/a", "Total", "1600", "9999", "0", "12", "-1", "2021.1", "2021.5", "2021-1",
        "2021-13", "2021-00",
        "2021å¹´",
        "2021 (1)", "平成32年", "2021年13月", "2021年2月30日", "2021-02-29", "31 June 2021", "2021年11月-1月",
        "去年同期",
        "same period last year", "tax year 2018-19", "early 2023", "2020s", "≥2019", "2019-", "1.2", "37万", "2,021",
        "0 months to June 2021", "months ending June 2021", "2026年初", "the beginning of 2021", "from 2019",
        "2021 cases", "cases 2021",
        "x" * 500, "2021年" * 80, "03/04/21", "2561/62", "มี.ค. 65", "2018-2017",
        "H3 2021", "Q5 2021",
        "first 13 months of 2021", "year ending 2018", "Dec 2021 to Jan 2021",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(label):
    refused(label)


@pytest.mark.parametrize(("label", "ways"), [("24年-25年", 6), ("FY2018-FY2020", 6)])
def test_both_ends_of_a_run_are_understood_in_one_way(label, ways):
    assert len(refused(label).readings) == ways


def test_a_long_label_is_quoted_in_part():
    assert len(str(refused("2021年" * 80))) < 200


def test_this_year_is_no_longer_than_to_the_publication():
    assert "day of publication after" in str(refused("first ten months of this year", published="2017-09-25"))


def test_what_began_after_the_publication_is_refused():
    refused("since September 2023", published="2023-05-01")


@pytest.mark.parametrize("label", ["Jun-30", "2026", "2025年1-11月", "民國114年"])
def test_what_begins_after_the_publication_is_asked_about(label):
    assert "begins by the publication" in str(refused(label, published="2024-07-01"))
    assert period(label)


def test_brackets_that_contradict_are_refused():
    refused("2021Q1 (Apr to Jun)")
    refused("2017/18 (Jan 2017 to Dec 2017)")
    refused("2017/18 (to December)")
    refused("2017/18 (ended December)")
    assert read_period("2022年（令和4年）").window == Window("2022")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_publication_outside_the_common_years_is_refused(published):
    with pytest.raises(PeriodError, match="day of publication"):
        period("去年", published=published)
