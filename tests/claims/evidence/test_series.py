"""What is printed for a window, and what is implied for it, with the sum in words."""

import datetime as dt

import pytest

from fraudstats.claims.evidence import Observation, Series
from fraudstats.dates import Window
from fraudstats.interval import Interval


def observation(window, lower, upper=None, name=None):
    upper = lower if upper is None else upper
    return Observation(
        name or window, "s", lower, "cases", "exact" if lower == upper else "more_than", Interval(lower, upper),
        Window.of(window), "", dt.date(2022, 1, 1), None,
    )  # fmt: skip


SERIES = Series(
    [
        observation("2021", 441_000, 442_000),
        observation("2021-01/2021-11", 370_000, 380_000),
        observation("2022", 464_000),
    ]
)


def test_what_is_printed_goes_before_what_is_implied():
    level = SERIES.level(Window("2022"))
    assert (level.printed, level.words, level.bounded) == (True, "464,000", True)


@pytest.mark.parametrize(
    ("window", "bounds", "words"),
    [
        ("2021/2022", (905_000, 906_000), "more than 441,000 for 2021 + 464,000 for 2022 = 905,000 to 906,000"),
        ("2021-12", (61_000, 72_000), "at least 61,000 (more than 441,000 for 2021 - more than 370,000 for January-"),
        ("2022-03", (0, 464_000), "at most 464,000 (464,000 for 2022)"),
    ],
)  # fmt: skip
def test_what_is_implied(window, bounds, words):
    level = SERIES.implied(Window.of(window))
    assert tuple(level.interval) == bounds
    assert level.words.startswith(words)
    assert not level.printed


def test_nothing_is_known_of_other_times():
    assert SERIES.implied(Window("2030")) is None
    assert SERIES.implied(Window(None, "2021")) is None
    assert Series([]).level(Window("2021")) is None


def test_beyond_the_last_window_there_is_no_upper_end():
    level = SERIES.implied(Window("2022", "2023-06"))
    assert tuple(level.interval) == (464_000, float("inf"))
    assert level.words == "at least 464,000 (464,000 for 2022)"


def test_all_prints_of_a_window_count_together():
    series = Series([observation("2021", 100, name="a"), observation("2021", 110, name="b")])
    level = series.printed(Window("2021"))
    assert (tuple(level.interval), level.words, level.rests_on) == ((100, 110), "100 and 110", ("a", "b"))


def test_numbers_that_contradict_the_most_others_are_left_aside():
    series = Series([*SERIES, observation("2021-01/2021-06", 500_000)])
    assert tuple(series.implied(Window("2021-12")).interval) == (61_000, 72_000)
