"""What a label of a period is for: the count, a comparison, the day of the news."""

import datetime as dt

import pytest

from fraudstats.dates import Window
from fraudstats.printed.bulletin.label import Setting
from fraudstats.printed.bulletin.labels import labels_in
from fraudstats.printed.bulletin.lexicon import fold
from fraudstats.printed.text import plain

DAY = dt.date(2023, 11, 28)


def read(text, day=DAY):
    return labels_in(fold(plain(text).text), Setting(day))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2021年1-11月，破获", "main"),
        ("比2020年", "base"),
        ("较去年同期", "base"),
        ("in the same period of 2022", "base"),
        ("compared with 2022", "base"),
        ("up 5 percent from 2022", "base"),
        ("新华社11月24日电", "news"),
        ("公安部11月24日通报", "news"),
        ("the police said on november 24", "news"),
        ("on november 24, they handed over", "main"),
        ("during 2022", "main"),
    ],
)
def test_its_part(text, part):
    (label,) = read(text)
    assert label.part == part


def test_a_plain_comma_before_a_label_hides_nothing():
    (label,) = read("记者获悉,2021年,破获")
    assert label.window == Window("2021")


def test_a_day_after_which_something_began_is_a_beginning():
    (label,) = read("6月25日专项行动开展以来,破获")
    assert label.window == Window("2023-06-25", DAY) and label.end_basis == "implied"


def test_a_verb_behind_a_year_makes_no_beginning_of_it():
    (label,) = read("去年起诉4万人")
    assert label.window == Window("2022")


def test_two_labels_with_a_word_between_are_a_run():
    (label,) = read("from March 1, 2022, to November 20 this year")
    assert label.window == Window("2022-03-01", "2023-11-20")


def test_a_label_without_a_year_is_in_the_year_named_before():
    labels = read("last year, there were some from january to june")
    assert labels[-1].window == Window("2022-01", "2022-06")


def test_the_year_of_a_report_and_a_short_year():
    assert read("its 2017 Internet Crime Report")[0].window == Window("2017")
    assert read("件数は08年の1,988件")[0].window == Window("2008")


@pytest.mark.parametrize("text", ["五年来,破获", "近日,抓获", "over the past few years"])
def test_a_time_without_printed_ends_has_no_window(text):
    label = read(text, None)[0]
    assert label.window is None or not label.window.known


def test_now_counts_only_where_nothing_else_is_named():
    assert [label.text for label in read("2022年以来,目前已抓获")] == ["2022年以来"]
    assert [label.text for label in read("目前已抓获")] == ["目前"]
