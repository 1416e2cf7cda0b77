"""Ranges that printed numbers allow, under each convention."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.conventions import interval_of, reach
from fraudstats.errors import CodeError
from fraudstats.interval import Interval
from fraudstats.vocabulary import CONVENTIONS, QUALIFIERS


@pytest.mark.parametrize(
    ("qualifier", "printed", "conservative"),
    [
        ("exact", (370_000, 370_000), (370_000, 370_000)),
        ("rounded", (365_000, 375_000), (365_000, 380_000)),
        ("truncated", (370_000, 380_000), (370_000, 380_000)),
        ("rounded_up", (360_000, 370_000), (360_000, 370_000)),
        ("more_than", (370_000, 380_000), (370_000, inf)),
        ("at_least", (370_000, inf), (370_000, inf)),
        ("nearly", (360_000, 370_000), (360_000, 370_000)),
        ("about", (360_000, 380_000), (360_000, 380_000)),
        ("up_to", (0, 370_000), (0, 370_000)),
    ],
)
def test_each_qualifier(qualifier, printed, conservative):
    assert interval_of(370_000, qualifier, 10_000) == (Interval(*printed), f"printed:{qualifier}")
    assert interval_of(370_000, qualifier, 10_000, "conservative") == (
        Interval(*conservative),
        f"conservative:{qualifier}",
    )


def test_every_qualifier_of_the_records_has_a_rule():
    for qualifier in QUALIFIERS.values():
        assert set(qualifier.reach) == set(CONVENTIONS)


def test_a_count_is_never_negative():
    assert interval_of(0, "nearly", 10)[0] == Interval(0, 0)


@pytest.mark.parametrize(
    ("arguments", "words"), [((1, "exact", 1, "x"), "unknown convention"), ((1, "x", 1), "unknown qualifier")]
)
def test_unknown_names_are_refused_with_the_known_ones(arguments, words):
    with pytest.raises(CodeError, match=f"{words}.*choose one of"):
        interval_of(*arguments)


@pytest.mark.parametrize(
    ("qualifier", "truncated"),
    [("rounded", (370_000, 380_000)), ("truncated", (370_000, 380_000)), ("more_than", (370_000, 380_000))],
)
def test_what_is_called_rounded_may_have_been_cut_off(qualifier, truncated):
    assert interval_of(370_000, qualifier, 10_000, "truncated") == (Interval(*truncated), f"truncated:{qualifier}")


@given(
    st.integers(0, 10**9),
    st.sampled_from(sorted(QUALIFIERS)),
    st.sampled_from([1, 10, 1_000, 10_000]),
    st.sampled_from(sorted(CONVENTIONS)),
)
def test_every_range_holds_its_printed_number_and_lies_in_the_conservative_one(value, qualifier, step, convention):
    interval, rule = interval_of(value, qualifier, step, convention)
    assert value in interval
    assert interval.lower >= 0
    assert interval in interval_of(value, qualifier, step, "conservative")[0]
    assert rule == f"{convention}:{qualifier}"


def test_reach_is_in_printed_units():
    assert reach("more_than") == (0, 1)
    assert reach("at_least") == (0, inf)
    assert reach("rounded", "conservative") == (0.5, 1)


def test_a_near_miss_is_named():
    with pytest.raises(CodeError, match="unknown qualifier 'more_then'; did you mean 'more_than'"):
        reach("more_then")
