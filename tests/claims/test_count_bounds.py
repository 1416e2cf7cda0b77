"""Counts that nobody prints: what the prints of other windows imply for them."""

import pytest


@pytest.fixture
def years(solved):
    """13,703, 17,227 and 20,701 in three years; 12,092 in seven months of the next, 25,479 in the whole of it."""
    solved(
        ("y19", 2019, 2019, "13,703", 13703, "exact"),
        ("y20", 2020, 2020, "17,227", 17227, "exact"),
        ("y23", 2023, 2023, "20,701", 20701, "exact"),
        ("m24", "2024-01", "2024-07", "12,092", 12092, "exact"),
        ("y24", 2024, 2024, "25,479", 25479, "exact"),
    )


def test_a_sum_of_windows(years, decide):
    verdict = decide("2019/2020", "30,930")
    assert (verdict.verdict, verdict.caveats, verdict.rests_on) == ("supported", (), ("b/y19", "b/y20"))
    assert verdict.why == "What is printed implies 13,703 for 2019 + 17,227 for 2020 = 30,930 for 2019-2020."
    assert decide("2019/2020", "3.09万").verdict == "supported"
    assert decide("2019/2020", "31,930").verdict == "impossible"


def test_what_is_left_of_a_longer_window(years, decide):
    verdict = decide("2024-08/2024-12", "13,387")
    assert verdict.why.startswith("What is printed implies 25,479 for 2024 - 12,092 for January-July 2024 = 13,387")
    assert decide("2024-08/2024-12", "more than 15,000").verdict == "impossible"


def test_a_part_of_a_longer_window_and_a_running_total(years, said):
    assert said("2024-01/2024-05", "10,922") == ("supported_with_caveat", ("within_bounds",))
    assert said("2024-01/2024-05", "14,000") == ("impossible", ())
    assert said("2023-01/2024-05", "31,623") == ("supported_with_caveat", ("within_bounds",))
    assert said("2023-01/2024-05", "19,000") == ("impossible", ())


def test_bounds_without_an_upper_end_decide_little(years, said):
    assert said("2019/2025", "900,000") == ("untraceable", ())
    assert said("2019/2025", "70,000") == ("impossible", ())
    assert said("2019/2025", "more than 20,000") == ("supported_with_caveat", ("looser",))


def test_nothing_is_impossible_by_less_than_revisions_move(years, said):
    assert said("2019/2020", "31,100") == ("untraceable", ()), (
        "it misses 30,930 by 120, less than a hundredth of 17,227"
    )
    assert said("2019/2020", "31,400") == ("impossible", ())


def test_an_open_window_may_end_on_any_day(years, said):
    assert said("2024-01/unknown", "15,300") == ("supported_with_caveat", ("as_of_missing", "within_bounds"))
    assert said("2024-01/unknown", "40,000") == ("untraceable", ())


def test_numbers_that_contradict_most_others_are_left_aside(years, solved, said):
    solved(("wrong", "2024-01", "2024-09", "26,500", 26500, "exact"), name="c")
    assert said("2019/2020", "30,930") == ("supported", ())
    assert said("2024-08/2024-12", "13,387")[0] == "untraceable", "which of the two is wrong is not known"


def test_what_was_printed_later_may_allow_but_not_exclude(solved, said):
    solved(("y18", 2018, 2018, "17,227", 17227, "exact"), name="b", published="2022-01-01")
    solved(("y19", 2019, 2019, "20,701", 20701, "exact"), name="c", published="2023-01-01")
    dated = {"published": "2022-06"}
    assert said("2018/2019", "37,928", **dated) == ("supported", ())
    assert said("2018/2019", "51,000", **dated) == ("untraceable", ())
    assert said("2018/2019", "51,000", published="2023-06") == ("impossible", ())
    assert said("2018/2019", "12,000", **dated) == ("impossible", ()), "2018 alone had more"
